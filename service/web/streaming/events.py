"""The contract's events: a name, the same JSON as elsewhere in the API, and an id to resume from."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi.sse import format_sse_event
from pydantic import BaseModel

from service.domain import Citation, Reply, Sentence, Stage
from service.web.schemas import StageBegun, to_citation, to_reply, to_sentence
from service.web.streaming.response import Encode
from service.web.streaming.stream import Stream, Told


def events_of(stream: Stream) -> Encode:
    """One event an item."""

    def encode(n: int, told: Told) -> Iterator[bytes]:
        name, body = _named(told)
        yield format_sse_event(
            event=name, data_str=body.model_dump_json(exclude_none=name == "error"), id=f"{stream.name}:{n}"
        )

    return encode


def _named(told: Told) -> tuple[str, BaseModel]:
    match told:
        case Stage():
            return "stage", StageBegun(name=told)
        case Citation():
            return "citation", to_citation(told)
        case Sentence():
            return "sentence", to_sentence(told)
        case Reply():
            return "reply", to_reply(told)
        case problem:
            return "error", problem.body
