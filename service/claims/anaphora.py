"""What "it" and "this treatment" stand for, so that a claim stands on its own."""

from __future__ import annotations

import re

_GENERIC = r"(?:(?:type|kind|form) of (?:treatment|therapy|medication|medicine|drug)|treatment|therapy|medication|medicine|drug|approach|method|substance|infusion)"
_VERB = r"(?:is|was|are|were|has|had|can|could|will|would|may|might|must|does|did|do|never|always|really|also|only|just|\w+(?:s|ed))"
_CLEFT = (
    r"(?:(?:only |not )?(?:the|an?|my|our|some)\b[^,.]{1,40}? who|(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)* (?:who|that))\b"
)
"""What follows "it was" where that stands for nothing: "it was the doctors who …"."""
_SUBJECT = re.compile(
    rf"^(?P<lead>\W*(?:with|during|after|before|by|and|but|however,|additionally,|in addition,)?\s*)(?P<word>this {_GENERIC}|the {_GENERIC}|that {_GENERIC}|it|(?:this|that)(?=\s+{_VERB}\b))\b(?!\s+(?:is|was)\s+{_CLEFT})(?!\s+(?:is|was|'s|has been|appears|seems)(?: also| very| really| \w+ly)? (?:important|possible|likely|true|clear|known|thought|believed|said|that|suggested|reported|essential|best|necessary)\b)(?!\s+(?:appears|seems|turns out) that)",
    re.IGNORECASE,
)
_EFFECTS = re.compile(
    r"\b(?P<word>(?:these|the|those|such|its|their) (?:side[ -])?effects?|side[ -]effects)\b", re.IGNORECASE
)
_RECEPTOR = re.compile(
    r"\b(?P<word>this|that) (?P<noun>receptor|molecule|chemical|spray|trial|study|condition|illness|disorder|hormone|gene)\b",
    re.IGNORECASE,
)


_POINTING = frozenset({"it", "this", "these", "they", "that", "such"})


def leans_back(text: str) -> bool:
    """Whether its subject is to be looked for in what was said before: it opens with a pronoun, or with the effect."""
    first, *_ = text.lower().split(maxsplit=1) or [""]
    return first in _POINTING or bool(_EFFECTS.match(text))


def resolve(text: str, treatment: str, phrases: dict[str, str]) -> str:
    """Replace pronouns that lean on what was said before.

    `treatment` names what the text is about; `phrases` maps a head noun ("receptor") to its last full phrase.
    """
    text = _RECEPTOR.sub(lambda m: phrases.get(m["noun"].lower(), m.group()), text)
    if treatment.lower() in text.lower():
        return text
    match = _SUBJECT.match(text)
    if match:
        return match["lead"] + treatment[:1].upper() + treatment[1:] + text[match.end("word") :]
    return _EFFECTS.sub(lambda m: f"{m['word']} of {treatment}", text, count=1)


def head_phrases(text: str, known: dict[str, str]) -> dict[str, str]:
    """Update the last full phrase per head noun: "the X receptor" for "receptor"."""
    found = re.findall(
        r"\b((?:the |a |an )?(?:[A-Z0-9][\w-]*(?:\s\([^)]{1,12}\))?\s){1,3})(receptor|molecule|spray|trial|study|gene)\b",
        text,
    )
    return {**known, **{noun: lead + noun for lead, noun in found}}
