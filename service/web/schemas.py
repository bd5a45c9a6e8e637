"""What is sent back: the contract's shapes, and how domain values become them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from service import domain
from service.domain import (
    Basis,
    Bearing,
    Certainty,
    Checked,
    EvidenceKind,
    FindingKind,
    Outcome,
    Overstep,
    Species,
    Stage,
    Status,
    Tier,
    Verdict,
)
from service.web import examples


def _shape(example: dict[str, Any] | None = None) -> ConfigDict:
    extra: dict[str, Any] = {"examples": [example]} if example else {}
    return ConfigDict(extra="forbid", strict=True, frozen=True, json_schema_extra=extra)


class Span(BaseModel):
    """Half-open range in what was sent, in Unicode code points."""

    model_config = _shape()

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Reason(BaseModel):
    """Why a claim says more than its evidence, on one axis."""

    model_config = _shape()

    overstep: Overstep
    reason: str


class Citation(BaseModel):
    """A verbatim quote, and the record of its source on the day of the reply."""

    model_config = _shape(examples.CITATION)

    n: int = Field(description="The number in the reply's [n] marks.")
    source_id: str
    passage_id: str
    quote: str = Field(description="Verbatim from the vetted statement.")
    stance: Bearing
    title: str
    authors: str
    venue: str
    year: int
    url: str | None
    doi: str | None
    evidence_kind: EvidenceKind
    population: str = Field(description="Of whom the statement speaks.")
    certainty: Certainty
    checked: Checked = Field(description="Whether the document itself was read, or a page that reports it.")
    status: Status
    reviewed_on: date
    review_due: date
    limitations: list[str] = Field(description="What weakens the source or the statement.")


class Finding(BaseModel):
    """A claim's verdict with its reasons."""

    model_config = _shape(examples.FINDING)

    claim: str = Field(description="The claim as a sentence that stands on its own.")
    span: Span
    premise: bool = Field(description="Whether a question took it for granted.")
    verdict: Verdict
    confidence: float = Field(ge=0, le=1, description="Calibrated probability that the verdict is right.")
    oversimplification: list[Overstep]
    reasons: list[Reason]
    whats_right: str
    whats_missing: str
    better_wording: str
    why_it_sounds_right: str
    citations: list[int]
    basis: Basis
    review_id: str | None
    repeated_at: list[Span] = Field(description="Other places of a checked text that says it again.")


class Sentence(BaseModel):
    """One sentence of a reply with the numbers of its citations."""

    model_config = _shape()

    text: str
    citations: list[int]


class StageBegun(BaseModel):
    """What is being done for a message now."""

    model_config = _shape({"name": "searching"})

    name: Stage


class Reply(BaseModel):
    """What a visitor gets for one message."""

    model_config = _shape(examples.REPLY)

    reply_id: str
    session_id: str
    outcome: Outcome
    text: str = Field(description="The sentences joined, with [n] marks.")
    sentences: list[Sentence]
    findings: list[Finding]
    citations: list[Citation]
    not_covered: list[str] = Field(description="Parts of the question that vetted sources do not answer.")
    next_steps: list[str]
    corpus_version: str
    answerer: str = Field(description="`extractive`, or a chat model as provider:model.")
    took_ms: int


class Report(BaseModel):
    """A checked text: its claims in the order of the text."""

    model_config = _shape(examples.REPORT)

    report_id: str
    claims: list[Finding]
    citations: list[Citation]
    summary: dict[Verdict, int] = Field(description="How many claims got each verdict; every verdict is present.")
    overview: str = Field(description="A paragraph: how the claims came out, and which to look at first.")
    gravest: list[int] = Field(
        description="Places in `claims`, from 0, of those objected to; first the error that could do most harm."
    )
    corpus_version: str
    took_ms: int


class FoundPassage(BaseModel):
    """A vetted statement with its score in [0, 1]."""

    model_config = _shape()

    passage_id: str
    source_id: str
    text: str
    score: float


class Passages(BaseModel):
    """Found statements, best first."""

    model_config = _shape(examples.PASSAGES)

    passages: list[FoundPassage]


