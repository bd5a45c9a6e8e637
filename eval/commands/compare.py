"""`compare`: say of every figure whether a second run is better or worse than a first, or whether nobody can tell."""

from __future__ import annotations

from pathlib import Path

from eval.comparison import NotComparable, compare
from eval.record import read_run
from eval.report.files import check_outside, written
from eval.report.html import comparison_html
from eval.report.markdown import comparison_markdown
from eval.report.sides import comparison_data
from eval.report.terminal import comparison_lines
from eval.suites.catalogue import MEASURES


def compare_command(first: Path, second: Path, markdown: Path | None, html: Path | None = None) -> int:
    """Print the comparison; it has no opinion on whether worse is a failure, so it ends with 0 when it could be made."""
    check_outside(html)
    a, b = read_run(first), read_run(second)
    if a.facts.suite not in MEASURES:
        raise NotComparable(f"{a.name}: this version knows no suite {a.facts.suite!r}")
    measures = MEASURES[a.facts.suite]
    compared = compare(a, b, measures)
    print("\n".join(comparison_lines(a, b, compared)))
    if markdown:
        markdown.write_text(comparison_markdown(a, b, compared), encoding="utf-8")
    if html:
        written(html, comparison_html(comparison_data(a, b, compared, measures)))
    return 0
