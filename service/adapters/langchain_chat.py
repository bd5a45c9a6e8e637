"""A chat model of any provider that LangChain knows."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Event, Thread
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from service.errors import InvalidInput, PartUnavailable
from service.ports import ChatMessage

AT_ONCE = 16
"""How many answers may be under way, those that nobody waits for any more included."""
MAX_ANSWER_CHARS = 20_000

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
            for text in self._texts(told, shape):
                said.put(text)
                length += len(text)
                if gone.is_set() or length > MAX_ANSWER_CHARS:
                    return
            said.put(None)
        except Exception as error:  # every provider has errors of its own, with no base in common
            said.put(error)
        finally:
            self._free.release()

    def _texts(self, told: Sequence[tuple[str, str]], shape: Mapping[str, object]) -> Iterator[str]:
        """What the model writes; a server that knows no schemas, and refuses the request, is asked without one."""
        held = self._held_to(shape)
        begun = False
        try:
            for chunk in self._model.stream(list(told), **held):
                begun = True
                yield str(chunk.text)
        except Exception as error:  # as above
            if begun or not held or not _refused(error):
                raise
            yield from (str(chunk.text) for chunk in self._model.stream(list(told)))

    def _held_to(self, shape: Mapping[str, object]) -> dict[str, Any]:
        """What makes the provider hold the model to a JSON schema, where it can."""
        if self._provider == "openai":
            schema = {"name": str(shape["title"]), "schema": dict(shape), "strict": True}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        return {"format": dict(shape)} if self._provider == "ollama" else {}


def _refused(error: Exception) -> bool:
    """Whether a provider calls the request itself bad, by the name that their SDKs have for it."""
    return any(name in type(error).__name__ for name in ("BadRequest", "UnprocessableEntity"))


@dataclass(frozen=True, slots=True)
class Connection:
    """How a model is reached: `options` are further ones of its provider's LangChain class."""

    seconds: float
    max_tokens: int
    api_key: SecretStr | None = None
    base_url: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)


def open_chat(name: str, connection: Connection) -> LangChainChat:
    """The model PROVIDER:MODEL.

    Raises InvalidInput where there is no such provider, its package is missing, or an option is refused.
    """
    provider, sign, model = name.partition(":")
    if not (provider and sign and model):
        raise InvalidInput(f"chat model {name!r}: PROVIDER:MODEL is needed, as in openai:gpt-4o-mini")
    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider, **_settled(provider, connection))
    except Exception as error:  # every provider refuses in its own way
        raise InvalidInput(f"chat model {name!r} cannot be opened: {type(error).__name__}: {error}") from error
    return LangChainChat(made, name)


def _settled(provider: str, connection: Connection) -> dict[str, Any]:
    """The options that a provider's class is made with."""
    settled: dict[str, Any] = {"max_tokens": connection.max_tokens, "timeout": connection.seconds, "max_retries": 0}
    if provider == "ollama":
        settled = {"num_predict": connection.max_tokens, "client_kwargs": {"timeout": connection.seconds}}
    if connection.base_url:
        settled["base_url"] = connection.base_url
    if connection.api_key:
        settled["api_key"] = connection.api_key
    elif connection.base_url and provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        settled["api_key"] = "none"
    return {**settled, **connection.options}
