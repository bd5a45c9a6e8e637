"""Whether a text says a statement in the statement's own words: all of them, some clauses of them, or in another order."""

from __future__ import annotations

import re
from itertools import pairwise

from service.language.polarity import negations

MIN_WORDS = 5
MOST_BREAKS = 2
"""How often the order may change or a part be left out: an opening that moved, a clause that was dropped."""
LEAST_DROPPED = 3
"""Fewer words than these that are left out may be the very ones that qualify a statement."""
_WORD = re.compile(r"[^\W_]+(?:[.,'/-][^\W_]+)*|%")

Run = tuple[int, int]


def restated(text: str, statement: str) -> float:
    """The share of a statement's words that a text says, in (0, 1]; 0 where it says anything else, or denies otherwise.

    The text must be made of at most three runs of the statement's words.
    """
    said, known = _words(text), _words(statement)
    if len(said) < MIN_WORDS or negations(text) != negations(statement):
        return 0.0
    runs = _runs(said, known)
    if not runs or len(runs) - 1 > MOST_BREAKS:
        return 0.0
    edges = [(0, 0), *sorted(runs), (len(known), len(known))]
    left_out = [two[0] - one[1] for one, two in pairwise(edges)]
    kept_whole = all(gap == 0 or gap >= LEAST_DROPPED for gap in left_out)
    return sum(end - start for start, end in runs) / len(known) if kept_whole else 0.0


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("\u2019", "'"))]


def _runs(said: list[str], known: list[str]) -> list[Run]:
    """Where in the statement the runs of the text stand, each as long as can be; none where a word is in no run."""
    runs: list[Run] = []
    at = 0
    while at < len(said):
        start, size = max(
            ((start, _shared(said[at:], known[start:])) for start in range(len(known))), key=lambda run: run[1]
        )
        if not size:
            return []
        runs.append((start, start + size))
        at += size
    return runs


def _shared(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
