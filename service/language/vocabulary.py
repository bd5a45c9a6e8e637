"""The words that a corpus has: what it has never heard of, it cannot settle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

from service.domain import Corpus
from service.language.concepts import ConceptMatcher
from service.language.words import content_stems


class Vocabulary:
    """Content stems of the statements and reviews of a corpus, and the names of its concepts."""

    def __init__(self, corpus: Corpus, matcher: ConceptMatcher) -> None:
        self._matcher = matcher
        self._rarity = _rarity(corpus)
        self._known = frozenset(self._rarity) | _review_stems(corpus)
        self._unknown_weight = log(1 + len(corpus.passages))

    def unheard_of(self, text: str, nouns: Iterable[str]) -> tuple[str, ...]:
        """Those of the nouns of a text that occur nowhere, by word or as part of a name, in the order given."""
        named = {stem for m in self._matcher.find(text) for stem in content_stems(text[m.start : m.end])}
        known = self._known | named
        return tuple(noun for noun in nouns if (stems := content_stems(noun)) and not stems & known)

    def weight(self, stem: str) -> float:
        """How much a stem tells: inverse passage frequency, log(1 + N / n); an unknown one counts as the rarest."""
        return self._rarity.get(stem, self._unknown_weight)


def _review_stems(corpus: Corpus) -> frozenset[str]:
    texts = (
        text for r in corpus.reviews.values() for text in (r.claim, *r.wordings, r.whats_missing, r.better_wording)
    )
    return frozenset(stem for text in texts for stem in content_stems(text))


def _rarity(corpus: Corpus) -> Mapping[str, float]:
    counts: dict[str, int] = {}
    for passage in corpus.passages.values():
        for stem in content_stems(passage.text):
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: log(1 + len(corpus.passages) / count) for stem, count in counts.items()}
