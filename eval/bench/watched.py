"""A chat model and its leash, watched: how long the model takes, what it proposes and what is held back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.answering.leash import Leash
from service.domain import Sentence
from service.ports import ChatMessage, ChatModel, Proposed, Silence


class TimedChat:
    """Hands every question on, and adds up the seconds for which somebody waited for the model."""

    def __init__(self, chat: ChatModel) -> None:
        self.name = chat.name
        self.seconds = 0.0
        self._chat = chat

    def stream(self, messages: Sequence[ChatMessage], shape: Mapping[str, object], until: float) -> Iterator[str]:
        """See `ports.ChatModel`."""
        pieces = self._chat.stream(messages, shape, until)
        while True:
            began = time.perf_counter()
            try:
                piece = next(pieces, None)
            finally:
                self.seconds += time.perf_counter() - began
            if piece is None:
                return
            yield piece


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence that a model proposed; no `fault` means that it may leave."""

    text: str
    passages: tuple[str, ...]
    fault: str | None
    seconds: float
    copied: bool


class WatchedLeash:
    """Hands every sentence on to a leash, and keeps what that said."""

    def __init__(self, leash: Leash) -> None:
        self.judged: list[Judged] = []
        self._leash = leash

    def fault(self, proposed: Proposed) -> str | None:
        """See `Leash`."""
        began = time.perf_counter()
        fault = self._leash.fault(proposed)
        texts = tuple(passage.text for passage in proposed.passages)
        self.judged.append(Judged(proposed.text, texts, fault, time.perf_counter() - began, proposed.text in texts))
        return fault


@dataclass(slots=True)
class Watch(Silence):
    """A listener that notes when the first sentence came, and how long a model had been waited for until then."""

    chat: TimedChat
    began: float = field(default_factory=time.perf_counter)
    first: float | None = None
    model_before: float = 0.0

    def sentence(self, sentence: Sentence) -> None:
        """Note the first."""
        if self.first is None:
            self.first = time.perf_counter() - self.began
            self.model_before = self.chat.seconds
