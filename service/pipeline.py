"""The product: what happens to a message, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from service.answering.answerer import Answerer, Outline
from service.answering.citing import Citer
from service.answering.draft import DraftSentence
from service.answering.overview import gravest_first, overview
from service.claims.reader import ClaimReader
from service.conversation.conversation import Conversation
from service.domain import (
    Claim,
    Corpus,
    Finding,
    Mood,
    Outcome,
    Pressure,
    Question,
    RankedPassage,
    Reading,
    Reply,
    Report,
    Session,
    Span,
    Stage,
)
from service.ports import NOBODY, SILENCE, Clock, Listener, Vectors, Witness
from service.receipt import Part, Recognised, Searched, claim_parts, question_parts, seen
from service.receipts.receipts import Receipts
from service.receipts.recorder import Recorder
from service.retrieval.search import PassageSearch
from service.triage.decision import OFF_SUBJECT
from service.triage.triage import Decision, Triage
from service.verification.repeats import merged
from service.verification.verifier import Verifier

FOUND = 5
"""How many passages are found for each that is weighed."""
FAR_COSINE = 0.42
"""What the corpus answers lies nearer than this to a statement or to a wording of a review."""

Planned = tuple[Outline, Iterable[DraftSentence]]
"""What a reply is to say, and its sentences, which may be written only as they are read."""


@dataclass(frozen=True, slots=True)
class FactChecker:
    """Answers messages and checks texts, strictly from one corpus; `models` are the sha256 of the weights, by use."""

    corpus: Corpus
    triage: Triage
    conversation: Conversation
    reader: ClaimReader
    search_passages: PassageSearch
    verifier: Verifier
    answerer: Answerer
    clock: Clock
    new_id: Callable[[], str]
    passages_per_claim: int
    models: Mapping[str, str]
    receipts: Receipts
    default_region: str | None = None

    def reply(
        self,
        message: str,
        *,
        session_id: str | None = None,
        region: str | None = None,
        earlier: Sequence[str] | None = None,
        listener: Listener = SILENCE,
    ) -> Reply:
        """Answer one message of a visitor, telling a listener how it goes; a receipt of it is kept.

        Where the `earlier` messages are given, they are the conversation, and nothing is kept of it.
        """
        recorder = Recorder(listener)
        reply = self._replied(message, session_id, region or self.default_region, earlier, recorder)
        self.receipts.keep(message, reply, recorder.facts)
        return reply

    def _replied(
        self,
        message: str,
        session_id: str | None,
        region: str | None,
        earlier: Sequence[str] | None,
        recorder: Recorder,
    ) -> Reply:
        """The walk of one message; the turn is kept unless it was urgent."""
        began = perf_counter()
        recorder.stage(Stage.TRIAGE)
        urgent = self.danger(message, region=region)
        if urgent:
            return self._written(*_fixed(urgent, recorder), session_id or self.new_id(), began, recorder)
        session = self.conversation.open(session_id) if earlier is None else self._retold(earlier, region)
        resolved = self.conversation.resolve(message, session, recorder)
        presses = self.conversation.pressure(message, session) not in {None, Pressure.KINDNESS}
        decision = self._triaged(
            resolved if presses else message, resolved, in_conversation=bool(session.turns), region=region
        )
        if decision and decision.outcome is Outcome.DECLINED:
            planned = self._declined(decision, message, resolved, recorder)
        elif decision:
            planned = _fixed(decision, recorder)
        else:
            planned = self._answered(message, resolved, session, recorder)
        reply = self._written(*planned, session.id, began, recorder)
        if earlier is None:
            self.conversation.keep(session, message, resolved, reply.outcome, planned[0].told)
        return reply

    def check(self, text: str, *, source_url: str | None = None) -> Report:
        """Check every claim of a text, in the order of the text; what it only asks counts where it states nothing."""
        began = perf_counter()
        claims = self.reader.read(text).claims
        stated = tuple(claim for claim in claims if claim.mood is not Mood.ASKED) or claims
        findings = merged(self.verifier.findings(stated, *self._searched(stated)))
        citer = self._citer(findings)
        cited = citer.findings()
        return Report(
            report_id=self.new_id(),
            text=text,
            findings=cited,
            citations=citer.citations(),
            corpus_version=self.corpus.version,
            took_ms=_since(began),
            source_url=source_url,
            overview=overview(findings),
            gravest=gravest_first(findings),
        )

    def danger(self, message: str, *, region: str | None = None) -> Decision | None:
        """What a person in present danger is told; None for a message that speaks of none."""
        return self.triage.urgent(message, region=region or self.default_region)

    def search(self, query: str, k: int) -> tuple[RankedPassage, ...]:
        """The passages nearest to a query, best first."""
        return self.search_passages.search([query], k)[0]

    def forget(self, session_id: str) -> bool:
        """Delete a conversation; False where there was none."""
        return self.conversation.forget(session_id)

    def close(self) -> None:
        """Let go of the index and the receipts; a closed checker answers no more."""
        self.search_passages.close()
        self.receipts.close()

    def _retold(self, earlier: Sequence[str], region: str | None) -> Session:
        """The conversation that these messages would have made, one that was urgent left out as it is not kept."""
        return self.conversation.retold(text for text in earlier if not self.triage.urgent(text, region=region))

    def _triaged(self, message: str, resolved: str, *, in_conversation: bool, region: str | None) -> Decision | None:
        """What triage says of the message, and of what it stands for with its spelling put right.

        Only the latter can be off the subject, and a passage that is near or bears on it overrules that.
        """
        said = self.triage.decide(message, in_conversation=in_conversation, region=region)
        if said and said.kind != OFF_SUBJECT:
            return said
        text = self.search_passages.corrected(resolved)
        decision = self.triage.decide(text, in_conversation=in_conversation, region=region)
        return None if decision and decision.kind == OFF_SUBJECT and self._on_the_subject(text) else decision

    def _on_the_subject(self, text: str) -> bool:
        return self.search_passages.near(text) or self.verifier.bears_on(
            text, self.search_passages.search([text], self.passages_per_claim)[0]
        )

    def _far_from_all(self, text: str) -> bool:
        """Whether nothing vetted is near, so that a word of the subject was used in another sense."""
        vectors = self.search_passages.encode_as_said([text])
        return max(self.search_passages.nearest(vectors), self.verifier.nearest_wording(vectors)) < FAR_COSINE

    def _answered(self, message: str, resolved: str, session: Session, recorder: Recorder) -> Planned:
        recorder.stage(Stage.READING)
        reading = self._reading(message, resolved, recorder)
        asked = tuple(replace(q, text=self.search_passages.corrected(q.text)) for q in reading.questions)
        recorder.stage(Stage.SEARCHING)
        searched = self._searched(reading.claims, recorder)
        _, found = self._found([question.text for question in asked], question_parts(asked), recorder)
        recorder.stage(Stage.WEIGHING)
        findings = merged(self.verifier.findings(reading.claims, *searched, recorder))
        outline = self.answerer.outline(findings, asked, found, recorder)
        if outline.outcome is Outcome.NOT_COVERED and self._far_from_all(resolved):
            return _fixed(self.triage.off_subject, recorder)
        outline = replace(outline, pressed=self.conversation.pressed(message, session, resolved, outline.told))
        recorder.stage(Stage.WRITING)
        return outline, self.answerer.write(outline, recorder)

    def _declined(self, decision: Decision, message: str, resolved: str, recorder: Recorder) -> Planned:
        """What is said to a request that is declined: it, and what it rests on where that is wrong, or else general facts.

        Beside help lines nothing else is said.
        """
        outline, said = _fixed(decision, recorder)
        if decision.help_lines:
            return outline, said
        recorder.stage(Stage.READING)
        claims = tuple(claim for claim in self._reading(message, resolved, recorder).claims if claim.taken_for_true)
        question = Question(self.search_passages.corrected(resolved), Span(0, len(resolved)))
        recorder.stage(Stage.SEARCHING)
        _, found = self._found([question.text], question_parts([question]), recorder)
        searched = self._searched(claims, recorder)
        recorder.stage(Stage.WEIGHING)
        wrong = [f for f in merged(self.verifier.findings(claims, *searched, recorder)) if f.verdict.objects]
        if wrong:
            return replace(outline, findings=tuple(wrong)), (*said, *self.answerer.corrections(wrong))
        return outline, (*said, *self.answerer.general_facts([question], found, recorder))

    def _reading(self, message: str, resolved: str, witness: Witness) -> Reading:
        """Claims and questions; those of a follow-up span the whole of what was sent."""
        reading = self.reader.read_message(resolved, witness)
        whole = Span(0, len(message))
        if resolved == message:
            return reading
        return Reading(
            tuple(replace(claim, span=whole) for claim in reading.claims),
            tuple(replace(question, span=whole) for question in reading.questions),
        )

    def _searched(
        self, claims: tuple[Claim, ...], witness: Witness = NOBODY
    ) -> tuple[list[str], Vectors, list[Sequence[RankedPassage]]]:
        """The texts of claims as they are to be weighed, with their vectors and passages."""
        texts = [self.search_passages.corrected(claim.text) for claim in claims]
        return texts, *self._found(texts, claim_parts(claims), witness)

    def _found(
        self, texts: Sequence[str], parts: Sequence[Part], witness: Witness
    ) -> tuple[Vectors, list[Sequence[RankedPassage]]]:
        """The vectors of texts, and per text its passages in the order in which they are to be read."""
        vectors = self.search_passages.encode(texts)
        found = self.search_passages.search(texts, FOUND * self.passages_per_claim, vectors)
        ordered = [self.verifier.in_reading_order(*row) for row in zip(texts, found, vectors, strict=True)]
        rows: list[Sequence[RankedPassage]] = [row[: self.passages_per_claim] for row in ordered]
        for part, row in zip(parts, rows, strict=True):
            witness.note(Searched(part, seen(row)))
        return vectors, rows

    def _written(
        self,
        outline: Outline,
        draft: Iterable[DraftSentence],
        session_id: str,
        began: float,
        listener: Listener,
    ) -> Reply:
        """The reply, told sentence by sentence."""
        citer = self._citer(outline.findings, listener)
        sentences = citer.sentences(draft)
        findings = citer.findings()
        return Reply(
            reply_id=self.new_id(),
            session_id=session_id,
            outcome=outline.outcome,
            sentences=sentences,
            findings=findings,
            citations=citer.citations(),
            not_covered=outline.not_covered,
            next_steps=outline.next_steps,
            corpus_version=self.corpus.version,
            took_ms=_since(began),
        )

    def _citer(self, findings: Sequence[Finding], listener: Listener = SILENCE) -> Citer:
        return Citer(self.corpus, self.clock.now().date(), findings, listener)


def _fixed(decision: Decision, witness: Witness) -> Planned:
    """A reply of fixed sentences alone."""
    witness.note(Recognised(decision.kind, decision.outcome))
    outline = Outline(decision.outcome, next_steps=decision.next_steps)
    return outline, tuple(DraftSentence(sentence) for sentence in decision.sentences)


def _since(began: float) -> int:
    return round(1000 * (perf_counter() - began))
