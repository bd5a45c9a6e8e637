"""Content words: what two texts must share to be about the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_STOP = frozenset(
    """a about above actually after again all also although always am an and any are aren't as at back basically be
    because been before being best better between both but by came can can't come could couldn't did didn't do does
    doesn't doing don't done down during each else even ever every few for from further gave get gets getting give given
    go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here hers him his how i i'd
    i'll i'm i've if in into is isn't it it's its itself just kind know known later less let lets like likely made make
    makes many may me mean means might more most much must my need never no nor not now of off often oh ok on once one
    only or other our out over own per perhaps put quite rather really right said same say says see seem seems shall
    she should since so some someone something still such take taken takes taking than thanks that that's the their them
    then there there's these they they're thing things think this those though through thus to together too under
    until up upon us use used uses using usually very via want was wasn't way we well went were weren't what what's
    when where whether which while who whom whose why will with within without won't would wouldn't yes yet you you're
    your anyone anybody everyone everybody nobody nothing anything everything people person folk lot lots true false
    please hi hello tell told heard read apparently literally honestly ngl tbh lol btw imo bruh mate innit""".split()
)
_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Snowball stem of a word, lower case."""
    return str(_STEMMER.stemWord(word.lower()))


def words(text: str) -> list[str]:
    """Words of a text in order, lower case; hyphenated words stay whole."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def content_words(text: str) -> list[str]:
    """Words that carry content, in order: no function words, no bare numbers, hyphens opened."""
    opened = (part for word in words(text) for part in word.split("-"))
    return [word for word in opened if len(word) > 1 and word not in _STOP and not word.isdigit()]


def content_stems(text: str) -> frozenset[str]:
    """Stems of the content words."""
    return frozenset(stem(word) for word in content_words(text))


def is_function_word(word: str) -> bool:
    """Whether a word carries no content of its own."""
    return word.lower() in _STOP
