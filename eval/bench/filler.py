"""Passages beyond the corpus, for seeing how things grow: from a file, or made of the corpus's own words."""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path

from eval.lines import DataFault

TEXT_FIELDS = ("text", "answer", "abstract")
SHORTEST, LONGEST = 6, 40
END = ""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PLAIN = re.compile(r"[^A-Za-z0-9 ,.;:()%/'–-]+")


def statements_of_file(path: Path) -> Iterator[str]:
    """The sentences of a .jsonl or .jsonl.gz whose lines hold a text, in order, none twice.

    Each line is an object with one of `TEXT_FIELDS`: text, or a list of sentences. Raises DataFault naming file, line
    and rule.
    """
    seen: set[str] = set()
    for number, line in enumerate(_lines(path), 1):
        for sentence in _SENTENCE.split(_text_of(f"{path}:{number}", line)):
            plain = " ".join(_PLAIN.sub(" ", sentence).split())
            if SHORTEST <= len(plain.split()) <= LONGEST and plain not in seen:
                seen.add(plain)
                yield plain


def made_up(texts: Sequence[str], seed: int) -> Iterator[str]:
    """Endless statements, none twice, in which each pair of neighbouring words occurs in the texts."""
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        for word, after in pairwise([END, *_PLAIN.sub(" ", text).split(), END]):
            followers[word].append(after)
    rng, seen = random.Random(seed), {END}
    while True:
        text = " ".join(_walk(followers, rng))
        if text not in seen and len(text.split()) >= SHORTEST:
            seen.add(text)
            yield text


def filler(data: Path | None, texts: Sequence[str], seed: int) -> Iterator[str]:
    """Statements of the file as far as they go, then made-up ones."""
    return chain(statements_of_file(data) if data else (), made_up(texts, seed))


def _walk(followers: dict[str, list[str]], rng: random.Random) -> Iterator[str]:
    word = rng.choice(followers[END])
    for _ in range(LONGEST):
        if word == END:
            return
        yield word
        word = rng.choice(followers[word])


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from (line for line in lines if line.strip())
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise DataFault(f"{path}: cannot be read: {error}") from error


def _text_of(place: str, line: str) -> str:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise DataFault(f"{place}: not JSON: {error}") from error
    texts = [raw[name] for name in TEXT_FIELDS if raw.get(name)] if isinstance(raw, dict) else []
    text = " ".join(map(str, texts[0])) if texts and isinstance(texts[0], list) else texts[0] if texts else None
    if not isinstance(text, str):
        raise DataFault(f"{place}: not an object with a text in one of {', '.join(TEXT_FIELDS)}")
    return text
