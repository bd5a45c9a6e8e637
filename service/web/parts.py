"""What the routes work with, handed to them by the application."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from typing import Annotated

from fastapi import Depends, Request

from service.settings import Settings
from service.web.asking import Desk
from service.web.checker import Checker, CheckerProvider
from service.web.feedback_log import FeedbackLog
from service.web.metrics import Metrics
from service.web.recent import RecentReplies
from service.web.streaming.streams import Streams


@dataclass(frozen=True, slots=True)
class Parts:
    """One application's parts."""

    settings: Settings
    provider: CheckerProvider
    metrics: Metrics
    recent: RecentReplies
    feedback: FeedbackLog
    streams: Streams
    now: Callable[[], datetime]
    new_id: Callable[[], str]


async def parts_of(request: Request) -> Parts:
    """The parts of the application that serves a request."""
    parts: Parts = request.app.state.parts
    return parts


async def current_checker(parts: Annotated[Parts, Depends(parts_of)]) -> Checker:
    """The checker that serves now. Raises IndexNotReady."""
    return parts.provider.current()


async def current_desk(parts: Annotated[Parts, Depends(parts_of)]) -> Desk:
    """Where messages are answered now. Raises IndexNotReady."""
    return Desk(parts.provider.current(), parts.metrics, parts.recent)


PartsOf = Annotated[Parts, Depends(parts_of)]
CurrentChecker = Annotated[Checker, Depends(current_checker)]
CurrentDesk = Annotated[Desk, Depends(current_desk)]


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def random_id() -> str:
    """16 URL-safe characters, 96 bits of chance."""
    return secrets.token_urlsafe(12)


def running_version() -> str:
    """The installed version; `unknown` where the package runs from a bare folder."""
    try:
        return metadata.version("caveat")
    except metadata.PackageNotFoundError:
        return "unknown"
