"""The only sentences of a reply that quote nothing. None of them carries a fact."""

from __future__ import annotations

from service.domain import Verdict

CONTESTED = "The vetted sources do not agree on this."
ONE_SIDE = "On one side:"
OTHER_SIDE = "On the other:"
REFUTED = "That is not what the vetted sources say."
OVERSIMPLIFIED = "There is something to that, but it goes further than the evidence."
NOT_SETTLED = "The vetted sources here do not settle that."
NEAREST = "The nearest they come is this:"
NOT_COVERED = "The vetted sources here do not answer that."
PARTLY = "The vetted sources here do not answer every part of that."
OUT_OF_SCOPE = "That is outside what this service covers."
ALSO = "On the other part of your question:"
GENERAL_FACTS = "In general, the vetted sources say this:"

ALL = frozenset(
    {
        CONTESTED, ONE_SIDE, OTHER_SIDE, REFUTED, OVERSIMPLIFIED, NOT_SETTLED, NEAREST, NOT_COVERED, PARTLY, OUT_OF_SCOPE,
        ALSO, GENERAL_FACTS,
    }
)  # fmt: skip

OPENING = {
    Verdict.REFUTED: REFUTED,
    Verdict.OVERSIMPLIFIED: OVERSIMPLIFIED,
    Verdict.CONTESTED: CONTESTED,
    Verdict.NOT_ENOUGH_EVIDENCE: NOT_SETTLED,
}
