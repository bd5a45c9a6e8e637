"""A follow-up read in the light of what was said before: "and for teenagers?" becomes a question of its own."""

from __future__ import annotations

import re

from service.conversation.insistence import insists
from service.domain import Turn
from service.language.concepts import ConceptMatcher, ConceptMention

SWAPPED_KINDS = frozenset({"population", "place", "drug", "condition", "treatment", "agency"})
_SHORT = 9
_CONNECTOR = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|no|right|thanks|thank you|sure|hm+|so|well)[\s,.!]+)*(?:(?:and|but|also|then|plus|or)\b[\s,]*)*"
    r"(?:(?:what|how) about\b|what of\b|what if\b)?[\s,]*",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^\W*(?:and|but|also|or|what about|how about|ok(?:ay)? (?:and|but|so)|then|so)\b|\b(?:it|that|this|those|these|they|them|then|one|ones|there)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"^\W*(?:(?:but )?are you (?:really |quite )?sure|really|you(?:'re| are) (?:wrong|mistaken|lying)|that(?:'s| is) (?:wrong|not (?:true|right)|nonsense)|"
    r"no(?:pe)?[,. !]|i (?:don't|dont) (?:believe|agree)|how (?:do|can) you know|says who|prove it)",
    re.IGNORECASE,
)


def is_follow_up(message: str, turns: tuple[Turn, ...], matcher: ConceptMatcher, subject: frozenset[str]) -> bool:
    """Whether a message can be understood only with the last turn; `subject` are the concepts of the topic itself."""
    if not turns:
        return False
    if _DOUBT.match(message) or insists(message, turns[-1].resolved, matcher):
        return True
    names_subject = any(mention.concept_id in subject for mention in matcher.find(message))
    connected = bool(re.match(r"^\W*(?:ok(?:ay)?[\s,]+)?(?:and|but|what about|how about)\b", message, re.IGNORECASE))
    return (connected and len(message.split()) <= 2 * _SHORT) or (
        not names_subject and (len(message.split()) <= _SHORT or bool(_LEANS.search(message)))
    )


def presses(message: str, last: Turn, matcher: ConceptMatcher) -> bool:
    """Whether it is doubt alone ("are you sure?") or insistence, so that the last question is asked again."""
    return bool(_DOUBT.match(message) and len(message.split()) <= _SHORT) or insists(message, last.resolved, matcher)


def resolve(message: str, last: Turn, matcher: ConceptMatcher) -> str:
    """A self-standing question made of the last one and the follow-up.

    Where the follow-up only names another group, place, drug or condition, that name takes the place of the old one;
    otherwise both are read together.
    """
    if presses(message, last, matcher):
        return last.resolved
    rest = message[_CONNECTOR.match(message).end() :] if _CONNECTOR.match(message) else message  # type: ignore[union-attr]
    swapped = _swapped(rest, last.resolved, matcher)
    if swapped:
        return swapped
    return f"{last.resolved.rstrip(' ?.!')}, {rest[:1].lower() + rest[1:]}"


def _swapped(rest: str, before: str, matcher: ConceptMatcher) -> str | None:
    """The last question with one concept exchanged, where the follow-up names little else."""
    new = [m for m in matcher.find(rest) if matcher.concepts[m.concept_id].kind in SWAPPED_KINDS]
    if len(new) != 1 or len(rest.split()) > _SHORT:
        return None
    kind = matcher.concepts[new[0].concept_id].kind
    old = next((m for m in matcher.find(before) if _swappable(m, new[0], kind, matcher)), None)
    if old is None:
        return None
    return before[: old.start] + rest[new[0].start : new[0].end] + before[old.end :]


def _swappable(old: ConceptMention, new: ConceptMention, kind: str, matcher: ConceptMatcher) -> bool:
    return matcher.concepts[old.concept_id].kind == kind and old.concept_id != new.concept_id
