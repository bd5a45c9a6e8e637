"""What a part of the bench came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.bench.estimate import Estimate
from eval.result import Json

TIMES = "times"
SHARE = "share"


class PartFault(RuntimeError):
    """A part that cannot be measured; the message says why, and the other parts go on."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One estimate; `versus` says of a ratio what it is in multiples of, measured in the same run."""

    name: str
    unit: str
    estimate: Estimate
    versus: str = ""

    def as_json(self) -> Json:
        """Flat, for a file."""
        return {"name": self.name, "unit": self.unit, **asdict(self.estimate), "versus": self.versus}


@dataclass(frozen=True, slots=True)
class Series:
    """How one thing grows: per size its estimate, and the exponent of a power law through the medians."""

    name: str
    unit: str
    points: Mapping[int, Estimate]
    exponent: Estimate | None

    def as_json(self) -> Json:
        """Points in the order of their size."""
        points = [{"size": size, **asdict(estimate)} for size, estimate in sorted(self.points.items())]
        exponent = asdict(self.exponent) if self.exponent else None
        return {"name": self.name, "unit": self.unit, "points": points, "exponent": exponent}


@dataclass(frozen=True, slots=True)
class Measured:
    """All of one part; `notes` say what a reader must know to read the figures right. A `fault` means no figures.

    `kept` are the cases behind the figures, for a person to read.
    """

    part: str
    figures: Sequence[Figure] = ()
    series: Sequence[Series] = ()
    notes: Sequence[str] = ()
    fault: str = ""
    kept: Sequence[Json] = ()

    def as_json(self) -> Json:
        """The whole part."""
        return {
            "part": self.part,
            "fault": self.fault,
            "figures": [figure.as_json() for figure in self.figures],
            "series": [series.as_json() for series in self.series],
            "notes": list(self.notes),
        }
