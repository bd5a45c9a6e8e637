"""A long sentence split into its statements by a chat model."""

from __future__ import annotations

from service.chat.asking import Asker
from service.chat.prompts import SPLIT
from service.chat.shapes import Split
from service.ports import Witness


class ModelSplitter:
    """See `ports.Splitter`."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def split(self, sentence: str, witness: Witness) -> tuple[str, ...]:
        """See `ports.Splitter`."""
        return tuple(claim.strip() for claim in self._asker.ask(SPLIT, {"sentence": sentence}, Split, witness).claims)
