"""Pressure without news: a message that repeats, insists, appeals to somebody or tells of one person's luck.

Such a message brings no evidence, so that what was said before is weighed again, unchanged. A message that names anything
new (another drug, group, place, harm, number or year) or asks for something is none.
"""

from __future__ import annotations

import re

from service.language.concepts import ConceptMatcher, ConceptMention
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
    r"^\W*(?:no|yes|nope|yep|fine|whatever|wow|ugh|pf+t?|lol|well|rubbish|nonsense|come on|stop|don'?t|are you|you|such|what a|good|great|thanks?|thank you|please|once more|again|"
    r"i'?ll say it again|h+m+|er+m?|ah+|trust me|believe me|really|oh|just|admit)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|ok(?:ay)?|then|well)\b[\s,]*)*(?:what|which|who|whom|whose|when|where|why|how|does|do|did|is|was|can|could|will|would|should|has|have|had|may)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"^\W*(?:(?:but|and|so|well|look|listen|oh|no|yes)\b[\s,]*)*(?:(?:my|our|his|her|their|a|an|the|some|this|that|one|two)\s+(?:own\s+)?[\w'-]+|mine|ours|theirs)\b",
    re.IGNORECASE,
)
_OF_US = re.compile(
    r"^\W*(?:(?:but|and|so|well|look|listen|oh|no|yes|hm+|ugh)\b[\s,]*)*(?:i|we|you|u|ya|he|she|they)\b(?:['\u2019]\w+)?",
    re.IGNORECASE,
)
_NAMED_ONE_SAYS = re.compile(
    r"^\W*(?-i:[A-Z])[\w'*-]+(?: (?-i:[A-Z])[\w'*-]+){0,3} (?:says?|said|proved|proves|found|finds|showed|shows|confirms?|confirmed|reports?|reported)\b",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(
    r"\b(?:(?:for|with|has|have|had|after|in) )?(?:\w+[ -])?[\w.]+ (?:years?|decades?|months?)['\u2019]? (?:of )?(?:experience|practice|training|on the job|"
    r"(?:in|on|at) (?:the|this|that|my|his|her) [\w-]+|as an? [\w-]+)|(?<=\bi've been )(?:an? )?[\w -]{3,40} for [\w.]+ years|\bworked .{0,30} for [\w.]+ years",
    re.IGNORECASE,
)
_PRAISES = re.compile(
    r"^\W*(?:(?:very|so|how|that['\u2019]?s|that is|it['\u2019]?s|really|but|and|well)\b[\s,]*)*(?:kind|nice|sweet|good|lovely|helpful|thoughtful|clever|great)"
    r"(?: of you| to (?:hear|know)|\W*$)",
    re.IGNORECASE,
)
_SO_SAID = re.compile(
    r"^\W*(?:that|this|it)(?:['\u2019]?s| is| was) (?:exactly |just |precisely )?(?:what|how)\b.{1,40}\b(?:found|finds|sa(?:ys?|id)|shows?|showed|reports?|"
    r"reported|works?|told me|taught|is)\W*$",
    re.IGNORECASE,
)
_PASTED = re.compile(
    r"(?:^|[\s(:])[\"\u201c\u2018'](?:[^\s\"\u201c\u201d]+\s+){2,}[^\"\u201c\u201d]*[\"\u201d\u2019'](?:\W|$)|\bhttps?://|\bwww\.|"
    r"\b[\w-]+\.(?:com|org|net|example|info|co\.uk)\b",
    re.IGNORECASE,
)
_SCOLDS = re.compile(
    r"^\W*(?:(?:so|and|but|oh|well)\b[\s,]*)*(?:"
    r"(?:why|how come)\b\s*(?:do|does|did|don['\u2019]?t|can['\u2019]?t|won['\u2019]?t|are|must|have)\s+you\s+(?:always|never|keep|insist|refuse|even|argue|bother|hate|so)\b|"
    r"(?:can|can['\u2019]?t|could|will|won['\u2019]?t|would|don['\u2019]?t) you (?:(?:please|just|not|ever|even) )*"
    r"(?:stop|listen|shut|admit|agree|argue|hear|quit|leave|think (?:doctors?|people|they|i) know)\b|"
    r"are you (?:stupid|deaf|blind|serious|kidding|joking|daft|mad|thick|dumb|an? (?:bot|robot|machine))\b)(?!.*\b(?:it|them)\b)",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?:right|true|correct|yes|no|sure|ok(?:ay)?)\W*$", re.IGNORECASE)
_WAS_I_RIGHT = re.compile(
    r"^\W*(?:(?:so|and|but|then|well)\b[\s,]*)*(?:am|was|were)(?:n['\u2019]?t)? (?:i|we) (?:not |then |really )?(?:right|correct|wrong|mistaken)\b",
    re.IGNORECASE,
)
_WORN = content_stems(
    "right wrong sure surely fact course really just then still again insist mean know known knows true truth thing same anyway obviously "
    "honestly told tell said say saying case fine alright hm hmm old wives tale myth lie made nonsense rubbish fairy story "
    "isnt arent wasnt werent doesnt dont didnt cant wont hasnt havent aint"
)
_NOT_AGAIN = 2
_OF_US_ALONE = 4
"""How many words of its own a remark on the two who talk may have."""
_PLACE = "place"
_INSIDE = re.compile(r"\b(?:in|within|outside|across|of)(?: the)? $", re.IGNORECASE)
_NEWS = frozenset({"drug", "treatment", "condition", "population", "place", "harm", "outcome", "trial", "measure"})


def insists(message: str, before: str, matcher: ConceptMatcher) -> bool:
    """Whether a message only presses what was said before; `before` is that, as a text of its own."""
    said = content_stems(before) | _WORN
    message = _CREDENTIALS.sub("", message)
    if asks(message) or _brings_numbers(message, before) or _turns_round(message, before):
        return False
    if _SO_SAID.match(message):
        return True
    rest = message
    known = [mention.concept_id for mention in matcher.find(before)]
    for mention in reversed(matcher.find(message)):
        name = message[mention.start : mention.end]
        if any(matcher.related(mention.concept_id, old) for old in known):
            rest = f"{rest[: mention.start]}it{rest[mention.end :]}"
        elif _is_news(mention, message, matcher) and not content_stems(name) <= said:
            return False
    return pasted(message) or all(_presses(part, said) for part in _SENTENCE.findall(rest) if part.strip(" .!?;,"))


def _is_news(mention: ConceptMention, message: str, matcher: ConceptMatcher) -> bool:
    """Whether it names something new; a place does so where something is in it, and not where somebody is from it."""
    kind = matcher.concepts[mention.concept_id].kind
    return kind in _NEWS and (kind != _PLACE or bool(_INSIDE.search(message[: mention.start])))


def pasted(message: str) -> bool:
    """Whether it shows words of somebody else, or where they stand: a quotation of three words or more, or an address."""
    return bool(_PASTED.search(message))


def asks(message: str) -> bool:
    """Whether it asks anything but to be agreed with."""
    last = message.rstrip().rsplit(".", 1)[-1]
    asked = (
        message.rstrip().endswith("?")
        and not _WAS_I_RIGHT.match(last)
        and not _TAG.search(last)
        and not _OUTBURST.match(message)
    )
    return (asked or opens_as_question(message)) and not _scolds(last)


def opens_as_question(message: str) -> bool:
    """Whether its last sentence is a question by the order of its words, and asks more than to be agreed with."""
    last = message.rstrip().rsplit(".", 1)[-1]
    return bool(_ASKS.match(last)) and not _WAS_I_RIGHT.match(last)


def _scolds(question: str) -> bool:
    """Whether it asks the one who answers why they are as they are, and requests nothing: "why must you argue?"."""
    return bool(_SCOLDS.match(question))


def appeals(part: str) -> re.Match[str] | None:
    """The opening that calls somebody to witness ("my doctor says …"); None where there is none."""
    return _APPEAL.match(part) or _NAMED_ONE_SAYS.match(part)


def _presses(part: str, said: frozenset[str]) -> bool:
    """Whether a part says nothing new, vents, speaks of the two who talk, or appeals to somebody for what was said."""
    if content_stems(part) <= said or any(p.match(part) for p in (_OUTBURST, _SCOLDS, _PRAISES)):
        return True
    appeal = appeals(part)
    if appeal:
        return len(content_stems(part[appeal.end() :]) - said) < _NOT_AGAIN
    of_us, of_somebody = _OF_US.match(part), _OF_SOMEBODY.match(part)
    if of_us:
        return len(content_stems(part[of_us.end() :]) - said) <= _OF_US_ALONE
    return of_somebody is not None and content_stems(part[of_somebody.end() :]) <= said


def _turns_round(message: str, before: str) -> bool:
    """Whether it says in the same words the reverse of what was said; what it says of those who say it does not count."""
    parts = _SENTENCE.findall(message)
    rest = " ".join(part[lead.end() :] if (lead := appeals(part) or _OUTBURST.match(part)) else part for part in parts)
    repeats = content_stems(rest) & content_stems(before)
    return bool(repeats) and not same_polarity(rest, before)


def _brings_numbers(message: str, before: str) -> bool:
    known = quantities(before)
    return any(not any(q.comparable(n) and q.agrees(n) for n in known) for q in quantities(message))
