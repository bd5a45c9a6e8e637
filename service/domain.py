"""The vocabulary: frozen types that every other file speaks. Nothing here does more than derive.

Offsets count Unicode code points. Probabilities are in [0, 1]. Dates are calendar days in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum


class EvidenceKind(StrEnum):
    """What sort of document a source is."""

    RCT = "rct"
    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    COHORT = "cohort"
    REVIEW = "review"
    MECHANISTIC = "mechanistic"
    REFERENCE = "reference"
    PUBLIC_HEALTH_INFO = "public-health-info"
    GUIDELINE = "guideline"
    REGULATORY_LABEL = "regulatory-label"
    CONSENSUS = "consensus"
    REGULATORY_WARNING = "regulatory-warning"


class Tier(StrEnum):
    """The shelf that a source stands on; the editorial policy says what each admits."""

    REGULATOR = "regulator"
    GUIDANCE = "guidance"
    SYNTHESIS = "synthesis"
    PRIMARY_STUDY = "primary-study"
    BACKGROUND = "background"


class Species(StrEnum):
    """In whom a source's findings were made."""

    HUMAN = "human"
    ANIMAL = "animal"
    MIXED = "mixed"


class Status(StrEnum):
    """Where a source stands in its life; see `servable`."""

    ACTIVE = "active"
    DUE = "due"
    CONCERN = "concern"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"

    @property
    def servable(self) -> bool:
        """Whether statements of such a source may be shown."""
        return self in {Status.ACTIVE, Status.DUE, Status.CONCERN}


class Checked(StrEnum):
    """Whether the document itself was read, or a page that reports it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class FindingKind(StrEnum):
    """What a statement is about."""

    EFFICACY = "efficacy"
    HARM = "harm"
    MECHANISM = "mechanism"
    REGULATION = "regulation"
    DEFINITION = "definition"
    AETIOLOGY = "aetiology"
    INTERACTION = "interaction"
    HISTORY = "history"
    GUIDANCE = "guidance"


class Certainty(StrEnum):
    """How sure a reader may be that a statement holds as worded, in GRADE's words."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Verdict(StrEnum):
    """What the vetted sources make of a claim."""

    SUPPORTED = "supported"
    OVERSIMPLIFIED = "oversimplified"
    CONTESTED = "contested"
    REFUTED = "refuted"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"

    @property
    def objects(self) -> bool:
        """Whether it sets something right."""
        return self in {Verdict.REFUTED, Verdict.OVERSIMPLIFIED, Verdict.CONTESTED}


class Outcome(StrEnum):
    """What kind of reply was given."""

    ANSWERED = "answered"
    CORRECTED = "corrected"
    PARTLY_ANSWERED = "partly_answered"
    NOT_COVERED = "not_covered"
    OUT_OF_SCOPE = "out_of_scope"
    URGENT = "urgent"
    DECLINED = "declined"


class Pressure(StrEnum):
    """What a message leans on that presses what was said before and brings no news."""

    REPETITION = "repetition"
    DOUBT = "doubt"
    APPEAL = "appeal"
    PASTED = "pasted"
    KINDNESS = "kindness"
    ANNOYANCE = "annoyance"


class Stage(StrEnum):
    """What is being done for a message, in the order in which it happens; a reply may end before the last."""

    TRIAGE = "triage"
    READING = "reading"
    SEARCHING = "searching"
    WEIGHING = "weighing"
    WRITING = "writing"


class Overstep(StrEnum):
    """An axis of strength on which a claim asserts more than its evidence carries."""

    CAUSAL_OVERCLAIM = "causal_overclaim"
    MECHANISM_AS_FACT = "mechanism_as_fact"
    CERTAINTY_INFLATION = "certainty_inflation"
    OVERGENERALISATION = "overgeneralisation"
    POPULATION_SHIFT = "population_shift"
    DURATION_OMITTED = "duration_omitted"
    WRONG_NUMBER = "wrong_number"
    SURROGATE_OUTCOME = "surrogate_outcome"
    RISK_OMITTED = "risk_omitted"
    REGULATORY_CONFUSION = "regulatory_confusion"


class CausalStrength(IntEnum):
    """How strong a causal claim a sentence makes (the four levels of Yu et al. 2019); a higher one says more."""

    NONE = 0
    ASSOCIATION = 1
    CONDITIONAL = 2
    CAUSE = 3


