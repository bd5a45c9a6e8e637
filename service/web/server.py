"""The application over the real parts, served until told to stop."""

from __future__ import annotations

import logging
from functools import cache, partial

from service import bootstrap
from service.settings import Settings
from service.web.app import create_app
from service.web.http_server import make_server
from service.web.live import LiveChecker

OURS = ("caveat", "service", "uvicorn")
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def serve(settings: Settings, host: str, port: int) -> None:
    """Listen on a host and port; the index may be built before, later or anew."""
    set_up_logs(settings.log_level.upper())
    make_server(create_app(settings, open_live(settings)), host, port).run()


def open_live(settings: Settings) -> LiveChecker:
    """Whatever index is live; conversations outlive a swap, and models are loaded once for all indexes."""
    sessions, models = bootstrap.open_sessions(settings), cache(partial(bootstrap.load_models, settings))
    return LiveChecker(
        lambda: bootstrap.build(settings, sessions, models()),
        partial(bootstrap.live_generation, settings),
        poll_seconds=settings.live_poll_seconds,
    )


def set_up_logs(level: str) -> None:
    """Set the level of our own lines; libraries may quote texts at DEBUG, so theirs stays at WARNING."""
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
