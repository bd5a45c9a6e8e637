"""A run and a comparison in words, as the terminal and a pull request show them alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.comparison import Call, Compared
from eval.record import Run, RunFacts
from eval.result import CaseResult, Status


def headline(facts: RunFacts, results: Sequence[CaseResult]) -> str:
    """What was run on what."""
    return (
        f"{facts.suite}, {facts.split}: {len(results)} cases, {facts.target.kind}, "
        f"corpus {facts.target.corpus_version}, {facts.took_s:.1f} s"
    )


def left_out(results: Sequence[CaseResult]) -> list[str]:
    """A line for each kind of case that could not be scored, with ids and no texts."""
    counts = Counter(result.status for result in results)
    others = [status for status in Status if status is not Status.SCORED and counts[status]]
    return [f"{status.replace('_', ' ')}: {counts[status]} ({_ids(results, status)})" for status in others]


def versions(a: Run, b: Run) -> str:
    """What is compared with what."""
    sides = (f"{run.name} ({run.facts.target.kind}, corpus {run.facts.target.corpus_version})" for run in (a, b))
    return " against ".join(sides)


def called(each: Compared) -> str:
    """The call with what it rests on."""
    if each.call is Call.NOT_COMPARABLE:
        return f"{each.call}: {each.why}"
    if each.call is Call.NO_DIFFERENCE:
        return f"{each.call} ({_margin(each)})"
    return f"{each.call} (p {each.p:.2g})"


def _margin(each: Compared) -> str:
    if each.measure.unit == "share" and each.margin > 1:
        return "too few cases to see any"
    return f"one of {each.margin:.3f} or more would have been"


def _ids(results: Sequence[CaseResult], status: Status, most: int = 8) -> str:
    ids = [result.id for result in results if result.status is status]
    return ", ".join(ids[:most]) + (", …" if len(ids) > most else "")
