"""Which verdict was said where which was expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.result import CaseResult, Status
from service.domain import Verdict

NONE = "none"
_ORDER: Mapping[str, int] = {verdict: at for at, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` of the cases with this expected verdict got this one; `accepted` of them were right nevertheless."""

    said: str
    count: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cases with one expected verdict, by what was said; `cells` are in the order of `Confusion.said`."""

    expected: str
    cells: tuple[Cell, ...]

    @property
    def n(self) -> int:
        """How many cases."""
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Confusion:
    """A row for each verdict that was expected, a column for each that occurs; `NONE` is a reply without a verdict."""

    said: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def n(self) -> int:
        """How many cases."""
        return sum(row.n for row in self.rows)


def confusion(results: Sequence[CaseResult]) -> Confusion | None:
    """The matrix of the scored cases that say `said.verdict` and expect `expected.expected_verdict`; None without any."""
    counted = [r for r in results if _has_both(r)]
    expected = _ordered(_expected(r) for r in counted)
    said = _ordered([*expected, *(_said(r) for r in counted)])
    rows = tuple(_row(each, said, counted) for each in expected)
    return Confusion(said, rows) if rows else None


def _row(expected: str, said: Sequence[str], results: Sequence[CaseResult]) -> Row:
    own = [r for r in results if _expected(r) == expected]
    counts = Counter(_said(r) for r in own)
    accepted = Counter(_said(r) for r in own if _said(r) in (r.expected.get("also_accept") or ()))
    return Row(expected, tuple(Cell(each, counts[each], accepted[each]) for each in said))


def _has_both(result: CaseResult) -> bool:
    return result.status is Status.SCORED and "verdict" in result.said and bool(result.expected.get("expected_verdict"))


def _expected(result: CaseResult) -> str:
    return str(result.expected["expected_verdict"])


def _said(result: CaseResult) -> str:
    return str(result.said["verdict"] or NONE)


def _ordered(labels: Iterable[str]) -> tuple[str, ...]:
    """Each once: verdicts in the order of the vocabulary, then others by name, then none."""
    known = len(_ORDER)
    return tuple(sorted(set(labels), key=lambda each: (each == NONE, _ORDER.get(each, known), each)))
