"""What scoring reads of a reply or a report: the fields of the public contract, checked; fields that were added are passed over."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.result import Json
from eval.targets.target import Unscorable
from service.domain import Outcome, Verdict


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Sentence(_Read):
    """See the contract."""

    text: str
    citations: tuple[int, ...]


class Finding(_Read):
    """See the contract."""

    claim: str
    premise: bool
    verdict: Verdict
    confidence: float
    whats_right: str
    whats_missing: str
    better_wording: str
    citations: tuple[int, ...]
    review_id: str | None


class Span(_Read):
    """See the contract: half-open, in code points of what was sent."""

    start: int
    end: int


class Mark(Finding):
    """A finding of a checked text, with its places in the text."""

    span: Span
    repeated_at: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every place."""
        return (self.span, *self.repeated_at)


class Citation(_Read):
    """See the contract."""

    n: int
    source_id: str
    passage_id: str
    quote: str


class Said(_Read):
    """The reply of `POST /v1/chat`."""

    session_id: str
    outcome: Outcome
    text: str
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]
    citations: tuple[Citation, ...]
    not_covered: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()


class Report(_Read):
    """The report of `POST /v1/check`."""

    claims: tuple[Mark, ...]
    citations: tuple[Citation, ...]


class Statement(_Read):
    """A vetted statement of a card."""

    passage_id: str
    text: str


class Card(_Read):
    """The card of `GET /v1/sources/{id}`."""

    id: str
    topics: tuple[str, ...]
    statements: tuple[Statement, ...]


class FoundPassage(_Read):
    """See the contract."""

    passage_id: str
    source_id: str
    score: float


class Found(_Read):
    """What `POST /v1/search` gives, best first."""

    passages: tuple[FoundPassage, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources in the order of their best passages."""
        return tuple(self.scores)

    @property
    def scores(self) -> dict[str, float]:
        """The score of each source's best passage, in that order."""
        best: dict[str, float] = {}
        for passage in self.passages:
            best.setdefault(passage.source_id, passage.score)
        return best


class Stance(_Read):
    """What the judge makes of a pair: probabilities in [0, 1]."""

    supports: float
    refutes: float
    neutral: float
    relevance: float | None


class Stances(_Read):
    """See `eval.targets.stances`."""

    stances: tuple[Stance, ...]


def read_reply(raw: Json) -> Said:
    """The reply; raises Unscorable where it breaks the contract."""
    try:
        return Said.model_validate(raw)
    except ValidationError as error:
        raise Unscorable(f"the reply breaks the contract: {_first(error)}") from error


def read_report(raw: Json) -> Report:
    """The report; raises Unscorable where it breaks the contract."""
    try:
        return Report.model_validate(raw)
    except ValidationError as error:
        raise Unscorable(f"the report breaks the contract: {_first(error)}") from error


def read_card(raw: Json) -> Card:
    """The card; raises Unscorable where it breaks the contract."""
    try:
        return Card.model_validate(raw)
    except ValidationError as error:
        raise Unscorable(f"the card of a source breaks the contract: {_first(error)}") from error


def read_found(raw: Json) -> Found:
    """What was found; raises Unscorable where it breaks the contract."""
    try:
        return Found.model_validate(raw)
    except ValidationError as error:
        raise Unscorable(f"what was found breaks the contract: {_first(error)}") from error


def read_stances(raw: Json, wanted: int) -> tuple[Stance, ...]:
    """What the judge said of so many pairs; raises Unscorable where it is of another form or number."""
    try:
        read = Stances.model_validate(raw).stances
    except ValidationError as error:
        raise Unscorable(f"what the judge said has another form: {_first(error)}") from error
    if len(read) != wanted:
        raise Unscorable(f"the judge said {len(read)} things of {wanted} pairs")
    return read


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
