"""Whether a sentence is plain prose: one sentence of English to nobody in particular, with nothing in it but words."""

from __future__ import annotations

import re

from service.language.clean import clean

MAX_CHARS = 400
_MARKS = re.compile(
    r"[<>\[\]{}`*_#|\\~^=@]|https?:|www\.|\b\w+\.(?:com|org|net|io|gov|edu|uk|de)\b|javascript:", re.IGNORECASE
)
_TALK = re.compile(
    r"\b(?:I|I'm|I've|me|my|mine|we|us|our|ours|you|your|yours|yourself|let's)\b|\b[Aa]s an? (?:AI|assistant)\b"
)
_ORDER = re.compile(
    r"^\W*(?:please |just |always |never |do not |don't )?(?:take|stop|start|use|try|ask|call|see|talk|consult|avoid|click|visit|read|"
    r"ignore|remember|note|buy|get|go|increase|reduce|double|skip|say|repeat|imagine|consider)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]+)[\"“”»]")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_PLAIN_BREAK = re.compile(r"[\n\r]")


def unplain(text: str, cited: str) -> str | None:
    """Why a sentence may not be said to a visitor whatever it says; `cited` are the words that it may take as they are."""
    if len(text) > MAX_CHARS:
        return f"it is longer than {MAX_CHARS} characters"
    if _PLAIN_BREAK.search(text) or len(clean(text).text) != len(text) or clean(text).text != _as_typed(text):
        return "it has hidden or look-alike characters"
    if mark := _MARKS.search(text):
        return f"it has the mark “{mark.group()}”"
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


def _as_typed(text: str) -> str:
    """The text with typographic quotes, dashes and spaces made plain, as `clean` makes them."""
    return text.translate(
        str.maketrans("\u2018\u2019\u201b\u2032\u201c\u201d\u2010\u2011\u00a0\u2007\u2009\u202f", "''''\"\"--    ")
    )
