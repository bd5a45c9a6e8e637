"""What the server does with one request: what it sends, how fast, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from tests.chat_models.asked import Asked

JSON, STREAM = "application/json", "text/event-stream"
PIECES, LEAST = 40, 12
"""A reply is streamed in about so many pieces, none shorter than so many characters."""
HEAD: Mapping[str, object] = {"id": "chatcmpl-1", "created": 1, "model": "scripted"}
USAGE: Mapping[str, object] = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


class End(Enum):
    """How a connection ends: in order, by a reset, closed too early, or never."""

    WHOLE = "whole"
    RESET = "reset"
    CLOSED = "closed"
    HANG = "hang"


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how long a hang lasts at most, between drops of a trickle, and what a server asks a client to wait."""

    hang_s: float = 30.0
    drip_s: float = 1.0
    retry_after_s: int = 30


@dataclass(frozen=True, slots=True)
class Said:
    """What a model says; none of the `marks` may be found in anything that a visitor gets.

    `alone` are true as a piece of what a passage says, and may be no sentence of their own.
    """

    text: str
    marks: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What happens: pieces with a pause before each; without a status nothing is sent at all."""

    pieces: Iterable[bytes] = ()
    said: Said = Said("")
    status: int | None = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause_s: float = 0.0
    end: End = End.WHOLE


Act = Callable[[Asked, Pace], Behaviour]
Wording = Callable[[Asked], Said]


def saying(wording: Wording) -> Act:
    """A model that says something, over a wire without a fault."""
    return lambda asked, pace: spoken(asked, wording(asked))


def spoken(asked: Asked, said: Said, finish: str = "stop") -> Behaviour:
    """A text as OpenAI's server sends it, in pieces where they were asked for."""
    return sent(asked, [{"content": part} for part in parts(said.text)], {"content": said.text}, said, finish)


def sent(
    asked: Asked, deltas: Sequence[Mapping[str, object]], whole: Mapping[str, object], said: Said, finish: str = "stop"
) -> Behaviour:
    """The same of any message: `deltas` where it is streamed, `whole` where it is not."""
    if asked.body.stream:
        options = asked.body.stream_options
        pieces = [*events(deltas, finish, usage=bool(options and options.include_usage)), b"data: [DONE]\n\n"]
        return Behaviour(pieces, said, headers={"Content-Type": STREAM})
    choice: Mapping[str, object] = {"index": 0, "message": {"role": "assistant", **whole}, "finish_reason": finish}
    body = {**HEAD, "object": "chat.completion", "choices": [choice], "usage": USAGE}
    return Behaviour([json.dumps(body).encode()], said, headers={"Content-Type": JSON})


def events(deltas: Sequence[Mapping[str, object]], finish: str, *, usage: bool) -> list[bytes]:
    """The events of a stream but for its end mark."""
    told: list[Mapping[str, object]] = [
        {"delta": {"role": "assistant", **delta}, "finish_reason": None} for delta in deltas
    ]
    chunks: list[Mapping[str, object]] = [
        {"choices": [{"index": 0, **each}]} for each in (*told, {"delta": {}, "finish_reason": finish})
    ]
    if usage:
        chunks.append({"choices": [], "usage": USAGE})
    return [event({**HEAD, "object": "chat.completion.chunk", **chunk}) for chunk in chunks]


def event(data: Mapping[str, object]) -> bytes:
    """One server-sent event."""
    return f"data: {json.dumps(data)}\n\n".encode()


def parts(text: str) -> list[str]:
    """A text in pieces."""
    size = max(LEAST, len(text) // PIECES)
    return [text[at : at + size] for at in range(0, len(text), size)]


def halved(whole: Behaviour, end: End) -> Behaviour:
    """The first half of it, then the end."""
    data = b"".join(whole.pieces)
    return replace(whole, pieces=[data[: len(data) // 2]], end=end)
