"""What triage may say beside quotes: the fixed sentences of the safety files, and the help lines of a region."""

from __future__ import annotations

from collections.abc import Sequence

from service.language.policy import HelpLines, PersonalKind, RegionLines, SafetyPolicy, SmallTalk


def urgent_sentences(policy: SafetyPolicy) -> frozenset[str]:
    """Every sentence that may be said to somebody in danger: the calm words, and the lines of every region."""
    calm = {sentence for category in policy.urgent for sentence in category.say}
    return frozenset(calm | {sentence for region in _regions(policy.help_lines) for sentence in _sentences(region)})


def fixed_sentences(policy: SafetyPolicy) -> frozenset[str]:
    """Every sentence that triage may say."""
    kinds: list[PersonalKind | SmallTalk] = [*policy.personal, *policy.small_talk]
    return urgent_sentences(policy) | {sentence for kind in kinds for sentence in kind.say} | set(policy.off_subject)


def lines_of_region_first(said: Sequence[str], lines: HelpLines, region: str | None) -> bool:
    """Whether the sentences name a help line of the region, and none of another region before it."""
    near = _sentences(lines.near(region))
    named = [sentence for sentence in said if any(sentence in _sentences(each) for each in _regions(lines))]
    return bool(named) and named[0] in near


def _regions(lines: HelpLines) -> list[RegionLines]:
    return [*lines.regions.values(), lines.elsewhere]


def _sentences(region: RegionLines) -> frozenset[str]:
    return frozenset(f"{line.words}." for line in (*region.emergency, *region.crisis, *region.poison))
