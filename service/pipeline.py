"""The product: what happens to a message, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from service.answering.answerer import ExtractiveAnswerer, Outline
from service.answering.citing import Citer
from service.answering.draft import DraftSentence
from service.answering.overview import gravest_first, overview
from service.claims.reader import ClaimReader
from service.conversation.conversation import Conversation
from service.domain import (
    Claim,
    Corpus,
    Finding,
    Outcome,
    Question,
    RankedPassage,
    Reading,
    Reply,
    Report,
    Span,
    Stage,
)
from service.ports import SILENCE, Clock, Listener, Vectors
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
    answerer: ExtractiveAnswerer
    clock: Clock
    new_id: Callable[[], str]
    passages_per_claim: int
    models: Mapping[str, str]
    default_region: str | None = None

    def reply(
        self,
        message: str,
        *,
        session_id: str | None = None,
        region: str | None = None,
        listener: Listener = SILENCE,
    ) -> Reply:
        """Answer one message of a visitor, telling a listener how it goes; the turn is kept unless it was urgent."""
        began = perf_counter()
        region = region or self.default_region
        listener.stage(Stage.TRIAGE)
        urgent = self.danger(message, region=region)
        if urgent:
            return self._written(*_fixed(urgent), session_id or self.new_id(), began, listener)
        session = self.conversation.open(session_id)
        resolved = self.conversation.resolve(message, session)
        decision = self._triaged(message, resolved, in_conversation=bool(session.turns), region=region)
        if decision and decision.outcome is Outcome.DECLINED:
            planned = self._declined(decision, resolved, listener)
        elif decision:
            planned = _fixed(decision)
        else:
            planned = self._answered(message, resolved, listener)
        reply = self._written(*planned, session.id, began, listener)
        self.conversation.keep(session, message, resolved, reply.outcome)
        return reply

    def check(self, text: str, *, source_url: str | None = None) -> Report:
        """Check every claim of a text, in the order of the text."""
        began = perf_counter()
        reading = self.reader.read(text)
        findings = merged(self.verifier.findings(reading.claims, *self._searched(reading.claims)))
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
        """Let go of the index; a closed checker answers no more."""
        self.search_passages.close()

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

    def _answered(self, message: str, resolved: str, listener: Listener) -> Planned:
        listener.stage(Stage.READING)
        reading = self._reading(message, resolved)
        asked = tuple(replace(q, text=self.search_passages.corrected(q.text)) for q in reading.questions)
        listener.stage(Stage.SEARCHING)
        searched = self._searched(reading.claims)
        _, found = self._found([question.text for question in asked])
        listener.stage(Stage.WEIGHING)
        findings = self.verifier.findings(reading.claims, *searched)
        outline = self.answerer.outline(findings, asked, found)
        if outline.outcome is Outcome.NOT_COVERED and self._far_from_all(resolved):
            return _fixed(self.triage.off_subject)
        listener.stage(Stage.WRITING)
        return outline, self.answerer.write(outline)

    def _declined(self, decision: Decision, resolved: str, listener: Listener) -> Planned:
        """What is said to a request that is declined; beside help lines nothing else is."""
        outline, said = _fixed(decision)
        if decision.help_lines:
            return outline, said
        question = Question(self.search_passages.corrected(resolved), Span(0, len(resolved)))
        listener.stage(Stage.SEARCHING)
        _, found = self._found([question.text])
        listener.stage(Stage.WEIGHING)
        return outline, (*said, *self.answerer.general_facts([question], found))

    def _reading(self, message: str, resolved: str) -> Reading:
        """Claims and questions; those of a follow-up span the whole of what was sent."""
        reading = self.reader.read_message(resolved)
        whole = Span(0, len(message))
        if resolved == message:
            return reading
        return Reading(
            tuple(replace(claim, span=whole) for claim in reading.claims),
            tuple(replace(question, span=whole) for question in reading.questions),
        )

    def _searched(self, claims: tuple[Claim, ...]) -> tuple[list[str], Vectors, list[Sequence[RankedPassage]]]:
        """The texts of claims as they are to be weighed, with their vectors and passages."""
        texts = [self.search_passages.corrected(claim.text) for claim in claims]
        return texts, *self._found(texts)

    def _found(self, texts: Sequence[str]) -> tuple[Vectors, list[Sequence[RankedPassage]]]:
        """The vectors of texts, and per text its passages in the order in which they are to be read."""
        vectors = self.search_passages.encode(texts)
        found = self.search_passages.search(texts, FOUND * self.passages_per_claim, vectors)
        ordered = [self.verifier.in_reading_order(*row) for row in zip(texts, found, vectors, strict=True)]
        return vectors, [row[: self.passages_per_claim] for row in ordered]

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
            answerer=self.answerer.name,
            took_ms=_since(began),
        )

    def _citer(self, findings: Sequence[Finding], listener: Listener = SILENCE) -> Citer:
        return Citer(self.corpus, self.clock.now().date(), findings, listener)


def _fixed(decision: Decision) -> Planned:
    """A reply of fixed sentences alone."""
    outline = Outline(decision.outcome, next_steps=decision.next_steps)
    return outline, tuple(DraftSentence(sentence) for sentence in decision.sentences)


def _since(began: float) -> int:
    return round(1000 * (perf_counter() - began))
