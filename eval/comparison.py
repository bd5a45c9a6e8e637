"""Two runs of the same cases, figure by figure: better, worse, no difference seen, or not comparable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from eval.figures import SCORED, by_cluster, slices
from eval.measure import Kind, Measure
from eval.record import Run
from eval.result import CaseResult, Status
from eval.stats import holm, least_seen, mcnemar, middle95, resampled, sign_p

ALPHA = 0.05
LEAST_SHARE_PAIRED = 0.8
LEAST_CLUSTERS = 4
"""Fewer changed clusters than this are absent from more than 2.5 % of resamples (e**-3 is 5 %, e**-4 is 1.8 %)."""

Pair = tuple[CaseResult, CaseResult]


class NotComparable(ValueError):
    """Two runs that were not of the same cases."""


class Call(StrEnum):
    """What a comparison says of a figure."""

    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no difference seen"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure in both runs, on the cases that count in both.

    `margin` is the smallest difference that would have been called, given as much change between the runs as there
    was; above 1 there are too few cases for any. `p` is corrected where there are slices.
    """

    measure: Measure
    n: int
    call: Call = Call.NOT_COMPARABLE
    a: float | None = None
    b: float | None = None
    p: float = 1.0
    margin: float = 0.0
    slice: str = ""
    why: str = ""

    @property
    def name(self) -> str:
        """As in "outcome right, type urgent"."""
        return f"{self.measure.name}, {self.slice}" if self.slice else self.measure.name

    @property
    def difference(self) -> float:
        """What B has more than A."""
        return (self.b or 0.0) - (self.a or 0.0)


def compare(a: Run, b: Run, measures: Sequence[Measure]) -> tuple[Compared, ...]:
    """Every figure that tells of the target, A first; those of the slices last, by Holm's correction within a figure.

    Raises NotComparable for runs of different suites, splits or cases.
    """
    check_same_cases(a, b)
    pairs = list(zip(a.results, b.results, strict=True))
    told = [measure for measure in measures if not measure.reference]
    whole = [_compared(SCORED, [(_as_scored(x), _as_scored(y)) for x, y in pairs], a.facts.seed)]
    whole += [_whole(measure, a, b, pairs) for measure in told]
    sliced = [each for measure in told if measure.sliced for each in _by_slice(measure, pairs, a.facts.seed)]
    return tuple(map(_called, whole + sliced))


def check_same_cases(a: Run, b: Run) -> None:
    """Raise NotComparable where the runs differ in suite, split or cases."""
    for what in ("suite", "split", "cases_hash"):
        one, other = getattr(a.facts, what), getattr(b.facts, what)
        if one != other:
            raise NotComparable(f"the runs differ in {what.replace('_', ' ')}: {one} and {other}")
    if [r.id for r in a.results] != [r.id for r in b.results]:
        raise NotComparable("the runs hold different cases")


def _as_scored(result: CaseResult) -> CaseResult:
    """A case that counts whatever became of it, with whether it was scored as its score."""
    return replace(result, status=Status.SCORED, scores={SCORED.score: result.status is Status.SCORED})


def _whole(measure: Measure, a: Run, b: Run, pairs: Sequence[Pair]) -> Compared:
    """A figure of all cases, without its call; times of as many cases at once are alike, others are not."""
    if measure.unit == "ms" and a.facts.at_once != b.facts.at_once:
        why = f"A asked {a.facts.at_once} at once, B {b.facts.at_once}"
        return Compared(measure, len(measure.cases(a.results)), why=why)
    return _compared(measure, pairs, a.facts.seed)


def _by_slice(measure: Measure, pairs: Sequence[Pair], seed: int) -> list[Compared]:
    of = {x.id: (x, y) for x, y in pairs}
    groups = {name: [of[x.id] for x in group] for name, group in slices([x for x, _ in pairs]).items()}
    counted = {name: group for name, group in groups.items() if any(measure.cases(pair) for pair in group)}
    alpha = ALPHA / max(1, len(counted))
    found = [replace(_compared(measure, group, seed, alpha), slice=name) for name, group in counted.items()]
    return [replace(each, p=p) for each, p in zip(found, holm([each.p for each in found]), strict=True)]


def _compared(measure: Measure, pairs: Sequence[Pair], seed: int, alpha: float = ALPHA) -> Compared:
    """The figure without its call."""
    both = [pair for pair in pairs if len(measure.cases(pair)) == 2]
    either = sum(bool(measure.cases(pair)) for pair in pairs)
    if not both or len(both) < LEAST_SHARE_PAIRED * either:
        why = f"{len(both)} of {either} cases count in both runs" if either else "no case counts in it"
        return Compared(measure, len(both), why=why)
    a, b = measure.value([x for x, _ in both]), measure.value([y for _, y in both])
    if a is None or b is None:
        return Compared(measure, len(both), why="the figure is not defined on these cases")
    p, margin = _by_mcnemar(measure, both, alpha) if measure.kind is Kind.RATE else _by_resampling(measure, both, seed)
    return Compared(measure, len(both), Call.NO_DIFFERENCE, a, b, p, margin)


def _by_mcnemar(measure: Measure, both: Sequence[Pair], alpha: float) -> tuple[float, float]:
    """The p value and the margin."""
    only_a = sum(bool(x.scores[measure.score]) and not y.scores[measure.score] for x, y in both)
    only_b = sum(bool(y.scores[measure.score]) and not x.scores[measure.score] for x, y in both)
    return mcnemar(only_a, only_b), least_seen(only_a + only_b, alpha) / len(both)


def _by_resampling(measure: Measure, both: Sequence[Pair], seed: int) -> tuple[float, float]:
    """The p value, and the margin: half the interval's width, and for a share no less than the fewest clusters' change."""

    def difference(drawn: Sequence[Pair]) -> float | None:
        a, b = measure.value([x for x, _ in drawn]), measure.value([y for _, y in drawn])
        return None if a is None or b is None else b - a

    clusters = by_cluster(both, lambda pair: pair[0].cluster)
    drawn = resampled(clusters, difference, seed)
    low, high = middle95(drawn)
    floor = LEAST_CLUSTERS / len(clusters) if measure.unit == "share" else 0.0
    return sign_p(drawn), max((high - low) / 2, floor)


def _called(each: Compared) -> Compared:
    if each.call is Call.NOT_COMPARABLE or each.p >= ALPHA or not each.difference:
        return each
    gain = each.difference if each.measure.higher_is_better else -each.difference
    return replace(each, call=Call.BETTER if gain > 0 else Call.WORSE)
