"""Duration: the claim promises lasting benefit or is silent about time; the evidence was followed for hours, days or weeks."""

from __future__ import annotations

from service.domain import Excess, Overstep
from service.verification.strength.side import EvidenceSide, cue, negated_before

_LASTING = r"for good|permanent(?:ly)?|forever|for life|lasting|long[- ]term|never (?:comes? back|return\w*)|once and for all|for (?:\w+ )?years|for ever|stays? (?:away|gone)|(?:the )?rest of (?:your|their|his|her|one's) li(?:fe|ves)|for keeps|sorted for (?:the year|good|life)|never look(?:s|ed)? back"
_SHORT = r"short-lived|transient|wears? off|fade[sd]?|within (?:a |one )?(?:day|week)|relapse\w*|brief|temporary|not last\w*|up to one week|24 hours|days?"
_MONTH_HOURS = 730.5


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where a word of lasting benefit meets a short follow-up or a word of fading."""
    said = cue(claim, _LASTING)
    if not said or negated_before(claim, said):
        return None
    carried = cue(evidence.text, _SHORT) or evidence.passage.duration
    spans = [q for q in evidence.quantities if q.kind == "duration"]
    if not carried or any(span.high > 6 * _MONTH_HOURS for span in spans):
        return None
    return Excess(Overstep.DURATION_OMITTED, f"The claim says “{said}”; the evidence speaks of “{carried}”.")
