"""What is known of one case after it ran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Status(StrEnum):
    """What became of a case. Only `scored` cases count in a figure; the others are counted and shown as what they are."""

    SCORED = "scored"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    UNSCORABLE = "unscorable"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case of a run.

    `cluster` is the unit of resampling (a source, a conversation, or the case itself); cases of one cluster are not
    independent. `slices` name groups that figures are broken down by. `scores` hold what was measured, by name: true or
    false for a rate, a number for a mean; a name that is absent does not apply to the case. `said` is what figures over
    the set (macro F1, calibration) are computed from; `exchanges` are the calls of the target with its answers, whole.
    """

    id: str
    status: Status
    cluster: str
    slices: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float | bool] = field(default_factory=dict)
    asked: Json = field(default_factory=dict)
    expected: Json = field(default_factory=dict)
    said: Json = field(default_factory=dict)
    exchanges: tuple[Json, ...] = ()
    reasons: tuple[str, ...] = ()
    took_ms: float | None = None

    def as_json(self) -> Json:
        """A JSON object; `from_json` gives an equal result back."""
        return asdict(self)

    @staticmethod
    def from_json(raw: Json) -> CaseResult:
        """Read what `as_json` wrote; raises KeyError or ValueError on another shape."""
        tuples = {name: tuple(raw[name]) for name in ("exchanges", "reasons")}
        return CaseResult(**{**raw, **tuples, "status": Status(raw["status"])})
