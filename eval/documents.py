"""A document of a collection that is not the corpus: an abstract, an answer, a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Document:
    """`sentences` are its text in order, without the title; sentence `n` is counted from 0."""

    id: str
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """Title and sentences."""
        return headed(self.title, " ".join(self.sentences))


def headed(title: str, text: str) -> str:
    """A text below its title."""
    return " ".join(part for part in (title, text) if part)


def split_sentences(text: str) -> tuple[str, ...]:
    """A text cut after each full stop, question or exclamation mark, and at each end of a line."""
    return tuple(part for each in _END.split(text) if (part := each.strip()))


def chunks(document: Document, fits: Callable[[str], bool]) -> Sequence[str]:
    """The document in as few texts as `fits` allows, each below the title and whole sentences wherever it can be."""
    if fits(document.text):
        return (document.text,)
    made: list[str] = []
    for piece in (piece for sentence in document.sentences for piece in _pieces(document.title, sentence, fits)):
        if made and fits(longer := f"{made[-1]} {piece}"):
            made[-1] = longer
        else:
            made.append(headed(document.title, piece))
    return made or (document.title,)


def _pieces(title: str, text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """A sentence, or its halves where it is too long by itself; a single word is never cut."""
    words = text.split()
    if len(words) < 2 or fits(headed(title, text)):
        yield text
        return
    middle = len(words) // 2
    for half in (words[:middle], words[middle:]):
        yield from _pieces(title, " ".join(half), fits)
