"""A server for the application."""

from __future__ import annotations

import uvicorn
from starlette.types import ASGIApp

GRACE_SECONDS = 10


def make_server(app: ASGIApp, host: str, port: int) -> uvicorn.Server:
    """A server that leaves access lines and proxies' headers to the application, which keeps texts and ids out."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
