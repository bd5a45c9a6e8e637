"""`review`: open a page on which replies are scored by eye, blind to the run that they come from."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from eval.review.app import review_app
from eval.review.desk import Desk
from eval.review.draw import draw
from eval.review.store import marks_path
from service.web.http_server import make_server

HOST = "127.0.0.1"
SAMPLE = 40


@dataclass(frozen=True, slots=True)
class ReviewOrder:
    """What the command line asked for; port 0 is any that is free, a sample of 0 is every case."""

    runs: Sequence[Path]
    reviewer: str = "reviewer"
    port: int = 0
    sample: int = SAMPLE
    browser: bool = True


def review_command(order: ReviewOrder) -> int:
    """Serve the page until it is stopped. Raises RunFault, NotComparable, DataFault, or OSError for a port in use."""
    kept = [marks_path(run, order.reviewer) for run in order.runs]
    drawn = draw(order.runs, order.sample, order.reviewer)
    desk = Desk(drawn, order.runs, order.reviewer, lambda: datetime.now(UTC))
    with socket.create_server((HOST, order.port)) as listening:
        port = listening.getsockname()[1]
        token = secrets.token_urlsafe(18)
        url = f"http://{HOST}:{port}/{token}/"
        print(f"{len(drawn)} replies to score at {url}\n  Ctrl+C ends it; scores are kept at once, in:", flush=True)
        print("\n".join(f"  {path}" for path in kept), flush=True)
        if order.browser:
            webbrowser.open(url)
        with suppress(KeyboardInterrupt):
            make_server(review_app(desk, token, port), HOST, port).run(sockets=[listening])
    return 0
