"""Phrase patterns: readable, and of bounded cost because RE2 runs them in time linear in the text.

    want to die            these words, in this order
    (want|need) to         one of several; alternatives are whole words or phrases
    (really)? sad          a word or phrase that may be missing
    pills?                 a last letter that may be missing
    took ... pills         up to five words between, in the same sentence
    took ## pills          # is one digit
    kill_myself            a space that may be missing
    . want to die          the full stop is the start or the end of a sentence
    {kin}                  a word list of the same file; see `expand`

Patterns are matched on normal forms (`service.language.normal_form`), so case, accents, apostrophes and drawn-out
letters need no care here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import re2

from service.language.normal_form import squeeze

_TOKEN = re.compile(r"\s*(\.\.\.|\.|[a-z0-9#_']+\??|\(|\)\??|\|)")
_SPLIT_WORD = re.compile(r"[a-z0-9#_']\??\(|\)\??[a-z0-9#_']")
_REFERENCE = re.compile(r"\{([a-z_]+)\}")
_STOP = b" . "
_GAP = "(?:[a-z0-9]+ ){0,5}?"
_NOWHERE = r"\b\B"
_OPTIONS = re2.Options()
_OPTIONS.never_capture = True
_OPTIONS.max_mem = 64 << 20  # bytes that one expression may take, states found on the way included


class Found(Protocol):
    """Where an expression matched, in bytes."""

    def start(self) -> int:
        """Of the first byte."""

    def end(self) -> int:
        """After the last byte."""


class Pattern(Protocol):
    """An expression of RE2 on bytes: positions in a str would be counted anew on every call."""

    def finditer(self, text: bytes) -> Iterator[Found]:
        """Matches from left to right that do not overlap."""

    def search(self, text: bytes, start: int = 0, end: int | None = None) -> Found | None:
        """The first match within these bounds, or None."""


class PatternFault(ValueError):
    """A pattern that is not written in the notation above."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Patterns of which any one tells; a sentence that also holds an `unless` pattern does not count."""

    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Phrases:
    """Signs made ready for search."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        """Compile the signs; raises PatternFault."""
        self._signs = [(compile_any(sign.patterns), compile_any(sign.unless)) for sign in signs]

    def found_in(self, forms: Iterable[str]) -> bool:
        """Whether any sign stands in any of the normal forms of a text."""
        texts = [form.encode() for form in forms]
        return any(_stands(pattern, unless, text) for text in texts for pattern, unless in self._signs)


def _stands(pattern: Pattern, unless: Pattern, text: bytes) -> bool:
    vetoed_to = -1
    for found in pattern.finditer(text):
        if found.start() < vetoed_to:
            continue
        start, end = _sentence(text, found.start(), found.end())
        if not unless.search(text, start, end):
            return True
        vetoed_to = end - len(_STOP)
    return False


def _sentence(text: bytes, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around a match, with the stops before and after it."""
    before = max(text.rfind(_STOP, 0, start + len(_STOP) - 1), 0)
    after = text.find(_STOP, max(end - 2, start + 2))
    return before, after + len(_STOP) if after >= 0 else len(text)


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with each `{name}` replaced by that list's alternatives; raises PatternFault on an unknown name."""

    def alternatives(reference: re.Match[str]) -> str:
        if reference[1] not in words:
            raise PatternFault(f"no word list is called {reference[1]!r}")
        return f"({words[reference[1]]})"

    return _REFERENCE.sub(alternatives, pattern)


def compile_any(patterns: Sequence[str]) -> Pattern:
    """One expression that matches where any of the patterns does; no patterns match nowhere."""
    branches = [branch for pattern in patterns for branch in _read(pattern)]
    compiled: Pattern = re2.compile((_either(branches) if branches else _NOWHERE).encode(), _OPTIONS)
    return compiled


def check(pattern: str) -> None:
    """Raise PatternFault where a pattern cannot be read; it is not compiled."""
    _read(pattern)


def _read(pattern: str) -> list[list[str]]:
    tokens = _tokens(pattern)
    branches = _alternatives(tokens)
    if tokens:
        raise PatternFault(f"{pattern!r} closes a bracket that was not opened")
    return branches


def _tokens(pattern: str) -> list[str]:
    tokens = _TOKEN.findall(pattern)
    if not tokens or re.sub(r"\s", "", pattern) != "".join(tokens) or _SPLIT_WORD.search(pattern):
        raise PatternFault(f"{pattern!r} is empty, opens or closes a bracket within a word, or holds an unknown sign")
    return list(reversed(tokens))


def _alternatives(tokens: list[str]) -> list[list[str]]:
    """Take alternatives from the end of `tokens`, each as the expressions of its parts."""
    branches = [_sequence(tokens)]
    while tokens and tokens[-1] == "|":
        tokens.pop()
        branches.append(_sequence(tokens))
    if [] in branches:
        raise PatternFault("an alternative is empty")
    return branches


def _sequence(tokens: list[str]) -> list[str]:
    parts = []
    while tokens and not tokens[-1].startswith((")", "|")):
        token = tokens.pop()
        parts.append(_group(tokens) if token == "(" else _word(token))
    return parts


def _group(tokens: list[str]) -> str:
    inside = _either(_alternatives(tokens))
    if not tokens:
        raise PatternFault("a bracket is not closed")
    return f"(?:{inside}){tokens.pop()[1:]}"


def _word(token: str) -> str:
    if token == "...":
        return _GAP
    if token == ".":
        return r"\. "
    return r"\b" + squeeze(token.replace("'", "")).replace("#", "[0-9]").replace("_", " ?") + " "


def _either(branches: Sequence[Sequence[str]]) -> str:
    """An expression for any of the branches, in which a beginning that several share is tried only once."""
    rests: dict[str, list[Sequence[str]]] = {}
    for branch in branches:
        rests.setdefault(branch[0] if branch else "", []).append(branch[1:])
    options = [first + (_either(rest) if first else "") for first, rest in rests.items()]
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
