"""How each passage bears on a claim, after the checks that need no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain import Corpus, Excess, Overstep, RankedPassage, Source, Stance
from service.language.focus import Focus
from service.language.numbers import borne_out, quantities
from service.language.polarity import same_polarity
from service.language.restating import restated
from service.ports import Judge
from service.verification.strength.axes import excesses
from service.verification.strength.side import EvidenceSide

BEARING = 0.5
RESTATED = 0.95
"""How surely a statement bears out what is said in its own words; a judge may stumble over its detail."""
OFF_FOCUS = 0.4
"""What is left of a stance where the passage does not speak of a drug, condition, group or place that the claim names."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with its stance on a claim, and the axes on which the claim goes beyond it.

    `numbers_borne_out` tells how far the numbers of the claim are those of the passage, in [0, 1]; `several_numbers` that
    there are more than one of them and nothing is denied on one side alone, so that agreement is no chance.
    """

    ranked: RankedPassage
    source: Source
    stance: Stance
    excesses: tuple[Excess, ...]
    numbers_borne_out: float = 0.0
    several_numbers: bool = False

    @property
    def relevance(self) -> float:
        """How surely the passage is about what is claimed; 1 from a judge that does not tell."""
        return 1.0 if self.stance.relevance is None else self.stance.relevance

    @property
    def contradicts_a_number(self) -> bool:
        """Whether the claim has a number that this passage gives otherwise."""
        return any(e.overstep is Overstep.WRONG_NUMBER for e in self.excesses)


class Evidence:
    """Weighs passages for claims, all pairs of a message in one batch of the judge."""

    def __init__(self, corpus: Corpus, judge: Judge, focus: Focus) -> None:
        self._corpus = corpus
        self._judge = judge
        self._focus = focus

    def weigh(self, texts: Sequence[str], found: Sequence[Sequence[RankedPassage]]) -> list[tuple[Weighed, ...]]:
        """Per claim its passages, weighed, in the order given."""
        pairs = [(text, r.passage.text) for text, row in zip(texts, found, strict=True) for r in row]
        stances = iter(self._judge.judge(pairs))
        return [
            tuple(
                self._weighed(text, ranked, next(stances), on_focus=on)
                for ranked, on in zip(row, self.on_focus(text, row), strict=True)
            )
            for text, row in zip(texts, found, strict=True)
        ]

    def _weighed(self, text: str, ranked: RankedPassage, stance: Stance, *, on_focus: bool) -> Weighed:
        source = self._corpus.source_of(ranked.passage)
        side = EvidenceSide(ranked.passage, source)
        swapped = tuple(self._exchanged(text, side))
        said_again = 0.0 if swapped else restated(text, ranked.passage.text)
        beyond = () if said_again == 1.0 else (*excesses(text, side), *swapped)
        stated = quantities(text)
        agreement = 0.0 if swapped else borne_out(stated, side.quantities)
        several = len(stated) > 1 and same_polarity(text, ranked.passage.text)
        share = 1.0 if on_focus else OFF_FOCUS
        if said_again:
            stance = _borne_out(stance)
        return Weighed(ranked, source, _weakened(stance, share), beyond, agreement, several)

    def on_focus(self, text: str, found: Sequence[RankedPassage]) -> list[bool]:
        """Per passage whether it speaks of every drug, condition, group and place that the text names."""
        return self._focus.on(text, [self._corpus.words_of(ranked.passage) for ranked in found])

    def _exchanged(self, text: str, evidence: EvidenceSide) -> Iterator[Excess]:
        """A number that the claim gives to one of two things and the evidence to the other."""
        if found := self._focus.exchanged(text, evidence.text, evidence.quantities):
            yield Excess(
                Overstep.WRONG_NUMBER, f"The claim says {found.stated.text} where the evidence says {found.found.text}."
            )

    def bears_on(self, text: str, found: Sequence[RankedPassage]) -> bool:
        """Whether a passage settles or answers the text, so that the text is about the corpus's subject."""
        stances = self._judge.judge([(text, ranked.passage.text) for ranked in found])
        return any(1 - s.neutral >= BEARING or (s.relevance or 0.0) >= BEARING for s in stances)


def _borne_out(stance: Stance) -> Stance:
    supports = max(stance.supports, RESTATED)
    relevance = None if stance.relevance is None else max(stance.relevance, RESTATED)
    return Stance(supports, 0.0, 1 - supports, relevance)


def _weakened(stance: Stance, share: float) -> Stance:
    supports, refutes = share * stance.supports, share * stance.refutes
    return Stance(supports, refutes, 1 - supports - refutes, stance.relevance)
