"""What was told of one reply, in order, for readers that may leave and come again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from service.domain import Citation, Reply, Sentence, Stage
from service.errors import Stopped
from service.web.asking import Asked
from service.web.problems import Problem

Told = Stage | Citation | Sentence | Reply | Problem


class Stream:
    """Grows until its last item, the reply or a problem. It belongs to the thread of the event loop.

    Where nobody has read it for `grace_seconds` before its end, the next item is refused, so that the work ends.
    """

    def __init__(self, name: str, asked: Asked, grace_seconds: float) -> None:
        self.name = name
        self.asked = asked
        self.stopped = False
        self._grace_seconds = grace_seconds
        self._told: list[Told] = []
        self._ended = False
        self._readers = 0
        self._leaving: asyncio.TimerHandle | None = None
        self._news = asyncio.Event()

    def __len__(self) -> int:
        """How many items there are by now."""
        return len(self._told)

    @property
    def session_id(self) -> str | None:
        """The conversation that it belongs to, as far as it is known."""
        last = self._told[-1] if self._told else None
        return last.session_id if isinstance(last, Reply) else self.asked.session_id

    def tell(self, told: Stage | Citation | Sentence) -> None:
        """Add an item. Raises Stopped where nobody waits for it."""
        if self.stopped:
            raise Stopped("nobody reads this reply any more")
        self._add(told)

    def end(self, last: Reply | Problem) -> None:
        """Add the last item."""
        self._ended = True
        self._add(last)

    async def read(self, after: int, pause_seconds: float) -> AsyncIterator[tuple[int, Told] | None]:
        """The items behind the first `after` with their numbers, from 1, to the last; None after each pause without one."""
        while True:
            for n, told in enumerate(self._told[after:], after + 1):
                yield n, told
                after = n
            if self._ended and after >= len(self._told):
                return
            if after == len(self._told) and not await _happens(self._news, pause_seconds):
                yield None

    @contextmanager
    def reader(self) -> Iterator[None]:
        """Count a reader in and out."""
        self._readers += 1
        if self._leaving:
            self._leaving.cancel()
        try:
            yield
        finally:
            self._readers -= 1
            if not self._readers and not self._ended:
                self._leaving = asyncio.get_running_loop().call_later(self._grace_seconds, self.stop)

    def stop(self) -> None:
        """Refuse what is told from now on."""
        self.stopped = True

    def _add(self, told: Told) -> None:
        self._told.append(told)
        self._news.set()
        self._news = asyncio.Event()


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
