"""Text of others made harmless to look at: what would act on a screen is shown as its code point instead."""

from __future__ import annotations

import re

# C0 and C1 controls but tab, line feed and carriage return; line and paragraph separators; embeddings, overrides
# and isolates of text direction; tag characters; lone surrogates; noncharacters U+FFFE and U+FFFF.
ACTING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\ud800-\udfff\ufffe\uffff]"
)
# Soft hyphen, zero-width space, word joiner and its kin, byte order mark. Joiners (U+200C, U+200D) and the
# direction marks of single characters stay: scripts and emoji are spelled with them, and they move no other text.
UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff]")


def inert(text: str) -> str:
    """Show characters that would act (escape codes, direction overrides) as [U+202E], and drop invisible ones."""
    return ACTING.sub(lambda match: f"[U+{ord(match[0]):04X}]", UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """Inert text with every run of white space as one space."""
    return " ".join(inert(text).split())
