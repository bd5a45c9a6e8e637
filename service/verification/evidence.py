"""How each passage bears on a claim, after the checks that need no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain import Claim, Corpus, Excess, Overstep, RankedPassage, Source, Stance, StanceLabel
from service.language.focus import Focus
from service.language.vocabulary import Vocabulary
from service.ports import Judge
from service.verification.strength.axes import excesses
from service.verification.strength.side import EvidenceSide

_OFF_SUBJECT = Stance(0.02, 0.02, 0.96)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with its stance on a claim, and the axes on which the claim goes beyond it."""

    ranked: RankedPassage
    source: Source
    stance: Stance
    excesses: tuple[Excess, ...]

    @property
    def label(self) -> StanceLabel:
        """The stance after the number check: a contradicted number refutes."""
        if (
            any(e.overstep is Overstep.WRONG_NUMBER for e in self.excesses)
            and self.stance.supports > self.stance.neutral
        ):
            return StanceLabel.REFUTES
        return self.stance.label


class Evidence:
    """Weighs passages for claims, all pairs of a message in one batch of the judge."""

    def __init__(self, corpus: Corpus, judge: Judge, focus: Focus, vocabulary: Vocabulary) -> None:
        self._corpus = corpus
        self._judge = judge
        self._focus = focus
        self._vocabulary = vocabulary

    def weigh(self, texts: Sequence[str], found: Sequence[Sequence[RankedPassage]]) -> list[tuple[Weighed, ...]]:
        """Per claim its passages, weighed, in the order of the search."""
        pairs = [(text, ranked.passage.text) for text, row in zip(texts, found, strict=True) for ranked in row]
        stances = iter(self._judge.judge(pairs))
        return [
            tuple(self._weighed(text, ranked, next(stances)) for ranked in row)
            for text, row in zip(texts, found, strict=True)
        ]

    def _weighed(self, text: str, ranked: RankedPassage, stance: Stance) -> Weighed:
        source = self._corpus.source_of(ranked.passage)
        if not self.settles(text, ranked):
            return Weighed(ranked, source, _OFF_SUBJECT, ())
        return Weighed(ranked, source, stance, excesses(text, EvidenceSide(ranked.passage, source)))

    def unheard_of(self, claim: Claim) -> bool:
        """Whether the claim speaks of something that occurs nowhere in the corpus."""
        return bool(self._vocabulary.unheard_of(claim.text, claim.focus))

    def settles(self, text: str, ranked: RankedPassage) -> bool:
        """Whether the passage speaks of every drug, condition, group and place that the claim names."""
        return not self._focus.missing(
            self._focus.concepts(text), self._focus.spoken(self._corpus.words_of(ranked.passage))
        )
