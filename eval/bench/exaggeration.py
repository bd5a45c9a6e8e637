"""Conclusions of press releases against those of the abstracts that they tell of: which of the two claims more."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from pydantic import ConfigDict, Field

from eval.labelled import labelled
from eval.lines import Line, read_files
from eval.result import CaseResult
from service.domain import CausalStrength


class Telling(StrEnum):
    """How a press release tells what the abstract concludes."""

    SAME = "same"
    EXAGGERATES = "exaggerates"
    DOWNPLAYS = "downplays"


class Conclusions(Line):
    """A line of the file; fields beyond these are passed over."""

    numbered = True
    model_config = ConfigDict(frozen=True, extra="ignore")

    press_release_conclusion: str = Field(min_length=1)
    abstract_conclusion: str = Field(min_length=1)
    label: Telling


def compared(path: Path, level: Callable[[str], CausalStrength]) -> list[CaseResult]:
    """What the levels of both sides say of each pair; raises DataFault naming file, line and rule."""
    return [
        labelled(pair.id, pair.label, telling(level(pair.press_release_conclusion), level(pair.abstract_conclusion)))
        for pair in read_files([path], Conclusions)
    ]


def telling(press: CausalStrength, abstract: CausalStrength) -> Telling:
    """Whether one level is the other, above or below it."""
    if press == abstract:
        return Telling.SAME
    return Telling.EXAGGERATES if press > abstract else Telling.DOWNPLAYS
