"""Quantity: a number of the claim that the evidence gives otherwise. This one refutes."""

from __future__ import annotations

from service.domain import Excess, Overstep
from service.language.numbers import conflicts, quantities
from service.verification.strength.side import EvidenceSide


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where a number has its like in the evidence, and the two cannot both be true."""
    for stated, found in conflicts(quantities(claim), evidence.quantities):
        others = " and ".join(dict.fromkeys(q.text for q in found))
        return Excess(Overstep.WRONG_NUMBER, f"The claim says {stated.text}; the evidence says {others}.")
    return None
