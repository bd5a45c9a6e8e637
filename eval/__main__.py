"""The maintainers' harness: `python -m eval run --suite cases --split development`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.commands.agreement import agreement_command
from eval.commands.bench import add_bench, bench_command, order_of
from eval.commands.compare import compare_command
from eval.commands.judge import JudgeOrder, judge_command
from eval.commands.lint import lint_command, schema_command
from eval.commands.newcases import newcases_command
from eval.commands.report import report_command
from eval.commands.review import SAMPLE, ReviewOrder, review_command
from eval.commands.run import Order, run_command
from eval.commands.show import show_command
from eval.comparison import NotComparable
from eval.lines import DataFault
from eval.llm_judge.fault import JudgeFault
from eval.record import RunFault
from eval.suites.catalogue import ALL, MEASURES, gate_of, split_of
from eval.suites.suite import JUDGED, Options
from eval.targets.open import IN_PROCESS
from eval.targets.target import TargetFault
from eval.thresholds import GateFault
from service.errors import CaveatError
from service.settings import Settings

FAULTS = (DataFault, RunFault, GateFault, NotComparable, TargetFault, JudgeFault, CaveatError, OSError)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what was asked for: 0 when it was done, 1 when a gate failed, 2 when it could not be done."""
    args = parser().parse_args(argv)
    try:
        return obey(args)
    except FAULTS as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2


def obey(args: argparse.Namespace) -> int:
    """Hand the arguments to their command."""
    match args.command:
        case "run":
            split = split_of(args.suite, args.split, args.data)
            options = Options(args.data, split, args.limit, cache=args.cache, at_once=args.at_once, judged=args.judged)
            order = Order(args.suite, args.target, options, args.out, args.markdown, args.gate, args.against)
            return run_command(order, Settings())
        case "show":
            return show_command(args.run, args.case)
        case "compare":
            return compare_command(args.a, args.b, args.markdown, args.html, gate=args.gate)
        case "report":
            return report_command(args.runs, args.out, args.json)
        case "review":
            return review_command(ReviewOrder(args.run, args.reviewer, args.port, args.sample, args.browser))
        case "agreement":
            return agreement_command(args.run, Settings())
        case "judge":
            order_of_judge = JudgeOrder(args.run, args.model, args.limit, args.option)
            return judge_command(order_of_judge, gate_of(Settings().corpus_dir))
        case "newcases":
            return newcases_command(args.run, args.out)
        case "lint":
            return schema_command() if args.schema else lint_command(args.path, Settings().corpus_dir)
        case _:
            return bench_command(order_of(args), Settings())


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = made.add_subparsers(required=True, dest="command")
    _add_run(commands.add_parser("run", help="run a suite, print its figures and keep the run"))
    shows = commands.add_parser("show", help="explain one case of a run")
    shows.add_argument("run", type=Path, help="folder of the run")
    shows.add_argument("case", help="id of the case")
    compares = commands.add_parser("compare", help="say whether run B is better or worse than run A")
    compares.add_argument("a", type=Path, metavar="RUN_A")
    compares.add_argument("b", type=Path, metavar="RUN_B")
    compares.add_argument("--markdown", type=Path, metavar="FILE", help="also write a table for a pull request")
    compares.add_argument("--gate", action="store_true", help="end with 1 where a margin of gates.toml is not kept")
    compares.add_argument("--html", type=Path, metavar="FILE", help="also write a page, side by side")
    reports = commands.add_parser("report", help="write a page on one or several runs")
    reports.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="folder of a run")
    reports.add_argument(
        "--out", type=Path, metavar="FILE", help="the page; report.html beside the first run by default"
    )
    reports.add_argument("--json", type=Path, metavar="FILE", help="write the same as JSON")
    _add_review(commands)
    _add_judge(commands.add_parser("judge", help="ask a chat model whether quotes support sentences, and test it"))
    lints = commands.add_parser("lint", help="say what is wrong with files of cases")
    lints.add_argument("path", type=Path, nargs="*", help="file or folder; the shipped cases by default")
    lints.add_argument("--schema", action="store_true", help="print the JSON schema of a line instead")
    add_bench(commands.add_parser("bench", help="measure speed, memory and growth, and compare with LangChain"))
    return made


def _add_review(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    review = commands.add_parser("review", help="open a page to score replies on, blind to their run")
    review.add_argument("run", type=Path, nargs="+", help="folder of a run; several must be of the same cases")
    review.add_argument("--reviewer", default="reviewer", metavar="NAME", help="whose scores these are")
    review.add_argument("--port", type=int, default=0, help="a free one by default")
    review.add_argument(
        "--sample", type=_count, default=SAMPLE, metavar="N", help=f"cases at most, {SAMPLE} by default"
    )
    review.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")
    agreement = commands.add_parser("agreement", help="say how far reviewers agree, and what they would show")
    agreement.add_argument("run", type=Path, nargs="+", help="folder of a run that was reviewed")
    newcases = commands.add_parser("newcases", help="make cases of what reviewers would have replied")
    newcases.add_argument("run", type=Path, help="folder of a run that was reviewed")
    newcases.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file of cases, as JSON lines")


def _add_judge(judge: argparse.ArgumentParser) -> None:
    judge.add_argument("run", type=Path, help="folder of a run with replies")
    judge.add_argument("--model", required=True, metavar="PROVIDER:MODEL", help="any chat model that LangChain knows")
    judge.add_argument("--limit", type=_count, default=0, metavar="N", help="N cases at most, drawn by the run's seed")
    judge.add_argument(
        "--option", action="append", default=[], metavar="KEY=VALUE", help="of the model, as base_url=http://…"
    )


def _add_run(run: argparse.ArgumentParser) -> None:
    run.add_argument("--suite", choices=[ALL, *sorted(MEASURES)], required=True)
    run.add_argument("--split", metavar="NAME", help="development or heldout, or which claims or judgments of --data")
    run.add_argument("--target", default=IN_PROCESS, help="inprocess, the address of a server, or the folder of a run")
    run.add_argument("--data", type=Path, metavar="PATH", help="cases from outside: JSON lines, or a folder")
    run.add_argument("--cache", type=Path, metavar="DIR", help="where the indexes of a collection are kept")
    run.add_argument("--out", type=Path, metavar="DIR", help="folder of the run; a new one in runs/ by default")
    run.add_argument("--limit", type=_count, default=0, metavar="N", help="run the first N cases only")
    run.add_argument(
        "--judged",
        type=_none_or_more,
        default=JUDGED,
        metavar="N",
        help="documents of a collection in the judge's order; 0: none",
    )
    run.add_argument(
        "--at-once", type=_count, default=1, metavar="N", help="ask N cases side by side; times are then of N at once"
    )
    run.add_argument("--gate", action="store_true", help="end with 1 where a threshold of gates.toml is not reached")
    run.add_argument("--against", type=Path, metavar="RUN", help="with --gate, hold the margins against this run too")
    run.add_argument("--markdown", type=Path, metavar="FILE", help="also write a table for a pull request")


def _none_or_more(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
