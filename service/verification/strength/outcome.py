"""Outcome: the claim speaks of what matters (deaths, attempts, cure); the evidence measured a score or thoughts."""

from __future__ import annotations

from service.domain import Excess, Overstep
from service.verification.strength.side import EvidenceSide, cue, negated_before

_HARD = (
    r"(?:prevents?|stops?|reduces?|lowers?|cuts?|saves?) (?:\w+ ){0,2}(?:suicides?|deaths?|dying|lives|attempts?|hospitali[sz]ations?|"
    r"heart attacks?|strokes?|fractures?|falls)|saves? lives|(?:stops?|keeps?) people (?:from )?(?:killing themselves|dying)"
)
_SOFT = r"thoughts|ideation|ideas|scale|scores?|points|rating|response|self-rated|questionnaires?|markers?|blood levels?|cholesterol"
_SOFT_IN_CLAIM = r"thoughts|ideation|feelings|ideas|thinking"


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where an event is claimed and only a measure that stands in for it was taken."""
    said = cue(claim, _HARD)
    if not said or cue(claim, _SOFT_IN_CLAIM) or negated_before(claim, said):
        return None
    carried = cue(evidence.text, _SOFT)
    return (
        Excess(Overstep.SURROGATE_OUTCOME, f"The claim says “{said}”; the evidence measured “{carried}”.")
        if carried
        else None
    )
