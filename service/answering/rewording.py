"""Sentences that read above a school grade, said in plainer words by a chat model where that passes the leash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.answering.answerer import Answerer, Outline
from service.answering.draft import Draft, DraftSentence
from service.answering.leash import FaultOf
from service.domain import Finding, Question, RankedPassage
from service.errors import PartUnavailable
from service.language.readability import grade
from service.ports import NOBODY, Proposed, Reworder, Witness
from service.receipt import Held


class RewordingAnswerer:
    """Another answerer, its sentences reworded for readers of `grade`; one that fails stays as it was."""

    def __init__(self, answerer: Answerer, reworder: Reworder, fault_of: FaultOf, limit: int) -> None:
        self._answerer = answerer
        self._reworder = reworder
        self._fault_of = fault_of
        self._limit = limit

    def outline(
        self,
        findings: Sequence[Finding],
        questions: Sequence[Question],
        found: Sequence[Sequence[RankedPassage]],
        witness: Witness = NOBODY,
    ) -> Outline:
        """As of the other answerer."""
        return self._answerer.outline(findings, questions, found, witness)

    def general_facts(
        self, questions: Sequence[Question], found: Sequence[Sequence[RankedPassage]], witness: Witness = NOBODY
    ) -> Draft:
        """As of the other answerer."""
        return self._answerer.general_facts(questions, found, witness)

    def corrections(self, findings: Sequence[Finding]) -> Draft:
        """As of the other answerer."""
        return self._answerer.corrections(findings)

    def write(self, outline: Outline, witness: Witness = NOBODY) -> Iterator[DraftSentence]:
        """The other's sentences, reworded where they are too hard."""
        for sentence in self._answerer.write(outline, witness):
            yield self._plainer(sentence, witness) if sentence.quotes and self._hard(sentence.text) else sentence

    def _plainer(self, sentence: DraftSentence, witness: Witness) -> DraftSentence:
        passages = tuple({quote.passage.id: quote.passage for quote in sentence.quotes}.values())
        try:
            text = self._reworder.plainer(sentence.text, self._limit, witness)
            fault = "it is no plainer" if self._hard(text) else self._fault_of(Proposed(text, passages))
        except PartUnavailable:
            return sentence
        if fault:
            witness.note(Held(fault, tuple(passage.id for passage in passages)))
            return sentence
        return DraftSentence(text, sentence.quotes, self._reworder.name)

    def _hard(self, text: str) -> bool:
        return (grade(text) or 0.0) > self._limit
