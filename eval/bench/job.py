"""The job that two pipelines do alike: store statements with their vectors, find the nearest to a text, and judge them.

Each side is a module with `build` and `serve` on its command line; see `run_side`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

from eval.bench.processes import converse, own_peak_mib, tell
from eval.result import Json

K = 10
TORCH_JUDGE = "BENCH_TORCH_JUDGE"
"""Variable that holds the folder of the judge for torch."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stored: a passage's id and its text."""

    id: str
    text: str


class Pipeline(Protocol):
    """A pipeline over a built store, ready to answer."""

    def judged(self, text: str) -> Sequence[str]:
        """Ids of the `K` statements that were found and judged, the most relevant first."""

    def found(self, text: str) -> Sequence[str]:
        """Ids of the `K` statements that it finds before any are judged, the nearest first."""

    def nearest(self, text: str) -> Sequence[str]:
        """Ids of the `K` statements nearest by their vectors alone."""


def write_statements(path: Path, statements: Sequence[Statement]) -> None:
    """For both sides to read."""
    path.write_text(json.dumps([asdict(each) for each in statements]), encoding="utf-8")


def run_side(
    arguments: Sequence[str],
    build: Callable[[Sequence[Statement], Path], Callable[[], object]],
    open_pipeline: Callable[[Path], Pipeline],
) -> None:
    """`build STATEMENTS FOLDER` says the seconds of building with the models loaded; `serve FOLDER` answers texts.

    `build` loads the models and returns the work that is timed.
    """
    tell({"imported": own_peak_mib()})
    if arguments[0] == "build":
        statements = [Statement(**each) for each in json.loads(Path(arguments[1]).read_text(encoding="utf-8"))]
        work = build(statements, Path(arguments[2]))
        began = perf_counter()
        work()
        tell({"seconds": perf_counter() - began, "mib": own_peak_mib()})
        return
    pipeline = open_pipeline(Path(arguments[1]))
    tell({"ready": own_peak_mib()})
    converse(lambda body: answered(pipeline, body["text"]))


def answered(pipeline: Pipeline, text: str) -> Json:
    """Seconds of finding and judging, what was found and judged, and the MiB held at most."""
    began = perf_counter()
    judged = pipeline.judged(text)
    took = perf_counter() - began
    return {
        "seconds": took,
        "judged": list(judged),
        "found": list(pipeline.found(text)),
        "nearest": list(pipeline.nearest(text)),
        "mib": own_peak_mib(),
    }
