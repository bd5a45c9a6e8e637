"""Pressure without news: a message that repeats, insists, appeals to somebody or tells of one person's luck.

Such a message brings no evidence, so that what was said before is weighed again, unchanged. A message that names anything
new (another drug, group, place, harm, number or year) or asks for something is none.
"""

from __future__ import annotations

import re

from service.language.concepts import ConceptMatcher
from service.language.numbers import quantities
from service.language.polarity import same_polarity
from service.language.words import content_stems

_SENTENCE = re.compile(r"[^.!?;,]+[.!?;,]*")
_SOMEONE = r"(?:(?:i|we|you|he|she|they|it|this|that|there|mine|ours|everyone|everybody|nobody|all|the|an?|my|our|his|her|their|most|many|thousands|people|doctors|scientists|experts|as)\b)"
_TELLS = (
    r"say|says|said|saying|tell|tells|told|know|knows|knew|think|thinks|thought|agree|agrees|agreed|confirm|confirms|confirmed|prove|"
    r"proves|proved|proven|show|shows|showed|shown|found|find|finds|swear|swears|believe|believes|promise|promised|assure|read|heard|seen|"
    r"saw|insist|insists|reckon|reckons|admit|stand|sure|right|wrong|mistaken|lying|have|has|had|was|were|did|does|do|is|are|am|work|works|"
    r"worked|took|tried|got|let|lets|put|see|love|like|explain|can|would"
)
_APPEAL = re.compile(
    rf"^\W*(?:(?:but|and|so|well|look|listen|oh|no|yes|surely|just|for \w+'?s sake)\b[\s,]*)*{_SOMEONE}.*\b(?:{_TELLS})\b",
    re.IGNORECASE,
)
_OUTBURST = re.compile(
    r"^\W*(?:no|yes|nope|yep|rubbish|nonsense|come on|stop|don'?t|are you|you|such|what a|good|great|thanks?|thank you|please|once more|again|"
    r"i'?ll say it again|trust me|believe me|really|oh|just|admit)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|ok(?:ay)?|then|well)\b[\s,]*)*(?:what|which|who|whom|whose|when|where|why|how|does|do|did|is|was|can|could|will|would|should|has|have|had|may)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?:right|true|correct|yes|no|sure|ok(?:ay)?)\W*$", re.IGNORECASE)
_WORN = content_stems(
    "right wrong sure surely fact course really just then still again insist mean know known knows true truth thing same anyway obviously "
    "honestly told tell said say saying case"
)
_NOT_AGAIN = 2


_NEWS = frozenset({"drug", "treatment", "condition", "population", "place", "harm", "outcome", "trial", "measure"})


def insists(message: str, before: str, matcher: ConceptMatcher) -> bool:
    """Whether a message only presses what was said before; `before` is that, as a text of its own."""
    said = content_stems(before) | _WORN
    if _asks(message) or _brings_numbers(message, before) or _turns_round(message, before):
        return False
    rest = message
    known = [mention.concept_id for mention in matcher.find(before)]
    for mention in reversed(matcher.find(message)):
        name = message[mention.start : mention.end]
        if any(matcher.related(mention.concept_id, old) for old in known):
            rest = f"{rest[: mention.start]}it{rest[mention.end :]}"
        elif matcher.concepts[mention.concept_id].kind in _NEWS and not content_stems(name) <= said:
            return False
    return all(_presses(part, said) for part in _SENTENCE.findall(rest) if part.strip(" .!?;,"))


def _asks(message: str) -> bool:
    """Whether it asks anything but to be agreed with."""
    last = message.rstrip().rsplit(".", 1)[-1]
    asked = message.rstrip().endswith("?") and not _TAG.search(last) and not _OUTBURST.match(message)
    return asked or bool(_ASKS.match(last))


def _presses(part: str, said: frozenset[str]) -> bool:
    """Whether a part says nothing new, vents, or appeals to somebody for no more than what was said."""
    if content_stems(part) <= said or _OUTBURST.match(part):
        return True
    appeal = _APPEAL.match(part)
    return appeal is not None and len(content_stems(part[appeal.end() :]) - said) < _NOT_AGAIN


def _turns_round(message: str, before: str) -> bool:
    """Whether it says in the same words the reverse of what was said."""
    rest = _OUTBURST.sub("", message)
    repeats = content_stems(rest) & content_stems(before)
    return bool(repeats) and not same_polarity(rest, before)


def _brings_numbers(message: str, before: str) -> bool:
    known = quantities(before)
    return any(not any(q.comparable(n) and q.agrees(n) for n in known) for q in quantities(message))
