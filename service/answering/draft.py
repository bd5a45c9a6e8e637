"""A reply before it is checked: sentences, each with the quotes that it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain import Quote


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence; a framing sentence has no quotes."""

    text: str
    quotes: tuple[Quote, ...] = ()


Draft = tuple[DraftSentence, ...]


def quoted(quote: Quote) -> DraftSentence:
    """A quote as a sentence of its own."""
    return DraftSentence(quote.text, (quote,))


def without_repeats(draft: Iterable[DraftSentence]) -> Draft:
    """The same draft with each sentence once, at its first place."""
    return tuple({sentence.text: sentence for sentence in reversed(tuple(draft))}.values())[::-1]
