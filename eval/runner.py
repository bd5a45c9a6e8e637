"""Runs a suite against a target, case by case; whatever a case does, the run goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from eval.result import CaseResult, Status
from eval.suites.suite import Item, Scores, Suite
from eval.targets.openings import Openings
from eval.targets.recorded import Cards, Recorder
from eval.targets.target import Target, TargetFault, TargetTimeout, Unscorable

Progress = Callable[[int, int], None]


def run_suite(
    suite: Suite,
    items: Sequence[Item],
    target: Target,
    cards: Cards,
    progress: Progress,
    openings: Openings | None = None,
    at_once: int = 1,
) -> tuple[CaseResult, ...]:
    """Every item's result, in order; the cards that scoring needs are added to `cards`; `progress` hears (done, of).

    `openings` holds what was said to first messages; suites that are run one after the other may share it. `at_once`
    items are asked side by side, each from its first message to its last.
    """
    shared = openings or Openings()
    progress(0, len(items))
    pool = ThreadPoolExecutor(at_once, thread_name_prefix="case")
    try:
        tasks = [pool.submit(run_item, suite, item, target, cards, shared) for item in items]
        for done, _ in enumerate(as_completed(tasks), 1):
            progress(done, len(items))
        return tuple(task.result() for task in tasks)
    finally:
        pool.shutdown(cancel_futures=True)


def run_item(suite: Suite, item: Item, target: Target, cards: Cards, openings: Openings | None = None) -> CaseResult:
    """One case; a fault of the target or of the scoring is the case's status, never an error of the run.

    A reply that is given again counts in `took_ms` with the time that it took at first.
    """
    recorder = Recorder(target, cards, openings)
    began = time.perf_counter()
    status, scores = _outcome(suite, item, recorder)
    return CaseResult(
        id=item.id,
        status=status,
        cluster=item.cluster or item.id,
        slices=dict(item.slices),
        scores=dict(scores.scores),
        asked=item.asked,
        expected=item.expected,
        said=scores.said,
        exchanges=tuple(recorder.exchanges),
        reasons=scores.reasons,
        took_ms=1000 * (time.perf_counter() - began) + recorder.spared_ms,
    )


def _outcome(suite: Suite, item: Item, recorder: Recorder) -> tuple[Status, Scores]:
    try:
        return Status.SCORED, suite.run(item, recorder)
    except TargetTimeout as error:
        return Status.TIMED_OUT, _why(error)
    except TargetFault as error:
        return Status.CRASHED, _why(error)
    except Unscorable as error:
        return Status.UNSCORABLE, _why(error)
    except Exception as error:  # a crash in this process or a defect of the scoring: it is recorded, the run goes on
        return Status.CRASHED if recorder.unanswered else Status.UNSCORABLE, _why(error)


def _why(error: Exception) -> Scores:
    return Scores({}, {}, (f"{type(error).__name__}: {error}",))
