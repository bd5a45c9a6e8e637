"""Typing errors by SymSpell: the corpus's own words within two edits, then English words within one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from string import ascii_lowercase

from symspellpy import SymSpell, Verbosity
from symspellpy.suggest_item import SuggestItem

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LONG = 6
_NEGATED = "is are was were do does did has have had can could would should must need ai"
_CONTRACTED = {f"{verb}nt".replace("cannt", "cant"): f"{verb}n't".replace("cann't", "can't") for verb in _NEGATED.split()} | {
    "wont": "won't", "theres": "there's", "thats": "that's", "whats": "what's", "hes": "he's", "shes": "she's",
    "theyre": "they're", "youre": "you're", "im": "I'm", "ive": "I've",
}  # fmt: skip
_COMMON = 10**6
_LETTERS = ascii_lowercase + "'"


class SymSpeller:
    """See `ports.Speller`. `vocabulary` holds the words of the corpus and of its lexicon, lower case."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        counts = Counter(word for word in vocabulary if word.isalpha() and len(word) > 2)
        self._own = _index(counts)
        self._english = _english_counts()
        self._correct = lru_cache(maxsize=10_000)(self._lookup)

    def correct(self, text: str) -> str:
        """See `ports.Speller`. Words of up to three letters, and short words that no common word is near, stay."""
        return _WORD.sub(lambda match: self._word(match.group()), text)

    def _word(self, word: str) -> str:
        if word.lower() in _CONTRACTED:
            return _CONTRACTED[word.lower()]
        if len(word) < 4 or "'" in word or (word.isupper() and len(word) < _LONG):
            return word
        found = self._correct(word.lower())
        return (
            found.capitalize()
            if word[0].isupper() and found != word.lower()
            else found
            if found != word.lower()
            else word
        )

    def _lookup(self, word: str) -> str:
        if word in self._own.words or word in self._english:
            return word
        own = [each for each in self._own.lookup(word, Verbosity.CLOSEST, max_edit_distance=2) if _near(word, each)]
        near = (each for each in one_edit_from(word) & self._english.keys() if _may_begin(word, each))
        english = max(near, key=self._english.__getitem__, default=None)
        common = english is not None and self._english[english] >= _COMMON
        if own and (own[0].distance <= 1 or not common):
            return str(own[0].term)
        return english if english and (len(word) >= _LONG or common) else word


def _near(word: str, found: SuggestItem) -> bool:
    """Whether an own word may be what was meant: two edits only of a long word, and none of those to its first letter."""
    if found.distance == 1:
        return _may_begin(word, found.term)
    return len(word) >= _LONG and word[0] == found.term[0]


def _may_begin(word: str, other: str) -> bool:
    """Whether one may be mistyped for the other from its first letter on: it is seldom the first that is wrong."""
    return word[0] == other[0] or len(word) > _LONG or word[1:2] == other[:1]


def one_edit_from(word: str) -> set[str]:
    """Every string that one letter added, left out, changed or swapped with the next makes of a word.

    Of the 500 or so for a word the dictionary holds few: to look them all up takes less than to keep an index of what
    every word of the dictionary could be mistyped as.
    """
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    shorter = {head + tail[1:] for head, tail in halves if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in halves if tail for letter in _LETTERS}
    longer = {head + letter + tail for head, tail in halves for letter in _LETTERS}
    return shorter | swapped | changed | longer


def _index(counts: Mapping[str, int]) -> SymSpell:
    index = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word, count in counts.items():
        index.create_dictionary_entry(word, count)
    return index


def _english_counts() -> dict[str, int]:
    dictionary = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    rows = (line.split() for line in dictionary.read_text(encoding="utf-8-sig").splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) == 2}
