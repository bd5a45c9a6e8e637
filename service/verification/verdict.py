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

from service.domain import Excess, Overstep, Verdict
from service.verification.evidence import Weighed

DECISIVE = 0.2
DECISIVE_NO = 0.5
"""What a refutation must weigh where a claim was only asked about: of lighter ones on the development cases few were right."""
RELEVANT_COSINE = 0.3
RELEVANT = 0.35
COMPARABLE = 0.9
SURE_SIDE = 0.6
NUMBERS_SHIFT = 0.25
SEVERAL_NUMBERS_SHIFT = 0.75
OTHER_NUMBERS = 0.6
AGREEMENT_MARGIN = 0.08


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, and the passages and reasons that it rests on, weightiest first.

    `weight` is of the heaviest passage on the verdict's side (of either where neither settles it), `against` of the heaviest on
    the other, both in [0, 1].
    """

    verdict: Verdict
    weight: float
    against: float
    supporting: tuple[Weighed, ...] = ()
    refuting: tuple[Weighed, ...] = ()
    excesses: tuple[Excess, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    """A passage with the weight of each side: probability times cosine."""

    weighed: Weighed
    support: float
    refute: float


def rule(weighed: Sequence[Weighed], *, asked: bool = False) -> Ruling:
    """Apply the table to the passages of one claim; `asked` tells that it was not stated, so that a No must be surer."""
    scored = _scored(weighed)
    least_against = DECISIVE_NO if asked else DECISIVE
    supporting = sorted((s for s in scored if s.support >= max(DECISIVE, s.refute)), key=lambda s: -s.support)
    refuting = sorted((s for s in scored if s.refute >= max(least_against, s.support)), key=lambda s: -s.refute)
    support = supporting[0].support if supporting else 0.0
    refute = refuting[0].refute if refuting else 0.0
    if not supporting and not refuting:
        sides = max((s.support for s in scored), default=0.0), max((s.refute for s in scored), default=0.0)
        return Ruling(Verdict.NOT_ENOUGH_EVIDENCE, max(sides), min(sides))
    if supporting and refuting and _comparable(supporting, refuting):
        return Ruling(
            Verdict.CONTESTED, min(support, refute), max(support, refute), _weighed(supporting), _weighed(refuting)
        )
    if refute > support:
        beyond = tuple(e for e in refuting[0].weighed.excesses if e.overstep is Overstep.WRONG_NUMBER)
        return Ruling(Verdict.REFUTED, refute, support, (), _weighed(refuting), beyond)
    beyond = _unanswered(_weighed(supporting))
    verdict = Verdict.OVERSIMPLIFIED if beyond else Verdict.SUPPORTED
    return Ruling(verdict, support, refute, _weighed(supporting), (), beyond)


def _scored(weighed: Sequence[Weighed]) -> list[_Scored]:
    """The passages that are near enough and about the claim, with the weight of each side, after the numbers were compared.

    Where a passage about as near as any bears the claim's numbers out (agreement is seldom chance, disagreement often),
    part of its refutation is taken for support; passages with other numbers count something else, and those with none
    weigh less. Where none does, a contradicted number turns support into refutation, and passages without that number
    support the claim less.
    """
    near = [w for w in weighed if w.ranked.dense >= RELEVANT_COSINE and w.relevance >= RELEVANT]
    agreeing = max((w.ranked.dense for w in near if w.numbers_borne_out), default=0.0)
    contradicting = max((w.ranked.dense for w in near if w.contradicts_a_number), default=0.0)
    settled = agreeing > 0 and agreeing >= contradicting - AGREEMENT_MARGIN
    contradicted = contradicting > 0 and not settled
    return [
        _after_numbers(w, settled=settled, contradicted=contradicted)
        for w in near
        if not (settled and w.contradicts_a_number)
    ]


def _after_numbers(w: Weighed, *, settled: bool, contradicted: bool) -> _Scored:
    support, refute = w.stance.supports, w.stance.refutes
    if settled and w.numbers_borne_out:
        shift = (SEVERAL_NUMBERS_SHIFT if w.several_numbers else NUMBERS_SHIFT) * w.numbers_borne_out * refute
        support, refute = support + shift, refute - shift
    elif w.contradicts_a_number and not settled:
        support, refute = min(support, refute), max(support, refute)
    elif contradicted:
        support *= OTHER_NUMBERS
    weight = w.ranked.dense * (OTHER_NUMBERS if settled and not w.numbers_borne_out else 1.0)
    return _Scored(w, support * weight, refute * weight)


def _comparable(supporting: Sequence[_Scored], refuting: Sequence[_Scored]) -> bool:
    """Whether the best of each side weigh alike and come from different sources of comparable tiers."""
    first, second = supporting[0], refuting[0]
    alike = min(first.support, second.refute) >= COMPARABLE * max(first.support, second.refute)
    alike &= min(first.weighed.stance.supports, second.weighed.stance.refutes) >= SURE_SIDE
    sources = first.weighed.source, second.weighed.source
    return alike and sources[0].id != sources[1].id and sources[0].tier is sources[1].tier


def _weighed(scored: Sequence[_Scored]) -> tuple[Weighed, ...]:
    return tuple(s.weighed for s in scored)


def _unanswered(supporting: Sequence[Weighed]) -> tuple[Excess, ...]:
    """The oversteps that no supporting passage makes good: an axis counts only where the claim goes beyond all."""
    common = set.intersection(*({e.overstep for e in w.excesses} for w in supporting))
    return tuple(e for e in supporting[0].excesses if e.overstep in common)
