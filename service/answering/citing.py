"""Numbers for quotes: each distinct quote gets one number, in the order in which a reader meets it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from service.answering.draft import Draft
from service.domain import Citation, CitedFinding, Corpus, Finding, Quote, Sentence


class Citer:
    """Hands out the numbers of one reply."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self._corpus = corpus
        self._today = today
        self._numbers: dict[tuple[str, str], int] = {}
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
        key = (quote.passage.id, quote.text)
        if key not in self._numbers:
            self._quotes.append(quote)
            self._numbers[key] = len(self._quotes)
        return self._numbers[key]

    def _citation(self, n: int, quote: Quote) -> Citation:
        source = self._corpus.source_of(quote.passage)
        return Citation(n, quote, source, source.status_on(self._today))
