"""Who may speak to the page: a browser on this machine that was given the address, and no other site in it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses a request that names another host (a name rebound to this machine), comes from a page of another
    origin, or does not know the token that every path begins with.
    """

    app: ASGIApp
    token: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] == "http" and (refused := self._refused(Headers(scope=scope), scope["path"])):
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _refused(self, headers: Headers, path: str) -> PlainTextResponse | None:
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        if headers.get("host") not in hosts:
            return PlainTextResponse("this page is served to its own address only", 421)
        if headers.get("origin", f"http://{headers['host']}") != f"http://{headers['host']}":
            return PlainTextResponse("this page is not for other sites", 403)
        if not secrets.compare_digest(path.removeprefix("/").partition("/")[0].encode(), self.token.encode()):
            return PlainTextResponse("not found: use the address that the command printed", 404)
        return None
