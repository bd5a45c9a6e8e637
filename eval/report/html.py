"""Runs, or two of them side by side, as one self-contained page: no request, every word escaped, one script of its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from itertools import groupby
from typing import TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from eval.case import HELDOUT
from eval.comparison import Call, Compared
from eval.confusion import Cell, Row
from eval.figures import Figure
from eval.report import numbers, plots
from eval.report.cases import CaseView, Mark
from eval.report.data import RunData
from eval.report.facts import facts_of
from eval.report.sides import ComparisonData, Side
from eval.report.wording import called
from eval.result import Status
from service.rendering.inert import inert

T = TypeVar("T")
STATUS: Mapping[Status, str] = {
    Status.SCORED: "scored",
    Status.CRASHED: "crashed",
    Status.TIMED_OUT: "timed out",
    Status.UNSCORABLE: "could not be scored",
}
MARK: Mapping[Mark, str] = {
    Mark.NOT_SCORED: "not scored",
    Mark.WRONG: "something wrong",
    Mark.RIGHT: "all right",
}


DIRECTION: Mapping[str, str] = {"worse": "worse", "better": "better", "other": "different"}


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that the page offers; `name` is what the script looks for on a case, `options` are values with texts."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A case with the number of its run, from 1."""

    number: int
    case: CaseView


def report_html(runs: Sequence[RunData]) -> str:
    """A whole HTML document on one or several runs, in the order given."""
    page = _environment().get_template("report.html")
    given = {"runs": runs, "labels": labels(runs), "listed": listed(runs), "filters": report_filters(runs)}
    return page.render(given, title=report_title(runs))


def comparison_html(data: ComparisonData) -> str:
    """A whole HTML document on two runs."""
    page = _environment().get_template("comparison.html")
    return page.render(data=data, title=f"{data.a.name} against {data.b.name}", filters=comparison_filters(data))


def report_title(runs: Sequence[RunData]) -> str:
    """As in "Evaluation of cases, development" or "Evaluation of 3 runs"."""
    if len(runs) != 1:
        return f"Evaluation of {len(runs)} runs"
    facts = runs[0].run.facts
    return f"Evaluation of {facts.suite}, {facts.split}"


def labels(runs: Sequence[RunData]) -> tuple[str, ...]:
    """Suite and split of each run, with its name where others have the same."""
    plain = [f"{data.run.facts.suite}, {data.run.facts.split}" for data in runs]
    named = zip(plain, runs, strict=True)
    return tuple(label if plain.count(label) == 1 else f"{label} ({data.run.name})" for label, data in named)


def listed(runs: Sequence[RunData]) -> list[Listed]:
    """The cases of all runs: those that were not scored, then the wrong ones, then the right ones."""
    places = list(MARK)
    cases = [Listed(number, case) for number, data in enumerate(runs, 1) for case in data.cases]
    return sorted(cases, key=lambda each: places.index(each.case.mark))


def report_filters(runs: Sequence[RunData]) -> tuple[Filter, ...]:
    """What cases can be filtered by, with only what occurs to choose from."""
    cases = [case for data in runs for case in data.cases]
    numbered = tuple((str(at), label) for at, label in enumerate(labels(runs), 1))
    return (
        Filter("run", "Run", numbered),
        Filter("mark", "Result", _present(MARK, [case.mark for case in cases])),
        Filter("status", "Status", _present(STATUS, [case.status for case in cases])),
        _slices(cases),
    )


def comparison_filters(data: ComparisonData) -> tuple[Filter, ...]:
    """What changed cases can be filtered by."""
    directions = _present(DIRECTION, [change.direction for change in data.changes])
    return Filter("direction", "B is", directions), _slices([change.a for change in data.changes])


def by_unit(found: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """Figures that can share an axis, shares first, otherwise in the order given."""
    units = list(dict.fromkeys(each.measure.unit for each in found))
    groups = {unit: [each for each in found if each.measure.unit == unit] for unit in units}
    return sorted(groups.items(), key=lambda group: group[0] != "share")


def by_measure(found: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """The sliced figures, one group a measure."""
    sliced = [each for each in found if each.slice]
    return [(name, list(group)) for name, group in groupby(sliced, key=lambda each: each.measure.name)]


def sides_by_unit(found: Sequence[Side]) -> list[tuple[str, float, list[Side]]]:
    """Comparisons that can share an axis, with where it ends."""
    units = list(dict.fromkeys(each.compared.measure.unit for each in found))
    groups = [(unit, [each for each in found if each.compared.measure.unit == unit]) for unit in units]
    return [(unit, plots.top_of([f for side in own for f in (side.a, side.b)]), own) for unit, own in groups]


def heat(cell: Cell, row: Row) -> int:
    """How strongly a cell is shaded, in tenths of its row: by its hits, or by its cases that were not accepted."""
    weight = cell.count if cell.said == row.expected else cell.count - cell.accepted
    return max(1, round(10 * weight / row.n)) if weight else 0


def difference(each: Compared) -> str:
    """What B has more than A, where they can be compared."""
    return "–" if each.call is Call.NOT_COMPARABLE else numbers.signed(each.difference, each.measure.unit)


def policy() -> str:
    """The page's own policy, which holds wherever the file is opened: one style sheet, one script, and nothing else."""
    sources = f"style-src {_source(_part('report.css'))}; script-src {_source(_part('report.js'))}"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(style=Markup(_part("report.css")), script=Markup(_part("report.js")), policy=policy())
    environment.globals.update(plots=plots, numbers=numbers, STATUS=STATUS, MARK=MARK, Call=Call, HELDOUT=HELDOUT)
    environment.globals.update(by_unit=by_unit, by_measure=by_measure, sides_by_unit=sides_by_unit, heat=heat)
    environment.globals.update(facts_of=facts_of, called=called, difference=difference)
    return environment


@cache
def _part(name: str) -> str:
    return resources.files("eval.report").joinpath("templates", name).read_text(encoding="utf-8")


def _present(texts: Mapping[T, str], found: Iterable[T]) -> tuple[tuple[str, str], ...]:
    present = set(found)
    return tuple((str(value), text) for value, text in texts.items() if value in present)


def _slices(cases: Iterable[CaseView]) -> Filter:
    names = sorted({name for case in cases for name in case.slices})
    return Filter("slice", "Slice", tuple((name, name) for name in names))


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _shown(value: object) -> object:
    """Every text that the template prints passes here before it is escaped."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value
