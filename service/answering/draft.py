"""A reply before it is checked: sentences, each with the quotes that it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain import EXTRACTIVE, Quote


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence; a framing sentence has no quotes. `writer` is who worded it, see `domain.Sentence`."""

    text: str
    quotes: tuple[Quote, ...] = ()
    writer: str = EXTRACTIVE

    @property
    def bare(self) -> bool:
        """Whether it is a quote and nothing else."""
        return any(self.text == quote.text for quote in self.quotes)


Draft = tuple[DraftSentence, ...]


def quoted(quote: Quote) -> DraftSentence:
    """A quote as a sentence of its own."""
    return DraftSentence(quote.text, (quote,))


def without_repeats(draft: Iterable[DraftSentence]) -> Draft:
    """The same draft with each sentence once, at its first place."""
    return tuple({sentence.text: sentence for sentence in reversed(tuple(draft))}.values())[::-1]
