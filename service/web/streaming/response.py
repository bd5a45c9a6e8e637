"""A stream on its way to one reader, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse
from starlette.types import Receive, Scope, Send

from service.web.streaming.stream import Stream, Told

MEDIA_TYPE = EventSourceResponse.media_type
HEADERS = {"Vary": "Accept", "X-Accel-Buffering": "no"}
"""A proxy in front that would gather a response before it passes it on is told not to."""

Encode = Callable[[int, Told], Iterable[bytes]]
"""The events, if any, that tell of an item with its number."""


class StreamResponse(EventSourceResponse):
    """Sends what comes behind the first `after` items; its reader counts as gone when the connection is."""

    def __init__(self, stream: Stream, encode: Encode, *, after: int = 0, heartbeat_seconds: float) -> None:
        super().__init__(_encoded(stream, encode, after, heartbeat_seconds), headers=HEADERS)
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        with self._stream.reader():
            await super().__call__(scope, receive, send)


async def _encoded(stream: Stream, encode: Encode, after: int, heartbeat_seconds: float) -> AsyncIterator[bytes]:
    """The events; where there is nothing to tell, a comment keeps the line alive."""
    async for item in stream.read(after, heartbeat_seconds):
        if item is None:
            yield KEEPALIVE_COMMENT
        else:
            for event in encode(*item):
                yield event
