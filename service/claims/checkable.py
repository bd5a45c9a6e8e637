"""Whether a sentence states something that sources could bear out or contradict."""

from __future__ import annotations

import re
from enum import Enum

from service.domain import ParsedSentence

_ADVICE = re.compile(
    r"\b(?:make sure|be sure to|it(?:'s| is)(?: also| very)? (?:important|best|advisable|essential|vital|"
    r"crucial|a good idea) to|please|feel free|don't forget|we recommend|we offer|contact us|call us|book)\b",
    re.IGNORECASE,
)
_OUGHT = re.compile(r"\b(?:should|must)\b", re.IGNORECASE)
_EXPECTATION = re.compile(r"\b(?:should|can|will|may) (?:\w+ )?(?:expect|see|feel|notice|experience)\b", re.IGNORECASE)
_PERSONAL = re.compile(
    r"^\W*(?:i|i'm|i've|i'd|im|ive|we|we're|we've|my|our|me and|her|his|she|he|you can determine|with the help of|if you(?:'re| are)?)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"^\W*(?:it (?:would|might|could) be (?:nice|great)|thanks?|thank you|cheers|let me know|hope)\b", re.IGNORECASE
)
_NAMING = re.compile(
    r"^\W*(?:this|that|these|those|it|they|such|the)(?: [\w-]+){0,2} (?:is|are|was|were|has been|have been|gets?)(?: \w+ly| also| often| sometimes)?"
    r" (?:known as|called|named|termed|dubbed|nicknamed|referred to as)(?: [^\s,;:]+){1,6}\W*$",
    re.IGNORECASE,
)
"""It only says what the thing at hand is called, which is a word and no finding."""
_CONSEQUENCE = re.compile(
    r"\band (?:\w+ ){0,2}?(?:you|it|they|he|she|everyone|everybody|people)(?:'\w+| \w+)", re.IGNORECASE
)
"""What makes an order a condition: "take one and you are cured"."""
_TOPIC_WORDS = 6
_TOLD_BELOW = re.compile(r"^[^:.?!]{2,60}:\s+(?:what|how|why|when|who|where)\b[^.?!]*$", re.IGNORECASE)
"""A heading that promises: "Sleep: what helps and what does not"."""
_HEADING_END = re.compile(r"[.!?:;)\"']\s*$")


class Standing(Enum):
    """How a sentence is taken. What must be done may be a rule that sources state; that it is wise to do it is advice."""

    CLAIM = "claim"
    TENTATIVE = "tentative"
    ADVICE = "advice"
    NOTHING = "nothing"


def standing(sentence: ParsedSentence, text: str, concepts: int, *, opened: bool) -> Standing:
    """Take `text`, a statement of the sentence that names `concepts` concepts; `opened` tells that hearsay came before it."""
    if len(text.split()) < 3 or _DEFINITE.match(text) or not concepts:
        return Standing.NOTHING
    if _is_heading(sentence) or _NAMING.match(text):
        return Standing.NOTHING
    if not _has_finite_verb(sentence):
        return Standing.TENTATIVE
    if _PERSONAL.match(text) or (not opened and _is_imperative(sentence) and not _CONSEQUENCE.search(text)):
        return Standing.TENTATIVE
    if _ADVICE.search(text):
        return Standing.ADVICE
    if _OUGHT.search(text) and not _EXPECTATION.search(text):
        return Standing.TENTATIVE
    return Standing.CLAIM


def _is_heading(sentence: ParsedSentence) -> bool:
    words = [token.text for token in sentence.tokens if token.pos not in {"PUNCT", "DET", "ADP", "CCONJ", "PART"}]
    if _HEADING_END.search(sentence.text):
        return False
    titled = sum(word[:1].isupper() for word in words) >= 0.8 * max(1, len(words))
    return (titled and len(words) > 1) or bool(_TOLD_BELOW.match(sentence.text)) or _names_a_part(sentence)


def _names_a_part(sentence: ParsedSentence) -> bool:
    """Whether it opens with a capital, ends without a stop and has no verb: "After the first dose"."""
    return sentence.text[:1].isupper() and len(sentence.tokens) > 1 and not _has_finite_verb(sentence)


def is_topic(sentence: ParsedSentence) -> bool:
    """Whether it only names what the next sentence is about: "Aspirin? …", "One dose of aspirin. …"."""
    return len(sentence.text.split()) <= _TOPIC_WORDS and not _has_finite_verb(sentence)


def _has_finite_verb(sentence: ParsedSentence) -> bool:
    return any(token.tag in {"VBZ", "VBP", "VBD", "MD"} for token in sentence.tokens) or any(
        token.dep == "ROOT" and token.pos in {"VERB", "AUX"} for token in sentence.tokens
    )


def _is_imperative(sentence: ParsedSentence) -> bool:
    tokens = [token for token in sentence.tokens if token.pos not in {"PUNCT", "ADV", "INTJ"}]
    if not tokens:
        return False
    first = tokens[0]
    negated = (
        first.text.lower() in {"do", "don't", "never"} and len(tokens) > 1 and tokens[1].text.lower() in {"not", "n't"}
    )
    return negated or (first.tag == "VB" and first.dep == "ROOT")
