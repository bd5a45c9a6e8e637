"""`run`: ask a target every case of a suite, or of all of them, print the figures, and keep it all in run folders."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from eval.commands.report import DEFAULT_NAME, report_command
from eval.comparison import NotComparable, compare
from eval.figures import figures
from eval.lines import DataFault
from eval.noninferiority import inferior
from eval.progress import bar
from eval.record import Run, RunFacts, cases_hash, check_new, machine, read_run, reserved, write_run
from eval.report.markdown import run_markdown
from eval.report.terminal import run_lines
from eval.runner import run_suite
from eval.suites.catalogue import ALL, make_suite, suites_of
from eval.suites.suite import Item, Options, OverDocuments, Particular, Suite
from eval.targets.open import open_over, open_target
from eval.targets.openings import Openings
from eval.targets.recorded import Cards
from eval.targets.target import Target, TargetFault
from eval.thresholds import GateFault, Margin, Threshold, failures, margins_of, thresholds_of
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asked for; `target` is as `open_target` takes it, `against` an earlier run."""

    suite: str
    target: str
    options: Options
    out: Path | None = None
    markdown: Path | None = None
    gate: bool = False
    against: Path | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One suite of an order, ready to run: everything that can be refused was looked at."""

    suite: Suite
    items: Sequence[Item]
    folder: Path
    thresholds: Sequence[Threshold] = ()
    margins: Sequence[Margin] = ()
    before: Run | None = None


def run_command(order: Order, settings: Settings) -> int:
    """Run and print; 1 where a threshold was not reached, or a margin not kept. What can be refused is, beforehand.

    The suites of `all` are asked of one target, one after the other, each in a folder of its own name. A first message
    that one of them has asked is not asked again, and its time is counted as it was; see `Openings`.
    """
    started = datetime.now(UTC)
    with _folder(order, started) as folder:
        jobs = _jobs(order, settings, folder)
        openings = Openings()
        with closing(opened(jobs[0].suite, order, settings)) as target:
            served = [job for job in jobs if serves(target, job.suite, order)]
            tables = [told(recorded_run(job, target, order.options, openings), job) for job in served]
    if order.suite == ALL:
        report_command([job.folder for job in served], folder / DEFAULT_NAME, None)
    if order.markdown:
        order.markdown.write_text("\n".join(table for table, _ in tables), encoding="utf-8")
    failed = [failure for _, failures in tables for failure in failures]
    for failure in failed:
        print(f"gate failed: {failure}")
    return 1 if failed else 0


@contextmanager
def _folder(order: Order, started: datetime) -> Iterator[Path]:
    if order.out is None:
        with reserved(order.suite, started) as folder:
            yield folder
    else:
        check_new(order.out)
        yield order.out


def _jobs(order: Order, settings: Settings, folder: Path) -> list[Job]:
    if order.against and not order.gate:
        raise GateFault("--against holds the margins of gates.toml: it needs --gate")
    if order.suite != ALL:
        suite = make_suite(order.suite, settings.corpus_dir)
        return [_job(suite, order, folder, order.against)]
    if order.options.data:
        raise DataFault("the suites of all have cases of their own: they take no --data")
    suites = suites_of(order.options.split, settings.corpus_dir)
    return [_job(each, order, folder / each.name, order.against and order.against / each.name) for each in suites]


def _job(suite: Suite, order: Order, folder: Path, against: Path | None) -> Job:
    split, items = order.options.split, loaded(suite, order.options)
    thresholds = thresholds_of(suite.name, split) if order.gate else ()
    if against is None:
        return Job(suite, items, folder, thresholds)
    return Job(suite, items, folder, thresholds, margins_of(suite.name, split), _before(against, suite, items))


def _before(folder: Path, suite: Suite, items: Sequence[Item]) -> Run:
    """The earlier run; raises NotComparable where it is not of the same cases."""
    run = read_run(folder)
    if (run.facts.suite, run.facts.cases_hash) != (suite.name, cases_hash(items)):
        raise NotComparable(f"{folder}: not a run of the suite {suite.name} on these cases")
    return run


def opened(suite: Suite, order: Order, settings: Settings) -> Target:
    """The target, over the documents of the suite where it has its own."""
    if isinstance(suite, OverDocuments):
        return open_over(
            suite.documents(order.options), order.target, settings, order.options.cache, order.options.judged
        )
    return open_target(order.target, settings)


def serves(target: Target, suite: Suite, order: Order) -> bool:
    """Whether the target has what the suite asks of it; where not, one of many is left out, and one alone refused."""
    try:
        if isinstance(suite, Particular):
            suite.check_target(target)
    except TargetFault as fault:
        if order.suite != ALL:
            raise
        print(f"{suite.name}: left out: {fault}")
        return False
    return True


def loaded(suite: Suite, options: Options) -> Sequence[Item]:
    """The items of a suite, no more than were asked for."""
    items = suite.load(options)
    return items[: options.limit] if options.limit else items


def recorded_run(job: Job, target: Target, options: Options, openings: Openings) -> Run:
    """Ask the target every item and write the run folder."""
    started, began, cards = datetime.now(UTC), time.perf_counter(), Cards()
    facts_of_target = target.facts()
    with bar(job.suite.name) as progress:
        results = run_suite(job.suite, job.items, target, cards, progress, openings, options.at_once)
    facts = RunFacts(
        suite=job.suite.name,
        split=options.split,
        cases_hash=cases_hash(job.items),
        target=facts_of_target,
        seed=options.seed,
        started=started.isoformat(timespec="seconds"),
        machine=machine(),
        took_s=time.perf_counter() - began,
        at_once=options.at_once,
    )
    return write_run(job.folder, facts, results, cards)


def told(run: Run, job: Job) -> tuple[str, list[str]]:
    """Print the figures; give the table for a pull request, and what was not reached or kept."""
    found = figures(job.suite.measures, run.results, run.facts.seed)
    print("\n".join(run_lines(run, found)))
    print(f"  kept in {job.folder}")
    failed = failures(job.thresholds, found)
    if job.before:
        failed += inferior(job.before, run, compare(job.before, run, job.suite.measures), job.margins)
    return run_markdown(run, found), failed
