"""What triage decides."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain import Outcome
from service.language.policy import HelpLine


@dataclass(frozen=True, slots=True)
class Decision:
    """A reply of fixed texts alone. `kind` is the id of what was recognised; `help_lines` are for urgent ones.

    `sentences` are in the order in which they are said and already name the help lines of the region.
    """

    outcome: Outcome
    kind: str
    sentences: tuple[str, ...]
    help_lines: tuple[HelpLine, ...] = ()
    next_steps: tuple[str, ...] = ()
