"""`bench`: measure speed, memory and growth."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from eval.bench.figure import Measured, PartFault
from eval.bench.order import CONCURRENCY, ENCODED, QUERIES, REPEATS, SIZES, Order, Workplace, query_texts
from eval.bench.parts import PARTS
from eval.bench.report import lines, write
from eval.progress import bar
from eval.record import RUNS, machine, run_name
from service.bootstrap import build_index
from service.settings import Settings

COULD_NOT = 2


def bench_command(order: Order, settings: Settings) -> int:
    """Measure part after part, print and write each as it comes; 2 where one of them could not be measured."""
    started = datetime.now(UTC)
    out = order.out or RUNS / run_name("bench", started)
    names = [name for name, part in PARTS.items() if (name in order.parts if order.parts else part.wanted(order))]
    print(
        f"About {sum(PARTS[name].minutes(order) for name in names):.0f} minutes on two idle cores: {', '.join(names)}."
    )
    build_index(settings, lambda stage, done, total: None)
    facts = {"started": started.isoformat(timespec="seconds"), **machine(), "threads a model": settings.threads}
    done: list[Measured] = []
    for name in names:
        done.append(measured(name, order, settings))
        print("\n".join(lines(done[-1])), flush=True)
        write(out, facts, done)
    print(f"Kept in {out}")
    return COULD_NOT if any(each.fault for each in done) else 0


def measured(name: str, order: Order, settings: Settings) -> Measured:
    """One part, in a scratch folder of its own; what keeps it from being measured is its fault."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as scratch, bar(name) as progress:
        place = Workplace(settings, order, query_texts(order.queries), Path(scratch))
        try:
            return PARTS[name].measure(place, progress)
        except PartFault as fault:
            return Measured(name, fault=str(fault))


def add_bench(parser: argparse.ArgumentParser) -> None:
    """The options of `bench`."""
    parser.add_argument("--part", nargs="+", choices=list(PARTS), default=[], metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--sizes", type=counts, default=SIZES, help="passages to grow to, as in 1000,16000,100000")
    parser.add_argument("--concurrency", type=counts, default=CONCURRENCY, help="how many ask at once, as in 1,4,16")
    parser.add_argument("--repeats", type=count, default=REPEATS, help="starts and builds of each kind")
    parser.add_argument("--queries", type=count, default=QUERIES, help="development cases to ask")
    parser.add_argument("--encode", type=count, default=ENCODED, help="added passages that are really encoded")
    parser.add_argument("--data", type=Path, metavar="FILE", help="JSON lines whose texts are the added passages")
    parser.add_argument("--public", type=Path, metavar="DIR", help="public sets, for the parts public and strength")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for tables and plots; a new one in runs/")


def order_of(args: argparse.Namespace) -> Order:
    """What the command line said."""
    return Order(
        args.part,
        args.sizes,
        args.concurrency,
        args.repeats,
        args.queries,
        args.encode,
        args.data,
        args.public,
        args.out,
    )


def count(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def counts(text: str) -> Sequence[int]:
    """Whole numbers above 0, between commas."""
    return tuple(count(part.strip()) for part in text.split(","))
