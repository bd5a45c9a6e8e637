"""Lines for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from eval.case import HELDOUT
from eval.comparison import Call, Compared
from eval.figures import Figure
from eval.record import Run
from eval.report.wording import called, headline, left_out, versions
from eval.result import CaseResult, Json
from service.rendering.inert import one_line

SHOWN = 10


def run_lines(run: Run, figures: Sequence[Figure]) -> Iterator[str]:
    """The figures of a run."""
    yield headline(run.facts, run.results)
    for figure in figures:
        yield f"  {one_line(figure.name):44} {figure}"
    for line in left_out(run.results):
        yield f"  {one_line(line)}"


def comparison_lines(a: Run, b: Run, compared: Sequence[Compared]) -> Iterator[str]:
    """What became of each figure."""
    yield versions(a, b)
    for each in compared:
        figures = "" if each.call is Call.NOT_COMPARABLE else f"{each.a:.3f} → {each.b:.3f}  "
        yield f"  {one_line(each.name):44} n {each.n:<5} {figures}{called(each)}"


def case_lines(run: Run, result: CaseResult) -> Iterator[str]:
    """One case: what was asked, expected and said, and why its scores are what they are."""
    yield f"{one_line(result.id)}: {result.status.replace('_', ' ')}, {result.took_ms or 0:.0f} ms"
    yield from _pairs("slices", dict(result.slices))
    if run.facts.split == HELDOUT:
        yield "  the texts of held-out cases are not shown"
    else:
        yield from _pairs("asked", result.asked)
        yield from _pairs("expected", result.expected)
    yield from _pairs("said", result.said)
    yield from _pairs("scores", dict(result.scores))
    if run.facts.split != HELDOUT:
        yield from (f"  reason    {one_line(reason)}" for reason in result.reasons)
        yield from (line for exchange in result.exchanges for line in _exchange_lines(exchange))


def _exchange_lines(exchange: Json) -> Iterator[str]:
    yield f"  {exchange['call'][0]}: {one_line(_asked(exchange['call'][1]))}"
    said = exchange.get("said")
    if said is None:
        yield f"    no answer: {one_line(str(exchange.get('timeout') or exchange.get('refusal') or exchange.get('fault') or 'it crashed'))}"
        return
    if "outcome" in said:
        yield f"    {one_line(str(said['outcome']))}: {one_line(str(said.get('text', '')))}"
    for finding in _objects(said, "findings"):
        yield f"    finding   {one_line(str(finding.get('verdict')))}: {one_line(str(finding.get('claim')))}"
    for citation in _objects(said, "citations"):
        where = f"[{citation.get('n')}] {citation.get('passage_id')}: {citation.get('quote')}"
        yield f"    cited     {one_line(where)}"
    yield from _found_lines(said, exchange["call"][1])


def _asked(given: object) -> str:
    """A message or a query; of pairs for the judge, the claim of the first."""
    return str(given[0][0]) if isinstance(given, list) and given else str(given)


def _found_lines(said: Json, pairs: object) -> Iterator[str]:
    """What search found and what the judge said, as far as a screen has room."""
    for passage in _objects(said, "passages")[:SHOWN]:
        where = f"{passage.get('source_id')}: {passage.get('text')}"
        yield f"    found     {one_line(where)}"
    evidence = [pair[-1] for pair in pairs if isinstance(pair, list)] if isinstance(pairs, list) else []
    for stance, text in zip(_objects(said, "stances"), evidence, strict=False):
        chances = " ".join(f"{name} {_chance(stance.get(name))}" for name in ("supports", "refutes", "neutral"))
        yield f"    judged    {one_line(chances)}: {one_line(str(text))}"


def _chance(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "–"


def _objects(said: Json, name: str) -> list[Json]:
    """A list of objects that the reply should hold; what breaks the contract is left out."""
    found = said.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _pairs(title: str, values: Json) -> Iterator[str]:
    for name, value in values.items():
        if value not in (None, "", [], ()):
            yield f"  {title:9} {one_line(name)}: {one_line(_shown(value))}"


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
