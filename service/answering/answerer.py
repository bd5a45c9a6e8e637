"""The extractive answerer: findings and passages in, an outline and then grounded sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from service.answering import frames
from service.answering.correction import QUOTES_SHOWN, correction, decisive_first
from service.answering.draft import Draft, DraftSentence, quoted, without_repeats
from service.answering.gate import Gate
from service.answering.insisting import said_again
from service.answering.selection import Selection
from service.answering.witnessed import WitnessedGate
from service.domain import Bearing, Corpus, Finding, Mood, Outcome, Pressed, Question, Quote, RankedPassage, Verdict
from service.ports import NOBODY, Witness
from service.receipt import Answering

PASSAGES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what answers it; no sentences mean that the sources are silent."""

    question: Question
    sentences: Draft


@dataclass(frozen=True, slots=True)
class Outline:
    """What a reply is to say, before it is written.

    The sentences are to correct what is `settled`, answer what is `replied`, and say what is `unsettled`, in this order.
    `pressed` tells that all this was said before.
    """

    outcome: Outcome
    settled: tuple[Finding, ...] = ()
    replied: tuple[Answered, ...] = ()
    unsettled: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_covered: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    pressed: Pressed | None = None

    @property
    def told(self) -> str:
        """The gist: of the first finding the verdict and what is shown for it; empty where there is none."""
        if not self.findings:
            return ""
        first = self.findings[0]
        shown = [quote.passage.id for quote in decisive_first(first)[:QUOTES_SHOWN]]
        return " ".join([first.verdict, first.review_id or "", *shown])


class Answerer(Protocol):
    """Plans replies and writes them."""

    def outline(
        self,
        findings: Sequence[Finding],
        questions: Sequence[Question],
        found: Sequence[Sequence[RankedPassage]],
        witness: Witness = NOBODY,
    ) -> Outline:
        """What can be said to findings and questions; `found` are the passages of each question, in order."""

    def write(self, outline: Outline, witness: Witness = NOBODY) -> Iterable[DraftSentence]:
        """The sentences of an outline, each of which may leave; they may be written only as they are read."""

    def general_facts(
        self, questions: Sequence[Question], found: Sequence[Sequence[RankedPassage]], witness: Witness = NOBODY
    ) -> Draft:
        """What can be said in general beside a request that is declined."""

    def corrections(self, findings: Sequence[Finding]) -> Draft:
        """What is wrong in what a request that is declined takes for true."""


