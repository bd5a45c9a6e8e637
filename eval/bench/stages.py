"""Latency of each stage of a reply, on the development cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from eval.bench.estimate import paired_ratio, quantile, rate
from eval.bench.figure import SHARE, Figure, Measured
from eval.bench.order import Workplace
from eval.bench.stopwatch import Stopwatch, Timed
from eval.runner import Progress
from service.bootstrap import load_models, open_parts, open_sessions, wire
from service.ingestion.generation import open_generation
from service.ingestion.safety import load_safety
from service.pipeline import FactChecker
from service.settings import Settings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

WHOLE = "whole reply"
WARM_UP = 3
PARTS = {
    "encoder": ("encoding", ("encode",)),
    "vectors": ("dense search", ("search",)),
    "lexical": ("lexical search", ("search",)),
    "judge": ("judging", ("judge",)),
    "sense": ("sensing", ("margins",)),
    "speller": ("spelling", ("correct",)),
}
STAGES = {
    "triage": ("triage", ("urgent", "decide")),
    "conversation": ("conversation", ("open", "resolve", "keep")),
    "reader": ("reading claims", ("read", "read_message")),
    "search_passages": ("fused search", ("search",)),
    "verifier": ("verification", ("findings", "bears_on")),
    "answerer": ("answering", ("outline", "write", "general_facts")),
}
NOTES = (
    "Each development case is one message without a history. A stage's figures are of the replies in which it ran.",
    "Stages overlap: triage holds sensing; fused search holds encoding, dense and lexical search, and spelling; "
    "verification and answering hold judging.",
)
T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Lap:
    """One reply: its seconds and items by stage."""

    seconds: dict[str, float]
    items: dict[str, int]


def measure_stages(place: Workplace, progress: Progress) -> Measured:
    """p50 and p95 of every stage, its share of the reply, and how many pairs and texts the models read a second."""
    watch = Stopwatch()
    checker = watched(place.settings, watch)
    for text in place.texts[:WARM_UP]:
        checker.reply(text)
    laps = []
    for done, text in enumerate(place.texts):
        progress(done, len(place.texts))
        laps.append(lap(checker, watch, text))
    progress(len(place.texts), len(place.texts))
    checker.close()
    return Measured("stages", [*stage_figures(laps), *speeds(laps)], notes=NOTES)


def watched(settings: Settings, watch: Stopwatch) -> FactChecker:
    """The product over the live index, every stage of it timed."""
    models = load_models(settings)
    generation = open_generation(settings.index_dir, model_hash=models.encoder.model_hash)
    parts = with_timing(open_parts(generation, models), PARTS, watch)
    policy = load_safety(generation.layout.corpus)
    return with_timing(wire(settings, generation, policy, parts, open_sessions(settings)), STAGES, watch)


def with_timing(whole: T, stages: Mapping[str, tuple[str, Collection[str]]], watch: Stopwatch) -> T:
    """The dataclass with a timed stand-in for each field that `stages` names."""
    stand_ins = {name: Timed(getattr(whole, name), *stage, watch) for name, stage in stages.items()}
    return replace(whole, **stand_ins)


def lap(checker: FactChecker, watch: Stopwatch, text: str) -> Lap:
    """Reply to one message, timed."""
    watch.lap()
    began = perf_counter()
    checker.reply(text)
    took = perf_counter() - began
    seconds, items = watch.lap()
    return Lap({WHOLE: took, **seconds}, items)


def stage_figures(laps: Sequence[Lap]) -> list[Figure]:
    """Stage by stage, in the order of the walk, then the whole reply."""
    names = [stage for stage, _ in (*STAGES.values(), *PARTS.values())]
    return [figure for name in (*names, WHOLE) for figure in figures_of(name, laps)]


def figures_of(name: str, laps: Sequence[Lap]) -> list[Figure]:
    """p50, p95 and share of one stage; none where it never ran."""
    ran = [lap for lap in laps if name in lap.seconds]
    if not ran:
        return []
    ms = [1000 * lap.seconds[name] for lap in ran]
    figures = [Figure(f"{name}, p50", "ms", quantile(ms, 0.5)), Figure(f"{name}, p95", "ms", quantile(ms, 0.95))]
    if name == WHOLE:
        return figures
    part, whole = ([lap.seconds.get(n, 0.0) for lap in laps] for n in (name, WHOLE))
    return [*figures, Figure(f"{name}, share of all replies' time", SHARE, rate(part, whole), WHOLE)]


def speeds(laps: Sequence[Lap]) -> list[Figure]:
    """What the models read in a second, and a reply in fused searches."""
    speeds = [
        Figure(title, unit, rate([lap.items[name] for lap in ran], [lap.seconds[name] for lap in ran]))
        for name, title, unit in (("judging", "judged", "pairs/s"), ("encoding", "encoded", "texts/s"))
        if (ran := [lap for lap in laps if lap.items.get(name)])
    ]
    both = [lap.seconds for lap in laps if "fused search" in lap.seconds]
    if both:
        share = paired_ratio([s[WHOLE] for s in both], [s["fused search"] for s in both])
        speeds.append(Figure("a reply that searched", "times", share, "its searches"))
    return speeds
