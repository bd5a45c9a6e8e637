"""Items of a JSON list read while the list is still being written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

_DECODER = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,]*")


class Unreadable(Exception):
    """The text is no JSON of the form that was asked for, or it ended early; says where."""


def items(pieces: Iterable[str], name: str) -> Iterator[object]:
    """Each item of the list `name` of the first JSON object, as soon as it is whole. Raises Unreadable.

    What stands before the object (prose, a code fence) or after the list is passed over.
    """
    opening = re.compile(rf'\{{\s*"{re.escape(name)}"\s*:\s*\[')
    text, at = "", None
    for piece in pieces:
        text += piece
        if at is None:
            found = opening.search(text)
            at = found.end() if found else None
        while at is not None:
            at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches the empty string
            if text[at : at + 1] == "]":
                return
            try:
                item, at = _DECODER.raw_decode(text, at)
            except ValueError:
                break
            yield item
    raise Unreadable("the answer ended before its list did" if at else f'no JSON object with a list "{name}" was found')


def first_object(text: str) -> object:
    """The first JSON object of a text, whatever stands around it. Raises Unreadable."""
    start = text.find("{")
    if start < 0:
        raise Unreadable("no JSON object was found")
    try:
        return _DECODER.raw_decode(text, start)[0]
    except ValueError as error:
        raise Unreadable(f"the JSON object cannot be read: {error}") from error
