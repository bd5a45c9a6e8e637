"""Negation: whether a text denies what it names."""

from __future__ import annotations

import re

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|no one|noone|nothing|neither|nor|without|cannot|cant|can't|\w+n't|dont|doesnt|isnt|wasnt|"
    r"arent|aint|didnt|wont|hasnt|havent|fails?|failed|failing|lacks?|unable|unlikely|untrue|false|myth|nonsense|rubbish|"
    r"missed|ineffective|useless|refus\w+|denie[sd])\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|fully|yet|exactly|the same|alone)\b|\bno (?:doubt|more than|less than|fewer than)\b",
    re.IGNORECASE,
)


def negations(text: str) -> int:
    """How many words of a text negate; "not only" and its like are not counted."""
    return len(_NEGATION.findall(_NOT_ONLY.sub(" ", text)))


def same_polarity(first: str, second: str) -> bool:
    """Whether both texts negate an even, or both an odd, number of times."""
    return negations(first) % 2 == negations(second) % 2
