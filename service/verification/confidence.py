"""How likely a verdict is right, from what it rests on.

The weights are fitted on the development cases (`eval/train/confidence.py`); the same verdict is surer where the passage
that carries it weighs more, where others agree with it and where nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from service.domain import Mood, Verdict
from service.verification.evidence import Weighed
from service.verification.logistic import log_odds
from service.verification.precedent import Match
from service.verification.verdict import Ruling


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on, in the order of the model's weights; the log odds of whatever is absent are 0.

    `match` is of the probability that a review says the same; `weight` and `against` are of the weight of the heaviest
    passage on the verdict's side and on the other; `relevance` is of how surely any passage is about the claim.
    """

    refuted: float
    oversimplified: float
    contested: float
    unsettled: float
    reviewed: float
    match: float
    weight: float
    against: float
    relevance: float
    agreeing: float
    supposed: float

    def values(self) -> tuple[float, ...]:
        """The features as numbers."""
        return astuple(self)


def grounds_of_review(match: Match, mood: Mood) -> Grounds:
    """Those of a verdict that a review gives."""
    return _grounds(match.review.verdict, mood, reviewed=1.0, match=log_odds(match.probability))


def grounds_of_evidence(ruling: Ruling, weighed: Sequence[Weighed], mood: Mood) -> Grounds:
    """Those of a verdict on passages."""
    return _grounds(
        ruling.verdict,
        mood,
        weight=log_odds(ruling.weight),
        against=log_odds(ruling.against),
        relevance=log_odds(max((w.relevance for w in weighed), default=0.0)),
        agreeing=float(max(len(ruling.supporting), len(ruling.refuting)) > 1),
    )


def _grounds(verdict: Verdict, mood: Mood, **measured: float) -> Grounds:
    absent = dict.fromkeys(("reviewed", "match", "weight", "against", "relevance", "agreeing"), 0.0)
    return Grounds(
        refuted=float(verdict is Verdict.REFUTED),
        oversimplified=float(verdict is Verdict.OVERSIMPLIFIED),
        contested=float(verdict is Verdict.CONTESTED),
        unsettled=float(verdict is Verdict.NOT_ENOUGH_EVIDENCE),
        supposed=float(mood in {Mood.ASKED, Mood.PRESUPPOSED}),
        **{**absent, **measured},
    )
