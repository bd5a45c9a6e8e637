"""A chat model that behaves in one named way at a time, behind a real server on a port of this machine.

    with scripted("wrong number") as server:
        ...  # the product talks to server.base_url
        assert not reached(reply, server.model.marks)

It keeps every request, and ends with an error where one of them was not of the agreed form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from tests.chat_models.asked import Asked
from tests.chat_models.behaviour import Behaviour, Pace, Said, saying
from tests.chat_models.endpoint import serving
from tests.chat_models.honest import copied
from tests.chat_models.kind import Kind
from tests.chat_models.kinds import KINDS
from tests.chat_models.wire import Body, Shown, passages_of, task_of


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and what was said to it under which kind."""

    asked: Asked
    kind: str
    said: Said


class ScriptedModel:
    """What the server does and what it has seen; may be asked by several threads at once."""

    def __init__(self, kind: Kind, pace: Pace) -> None:
        self.kind = kind
        self.pace = pace
        self._lock = Lock()
        self._exchanges: list[Exchange] = []
        self._shown: dict[Shown, None] = {}
        self._faults: list[str] = []

    def answer(self, raw: str) -> Behaviour:
        """What happens to a request; ValueError where it has not the agreed form."""
        body = Body.model_validate_json(raw)
        task = task_of(body)
        with self._lock:
            asked = Asked(body, task, raw, self._earlier(passages_of(task)))
            act = self.kind.act if task.task in self.kind.tasks else saying(copied)
            behaviour = act(asked, self.pace)
            self._exchanges.append(Exchange(asked, self.kind.name, behaviour.said))
        return behaviour

    def fault(self, what: str) -> None:
        """Keep what went wrong."""
        with self._lock:
            self._faults.append(what)

    @property
    def exchanges(self) -> Sequence[Exchange]:
        """Every request so far, in the order in which they came."""
        with self._lock:
            return tuple(self._exchanges)

    @property
    def faults(self) -> Sequence[str]:
        """What was wrong with requests, or with the server itself."""
        with self._lock:
            return tuple(self._faults)

    @property
    def marks(self) -> Sequence[str]:
        """What must not be found in any reply, of all that was said so far."""
        return tuple(dict.fromkeys(mark for each in self.exchanges for mark in each.said.marks))

    @property
    def alone(self) -> Sequence[str]:
        """What must not be a sentence of any reply, of all that was said so far."""
        return tuple(dict.fromkeys(text for each in self.exchanges for text in each.said.alone))

    @property
    def counts(self) -> Counter[str]:
        """How often each task was asked, repairs included."""
        return Counter(each.asked.task.task for each in self.exchanges)

    def play(self, name: str) -> None:
        """Behave in another way from now on, and forget what was said but not which passages were shown."""
        with self._lock:
            self.kind = KINDS[name]
            self._exchanges.clear()

    def _earlier(self, now: Sequence[Shown]) -> tuple[Shown, ...]:
        earlier = tuple(shown for shown in self._shown if shown not in now)
        self._shown.update(dict.fromkeys(now))
        return earlier


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: `base_url` is what a client of OpenAI's calls so."""

    base_url: str
    model: ScriptedModel


@contextmanager
def scripted(kind: str = "verbatim copy", pace: Pace | None = None) -> Iterator[Running]:
    """A server of that kind until the block is left; AssertionError then where a request was not of the agreed form."""
    model = ScriptedModel(KINDS[kind], pace or Pace())
    with serving(model) as address:
        yield Running(f"{address}/v1", model)
    assert not model.faults, "; ".join(model.faults)
