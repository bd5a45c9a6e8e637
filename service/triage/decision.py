"""What triage decides."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain import Outcome
from service.language.policy import HelpLine

OFF_SUBJECT = "off-subject"


@dataclass(frozen=True, slots=True)
class Decision:
    """A reply of fixed texts alone. `kind` is the id of what was recognised.

    `sentences` stand in the order in which they are said. Help lines are named in words in `sentences` or `next_steps`;
    `help_lines` has them as data, those of the region first.
    """

    outcome: Outcome
    kind: str
    sentences: tuple[str, ...]
    help_lines: tuple[HelpLine, ...] = ()
    next_steps: tuple[str, ...] = ()
