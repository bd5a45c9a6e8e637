"""An application behind a real server on a real port, for as long as it is needed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep

from fastapi import FastAPI

from service.web.http_server import make_server


@contextmanager
def served(app: FastAPI) -> Iterator[int]:
    """The port that the application is served on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
    server = make_server(app, "127.0.0.1", port)
    thread = Thread(target=server.run)
    thread.start()
    deadline = monotonic() + 20
    while not server.started and monotonic() < deadline:
        sleep(0.01)
    yield port
    server.should_exit = True
    thread.join()
