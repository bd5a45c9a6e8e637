"""A target by what the command line calls it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from eval.documents import Document
from eval.record import read_run
from eval.suites.suite import JUDGED
from eval.targets.collection import open_collection
from eval.targets.http import HttpTarget
from eval.targets.in_process import InProcess
from eval.targets.recorded import Recorded
from eval.targets.target import Target, TargetFault
from service.bootstrap import build, build_index, open_judge
from service.settings import Settings

IN_PROCESS = "inprocess"


def open_target(name: str, settings: Settings) -> Target:
    """`inprocess`, the address of a server, or the folder of a run.

    Raises TargetFault, RunFault, or what building the service raises.
    """
    if name == IN_PROCESS:
        return _in_process(settings)
    return HttpTarget(name) if "://" in name else _recorded(Path(name))


def open_over(
    documents: Sequence[Document], name: str, settings: Settings, cache: Path | None, judged: int = JUDGED
) -> Target:
    """As `open_target`, over these documents in place of the corpus; indexes are kept in `cache`.

    Raises TargetFault for the address of a server, which searches nothing but its corpus.
    """
    if "://" in name:
        raise TargetFault(f"{name} searches nothing but its own corpus: run this suite in process")
    return open_collection(documents, settings, cache, judged) if name == IN_PROCESS else _recorded(Path(name))


def _in_process(settings: Settings) -> Target:
    build_index(settings, lambda stage, done, total: None)
    return InProcess(build(settings), settings, datetime.now(UTC).date(), partial(open_judge, settings))


def _recorded(folder: Path) -> Target:
    run = read_run(folder)
    return Recorded(run.facts.target, run.results, run.cards)
