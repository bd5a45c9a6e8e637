"""What happens to a message on its way: slips of the fingers, capitals, hidden characters, and words that give orders.

Every kind is a function of a text and of a random generator, so that the same seed makes the same cases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

Perturb = Callable[[str, Random], str]

_LONG_WORD = re.compile(r"(?<![\w.])[A-Za-z]{5,}(?![\w.])")
_PUNCTUATION = re.compile(r"[^\w\s%$£€+-](?!\d)")
_LOOKALIKES = str.maketrans({"a": "\u0430", "c": "\u0441", "e": "\u0435", "o": "\u043e", "p": "\u0440"})
WORDS_A_TYPO = 6
MOST_TYPOS = 3


def typos(text: str, random: Random) -> str:
    """Two neighbouring letters swapped or one left out, inside one long word in six, at most three."""
    words = list(_LONG_WORD.finditer(text))
    count = min(len(words), MOST_TYPOS, max(1, len(text.split()) // WORDS_A_TYPO))
    for word in sorted(random.sample(words, count), key=lambda match: -match.start()):
        at = random.randrange(word.start() + 1, word.end() - 2)
        slip = text[at + 1] + text[at] if random.random() < 0.5 else text[at]
        text = text[:at] + slip + text[at + 2 :]
    return text


def capitals(text: str, random: Random) -> str:
    """All in capitals."""
    return text.upper()


def bare(text: str, random: Random) -> str:
    """No capitals and no punctuation; signs within numbers stay."""
    return _PUNCTUATION.sub("", text).lower()


def chatter(text: str, random: Random) -> str:
    """With the small talk of a kind person around it."""
    before = random.choice(["hiya, hope you are well! ", "Good evening, sorry to bother you. ", "ok so quick one: "])
    return before + text + random.choice([" Thanks so much in advance, you're a star x", " Cheers!", " ty :)"])


def zero_width(text: str, random: Random) -> str:
    """A zero-width space inside every long word."""
    return _LONG_WORD.sub(lambda match: f"{match[0][:2]}\u200b{match[0][2:]}", text)


def bidi(text: str, random: Random) -> str:
    """Directional marks around the whole and around its words."""
    return "\u2067" + re.sub(r"\w+", lambda match: f"\u202d{match[0]}\u202c", text) + "\u2069"


def homoglyphs(text: str, random: Random) -> str:
    """Cyrillic letters that look alike, in every second long word."""
    words = list(_LONG_WORD.finditer(text))[::2]
    for word in reversed(words):
        text = text[: word.start()] + word[0].translate(_LOOKALIKES) + text[word.end() :]
    return text


def control_character(text: str, random: Random) -> str:
    """An escape sequence of a terminal, which a server is to refuse by name."""
    at = random.randrange(1, len(text))
    return f"{text[:at]}\x1b[31m{text[at:]}"


PERTURBATIONS: Mapping[str, Perturb] = {
    "typos": typos,
    "capitals": capitals,
    "bare": bare,
    "chatter": chatter,
    "zero width": zero_width,
    "bidi": bidi,
    "homoglyphs": homoglyphs,
    "control character": control_character,
}
