"""A reply that a chat model words, sentence by sentence, each on the leash.

What an editor or the frames say stays as it is and goes first; the model writes in the place of the quotes that would follow.
A sentence that does not pass is written anew once. If that fails too, or the model does, the quotes take over from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.answering.answerer import Answerer, Outline
from service.answering.draft import Draft, DraftSentence
from service.answering.leash import FaultOf
from service.domain import Finding, Question, Quote, RankedPassage
from service.errors import PartUnavailable
from service.ports import NOBODY, Brief, Drafter, Proposed, VerdictLine, Witness
from service.receipt import Held

MOST_PASSAGES = 6
MOST_REWRITES = 2
_NEXT = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(\d])")


class WritingAnswerer:
    """The extractive answerer with a chat model's wording."""

    def __init__(self, extractive: Answerer, drafter: Drafter, fault_of: FaultOf, max_sentences: int) -> None:
        self._extractive = extractive
        self._drafter = drafter
        self._fault_of = fault_of
        self._max = max_sentences

    def outline(
        self,
        findings: Sequence[Finding],
        questions: Sequence[Question],
        found: Sequence[Sequence[RankedPassage]],
        witness: Witness = NOBODY,
    ) -> Outline:
        """As of the extractive answerer: what is said does not depend on who words it."""
        return self._extractive.outline(findings, questions, found, witness)

    def general_facts(
        self, questions: Sequence[Question], found: Sequence[Sequence[RankedPassage]], witness: Witness = NOBODY
    ) -> Draft:
        """As of the extractive answerer: beside a request that is declined nobody but the sources speaks."""
        return self._extractive.general_facts(questions, found, witness)

    def corrections(self, findings: Sequence[Finding]) -> Draft:
        """As of the extractive answerer, for the same reason."""
        return self._extractive.corrections(findings)

    def write(self, outline: Outline, witness: Witness = NOBODY) -> Iterator[DraftSentence]:
        """The sentences of an outline, each as soon as it has passed."""
        draft = tuple(self._extractive.write(outline, witness))
        lead = tuple(sentence for sentence in draft if not sentence.bare)
        quotes = draft[len(lead) :]
        if not quotes or any(not sentence.bare for sentence in quotes) or any(s.text.endswith(":") for s in lead):
            yield from draft
            return
        yield from lead
        said = {sentence.text for sentence in lead}
        used: set[str] = set()
        whole = True
        room = self._max - len(lead)
        writing = self._written(_brief(outline, draft), _quotes(draft), witness)
        for sentence in writing:
            if sentence is None:
                whole = False
                break
            if sentence.text not in said and room:
                said.add(sentence.text)
                used |= {quote.passage.id for quote in sentence.quotes}
                room -= 1
                yield sentence
        if not (whole and used):
            yield from [s for s in quotes if s.text not in said and s.quotes[0].passage.id not in used][:room]

    def _written(self, brief: Brief, quotes: dict[str, Quote], witness: Witness) -> Iterator[DraftSentence | None]:
        """Sentences that have passed; None where the draft gives way."""
        held: list[Held] = []
        drafts = self._drafter.draft(brief, witness)
        try:
            for proposed in drafts:
                for one in _single(proposed):
                    passed = self._passed(one, held, witness)
                    if passed is None:
                        yield None
                        return
                    yield DraftSentence(passed.text, tuple(quotes[p.id] for p in passed.passages), self._drafter.name)
        except PartUnavailable:
            yield None
        finally:
            drafts.close()
            for each in held:
                witness.note(each)

    def _passed(self, one: Proposed, held: list[Held], witness: Witness) -> Proposed | None:
        """The sentence, or what was written in its place; None where neither passes."""
        fault = self._fault_of(one)
        if not fault:
            return one
        held.append(_held(fault, one))
        if not one.passages or len(held) > MOST_REWRITES:
            return None
        again = self._drafter.rewrite(one.text, fault, one.passages, witness)
        fault = self._fault_of(again)
        if fault:
            held.append(_held(fault, again))
        return None if fault else again


def _held(fault: str, proposed: Proposed) -> Held:
    return Held(fault, tuple(passage.id for passage in proposed.passages))


def _single(proposed: Proposed) -> Iterator[Proposed]:
    """Its sentences one by one, each on the same passages."""
    for text in _NEXT.split(proposed.text):
        yield Proposed(text, proposed.passages, proposed.stray)


def _brief(outline: Outline, draft: Draft) -> Brief:
    asked = [answered.question.text for answered in outline.replied]
    claims = [finding.claim.text for finding in outline.settled]
    verdicts = tuple(VerdictLine(f.claim.text, f.verdict, f.whats_missing) for f in outline.settled)
    passages = {quote.passage.id: quote.passage for sentence in draft for quote in sentence.quotes}
    return Brief(" ".join([*claims, *asked]), verdicts, tuple(passages.values())[:MOST_PASSAGES])


def _quotes(draft: Draft) -> dict[str, Quote]:
    """What is cited for each passage: the first quote of it that the draft has."""
    return {quote.passage.id: quote for sentence in reversed(draft) for quote in reversed(sentence.quotes)}
