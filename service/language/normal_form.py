"""Text as phrase patterns see it: plain words with one space between them, and a full stop at sentence ends.

A normal form starts and ends with " . ". Apostrophes are gone (`don't` is `dont`), a word said several times in a row
counts once, and a run of one letter counts once (`pills`, `pilllls` and `pils` are all `pils`), which forgives both
drawn-out words and the commonest typos.
"""

from __future__ import annotations

import re

from service.language.fold import fold, hidden

# Disguises are undone in what a chat message may hold; a longer text is an article, and its cost stays bounded.
DISGUISED_CHARS = 8_000

_APOSTROPHES = re.compile(r"(?<=[a-z])['\u2018\u2019\u02bc\u00b4`\u2032*]++(?=[a-z])")
_STOPS = re.compile(r"(?<![.!?;\u2026])[.!?;\u2026]++(?=[\s\"'\u201d\u2019)]|$)|\n[^\S\n]*+\n")
_NOT_WORDS = re.compile(r"[^a-z0-9. ]++|(?<! )\.|\.(?! )")
_SPACES = re.compile(r"\s+")
_AMOUNT = re.compile(r"\b(\d{1,9})([a-z]{1,12})\b")
_RUN_OF_ONE_LETTER = re.compile(r"([a-z])\1+")
_STUTTER = re.compile(r"(?<= )([a-z.]{1,30} )\1+")
_SINGLE_LETTERS = re.compile(r"(?<![a-z0-9'])(?:[a-z0-9][ .\-_*]{1,2}){2,60}[a-z0-9](?![a-z0-9'])")
_ONE_WORD_SENTENCE = re.compile(r"\. (?=[a-z0-9]{1,30} \. )")
_LEET_MARK = re.compile(r"[013457@$!|]")
_LEET = str.maketrans("013457@$!|", "oieastasil")


def squeeze(words: str) -> str:
    """Each run of one letter as a single letter; digits stay as they are."""
    return _RUN_OF_ONE_LETTER.sub(r"\1", words)


def readings(text: str) -> tuple[str, ...]:
    """The normal forms of a text, the plain one first.

    The others undo disguises: letters with spaces between them, digits for letters, sentences of one word each,
    and hidden characters where spaces should be. Forms that say nothing new are left out.
    """
    start = text[:DISGUISED_CHARS]
    plain, *others = [normal_form(fold(text)), _undisguised(fold(start))]
    if any(map(hidden, set(start))):
        others.append(_undisguised(fold("".join(" " if hidden(character) else character for character in start))))
    return tuple(dict.fromkeys([plain, *others]))


def normal_form(folded: str) -> str:
    """The normal form of a folded text."""
    words = _STOPS.sub(" . ", _APOSTROPHES.sub("", folded))
    words = _AMOUNT.sub(r"\1 \2", _SPACES.sub(" ", _NOT_WORDS.sub(" ", f" . {words} . ")))
    return _STUTTER.sub(r"\1", squeeze(words))


def _undisguised(folded: str) -> str:
    joined = _SINGLE_LETTERS.sub(lambda found: re.sub(r"[ .\-_*]", "", found.group()), folded)
    plain = re.sub(r"\S+", lambda found: _plain_letters(found.group()), joined)
    return _ONE_WORD_SENTENCE.sub("", normal_form(plain))


def _plain_letters(word: str) -> str:
    """A word with digits and signs among its letters as letters alone; `11` is read as `ll`."""
    core = word.rstrip(".,!?;:)'\"")
    if not _LEET_MARK.search(core) or not any(map(str.isalpha, core)):
        return word
    return core.replace("11", "ll").translate(_LEET) + word[len(core) :]
