"""Request bodies: JSON in UTF-8 and nothing else, refused by name where they are something else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine
from email.message import Message
from typing import Any, NoReturn

from fastapi import Request, Response
from fastapi.routing import APIRoute

from service.web.problems import (
    INVALID_ENCODING,
    INVALID_JSON,
    UNSUPPORTED_MEDIA_TYPE,
    UNUSABLE_CHARACTERS,
    Problem,
)

MAX_DEPTH = 16
NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class JsonRequest(Request):
    """A request whose body is read by `parse_json`."""

    async def json(self) -> object:
        """The parsed body. Raises Problem."""
        return parse_json(await self.body())


class JsonRoute(APIRoute):
    """A route whose body, where it has one, must be JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The framework's handler behind a strict reader."""
        handle = super().get_route_handler()

        async def handle_json(request: Request) -> Response:
            if self.body_field is not None:
                check_media_type(request.headers.get("content-type"))
            return await handle(JsonRequest(request.scope, request.receive))

        return handle_json


def check_media_type(content_type: str | None) -> None:
    """Accept application/json, with no charset or UTF-8."""
    message = Message()
    message["content-type"] = (content_type or "missing").replace("\n", " ").replace("\r", " ")
    charset = message.get_param("charset", "utf-8")
    if message.get_content_type() != "application/json" or str(charset).lower() not in {"utf-8", "utf8"}:
        raise Problem(UNSUPPORTED_MEDIA_TYPE, "Content-Type: the body must be application/json in UTF-8.")


def parse_json(body: bytes) -> object:
    """Strict JSON: UTF-8, no NaN, not nested deeper than MAX_DEPTH, and no text with NUL or lone surrogates."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Problem(INVALID_ENCODING, f"The body is not UTF-8 at byte {error.start}.") from None
    except json.JSONDecodeError as error:
        raise Problem(INVALID_JSON, f"Line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise Problem(INVALID_JSON, "The body holds a number that cannot be read.") from None
    _check_values(value)
    return value


def _check_values(root: object) -> None:
    level = [root]
    for _ in range(MAX_DEPTH):
        for value in level:
            if isinstance(value, str) and (found := NO_TEXT.search(value)):
                raise Problem(
                    UNUSABLE_CHARACTERS, f"A text holds U+{ord(found[0]):04X}, which is no character of text."
                )
        level = [part for value in level for part in _parts(value)]
        if not level:
            return
    raise _too_deep()


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _too_deep() -> Problem:
    return Problem(INVALID_JSON, f"The body is nested more than {MAX_DEPTH} levels deep.")
