"""What came back of one question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Answer(StrEnum):
    """The three words that may be said; then what is no answer, each a kind of its own and never guessed at."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    UNREADABLE = "unreadable"
    ERROR = "error"
    TIMED_OUT = "timed out"

    @property
    def readable(self) -> bool:
        """Whether the model said one of the three words."""
        return self in WORDS

    @property
    def failed(self) -> bool:
        """Whether nothing came."""
        return self in (Answer.ERROR, Answer.TIMED_OUT)


WORDS = (Answer.SUPPORTED, Answer.PARTLY, Answer.UNSUPPORTED)


@dataclass(frozen=True, slots=True)
class Given:
    """`raw` is what the model wrote, None where nothing came or it is not kept; `served` is the model that it says it is."""

    answer: Answer
    raw: str | None = None
    error: str = ""
    served: str = ""

    def without_texts(self) -> Given:
        """The same without what might repeat the question: only one of the three words stays."""
        return replace(self, raw=self.raw if self.answer.readable else None, error=self.error.partition(":")[0])


def read_answer(raw: str) -> Answer:
    """One of the three words alone, in any case, with or without a full stop; anything else is unreadable."""
    word = raw.strip().removesuffix(".").lower()
    return Answer(word) if word in WORDS else Answer.UNREADABLE
