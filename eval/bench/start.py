"""How long until the service answers, and how much memory it holds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import partial

from eval.bench.clock import seconds_of
from eval.bench.estimate import quantile, ratio
from eval.bench.figure import TIMES, Figure, Measured
from eval.bench.opened import STEPS, Opened, open_once
from eval.bench.order import Workplace
from eval.bench.processes import environment, peak_mib, served
from eval.runner import Progress

BARE = "a bare Python process"
NOTES = (
    "Every process is new; the files of code, models and index are in the system's cache from the second one on.",
    "MiB are the most that the process held (peak resident set), of the server when it was ready.",
)


def measure_start(place: Workplace, progress: Progress) -> Measured:
    """`caveat serve` until ready, and importing and opening in a process of its own, in turns."""
    repeats = place.order.repeats
    bare: list[float] = []
    serving: list[tuple[float, float | None]] = []
    opened: list[Opened] = []
    for done in range(repeats):
        progress(done, repeats)
        bare.append(seconds_of(partial(bare_process, place)))
        serving.append(serve_once(place))
        opened.append(open_once(place.settings, place.texts[:1], place.scratch / "opening.log"))
    progress(repeats, repeats)
    return Measured("start", [*serve_figures(serving, bare), *open_figures(opened)], notes=NOTES)


def bare_process(place: Workplace) -> None:
    """Start Python and let it end."""
    subprocess.run([sys.executable, "-c", ""], env=environment(place.settings), check=True)


def serve_once(place: Workplace) -> tuple[float, float | None]:
    """Seconds until a new server was ready, and the MiB it held then."""
    with served(place.settings, place.scratch / "serve.log") as (_, took, pid):
        return took, peak_mib(pid)


def serve_figures(serving: Sequence[tuple[float, float | None]], bare: Sequence[float]) -> list[Figure]:
    """Of the server."""
    took = [each for each, _ in serving]
    held = [each for _, each in serving if each is not None]
    memory = [Figure("caveat serve, peak memory when ready", "MiB", quantile(held, 0.5))] if held else []
    return [
        Figure("caveat serve until ready, median", "s", quantile(took, 0.5)),
        Figure("caveat serve until ready", TIMES, ratio(took, bare), BARE),
        *memory,
    ]


def open_figures(opened: Sequence[Opened]) -> list[Figure]:
    """Of opening in a process of its own."""
    took = {step: quantile([each.seconds[step] for each in opened], 0.5) for step in STEPS}
    held = {step: quantile([each.mib[step] for each in opened], 0.5) for step in STEPS}
    share = ratio([o.seconds["opened"] for o in opened], [o.seconds["imported"] for o in opened])
    return [
        Figure("starting Python and importing, median", "s", took["imported"]),
        Figure("opening index and models, median", "s", took["opened"]),
        Figure("opening index and models", TIMES, share, "starting and importing"),
        Figure("first reply, median", "s", took["replied"]),
        Figure("imported, peak memory", "MiB", held["imported"]),
        Figure("opened, peak memory", "MiB", held["opened"]),
        Figure("after the first reply, peak memory", "MiB", held["replied"]),
    ]
