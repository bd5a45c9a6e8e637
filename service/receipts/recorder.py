"""Takes down what explains one reply, while its listener hears it."""

from __future__ import annotations

from service.domain import Citation, Sentence, Stage
from service.ports import Listener
from service.receipt import Fact


class Recorder:
    """A `ports.Witness`, and a `ports.Listener` that passes everything on."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self.facts: list[Fact] = []

    def note(self, fact: Fact) -> None:
        """See `ports.Witness`."""
        self.facts.append(fact)

    def stage(self, name: Stage) -> None:
        """See `ports.Listener`."""
        self._listener.stage(name)

    def citation(self, citation: Citation) -> None:
        """See `ports.Listener`."""
        self._listener.citation(citation)

    def sentence(self, sentence: Sentence) -> None:
        """See `ports.Listener`."""
        self._listener.sentence(sentence)
