"""A reply in the shape of OpenAI's chat completions, with what it stands on beside `choices`."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import ConfigDict, Field

from service import domain
from service.domain import Outcome
from service.web import examples
from service.web.asking import Asked
from service.web.completions.request import Closed
from service.web.schemas import Citation, Finding, Sentence, to_reply

MODEL = "caveat"
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Said(Closed):
    """What the reply says."""

    role: Literal["assistant"] = "assistant"
    content: str = Field(description="The sentences joined, with [n] marks.")
    refusal: None = None


class Choice(Closed):
    """The reply; there is one."""

    index: Literal[0] = 0
    message: Said
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Usage(Closed):
    """Words and punctuation marks, of what users said and of the reply."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Grounds(Closed):
    """What stands beside `choices`: see `/v1/chat`, whose reply has the same."""

    reply_id: str
    outcome: Outcome
    sentences: list[Sentence]
    findings: list[Finding]
    citations: list[Citation]
    not_covered: list[str]
    next_steps: list[str]
    corpus_version: str
    answerer: str
    took_ms: int


class Heading(Closed):
    """What a reply and each of its chunks begin with."""

    id: str
    created: int = Field(description="Seconds since 1970.")
    model: str = MODEL


class Whole(Heading):
    """A whole reply, as OpenAI has it."""

    object: Literal["chat.completion"] = "chat.completion"
    choices: list[Choice]
    usage: Usage


class Completion(Grounds, Whole):
    """A whole reply, with what it stands on."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.COMPLETION]})


OR_LEFT_OUT = Field(default=None, exclude_if=lambda value: value is None)


class Delta(Closed):
    """What a chunk adds."""

    role: Literal["assistant"] | None = OR_LEFT_OUT
    content: str | None = OR_LEFT_OUT


class ChunkChoice(Closed):
    """The reply, as it grows."""

    index: Literal[0] = 0
    delta: Delta
    logprobs: None = None
    finish_reason: Literal["stop"] | None = None


class Chunk(Heading):
    """A part of a reply."""

    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    choices: list[ChunkChoice]
    usage: Usage | None = OR_LEFT_OUT


class LastChunk(Grounds, Chunk):
    """The end of a reply, with what it stands on."""


class Model(Closed):
    """What answers here."""

    id: str
    object: Literal["model"] = "model"
    created: int = Field(description="When the newest source was admitted, in seconds since 1970.")
    owned_by: str = MODEL


class Models(Closed):
    """All that answer here: one."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.MODELS]})

    object: Literal["list"] = "list"
    data: list[Model]


def completion(reply: domain.Reply, asked: Asked, name: str, created: int) -> Completion:
    """The whole reply under a name, made at a time."""
    choices = [Choice(message=Said(content=reply.text))]
    return Completion(id=name, created=created, choices=choices, usage=usage(reply, asked), **grounds(reply))


def grounds(reply: domain.Reply) -> dict[str, Any]:
    """The fields of `Grounds`."""
    return to_reply(reply).model_dump(include=set(Grounds.model_fields))


def usage(reply: domain.Reply, asked: Asked) -> Usage:
    """What was read and written."""
    read = sum(_tokens(text) for text in (*(asked.earlier or ()), asked.message))
    written = _tokens(reply.text)
    return Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


def _tokens(text: str) -> int:
    return len(_TOKEN.findall(text))
