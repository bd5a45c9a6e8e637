"""Text as the stages read it: hidden characters dropped, quotes and spaces made plain, offsets kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.domain import Span

_HIDDEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u2032": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": " ",
        "\r": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Clean:
    """`text` to read, and for each of its code points where it stood in what was sent."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span in what was sent of the half-open range [start, end) of `text`; it must not be empty."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


def clean(sent: str) -> Clean:
    """Read what was sent; every kept code point stays one code point."""
    kept = [n for n, char in enumerate(sent) if not _HIDDEN.match(char)]
    return Clean("".join(sent[n] for n in kept).translate(_PLAIN), tuple(kept))