class StanceLabel(StrEnum):
    """How one passage bears on one claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


class Bearing(StrEnum):
    """How a citation is used in a reply."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Basis(StrEnum):
    """What a finding rests on: a maintained claim review, or passages weighed on the spot."""

    CLAIM_REVIEW = "claim_review"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A finding that is kept but never served, because nobody has read it in the source yet."""

    statement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """The bibliographic record of one vetted document."""

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
    topics: tuple[str, ...]
    checked: Checked
    admitted_on: date
    reviewed_on: date
    review_due: date
    limitations: tuple[str, ...] = ()
    pending: tuple[Pending, ...] = ()

    def status_on(self, day: date) -> Status:
        """The status on a day: an active source whose review date has passed is `due`."""
        return Status.DUE if self.status is Status.ACTIVE and day > self.review_due else self.status


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest citable unit: one numbered statement of a source."""

    source_id: str
    number: int
    text: str
    finding: FindingKind
    certainty: Certainty
    checked: Checked
    checked_against: str
    population: str | None = None
    comparator: str | None = None
    duration: str | None = None
    onset: str | None = None
    dose: str | None = None
    quantity: tuple[str, ...] = ()
    limitations: str | None = None

    @property
    def id(self) -> str:
        """Stable id, `<source>#<number>`."""
        return f"{self.source_id}#{self.number}"


@dataclass(frozen=True, slots=True)
class ReviewCitation:
    """A verbatim quote from a passage that a review relies on."""

    passage_id: str
    stance: Bearing
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """A maintained record of one common claim: its wordings, its verdict, and why."""

    id: str
    claim: str
    wordings: tuple[str, ...]
    near_misses: tuple[str, ...]
    verdict: Verdict
    oversteps: tuple[Overstep, ...]
    whats_right: str
    whats_missing: str
    better_wording: str
    why_it_sounds_right: str
    citations: tuple[ReviewCitation, ...]
    topics: tuple[str, ...]
    active: bool
    admitted_on: date
    review_due: date


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that the topic speaks of, with every name that people use for it.

    `kind` groups concepts that exclude one another in a claim (two drugs, two populations).
    `broader` names the concepts that this one is a case of.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One covered topic, as a reader would name it."""

    id: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What the corpus is about: its subject in words, its topics, and the concepts that mark a text as in scope."""

    subject: str
    topics: tuple[Topic, ...]
    core: tuple[str, ...]
    default_concept: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that is served, as one immutable value. `version` is the hash of its content."""

    version: str
    sources: Mapping[str, Source]
    passages: Mapping[str, Passage]
    reviews: Mapping[str, ClaimReview]
    concepts: Mapping[str, Concept]
    scope: Scope

    def source_of(self, passage: Passage) -> Source:
        """The source that a passage belongs to."""
        return self.sources[passage.source_id]

    def passages_of(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source, by number."""
        own = (passage for passage in self.passages.values() if passage.source_id == source_id)
        return tuple(sorted(own, key=lambda passage: passage.number))

    def words_of(self, passage: Passage) -> str:
        """A passage with what its source's record says of its subject: title and population."""
        source = self.source_of(passage)
        return f"{passage.text} . {source.title} . {source.population}"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parsed sentence. `head` is the index of the governing token in the same sentence."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its tokens; all offsets count from the start of the whole text."""

    text: str
    span: Span
    tokens: tuple[Token, ...]


