"""Servers with a fault on the wire: wrong statuses, silence, trickles, broken streams."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import repeat

from tests.chat_models.asked import Asked
from tests.chat_models.behaviour import JSON, STREAM, Act, Behaviour, End, Pace, Said, event, halved, spoken
from tests.chat_models.honest import copied

REASON = "scripted-server-says-no"
PAGE = f"<html><body><h1>Welcome to the hotel network</h1><a href='/login'>{REASON}</a></body></html>"
MANY, BREATH_S = 256, 0.001
"""Repeats in one piece of a stream without an end, and the pause before the next."""


def status(code: int, **headers: str) -> Act:
    """An error in the form of OpenAI's."""
    body = json.dumps({"error": {"message": REASON, "type": "scripted", "code": str(code)}}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda asked, pace: Behaviour([body], _no(), code, {"Content-Type": JSON, **named})


def too_many(asked: Asked, pace: Pace) -> Behaviour:
    """429, with a time to wait that is longer than anybody waits for a reply."""
    return status(429, Retry_After=str(pace.retry_after_s))(asked, pace)


def page(asked: Asked, pace: Pace) -> Behaviour:
    """A web page in the place of a reply, as a network gives it that wants a log-in."""
    return Behaviour([PAGE.encode()], _no(), headers={"Content-Type": "text/html"})


def going_round(asked: Asked, pace: Pace) -> Behaviour:
    """A redirect to the same address."""
    return Behaviour([], status=307, headers={"Location": "/v1/chat/completions"})


def not_gzip(asked: Asked, pace: Pace) -> Behaviour:
    """Says that it is compressed, and is not."""
    whole = honest(asked)
    return replace(whole, headers={**whole.headers, "Content-Encoding": "gzip"})


def not_utf8(asked: Asked, pace: Pace) -> Behaviour:
    """Bytes that are no text."""
    return replace(honest(asked), pieces=[b"data: \xff\xfe\xff\n\n"])


def malformed(asked: Asked, pace: Pace) -> Behaviour:
    """A stream of events that are no JSON."""
    return replace(honest(asked), pieces=[b"data: {not json\n\n", b"event?? nothing\n\n", b"data: [DONE]\n\n"])


def fails_midway(asked: Asked, pace: Pace) -> Behaviour:
    """Half a stream, and an error in it."""
    half = halved(honest(asked), End.WHOLE)
    cut = b"".join(half.pieces).rpartition(b"\n\n")[0] + b"\n\n"
    return replace(half, pieces=[cut, event({"error": {"message": REASON, "type": "scripted"}})], said=_no())


def without_choices(asked: Asked, pace: Pace) -> Behaviour:
    """A reply in which nothing is said."""
    body = {"id": "chatcmpl-1", "created": 1, "model": "scripted", "choices": []}
    if asked.body.stream:
        data = event({**body, "object": "chat.completion.chunk"}) + b"data: [DONE]\n\n"
        return Behaviour([data], headers={"Content-Type": STREAM})
    return Behaviour([json.dumps({**body, "object": "chat.completion"}).encode()], headers={"Content-Type": JSON})


def trickle(asked: Asked, pace: Pace) -> Behaviour:
    """An honest reply, one byte at a time."""
    whole = honest(asked)
    data = b"".join(whole.pieces)
    return replace(whole, pieces=(data[at : at + 1] for at in range(len(data))), pause_s=pace.drip_s)


def endless(asked: Asked, pace: Pace) -> Behaviour:
    """Words without an end."""
    start = '{"sentences": [{"text": "'
    if asked.body.stream:
        words = repeat(event(_chunk("and so on " * MANY)))
        return replace(honest(asked), pieces=_chain(event(_chunk(start)), words), pause_s=BREATH_S)
    pieces = _chain(b'{"choices": [{"message": {"content": "', repeat(b"and so on " * MANY))
    return replace(honest(asked), pieces=pieces, pause_s=BREATH_S)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _chunk(text: str) -> Mapping[str, object]:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    return {
        "id": "chatcmpl-1",
        "created": 1,
        "model": "scripted",
        "object": "chat.completion.chunk",
        "choices": [choice],
    }


def silent(asked: Asked, pace: Pace) -> Behaviour:
    """Takes the request and says nothing."""
    return Behaviour(status=None, end=End.HANG)


def cut_off(asked: Asked, pace: Pace) -> Behaviour:
    """Resets the connection before it says anything."""
    return Behaviour(status=None, end=End.RESET)


def honest(asked: Asked) -> Behaviour:
    """What an honest server does."""
    return spoken(asked, copied(asked))


def _no() -> Said:
    return Said("", (REASON,))
