"""Which media type to answer in (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import Header

from service.web.problems import NOT_ACCEPTABLE, Problem

Range = tuple[str, float]
Accept = Annotated[list[str] | None, Header(include_in_schema=False)]
"""The header of a request, line by line."""


def choose_media_type(accept: str | None, offered: Sequence[str]) -> str:
    """The offer that the client likes best, the first of equals; without a wish the first. Raises Problem (406)."""
    if not accept or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best = max(offered, key=lambda offer: _quality(offer, ranges))
    if _quality(best, ranges) <= 0:
        raise Problem(NOT_ACCEPTABLE, f"Accept: this is served as {', '.join(offered)}.")
    return best


def _range(part: str) -> Range:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    return name, _weight(parameters)


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return min(float(value), 1.0) if value.strip().replace(".", "", 1).isdecimal() else 0.0
    return 1.0


def _quality(offer: str, ranges: Sequence[Range]) -> float:
    """The weight of the most specific range that covers the offer, 0 where none does."""
    for wanted in (offer, f"{offer.split('/')[0]}/*", "*/*"):
        weights = [weight for name, weight in ranges if name == wanted]
        if weights:
            return max(weights)
    return 0.0
