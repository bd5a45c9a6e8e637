"""What the model is asked, word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from string import Template

PROMPT = Path(__file__).with_name("prompt.txt")


def filled(prompt: str, sentence: str, quotes: Sequence[str]) -> str:
    """The prompt with the sentence and its quotes, one a line, in their places; neither can open a place of its own."""
    return Template(prompt).substitute(sentence=sentence, quotes="\n".join(f"- {quote}" for quote in quotes))


def sha256(text: str) -> str:
    """Of the text as UTF-8, lone surrogates and all."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
