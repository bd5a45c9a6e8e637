"""`run`: ask a target every case of a suite, print the figures, and keep it all in a run folder."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from eval.figures import figures
from eval.progress import bar
from eval.record import RUNS, Run, RunFacts, cases_hash, check_new, machine, run_name, write_run
from eval.report.markdown import run_markdown
from eval.report.terminal import run_lines
from eval.runner import run_suite
from eval.suites.catalogue import make_suite
from eval.suites.suite import Item, Options, OverDocuments, Particular, Suite
from eval.targets.open import open_over, open_target
from eval.targets.recorded import Cards
from eval.targets.target import Target
from eval.thresholds import Threshold, failures, thresholds_of
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asked for; `target` is as `open_target` takes it."""

    suite: str
    target: str
    options: Options
    out: Path | None = None
    markdown: Path | None = None
    gate: bool = False


def run_command(order: Order, settings: Settings) -> int:
    """Run and print; 1 where a threshold was asked for and not reached. Whatever can be refused is, before the run."""
    thresholds = thresholds_of(order.suite, order.options.split) if order.gate else ()
    started = datetime.now(UTC)
    folder = order.out or RUNS / run_name(order.suite, started)
    check_new(folder)
    suite = make_suite(order.suite, settings.corpus_dir)
    items = loaded(suite, order.options)
    with closing(opened(suite, order, settings)) as target:
        if isinstance(suite, Particular):
            suite.check_target(target)
        run = recorded_run(suite, items, target, order.options, folder, started)
    return told(run, suite, order, thresholds, folder)


def opened(suite: Suite, order: Order, settings: Settings) -> Target:
    """The target, over the documents of the suite where it has its own."""
    if isinstance(suite, OverDocuments):
        return open_over(suite.documents(order.options), order.target, settings, order.options.cache)
    return open_target(order.target, settings)


def loaded(suite: Suite, options: Options) -> Sequence[Item]:
    """The items of a suite, no more than were asked for."""
    items = suite.load(options)
    return items[: options.limit] if options.limit else items


def recorded_run(
    suite: Suite, items: Sequence[Item], target: Target, options: Options, folder: Path, started: datetime
) -> Run:
    """Ask the target every item and write the run folder."""
    began, cards = time.perf_counter(), Cards()
    facts_of_target = target.facts()
    with bar(suite.name) as progress:
        results = run_suite(suite, items, target, cards, progress)
    facts = RunFacts(
        suite=suite.name,
        split=options.split,
        cases_hash=cases_hash(items),
        target=facts_of_target,
        seed=options.seed,
        started=started.isoformat(timespec="seconds"),
        machine=machine(),
        took_s=time.perf_counter() - began,
    )
    return write_run(folder, facts, results, cards)


def told(run: Run, suite: Suite, order: Order, thresholds: Sequence[Threshold], folder: Path) -> int:
    """Print the figures and what was not reached."""
    found = figures(suite.measures, run.results, run.facts.seed)
    print("\n".join(run_lines(run, found)))
    print(f"  kept in {folder}")
    if order.markdown:
        order.markdown.write_text(run_markdown(run, found), encoding="utf-8")
    failed = failures(thresholds, found)
    for failure in failed:
        print(f"gate failed: {failure}")
    return 1 if failed else 0
