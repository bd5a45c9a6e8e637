"""Tables for a pull request."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.comparison import Call, Compared
from eval.figures import Figure
from eval.record import Run
from eval.report.wording import called, headline, left_out, versions
from service.rendering.inert import one_line

_ACTING = re.compile(r"([\\`*_\[\]<>|#@])")


def run_markdown(run: Run, figures: Sequence[Figure]) -> str:
    """The figures of a run as a table."""
    rows = [[plain(f.name), "–", "–", str(f.n)] if f.value is None else _figure_row(f) for f in figures]
    notes = "".join(f"\n{plain(line)}\n" for line in left_out(run.results))
    return f"{plain(headline(run.facts, run.results))}\n\n{_table(['figure', 'value', '95 %', 'n'], rows)}{notes}"


def comparison_markdown(a: Run, b: Run, compared: Sequence[Compared]) -> str:
    """A comparison as a table."""
    rows = [[plain(each.name), *_values(each), str(each.n), plain(called(each))] for each in compared]
    return f"{plain(versions(a, b))}\n\n{_table(['figure', 'A', 'B', 'n', 'B is'], rows)}"


def plain(text: str) -> str:
    """One line in which nothing is markup."""
    return _ACTING.sub(r"\\\1", one_line(text))


def _figure_row(figure: Figure) -> list[str]:
    return [plain(figure.name), f"{figure.value:.3f}", f"{figure.low:.2f} to {figure.high:.2f}", str(figure.n)]


def _values(each: Compared) -> list[str]:
    return ["–", "–"] if each.call is Call.NOT_COMPARABLE else [f"{each.a:.3f}", f"{each.b:.3f}"]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
