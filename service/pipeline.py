"""The product: what happens to a message, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from service.answering.answerer import Answer, ExtractiveAnswerer
from service.answering.citing import Citer
from service.answering.draft import DraftSentence
from service.answering.overview import gravest_first, overview
from service.claims.reader import ClaimReader
from service.conversation.conversation import Conversation
from service.domain import (
    CitedFinding,
    Claim,
    Corpus,
    Finding,
    Outcome,
    Question,
    RankedPassage,
    Reading,
    Reply,
    Report,
    Sentence,
    Span,
)
from service.ports import Clock, Vectors
from service.retrieval.search import PassageSearch
from service.triage.decision import OFF_SUBJECT
from service.triage.triage import Decision, Triage
from service.verification.repeats import merged
from service.verification.verifier import Verifier

FOUND = 5
"""How many passages are found for each that is weighed."""
FAR_COSINE = 0.42
"""What the corpus answers lies nearer than this to a statement or to a wording of a review."""


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

    def reply(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Reply:
        """Answer one message of a visitor; the turn is kept unless it was urgent."""
        began = perf_counter()
        region = region or self.default_region
        urgent = self.danger(message, region=region)
        if urgent:
            return self._fixed(urgent, session_id or self.new_id(), began)
        session = self.conversation.open(session_id)
        resolved = self.conversation.resolve(message, session)
        decision = self._triaged(message, resolved, in_conversation=bool(session.turns), region=region)
        if decision and decision.outcome is Outcome.DECLINED:
            reply = self._declined(decision, resolved, session.id, began)
        elif decision:
            reply = self._fixed(decision, session.id, began)
        else:
            reply = self._answered(message, resolved, session.id, began)
            if reply.outcome is Outcome.NOT_COVERED and self._far_from_all(resolved):
                reply = self._fixed(self.triage.off_subject, session.id, began)
        self.conversation.keep(session, message, resolved, reply.outcome)
        return reply

    def check(self, text: str, *, source_url: str | None = None) -> Report:
        """Check every claim of a text, in the order of the text."""
        began = perf_counter()
        reading = self.reader.read(text)
        citer = Citer(self.corpus, self.clock.now().date())
        findings = merged(self._findings(reading.claims))
        cited = citer.findings(findings)
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

    def _answered(self, message: str, resolved: str, session_id: str, began: float) -> Reply:
        reading = self._reading(message, resolved)
        findings = self._findings(reading.claims)
        asked = tuple(replace(q, text=self.search_passages.corrected(q.text)) for q in reading.questions)
        _, found = self._found([question.text for question in asked])
        return self._numbered(self.answerer.answer(findings, asked, found), session_id, began)

    def _declined(self, decision: Decision, resolved: str, session_id: str, began: float) -> Reply:
        questions = (Question(self.search_passages.corrected(resolved), Span(0, len(resolved))),)
        _, found = self._found([questions[0].text])
        said = tuple(DraftSentence(sentence) for sentence in decision.sentences)
        facts = () if decision.help_lines else self.answerer.general_facts(questions, found)
        draft = (*said, *facts)
        answer = Answer(Outcome.DECLINED, draft, next_steps=decision.next_steps)
        return self._numbered(answer, session_id, began)

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

    def _findings(self, claims: tuple[Claim, ...]) -> tuple[Finding, ...]:
        texts = [self.search_passages.corrected(claim.text) for claim in claims]
        return self.verifier.findings(claims, texts, *self._found(texts))

    def _found(self, texts: Sequence[str]) -> tuple[Vectors, list[Sequence[RankedPassage]]]:
        """The vectors of texts, and per text its passages in the order in which they are to be read."""
        vectors = self.search_passages.encode(texts)
        found = self.search_passages.search(texts, FOUND * self.passages_per_claim, vectors)
        ordered = [self.verifier.in_reading_order(*row) for row in zip(texts, found, vectors, strict=True)]
        return vectors, [row[: self.passages_per_claim] for row in ordered]

    def _numbered(self, answer: Answer, session_id: str, began: float) -> Reply:
        citer = Citer(self.corpus, self.clock.now().date())
        sentences = citer.sentences(answer.draft)
        findings: tuple[CitedFinding, ...] = citer.findings(answer.findings)
        return Reply(
            reply_id=self.new_id(),
            session_id=session_id,
            outcome=answer.outcome,
            sentences=sentences,
            findings=findings,
            citations=citer.citations(),
            not_covered=answer.not_covered,
            next_steps=answer.next_steps,
            corpus_version=self.corpus.version,
            answerer=self.answerer.name,
            took_ms=_since(began),
        )

    def _fixed(self, decision: Decision, session_id: str, began: float) -> Reply:
        """A reply of fixed sentences alone."""
        return Reply(
            reply_id=self.new_id(),
            session_id=session_id,
            outcome=decision.outcome,
            sentences=tuple(Sentence(sentence) for sentence in decision.sentences),
            next_steps=decision.next_steps,
            corpus_version=self.corpus.version,
            answerer=self.answerer.name,
            took_ms=_since(began),
        )


def _since(began: float) -> int:
    return round(1000 * (perf_counter() - began))
