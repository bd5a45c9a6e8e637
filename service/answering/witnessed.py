"""The gate with a witness of what it holds back."""

from __future__ import annotations

from dataclasses import dataclass

from service.answering.draft import Draft
from service.answering.gate import Gate, Rejection
from service.ports import Witness
from service.receipt import Held


@dataclass(frozen=True, slots=True)
class WitnessedGate:
    """Judges as the gate does, and tells each rejection without the words that were rejected."""

    gate: Gate
    witness: Witness

    def rejections(self, draft: Draft) -> tuple[Rejection, ...]:
        """See `gate.Judging`."""
        found = self.gate.rejections(draft)
        for rejection in found:
            cited = next(each.quotes for each in draft if each.text == rejection.sentence)
            self.witness.note(Held(rejection.rule, tuple(dict.fromkeys(quote.passage.id for quote in cited))))
        return found
