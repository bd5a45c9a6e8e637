"""Cases: what a visitor writes, and which replies a good health editor would accept."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from service.domain import Outcome, Verdict

CASES = Path(__file__).parent / "cases"


class Case(BaseModel):
    """One case; `sources_any` names sources any one of which is a right one to cite."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    type: str
    text: str
    history: tuple[str, ...] = ()
    region: str | None = None
    expected_outcomes: tuple[Outcome, ...]
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


def load_cases(folder: Path) -> tuple[Case, ...]:
    """Cases of every .jsonl file of a folder, in order; ValueError names file, line and rule."""
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            case = _parse(path, number, line)
            if case.id in cases:
                raise ValueError(f"{path}:{number}: duplicate id {case.id}")
            cases[case.id] = case
    if not cases:
        raise ValueError(f"{folder}: no cases")
    return tuple(cases.values())


def _parse(path: Path, number: int, line: str) -> Case:
    try:
        return Case.model_validate(json.loads(line))
    except (ValidationError, ValueError) as error:
        raise ValueError(f"{path}:{number}: {error}") from error
