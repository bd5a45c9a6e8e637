"""The lexical index: BM25 over stemmed words, in files that every process maps into memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from service.domain import Passage
from service.errors import PartUnavailable

IDS_FILE = "passages.json"
WORD = r"(?u)\b(?:\w\w+|\d)\b"  # bm25s's own pattern, and single digits: "2 hours" is not "4 hours"


class Bm25Index:
    """Passages that share words with a query; see ports.LexicalIndex."""

    def __init__(self, folder: Path) -> None:
        """Map an index that `write_bm25` made. Raises PartUnavailable where there is none or it is broken."""
        try:
            self._ids: list[str] = json.loads((folder / IDS_FILE).read_text(encoding="utf-8"))
            self._bm25 = bm25s.BM25.load(folder, mmap=True, load_corpus=False) if self._ids else None
        except (OSError, ValueError, KeyError) as error:
            raise PartUnavailable(f"the lexical index cannot be read: {type(error).__name__}") from error

    def search(self, queries: Sequence[str], k: int) -> list[list[tuple[str, float]]]:
        """Per query up to `k` (passage id, BM25 score > 0), best first; equal scores in the order of the corpus."""
        return [self._best(words, k) for words in words_of(queries)]

    def _best(self, words: list[str], k: int) -> list[tuple[str, float]]:
        if self._bm25 is None or not words:
            return []
        scores = cast("NDArray[np.float32]", self._bm25.get_scores(words))
        order = np.argsort(-scores, kind="stable")[: max(k, 0)]
        return [(self._ids[at], float(scores[at])) for at in order if scores[at] > 0]


def write_bm25(folder: Path, passages: Sequence[Passage]) -> None:
    """Write a new index; passages without a single word make an empty one."""
    folder.mkdir(parents=True)
    words = words_of([passage.text for passage in passages])
    if any(words):
        index = bm25s.BM25()
        index.index(words, show_progress=False)
        index.save(folder)
    ids = [passage.id for passage in passages] if any(words) else []
    (folder / IDS_FILE).write_text(json.dumps(ids), encoding="utf-8")


def words_of(texts: Sequence[str]) -> list[list[str]]:
    """Stemmed words without stop words. A stemmer is not safe to share between threads, so each call has its own."""
    tokens = bm25s.tokenize(
        list(texts),
        token_pattern=WORD,
        stopwords="en",
        stemmer=Stemmer.Stemmer("english"),
        return_ids=False,
        show_progress=False,
    )
    return cast("list[list[str]]", tokens)
