"""The bench's figures as lines, as Markdown and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eval.bench.estimate import Estimate
from eval.bench.figure import Figure, Measured
from eval.bench.plot import growth_svg, short
from eval.report.markdown import plain
from service.rendering.inert import one_line


def lines(measured: Measured) -> Iterator[str]:
    """One part, for a terminal."""
    yield measured.part
    if measured.fault:
        yield f"  could not be measured: {one_line(measured.fault)}"
    for figure in measured.figures:
        yield f"  {one_line(figure.name):52} {value(figure)}"
    for series in measured.series:
        for size, estimate in sorted(series.points.items()):
            yield f"  {one_line(f'{series.name}, {size:,} passages'):52} {said(estimate, series.unit)}"
    yield from (f"  {one_line(note)}" for note in measured.notes)


def value(figure: Figure) -> str:
    """As in "2.31 times its p50 with 1 at once (n 60, 95 % 2.1 to 2.6)"."""
    of = f"{figure.unit} {figure.versus}" if figure.versus else figure.unit
    return said(figure.estimate, of)


def said(estimate: Estimate, unit: str) -> str:
    """As in "12.3 ms (n 60, 95 % 11.9 to 13.0)"."""
    return f"{short(estimate.value)} {unit} (n {estimate.n}{interval(estimate)})".replace("  ", " ")


def interval(estimate: Estimate) -> str:
    """As in ", 95 % 11.9 to 13.0"; empty for what was observed once."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f", 95 % {short(estimate.low)} to {short(estimate.high)}"


def write(folder: Path, facts: Mapping[str, object], parts: Sequence[Measured]) -> None:
    """Write `bench.json`, `bench.md`, a plot of each series and a part's cases; what is there already is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {**facts, "parts": [part.as_json() for part in parts]}
    (folder / "bench.json").write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "bench.md").write_text(markdown(facts, parts), encoding="utf-8")
    for part in parts:
        for series in part.series:
            (folder / plot_name(part.part, series.name)).write_text(growth_svg(series), encoding="utf-8")
        if part.kept:
            rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in part.kept]
            (folder / f"{part.part}.jsonl").write_text("".join(rows), encoding="utf-8")


def markdown(facts: Mapping[str, object], parts: Sequence[Measured]) -> str:
    """All parts as tables, with the plots."""
    head = "\n".join(f"- {plain(name)}: {plain(str(fact))}" for name, fact in facts.items())
    return "# Bench\n\n" + head + "\n" + "".join(section(part) for part in parts)


def section(part: Measured) -> str:
    """One part."""
    rows = [row(f.name, f.estimate, f"{f.unit} {f.versus}".strip()) for f in part.figures]
    rows += [
        row(f"{series.name}, {size:,} passages", estimate, series.unit)
        for series in part.series
        for size, estimate in sorted(series.points.items())
    ]
    fault = f"\nCould not be measured: {plain(part.fault)}\n" if part.fault else ""
    table = "\n| figure | value | unit | 95 % | n |\n| --- | --- | --- | --- | --- |\n" + "".join(rows) if rows else ""
    plots = "".join(f"\n![{plain(s.name)}]({plot_name(part.part, s.name)})\n" for s in part.series)
    notes = "".join(f"\n{plain(note)}\n" for note in part.notes)
    return f"\n## {plain(part.part)}\n{fault}{table}{plots}{notes}"


def row(name: str, estimate: Estimate, unit: str) -> str:
    """One row of a table."""
    spread = interval(estimate).removeprefix(", 95 % ") or "–"
    cells = (plain(name), short(estimate.value), plain(unit), spread, str(estimate.n))
    return f"| {' | '.join(cells)} |\n"


def plot_name(part: str, series: str) -> str:
    """As in "growth-dense-search-p50.svg"."""
    return f"{part}-{re.sub(r'[^a-z0-9]+', '-', series.lower()).strip('-')}.svg"
