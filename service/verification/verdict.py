"""From weighed passages to a verdict, by a table that can be read line by line.

| supports | refutes | claim oversteps | verdict |
|---|---|---|---|
| no  | no  | –   | not enough evidence |
| yes | yes | –   | contested, where the weights are comparable; otherwise the weightier side alone |
| yes | no  | no  | supported |
| yes | no  | yes | oversimplified |
| no  | yes | –   | refuted |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain import Excess, Overstep, StanceLabel, Tier, Verdict
from service.verification.evidence import Weighed

DECISIVE = 0.55
SURE = 0.85
RELEVANT_COSINE = 0.35
COMPARABLE = 0.6
_TIER_WEIGHT = {
    Tier.REGULATOR: 1.0,
    Tier.GUIDANCE: 0.95,
    Tier.SYNTHESIS: 1.0,
    Tier.PRIMARY_STUDY: 0.9,
    Tier.BACKGROUND: 0.85,
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, how sure, and the passages and reasons that it rests on, weightiest first."""

    verdict: Verdict
    confidence: float
    supporting: tuple[Weighed, ...] = ()
    refuting: tuple[Weighed, ...] = ()
    excesses: tuple[Excess, ...] = ()


def rule(weighed: Sequence[Weighed], *, unheard_of: bool = False) -> Ruling:
    """Apply the table to the passages of one claim.

    A claim about something `unheard_of` in the corpus is settled only by a passage that is very sure.
    """
    least = SURE if unheard_of else DECISIVE
    supporting = _side(weighed, StanceLabel.SUPPORTS, least)
    refuting = _side(weighed, StanceLabel.REFUTES, least)
    support, refute = _top(supporting), _top(refuting)
    if not supporting and not refuting:
        return Ruling(Verdict.NOT_ENOUGH_EVIDENCE, 1 - max((_weight(w) for w in weighed), default=0.0))
    if (
        supporting
        and refuting
        and min(support, refute) >= COMPARABLE * max(support, refute)
        and _independent(supporting, refuting)
    ):
        return Ruling(Verdict.CONTESTED, min(support, refute), supporting, refuting)
    if refute > support:
        return Ruling(Verdict.REFUTED, refute, (), refuting, _of(refuting))
    beyond = _unanswered(supporting)
    return Ruling(Verdict.OVERSIMPLIFIED if beyond else Verdict.SUPPORTED, support, supporting, (), beyond)


def _side(weighed: Sequence[Weighed], label: StanceLabel, least: float) -> tuple[Weighed, ...]:
    found = [w for w in weighed if w.label is label and w.ranked.dense >= RELEVANT_COSINE and _weight(w) >= least]
    return tuple(sorted(found, key=_weight, reverse=True))


def _weight(weighed: Weighed) -> float:
    """The probability of the likelier side, weighted by the shelf that the source stands on."""
    return max(weighed.stance.supports, weighed.stance.refutes) * _TIER_WEIGHT[weighed.source.tier]


def _top(side: Sequence[Weighed]) -> float:
    return _weight(side[0]) if side else 0.0


def _independent(supporting: Sequence[Weighed], refuting: Sequence[Weighed]) -> bool:
    """Whether the best of each side come from different sources: one source does not dispute itself."""
    return supporting[0].source.id != refuting[0].source.id


def _of(side: Sequence[Weighed]) -> tuple[Excess, ...]:
    return tuple(e for e in side[0].excesses if e.overstep is Overstep.WRONG_NUMBER)


def _unanswered(supporting: Sequence[Weighed]) -> tuple[Excess, ...]:
    """The oversteps that no supporting passage makes good: an axis counts only where the claim goes beyond all of them."""
    common = set.intersection(*({e.overstep for e in w.excesses} for w in supporting))
    return tuple(e for e in supporting[0].excesses if e.overstep in common)
