"""Sentences that read above a school grade, said in plainer words by a chat model where that passes the leash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.answering.answerer import Answerer, Outline
from service.answering.draft import Draft, DraftSentence
from service.answering.leash import Leash
from service.domain import Finding, Question, RankedPassage
from service.errors import PartUnavailable
from service.language.readability import grade
from service.ports import Proposed, Reworder


class RewordingAnswerer:
    """Another answerer, its sentences reworded for readers of `grade`; one that fails stays as it was."""

    def __init__(self, answerer: Answerer, reworder: Reworder, leash: Leash, limit: int) -> None:
        self._answerer = answerer
        self._reworder = reworder
        self._leash = leash
        self._limit = limit

    def outline(
        self, findings: Sequence[Finding], questions: Sequence[Question], found: Sequence[Sequence[RankedPassage]]
    ) -> Outline:
        """As of the other answerer."""
        return self._answerer.outline(findings, questions, found)

    def general_facts(self, questions: Sequence[Question], found: Sequence[Sequence[RankedPassage]]) -> Draft:
        """As of the other answerer."""
        return self._answerer.general_facts(questions, found)

    def write(self, outline: Outline) -> Iterator[DraftSentence]:
        """The other's sentences, reworded where they are too hard."""
        for sentence in self._answerer.write(outline):
            yield self._plainer(sentence) if sentence.quotes and self._hard(sentence.text) else sentence

    def _plainer(self, sentence: DraftSentence) -> DraftSentence:
        passages = tuple({quote.passage.id: quote.passage for quote in sentence.quotes}.values())
        try:
            text = self._reworder.plainer(sentence.text, self._limit)
            passes = not self._hard(text) and self._leash.fault(Proposed(text, passages)) is None
        except PartUnavailable:
            return sentence
        return DraftSentence(text, sentence.quotes, self._reworder.name) if passes else sentence

    def _hard(self, text: str) -> bool:
        return (grade(text) or 0.0) > self._limit
