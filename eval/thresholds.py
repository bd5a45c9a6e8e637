"""What a run must reach: `gates.toml`, checked, and held against the figures of a run."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.figures import Figure

GATES = Path(__file__).parent / "gates.toml"


class GateFault(ValueError):
    """Thresholds that cannot be read, or that there are none of."""


class Threshold(BaseModel):
    """A figure of a suite and split with its bound, which it may touch."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: str
    split: str
    figure: str
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("one of at_least and at_most must be given")
        return self

    def failure(self, figures: Sequence[Figure]) -> str | None:
        """What is wrong, or None; a figure that was not measured has not reached its bound."""
        found = next((f for f in figures if f.name == self.figure), None)
        if found is None or found.value is None:
            return f"{self.figure}: not measured"
        if self.at_least is not None and found.value < self.at_least:
            return f"{self.figure}: {found.value:.3f} is below {self.at_least:g}"
        if self.at_most is not None and found.value > self.at_most:
            return f"{self.figure}: {found.value:.3f} is above {self.at_most:g}"
        return None


class Margin(BaseModel):
    """How much worse a figure may perhaps be than in the run before, in the unit of the figure; see `noninferiority`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: str
    split: str
    figure: str
    margin: float = Field(gt=0)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    gate: tuple[Threshold, ...]
    margin: tuple[Margin, ...] = ()


def thresholds_of(suite: str, split: str, path: Path = GATES) -> tuple[Threshold, ...]:
    """The thresholds of a suite and split; raises GateFault where there are none or the file breaks a rule."""
    found = tuple(each for each in _read(path).gate if (each.suite, each.split) == (suite, split))
    if not found:
        raise GateFault(f"{path}: no thresholds for the suite {suite}, split {split}")
    return found


def margins_of(suite: str, split: str, path: Path = GATES) -> tuple[Margin, ...]:
    """The margins of a suite and split; raises GateFault where there are none or the file breaks a rule."""
    found = tuple(each for each in _read(path).margin if (each.suite, each.split) == (suite, split))
    if not found:
        raise GateFault(f"{path}: no margins for the suite {suite}, split {split}")
    return found


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise GateFault(f"{path}: {error}") from error


def failures(thresholds: Sequence[Threshold], figures: Sequence[Figure]) -> list[str]:
    """Every threshold that was not reached, in words."""
    return [failure for threshold in thresholds if (failure := threshold.failure(figures))]
