"""A real server on a real port, and what comes down an event stream."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep
from typing import Any

from starlette.types import ASGIApp

from service.web.http_server import make_server

SECONDS = 20


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


@dataclass(frozen=True)
class Event:
    name: str
    data: Any
    id: str


@contextmanager
def serving(app: ASGIApp) -> Iterator[Address]:
    """Serve until the block ends."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    server = make_server(app, "127.0.0.1", port)
    thread = Thread(target=server.run)
    thread.start()
    deadline = monotonic() + SECONDS
    while not server.started and monotonic() < deadline:
        sleep(0.01)
    try:
        yield Address("127.0.0.1", port)
    finally:
        server.should_exit = True
        thread.join()


def events(lines: Iterable[str]) -> Iterator[Event]:
    """The events of a stream, as soon as each is whole; comments are passed over."""
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if name:
            fields[name] = value
        elif "data" in fields:
            yield Event(fields["event"], json.loads(fields["data"]), fields["id"])
            fields = {}
        else:
            fields = {}
