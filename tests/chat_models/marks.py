"""Strings by which something false is known again, wherever it turns up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

AROUND = 3
"""Words on either side of a change that make it known again."""


def marks_of(original: str, changed: str, shown: str) -> tuple[str, ...]:
    """The changed sentence, and the words around each change unless what was `shown` has them too."""
    sentence = changed.rstrip(".")
    around = [piece for piece in _pieces(original.split(), changed.split()) if piece not in shown]
    return tuple(dict.fromkeys([sentence, *around]))


def _pieces(original: Sequence[str], changed: Sequence[str]) -> list[str]:
    matcher = SequenceMatcher(a=original, b=changed, autojunk=False)
    return [
        " ".join(changed[max(0, start - AROUND) : end + AROUND]).rstrip(".")
        for kind, _, _, start, end in matcher.get_opcodes()
        if kind != "equal"
    ]


def is_piece(text: str, original: str) -> bool:
    """Whether a sentence is some words of another, in their order; its capital and its full stop do not count."""
    return text[1:].rstrip(".") in original


def stood_alone(sentences: Sequence[str], alone: Sequence[str]) -> list[str]:
    """The sentences that may not stand alone, and do."""
    told = {_plain(sentence) for sentence in sentences}
    return [text for text in alone if _plain(text) in told]


def reached(text: str, marks: Sequence[str]) -> list[str]:
    """The marks that a text has, whatever stands for a space and with the marks of citations left out."""
    plain = _plain(text)
    return [mark for mark in marks if mark in text or (_plain(mark) and _plain(mark) in plain)]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r" ?(?:\[\d+\])+", "", text)).strip()
