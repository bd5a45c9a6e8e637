"""Mechanism: the claim states how something works; the evidence offers a hypothesis or animal work."""

from __future__ import annotations

from service.domain import Excess, FindingKind, Overstep, Species
from service.verification.strength.side import EvidenceSide, cue, hedged

_HOW = r"works? by|is how|acts? by|by (?:block|boost|rais|increas|switch|shut|regrow|rewir|rebuild|trigger|releas)\w+|the way it works|which is why|rewires?|regrows?|resets?|repairs?"
_OPEN = r"hypothes\w+|thought to|proposed|theor\w+|models?|not fully understood|open|disputed|explanations?|in (?:rats|mice|rodents)|several"


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where an unhedged account of how it works meets a hypothesis or work in animals."""
    said = cue(claim, _HOW)
    if not said or hedged(claim) or evidence.passage.finding is not FindingKind.MECHANISM:
        return None
    carried = cue(evidence.text, _OPEN)
    if not carried and evidence.source.species is not Species.ANIMAL:
        return None
    basis = f"“{carried}”" if carried else "work in animals"
    return Excess(
        Overstep.MECHANISM_AS_FACT, f"The claim states as settled how it works (“{said}”); the evidence gives {basis}."
    )
