"""The HTTP of the scripted server: sends what it is told to, piece by piece, and ends a connection in any way."""

from __future__ import annotations

import json
import select
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn
from threading import Event, Thread
from typing import Protocol

from tests.chat_models.behaviour import JSON, Behaviour, End, Pace

PATH = "/v1/chat/completions"
LOOK_S = 0.02
"""Between looks whether a client has left, while nothing is sent."""
SLOW_S = 10.0
"""A client that takes nothing for so long has left."""
_AT_ONCE = struct.pack("ii", 1, 0)


class Answering(Protocol):
    """What decides what is sent."""

    pace: Pace

    def answer(self, raw: str) -> Behaviour:
        """What happens to a body; ValueError where it has not the agreed form."""

    def fault(self, what: str) -> None:
        """Keep what went wrong."""


class Endpoint(ThreadingMixIn, HTTPServer):
    """Listens on a free port. Whoever hangs is set free when it stops."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, model: Answering) -> None:
        self.model = model
        self.stopped = Event()
        super().__init__(("127.0.0.1", 0), Exchange)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Close without a farewell of our own, so that a reset stays one."""
        self.close_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves is no fault; all else is."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            self.model.fault(f"{type(error).__name__}: {error}")


class Exchange(BaseHTTPRequestHandler):
    """One request on a connection of its own."""

    protocol_version = "HTTP/1.1"
    timeout = SLOW_S
    server: Endpoint
    connection: socket.socket

    def do_POST(self) -> None:
        """Answer as the model wants it."""
        self.close_connection = True
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._send(self._behaviour(raw))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _behaviour(self, raw: str) -> Behaviour:
        try:
            if self.path != PATH:
                raise ValueError(f"path {self.path!r}: only {PATH} is served")
            return self.server.model.answer(raw)
        except ValueError as error:
            self.server.model.fault(str(error))
            told = json.dumps({"error": {"message": str(error), "type": "invalid_request_error"}})
            return Behaviour([told.encode()], status=400, headers={"Content-Type": JSON})

    def _send(self, behaviour: Behaviour) -> None:
        if behaviour.status is not None:
            self._head(behaviour)
            for piece in behaviour.pieces:
                self._wait(behaviour.pause_s)
                self._chunk(piece)
        self._end(behaviour.end)

    def _head(self, behaviour: Behaviour) -> None:
        self.send_response(behaviour.status or 200)
        for name, value in behaviour.headers.items():
            self.send_header(name, value)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()

    def _chunk(self, piece: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b"")

    def _end(self, end: End) -> None:
        match end:
            case End.WHOLE:
                self.wfile.write(b"0\r\n\r\n")
            case End.RESET:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            case End.HANG:
                self._wait(self.server.model.pace.hang_s)
            case End.CLOSED:
                return

    def _wait(self, seconds: float) -> None:
        """Pause; ConnectionError where the client leaves or the server stops meanwhile."""
        while seconds > 0:
            if self.server.stopped.wait(min(LOOK_S, seconds)) or self._left():
                raise ConnectionAbortedError
            seconds -= LOOK_S

    def _left(self) -> bool:
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)


@contextmanager
def serving(model: Answering) -> Iterator[str]:
    """The address of a running endpoint, which is stopped when the block is left."""
    with Endpoint(model) as endpoint:
        thread = Thread(target=endpoint.serve_forever, kwargs={"poll_interval": LOOK_S})
        thread.start()
        try:
            yield f"http://127.0.0.1:{endpoint.server_port}"
        finally:
            endpoint.stopped.set()
            endpoint.shutdown()
            thread.join()
