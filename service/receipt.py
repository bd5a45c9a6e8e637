"""What explains a reply afterwards: facts without a word of the person who asked.

Claims and questions are named by their number in the message and by where they stand in it; passages, reviews and rules
by their ids. All of these types go to JSON and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from service.domain import (
    Basis,
    Claim,
    Finding,
    Mood,
    Outcome,
    Overstep,
    Question,
    RankedPassage,
    Span,
    Stance,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A claim or question of the message; `number` counts each kind from 0, `mood` is of a claim alone."""

    kind: Literal["claim", "question"]
    number: int
    span: Span
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage that a search found: its fused score and the parts of it, see `domain.RankedPassage`."""

    passage_id: str
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Heft:
    """How a passage was found to bear on a claim, after the checks that need no model; `relevance` as in `Stance`."""

    passage_id: str
    supports: float
    refutes: float
    relevance: float | None
    oversteps: tuple[Overstep, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """Triage knew the message: `kind` is the id of a pattern of `corpus/safety`."""

    kind: str
    outcome: Outcome
    fact: Literal["recognised"] = "recognised"


@dataclass(frozen=True, slots=True)
class Searched:
    """The passages of a part, in the order in which they are read."""

    part: Part
    passages: tuple[Seen, ...]
    fact: Literal["searched"] = "searched"


@dataclass(frozen=True, slots=True)
class Matched:
    """A claim review says the same as a claim, with this probability."""

    claim: int
    review_id: str
    probability: float
    fact: Literal["matched"] = "matched"


@dataclass(frozen=True, slots=True)
class Weighed:
    """The passages that were read for a claim, in this order."""

    claim: int
    passages: tuple[Heft, ...]
    fact: Literal["weighed"] = "weighed"


@dataclass(frozen=True, slots=True)
class Ruled:
    """The verdict on a claim; `dropped` tells that it goes no further: a premise that holds, words that may be no claim."""

    claim: int
    verdict: Verdict
    confidence: float
    basis: Basis
    review_id: str | None
    oversteps: tuple[Overstep, ...]
    quoted: tuple[str, ...]
    dropped: bool
    fact: Literal["ruled"] = "ruled"


@dataclass(frozen=True, slots=True)
class Answering:
    """The passages that answer a question; none where the sources are silent."""

    question: int
    passages: tuple[str, ...]
    fact: Literal["answering"] = "answering"


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence that the gate held back: the rule that it broke, and the passages that it cited."""

    rule: str
    cited: tuple[str, ...]
    fact: Literal["held"] = "held"


@dataclass(frozen=True, slots=True)
class ModelUse:
    """One use of a chat model.

    `shown` maps each opaque token that the model saw to its passage; what the gate stopped of it stands in `Held` facts
    after this one. `fell_back` is why the built-in way was taken instead, and "" where it was not.
    """

    use: str
    model: str
    prompt_sha256: str
    shown: Mapping[str, str]
    sentences: int
    took_ms: int
    fell_back: str = ""
    fact: Literal["model"] = "model"


Fact = Recognised | Searched | Matched | Weighed | Ruled | Answering | Held | ModelUse


@dataclass(frozen=True, slots=True)
class Mark:
    """A text without its words: code points, and the sha256 of the reply's id, a line feed and the text.

    Whoever has the text can show that it is the one; short texts can be found by trying.
    """

    chars: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked and replied; kept only where the operator chose so."""

    message: str
    reply: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """How one reply came about. `id` is the reply's, `models` are sha256 of weights, `facts` stand as they happened.

    `sentences` are the citations' passages of each sentence, in order.
    """

    id: str
    at: datetime
    outcome: Outcome
    answerer: str
    took_ms: int
    corpus_version: str
    models: Mapping[str, str]
    message: Mark
    sentences: tuple[tuple[str, ...], ...]
    facts: tuple[Annotated[Fact, Field(discriminator="fact")], ...]
    words: Words | None = None


_SHAPE = TypeAdapter(Receipt)


def to_json(receipt: Receipt, *, indent: int | None = None) -> str:
    """The receipt as a JSON object."""
    return _SHAPE.dump_json(receipt, indent=indent).decode()


def from_json(document: str) -> Receipt:
    """A receipt as `to_json` wrote it. Raises ValueError for what another version wrote."""
    return _SHAPE.validate_json(document)


def claim_parts(claims: Iterable[Claim]) -> tuple[Part, ...]:
    """Claims without their words."""
    return tuple(Part("claim", number, claim.span, claim.mood) for number, claim in enumerate(claims))


def question_parts(questions: Iterable[Question]) -> tuple[Part, ...]:
    """Questions without their words."""
    return tuple(Part("question", number, question.span) for number, question in enumerate(questions))


def seen(found: Iterable[RankedPassage]) -> tuple[Seen, ...]:
    """Found passages by their ids."""
    return tuple(Seen(each.passage.id, each.score, each.dense, each.lexical) for each in found)


def heft(passage_id: str, stance: Stance, oversteps: Iterable[Overstep]) -> Heft:
    """A weighed passage by its id."""
    return Heft(passage_id, stance.supports, stance.refutes, stance.relevance, tuple(dict.fromkeys(oversteps)))


def ruled(number: int, finding: Finding, *, dropped: bool) -> Ruled:
    """A finding without its words: reasons may repeat those of the claim."""
    return Ruled(
        number,
        finding.verdict,
        finding.confidence,
        finding.basis,
        finding.review_id,
        tuple(dict.fromkeys(excess.overstep for excess in finding.excesses)),
        tuple(dict.fromkeys(quote.passage.id for quote in finding.quotes)),
        dropped,
    )
