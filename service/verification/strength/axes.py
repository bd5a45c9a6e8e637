"""Every axis, in the order in which reasons are given."""

from __future__ import annotations

from collections.abc import Callable

from service.domain import Excess
from service.verification.strength import (
    causality,
    certainty,
    duration,
    extent,
    harms,
    mechanism,
    outcome,
    population,
    quantity,
    status,
)
from service.verification.strength.side import EvidenceSide

AXES: tuple[Callable[[str, EvidenceSide], Excess | None], ...] = (
    quantity.excess,
    causality.excess,
    mechanism.excess,
    status.excess,
    harms.excess,
    outcome.excess,
    extent.excess,
    population.excess,
    duration.excess,
    certainty.excess,
)


def excesses(claim: str, evidence: EvidenceSide) -> tuple[Excess, ...]:
    """Every axis on which the claim oversteps this evidence."""
    return tuple(found for axis in AXES if (found := axis(claim, evidence)))
