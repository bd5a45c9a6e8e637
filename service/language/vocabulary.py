"""How much a word tells in a corpus."""

from __future__ import annotations

from collections import Counter
from math import log

from service.domain import Corpus
from service.language.words import content_stems


class Vocabulary:
    """Content stems of the statements of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        counts = Counter(stem for passage in corpus.passages.values() for stem in content_stems(passage.text))
        self._rarity = {stem: log(1 + len(corpus.passages) / count) for stem, count in counts.items()}
        self._unknown_weight = log(1 + len(corpus.passages))

    def weight(self, stem: str) -> float:
        """How much a stem tells: inverse passage frequency, log(1 + N / n); an unknown one counts as the rarest."""
        return self._rarity.get(stem, self._unknown_weight)
