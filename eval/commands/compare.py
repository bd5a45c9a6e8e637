"""`compare`: say of every figure whether a second run is better or worse than a first, or whether nobody can tell."""

from __future__ import annotations

from pathlib import Path

from eval.comparison import NotComparable, compare
from eval.noninferiority import inferior
from eval.record import read_run
from eval.report.files import check_outside, written
from eval.report.html import comparison_html
from eval.report.markdown import comparison_markdown
from eval.report.sides import comparison_data
from eval.report.terminal import comparison_lines
from eval.suites.catalogue import MEASURES
from eval.thresholds import margins_of


def compare_command(
    first: Path, second: Path, markdown: Path | None, html: Path | None = None, *, gate: bool = False
) -> int:
    """Print the comparison; 1 where the margins of `gates.toml` are asked for and one is not kept, otherwise 0."""
    check_outside(html)
    a, b = read_run(first), read_run(second)
    if a.facts.suite not in MEASURES:
        raise NotComparable(f"{a.name}: this version knows no suite {a.facts.suite!r}")
    margins = margins_of(a.facts.suite, a.facts.split) if gate else ()
    measures = MEASURES[a.facts.suite]
    compared = compare(a, b, measures)
    print("\n".join(comparison_lines(a, b, compared)))
    if markdown:
        markdown.write_text(comparison_markdown(a, b, compared), encoding="utf-8")
    if html:
        written(html, comparison_html(comparison_data(a, b, compared, measures)))
    failed = inferior(a, b, compared, margins)
    for failure in failed:
        print(f"gate failed: {failure}")
    return 1 if failed else 0
