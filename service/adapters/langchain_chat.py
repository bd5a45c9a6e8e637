"""A chat model of any provider that LangChain knows."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Event, Thread
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from service.errors import InvalidInput, PartUnavailable
from service.ports import ChatMessage

AT_ONCE = 16
"""How many answers may be under way, those that nobody waits for any more included."""
MAX_ANSWER_CHARS = 20_000
_LENGTH = {"ollama": "num_predict"}
"""What the limit of length is called where it is not `max_tokens`."""

Piece = str | Exception | None


class LangChainChat:
    """See `ports.ChatModel`. A thread reads the answer, so that the time limit holds even where the model hangs."""

    def __init__(self, model: BaseChatModel, name: str) -> None:
        self.name = name
        self._model = model
        self._provider = name.partition(":")[0]
        self._free = BoundedSemaphore(AT_ONCE)

    def stream(self, messages: Sequence[ChatMessage], shape: Mapping[str, object], until: float) -> Iterator[str]:
        """See `ports.ChatModel`."""
        if not self._free.acquire(blocking=False):
            raise PartUnavailable(f"the chat model {self.name} is busy")
        said: SimpleQueue[Piece] = SimpleQueue()
        gone = Event()
        told = [(message.role, message.text) for message in messages]
        Thread(target=self._read, args=(told, shape, said, gone), daemon=True, name="chat-model").start()
        try:
            yield from self._taken(said, until)
        finally:
            gone.set()

    def _taken(self, said: SimpleQueue[Piece], until: float) -> Iterator[str]:
        length = 0
        while True:
            try:
                piece = said.get(timeout=max(until - time.monotonic(), 0.0))
            except Empty:
                raise PartUnavailable(f"the chat model {self.name} did not answer in time") from None
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise PartUnavailable(f"the chat model {self.name} failed: {type(piece).__name__}") from None
            length += len(piece)
            if length > MAX_ANSWER_CHARS:
                raise PartUnavailable(f"the chat model {self.name} wrote more than {MAX_ANSWER_CHARS} characters")
            yield piece

    def _read(
        self, told: Sequence[tuple[str, str]], shape: Mapping[str, object], said: SimpleQueue[Piece], gone: Event
    ) -> None:
        """Put every piece on the queue, then None, or the error that ended it."""
        length = 0
        try:
            for chunk in self._model.stream(list(told), **self._held_to(shape)):
                said.put(str(chunk.text))
                length += len(chunk.text)
                if gone.is_set() or length > MAX_ANSWER_CHARS:
                    return
            said.put(None)
        except Exception as error:  # every provider has errors of its own, with no base in common
            said.put(error)
        finally:
            self._free.release()

    def _held_to(self, shape: Mapping[str, object]) -> dict[str, Any]:
        """What makes the provider hold the model to a JSON schema, where it can."""
        if self._provider == "openai":
            schema = {"name": str(shape["title"]), "schema": dict(shape), "strict": True}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        return {"format": dict(shape)} if self._provider == "ollama" else {}


def open_chat(
    name: str, *, base_url: str | None, options: Mapping[str, object], seconds: float, max_tokens: int
) -> LangChainChat:
    """The model PROVIDER:MODEL with those options of its provider's LangChain class.

    Raises InvalidInput where there is no such provider, its package is missing, or an option is refused.
    """
    provider, sign, model = name.partition(":")
    if not (provider and sign and model):
        raise InvalidInput(f"chat model {name!r}: PROVIDER:MODEL is needed, as in openai:gpt-4o-mini")
    settled: dict[str, object] = {"timeout": seconds, "max_retries": 0, _LENGTH.get(provider, "max_tokens"): max_tokens}
    if provider == "ollama":
        settled = {"num_predict": max_tokens, "client_kwargs": {"timeout": seconds}}
    if base_url:
        settled["base_url"] = base_url
        if provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
            settled["api_key"] = "none"
    try:
        wanted: dict[str, Any] = {**settled, **options}
        made: BaseChatModel = init_chat_model(model, model_provider=provider, **wanted)
    except Exception as error:  # every provider refuses in its own way
        raise InvalidInput(f"chat model {name!r} cannot be opened: {type(error).__name__}: {error}") from error
    return LangChainChat(made, name)
