"""Files of columns between tabs, with a heading, read with their form checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.lines import LONGEST_VALUE, DataFault, text_lines


@dataclass(frozen=True, slots=True)
class Judgment:
    """One line: how relevant a document is to a query. `place` is "file:line"."""

    place: str
    query_id: str
    document_id: str
    grade: int


def read_judgments(path: Path, heading: Sequence[str], grades: range) -> tuple[Judgment, ...]:
    """The judgments of a file whose first line is `heading` (three names, between tabs).

    Raises DataFault naming file, line and rule: another heading, another number of columns, a grade that is no whole
    number or not among `grades`, a pair that was judged before, no judgment at all.
    """
    lines = text_lines(path)
    place, first = next(lines, (str(path), ""))
    if first.rstrip("\r\n").split("\t") != list(heading):
        raise DataFault(f"{place}: the heading must be {' TAB '.join(heading)}, not {_cut(first)}")
    read: dict[tuple[str, str], Judgment] = {}
    for judgment in _judgments(lines, len(heading), grades):
        pair = (judgment.query_id, judgment.document_id)
        if pair in read:
            raise DataFault(f"{judgment.place}: {pair[0]} and {pair[1]} were judged before")
        read[pair] = judgment
    if not read:
        raise DataFault(f"{path}: no judgments")
    return tuple(read.values())


def _judgments(lines: Iterator[tuple[str, str]], columns: int, grades: range) -> Iterator[Judgment]:
    for place, text in lines:
        cells = text.rstrip("\r\n").split("\t")
        if len(cells) != columns:
            raise DataFault(f"{place}: {len(cells)} columns between tabs, not {columns}: {_cut(text)}")
        query_id, document_id, grade = (cell.strip() for cell in cells)
        if not grade.isdecimal() or int(grade) not in grades:
            raise DataFault(f"{place}: grade {_cut(grade)}: a whole number from {grades[0]} to {grades[-1]} is wanted")
        yield Judgment(place, query_id, document_id, int(grade))


def _cut(text: str) -> str:
    shown = repr(text)
    return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"
