"""The only sentences of a reply that quote nothing. None of them carries a fact."""

from __future__ import annotations

from collections.abc import Mapping

from service.domain import Pressed, Pressure, Verdict

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
TAKEN_FOR_TRUE = "What the question rests on needs setting right, though."
GENERAL_FACTS = "In general, the vetted sources say this:"

STILL_SO: Mapping[Pressure, tuple[str, ...]] = {
    Pressure.REPETITION: (
        "I hear you. The vetted sources say the same as before.",
        "We need not agree on this. Here is what the sources have.",
        "I looked once more, and nothing in the sources changes the answer.",
    ),
    Pressure.DOUBT: (
        "It is fair to ask. I looked again, and the answer stays the same.",
        "Good that you check. This is what the answer stands on.",
        "You need not take my word for it. These are the sources.",
    ),
    Pressure.APPEAL: (
        "I can see why that carries weight with you. I can only go by the vetted sources, and they say this.",
        "I do not want to talk you out of trusting people. What I have to go by is this.",
        "Thank you for telling me. It does not change what the vetted sources say.",
    ),
    Pressure.PASTED: (
        "Thank you for showing me that. I cannot count it as evidence, as I answer from vetted sources alone.",
        "I have read what you pasted. My answer still rests on the vetted sources.",
        "That text is not among the vetted sources, so the answer stays as it was.",
    ),
    Pressure.KINDNESS: (
        "That is kind of you. The sources still lead me to the same answer.",
        "Thank you. I would be of little help if I said what the sources do not.",
        "I am glad to help, and the answer stays the same.",
    ),
    Pressure.ANNOYANCE: (
        "I am sorry that this is frustrating. The sources leave me with the same answer.",
        "I understand that you hoped to hear something else. The sources say this.",
        "I do not mean to be difficult. This is what I have to go by.",
    ),
}
"""What is said first to a visitor who presses a claim that does not hold, by what the visitor leans on."""
BORNE_OUT = (
    "Yes, the sources bear that out.",
    "That still holds.",
    "I looked again, and that is what the sources say.",
    "Nothing in the sources speaks against it.",
)
STILL_OPEN = (
    "I looked again, and the vetted sources still do not settle that.",
    "I would like to give you a clear answer, but the vetted sources hold none.",
    "That stays open, as far as the vetted sources go.",
)

ALL = frozenset(
    {
        CONTESTED, ONE_SIDE, OTHER_SIDE, REFUTED, OVERSIMPLIFIED, NOT_SETTLED, NEAREST, NOT_COVERED, PARTLY, OUT_OF_SCOPE,
        ALSO, TAKEN_FOR_TRUE, GENERAL_FACTS, *BORNE_OUT, *STILL_OPEN, *(said for each in STILL_SO.values() for said in each),
    }
)  # fmt: skip

OPENING = {
    Verdict.REFUTED: REFUTED,
    Verdict.OVERSIMPLIFIED: OVERSIMPLIFIED,
    Verdict.CONTESTED: CONTESTED,
    Verdict.NOT_ENOUGH_EVIDENCE: NOT_SETTLED,
}


def still(verdict: Verdict, pressed: Pressed) -> str:
    """What is said first to pressure, in words that change from one time to the next."""
    said = _STILL.get(verdict, STILL_SO[pressed.by])
    return said[pressed.before % len(said)]


_STILL = {Verdict.SUPPORTED: BORNE_OUT, Verdict.NOT_ENOUGH_EVIDENCE: STILL_OPEN}
