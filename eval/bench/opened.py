"""How long a fresh process takes to open the live index, step by step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.processes import working
from service.settings import Settings

STEPS = ("imported", "opened", "replied", "searched")


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds that each of `STEPS` took, and the MiB held at most when it was done."""

    seconds: dict[str, float]
    mib: dict[str, float]


def open_once(settings: Settings, texts: Sequence[str], log: Path) -> Opened:
    """One fresh process, which replies to the first text and searches for all; its start counts to its imports."""
    seconds, mib = {}, {}
    before = time.perf_counter()
    with working("eval.bench.opening", texts, settings, log) as worker:
        for step in STEPS:
            mib[step] = float(worker.hear()[step])
            now = time.perf_counter()
            seconds[step], before = now - before, now
    return Opened(seconds, mib)
