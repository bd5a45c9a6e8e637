"""Errors in the shape that OpenAI's clients read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from pydantic import ConfigDict, Field
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web import examples
from service.web.completions.request import Closed
from service.web.problems import MEDIA_TYPE, ProblemBody

PATHS = frozenset({"/v1/chat/completions", "/v1/models"})


class ErrorDetail(Closed):
    """What is wrong."""

    message: str
    type: Literal["invalid_request_error", "rate_limit_error", "server_error"]
    param: str | None = Field(description="The parameter at fault, such as `messages[0].content`.")
    code: str = Field(description="The problem's name, such as `unsupported_parameter`.")


class ErrorBody(Closed):
    """An error."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.ERROR]})

    error: ErrorDetail


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """Puts each problem of these paths in the shape, whichever part it came from; 422 becomes 400."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass all else on as it comes."""
        if scope["type"] != "http" or scope["path"] not in PATHS:
            return await self.app(scope, receive, send)
        held: Message | None = None

        async def send_in_shape(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and _is_problem(message):
                held = message
            elif held:
                await _reshaped(held, message["body"])(scope, receive, send)
            else:
                await send(message)

        await self.app(scope, receive, send_in_shape)


def error_of(problem: ProblemBody) -> ErrorBody:
    """A problem in the shape."""
    pointers = [error.pointer for error in problem.errors or () if error.pointer]
    param = _param(pointers[0]) if pointers else None
    message = problem.detail or problem.title
    return ErrorBody(
        error=ErrorDetail(
            message=message.replace(pointers[0], param, 1) if param else message,
            type=_type(problem.status),
            param=param,
            code=problem.type.rsplit("/", 1)[1].replace("-", "_"),
        )
    )


def _type(status: int) -> Literal["invalid_request_error", "rate_limit_error", "server_error"]:
    if status >= 500:
        return "server_error"
    return "rate_limit_error" if status == 429 else "invalid_request_error"


def _param(pointer: str) -> str:
    """The place that a JSON Pointer names, as a program would write it."""
    places = [unquote(place).replace("~1", "/").replace("~0", "~") for place in pointer.removeprefix("#/").split("/")]
    return re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", ".".join(places))


def _is_problem(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type") == MEDIA_TYPE


def _reshaped(start: Message, body: bytes) -> Response:
    status = 400 if start["status"] == 422 else start["status"]
    response = Response(error_of(ProblemBody.model_validate_json(body)).model_dump_json(), status)
    own = [(name, value) for name, value in start["headers"] if name not in {b"content-type", b"content-length"}]
    response.raw_headers += [(b"content-type", b"application/json"), *own]
    return response
