"""Harms: the claim calls something safe or mild; the evidence names harms."""

from __future__ import annotations

from service.domain import Excess, FindingKind, Overstep
from service.verification.strength.side import EvidenceSide, cue, negated_before

_SAFE = r"safe|harmless|risk[- ]free|no (?:real |serious |known )?(?:risks?|side[- ]effects?|dangers?|downsides?)|mild (?:effects|side[- ]effects)|non-addictive|nothing to worry about|gentle"
_HARM = (
    r"warnings?|misuse|abuse|side[- ]effects?|risks?|concerns?|harm(?:s|ed|ful)?|dependence|addiction|withdrawal|overdoses?|deaths?|"
    r"toxic\w*|damage\w*|injur\w+|allerg\w+|rash(?:es)?|diarrhoea|diarrhea|nausea|vomiting|bleeding|pain|dizz\w+|drowsiness|"
    r"sedation|dissociation|slowed breathing|blood pressure|bladder|infections?|resistance|resistant"
)


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where a word of safety meets a statement of harm."""
    said = cue(claim, _SAFE)
    if (
        not said
        or negated_before(claim, said)
        or evidence.passage.finding not in {FindingKind.HARM, FindingKind.REGULATION}
    ):
        return None
    carried = cue(evidence.text, _HARM)
    return (
        Excess(Overstep.RISK_OMITTED, f"The claim says “{said}”; the evidence names “{carried}”.") if carried else None
    )