class Statement(BaseModel):
    """One vetted statement of a source, the smallest citable unit."""

    model_config = _shape(examples.STATEMENT)

    passage_id: str
    text: str
    finding: FindingKind
    certainty: Certainty
    checked: Checked
    checked_against: str
    population: str | None
    comparator: str | None
    duration: str | None
    onset: str | None
    dose: str | None
    quantity: list[str]
    limitations: str | None


class Source(BaseModel):
    """One vetted source with its statements."""

    model_config = _shape(examples.SOURCE)

    id: str
    title: str
    authors: str
    year: int
    venue: str
    doi: str | None
    pmid: str | None
    url: str | None
    evidence_kind: EvidenceKind
    species: Species
    population: str
    tier: Tier
    status: Status
    licence: str
    topics: list[str]
    checked: Checked
    admitted_on: date
    reviewed_on: date
    review_due: date
    limitations: list[str]
    statements: list[Statement]


class Sources(BaseModel):
    """All vetted sources, by id."""

    model_config = _shape({"sources": [examples.SOURCE], "corpus_version": "5f1c0a9e"})

    sources: list[Source]
    corpus_version: str


class ReviewCitation(BaseModel):
    """A verbatim quote that a review relies on."""

    model_config = _shape()

    passage_id: str
    source_id: str
    stance: Bearing
    quote: str


class Review(BaseModel):
    """A maintained record of one common claim."""

    model_config = _shape(examples.REVIEW)

    id: str
    claim: str
    wordings: list[str]
    verdict: Verdict
    oversteps: list[Overstep]
    whats_right: str
    whats_missing: str
    better_wording: str
    why_it_sounds_right: str
    citations: list[ReviewCitation]
    topics: list[str]
    admitted_on: date
    review_due: date


class Reviews(BaseModel):
    """All active claim reviews, by id."""

    model_config = _shape({"reviews": [examples.REVIEW], "corpus_version": "5f1c0a9e"})

    reviews: list[Review]
    corpus_version: str


class Suggestions(BaseModel):
    """Questions that the corpus answers, one a topic, as starting points."""

    model_config = _shape({"questions": ["Does vitamin C prevent colds?"], "corpus_version": "5f1c0a9e"})

    questions: list[str]
    corpus_version: str


class FeedbackReceipt(BaseModel):
    """What became of a rating."""

    model_config = _shape({"recorded": True})

    recorded: bool = Field(description="True where it was kept in full; it is counted in any case.")


class Live(BaseModel):
    """The process is up."""

    model_config = _shape({"status": "live"})

    status: str


class Counts(BaseModel):
    """How much is being served."""

    model_config = _shape()

    sources: int
    passages: int
    reviews: int


class Ready(BaseModel):
    """An index is being served."""

    model_config = _shape(examples.READY)

    status: str
    corpus_version: str
    model: str = Field(description="What words the answers: `extractive`, or a chat model as provider:model.")
    models: dict[str, str] = Field(description="sha256 of the bundled weights that serve, by use.")
    counts: Counts


def to_reply(reply: domain.Reply) -> Reply:
    """A reply in the contract's shape."""
    return Reply(
        reply_id=reply.reply_id,
        session_id=reply.session_id,
        outcome=reply.outcome,
        text=reply.text,
        sentences=[to_sentence(each) for each in reply.sentences],
        findings=[to_finding(each) for each in reply.findings],
        citations=[to_citation(each) for each in reply.citations],
        not_covered=list(reply.not_covered),
        next_steps=list(reply.next_steps),
        corpus_version=reply.corpus_version,
        answerer=reply.answerer,
        took_ms=reply.took_ms,
    )


def to_sentence(sentence: domain.Sentence) -> Sentence:
    """A sentence in the contract's shape."""
    return Sentence(text=sentence.text, citations=list(sentence.citations))


def to_report(report: domain.Report) -> Report:
    """A report in the contract's shape."""
    return Report(
        report_id=report.report_id,
        claims=[to_finding(each) for each in report.findings],
        citations=[to_citation(each) for each in report.citations],
        summary=dict(report.summary),
        overview=report.overview,
        gravest=list(report.gravest),
        corpus_version=report.corpus_version,
        took_ms=report.took_ms,
    )


