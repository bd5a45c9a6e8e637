from __future__ import annotations

from threading import Barrier

from eval.figures import figures
from eval.result import CaseResult, Json, Status
from eval.runner import run_suite
from eval.suites.premises import PremisesSuite
from eval.suites.suite import Item
from eval.targets.recorded import Cards, Recorded
from eval.targets.target import Target, TargetFault, TargetTimeout
from tests.eval.replies import FACTS, FakeTarget, no_progress, reply

ITEMS = [Item(name, {"text": name}, {"false_premise": True}) for name in ("good", "fault", "late", "crash", "bad")]
ANSWERS: dict[str, Json | Exception] = {
    "good": reply("corrected"),
    "fault": TargetFault("HTTP 500"),
    "late": TargetTimeout("no answer within 1 s"),
    "crash": ZeroDivisionError("division by zero"),
    "bad": {},
}
STATUSES = [Status.SCORED, Status.CRASHED, Status.TIMED_OUT, Status.CRASHED, Status.UNSCORABLE]


def ran(target: Target) -> tuple[CaseResult, ...]:
    return run_suite(PremisesSuite(), ITEMS, target, {}, no_progress)


def test_whatever_a_case_does_the_run_goes_on() -> None:
    results = ran(FakeTarget(ANSWERS))
    assert [r.status for r in results] == STATUSES
    assert results[3].reasons == ("ZeroDivisionError: division by zero",)
    assert all(not r.scores for r in results[1:])


def test_what_was_not_scored_counts_in_no_figure_but_its_own() -> None:
    scored, corrected, over = figures(PremisesSuite().measures, ran(FakeTarget(ANSWERS)), seed=1)
    assert (scored.value, scored.n) == (0.2, 5)
    assert (corrected.value, corrected.n) == (1.0, 1)
    assert (over.value, over.n, str(over)) == (None, 0, "no cases")


def test_a_defect_of_the_scoring_is_no_crash_of_the_target() -> None:
    items = [Item("a", {"text": "good"}, {})]
    (result,) = run_suite(PremisesSuite(), items, FakeTarget(ANSWERS), {}, no_progress)
    assert (result.status, result.reasons) == (Status.UNSCORABLE, ("KeyError: 'false_premise'",))


def test_a_recorded_run_says_the_same_again() -> None:
    first = ran(FakeTarget(ANSWERS))
    again = ran(Recorded(FACTS, first, {}))
    assert [r.status for r in again] == STATUSES
    assert [r.scores for r in again] == [r.scores for r in first]


def test_a_recorded_run_cannot_answer_what_it_was_not_asked() -> None:
    (result,) = run_suite(PremisesSuite(), [ITEMS[0]], Recorded(FACTS, (), {}), {}, no_progress)
    assert result.status is Status.UNSCORABLE


def test_cases_asked_side_by_side_come_out_in_their_order() -> None:
    class Meeting(FakeTarget):
        """Answers the first two only together, so that one after the other they would never be answered."""

        both = Barrier(2, timeout=10)

        def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
            if message in ("good", "fault"):
                self.both.wait()
            return super().chat(message, session_id=session_id, region=region)

    results = run_suite(PremisesSuite(), ITEMS, Meeting(ANSWERS), {}, no_progress, at_once=2)
    assert [r.id for r in results] == [item.id for item in ITEMS]
    assert [r.status for r in results] == STATUSES


def test_progress_counts_every_case() -> None:
    heard: list[tuple[int, int]] = []
    cards: Cards = {}
    run_suite(PremisesSuite(), ITEMS, FakeTarget(ANSWERS), cards, lambda done, total: heard.append((done, total)))
    assert heard == [(n, 5) for n in range(6)]
