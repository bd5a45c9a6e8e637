"""Whether a sentence is plain prose: one sentence of English to nobody in particular, with nothing in it but words."""

from __future__ import annotations

import re

from service.language.clean import clean

MAX_CHARS = 400
_ADDRESS = re.compile(
    r"\w+:/|www\.|\b\w+\.(?:com|org|net|io|gov|edu|info|example|uk|de)\b|javascript:|data:", re.IGNORECASE
)
_MARK = re.compile(r"[<>\[\]{}`*_#|\\~^=@]")
_TALK = re.compile(
    r"\b(?:I|I'm|I've|us|(?i:me|my|mine|we|our|ours|you|your|yours|yourself|let's))\b|\b(?i:as an? (?:AI|assistant))\b"
)
_ORDER = re.compile(
    r"^\W*(?:please |just |always |never |do not |don't )?(?:take|stop|start|use|try|ask|call|see|talk|consult|avoid|click|visit|read|"
    r"ignore|remember|note|buy|get|go|increase|reduce|double|skip|say|repeat|imagine|consider)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]+)[\"“”»]")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_BREAK = re.compile("[\n\r\t\ud800-\udfff]")
_TYPED = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"}
    | dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
)
"""Quotes, hyphens and spaces of good typing, which `clean` makes plain."""


def unplain(text: str, cited: str) -> str | None:
    """Why a sentence may not be said to a visitor whatever it says; `cited` are the words that it may take as they are."""
    if len(text) > MAX_CHARS:
        return f"it is longer than {MAX_CHARS} characters"
    if _BREAK.search(text) or clean(text).text != text.translate(_TYPED):
        return "it has line breaks, hidden or look-alike characters"
    if _ADDRESS.search(text):
        return "it has a link"
    if mark := next((mark for mark in _MARK.findall(text) if mark not in cited), None):
        return f"it has the mark “{mark}”"
    if text.rstrip()[-1:] not in {".", "!"}:
        return "it does not end as a sentence does"
    if (said := _TALK.search(text)) and said.group() not in cited:
        return f"it speaks in person (“{said.group()}”)"
    if _ORDER.match(text):
        return "it tells the reader what to do"
    if any(words.strip(" .,;") not in cited for words in _QUOTED.findall(text)):
        return "it quotes what no cited passage says"
    if shouted := next((word for word in _SHOUTED.findall(text) if word not in cited), None):
        return f"“{shouted}” stands in capitals"
    return None
