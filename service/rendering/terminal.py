"""A reply and a report for a terminal. What is shown is `rich` text, never markup, so that nothing in it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from service.domain import Citation, CitedFinding, Finding, Mood, Outcome, Reply, Report, Verdict
from service.rendering import words
from service.rendering.inert import one_line
from service.rendering.links import source_address

COLOUR = {
    Verdict.SUPPORTED: "green",
    Verdict.OVERSIMPLIFIED: "yellow",
    Verdict.CONTESTED: "magenta",
    Verdict.REFUTED: "red",
    Verdict.NOT_ENOUGH_EVIDENCE: "cyan",
}

CALLABLE = re.compile(r"\d")


def render_reply(reply: Reply) -> RenderableType:
    """A reply in reading order. An urgent one is what to do, the help lines, and nothing else."""
    return Group(*(_urgent(reply) if reply.outcome is Outcome.URGENT else _reply(reply)))


def render_report(report: Report) -> RenderableType:
    """A report: the count of verdicts, each claim in the order of the text, then the quoted sources."""
    return Group(*_report(report))


def _urgent(reply: Reply) -> Iterator[RenderableType]:
    """In the order of the reply, the lines nearest to the visitor first; lines with a number to call stand out."""
    lines = [one_line(line) for line in (*(sentence.text for sentence in reply.sentences), *reply.next_steps)]
    body = Text("\n\n").join(Text(line, style="bold" if CALLABLE.search(line) else "") for line in lines)
    yield Panel(body, title=words.OUTCOME[reply.outcome], title_align="left", border_style="red", padding=(1, 2))


def _reply(reply: Reply) -> Iterator[RenderableType]:
    yield Text(words.OUTCOME[reply.outcome], style="bold")
    yield _indented(_sentences(reply))
    yield from _section("Claims in your message", (_finding(i, f) for i, f in enumerate(reply.findings, 1)))
    yield from _section("Not covered by the vetted sources", _bullets(reply.not_covered))
    yield from _section("What you can do next", _bullets(reply.next_steps))
    yield from _section("Sources", (_citation(citation) for citation in reply.citations))


def _report(report: Report) -> Iterator[RenderableType]:
    yield Text(words.counted(len(report.findings), "claim") + " checked", style="bold")
    yield _indented(_tally(report) if report.findings else Text("No claim to check was found in this text."))
    if report.gravest:
        yield _indented(Text(one_line(report.overview)))
    yield from _section("Claims", (_finding(i, f) for i, f in enumerate(report.findings, 1)))
    yield from _section("Sources", (_citation(citation) for citation in report.citations))


def _sentences(reply: Reply) -> Text:
    text = Text()
    for sentence in reply.sentences:
        text.append((" " if text else "") + one_line(sentence.text))
        text.append(_marks(sentence.citations), style="cyan")
    return text


def _tally(report: Report) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right")
    for verdict, count in report.summary.items():
        if count:
            grid.add_row(str(count), _verdict(verdict))
    return grid


def _finding(number: int, cited: CitedFinding) -> RenderableType:
    finding = cited.finding
    head = _verdict(finding.verdict)
    head.append(f"  {words.likelihood(finding.confidence)}, {words.percent(finding.confidence)}", style="dim")
    if finding.claim.mood is not Mood.ASSERTED:
        head.append(f"  {words.MOOD[finding.claim.mood]}", style="dim italic")
    if finding.repeated_at:
        head.append(f"  said {words.times(1 + len(finding.repeated_at))}", style="dim")
    claim = Text(f"“{one_line(finding.claim.text)}”", style="bold")
    claim.append(_marks(cited.citations), style="not bold cyan")
    return _hanging(f"{number}.", Group(head, claim, *_points(finding)))


def _points(finding: Finding) -> Iterator[RenderableType]:
    for name, text in (
        ("Right", finding.whats_right),
        ("Missing", finding.whats_missing),
        ("Better", finding.better_wording),
        ("Why it sounds right", finding.why_it_sounds_right),
    ):
        if text:
            yield Text.assemble((f"{name}: ", "bold"), one_line(text))
    for excess in finding.excesses:
        yield _hanging("-", Text(f"{words.OVERSTEP[excess.overstep]}. {one_line(excess.reason)}".strip()))


def _citation(citation: Citation) -> RenderableType:
    source, passage = citation.source, citation.quote.passage
    record = f"{source.authors}{words.stop_after(source.authors)} {source.title}{words.stop_after(source.title)}"
    kind = (
        words.EVIDENCE_KIND[source.evidence_kind],
        f"{words.CERTAINTY[passage.certainty]} certainty",
        words.CHECKED[passage.checked],
        words.BEARING[citation.quote.bearing],
    )
    lines = [
        Text(f"“{one_line(citation.quote.text)}”", style="italic"),
        Text(one_line(f"{record} {source.venue}, {source.year}.")),
        Text(" · ".join(kind), style="dim"),
    ]
    if citation.status in words.NOTICED:
        lines.append(Text(f"Please note: {words.STATUS[citation.status]}.", style="bold yellow"))
    if address := source_address(source):
        lines.append(Text(address, style="blue", overflow="fold"))
    return _hanging(f"[{citation.n}]", Group(*lines))


def _section(title: str, items: Iterator[RenderableType]) -> Iterator[RenderableType]:
    """A headed section with a blank line before each item, or nothing where there are no items."""
    shown = list(items)
    if shown:
        yield Text()
        yield Rule(Text(title, style="bold"), align="left", style="dim")
    for item in shown:
        yield Padding(item, (1, 0, 0, 0), expand=False)


def _verdict(verdict: Verdict) -> Text:
    return Text(f"{words.VERDICT_SIGN[verdict]} {words.VERDICT[verdict]}", style=f"bold {COLOUR[verdict]}")


def _marks(numbers: tuple[int, ...]) -> str:
    return " " + "".join(f"[{n}]" for n in numbers) if numbers else ""


def _bullets(texts: tuple[str, ...]) -> Iterator[RenderableType]:
    """One close list, or nothing."""
    if texts:
        yield Group(*(_hanging("-", Text(one_line(text))) for text in texts))


def _indented(body: RenderableType) -> RenderableType:
    return Padding(body, (1, 0, 0, 0), expand=False)


def _hanging(mark: str, body: RenderableType) -> RenderableType:
    """A mark with the body beside it; the body's further lines stay clear of the mark."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(Text(mark), body)
    return grid
