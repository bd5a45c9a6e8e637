"""How much a client may send, and how often."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.buckets import Allowance, TokenBuckets
from service.web.clients import client_of
from service.web.problems import (
    BODY_TOO_LARGE,
    EMERGENCY,
    HEADERS_TOO_LARGE,
    TOO_MANY_REQUESTS,
    Problem,
    problem_response,
)

API_PREFIX = "/v1/"
MAX_HEADER_BYTES = 32_768


@dataclass(frozen=True, slots=True)
class RateLimit:
    """Counts requests to the API per client and says in headers what is left; other paths are free."""

    app: ASGIApp
    buckets: TokenBuckets
    trusted_proxies: int
    prefix: str = API_PREFIX

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 429 where the client has nothing left."""
        if scope["type"] != "http" or not scope["path"].startswith(self.prefix):
            return await self.app(scope, receive, send)
        allowance = self.buckets.take(client_of(scope, self.trusted_proxies))

        async def send_with_allowance(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(rate_headers(allowance))
            await send(message)

        if allowance.allowed:
            return await self.app(scope, receive, send_with_allowance)
        await problem_response(too_many_requests(allowance))(scope, receive, send_with_allowance)


def rate_headers(allowance: Allowance) -> dict[str, str]:
    """What is left, in whole requests and seconds."""
    return {
        "RateLimit-Limit": str(allowance.limit),
        "RateLimit-Remaining": str(allowance.remaining),
        "RateLimit-Reset": str(allowance.reset_seconds),
    }


def too_many_requests(allowance: Allowance) -> Problem:
    """The problem of a client that asks too often; it still says where help is."""
    detail = f"At most {allowance.limit} requests a minute; try again in {allowance.retry_seconds} seconds. {EMERGENCY}"
    return Problem(TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(allowance.retry_seconds)})


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """Refuses headers and bodies that are too large; a body without a length is counted as it arrives."""

    app: ASGIApp
    max_body_bytes: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 or 431, or let the request through behind a counter."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        problem = self._refusal(scope)
        if problem is not None:
            return await problem_response(problem)(scope, receive, send)
        await self.app(scope, self._counted(receive), send)

    def _refusal(self, scope: Scope) -> Problem | None:
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
            return Problem(HEADERS_TOO_LARGE, f"Headers: together they may hold {MAX_HEADER_BYTES} bytes.")
        length = Headers(scope=scope).get("content-length", "")
        return self._too_large() if length.isdecimal() and int(length) > self.max_body_bytes else None

    def _counted(self, receive: Receive) -> Receive:
        total = 0

        async def counted() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            if total > self.max_body_bytes:
                raise self._too_large()
            return message

        return counted

    def _too_large(self) -> Problem:
        return Problem(BODY_TOO_LARGE, f"Body: it may hold {self.max_body_bytes} bytes.")
