"""A follow-up made self-standing by a chat model."""

from __future__ import annotations

from collections.abc import Sequence

from service.chat.asking import Asker
from service.chat.prompts import FOLLOW_UP
from service.chat.shapes import SelfStanding
from service.ports import Witness

EARLIER = 4


class ModelFollowUps:
    """See `ports.FollowUps`."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def self_standing(self, message: str, earlier: Sequence[str], witness: Witness) -> str:
        """See `ports.FollowUps`."""
        data = {"earlier": list(earlier[-EARLIER:]), "message": message}
        return self._asker.ask(FOLLOW_UP, data, SelfStanding, witness).question.strip()
