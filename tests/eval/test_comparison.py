from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from eval.comparison import Call, Compared, NotComparable, compare
from eval.measure import mean_of, rate_of
from eval.record import Run
from eval.result import CaseResult, Status
from eval.suites.cases import MEASURES
from tests.eval.replies import result, run_of

VERDICTS = ("supported", "refuted", "contested", "oversimplified")
RIGHT = rate_of("right", sliced=True)


def judged(number: int, said: str) -> CaseResult:
    """Case `number` expects the verdict at its place in the round; each in five is answered wrongly whatever is said."""
    expected = VERDICTS[number % 4]
    return result(
        number,
        {"verdict_right": said == expected, "outcome_right": True, "sentences": 2, "sentences_traceable": 2},
        slices={"type": "even" if number % 2 == 0 else "odd"},
        said={"verdict": said},
        expected={"expected_verdict": expected, "also_accept": []},
    )


def sound(count: int = 100) -> Run:
    said = [VERDICTS[(n + (n % 5 == 0)) % 4] for n in range(count)]
    return run_of([judged(n, verdict) for n, verdict in enumerate(said)])


def shuffled(run: Run) -> Run:
    said = [r.said["verdict"] for r in run.results]
    Random(7).shuffle(said)
    return run_of([judged(n, verdict) for n, verdict in enumerate(said)], "b")


def flags(count: int, right: int, wrong_first: bool = False) -> Run:
    order = range(count, 0, -1) if wrong_first else range(1, count + 1)
    return run_of([result(n, {"right": place <= right}) for n, place in enumerate(order)])


def of(compared: tuple[Compared, ...], name: str) -> Compared:
    return next(each for each in compared if each.name == name)


def test_a_run_does_not_differ_from_itself() -> None:
    compared = compare(sound(), sound(), MEASURES)
    calls = {each.call for each in compared}
    assert calls == {Call.NO_DIFFERENCE, Call.NOT_COMPARABLE}
    assert all(each.n == 0 for each in compared if each.call is Call.NOT_COMPARABLE)
    assert of(compared, "verdict accuracy").margin == 6 / 100


def test_shuffled_verdicts_are_worse_where_verdicts_count_and_nowhere_else() -> None:
    compared = compare(sound(), shuffled(sound()), MEASURES)
    worse = {each.name for each in compared if each.call is Call.WORSE}
    assert worse == {
        "verdict accuracy",
        "macro F1",
        "verdict accuracy, type even",
        "verdict accuracy, type odd",
    }
    assert not [each for each in compared if each.call is Call.BETTER]
    assert "always the commonest verdict" not in {each.name for each in compared}


def test_the_other_way_round_it_is_better() -> None:
    compared = compare(shuffled(sound()), sound(), MEASURES)
    assert of(compared, "verdict accuracy").call is of(compared, "macro F1").call is Call.BETTER


def test_more_of_what_should_be_low_is_worse() -> None:
    low = (rate_of("right", "false alarms", higher_is_better=False),)
    assert of(compare(flags(20, 2), flags(20, 12), low), "false alarms").call is Call.WORSE


@pytest.mark.parametrize(("right", "call"), [(10, Call.NO_DIFFERENCE), (15, Call.NO_DIFFERENCE), (16, Call.BETTER)])
def test_six_changed_cases_are_needed(right: int, call: Call) -> None:
    found = of(compare(flags(50, 10), flags(50, right), (RIGHT,)), "right")
    assert (found.call, found.margin) == (call, 6 / 50)


def test_the_margin_grows_with_what_changed_both_ways() -> None:
    # 20 gained and 20 lost: 40 discordant pairs, of which 27 against 13 is the least split below 0.05.
    found = of(compare(flags(40, 20), flags(40, 20, wrong_first=True), (RIGHT,)), "right")
    assert (found.call, found.margin) == (Call.NO_DIFFERENCE, 14 / 40)


def test_slices_are_corrected_for_how_many_there_are() -> None:
    # Slice "a" gains 6 of 6 (p 0.031), which is below 0.05 alone and above it as the best of five (0.156).
    def run(gained: bool) -> Run:
        results = [result(n, {"right": gained and n < 6}, slices={"type": "abcde"[n // 6]}) for n in range(30)]
        return run_of(results)

    compared = compare(run(False), run(True), (RIGHT,))
    assert of(compared, "right").call is Call.BETTER
    assert of(compared, "right, type a").p == pytest.approx(5 * 2 / 64)
    assert of(compared, "right, type a").call is Call.NO_DIFFERENCE


def test_a_mean_is_compared_by_resampling_clusters() -> None:
    measures = (mean_of("rank", unit="rank"),)

    def run(shift: float, cluster: str = "") -> Run:
        return run_of([result(n, {"rank": n % 7 + shift}, cluster=cluster or f"c{n}") for n in range(40)])

    assert of(compare(run(0), run(0.5), measures), "rank").call is Call.BETTER
    assert of(compare(run(0), run(0), measures), "rank").call is Call.NO_DIFFERENCE


def test_times_are_compared_only_where_as_many_were_asked_at_once() -> None:
    measure = mean_of("ms", unit="ms", higher_is_better=False)
    results = [result(n, {"ms": 100.0 + n}) for n in range(20)]
    slower = [result(n, {"ms": 200.0 + n}) for n in range(20)]
    assert compare(run_of(results), run_of(slower, "b"), [measure])[-1].call is Call.WORSE
    other = compare(run_of(results), run_of(slower, "b", at_once=2), [measure])[-1]
    assert (other.call, other.why, other.n) == (Call.NOT_COMPARABLE, "A asked 1 at once, B 2", 20)


def test_a_difference_of_one_cluster_alone_is_not_called() -> None:
    def run(gain: float) -> Run:
        return run_of([result(n, {"share": gain if n < 20 else 0.0}, cluster=f"c{n // 20}") for n in range(200)])

    found = of(compare(run(0.0), run(1.0), (mean_of("share"),)), "share")
    assert (found.call, found.margin) == (Call.NO_DIFFERENCE, 4 / 10)


def test_cases_that_one_run_lost_are_a_figure_of_their_own_and_left_out_of_others() -> None:
    a = flags(100, 50)

    def without(lost: int) -> Run:
        results = [replace(r, status=Status.CRASHED, scores={}) if n < lost else r for n, r in enumerate(a.results)]
        return run_of(results, "b")

    few, many = compare(a, without(10), (RIGHT,)), compare(a, without(30), (RIGHT,))
    assert of(few, "cases scored").call is of(many, "cases scored").call is Call.WORSE
    assert (of(few, "right").call, of(few, "right").n) == (Call.NO_DIFFERENCE, 90)
    assert (of(many, "right").call, of(many, "right").why) == (
        Call.NOT_COMPARABLE,
        "70 of 100 cases count in both runs",
    )


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (run_of((), suite="claims"), "differ in suite: cases and claims"),
        (run_of((), split="heldout"), "differ in split"),
        (run_of((), cases_hash="1"), "differ in cases hash"),
        (run_of([result(1)]), "different cases"),
    ],
)
def test_runs_of_other_cases_are_refused(other: Run, said: str) -> None:
    with pytest.raises(NotComparable, match=said):
        compare(run_of(()), other, MEASURES)
