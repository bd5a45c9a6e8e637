"""A follow-up read in the light of what was said before: "and for teenagers?" becomes a question of its own."""

from __future__ import annotations

import re

from service.conversation.insistence import appeals, asks, insists, opens_as_question, pasted
from service.domain import Outcome, Turn
from service.language.concepts import ConceptMatcher, ConceptMention
from service.language.polarity import negations
from service.language.words import content_stems

SWAPPED_KINDS = frozenset({"population", "place", "drug", "condition", "treatment", "agency"})
_SHORT = 9
_TAKEN_UP = 0.6
"""The share of what was said that a question repeats when it rests on it."""
_LEAST_SHARED = 2
_NEWS_STEMS = 2
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
    if (
        _DOUBT.match(message)
        or insists(message, turns[-1].resolved, matcher)
        or _taken_up(message, turns, matcher, subject)
    ):
        return True
    names_subject = any(mention.concept_id in subject for mention in matcher.find(message))
    connected = bool(re.match(r"^\W*(?:ok(?:ay)?[\s,]+)?(?:and|but|what about|how about)\b", message, re.IGNORECASE))
    return (connected and len(message.split()) <= 2 * _SHORT) or (
        not names_subject
        and (
            len(message.split()) <= _SHORT
            or bool(_LEANS.search(message))
            or _told_by_somebody(message, turns[-1].resolved)
        )
    )


def presses(message: str, last: Turn, matcher: ConceptMatcher) -> bool:
    """Whether it is doubt alone ("are you sure?") or insistence, so that the last question is asked again."""
    return bool(_DOUBT.match(message) and len(message.split()) <= _SHORT) or insists(message, last.resolved, matcher)


def resolve(message: str, turns: tuple[Turn, ...], matcher: ConceptMatcher, subject: frozenset[str]) -> str:
    """A self-standing text made of the last turns and the follow-up.

    Where the follow-up only names another group, place, drug or condition, that name takes the place of the old one;
    otherwise both are read together. What follows a statement stands beside it as a sentence of its own.
    """
    if presses(message, turns[-1], matcher):
        return _root(turns) if turns[-1].outcome is Outcome.DECLINED else turns[-1].resolved
    message = _DOUBT_FIRST.sub("", message, count=1) if _DOUBT_FIRST.match(message) else message
    rest = message[_CONNECTOR.match(message).end() :] if _CONNECTOR.match(message) else message  # type: ignore[union-attr]
    swapped = _swapped(rest, turns[-1].resolved, matcher)
    if swapped:
        return swapped
    root = _root(turns)
    taken_up = _taken_up(message, turns, matcher, subject)
    root = taken_up or root
    if taken_up or (not asks(root) and (opens_as_question(message) or _told_by_somebody(rest, root))):
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


def _taken_up(message: str, turns: tuple[Turn, ...], matcher: ConceptMatcher, subject: frozenset[str]) -> str | None:
    """What was said before, last first, that a question asked in its words or a quotation brought along rests on."""
    roots = dict.fromkeys(_root(turns[: n + 1]) for n in reversed(range(len(turns))))
    return next((root for root in roots if _rests_on(message, root, matcher, subject)), None)


def _rests_on(message: str, root: str, matcher: ConceptMatcher, subject: frozenset[str]) -> bool:
    """Whether they have the words in common, and not only names of concepts, which any question of the subject has.

    Another drug or group makes it another question; a quotation is brought along for what it has in common.
    """
    said, asked = content_stems(root), content_stems(message)
    shared = said & asked
    if pasted(message):
        return len(shared) >= _LEAST_SHARED
    if not asks(message) or bool(negations(message)) != bool(negations(root)):
        return False
    mentions, known = matcher.find(message), [mention.concept_id for mention in matcher.find(root)]
    names = content_stems(" ".join(message[mention.start : mention.end] for mention in mentions))
    new = {m.concept_id for m in mentions if matcher.concepts[m.concept_id].kind in SWAPPED_KINDS} - subject
    return (
        (bool(shared - names) or said <= asked)
        and len(shared) >= max(_LEAST_SHARED, _TAKEN_UP * min(len(said), len(asked)))
        and all(any(matcher.related(each, old) for old in known) for each in new)
    )


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
