"""Questions about a visitor's own care, which a person who knows them has to answer."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain import Outcome
from service.language.phrases import Phrases
from service.language.policy import PersonalKind
from service.triage.decision import Decision


class Personal:
    """Recognises them, and says kindly where they belong."""

    def __init__(self, kinds: Sequence[PersonalKind]) -> None:
        """Make the patterns ready; the first kind that fits wins."""
        self._ready = [(kind, Phrases(kind.signs)) for kind in kinds]

    def decide(self, forms: Sequence[str]) -> Decision | None:
        """What is said instead of advice; None where nothing personal was asked."""
        for kind, phrases in self._ready:
            if phrases.found_in(forms):
                return Decision(Outcome.DECLINED, kind.id, kind.say, next_steps=kind.next_steps)
        return None
