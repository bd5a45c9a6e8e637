"""The application: what a request passes through, in order, and where it ends."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from service.errors import CaveatError
from service.settings import Settings
from service.web.buckets import TokenBuckets
from service.web.checker import CheckerProvider
from service.web.completions.errors import ErrorShape
from service.web.cors import AllowOrigins, parse_origins
from service.web.edge import LastResort, told_of
from service.web.feedback_log import FeedbackLog
from service.web.limits import RateLimit, SizeLimit
from service.web.metrics import Metrics
from service.web.openapi import add_problem_schema, write_lengths
from service.web.parts import Parts, random_id, running_version, utc_now
from service.web.problems import problem_response
from service.web.recent import RecentReplies
from service.web.records import Records
from service.web.routes import chat, check, completions, health, library, pages
from service.web.security import SecurityHeaders
from service.web.streaming.streams import Streams

ROUTERS = (chat.router, completions.router, check.router, library.router, health.router, pages.router)
FORESEEN = (HTTPException, RequestValidationError, CaveatError)


class Application(FastAPI):
    """FastAPI whose document names the lengths of these settings."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        if not self.openapi_schema:
            document = add_problem_schema(super().openapi())
            self.openapi_schema = write_lengths(document, self.state.parts.settings)
        return self.openapi_schema


def create_app(
    settings: Settings,
    provider: CheckerProvider,
    *,
    now: Callable[[], datetime] = utc_now,
    new_id: Callable[[], str] = random_id,
    monotonic: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """The application over a provider, which is started and stopped with it.

    `now` is aware time in UTC; `new_id` names requests, streams and completions; `monotonic` measures seconds.
    """
    metrics = Metrics(provider, running_version())
    recent, feedback, streams = RecentReplies(), FeedbackLog(settings.feedback_file), Streams(settings, new_id)
    parts = Parts(settings, provider, metrics, recent, feedback, streams, now, new_id)
    buckets = TokenBuckets(settings.rate_limit_per_minute, monotonic)
    app = Application(
        title="Caveat",
        description="Answers health questions and checks claims strictly from sources that a person vetted.",
        version=running_version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_running(provider, streams),
        telemetry={"logs": False, "auto_configure": False},
        middleware=[
            Middleware(Records, metrics=metrics, new_id=new_id, monotonic=monotonic),
            Middleware(SecurityHeaders),
            Middleware(AllowOrigins, origins=parse_origins(settings.allowed_origins)),
            Middleware(ErrorShape),
            Middleware(RateLimit, buckets=buckets, trusted_proxies=settings.trusted_proxies),
            Middleware(LastResort),
            Middleware(SizeLimit, max_body_bytes=settings.max_body_bytes),
        ],
        exception_handlers=dict.fromkeys(FORESEEN, _answer_foreseen),
    )
    app.state.parts = parts
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=pages.STATIC), name="static")
    return app


async def _answer_foreseen(request: Request, error: Exception) -> Response:
    return problem_response(told_of(error))


def _running(provider: CheckerProvider, streams: Streams) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        provider.start()
        try:
            yield
        finally:
            await streams.close()
            provider.stop()

    return lifespan
