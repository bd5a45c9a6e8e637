"""A small server that says what a test tells it to, byte by byte: a site's pages, and a service that misbehaves."""

from __future__ import annotations

import json
import socket
import struct
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import sleep
from typing import Any

from service.web.routes.pages import STATIC
from service.web.widget import make_script

SCRIPT = make_script(STATIC / "widget")
RESET = struct.pack("ii", 1, 0)


Piece = str | Event | float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for one request: a head, then pieces. Events and seconds are waited for; None cuts the line."""

    pieces: tuple[Piece, ...] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


def json_answer(value: object, status: int = 200, **headers: str) -> Answer:
    kind = "application/problem+json" if status >= 400 else "application/json"
    return Answer((json.dumps(value),), status, {"Content-Type": kind, **headers})


def stream(*pieces: Piece) -> Answer:
    return Answer(pieces, headers={"Content-Type": "text/event-stream"})


def event(name: str, data: object, number: int | str = "") -> str:
    said = f"id: {number}\n" if number != "" else ""
    return f"{said}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


@dataclass
class Scripted:
    """The script, and what was asked. Answers of a path are used up in order; the last one stays."""

    url: str
    answers: dict[str, deque[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def say(self, path: str, *answers: Answer) -> None:
        self.answers[path] = deque(answers)

    def page(self, body: str, path: str = "/page", head: str = "", **headers: str) -> str:
        """Serve a page that loads this server's own widget, and give its address."""
        return self.bare_page(f'{head}<script src="/widget.js" defer></script>', body, path, **headers)

    def bare_page(self, head: str, body: str, path: str = "/page", **headers: str) -> str:
        """Serve a page as it is, and give its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        text = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>A site</title>{head}</head><body>{body}</body></html>'
        )
        self.say(path, Answer((text,), headers={"Content-Type": "text/html", **named}))
        return self.url + path

    def sent(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    def next(self, path: str) -> Answer:
        held = self.answers.get(path)
        if not held:
            return json_answer({"type": "/problems/not-found", "title": "Nothing is here", "status": 404}, 404)
        return held.popleft() if len(held) > 1 else held[0]


def _reset(connection: socket.socket) -> None:
    """Break a connection as a server does that is killed."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Scripted

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that the test broke is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        self.server.script.asked.append(Asked(self.command, self.path, dict(self.headers), body))
        said = self.server.script.next(self.path)
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self._send(said.pieces)

    def _send(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if piece is None:
                return _reset(self.connection)
            if isinstance(piece, Event):
                piece.wait(20)
            elif isinstance(piece, float):
                sleep(piece)
            elif not self._written(piece):
                return

    def _written(self, text: str) -> bool:
        try:
            self.wfile.write(text.encode("utf-8", "surrogatepass"))
            self.wfile.flush()
        except OSError:
            return False
        return True

    do_GET = do_POST = do_DELETE = answer


@contextmanager
def scripted_server() -> Iterator[Scripted]:
    """A running server with an empty script."""
    server = _Server(("127.0.0.1", 0), _Handler)
    script = server.script = Scripted(f"http://127.0.0.1:{server.server_address[1]}")
    script.say("/widget.js", Answer((SCRIPT.text.decode(),), headers={"Content-Type": "text/javascript"}))
    script.say("/favicon.ico", Answer(status=204, headers={}))
    script.say("/v1/suggestions", json_answer({"questions": ["Is it true?"], "corpus_version": "1"}))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
