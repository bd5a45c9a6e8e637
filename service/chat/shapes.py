"""What a chat model is to answer with, per task."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MAX_SENTENCE_CHARS = 400
MAX_CLAIMS = 6


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Written(_Shape):
    """One sentence, and the tokens of the passages that it stands on."""

    text: str = Field(min_length=1, max_length=MAX_SENTENCE_CHARS)
    passages: list[str] = Field(max_length=8)


class Sentences(_Shape):
    """A draft."""

    sentences: list[Written] = Field(min_length=1, max_length=12)


class SelfStanding(_Shape):
    """A follow-up as a text of its own."""

    question: str = Field(min_length=1, max_length=1000)


class Split(_Shape):
    """The statements of one sentence."""

    claims: list[str] = Field(min_length=1, max_length=MAX_CLAIMS)


class Reworded(_Shape):
    """A sentence in other words."""

    text: str = Field(min_length=1, max_length=MAX_SENTENCE_CHARS)


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a shape in the form that providers hold a model to: flat, closed, without bounds."""
    made = shape.model_json_schema()
    return {"title": shape.__name__, **_plain(made, made.get("$defs", {}))}


def _plain(part: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        return _plain(shapes[part["$ref"].rpartition("/")[2]], shapes)
    if part["type"] == "array":
        return {"type": "array", "items": _plain(part["items"], shapes)}
    if part["type"] == "object":
        fields = {name: _plain(each, shapes) for name, each in part["properties"].items()}
        return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {"type": part["type"]}
