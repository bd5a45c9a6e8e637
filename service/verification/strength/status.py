"""Regulatory status: the claim says approved or licensed; the evidence says off-label or another product or use."""

from __future__ import annotations

from service.domain import Excess, FindingKind, Overstep
from service.verification.strength.side import EvidenceSide, cue, negated_before

_APPROVED = r"(?:fda[- ])?approved|licen[sc]ed|authori[sz]ed|recommended|cleared by|regulated"
_OTHERWISE = r"off[- ]label|not (?:\w+ ){0,3}(?:approved|reviewed|recommend\w*|a labelled use|labelled)|does not recommend|restricted|investigational|compounded"


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where a word of approval meets a statement that withholds it."""
    said = cue(claim, _APPROVED)
    if (
        not said
        or negated_before(claim, said)
        or evidence.passage.finding not in {FindingKind.REGULATION, FindingKind.GUIDANCE}
    ):
        return None
    carried = cue(evidence.text, _OTHERWISE)
    return (
        Excess(Overstep.REGULATORY_CONFUSION, f"The claim says “{said}”; the evidence says “{carried}”.")
        if carried
        else None
    )
