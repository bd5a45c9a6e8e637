"""What may be sent as text. Offsets must count what was sent, so a text is taken as it is or refused."""

from __future__ import annotations

import unicodedata

from service.web.problems import CONTROL_CHARACTER, FieldError, Kind, Problem, empty, pointer_to, too_long

PLAIN_CONTROLS = frozenset("\n\t\r")
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
# Blank though their category is another: grapheme joiner, Hangul fillers, Braille blank, variation selectors.
UNSEEN = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0") | {chr(code) for code in range(0xFE00, 0xFE10)}


def check_text(field: str, text: str, max_chars: int) -> None:
    """Refuse a text that is too long, empty to the eye, or holds control characters; lengths are code points."""
    if len(text) > max_chars:
        raise _refusal(too_long(field), field, f"it holds {len(text)} characters; at most {max_chars} are read")
    check_controls(field, text)
    if not any(map(_visible, text)):
        raise _refusal(empty(field), field, "nothing in it can be read")


def check_controls(field: str, text: str) -> None:
    """Refuse control characters other than line feed, tab and carriage return."""
    for at, char in enumerate(text):
        if char not in PLAIN_CONTROLS and unicodedata.category(char) == "Cc":
            raise _refusal(CONTROL_CHARACTER, field, f"U+{ord(char):04X} at character {at} is a control character")


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in UNSEEN_CATEGORIES and char not in UNSEEN


def _refusal(kind: Kind, field: str, rule: str) -> Problem:
    return Problem(kind, f"{field}: {rule}.", errors=[FieldError(pointer=pointer_to(field), detail=rule)])
