"""Made-up runs for review by eye, and reviewers who mark them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.record import write_run
from eval.result import CaseResult, Json
from eval.review.desk import Desk
from eval.review.draw import draw
from eval.review.marks import Part
from tests.eval.replies import CARD, finding, reply, result, run_of

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
EXPECTED: Json = {"expected_outcomes": ["corrected"], "expected_verdict": "refuted", "also_accept": []}
REFUTED = reply("corrected", finding("refuted"))
Marked = Mapping[tuple[Part, int], str]


def answered(number: int, said: Json = REFUTED, **changes: Any) -> CaseResult:
    """A case that was replied to, with scores as the suite of cases gives them."""
    given = {
        "asked": {"text": f"Message {number}."},
        "expected": EXPECTED,
        "exchanges": ({"call": ["chat", f"Message {number}.", None, None], "said": said},),
        "slices": {"type": "cure"},
        "scores": {"right_source": True, "verdict_right": True, "outcome_right": True},
    }
    return result(number, **{**given, **changes})


def recorded(folder: Path, *results: CaseResult, **facts: Any) -> Path:
    """The run on disk."""
    write_run(folder, replace(run_of(()).facts, **facts), results, {"trial": CARD})
    return folder


def desk_of(reviewer: str, *runs: Path) -> Desk:
    """A reviewer at work on every reply of the runs."""
    return Desk(draw(runs, 0, reviewer), runs, reviewer, lambda: NOW)


def review(reviewer: str, run: Path, marks: Mapping[str, Marked]) -> None:
    """Mark replies of a run, by case."""
    desk = desk_of(reviewer, run)
    ids = {each.reply.case: each.reply.id for each in draw([run], 0, reviewer)}
    for case, marked in marks.items():
        for (part, index), value in marked.items():
            desk.mark(ids[case], part, index, value)
