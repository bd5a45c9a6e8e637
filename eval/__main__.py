"""The maintainers' harness: `python -m eval run --suite cases --split development`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.bench import bench
from eval.commands.compare import compare_command
from eval.commands.run import Order, run_command
from eval.commands.show import show_command
from eval.comparison import NotComparable
from eval.lines import DataFault
from eval.record import RunFault
from eval.suites.catalogue import MEASURES, split_of
from eval.suites.suite import Options
from eval.targets.open import IN_PROCESS
from eval.targets.target import TargetFault
from eval.thresholds import GateFault
from service.errors import CaveatError
from service.settings import Settings

FAULTS = (DataFault, RunFault, GateFault, NotComparable, TargetFault, CaveatError, OSError)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what was asked for: 0 when it was done, 1 when a threshold was not reached, 2 when it could not be done."""
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
            options = Options(args.data, split, args.limit, cache=args.cache)
            return run_command(Order(args.suite, args.target, options, args.out, args.markdown, args.gate), Settings())
        case "show":
            return show_command(args.run, args.case)
        case "compare":
            return compare_command(args.a, args.b, args.markdown)
        case _:
            return print_bench()


def print_bench() -> int:
    """Print the timings of this machine."""
    for name, value in bench().items():
        print(f"  {name:20} {value:8.2f}")
    return 0


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
    commands.add_parser("bench", help="print how long a reply takes")
    return made


def _add_run(run: argparse.ArgumentParser) -> None:
    run.add_argument("--suite", choices=sorted(MEASURES), required=True)
    run.add_argument("--split", metavar="NAME", help="development or heldout, or which claims or judgments of --data")
    run.add_argument("--target", default=IN_PROCESS, help="inprocess, the address of a server, or the folder of a run")
    run.add_argument("--data", type=Path, metavar="PATH", help="cases from outside: JSON lines, or a folder")
    run.add_argument("--cache", type=Path, metavar="DIR", help="where the indexes of a collection are kept")
    run.add_argument("--out", type=Path, metavar="DIR", help="folder of the run; a new one in runs/ by default")
    run.add_argument("--limit", type=_count, default=0, metavar="N", help="run the first N cases only")
    run.add_argument("--gate", action="store_true", help="end with 1 where a threshold of gates.toml is not reached")
    run.add_argument("--markdown", type=Path, metavar="FILE", help="also write a table for a pull request")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
