"""Which passages answer a question, if any does.

A passage answers when it is near in meaning, speaks of what the question asks about (its drug, condition, group and
place), and the judge finds that it answers. The thresholds are tuned on the development cases
(`python -m eval run --suite cases`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain import Corpus, Question, RankedPassage
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.language.vocabulary import Vocabulary
from service.language.words import content_stems
from service.ports import Judge

MIN_COSINE = 0.3
MIN_RELEVANCE = 0.27
READ = 8
KEEP = 0.8


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage that answers, with the strength of the match in [0, 1]."""

    ranked: RankedPassage
    strength: float


class Selection:
    """Chooses passages; weighs words by how rare they are in the corpus."""

    def __init__(
        self, corpus: Corpus, matcher: ConceptMatcher, focus: Focus, vocabulary: Vocabulary, judge: Judge
    ) -> None:
        self._corpus = corpus
        self._judge = judge
        self._matcher = matcher
        self._focus = focus
        self._vocabulary = vocabulary

    def answers(self, asked: Question, found: Sequence[RankedPassage], limit: int) -> tuple[Answer, ...]:
        """Up to `limit` passages that answer, best first; empty means that the sources are silent."""
        on_focus = self._focus.on(asked.text, [self._corpus.words_of(ranked.passage) for ranked in found])
        near = [r for r, on in zip(found, on_focus, strict=True) if on and r.dense >= MIN_COSINE][:READ]
        relevances = self._relevances(asked.text, near)
        scored = (
            self._scored(asked.text, ranked, relevance)
            for ranked, relevance in zip(near, relevances, strict=True)
            if relevance >= MIN_RELEVANCE
        )
        good = sorted(scored, key=lambda a: -a.strength)
        return tuple(a for a in good if a.strength >= KEEP * good[0].strength)[:limit] if good else ()

    def coverage(self, question: str, ranked: RankedPassage) -> float:
        """Share of the question's content, rarer words counting more, that the passage has; in [0, 1]."""
        wanted = content_stems(question)
        if not wanted:
            return 1.0
        has = content_stems(ranked.passage.text) | self._by_name(question, ranked)
        total = sum(self._vocabulary.weight(stem) for stem in wanted)
        return sum(self._vocabulary.weight(stem) for stem in wanted & has) / total

    def _relevances(self, question: str, near: Sequence[RankedPassage]) -> list[float]:
        """How surely each passage answers; 1 from a judge that does not tell, so that nearness alone decides."""
        read = self._judge.judge([(question, ranked.passage.text) for ranked in near])
        return [1.0 if stance.relevance is None else stance.relevance for stance in read]

    def _scored(self, question: str, ranked: RankedPassage, relevance: float) -> Answer:
        likeness = 0.5 * max(0.0, ranked.dense) + 0.25 * ranked.score + 0.25 * self.coverage(question, ranked)
        return Answer(ranked, (likeness + relevance) / 2)

    def _by_name(self, question: str, ranked: RankedPassage) -> set[str]:
        spoken = {mention.concept_id for mention in self._matcher.find(ranked.passage.text)}
        named = [m for m in self._matcher.find(question) if any(self._matcher.related(m.concept_id, s) for s in spoken)]
        return {stem for mention in named for stem in content_stems(question[mention.start : mention.end])}
