"""The shape of a suite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from eval.documents import Document
from eval.lines import DataFault
from eval.measure import Measure
from eval.result import Json
from eval.targets.target import Target

JUDGED = 20


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said: outside data, which split of it, and how many cases at most (0 for all).

    `cache` keeps the indexes of collections; without it they are kept beside that of the corpus. `at_once` cases are
    asked side by side; `judged` is how many documents of a collection are put in the judge's order, see `CollectionTarget`.
    """

    data: Path | None = None
    split: str = "development"
    limit: int = 0
    seed: int = 13
    cache: Path | None = None
    at_once: int = 1
    judged: int = JUDGED


@dataclass(frozen=True, slots=True)
class Item:
    """One case before it runs. `asked` and `expected` go to the record as they are; see `CaseResult` for the rest."""

    id: str
    asked: Json
    expected: Json
    cluster: str = ""
    slices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scores:
    """What one case came to: scores by name, what was said, and a reason for each score that is not full marks."""

    scores: Mapping[str, float | bool]
    said: Json
    reasons: tuple[str, ...] = ()


class Suite(Protocol):
    """A suite loads its items, runs one at a time, and says what it measures. It keeps no state between items."""

    @property
    def name(self) -> str:
        """As on the command line."""

    @property
    def needs_data(self) -> bool:
        """Whether it runs only with `--data`."""

    @property
    def measures(self) -> Sequence[Measure]:
        """Its figures, the main one first."""

    def load(self, options: Options) -> Sequence[Item]:
        """The items, in order; raises DataFault naming file, line and rule."""

    def run(self, item: Item, target: Target) -> Scores:
        """Ask the target and score what it says; may raise TargetFault, or Unscorable where it cannot be scored."""


@runtime_checkable
class Particular(Protocol):
    """A suite that not every target can serve."""

    def check_target(self, target: Target) -> None:
        """Raise TargetFault, before any item runs, where the target lacks what the suite asks of it."""


@runtime_checkable
class OverDocuments(Protocol):
    """A suite that asks over documents of its own in place of the corpus."""

    def documents(self, options: Options) -> Sequence[Document]:
        """The documents, each with an id of its own; raises DataFault naming file, line and rule."""


def folder_of(suite: str, options: Options) -> Path:
    """The folder that the command line named; raises DataFault where it named none, or what is no folder."""
    if options.data is None:
        raise DataFault(f"the suite {suite} needs --data DIR")
    if not options.data.is_dir():
        raise DataFault(f"{options.data}: no such folder")
    return options.data
