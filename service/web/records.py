"""One line and one count per request: method, route, status, time, id. Neither paths nor texts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.metrics import Metrics

logger = logging.getLogger("caveat.access")

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
CLIENT_LEFT = 499


@dataclass(frozen=True, slots=True)
class Records:
    """Gives each request an id, and notes what became of it."""

    app: ASGIApp
    metrics: Metrics
    new_id: Callable[[], str]
    monotonic: Callable[[], float]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note its end, however it ends."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request_id, began, status = self.new_id(), self.monotonic(), CLIENT_LEFT

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            self._note(scope, status, self.monotonic() - began, request_id)

    def _note(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        route = route_of(scope)
        self.metrics.count_request(route, method, status, seconds)
        logger.info(
            "method=%s route=%s status=%d ms=%d request_id=%s", method, route, status, round(seconds * 1000), request_id
        )


def route_of(scope: Scope) -> str:
    """The template of the route that answered, never the path itself: it may hold a session's id."""
    return str(getattr(scope.get("route"), "path", "") or "unmatched")
