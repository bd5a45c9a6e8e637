"""Everything that a report says of a run, worked out once; the page and the JSON both show this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.calibration import RIGHT, Bin, Point, aurc, ece, judgements, reliability, risk_coverage
from eval.case import HELDOUT
from eval.confusion import Confusion, confusion
from eval.figures import Figure, figure, figures
from eval.latency import Percentile, percentiles, times_ms
from eval.measure import Measure, over_set
from eval.record import Run, RunFault
from eval.report.cases import CaseView, case_view, harm
from eval.result import CaseResult, Json, Status
from eval.suites.catalogue import MEASURES

MOST_CASES = 400
ECE = over_set("ECE", ece, score=RIGHT, higher_is_better=False)
AURC = over_set("AURC", aurc, score=RIGHT, higher_is_better=False)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What confidence is worth; `confidences` are those of the cases, sorted."""

    ece: Figure
    aurc: Figure
    bins: tuple[Bin, ...]
    points: tuple[Point, ...]
    confidences: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RunData:
    """A run as a report shows it. `cases` are the worst `MOST_CASES`, worst first; `times` are in ms, sorted."""

    run: Run
    figures: tuple[Figure, ...]
    calibration: Calibration | None
    confusion: Confusion | None
    latency: tuple[Percentile, ...]
    times: tuple[float, ...]
    cases: tuple[CaseView, ...]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many cases ended how."""
        counted = Counter(result.status for result in self.run.results)
        return {status: counted[status] for status in Status}

    @property
    def whole(self) -> tuple[Figure, ...]:
        """The figures of the whole run."""
        return tuple(each for each in self.figures if not each.slice)

    @property
    def main(self) -> Figure:
        """The figure that a suite puts first."""
        return self.whole[1] if len(self.whole) > 1 else self.whole[0]


def measures_of(run: Run) -> Sequence[Measure]:
    """What the run's suite measures; raises RunFault where this version has no such suite."""
    if run.facts.suite not in MEASURES:
        raise RunFault(f"{run.name}: this version knows no suite {run.facts.suite!r}")
    return MEASURES[run.facts.suite]


def run_data(run: Run) -> RunData:
    """What there is to say; raises RunFault for a suite that this version does not know."""
    measures, seed = measures_of(run), run.facts.seed
    return RunData(
        run=run,
        figures=figures(measures, run.results, seed),
        calibration=calibration(run.results, seed),
        confusion=confusion(run.results),
        latency=percentiles(run.results, seed),
        times=tuple(times_ms(run.results)),
        cases=worst_cases(run, measures),
    )


def calibration(results: Sequence[CaseResult], seed: int) -> Calibration | None:
    """None where no scored case has both a confidence and a verdict that is known to be right or wrong."""
    judged = [r for r in ECE.cases(results) if r.said.get("confidence") is not None]
    if not judged:
        return None
    found = judgements(judged)
    return Calibration(
        ece=figure(ECE, judged, seed),
        aurc=figure(AURC, judged, seed),
        bins=reliability(found),
        points=risk_coverage(found),
        confidences=tuple(sorted(each.confidence for each in found)),
    )


def worst_cases(run: Run, measures: Sequence[Measure]) -> tuple[CaseView, ...]:
    """Worst first; those alike stay in the order of the suite. Held-out cases have no texts."""
    ordered = sorted(run.results, key=lambda result: harm(result, measures), reverse=True)
    with_texts = run.facts.split != HELDOUT
    return tuple(case_view(result, measures, with_texts=with_texts) for result in ordered[:MOST_CASES])


def report_json(runs: Sequence[RunData]) -> Json:
    """The report as one JSON object; shares are in 0..1, times in ms."""
    return {"runs": [_run_json(each) for each in runs]}


def _run_json(data: RunData) -> Json:
    return {
        "name": data.run.name,
        "facts": asdict(data.run.facts),
        "counts": dict(data.counts),
        "figures": [figure_json(each) for each in data.figures],
        "calibration": _calibration_json(data.calibration) if data.calibration else None,
        "confusion": asdict(data.confusion) if data.confusion else None,
        "latency": [asdict(each) for each in data.latency],
        "cases": [{"mark": case.mark, **asdict(case)} for case in data.cases],
    }


def figure_json(each: Figure) -> Json:
    """One figure; `value`, `low` and `high` are null where no case counts in it."""
    known = each.value is not None
    return {
        "figure": each.measure.name,
        "slice": each.slice,
        "n": each.n,
        "value": each.value,
        "low": each.low if known else None,
        "high": each.high if known else None,
        "unit": each.measure.unit,
        "higher_is_better": each.measure.higher_is_better,
    }


def _calibration_json(found: Calibration) -> Json:
    bins = [{"confidence": b.confidence, "right": b.right.hits, "n": b.right.n} for b in found.bins]
    curve = [asdict(point) for point in found.points]
    return {"ece": figure_json(found.ece), "aurc": figure_json(found.aurc), "bins": bins, "risk_coverage": curve}
