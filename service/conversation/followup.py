"""A follow-up read in the light of what was said before: "and for teenagers?" becomes a question of its own."""

from __future__ import annotations

import re

from service.conversation.insistence import appeals, asks, insists
from service.domain import Outcome, Turn
from service.language.concepts import ConceptMatcher, ConceptMention
from service.language.leaning import strange_words
from service.language.polarity import same_polarity
from service.language.words import content_stems

SWAPPED_KINDS = frozenset({"population", "place", "drug", "condition", "treatment", "agency"})
_SHORT = 9
_TAKEN_UP = 0.6
"""The share of what was said that a question repeats when it rests on it."""
_LEAST_SHARED = 2
_NEWS_STEMS = 2
_STRANGE = 2
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

_CLAUSE = re.compile(
    r"\b(?:it|this|that|they|these|there|he|she)(?:['\u2019](?:s|re)|\s+(?:is|are|was|were|does|do|did|can|will|would|has|have|had)\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:says?|said|tells?|told|promise[sd]|claims?|claimed|thinks?|insists?|swears?|read|heard)\b", re.IGNORECASE
)
_DOUBT_FIRST = re.compile(rf"(?:{_DOUBT.pattern})[^.?!]*[.?!]+\s+(?=\S)", re.IGNORECASE)


def on_the_subject(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The turns that a follow-up can lean on: not what was off the subject, unless there is nothing else."""
    return tuple(turn for turn in turns if turn.outcome is not Outcome.OUT_OF_SCOPE) or turns


def is_follow_up(message: str, turns: tuple[Turn, ...], matcher: ConceptMatcher, subject: frozenset[str]) -> bool:
    """Whether a message can be understood only with the last turn; `subject` are the concepts of the topic itself."""
    if not turns:
        return False
    if _DOUBT.match(message) or insists(message, turns[-1].resolved, matcher) or _takes_up(message, turns, matcher):
        return True
    names_subject = any(mention.concept_id in subject for mention in matcher.find(message))
    connected = bool(re.match(r"^\W*(?:ok(?:ay)?[\s,]+)?(?:and|but|what about|how about)\b", message, re.IGNORECASE))
    return (connected and len(message.split()) <= 2 * _SHORT) or (
        not names_subject
        and (
            bool(_LEANS.search(message))
            or (len(message.split()) <= _SHORT and not _of_something_else(message, matcher))
        )
    )


def _of_something_else(message: str, matcher: ConceptMatcher) -> bool:
    """Whether it asks a question that is whole without what was said: "what colour is the box?"."""
    return asks(message) and not matcher.find(message) and len(strange_words(message)) >= _STRANGE


def presses(message: str, last: Turn, matcher: ConceptMatcher) -> bool:
    """Whether it is doubt alone ("are you sure?") or insistence, so that the last question is asked again."""
    return bool(_DOUBT.match(message) and len(message.split()) <= _SHORT) or insists(message, last.resolved, matcher)


def resolve(message: str, turns: tuple[Turn, ...], matcher: ConceptMatcher) -> str:
    """A self-standing text made of the last turns and the follow-up.

    Where the follow-up only names another group, place, drug or condition, that name takes the place of the old one;
    otherwise both are read together. What follows a statement stands beside it as a sentence of its own.
    """
    if presses(message, turns[-1], matcher):
        return turns[-1].resolved
    message = _DOUBT_FIRST.sub("", message, count=1) if _DOUBT_FIRST.match(message) else message
    rest = message[_CONNECTOR.match(message).end() :] if _CONNECTOR.match(message) else message  # type: ignore[union-attr]
    swapped = _swapped(rest, turns[-1].resolved, matcher)
    if swapped:
        return swapped
    root = _root(turns)
    stands = not asks(root) and (asks(message) or _told_by_somebody(rest, root))
    if stands or _takes_up(message, turns, matcher):
        return f"{root.rstrip(' ?.!')}{'?' if asks(root) else '.'} {rest[:1].upper() + rest[1:]}"
    return f"{turns[-1].resolved.rstrip(' ?.!')}, {rest[:1].lower() + rest[1:]}"


def _root(turns: tuple[Turn, ...]) -> str:
    """What the last turn said, or what it followed where it did not stand on its own."""
    root = next((turn.resolved for turn in reversed(turns) if turn.resolved == turn.message), turns[-1].resolved)
    return root if turns[-1].resolved.startswith(root.rstrip(" ?.!")) else turns[-1].resolved


def _told_by_somebody(text: str, root: str) -> bool:
    """Whether it reports what somebody says that goes beyond what was said."""
    appeal = appeals(text)
    return (
        appeal is not None
        and bool(_SAID.search(appeal.group()))
        and len(content_stems(text[appeal.end() :]) - content_stems(root)) >= _NEWS_STEMS
    )


def _takes_up(message: str, turns: tuple[Turn, ...], matcher: ConceptMatcher) -> bool:
    """Whether it asks something in the words of what was said before, and so rests on that; not of another drug or group."""
    root = _root(turns)
    said, known = content_stems(root), [mention.concept_id for mention in matcher.find(root)]
    if not asks(message) or len(said & content_stems(message)) < max(_LEAST_SHARED, _TAKEN_UP * len(said)):
        return False
    swappable = [m.concept_id for m in matcher.find(message) if matcher.concepts[m.concept_id].kind in SWAPPED_KINDS]
    return same_polarity(message, root) and all(any(matcher.related(new, old) for old in known) for new in swappable)


def _swapped(rest: str, before: str, matcher: ConceptMatcher) -> str | None:
    """The last question with one concept exchanged, where the follow-up names little else."""
    new = [m for m in matcher.find(rest) if matcher.concepts[m.concept_id].kind in SWAPPED_KINDS]
    if len(new) != 1 or len(rest.split()) > _SHORT or _CLAUSE.search(rest):
        return None
    kind = matcher.concepts[new[0].concept_id].kind
    old = next((m for m in matcher.find(before) if _swappable(m, new[0], kind, matcher)), None)
    if old is None:
        return None
    return before[: old.start] + rest[new[0].start : new[0].end] + before[old.end :]


def _swappable(old: ConceptMention, new: ConceptMention, kind: str, matcher: ConceptMatcher) -> bool:
    return matcher.concepts[old.concept_id].kind == kind and old.concept_id != new.concept_id
