"""A model that does as it is told: what every kind falls back to where it does not misbehave."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from tests.chat_models.asked import Asked
from tests.chat_models.behaviour import Said
from tests.chat_models.wire import Draft, FollowUp, Reword, Rewrite, Shown, Split, sentences

MOST = 3
"""Passages that an honest draft copies."""
_OPENING = re.compile(r"(?P<opening>(?:In|Among|At|Of|For|By|After|Under|On) [^,]{3,120}?), (?P<rest>.+)\.")
_PLAINER = {
    "approximately": "about", "administered": "given", "demonstrated": "shown", "commenced": "begun",
    "physician": "doctor", "prior to": "before", "however": "but", "individuals": "people", "around": "about",
}  # fmt: skip


def copied(asked: Asked) -> Said:
    """Copies passages word for word and cites each."""
    return Said(_answer(asked, lambda text: text))


def paraphrased(asked: Asked) -> Said:
    """Says what a passage says in another order or in plainer words, and cites it."""
    return Said(_answer(asked, paraphrase))


def paraphrase(text: str) -> str:
    """The same in other words: an opening goes to the end, long words become short ones."""
    found = _OPENING.fullmatch(text)
    if not found:
        return plainer(text)
    opening, rest = found["opening"], plainer(found["rest"])
    return f"{rest[0].upper()}{rest[1:]}, {opening[0].lower()}{opening[1:]}."


def plainer(text: str) -> str:
    """Long words become short ones."""
    for word, short in _PLAINER.items():
        text = re.sub(rf"\b{word}\b", short, text)
    return text


def verbatim(passages: Sequence[Shown]) -> list[tuple[str, Sequence[str]]]:
    """Sentences of a draft that copies."""
    return [(shown.text, [shown.passage]) for shown in passages]


def _answer(asked: Asked, worded: Callable[[str], str]) -> str:
    match asked.task:
        case Draft(passages=passages):
            return sentences(*[(worded(shown.text), [shown.passage]) for shown in passages[:MOST]])
        case Rewrite(passages=passages):
            return sentences(*[(worded(shown.text), [shown.passage]) for shown in passages[:1]])
        case FollowUp(earlier=earlier, message=message):
            return json.dumps({"question": " ".join([*earlier[-1:], message])})
        case Split(sentence=sentence):
            return json.dumps({"claims": [f"{part.rstrip('.')}." for part in sentence.split("; ")]})
        case Reword(sentence=sentence):
            return json.dumps({"text": plainer(sentence)})
