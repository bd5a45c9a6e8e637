"""The OpenAPI document: problems with examples, and the lengths that are settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.settings import Settings
from service.web.problems import (
    BODY_TOO_LARGE,
    HEADERS_TOO_LARGE,
    INDEX_NOT_READY,
    INTERNAL_ERROR,
    INVALID_JSON,
    MEDIA_TYPE,
    NOT_ACCEPTABLE,
    NOT_FOUND,
    TOO_MANY_REQUESTS,
    UNSUPPORTED_MEDIA_TYPE,
    Kind,
    ProblemBody,
    too_long,
)

Responses = dict[int | str, dict[str, Any]]

DETAILS: Mapping[Kind, str | None] = {
    INVALID_JSON: "Line 1, column 2: Expecting property name enclosed in double quotes.",
    NOT_FOUND: "Nothing has this id.",
    NOT_ACCEPTABLE: "Accept: this is served as application/json, text/html, application/ld+json.",
    BODY_TOO_LARGE: "Body: it may hold 262144 bytes.",
    UNSUPPORTED_MEDIA_TYPE: "Content-Type: the body must be application/json in UTF-8.",
    too_long("message"): "message: it holds 4312 characters; at most 4000 are read.",
    TOO_MANY_REQUESTS: "At most 60 requests a minute; try again in 1 seconds.",
    HEADERS_TOO_LARGE: "Headers: together they may hold 32768 bytes.",
    INTERNAL_ERROR: None,
    INDEX_NOT_READY: "No index is ready yet; try again in 5 seconds.",
}
BY_STATUS = {kind.status: kind for kind in DETAILS}
OF_BODIES = (400, 413, 415, 422)


def problems(*statuses: int) -> Responses:
    """The responses of an endpoint that may answer with these problems, and those of every endpoint."""
    return {status: _described(BY_STATUS[status]) for status in sorted({*statuses, 429, 431, 500, 503})}


def write_lengths(document: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Enter the longest texts of these settings."""
    schemas = document["components"]["schemas"]
    for schema, field, most in (
        ("ChatRequest", "message", settings.max_message_chars),
        ("CheckRequest", "text", settings.max_text_chars),
        ("SearchRequest", "query", settings.max_message_chars),
    ):
        schemas[schema]["properties"][field]["maxLength"] = most
    return document


def _described(kind: Kind) -> dict[str, Any]:
    body = ProblemBody(type=kind.type, title=kind.title, status=kind.status, detail=DETAILS[kind])
    example = body.model_dump(exclude_none=True)
    return {
        "description": kind.title,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}, "example": example}},
    }


def add_problem_schema(document: dict[str, Any]) -> dict[str, Any]:
    """Enter the schema that every problem refers to."""
    schema = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    document["components"]["schemas"] |= {"ProblemBody": schema, **definitions}
    return document
