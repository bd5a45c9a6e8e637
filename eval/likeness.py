"""How alike two texts are, as characters go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from service.language.fold import fold

GRAM = 4
"""Characters of a piece; a changed word of six letters changes about nine of them."""


def plain_words(text: str) -> str:
    """The words of a text, folded, with single spaces and without punctuation."""
    return " ".join(re.findall(r"\w+", fold(text)))


def grams(text: str) -> frozenset[str]:
    """Every run of four characters of the plain words; of a shorter text, the text itself."""
    plain = plain_words(text)
    return frozenset(plain[at : at + GRAM] for at in range(max(1, len(plain) - GRAM + 1)))


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """What two sets share, in [0, 1] (Jaccard 1912); of two empty sets it is not defined."""
    return len(a & b) / len(a | b)


def alike(texts: Mapping[str, str], least: float) -> Iterator[tuple[str, str]]:
    """Every pair of keys whose texts share at least this much of their grams, in the order of the texts."""
    pieces = {key: grams(text) for key, text in texts.items()}
    for a, b in combinations(pieces, 2):
        few, many = sorted((len(pieces[a]), len(pieces[b])))
        if few >= least * many and jaccard(pieces[a], pieces[b]) >= least:
            yield a, b
