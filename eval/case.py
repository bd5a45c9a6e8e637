"""Cases: what a visitor writes, and which replies a good health editor would accept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ConfigDict, Field

from eval.lines import DataFault, Line, read_files
from service.domain import Outcome, Verdict

CASES = Path(__file__).parent / "cases"
HELDOUT = "heldout"
_CORRECTING = (Outcome.CORRECTED, Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
OUTCOMES_OF: Mapping[Verdict, tuple[Outcome, ...]] = {
    Verdict.SUPPORTED: (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED),
    Verdict.OVERSIMPLIFIED: _CORRECTING,
    Verdict.CONTESTED: _CORRECTING,
    Verdict.REFUTED: _CORRECTING,
    Verdict.NOT_ENOUGH_EVIDENCE: (Outcome.NOT_COVERED, Outcome.PARTLY_ANSWERED),
}
"""The outcomes that a reply with this verdict on its first settled claim can have, the usual one first.

What is stated is corrected; what is only asked is answered.
"""


class Case(Line):
    """One case; `sources_any` names sources any one of which is a right one to cite."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    text: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    region: str | None = None
    expected_outcomes: tuple[Outcome, ...] = Field(min_length=1)
    expected_verdict: Verdict | None = None
    also_accept: tuple[Verdict, ...] = ()
    sources_any: tuple[str, ...] = ()
    note: str = ""

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """Every verdict that is right; none where there is no proposition."""
        return frozenset({self.expected_verdict, *self.also_accept}) - {None} if self.expected_verdict else frozenset()

    @property
    def answerable(self) -> bool:
        """Whether a reply with content is the only right one."""
        return set(self.expected_outcomes) <= {Outcome.ANSWERED, Outcome.CORRECTED, Outcome.PARTLY_ANSWERED}


def load_cases(place: Path, *, hide_values: bool = False) -> tuple[Case, ...]:
    """Cases of one file or of every .jsonl file of a folder, in order; DataFault names file, line and rule."""
    if not place.exists():
        raise DataFault(f"{place}: no such file or folder")
    paths = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not paths:
        raise DataFault(f"{place}: no .jsonl file")
    return read_files(paths, Case, hide_values=hide_values)
