"""Everything that a page says of two runs side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.case import HELDOUT
from eval.comparison import Call, Compared, Pair
from eval.figures import SCORED, Figure, figure, scored_figure, slices
from eval.measure import Measure
from eval.record import Run
from eval.report.cases import CaseView, case_view, harm
from eval.report.facts import FactOfBoth, facts_of_both
from eval.result import CaseResult, Json

MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class Side:
    """A figure of both runs, on the cases that count in both."""

    compared: Compared
    a: Figure
    b: Figure


@dataclass(frozen=True, slots=True)
class Moved:
    """A score that is not the same in both runs, where the case ended alike; empty is one that a run does not have."""

    name: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Change:
    """A case that did not go the same in both runs; `worse` is how many more marks it lost in B, below 0 for fewer."""

    a: CaseView
    b: CaseView
    moved: tuple[Moved, ...]
    worse: float

    @property
    def direction(self) -> str:
        """In one word."""
        return "worse" if self.worse > 0 else "better" if self.worse < 0 else "other"


@dataclass(frozen=True, slots=True)
class ComparisonData:
    """Two runs; `changes` are at most `MOST_CHANGES` of the `changed` cases, those that got worst first."""

    a: Run
    b: Run
    sides: tuple[Side, ...]
    facts: tuple[FactOfBoth, ...]
    changed: int
    changes: tuple[Change, ...]

    @property
    def whole(self) -> tuple[Side, ...]:
        """The figures of the whole runs."""
        return tuple(side for side in self.sides if not side.compared.slice)

    @property
    def sliced(self) -> tuple[Side, ...]:
        """The figures of their slices."""
        return tuple(side for side in self.sides if side.compared.slice)

    @property
    def calls(self) -> Mapping[Call, int]:
        """How many figures got which call."""
        counted = Counter(side.compared.call for side in self.sides)
        return {call: counted[call] for call in Call}


def comparison_data(a: Run, b: Run, compared: Sequence[Compared], measures: Sequence[Measure]) -> ComparisonData:
    """What there is to say of two runs that `compare` has compared."""
    found = changes(list(zip(a.results, b.results, strict=True)), measures, with_texts=a.facts.split != HELDOUT)
    return ComparisonData(a, b, sides(a, b, compared), facts_of_both(a, b), len(found), found[:MOST_CHANGES])


def sides(a: Run, b: Run, compared: Sequence[Compared]) -> tuple[Side, ...]:
    """Each comparison with the figures that it compares."""
    groups = slices(a.results)
    return tuple(_side(each, a, b, groups) for each in compared)


def changes(pairs: Sequence[Pair], measures: Sequence[Measure], *, with_texts: bool) -> tuple[Change, ...]:
    """The cases that did not go the same, those first that lost most, and of those alike the worse in B."""

    def order(pair: Pair) -> tuple[float, ...]:
        return harm(pair[1], measures)[0] - harm(pair[0], measures)[0], *harm(pair[1], measures)

    changed = sorted((pair for pair in pairs if _outline(pair[0]) != _outline(pair[1])), key=order, reverse=True)
    return tuple(_change(pair, measures, with_texts) for pair in changed)


def _side(each: Compared, a: Run, b: Run, groups: Mapping[str, Sequence[CaseResult]]) -> Side:
    if each.measure is SCORED:
        return Side(each, scored_figure(a.results), scored_figure(b.results))
    if each.call is Call.NOT_COMPARABLE:
        return Side(each, Figure(each.measure, 0), Figure(each.measure, 0))
    ids = {result.id for result in groups[each.slice]} if each.slice else {result.id for result in a.results}
    pairs = [(x, y) for x, y in zip(a.results, b.results, strict=True) if x.id in ids]
    both = [pair for pair in pairs if len(each.measure.cases(pair)) == 2]
    one, other = (figure(each.measure, part, a.facts.seed, each.slice) for part in zip(*both, strict=True))
    return Side(each, one, other)


def _outline(result: CaseResult) -> Json:
    """What must be the same for a case to have gone the same: not how sure or how fast it was."""
    said = {name: value for name, value in result.said.items() if not isinstance(value, float)}
    return {"status": result.status, "scores": dict(result.scores), "said": said}


def _change(pair: Pair, measures: Sequence[Measure], with_texts: bool) -> Change:
    a, b = (case_view(result, measures, with_texts=with_texts) for result in pair)
    worse = harm(pair[1], measures)[0] - harm(pair[0], measures)[0]
    one, other = dict(a.scores), dict(b.scores)
    names = [name for name in {**one, **other} if a.status is b.status and one.get(name) != other.get(name)]
    return Change(a, b, tuple(Moved(name, one.get(name, ""), other.get(name, "")) for name in names), worse)