def to_finding(cited: domain.CitedFinding) -> Finding:
    """A finding in the contract's shape."""
    finding = cited.finding
    return Finding(
        claim=finding.claim.text,
        span=Span(start=finding.claim.span.start, end=finding.claim.span.end),
        premise=finding.claim.premise,
        verdict=finding.verdict,
        confidence=finding.confidence,
        oversimplification=list(dict.fromkeys(excess.overstep for excess in finding.excesses)),
        reasons=[
            Reason(overstep=excess.overstep, reason=excess.reason) for excess in finding.excesses if excess.reason
        ],
        whats_right=finding.whats_right,
        whats_missing=finding.whats_missing,
        better_wording=finding.better_wording,
        why_it_sounds_right=finding.why_it_sounds_right,
        citations=list(cited.citations),
        basis=finding.basis,
        review_id=finding.review_id,
        repeated_at=[Span(start=span.start, end=span.end) for span in finding.repeated_at],
    )


def to_citation(citation: domain.Citation) -> Citation:
    """A citation in the contract's shape: what a statement says of itself goes before what its source says."""
    source, passage = citation.source, citation.quote.passage
    return Citation(
        n=citation.n,
        source_id=source.id,
        passage_id=passage.id,
        quote=citation.quote.text,
        stance=citation.quote.bearing,
        title=source.title,
        authors=source.authors,
        venue=source.venue,
        year=source.year,
        url=source.url,
        doi=source.doi,
        evidence_kind=source.evidence_kind,
        population=passage.population or source.population,
        certainty=passage.certainty,
        checked=passage.checked,
        status=citation.status,
        reviewed_on=source.reviewed_on,
        review_due=source.review_due,
        limitations=[*([passage.limitations] if passage.limitations else []), *source.limitations],
    )


def to_passages(found: Iterable[domain.RankedPassage]) -> Passages:
    """Search results in the contract's shape."""
    return Passages(
        passages=[
            FoundPassage(
                passage_id=each.passage.id, source_id=each.passage.source_id, text=each.passage.text, score=each.score
            )
            for each in found
        ]
    )


def to_source(source: domain.Source, passages: Iterable[domain.Passage], day: date) -> Source:
    """A source as it stands on a day, with its statements; findings that nobody has read yet stay out."""
    record = asdict(source)
    record.pop("pending")
    record |= {
        "status": source.status_on(day),
        "topics": list(source.topics),
        "limitations": list(source.limitations),
        "statements": [to_statement(passage) for passage in passages],
    }
    return Source(**record)


def to_statement(passage: domain.Passage) -> Statement:
    """A statement in the contract's shape."""
    return Statement(
        passage_id=passage.id,
        text=passage.text,
        finding=passage.finding,
        certainty=passage.certainty,
        checked=passage.checked,
        checked_against=passage.checked_against,
        population=passage.population,
        comparator=passage.comparator,
        duration=passage.duration,
        onset=passage.onset,
        dose=passage.dose,
        quantity=list(passage.quantity),
        limitations=passage.limitations,
    )


def to_review(review: domain.ClaimReview) -> Review:
    """A claim review in the contract's shape."""
    return Review(
        id=review.id,
        claim=review.claim,
        wordings=list(review.wordings),
        verdict=review.verdict,
        oversteps=list(review.oversteps),
        whats_right=review.whats_right,
        whats_missing=review.whats_missing,
        better_wording=review.better_wording,
        why_it_sounds_right=review.why_it_sounds_right,
        citations=[_to_review_citation(each) for each in review.citations],
        topics=list(review.topics),
        admitted_on=review.admitted_on,
        review_due=review.review_due,
    )


def _to_review_citation(citation: domain.ReviewCitation) -> ReviewCitation:
    source_id, _, _ = citation.passage_id.partition("#")
    return ReviewCitation(
        passage_id=citation.passage_id, source_id=source_id, stance=citation.stance, quote=citation.quote
    )
