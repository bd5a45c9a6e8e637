"""How each passage bears on a claim, after the checks that need no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain import Claim, Corpus, Excess, Mood, Overstep, RankedPassage, Source, Stance
from service.language.focus import Focus
from service.language.numbers import borne_out, quantities
from service.language.vocabulary import Vocabulary
from service.ports import Judge
from service.verification.strength.axes import excesses
from service.verification.strength.side import EvidenceSide

STRANGE_SHARE = 0.5
_OFF_SUBJECT = Stance(0.02, 0.02, 0.96)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with its stance on a claim, and the axes on which the claim goes beyond it.

    `numbers_borne_out` tells how far the numbers of the claim are those of the passage, in [0, 1].
    """

    ranked: RankedPassage
    source: Source
    stance: Stance
    excesses: tuple[Excess, ...]
    numbers_borne_out: float = 0.0

    @property
    def contradicts_a_number(self) -> bool:
        """Whether the claim has a number that this passage gives otherwise."""
        return any(e.overstep is Overstep.WRONG_NUMBER for e in self.excesses)


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
        beyond = excesses(text, EvidenceSide(ranked.passage, source))
        agreement = borne_out(quantities(text), quantities(ranked.passage.text))
        return Weighed(ranked, source, stance, beyond, agreement)

    def unheard_of(self, claim: Claim) -> bool:
        """Whether the claim speaks of something that occurs nowhere in the corpus.

        One strange noun is enough where something is asked; who asserts in slang may use some that say nothing.
        """
        strange = len(self._vocabulary.unheard_of(claim.text, claim.focus))
        return strange > 0 and (claim.mood is not Mood.ASSERTED or strange >= STRANGE_SHARE * len(claim.focus))

    def settles(self, text: str, ranked: RankedPassage) -> bool:
        """Whether the passage speaks of every drug, condition, group and place that the claim names."""
        return not self._focus.missing(
            self._focus.concepts(text), self._focus.spoken(self._corpus.words_of(ranked.passage))
        )
