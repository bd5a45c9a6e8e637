"""A run on disk: a folder that never changes once it is written.

`run.json` says what was run on what; `cases.jsonl` holds every case, one line each, in the order of the suite;
`cards.json` holds the cards of the sources that were cited, so that the run can be scored again.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from eval.result import CaseResult, Json
from eval.suites.suite import Item
from eval.targets.recorded import Cards
from eval.targets.target import TargetFacts

RUNS = Path("runs")
CASES = "cases.jsonl"
CARDS = "cards.json"


class RunFault(ValueError):
    """A run folder that is missing, incomplete, or not what was written."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What makes a run comparable with another: `cases_hash` covers what was asked and what was expected.

    Times are comparable where as many cases were asked side by side (`at_once`).
    """

    suite: str
    split: str
    cases_hash: str
    target: TargetFacts
    seed: int
    started: str
    machine: Mapping[str, str]
    took_s: float
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """A recorded run."""

    name: str
    facts: RunFacts
    results: tuple[CaseResult, ...]
    cards: Cards

    def result(self, case_id: str) -> CaseResult:
        """One case; raises RunFault where there is none of this id."""
        for result in self.results:
            if result.id == case_id:
                return result
        raise RunFault(f"{self.name}: no case has the id {case_id!r}")


def cases_hash(items: Sequence[Item]) -> str:
    """sha256 of what is asked and expected, in order."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(json.dumps([item.id, item.asked, item.expected], sort_keys=True).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def machine() -> dict[str, str]:
    """What the run ran on, without naming the machine."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
    }


def check_new(folder: Path) -> None:
    """Raise RunFault where a run cannot be written: a run never changes, so only an empty folder may be there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RunFault(f"{folder}: exists already; a run never changes")


def write_run(folder: Path, facts: RunFacts, results: Sequence[CaseResult], cards: Cards) -> Run:
    """Write a new run folder, whole or not at all; raises RunFault where one is there."""
    check_new(folder)
    beside = folder.with_name(folder.name + ".part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    bodies = {CASES: "".join(_dumped(result.as_json()) + "\n" for result in results), CARDS: _dumped(cards) + "\n"}
    for name, body in bodies.items():
        (beside / name).write_bytes(_encoded(body))
    whole = asdict(facts)
    digests = {name: _sha256(_encoded(body)) for name, body in bodies.items()}
    sealed = {**whole, "sha256": {**digests, "run.json": _digest_of(whole)}}
    (beside / "run.json").write_bytes(_encoded(json.dumps(sealed, indent=2, ensure_ascii=False) + "\n"))
    beside.rename(folder)
    return Run(folder.name, facts, tuple(results), cards)


def read_run(folder: Path) -> Run:
    """Read a run folder; raises RunFault where it is missing, incomplete or was changed after it was written."""
    try:
        raw: Json = json.loads((folder / "run.json").read_bytes())
        bodies = {name: (folder / name).read_bytes() for name in (CASES, CARDS)}
        digests: Json = raw.pop("sha256")
        _check_unchanged(
            folder, {**{n: _sha256(body) for n, body in bodies.items()}, "run.json": _digest_of(raw)}, digests
        )
        facts = RunFacts(**{**raw, "target": TargetFacts(**raw["target"])})
        lines = _decoded(bodies[CASES]).split("\n")
        results = tuple(CaseResult.from_json(json.loads(line)) for line in lines if line)
        cards: Cards = json.loads(_decoded(bodies[CARDS]))
    except RunFault:
        raise
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise RunFault(f"{folder}: not a run of this version: {type(error).__name__}: {error}") from error
    return Run(folder.name, facts, results, cards)


def _check_unchanged(folder: Path, found: Mapping[str, str], written: Mapping[str, str]) -> None:
    for name, digest in found.items():
        if written.get(name) != digest:
            raise RunFault(f"{folder / name}: changed after the run was written")


def _digest_of(facts: Json) -> str:
    return _sha256(json.dumps(facts, sort_keys=True).encode())


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _encoded(text: str) -> bytes:
    """UTF-8, and also the lone surrogates that JSON may hold."""
    return text.encode("utf-8", "surrogatepass")


def _decoded(body: bytes) -> str:
    return body.decode("utf-8", "surrogatepass")


def run_name(suite: str, started: datetime) -> str:
    """As in "cases-20261124T051500Z"."""
    return f"{suite}-{started:%Y%m%dT%H%M%SZ}"


@contextmanager
def reserved(suite: str, started: datetime, runs: Path = RUNS) -> Iterator[Path]:
    """A new empty folder for a run, whoever else starts one in the same second; it goes where nothing was put in it."""
    runs.mkdir(parents=True, exist_ok=True)
    folder = _first_free(runs, run_name(suite, started))
    try:
        yield folder
    finally:
        if not any(folder.iterdir()):
            folder.rmdir()


def _first_free(runs: Path, name: str) -> Path:
    """Make the folder of that name or of the first free number after it: making is what no two can do."""
    number = 1
    while True:
        folder = runs / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder
