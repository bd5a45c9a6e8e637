"""Causality: the claim says one thing causes another; the evidence speaks of association, theory or one factor of many."""

from __future__ import annotations

from service.domain import CausalStrength, Excess, Overstep
from service.verification.strength.side import EvidenceSide, cue, hedged, negated_before

_CAUSES = (
    r"causes?|caused by|responsible for|because of|due to|comes? from|results? from|the reason|root cause|"
    r"the source of|triggers?|down to|boils down to|is what you get when"
)
_WEAKER = r"associat\w+|linked|risk|factors?|contribut\w+|theor\w+|hypothes\w+|interaction|combination|more likely|unknown|tied to|correlat\w+"


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where an unhedged causal verb meets evidence that names association or several factors."""
    said = cue(claim, _CAUSES)
    carried = cue(evidence.text, _WEAKER)
    if not said or not carried or hedged(claim) or negated_before(claim, said):
        return None
    return Excess(
        Overstep.CAUSAL_OVERCLAIM,
        f"The claim says “{said}”; the evidence speaks of “{carried}”, which does not show a sole cause.",
    )


def worded(text: str) -> CausalStrength:
    """The level that the words known here give a sentence."""
    if cue(text, _CAUSES):
        return CausalStrength.CONDITIONAL if hedged(text) else CausalStrength.CAUSE
    return CausalStrength.ASSOCIATION if cue(text, _WEAKER) else CausalStrength.NONE
