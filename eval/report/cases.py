"""A case as a report shows it: cut to a readable length, and of a held-out case no text at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.measure import Kind, Measure
from eval.result import CaseResult, Json, Status

LONGEST_TEXT = 1500
MOST_QUOTES = 4
_QUESTION = ("text", "claim", "query", "question", "message")

Pairs = tuple[tuple[str, str], ...]


class Mark(StrEnum):
    """What came of a case, in one word."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_SCORED = "not_scored"


@dataclass(frozen=True, slots=True)
class Turn:
    """One call of the target with its answer; `failed` says why there was none."""

    call: str
    message: str
    outcome: str = ""
    text: str = ""
    findings: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    failed: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """What is shown of a case. `losses` say by figure how much of a full mark, in (0, 1], it cost."""

    id: str
    status: Status
    slices: tuple[str, ...]
    losses: Mapping[str, float]
    scores: Pairs
    took_ms: float | None
    title: str = ""
    asked: Pairs = ()
    expected: Pairs = ()
    said: Pairs = ()
    turns: tuple[Turn, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark:
        """Right only with full marks."""
        if self.status is not Status.SCORED:
            return Mark.NOT_SCORED
        return Mark.WRONG if self.losses or self.reasons else Mark.RIGHT


def case_view(result: CaseResult, measures: Sequence[Measure], *, with_texts: bool) -> CaseView:
    """The case; without texts only its id, its slices and its scores are left."""
    bare = CaseView(
        id=result.id,
        status=result.status,
        slices=tuple(f"{key} {value}" for key, value in result.slices.items()),
        losses=losses(result, measures),
        scores=_pairs(dict(result.scores)),
        took_ms=result.took_ms,
    )
    return _with_texts(bare, result) if with_texts else bare


def losses(result: CaseResult, measures: Sequence[Measure]) -> Mapping[str, float]:
    """By figure, what a case cost it; figures of the whole set, and means of no fixed best value, are passed over."""
    found = {measure.name: _loss(result, measure) for measure in measures if _has_marks(measure, result)}
    return {name: loss for name, loss in found.items() if loss > 0}


def harm(result: CaseResult, measures: Sequence[Measure]) -> tuple[float, bool, float]:
    """Larger for worse cases: unscored first, then by marks lost, the main figure's first, the confident ones first."""
    lost = losses(result, measures)
    total = sum(lost.values()) if result.status is Status.SCORED else len(measures) + 1.0
    confidence = result.said.get("confidence")
    return total, bool(measures and measures[0].name in lost), float(confidence or 0.0) if lost else 0.0


def cut(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text no longer than that."""
    return text if len(text) <= longest else text[:longest].rstrip() + " …"


def _has_marks(measure: Measure, result: CaseResult) -> bool:
    marked = measure.kind is Kind.RATE or (measure.kind is Kind.MEAN and measure.unit == "share")
    return marked and bool(measure.cases([result]))


def _loss(result: CaseResult, measure: Measure) -> float:
    score = float(result.scores[measure.score])
    return 1.0 - score if measure.higher_is_better else score


def _with_texts(bare: CaseView, result: CaseResult) -> CaseView:
    return CaseView(
        id=bare.id,
        status=bare.status,
        slices=bare.slices,
        losses=bare.losses,
        scores=bare.scores,
        took_ms=bare.took_ms,
        title=_title(result.asked),
        asked=_pairs(result.asked),
        expected=_pairs(result.expected),
        said=_pairs(result.said),
        turns=tuple(_turn(exchange) for exchange in result.exchanges),
        reasons=tuple(cut(reason) for reason in result.reasons),
    )


def _title(asked: Json) -> str:
    texts = [asked.get(name) for name in _QUESTION] + list(asked.values())
    return next((cut(text, 200) for text in texts if isinstance(text, str) and text), "")


def _turn(exchange: Json) -> Turn:
    call, message, *_ = [*map(str, exchange["call"]), ""]
    said = exchange.get("said")
    if not isinstance(said, dict):
        failed = str(exchange.get("timeout") or exchange.get("fault") or "it crashed")
        return Turn(call, cut(message), failed=cut(failed))
    return Turn(
        call,
        cut(message),
        outcome=_words(said.get("outcome") or ""),
        text=cut(_words(said.get("text") or "")),
        findings=tuple(_finding(each) for each in [*_objects(said, "findings"), *_objects(said, "claims")]),
        cited=tuple(
            _quoted(each) for each in [*_objects(said, "citations"), *_objects(said, "passages")][:MOST_QUOTES]
        ),
    )


def _finding(finding: Json) -> str:
    sure = finding.get("confidence")
    percent = f" ({100 * sure:.0f} %)" if isinstance(sure, int | float) else ""
    return cut(f"{_words(str(finding.get('verdict')))}{percent}: {finding.get('claim')}", 400)


def _quoted(citation: Json) -> str:
    return cut(f"{citation.get('passage_id')}: {citation.get('quote') or citation.get('text')}", 400)


def _objects(said: Json, name: str) -> list[Json]:
    """A list of objects that the reply should hold; what breaks the contract is left out."""
    found = said.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _pairs(values: Json) -> Pairs:
    return tuple((name.replace("_", " "), cut(_words(v))) for name, v in values.items() if v not in (None, "", [], ()))


def _words(value: object) -> str:
    """A value as text: yes and no for truth, lists with commas, what is deeper as JSON."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:.3g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
