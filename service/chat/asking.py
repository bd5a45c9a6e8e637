"""One question to a chat model: its prompt, its data as JSON, a typed answer, one repair, and a limit of time."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from service.chat.partial import Unreadable, first_object, items
from service.chat.prompts import Prompt
from service.chat.shapes import Sentences, Written, schema_of
from service.errors import PartUnavailable
from service.ports import ChatMessage, ChatModel, Witness
from service.receipt import ModelUse

FAILURES = 3
REST_SECONDS = 30.0
_SHOWN_CHARS = 2_000
T = TypeVar("T", bound=BaseModel)


class Asker:
    """Asks a chat model; after some failures in a row it lets the model rest, so that nobody waits for one that is down."""

    def __init__(self, model: ChatModel, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.name = model.name
        self._model = model
        self._seconds = seconds
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures = 0
        self._resting_until = 0.0

    def ask(self, prompt: Prompt, data: Mapping[str, object], shape: type[T], witness: Witness) -> T:
        """The model's answer in that shape. Raises PartUnavailable where none came in time, or none that can be read."""
        with self._use(prompt, witness, {}):
            return self._asked(prompt, data, shape)

    def _asked(self, prompt: Prompt, data: Mapping[str, object], shape: type[T]) -> T:
        messages, until = self._opening(prompt, data), self._deadline()
        said = "".join(self._pieces(messages, shape, until))
        try:
            return _read(said, shape)
        except Unreadable as fault:
            again = "".join(self._pieces([*messages, *_repair(said, fault)], shape, until))
        try:
            return _read(again, shape)
        except Unreadable as fault:
            raise PartUnavailable(f"the chat model's answer cannot be read: {fault}") from fault

    def sentences(
        self, prompt: Prompt, data: Mapping[str, object], witness: Witness, shown: Mapping[str, str]
    ) -> Generator[Written]:
        """The sentences of a draft, at least one, each as soon as it is whole; `shown` are passage ids by token.

        Raises PartUnavailable as `ask` does; there is no repair once a sentence was handed out.
        """
        with self._use(prompt, witness, shown) as heard:
            for written in self._drafted(prompt, data):
                heard.append(written)
                yield written

    def _drafted(self, prompt: Prompt, data: Mapping[str, object]) -> Iterator[Written]:
        messages, until = self._opening(prompt, data), self._deadline()
        heard: list[str] = []
        given = 0
        try:
            for written in _written(self._pieces(messages, Sentences, until, heard)):
                given += 1
                yield written
            if given:
                return
            fault = Unreadable("the list of sentences is empty")
        except Unreadable as error:
            fault = error
        if given:
            raise PartUnavailable(f"the chat model's answer cannot be read: {fault}") from fault
        again = [*messages, *_repair("".join(heard), fault)]
        try:
            yield from _written(self._pieces(again, Sentences, until))
        except Unreadable as error:
            raise PartUnavailable(f"the chat model's answer cannot be read: {error}") from error

    @contextmanager
    def _use(self, prompt: Prompt, witness: Witness, shown: Mapping[str, str]) -> Iterator[list[Written]]:
        """Note a use of the model when it ends; the list is to hold the sentences that it wrote."""
        began, heard, why = self._monotonic(), list[Written](), ""
        try:
            yield heard
        except PartUnavailable as failure:
            why = str(failure)
            raise
        finally:
            took = round(1000 * (self._monotonic() - began))
            witness.note(ModelUse(prompt.task, self.name, prompt.sha256, shown, len(heard), took, why))

    def _opening(self, prompt: Prompt, data: Mapping[str, object]) -> list[ChatMessage]:
        told = json.dumps({"task": prompt.task, **data}, ensure_ascii=False)
        return [ChatMessage("system", prompt.text), ChatMessage("user", told)]

    def _deadline(self) -> float:
        now = self._monotonic()
        if now < self._resting_until:
            raise PartUnavailable("the chat model failed and rests")
        return now + self._seconds

    def _pieces(
        self, messages: list[ChatMessage], shape: type[BaseModel], until: float, heard: list[str] | None = None
    ) -> Iterator[str]:
        try:
            for piece in self._model.stream(messages, schema_of(shape), until):
                if heard is not None:
                    heard.append(piece)
                yield piece
        except PartUnavailable:
            self._failed(late=self._monotonic() >= until)
            raise
        self._failures = 0

    def _failed(self, *, late: bool) -> None:
        """Count a failure; one that took all the time there was counts as many."""
        with self._lock:
            self._failures += FAILURES if late else 1
            if self._failures >= FAILURES:
                self._resting_until = self._monotonic() + REST_SECONDS
                self._failures = 0


def _written(pieces: Iterator[str]) -> Iterator[Written]:
    for item in items(pieces, "sentences"):
        yield _valid(item, Written)


def _read(said: str, shape: type[T]) -> T:
    return _valid(first_object(said), shape)


def _valid(item: object, shape: type[T]) -> T:
    try:
        return shape.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or shape.__name__
        raise Unreadable(f"{place}: {first['msg']}") from error


def _repair(said: str, fault: Unreadable) -> list[ChatMessage]:
    problem = json.dumps({"task": "repair", "problem": str(fault)}, ensure_ascii=False)
    return [ChatMessage("assistant", said[:_SHOWN_CHARS] or "{}"), ChatMessage("user", problem)]
