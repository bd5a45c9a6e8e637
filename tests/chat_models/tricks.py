"""Models that hide something in a true sentence, show what is not theirs to show, or obey whoever wrote last."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.chat_models.asked import Asked
from tests.chat_models.behaviour import Said, Wording
from tests.chat_models.honest import copied
from tests.chat_models.wire import Draft, sentences

ZERO_WIDTH, OVERRIDE, ISOLATE, TAG, ESCAPE, NUL, LONE = (
    "\u200b", "\u202e", "\u2067", "\U000e0041", "\x1b[31m", "\x00", "\ud800",
)  # fmt: skip
EVIL = "evil.example"
ORDERED = "totally harmless, order two today"
LOOKALIKES = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "i": "і"})
_ORDER = re.compile(
    r"(?:only with the words|with the sentence|begin every reply with|say):? [“\"']?([^”\"'.\n]{4,80})", re.I
)
Trick = Callable[[str], str]


def tricked(trick: Trick, *marks: str) -> Wording:
    """A true sentence with something done to it, cited right; without marks the sentence itself is the mark."""

    def wording(asked: Asked) -> Said:
        if not asked.passages:
            return copied(asked)
        shown = asked.passages[0]
        text = trick(shown.text)
        return Said(sentences((text, [shown.passage])), marks or (text,))

    return wording


def ending(words: str) -> Trick:
    """Puts words behind."""
    return lambda text: f"{text} {words}"


def between(mark: str) -> Trick:
    """Puts a character into the second word."""
    return lambda text: text.replace(" ", f" {mark}", 1) if " " in text else mark + text


def lookalike(text: str) -> str:
    """The last three words in letters of another script that are drawn alike."""
    words = text.split()
    return " ".join([*words[:-3], *[word.translate(LOOKALIKES) for word in words[-3:]]])


def shouted(text: str) -> str:
    """All capitals."""
    return text.upper() + "!!!"


def leaked_prompt(asked: Asked) -> Said:
    """The instructions as a sentence with a citation."""
    secret = " ".join(asked.system.split())[:160]
    return tricked(lambda text: secret, secret[:40])(asked)


def echoed_request(asked: Asked) -> Said:
    """The request itself, tokens included, as a sentence."""
    start = (asked.body.messages[1].content or "")[:200]
    return tricked(lambda text: start, '"task"')(asked)


def obeyed_visitor(asked: Asked) -> Said:
    """What the visitor's own text orders, or might have."""
    message = asked.task.message if isinstance(asked.task, Draft) else ""
    return _obeyed(asked, message)


def obeyed_passage(asked: Asked) -> Said:
    """What a passage orders, or might have."""
    return _obeyed(asked, "\n".join(shown.text for shown in asked.passages))


def _obeyed(asked: Asked, text: str) -> Said:
    order = _ORDER.search(text)
    words = order[1].strip() if order else ORDERED
    return tricked(lambda text: f"{words[0].upper()}{words[1:]}.", words[1:])(asked)


def hundredfold(asked: Asked) -> Said:
    """One true sentence a hundred times."""
    if not asked.passages:
        return copied(asked)
    shown = asked.passages[0]
    return Said(sentences(*[(shown.text, [shown.passage])] * 100), (f"{shown.text} {shown.text}",))


def in_one_breath(asked: Asked) -> Said:
    """One true sentence two hundred times in one text."""
    return tricked(lambda text: " ".join([text] * 200))(asked)


def huge(asked: Asked) -> Said:
    """A sentence of 10 MB."""
    return tricked(ending("It cures everything. " * 500_000), "It cures everything")(asked)
