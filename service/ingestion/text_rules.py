"""Text that has no place in a corpus whose words are shown to readers and to models.

Characters that a reviewer cannot see, words that address a model instead of a reader, and markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from service.ingestion.documents import Document
from service.ingestion.faults import Fault
from service.ingestion.fields import compose, scalars

HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # drawn as nothing, filed as letters
VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
LINE_BREAK = "\n"

_EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|other|your|the|these|those|system)"
_ORDERS = r"(?:instructions?|prompts?|rules|guidelines|directions|messages?|context|guardrails)"
INSTRUCTIONS = re.compile(
    "|".join(
        (
            rf"\b(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|of\s+|{_EARLIER}\s+){{0,4}}{_ORDERS}\b",
            r"\byou\s+are\s+now\b",
            r"\byou\s+are\s+(?:an?\s+)?(?:ai|chatbot|chatgpt|(?:large\s+)?language\s+model|helpful\s+assistant)\b",
            r"\b(?:act|behave|respond|answer)\s+as\s+(?:if\s+you|an?\s+(?:ai|assistant|expert|doctor|different))\b",
            r"\bpretend\s+(?:to\s+be|that\s+you|you\s+are)\b",
            r"\b(?:system|developer|hidden)\s+(?:prompt|message)\b",
            r"\b(?:reveal|print|repeat|output|show)\s+(?:me\s+)?(?:your|the\s+system)\s+(?:\w+\s+)?(?:prompt|instructions)\b",
            r"\b(?:new|updated|real)\s+instructions\s*:",
            r"\b(?:respond|reply|answer)\s+only\s+with\b",
            r"\bdo\s+not\s+(?:tell|inform|warn|mention\s+(?:this|it)\s+to)\s+the\s+(?:user|reader|visitor)\b",
            r"\bassistant\s*:",
            r"(?:\A|\n)\W*(?:system|user|human|developer)\s*:",
            r"<\|\w+\|>",
            r"\[/?INST\]|<</?SYS>>",
            r"#{2,}\s*(?:instructions?|system|response)\b",
            r"\b(?:begin|end)\s+(?:of\s+)?(?:system|prompt|instructions)\b",
            r"\bjailbreak",
        )
    ),
    re.IGNORECASE,
)
MARKUP = re.compile(r"</?[a-z][^<>\n]*>|<!--|!\[[^\]\n]*\]\(|\bjavascript\s*:|\bdata\s*:\s*text/html", re.IGNORECASE)


def check_characters(document: Document) -> Iterator[Fault]:
    """Tabs and characters that cannot be seen; one fault a line and kind."""
    for number, line in enumerate(document.text.split(LINE_BREAK), start=1):
        if "\t" in line:
            yield Fault(document.path, number, "tab", "use spaces")
        if not line.isprintable() or not line.isascii():
            yield from hidden_faults(document.path, number, line.replace("\t", ""))


def check_words(document: Document) -> Iterator[Fault]:
    """Text that addresses a model, and markup, wherever it stands in the file."""
    folded = fold_lookalikes(document.text)
    for rule, pattern in (("instruction-like", INSTRUCTIONS), ("markup", MARKUP)):
        for match in pattern.finditer(folded):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            line = folded.count(LINE_BREAK, 0, start) + 1
            yield Fault(document.path, line, rule, f"`{' '.join(match[0].split())}`")


def check_escapes(document: Document, yaml_text: str, first_line: int) -> Iterator[Fault]:
    r"""The same for what a quoted YAML string turns into: `\u200b` is visible in the file and hidden when read."""
    if "\\" not in yaml_text:
        return
    root = compose(yaml_text, document.path, first_line, [])  # a fault here was noted when the file was read
    for node in scalars(root) if root else ():
        if node.style == '"' and node.value not in yaml_text:
            read = Document(document.path, node.value, "")
            line = first_line + node.start_mark.line
            yield from at_line(line, (*check_characters(read), *check_words(read)))


def at_line(line: int, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Faults of a value, moved to the line on which it stands."""
    return (Fault(fault.path, line, fault.rule, fault.message) for fault in faults)


def hidden_faults(path: str, number: int, line: str) -> Iterator[Fault]:
    """Name the hidden characters of a line, each once."""
    found = sorted({character for character in line if is_hidden(character)})
    if found:
        names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in found)
        yield Fault(path, number, "hidden-character", names)


def is_hidden(character: str) -> bool:
    """Whether a reader cannot see that the character is there."""
    return (
        unicodedata.category(character) in HIDDEN_CATEGORIES
        or character in BLANK_LETTERS
        or character in VARIATION_SELECTORS
    )


def fold_lookalikes(text: str) -> str:
    """Full-width and styled letters as plain ones, hidden characters as spaces; every offset stays where it was."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else " " if is_hidden(c) else unicodedata.normalize("NFKC", c)[:1] for c in text)
