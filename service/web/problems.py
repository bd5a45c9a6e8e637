"""Errors as RFC 9457 problems: what each is called, and which exception becomes which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import HTTPException, RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import Response

from service.errors import IndexNotReady, InvalidInput, NotFound, PermanentError, TransientError

MEDIA_TYPE = "application/problem+json"
EMERGENCY = "If someone is in danger, call your local emergency number."
RETRY_SECONDS = 5
MAX_ERRORS = 20
MAX_PLACE_CHARS = 64
MAX_DETAIL_CHARS = 300


class FieldError(BaseModel):
    """One value that breaks a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pointer: str | None = Field(default=None, description="JSON Pointer into the request body, as a URI fragment.")
    parameter: str | None = Field(default=None, description="Name of the path or query parameter.")
    detail: str


class ProblemBody(BaseModel):
    """RFC 9457 problem details."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str = Field(description="Stable name of the kind of problem, as a relative URI.")
    title: str
    status: int
    detail: str | None = Field(default=None, description="Which value breaks which rule; never what was sent.")
    errors: list[FieldError] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem; the slug never changes."""

    slug: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """The relative URI that programs compare."""
        return f"/problems/{self.slug}"


INVALID_JSON = Kind("invalid-json", 400, "The body is not JSON")
INVALID_ENCODING = Kind("invalid-encoding", 400, "The body is not UTF-8")
UNUSABLE_CHARACTERS = Kind("unusable-characters", 400, "The body holds characters that are no text")
ORIGIN_NOT_ALLOWED = Kind("origin-not-allowed", 403, "This web origin may not call the API")
UNSUPPORTED_PARAMETER = Kind("unsupported-parameter", 400, "A parameter is not supported")
MODEL_NOT_FOUND = Kind("model-not-found", 404, "No model of this name is served here")
NOT_FOUND = Kind("not-found", 404, "Nothing is here")
METHOD_NOT_ALLOWED = Kind("method-not-allowed", 405, "This method is not served here")
NOT_ACCEPTABLE = Kind("not-acceptable", 406, "No accepted media type is served here")
BODY_TOO_LARGE = Kind("body-too-large", 413, "The body is too large")
UNSUPPORTED_MEDIA_TYPE = Kind("unsupported-media-type", 415, "The body has the wrong media type")
INVALID_REQUEST = Kind("invalid-request", 422, "A value breaks a rule")
CONTROL_CHARACTER = Kind("control-character", 422, "A text holds a control character")
TOO_MANY_REQUESTS = Kind("too-many-requests", 429, "Too many requests")
HEADERS_TOO_LARGE = Kind("headers-too-large", 431, "The headers are too large")
INTERNAL_ERROR = Kind("internal-error", 500, "Something went wrong here")
INDEX_NOT_READY = Kind("index-not-ready", 503, "No index is ready yet")
PART_UNAVAILABLE = Kind("part-unavailable", 503, "A needed part does not answer")

BY_STATUS: Mapping[int, Kind] = {
    kind.status: kind for kind in (NOT_FOUND, METHOD_NOT_ALLOWED, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE)
}


def too_long(field: str) -> Kind:
    """The kind for a text that is too long, such as `message-too-long`."""
    return Kind(f"{field}-too-long", 422, f"The {field} is too long")


def empty(field: str) -> Kind:
    """The kind for a text with nothing to read in it, such as `message-empty`."""
    return Kind(f"{field}-empty", 422, f"The {field} is empty")


class Problem(HTTPException):
    """A problem as an exception; it passes through the framework untouched."""

    def __init__(
        self,
        kind: Kind,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.status, detail=detail or kind.title, headers=dict(headers or {}))
        self.body = ProblemBody(
            type=kind.type, title=kind.title, status=kind.status, detail=detail, errors=list(errors) or None
        )


def problem_response(problem: Problem) -> Response:
    """The problem as a response."""
    content = problem.body.model_dump_json(exclude_none=True)
    return Response(content, problem.status_code, headers=problem.headers, media_type=MEDIA_TYPE)


@singledispatch
def as_problem(error: Exception) -> Problem:
    """The problem that tells of an exception; one that nobody foresaw tells nothing."""
    return Problem(INTERNAL_ERROR)


@as_problem.register
def _(error: Problem) -> Problem:
    return error


@as_problem.register
def _(error: StarletteHTTPException) -> Problem:
    kind = BY_STATUS.get(error.status_code)
    if kind is None:
        phrase = HTTPStatus(error.status_code).phrase
        kind = Kind(phrase.lower().replace(" ", "-"), error.status_code, phrase)
    return Problem(kind, headers=error.headers)


@as_problem.register
def _(error: RequestValidationError) -> Problem:
    found = error.errors()
    errors = [_field_error(each) for each in found[:MAX_ERRORS]]
    first = errors[0]
    more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
    return Problem(INVALID_REQUEST, f"{first.pointer or first.parameter}: {first.detail}{more}", errors=errors)


@as_problem.register
def _(error: InvalidInput) -> Problem:
    return Problem(INVALID_REQUEST, str(error)[:MAX_DETAIL_CHARS])


@as_problem.register
def _(error: NotFound) -> Problem:
    return Problem(NOT_FOUND, "Nothing has this id.")


@as_problem.register
def _(error: PermanentError) -> Problem:
    return Problem(INTERNAL_ERROR)


@as_problem.register
def _(error: TransientError) -> Problem:
    return unavailable(PART_UNAVAILABLE)


@as_problem.register
def _(error: IndexNotReady) -> Problem:
    return unavailable(INDEX_NOT_READY)


def unavailable(kind: Kind) -> Problem:
    """A problem that may pass by itself; it still says where help is."""
    detail = f"{kind.title}; try again in {RETRY_SECONDS} seconds. {EMERGENCY}"
    return Problem(kind, detail, headers={"Retry-After": str(RETRY_SECONDS)})


def pointer_to(*places: str | int) -> str:
    """RFC 6901 pointer as a URI fragment; a long name, which a client made up, is cut."""
    names = [str(place)[:MAX_PLACE_CHARS].encode("ascii", "replace").decode() for place in places]
    return "#" + "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)


def _field_error(found: Mapping[str, Any]) -> FieldError:
    """What pydantic found, without the value that was sent."""
    where, *places = found["loc"]
    detail = str(found["msg"]).removeprefix("Value error, ")
    if where == "body":
        return FieldError(pointer=pointer_to(*places), detail=detail)
    return FieldError(parameter=str(places[0] if places else where)[:MAX_PLACE_CHARS], detail=detail)
