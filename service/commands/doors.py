"""Everything that the command line calls, as one value: the real parts in `service/cli.py`, fakes in tests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from service.domain import Reply, Report
from service.receipt import Receipt
from service.settings import Settings

OnProgress = Callable[[str, int, int], None]
"""Called with the stage's name, how much of it is done, and how much there is."""


class Checker(Protocol):
    """What answers and checks; see `service/pipeline.py`."""

    def reply(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Reply:
        """Answer a message."""

    def check(self, text: str, *, source_url: str | None = None) -> Report:
        """Check a text."""


class Built(Protocol):
    """What a build of the index came to."""

    @property
    def built(self) -> bool:
        """False where the index already was what the corpus asks for."""

    @property
    def manifest(self) -> Mapping[str, object]:
        """What the index is made of."""

    @property
    def embedded(self) -> int:
        """Passages that were encoded anew."""

    @property
    def reused(self) -> int:
        """Passages whose vectors were taken over."""


class Admitted(Protocol):
    """One new entry of the ledger."""

    @property
    def id(self) -> str:
        """The card's or review's id."""

    @property
    def kind(self) -> str:
        """Source or review."""


class Admit(Protocol):
    """Enters files into the ledger; see `service/ingestion/admission.py`."""

    def __call__(
        self, corpus_dir: Path, *, by: str, grounds: str, on: date, ids: Collection[str] | None = None
    ) -> Sequence[Admitted]:
        """Enter the files with these ids, or all that are new or changed."""


class ServeMcp(Protocol):
    """Serves the tools of the Model Context Protocol; see `service/mcp_server/serve.py`."""

    def __call__(self, settings: Settings, address: tuple[str, int] | None) -> None:
        """Listen on a host and port, or speak over the standard streams."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The parts behind the commands. Each raises errors of `service.errors` only.

    `open_mcp` raises ExtraMissing where its package is not installed; `find_receipt` gives that of a reply, or the newest,
    and raises NotFound.
    """

    settings: Callable[[], Settings]
    build: Callable[[Settings], Checker]
    build_index: Callable[[Settings, OnProgress], Built]
    live_generation: Callable[[Settings], str | None]
    corpus_faults: Callable[[Path], Sequence[object]]
    admit: Admit
    serve: Callable[[Settings, str, int], None]
    open_mcp: Callable[[], ServeMcp]
    find_receipt: Callable[[Settings, str | None], Receipt]
    reply_json: Callable[[Reply], str]
    report_json: Callable[[Report], str]
    today: Callable[[], date]
    version: str
