"""Names of concepts in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from service.domain import Concept
from service.language.fold import fold, fold_with_offsets

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s()]{0,2}[-\u2010-\u2015/\u2212*+,&]?[\s()]{0,2}|\.")
_POSSESSIVE = re.compile(r"(?<=[^\W_])['\u2018\u2019\u02bc`]s\b")
# Ordinary words that are also abbreviations in capitals: as names they count only when written in capitals.
_ORDINARY = frozenset(
    "act add aid aids all apt arm at cat go he ice id is it led made me nice or pam sad so us who".split()
)
_SIGNS = frozenset("+-'^_/*")


@dataclass(frozen=True, slots=True)
class ConceptMention:
    """A concept where it stands in a text, in code points."""

    concept_id: str
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class _Name(NamedTuple):
    concept_id: str
    exactly: str | None  # the name must be written like this; None where case does not matter


class _Text(NamedTuple):
    """A text with its folded form, and for each folded character the place that it came from."""

    sent: str
    folded: str
    offsets: list[int] | range
    words: list[_Word]

    def joined(self, run: list[_Word]) -> bool:
        """Whether nothing but a space, a hyphen or the like stands between the words."""
        return all(_BETWEEN.fullmatch(self.folded, one.end, two.start) for one, two in pairwise(run))

    def span(self, run: list[_Word]) -> tuple[int, int]:
        """Where the words stand in what was sent."""
        return self.offsets[run[0].start], self.offsets[run[-1].end - 1] + 1

    def in_a_formula(self, run: list[_Word]) -> bool:
        """Whether a number stands before the words or a sign touches them: 5 k, k+."""
        before, after = (
            self.folded[max(run[0].start - 3, 0) : run[0].start].rstrip()[-1:],
            self.folded[run[-1].end : run[-1].end + 1],
        )
        touching = self.folded[max(run[0].start - 1, 0) : run[0].start]
        return before.isdigit() or any(sign and sign in _SIGNS for sign in (touching, after))


class ConceptMatcher:
    """Finds concepts by any of their names: longest name first, whole words, whatever the case, plural or hyphen."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        """Index the names; where two concepts share one, the first keeps it."""
        self.concepts = concepts
        self._names: dict[tuple[str, ...], _Name] = {}
        self._longest: dict[str, int] = {}
        self._above = {concept_id: _ancestors(concept_id, concepts) for concept_id in concepts}
        for concept in concepts.values():
            for name in concept.names:
                self._add(concept.id, name)

    def find(self, text: str) -> tuple[ConceptMention, ...]:
        """Mentions in the order of the text; they never overlap."""
        return tuple(self._walk(text))

    def related(self, one: str, other: str) -> bool:
        """Whether two concepts are the same or one is a case of the other; an unknown id is related to itself only."""
        return one == other or other in self.broader(one) or one in self.broader(other)

    def broader(self, concept_id: str) -> frozenset[str]:
        """Every concept that this one is a case of, near and far."""
        return self._above.get(concept_id, frozenset())

    def _add(self, concept_id: str, name: str) -> None:
        ambiguous = len(name) == 1 or (name.isupper() and name.lower() in _ORDINARY)
        entry = _Name(concept_id, name if ambiguous else None)
        for words in _spellings(tuple(_WORD.findall(fold(_POSSESSIVE.sub("", name))))):
            self._names.setdefault(words, entry)
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def _walk(self, sent: str) -> Iterator[ConceptMention]:
        folded, offsets = fold_with_offsets(sent)
        folded = _POSSESSIVE.sub("  ", folded)
        words = [_Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(folded)]
        text = _Text(sent, folded, offsets, words)
        index = 0
        while index < len(words):
            length, mention = self._at(index, text)
            if mention:
                yield mention
            index += length

    def _at(self, index: int, text: _Text) -> tuple[int, ConceptMention | None]:
        reach = min(self._longest.get(text.words[index].text, 0), len(text.words) - index)
        for length in range(reach, 0, -1):
            run = text.words[index : index + length]
            name = self._names.get(tuple(word.text for word in run))
            if name and text.joined(run) and _written_so(name, run, text):
                return length, ConceptMention(name.concept_id, *text.span(run))
        return 1, None


def _written_so(name: _Name, run: list[_Word], text: _Text) -> bool:
    if name.exactly is None:
        return True
    start, end = text.span(run)
    return text.sent[start:end] == name.exactly and not (len(name.exactly) == 1 and text.in_a_formula(run))


def _spellings(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    if not words:
        return
    yield words
    *head, last = words
    if len(last) >= 3 and last.isalpha() and not last.endswith("s"):
        yield (*head, last + "s")
        if last.endswith("y") and last[-2] not in "aeiou":
            yield (*head, last[:-1] + "ies")
    elif last.endswith(("ss", "sis")):
        yield (*head, last[:-2] + "es" if last.endswith("sis") else last + "es")


def _ancestors(concept_id: str, concepts: Mapping[str, Concept]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(concepts[concept_id].broader)
    while waiting:
        above = waiting.pop()
        if above not in found and above in concepts:
            found.add(above)
            waiting.extend(concepts[above].broader)
    return frozenset(found)
