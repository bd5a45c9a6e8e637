"""Seconds of a piece of work."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds_of(work: Callable[[], object]) -> float:
    """How long it took, by the wall."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
