"""Which replies a reviewer sees, and in which order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.comparison import check_same_cases
from eval.figures import by_cluster
from eval.record import Run
from eval.review.reply import Reply, readable_run, replies_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """A reply to score, and the folders of the runs that hold it."""

    reply: Reply
    runs: tuple[Path, ...]


def draw(folders: Sequence[Path], sample: int, reviewer: str) -> tuple[Drawn, ...]:
    """The replies of all runs to at most `sample` cases (0 for all), in an order that tells nothing of the runs.

    Every reviewer gets the same cases, in an order of their own; a larger sample holds every smaller one. A reply
    that several runs share is drawn once. Raises RunFault, and NotComparable for runs of different cases.
    """
    folders = tuple(dict.fromkeys(folders))
    runs = [readable_run(folder) for folder in folders]
    for other in runs[1:]:
        check_same_cases(runs[0], other)
    replies = [replies_of(run) for run in runs]
    seed = runs[0].facts.seed
    cases = drawn_cases(_strata(runs[0], replies), seed)[: sample or None]
    drawn = _merged(folders, replies, cases)
    return tuple(sorted(drawn, key=lambda each: chance(seed, reviewer, each.reply.id)))


def drawn_cases(strata: Mapping[str, Sequence[str]], seed: int) -> list[str]:
    """Every case, so ordered that each beginning of the list holds each stratum by its share (systematic sampling)."""
    places: dict[str, float] = {}
    for stratum, cases in strata.items():
        start = chance(seed, stratum)
        shuffled = sorted(cases, key=lambda case: chance(seed, case))
        places |= {case: (rank + start) / len(cases) for rank, case in enumerate(shuffled)}
    return sorted(places, key=lambda case: (places[case], case))


def chance(*of: object) -> float:
    """A number in [0, 1) that is the same for the same values, on every machine and version."""
    digest = hashlib.sha256(repr(of).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def _strata(run: Run, replies: Sequence[Mapping[str, Reply]]) -> dict[str, list[str]]:
    """The cases that have a reply in any run, by slice, or by outcome where a case has no slice."""
    first = {case: reply for each in reversed(replies) for case, reply in each.items()}
    answered = [result for result in run.results if result.id in first]

    def stratum(case: str) -> str:
        slices = sorted(first[case].result.slices.items())
        return repr(slices) if slices else first[case].said.outcome

    groups = by_cluster([result.id for result in answered], stratum)
    return {stratum(group[0]): group for group in groups}


def _merged(folders: Sequence[Path], replies: Sequence[Mapping[str, Reply]], cases: Sequence[str]) -> list[Drawn]:
    found: dict[str, Drawn] = {}
    for folder, of_run in zip(folders, replies, strict=True):
        for reply in (of_run[case] for case in cases if case in of_run):
            known = found.get(reply.id, Drawn(reply, ()))
            found[reply.id] = Drawn(known.reply, (*known.runs, folder))
    return list(found.values())
