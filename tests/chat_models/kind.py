"""What a kind of chat model is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tests.chat_models.behaviour import Act


class Fate(Enum):
    """What is to become of what a model says: it is shown, may be shown, or is kept from the visitor."""

    SHOWN = "shown"
    ALLOWED = "allowed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of behaving: what the model does, and what must not come of it.

    It does so in `tasks` and is honest in the others.
    """

    name: str
    does: str
    never: str
    act: Act
    tasks: frozenset[str]
    fate: Fate = Fate.STOPPED
