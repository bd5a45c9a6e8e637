"""A target by what the command line calls it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from eval.record import read_run
from eval.targets.http import HttpTarget
from eval.targets.in_process import InProcess
from eval.targets.recorded import Recorded
from eval.targets.target import Target
from service.bootstrap import build, build_index
from service.settings import Settings

IN_PROCESS = "inprocess"


def open_target(name: str, settings: Settings) -> Target:
    """`inprocess`, the address of a server, or the folder of a run.

    Raises TargetFault, RunFault, or what building the service raises.
    """
    if name == IN_PROCESS:
        return _in_process(settings)
    return HttpTarget(name) if "://" in name else _recorded(Path(name))


def _in_process(settings: Settings) -> Target:
    build_index(settings, lambda stage, done, total: None)
    return InProcess(build(settings), settings, datetime.now(UTC).date())


def _recorded(folder: Path) -> Target:
    run = read_run(folder)
    return Recorded(run.facts.target, run.results, run.cards)
