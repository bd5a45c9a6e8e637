"""How hard a text is to read: the Flesch-Kincaid grade, the years of US schooling that it asks for.

Kincaid et al. 1975: 0.39 * words / sentences + 11.8 * syllables / words - 15.59. Syllables are counted by rule, with no
dictionary: each run of vowels is one, an e that is not heard is none, and "ia", "io", "ua" and a few more are two
unless they stand in such as -tion. A word has at least one; a number has one for each digit.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
_VOWELS = re.compile(r"[aeiouyàâäéèêëïîôöùûü]+")
_TWO = re.compile(r"i[ao]|ua|eo(?=s?$)|(?<!fr)ie(?=n|t)")
_ONE_SOUND = re.compile(r"[tsc]i(?=on|an|ous|al|ent)|gi(?=on|ous)|qu|gu(?=a)")
_UNHEARD = re.compile(r"(?<=[^aeiouy])e$|(?<=[^aeiouyszxcgh])es$|(?<=[^aeiouytd])ed$")
_HEARD = re.compile(r"[^aeiouy]le$")


def grade(text: str) -> float | None:
    """The Flesch-Kincaid grade of a text, 0 and below for the easiest; None where it has no word."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """The syllables of one word, at least 1, by the rules above."""
    if word.isdigit():
        return len(word)
    plain = _ONE_SOUND.sub("s", word.lower())
    bare = plain if _HEARD.search(plain) else _UNHEARD.sub("", plain)
    return max(1, len(_VOWELS.findall(bare)) + len(_TWO.findall(bare)))
