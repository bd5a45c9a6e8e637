"""The streams of this process: work that is under way, and for a while what came of it."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from anyio import from_thread, to_thread

from service.domain import Citation, Reply, Sentence, Stage
from service.errors import Stopped
from service.settings import Settings
from service.web.asking import Asked, Desk
from service.web.edge import told_of
from service.web.problems import Problem, as_problem
from service.web.streaming.stream import Stream

MAX_STREAMS = 1_000
"""More than this are not kept: the oldest can then be read to their end, and not be resumed."""
_EVENT_ID = re.compile(r"([A-Za-z0-9_-]{1,64}):([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Telling:
    """A listener in the thread that works; it waits until the event loop has taken each item."""

    stream: Stream

    def stage(self, name: Stage) -> None:
        """See `ports.Listener`."""
        from_thread.run_sync(self.stream.tell, name)

    def citation(self, citation: Citation) -> None:
        """See `ports.Listener`."""
        from_thread.run_sync(self.stream.tell, citation)

    def sentence(self, sentence: Sentence) -> None:
        """See `ports.Listener`."""
        from_thread.run_sync(self.stream.tell, sentence)


class Streams:
    """Bounded in number and in age. A name cannot be guessed: who knows it may read the stream."""

    def __init__(self, settings: Settings, new_id: Callable[[], str], max_streams: int = MAX_STREAMS) -> None:
        self._grace_seconds = settings.stream_grace_seconds
        self._kept_seconds = settings.stream_kept_seconds
        self._new_id = new_id
        self._max = max_streams
        self._streams: OrderedDict[str, Stream] = OrderedDict()
        self._work: set[asyncio.Task[None]] = set()

    def begin(self, asked: Asked, desk: Desk) -> Stream:
        """Begin to answer."""
        stream = Stream(self._new_id(), asked, self._grace_seconds)
        self._streams[stream.name] = stream
        if len(self._streams) > self._max:
            self._streams.popitem(last=False)
        task = asyncio.create_task(self._answer(stream, desk))
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return stream

    def resume(self, event_id: str | None, asked: Asked) -> tuple[Stream, int] | None:
        """The stream that an event belongs to, and the event's number; None where no stream of what was asked has it."""
        found = _EVENT_ID.fullmatch(event_id or "")
        stream = self._streams.get(found[1]) if found else None
        if not found or not stream or stream.stopped or stream.asked != asked or int(found[2]) > len(stream):
            return None
        return stream, int(found[2])

    def forget(self, session_id: str) -> None:
        """Keep nothing of a conversation."""
        for name in [name for name, stream in self._streams.items() if stream.session_id == session_id]:
            del self._streams[name]

    async def close(self) -> None:
        """End all work."""
        for stream in self._streams.values():
            stream.stop()
        await asyncio.gather(*self._work)

    async def _answer(self, stream: Stream, desk: Desk) -> None:
        stream.end(await self._outcome(stream, desk))
        asyncio.get_running_loop().call_later(self._kept_seconds, self._streams.pop, stream.name, None)

    async def _outcome(self, stream: Stream, desk: Desk) -> Reply | Problem:
        """The reply, or the problem that tells why there is none: a stream that has begun cannot answer otherwise."""
        try:
            return await to_thread.run_sync(desk.answer, stream.asked, Telling(stream))
        except Stopped as stopped:
            desk.metrics.count_stopped()
            return as_problem(stopped)
        except Exception as error:
            return told_of(error)
