"""Which passages answer a question, if any does.

A passage answers when it is near in meaning and speaks of what the question asks about: its drug, condition, group,
place, and its rarer words. The thresholds are tuned on the development cases (`python -m eval run --suite cases`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from service.domain import Corpus, RankedPassage
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.language.words import content_stems

MIN_COSINE = 0.42
MIN_COVERAGE = 0.34
KEEP = 0.8


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage that answers, with the strength of the match in [0, 1]."""

    ranked: RankedPassage
    strength: float


class Selection:
    """Chooses passages; weighs words by how rare they are in the corpus."""

    def __init__(self, corpus: Corpus, matcher: ConceptMatcher, focus: Focus) -> None:
        self._matcher = matcher
        self._focus = focus
        self._rarity = _rarity(corpus)
        self._unknown = log(1 + len(corpus.passages))

    def answers(self, question: str, found: Sequence[RankedPassage], limit: int) -> tuple[Answer, ...]:
        """Up to `limit` passages that answer, best first; empty means that the sources are silent."""
        scored = sorted((self._scored(question, r) for r in found if self.on_focus(question, r)), key=lambda a: -a.strength)
        good = [a for a in scored if a.ranked.dense >= MIN_COSINE and self.coverage(question, a.ranked) >= MIN_COVERAGE]
        return tuple(a for a in good if a.strength >= KEEP * good[0].strength)[:limit] if good else ()

    def on_focus(self, question: str, ranked: RankedPassage) -> bool:
        """Whether the passage speaks of every drug, condition, group and place that the question names."""
        return not self._focus.missing(self._focus.concepts(question), self._focus.concepts(ranked.passage.text))

    def coverage(self, question: str, ranked: RankedPassage) -> float:
        """Share of the question's content, rarer words counting more, that the passage has; in [0, 1]."""
        wanted = content_stems(question)
        if not wanted:
            return 1.0
        has = content_stems(ranked.passage.text) | self._by_name(question, ranked)
        total = sum(self._weight(stem) for stem in wanted)
        return sum(self._weight(stem) for stem in wanted & has) / total

    def _scored(self, question: str, ranked: RankedPassage) -> Answer:
        return Answer(ranked, 0.5 * max(0.0, ranked.dense) + 0.25 * ranked.score + 0.25 * self.coverage(question, ranked))

    def _by_name(self, question: str, ranked: RankedPassage) -> set[str]:
        spoken = {mention.concept_id for mention in self._matcher.find(ranked.passage.text)}
        named = [m for m in self._matcher.find(question) if any(self._matcher.related(m.concept_id, s) for s in spoken)]
        return {stem for mention in named for stem in content_stems(question[mention.start : mention.end])}

    def _weight(self, stem: str) -> float:
        return self._rarity.get(stem, self._unknown)


def _rarity(corpus: Corpus) -> Mapping[str, float]:
    counts: dict[str, int] = {}
    for passage in corpus.passages.values():
        for stem in content_stems(passage.text):
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: log(1 + len(corpus.passages) / count) for stem, count in counts.items()}
