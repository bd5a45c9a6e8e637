"""Messages that speak of present danger."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain import Outcome
from service.language.phrases import Phrases
from service.language.policy import HelpLine, HelpLines, LineKind, RegionLines, UrgentCategory
from service.triage.decision import Decision
from service.triage.sense import SENSED


class Urgent:
    """Recognises an emergency, and names the people who can help."""

    def __init__(self, categories: Sequence[UrgentCategory], help_lines: HelpLines) -> None:
        """Make the patterns ready; the first category that fits wins."""
        self._ready = [(category, Phrases(category.signs)) for category in categories]
        self._help_lines = help_lines

    def decide(self, forms: Sequence[str], region: str | None) -> Decision | None:
        """The calm words and the lines of the region; None where no normal form speaks of danger."""
        for category, phrases in self._ready:
            if phrases.found_in(forms):
                return self._decision(category, region)
        return None

    def sensed(self, region: str | None) -> Decision | None:
        """What is said where a sense speaks up; None where the corpus has no words for that."""
        return next((self._decision(category, region) for category, _ in self._ready if category.id == SENSED), None)

    def _decision(self, category: UrgentCategory, region: str | None) -> Decision:
        near = self._help_lines.near(region)
        nearest, further = near.of_kinds(category.lines), self._further(near, category)
        return Decision(
            outcome=Outcome.URGENT,
            kind=category.id,
            sentences=(*category.say, *(f"{line.words}." for line in nearest)),
            help_lines=(*nearest, *(line for _, line in further)),
            next_steps=tuple(f"{name}: {line.words}" for name, line in further),
        )

    def _further(self, near: RegionLines, category: UrgentCategory) -> list[tuple[str, HelpLine]]:
        """Where the region is known, how to find lines elsewhere; where it is not, the first line of each region."""
        elsewhere = self._help_lines.elsewhere
        regions = [elsewhere] if near is not elsewhere else dict.fromkeys(self._help_lines.regions.values())
        kind = LineKind.CRISIS if near is not elsewhere else category.lines[0]
        return [(region.name, line) for region in regions for line in region.of_kind(kind)[:1]]
