"""The tools over the real parts, served until the client leaves or the process is told to stop."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
from mcp.server.stdio import stdio_server
from starlette.types import ASGIApp

from service.mcp_server.post_only import PostOnly
from service.mcp_server.server import make_server
from service.mcp_server.tools import Tools
from service.settings import Settings
from service.web import http_server
from service.web.buckets import TokenBuckets
from service.web.edge import LastResort
from service.web.limits import RateLimit, SizeLimit
from service.web.parts import running_version, utc_now
from service.web.server import open_live, set_up_logs

PATH = "/mcp"


def serve_mcp(settings: Settings, address: tuple[str, int] | None) -> None:
    """Listen for streamable HTTP at `/mcp` of a host and port, or else speak over standard input and output.

    Standard output then carries the protocol alone. Raises what `bootstrap.build` raises, before anything is said.
    """
    with _tools(settings) as tools:
        if address:
            http_server.make_server(http_app(tools, address[0]), *address).run()
        else:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a thread that waits for input would hold up anything gentler
            anyio.run(_over_streams, tools)


def http_app(tools: Tools, host: str) -> ASGIApp:
    """The tools behind the limits of the HTTP API. No request depends on the one before.

    On a loopback address, requests that a browser was tricked into are refused by their Host and Origin headers.
    """
    settings = tools.settings
    app: ASGIApp = make_server(tools, running_version()).streamable_http_app(
        streamable_http_path=PATH, host=host, json_response=True, stateless_http=True
    )
    app = LastResort(PostOnly(SizeLimit(app, settings.max_body_bytes)))
    buckets = TokenBuckets(settings.rate_limit_per_minute, time.monotonic)
    return RateLimit(app, buckets, settings.trusted_proxies, prefix=PATH)


async def _over_streams(tools: Tools) -> None:
    server = make_server(tools, running_version())
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


@contextmanager
def _tools(settings: Settings) -> Iterator[Tools]:
    """The tools over the live index; one that is built later takes its place."""
    set_up_logs(settings.log_level.upper())
    live = open_live(settings)
    live.refresh()
    live.start()
    try:
        yield Tools(live, settings, utc_now)
    finally:
        live.stop()
