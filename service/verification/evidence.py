"""How each passage bears on a claim, after the checks that need no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain import Claim, Corpus, Excess, Mood, Overstep, RankedPassage, Source, Stance
from service.language.focus import Focus
from service.language.numbers import borne_out, quantities
from service.language.polarity import affirmed
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
        stances = iter(
            self._stances([(text, r.passage.text) for text, row in zip(texts, found, strict=True) for r in row])
        )
        return [
            tuple(self._weighed(text, ranked, next(stances)) for ranked in row)
            for text, row in zip(texts, found, strict=True)
        ]

    def _stances(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """The judge's stances; a claim that denies something is also read as what it denies, with sides exchanged.

        A claim and its negation cannot both be borne out: the mean of the two readings is what is believed.
        """
        turned = [(n, plain, text) for n, (claim, text) in enumerate(pairs) if (plain := affirmed(claim))]
        judged = self._judge.judge([*pairs, *((plain, text) for _, plain, text in turned)])
        stances = judged[: len(pairs)]
        for (n, _, _), other in zip(turned, judged[len(pairs) :], strict=True):
            stances[n] = _mean(stances[n], Stance(other.refutes, other.supports, other.neutral))
        return stances

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


def _mean(one: Stance, two: Stance) -> Stance:
    return Stance((one.supports + two.supports) / 2, (one.refutes + two.refutes) / 2, (one.neutral + two.neutral) / 2)
