"""Which other web origins may call the API from a browser."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.problems import ORIGIN_NOT_ALLOWED, Problem, problem_response

ANY = "*"
PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Content-Type, Accept, Last-Event-ID",
    "Access-Control-Max-Age": "600",
}
EXPOSED = "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-ID"


def parse_origins(setting: str) -> frozenset[str]:
    """The setting `allowed_origins` as a set."""
    return frozenset(origin.strip().rstrip("/").lower() for origin in setting.split(",") if origin.strip())


@dataclass(frozen=True, slots=True)
class AllowOrigins:
    """Adds CORS headers for allowed origins and answers preflights. No credentials are ever asked for."""

    app: ASGIApp
    origins: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let all requests through: without the headers, a browser keeps the reply from the calling page."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        allowed = self._allowed(headers.get("origin"))

        async def send_with_cors(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._mark(MutableHeaders(scope=message), allowed)
            await send(message)

        if scope["method"] == "OPTIONS" and "origin" in headers and "access-control-request-method" in headers:
            return await _preflight(allowed)(scope, receive, send_with_cors)
        await self.app(scope, receive, send_with_cors)

    def _allowed(self, origin: str | None) -> str | None:
        if origin is None:
            return None
        return ANY if ANY in self.origins else origin if origin.lower() in self.origins else None

    def _mark(self, headers: MutableHeaders, allowed: str | None) -> None:
        if ANY not in self.origins:
            headers.add_vary_header("Origin")
        if allowed:
            headers["Access-Control-Allow-Origin"] = allowed
            headers["Access-Control-Expose-Headers"] = EXPOSED


def _preflight(allowed: str | None) -> Response:
    if allowed:
        return Response(status_code=204, headers=PREFLIGHT_HEADERS)
    return problem_response(Problem(ORIGIN_NOT_ALLOWED, "Origin: it is not among the allowed origins."))
