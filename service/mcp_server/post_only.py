"""Requests come by POST alone: a stream that a client opens by GET would be held open and never say anything."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.problems import METHOD_NOT_ALLOWED, Problem, problem_response


@dataclass(frozen=True, slots=True)
class PostOnly:
    """Answers 405 to every other method, as the protocol allows."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a POST on."""
        if scope["type"] == "http" and scope["method"] != "POST":
            problem = Problem(METHOD_NOT_ALLOWED, headers={"Allow": "POST"})
            return await problem_response(problem)(scope, receive, send)
        await self.app(scope, receive, send)
