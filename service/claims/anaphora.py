"""What "it" and "this treatment" stand for, so that a claim stands on its own."""

from __future__ import annotations

import re

_FORM = r"infusion|injection|spray|syrup|tablet|pill|capsule|jab|cream|supplement|remedy"
_GENERIC = rf"(?:(?:type|kind|form) of (?:treatment|therapy|medication|medicine|drug)|treatment|therapy|medication|medicine|drug|approach|method|substance|{_FORM})"
_VERB = r"(?:is|was|are|were|has|had|can|could|will|would|may|might|must|does|did|do|never|always|really|also|only|just|\w+(?:s|ed))"
_CLEFT = (
    r"(?:(?:only |not |really |actually )*(?:(?:the|an?|my|our|some)\b[^,.]{1,40}?(?:,[^,.]{1,40},)? who|(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)* (?:who|that)|"
    r"(?!(?:the|an?|one|my|our|your|this|that|any|no|some|something|someone)\b)[\w-]+(?: [\w-]+){0,2}? (?:who|that|which)))\b"
)
"""What follows "it was" where that stands for nothing: "it was the doctors who …", "it is salt that …", "it is clear that …"."""
_FRONT = (
    r"(?:since|in|from|until|within|after|before|during|at|on)\s+(?!(?:this|that|it|the)\b)(?:[\w-]+,?\s+){1,3}(?=it\s)"
)
"""When or where something is so, said before the pronoun: "since January 2020 it may …"."""
_OURS = re.compile(
    rf"^(?P<lead>\W*(?:(?:today|now|here|currently)\b[\s,]*)?(?:our|my)\s+(?:[\w-]+\s+){{0,2}}?)(?P<form>(?:drip|session|lozenge|{_FORM})s?)\b",
    re.IGNORECASE,
)
"""What somebody calls their own way of giving what the text is about: "our gentle drip"."""
_LEANS_LATER = re.compile(rf"^\W*{_FRONT}", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"^(?P<lead>\W*(?:{_FRONT}|(?:with|during|after|before|by|and|but|however,|additionally,|in addition,)?\s*))(?P<word>this {_GENERIC}|the {_GENERIC}|that {_GENERIC}|it|(?:this|that)(?=\s+{_VERB}\b))\b(?!\s+(?:is|was)\s+{_CLEFT})(?!\s+(?:is|was|'s|has been|appears|seems)(?: also| very| really| \w+ly)? (?:important|possible|likely|true|clear|known|thought|believed|said|that|suggested|reported|essential|best|necessary)\b)(?!\s+(?:appears|seems|turns out) that)",
    re.IGNORECASE,
)
_EFFECTS = re.compile(
    r"\b(?P<word>(?:these|the|those|such|its|their) (?:side[ -])?effects?|side[ -]effects)\b", re.IGNORECASE
)
_THING = (
    r"receptor|molecule|chemical|protein|enzyme|hormone|gene|virus|bacterium|germ|spray|syrup|vaccine|test|trial|study|survey|"
    r"condition|illness|disease|infection|disorder"
)
_NAMED_THING = re.compile(
    rf"\b(?P<word>this|that) (?P<noun>{_THING})\b",
    re.IGNORECASE,
)


_POINTING = frozenset({"it", "this", "these", "they", "that", "such"})


def leans_back(text: str) -> bool:
    """Whether its subject is to be looked for in what was said before: it opens with a pronoun, or with the effect."""
    first, *_ = text.lower().split(maxsplit=1) or [""]
    return first in _POINTING or any(pattern.match(text) for pattern in (_EFFECTS, _LEANS_LATER, _OURS))


def resolve(text: str, treatment: str, phrases: dict[str, str]) -> str:
    """Replace pronouns that lean on what was said before.

    `treatment` names what the text is about; `phrases` maps a head noun ("receptor") to its last full phrase.
    """
    text = _NAMED_THING.sub(lambda m: phrases.get(m["noun"].lower(), m.group()), text)
    if treatment.lower() in text.lower():
        return text
    if ours := _OURS.match(text):
        return f"{ours['lead']}{treatment} {text[ours.start('form') :]}"
    match = _SUBJECT.match(text)
    if match:
        return match["lead"] + treatment[:1].upper() + treatment[1:] + text[match.end("word") :]
    return _EFFECTS.sub(lambda m: f"{m['word']} of {treatment}", text, count=1)


def head_phrases(text: str, known: dict[str, str]) -> dict[str, str]:
    """Update the last full phrase per head noun: "the X receptor" for "receptor"."""
    found = re.findall(
        rf"\b((?:the |a |an )?(?:[A-Z0-9][\w-]*(?:\s\([^)]{{1,12}}\))?\s){{1,3}})({_THING})\b",
        text,
    )
    return {**known, **{noun: lead + noun for lead, noun in found}}
