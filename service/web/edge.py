"""The last resort: an exception that nobody foresaw becomes a problem without detail, and a log line without text."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.problems import Problem, as_problem, problem_response

logger = logging.getLogger("caveat.web")

MAX_CALLS = 12


@dataclass(frozen=True, slots=True)
class LastResort:
    """Catches everything that a response was not made of; a stream that has begun does so itself."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 500 unless a response has begun; then the connection is left as it is."""
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as error:
            note(error)
            if not started:
                await problem_response(as_problem(error))(scope, receive, send)


def told_of(error: Exception) -> Problem:
    """The problem that tells of an error; where it is ours, it is noted."""
    problem = as_problem(error)
    if problem.status_code >= 500:
        note(error)
    return problem


def note(error: BaseException) -> None:
    """Log what kind of error it was, and where."""
    logger.error("%s at %s", type(error).__name__, where(error))


def where(error: BaseException) -> str:
    """The last calls, innermost first. An exception's message may quote a visitor, so it is left out."""
    calls = list(traceback.walk_tb(error.__traceback__))[: -MAX_CALLS - 1 : -1]
    return " < ".join(f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in calls)
