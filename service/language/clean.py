"""Text as the stages read it: hidden characters dropped, quotes, spaces and look-alike letters made plain, offsets kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from service.domain import Span
from service.language.fold import latin

_HIDDEN = re.compile(
    "\x1b\\[[0-9;]*[A-Za-z]|"
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that a reader does not see, and the orders to a terminal that some of them begin."""
_WORD = re.compile(r"[^\W\d_]+")
_GREEK = re.compile("[\u0370-\u03ff]")
_MOSTLY = 0.6
"""The share of letters that are plain in a text that is written in Latin script."""
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

    def place(self, at: int) -> int:
        """Where in `text` stands what stood at this place in what was sent, or the next after it that was kept."""
        return bisect_left(self.origin, at)


def clean(sent: str) -> Clean:
    """Read what was sent; every kept code point stays one code point."""
    dropped = {n for match in _HIDDEN.finditer(sent) for n in range(*match.span())}
    kept = [n for n in range(len(sent)) if n not in dropped]
    return Clean(_in_latin("".join(sent[n] for n in kept).translate(_PLAIN)), tuple(kept))


def _in_latin(text: str) -> str:
    """The text with letters of other scripts that are drawn like Latin ones as those, in words of Latin script."""
    if text.isascii():
        return text
    letters = [char for char in text if char.isalpha()]
    mostly = sum(char.isascii() for char in letters) >= _MOSTLY * len(letters)
    return _WORD.sub(lambda match: _word_in_latin(match.group(), mostly=mostly), text)


def _word_in_latin(word: str, *, mostly: bool) -> str:
    """The word, unless it has letters that look like no Latin one; one without a Latin letter is read so only in a text
    that is `mostly` Latin, and a single Greek letter is a sign of its own.
    """
    read = [char if char.isascii() else latin(char) for char in word]
    mixed = any(char.isascii() for char in word)
    if word.isascii() or None in read or not (mixed or (mostly and not (len(word) == 1 and _GREEK.match(word)))):
        return word
    return "".join(char for char in read if char)
