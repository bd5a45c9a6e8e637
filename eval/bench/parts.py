"""The parts of the bench, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eval.bench.build import measure_build
from eval.bench.chat import measure_chat
from eval.bench.endpoints import measure_endpoints
from eval.bench.figure import Measured
from eval.bench.growth import measure_growth
from eval.bench.order import Order, Workplace
from eval.bench.pairs import measure_pairs
from eval.bench.peer import measure_peer
from eval.bench.public import measure_public
from eval.bench.stages import measure_stages
from eval.bench.start import measure_start
from eval.bench.strength import measure_strength
from eval.runner import Progress


@dataclass(frozen=True, slots=True)
class Part:
    """One part; `minutes` is a guess of how long it takes on two cores, `wanted` tells when nobody named it."""

    measure: Callable[[Workplace, Progress], Measured]
    minutes: Callable[[Order], float]
    wanted: Callable[[Order], bool] = lambda order: True


PARTS: Mapping[str, Part] = {
    "start": Part(measure_start, lambda order: 0.2 * order.repeats),
    "stages": Part(measure_stages, lambda order: 0.1 + 0.008 * order.queries),
    "pairs": Part(measure_pairs, lambda order: 0.3),
    "endpoints": Part(measure_endpoints, lambda order: 0.1 + 0.01 * order.queries * len(order.concurrency)),
    "build": Part(measure_build, lambda order: 0.4 * max(1, order.repeats // 3) + 0.1 * order.repeats),
    "growth": Part(measure_growth, lambda order: 0.5 + order.encode / 8_000 + sum(order.sizes) / 16_000),
    "langchain": Part(measure_peer, lambda order: 0.8 + 0.1 * order.repeats + 0.03 * order.queries),
    "chat": Part(measure_chat, lambda order: 0.2 + 0.1 * order.queries, lambda order: False),
    "public": Part(measure_public, lambda order: 9.0, lambda order: order.public is not None),
    "strength": Part(measure_strength, lambda order: 3.0, lambda order: order.public is not None),
}