class Mood(StrEnum):
    """How a claim came up: stated, implied by advice, asked as a yes/no question, or taken for granted by a question."""

    ASSERTED = "asserted"
    ADVISED = "advised"
    ASKED = "asked"
    PRESUPPOSED = "presupposed"


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement. `text` stands on its own; `span` is where it stands in what the user wrote.

    A `tentative` claim (a personal remark, a fragment, advice) is reported only where something settles it; of advice that
    is a claim review, since a passage bears on what is said and not on what should be done.
    """

    text: str
    span: Span
    mood: Mood = Mood.ASSERTED
    tentative: bool = False

    @property
    def premise(self) -> bool:
        """Whether a question took it for granted."""
        return self.mood is Mood.PRESUPPOSED

    @property
    def taken_for_true(self) -> bool:
        """Whether the user holds it, as what is stated or taken for granted, and no remark or advice."""
        return not self.tentative and self.mood in {Mood.ASSERTED, Mood.PRESUPPOSED}


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the user wants to know; `text` stands on its own."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message asks and what it asserts, each in the order of the text."""

    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with the fused score of a search, in [0, 1], and the parts it was made of."""

    passage: Passage
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Stance:
    """Probabilities of a passage's bearing on a claim; the three sum to 1.

    `relevance` is the probability that the passage answers the question or settles the claim; None from a judge that
    does not tell.
    """

    supports: float
    refutes: float
    neutral: float
    relevance: float | None = None

    @property
    def label(self) -> StanceLabel:
        """The likeliest label."""
        best = max(self.supports, self.refutes, self.neutral)
        if best == self.neutral:
            return StanceLabel.NEUTRAL
        return StanceLabel.SUPPORTS if best == self.supports else StanceLabel.REFUTES


@dataclass(frozen=True, slots=True)
class Excess:
    """One overstep, with a reason in plain words that names the claim's words and the evidence's."""

    overstep: Overstep
    reason: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of a passage, and how it bears on what is said beside it."""

    passage: Passage
    text: str
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim's verdict with its reasons. `confidence` estimates the probability that the verdict is right.

    Where the verdict is that nothing settles the claim, `touched` tells whether the quotes speak of it all the same.
    `repeated_at` are the other places of a text that says it again.
    """

    claim: Claim
    verdict: Verdict
    confidence: float
    basis: Basis
    quotes: tuple[Quote, ...] = ()
    excesses: tuple[Excess, ...] = ()
    whats_right: str = ""
    whats_missing: str = ""
    better_wording: str = ""
    why_it_sounds_right: str = ""
    review_id: str | None = None
    touched: bool = True
    repeated_at: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote of a reply, with the record of its source on the day of the reply."""

    n: int
    quote: Quote
    source: Source
    status: Status


EXTRACTIVE = "extractive"
"""Who words a reply from quotes, an editor's words and fixed frames alone."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reply; `citations` are numbers of citations. A framing sentence carries none and no fact.

    `writer` is who worded it: EXTRACTIVE, or a chat model as `provider:model`.
    """

    text: str
    citations: tuple[int, ...] = ()
    writer: str = EXTRACTIVE

    @property
    def marked(self) -> str:
        """The text with its [n] marks."""
        return self.text + "".join(f" [{n}]" if k == 0 else f"[{n}]" for k, n in enumerate(self.citations))


@dataclass(frozen=True, slots=True)
class CitedFinding:
    """A finding with the numbers of its citations."""

    finding: Finding
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a visitor gets for one message."""

    reply_id: str
    session_id: str
    outcome: Outcome
    sentences: tuple[Sentence, ...]
    findings: tuple[CitedFinding, ...] = ()
    citations: tuple[Citation, ...] = ()
    not_covered: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    corpus_version: str = ""
    took_ms: int = 0

    @property
    def answerer(self) -> str:
        """The chat model that worded any of its sentences, or EXTRACTIVE."""
        return next((sentence.writer for sentence in self.sentences if sentence.writer != EXTRACTIVE), EXTRACTIVE)

    @property
    def text(self) -> str:
        """The sentences joined, each with its [n] marks."""
        return " ".join(sentence.marked for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Report:
    """A checked text: its claims in the order of the text, and the verdicts counted.

    `overview` is a paragraph on them; `gravest` are the numbers, from 0, of the findings that object, the error that
    could do most harm first.
    """

    report_id: str
    text: str
    findings: tuple[CitedFinding, ...]
    citations: tuple[Citation, ...]
    corpus_version: str
    took_ms: int
    source_url: str | None = None
    overview: str = ""
    gravest: tuple[int, ...] = ()

    @property
    def summary(self) -> Mapping[Verdict, int]:
        """How many claims got each verdict; every verdict is present."""
        return {verdict: sum(f.finding.verdict is verdict for f in self.findings) for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange as later stages may see it: the self-standing question, and what was said to it, where that is known.

    `told` is the gist of the reply, by which one that says the same is known; empty where nothing was found.
    """

    message: str
    resolved: str
    outcome: Outcome | None
    concepts: tuple[str, ...]
    at: datetime
    told: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """That a message brings back what was told before, by what it presses, and how many have done so before it."""

    by: Pressure
    before: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation. The newest turn is last."""

    id: str
    created_at: datetime
    turns: tuple[Turn, ...] = field(default=())
