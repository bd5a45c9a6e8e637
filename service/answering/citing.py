"""Numbers for quotes: each distinct quote gets one number, in the order in which a reader meets it.

A quote that speaks for one claim and against another has a number for each, since a citation says how it bears.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from service.answering.draft import DraftSentence
from service.domain import Bearing, Citation, CitedFinding, Corpus, Finding, Quote, Sentence
from service.ports import SILENCE, Listener

Key = tuple[str, str]


class Citer:
    """Hands out the numbers of one reply or report on these findings. A number that was told stays as it is."""

    def __init__(
        self, corpus: Corpus, today: date, findings: Sequence[Finding] = (), listener: Listener = SILENCE
    ) -> None:
        self._corpus = corpus
        self._today = today
        self._findings = findings
        self._listener = listener
        self._bearing = _bearings(findings)
        self._numbers: dict[Key, dict[Bearing, int]] = {}
        self._citations: list[Citation] = []

    def sentences(self, draft: Iterable[DraftSentence]) -> tuple[Sentence, ...]:
        """The draft's sentences with numbers, each told as soon as it is written."""
        return tuple(self._sentence(sentence) for sentence in draft)

    def findings(self) -> tuple[CitedFinding, ...]:
        """The findings with numbers."""
        return tuple(CitedFinding(finding, self._cite(finding.quotes)) for finding in self._findings)

    def citations(self) -> tuple[Citation, ...]:
        """Every quote numbered so far, from 1."""
        return tuple(self._citations)

    def _sentence(self, draft: DraftSentence) -> Sentence:
        sentence = Sentence(draft.text, self._cite(draft.quotes), draft.writer)
        self._listener.sentence(sentence)
        return sentence

    def _cite(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._number(quote) for quote in quotes))

    def _number(self, quote: Quote) -> int:
        """Context needs no number of its own where a finding or an earlier citation has the quote speak for or against."""
        key = _key(quote)
        known = self._numbers.setdefault(key, {})
        if quote.bearing is Bearing.CONTEXT and known:
            return min(known.values())
        bearing = self._bearing.get(key, quote.bearing) if quote.bearing is Bearing.CONTEXT else quote.bearing
        if bearing not in known:
            known[bearing] = self._new(Quote(quote.passage, quote.text, bearing))
        return known[bearing]

    def _new(self, quote: Quote) -> int:
        source = self._corpus.source_of(quote.passage)
        citation = Citation(len(self._citations) + 1, quote, source, source.status_on(self._today))
        self._citations.append(citation)
        self._listener.citation(citation)
        return citation.n


def _bearings(findings: Iterable[Finding]) -> dict[Key, Bearing]:
    """How the findings have each quote speak for or against, the first of them first."""
    quotes = [quote for finding in findings for quote in finding.quotes if quote.bearing is not Bearing.CONTEXT]
    return {_key(quote): quote.bearing for quote in reversed(quotes)}


def _key(quote: Quote) -> Key:
    return quote.passage.id, quote.text