class ExtractiveAnswerer:
    """Writes only quotes, an editor's checked wordings, and fixed frames."""

    def __init__(self, corpus: Corpus, gate: Gate, selection: Selection, max_sentences: int) -> None:
        self._corpus = corpus
        self._gate = gate
        self._selection = selection
        self._max = max_sentences

    def outline(
        self,
        findings: Sequence[Finding],
        questions: Sequence[Question],
        found: Sequence[Sequence[RankedPassage]],
        witness: Witness = NOBODY,
    ) -> Outline:
        """What can be said to findings and questions; `found` are the passages of each question, in order."""
        answered = self._all_answered(questions, found, witness)
        settled = tuple(f for f in findings if f.verdict is not Verdict.NOT_ENOUGH_EVIDENCE)
        unsettled = tuple(f for f in findings if f.verdict is Verdict.NOT_ENOUGH_EVIDENCE)
        asked = {(f.claim.span.start, f.claim.span.end) for f in settled if f.claim.mood is Mood.ASKED}
        open_questions = [a for a in answered if (a.question.span.start, a.question.span.end) not in asked]
        replied = tuple(a for a in open_questions if a.sentences)
        silent = [a.question.text for a in open_questions if not a.sentences]
        unsettled = tuple(f for f in unsettled if f.review_id or not any(_same_place(f, a) for a in replied))
        missing = tuple(dict.fromkeys([*silent, *(f.claim.text for f in unsettled if f.claim.mood is not Mood.ASKED)]))
        return Outline(
            _outcome(settled, replied, unsettled, bool(missing or unsettled)),
            settled,
            replied,
            unsettled,
            tuple(f for f in findings if f in settled or f in unsettled),
            missing or tuple(f.claim.text for f in unsettled),
            self._nearest(found, unsettled) if missing or unsettled else (),
        )

    def write(self, outline: Outline, witness: Witness = NOBODY) -> Draft:
        """The sentences of an outline, each of which has passed the gate: corrections first, then answers."""
        gate = WitnessedGate(self._gate, witness)
        parts = [self._told(f, outline, gate) for f in outline.settled]
        parts += [a.sentences for a in outline.replied]
        parts += [self._told(f, outline, gate) for f in outline.unsettled]
        draft = without_repeats(_shared_out(parts, self._max))
        if not draft:
            return (DraftSentence(frames.NOT_COVERED),)
        if not gate.rejections(draft):
            return draft
        return tuple(s for part in parts for s in part if s.quotes and s.text == s.quotes[0].text)

    def corrections(self, findings: Sequence[Finding]) -> Draft:
        """What is wrong in what a request that is declined takes for true."""
        parts = [correction(finding, self._gate) for finding in findings]
        said = [s for s in _shared_out(parts, self._max) if s.text not in frames.OPENING.values()]
        return (DraftSentence(frames.TAKEN_FOR_TRUE), *without_repeats(said))

    def _told(self, finding: Finding, outline: Outline, gate: WitnessedGate) -> Draft:
        if outline.pressed and finding is outline.findings[0]:
            return said_again(finding, outline.pressed, gate)
        return correction(finding, gate)

    def general_facts(
        self,
        questions: Sequence[Question],
        found: Sequence[Sequence[RankedPassage]],
        witness: Witness = NOBODY,
    ) -> Draft:
        """What can be said in general beside a request that is declined."""
        sentences = [s for answered in self._all_answered(questions, found, witness) for s in answered.sentences]
        return (DraftSentence(frames.GENERAL_FACTS), *without_repeats(sentences)[:2]) if sentences else ()

    def _all_answered(
        self, questions: Sequence[Question], found: Sequence[Sequence[RankedPassage]], witness: Witness
    ) -> list[Answered]:
        answered = [self._answered(q, row) for q, row in zip(questions, found, strict=True)]
        for number, each in enumerate(answered):
            witness.note(Answering(number, tuple(s.quotes[0].passage.id for s in each.sentences)))
        return answered

    def _answered(self, question: Question, found: Sequence[RankedPassage]) -> Answered:
        answers = self._selection.answers(question, found, PASSAGES_SHOWN)
        quotes = [Quote(a.ranked.passage, a.ranked.passage.text, Bearing.CONTEXT) for a in answers]
        return Answered(question, tuple(quoted(quote) for quote in quotes))

    def _nearest(self, found: Sequence[Sequence[RankedPassage]], unsettled: Sequence[Finding]) -> tuple[str, ...]:
        """The covered topic that the best passage belongs to."""
        passages = [row[0].passage for row in found if row] or [q.passage for f in unsettled for q in f.quotes]
        if not passages:
            return ()
        topics = {topic.id: topic for topic in self._corpus.scope.topics}
        named = [topics[t] for t in self._corpus.source_of(passages[0]).topics if t in topics]
        return (f"Nearest covered topic: {named[0].title}. You could ask: “{named[0].question}”",) if named else ()


def _same_place(finding: Finding, answered: Answered) -> bool:
    return finding.claim.span == answered.question.span


def _shared_out(parts: Sequence[Draft], limit: int) -> Draft:
    """The first sentences of every part in turn until the limit, each part kept together."""
    if not parts:
        return ()
    share = max(1, limit // len(parts))
    kept = [part[: max(share, limit - share * (len(parts) - 1))] for part in parts[:limit]]
    return tuple(sentence for part in kept for sentence in part)[:limit]


def _outcome(
    settled: Sequence[Finding], replied: Sequence[Answered], unsettled: Sequence[Finding], missing: bool
) -> Outcome:
    if any(f.verdict.objects and f.claim.mood is not Mood.ASKED for f in settled):
        return Outcome.CORRECTED
    if settled or replied:
        return Outcome.PARTLY_ANSWERED if missing else Outcome.ANSWERED
    return Outcome.PARTLY_ANSWERED if any(f.touched for f in unsettled) else Outcome.NOT_COVERED
