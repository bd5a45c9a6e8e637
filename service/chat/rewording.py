"""A sentence in plainer words by a chat model."""

from __future__ import annotations

from service.chat.asking import Asker
from service.chat.prompts import REWORD
from service.chat.shapes import Reworded
from service.ports import Witness


class ModelReworder:
    """See `ports.Reworder`."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.name = asker.name

    def plainer(self, sentence: str, grade: int, witness: Witness) -> str:
        """See `ports.Reworder`."""
        return self._asker.ask(REWORD, {"sentence": sentence, "grade": grade}, Reworded, witness).text.strip()
