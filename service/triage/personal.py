"""Questions about a visitor's own care, which a person who knows them has to answer."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain import Outcome
from service.language.phrases import Phrases
from service.language.policy import HelpLines, PersonalKind
from service.triage.decision import Decision
from service.triage.sense import SENSED


class Personal:
    """Recognises them, and says kindly where they belong."""

    def __init__(self, kinds: Sequence[PersonalKind], help_lines: HelpLines) -> None:
        """Make the patterns ready; the first kind that fits wins."""
        self._ready = [(kind, Phrases(kind.signs)) for kind in kinds]
        self._help_lines = help_lines

    def decide(self, forms: Sequence[str], region: str | None) -> Decision | None:
        """What is said instead of advice; None where nothing personal was asked."""
        for kind, phrases in self._ready:
            if phrases.found_in(forms):
                return self._decision(kind, region)
        return None

    def sensed(self, region: str | None) -> Decision | None:
        """What is said where a sense speaks up; None where the corpus has no words for that."""
        return next((self._decision(kind, region) for kind, _ in self._ready if kind.id == SENSED), None)

    def _decision(self, kind: PersonalKind, region: str | None) -> Decision:
        lines = self._help_lines.near(region).of_kinds(kind.lines)
        steps = (*kind.next_steps, *(line.words for line in lines))
        return Decision(Outcome.DECLINED, kind.id, kind.say, help_lines=lines, next_steps=steps)
