"""What triage is told: which phrases mean which kind of message, what is said then, and whom to call.

Reading these from the corpus is the business of `service.ingestion`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.language.phrases import Sign


class LineKind(StrEnum):
    """The sorts of number that an urgent category asks for."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISON = "poison"


class LineChecked(StrEnum):
    """Whether a number was read on the page named beside it, or only recalled."""

    READ = "read"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One service that a visitor can reach; at least one of phone, text and url is there."""

    name: str
    phone: str | None
    text: str | None
    url: str | None
    hours: str | None
    note: str | None
    checked: LineChecked
    checked_on: date
    checked_against: str | None

    @property
    def words(self) -> str:
        """The line as one line of text."""
        ways = [
            f"call {self.phone}" if self.phone else "",
            f"text {self.text}" if self.text else "",
            self.url or "",
        ]
        details = [part for part in (self.hours, self.note) if part]
        return f"{self.name}: {', '.join(filter(None, ways))}" + (f" ({'; '.join(details)})" if details else "")


@dataclass(frozen=True, slots=True)
class RegionLines:
    """The lines of one region; `codes` are the ISO 3166 codes that it answers for."""

    codes: tuple[str, ...]
    name: str
    emergency: tuple[HelpLine, ...]
    crisis: tuple[HelpLine, ...]
    poison: tuple[HelpLine, ...]

    def of_kinds(self, kinds: Iterable[LineKind]) -> tuple[HelpLine, ...]:
        """The lines of several sorts, sort by sort."""
        return tuple(line for kind in kinds for line in self.of_kind(kind))

    def of_kind(self, kind: LineKind) -> tuple[HelpLine, ...]:
        """The lines of one sort, best first; there may be none."""
        return {LineKind.EMERGENCY: self.emergency, LineKind.CRISIS: self.crisis, LineKind.POISON: self.poison}[kind]


@dataclass(frozen=True, slots=True)
class HelpLines:
    """The lines of every region that the corpus knows, and those that hold anywhere."""

    regions: Mapping[str, RegionLines]
    elsewhere: RegionLines

    def near(self, region: str | None) -> RegionLines:
        """The lines for an ISO 3166 code such as `GB` or `US-CA`; `elsewhere` where the region is not known."""
        country = (region or "").strip().upper().split("-")[0]
        return self.regions.get(country, self.elsewhere)


@dataclass(frozen=True, slots=True)
class UrgentCategory:
    """One sort of emergency. `lines` are in the order in which they are shown."""

    id: str
    title: str
    signs: tuple[Sign, ...]
    say: tuple[str, ...]
    lines: tuple[LineKind, ...]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonalKind:
    """One sort of question about a visitor's own care, which belongs with a person. `lines` may be none."""

    id: str
    title: str
    signs: tuple[Sign, ...]
    say: tuple[str, ...]
    next_steps: tuple[str, ...]
    lines: tuple[LineKind, ...]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A message that asks nothing of the sources: a greeting, thanks, who are you."""

    id: str
    title: str
    signs: tuple[Sign, ...]
    say: tuple[str, ...]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyPolicy:
    """All of it, each part in order of precedence. `off_subject` is said when nothing else fits."""

    urgent: tuple[UrgentCategory, ...]
    personal: tuple[PersonalKind, ...]
    small_talk: tuple[SmallTalk, ...]
    off_subject: tuple[str, ...]
    help_lines: HelpLines
