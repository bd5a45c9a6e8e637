"""What a reviewer may say of a reply, and one such saying as it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.domain import Outcome, Verdict
from service.rendering import words

LONGEST_NOTE = 2000
NO_VERDICT = "none"
SUPPORTED, NO_STATEMENT = "supported", "no_statement"
RIGHT = "right"
YES, WITH_CHANGES = "yes", "with_changes"


class Part(StrEnum):
    """The part of a reply that a mark is on; `verdict` and `outcome` are what they should have been."""

    SENTENCE = "sentence"
    CITATION = "citation"
    REPLY = "reply"
    VERDICT = "verdict"
    OUTCOME = "outcome"
    NOTE = "note"


CHOICES: Mapping[Part, Mapping[str, str]] = {
    Part.SENTENCE: {
        SUPPORTED: "Supported",
        "partly": "Partly",
        "not_supported": "Not supported",
        NO_STATEMENT: "No statement",
    },
    Part.CITATION: {RIGHT: "Right source", "beside_the_point": "Beside the point", "wrong": "Wrong"},
    Part.REPLY: {YES: "Yes", WITH_CHANGES: "With changes", "no": "No"},
    Part.VERDICT: {**{str(verdict): words.VERDICT[verdict] for verdict in Verdict}, NO_VERDICT: "No verdict at all"},
    Part.OUTCOME: {str(outcome): words.OUTCOME[outcome] for outcome in Outcome},
}
"""The values of each part, with the words that the page shows for them; a note is free."""

Key = tuple[str, Part, int]
"""Reply, part, and which of them."""
Latest = dict[Key, str]
"""The value that counts of each part that has one."""


class Mark(BaseModel):
    """One mark: on which reply to which case, on which of its sentences or citations (from 0), and when, in UTC.

    An empty value takes back what was said before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    reply: str
    part: Part
    index: int = Field(ge=0)
    value: str
    at: str

    @model_validator(mode="after")
    def _can_be_said(self) -> Self:
        if self.part is Part.NOTE:
            if len(self.value) > LONGEST_NOTE:
                raise ValueError(f"a note has at most {LONGEST_NOTE} characters, this one has {len(self.value)}")
        elif self.value and self.value not in CHOICES[self.part]:
            raise ValueError(f"{self.value!r} is none of {', '.join(CHOICES[self.part])}")
        return self

    @property
    def key(self) -> Key:
        """What a later mark replaces."""
        return self.reply, self.part, self.index


def latest(marks: Iterable[Mark]) -> Latest:
    """The last value of each part; what was taken back is left out."""
    values = {mark.key: mark.value for mark in marks}
    return {key: value for key, value in values.items() if value}
