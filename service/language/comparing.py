"""Whether a text sets one thing against another: "better than tablets" says more than "good"."""

from __future__ import annotations

import re

_COMPARES = re.compile(
    r"\b(?:(?:better|worse|more|less|fewer|rather|[a-z]{2,}(?<!oth)(?<!rath)er)\b(?: [\w'’-]+){0,6}? than\b"
    r"(?! (?:\d|half|a (?:few|couple|day|week|month|year|third|quarter|fifth)|an hour|one|two|three|four|that|usual|normal|expected|"
    r"ever|before|you|i|we|they|people)\b)|"
    r"compared (?:to|with)|versus|vs|beats?|beating|outperform\w*|outd(?:o|oes|id)|superior|inferior|head[- ]to[- ]head|"
    r"(?:as|so) (?:good|well|bad|effective\w*|strong\w*|fast|quick\w*|safe\w*|long) as (?!you|i\b|we\b|they\b|possible|soon))\b",
    re.IGNORECASE,
)


def compares(text: str) -> bool:
    """Whether a text compares; "more than half" and "less than a day" are amounts and compare nothing."""
    return bool(_COMPARES.search(text))
