"""A chat model that says what it was given, one answer after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.errors import PartUnavailable
from service.ports import ChatMessage

Answer = str | PartUnavailable


@dataclass
class Saying:
    """See `ports.ChatModel`; keeps what it was asked."""

    answers: list[Answer]
    name: str = "test:saying"
    asked: list[tuple[ChatMessage, ...]] = field(default_factory=list)

    def stream(self, messages: Sequence[ChatMessage], shape: Mapping[str, object], until: float) -> Iterator[str]:
        """The next answer, a few characters at a time; an error at its end."""
        self.asked.append(tuple(messages))
        answer = self.answers.pop(0)
        if isinstance(answer, PartUnavailable):
            raise answer
        yield from (answer[at : at + 5] for at in range(0, len(answer), 5))
