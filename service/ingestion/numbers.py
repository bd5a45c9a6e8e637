"""Numbers that a text states, so that a correction states none which its quotes do not.

Only digits are held against a correction: its words may count or round (`in two trials`, `about one in four`).
"""

from __future__ import annotations

import re

WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?")
WORD = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)


def digits_in(text: str) -> frozenset[str]:
    """Numbers in digits, in one spelling: `371,184` and `371184`, `0.50` and `0.5` are each the same."""
    return frozenset(normal(match[0]) for match in NUMBER.finditer(text))


def numbers_in(text: str) -> frozenset[str]:
    """Numbers in digits or words: `two` and `2` are the same."""
    return digits_in(text) | {WORDS[match[0].casefold()] for match in WORD.finditer(text)}


def normal(number: str) -> str:
    """Without thousands separators, leading and trailing zeros."""
    whole, _, fraction = number.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")
