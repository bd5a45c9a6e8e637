"""Numbers for quotes: each distinct quote gets one number, in the order in which a reader meets it.

A quote that speaks for one claim and against another has a number for each, since a citation says how it bears.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from service.answering.draft import Draft
from service.domain import Bearing, Citation, CitedFinding, Corpus, Finding, Quote, Sentence


class Citer:
    """Hands out the numbers of one reply."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self._corpus = corpus
        self._today = today
        self._numbers: dict[tuple[str, str], dict[Bearing, int]] = {}
        self._quotes: list[Quote] = []

    def sentences(self, draft: Draft) -> tuple[Sentence, ...]:
        """The draft's sentences with numbers."""
        return tuple(Sentence(sentence.text, self._cite(sentence.quotes)) for sentence in draft)

    def findings(self, findings: Iterable[Finding]) -> tuple[CitedFinding, ...]:
        """The findings with numbers."""
        return tuple(CitedFinding(finding, self._cite(finding.quotes)) for finding in findings)

    def citations(self) -> tuple[Citation, ...]:
        """Every quote numbered so far, from 1."""
        return tuple(self._citation(n, quote) for n, quote in enumerate(self._quotes, 1))

    def _cite(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._number(quote) for quote in quotes))

    def _number(self, quote: Quote) -> int:
        """Context needs no number of its own beside a quote that speaks for or against, and gives way to it."""
        known = self._numbers.setdefault((quote.passage.id, quote.text), {})
        if quote.bearing in known:
            return known[quote.bearing]
        if quote.bearing is Bearing.CONTEXT and known:
            return min(known.values())
        if Bearing.CONTEXT in known:
            number = known.pop(Bearing.CONTEXT)
            self._quotes[number - 1] = quote
        else:
            self._quotes.append(quote)
            number = len(self._quotes)
        known[quote.bearing] = number
        return number

    def _citation(self, n: int, quote: Quote) -> Citation:
        source = self._corpus.source_of(quote.passage)
        return Citation(n, quote, source, source.status_on(self._today))
