"""How much a text claims: from hedged (0) over plain (1) to emphatic (2)."""

from __future__ import annotations

import re

_HEDGED = re.compile(
    r"\b(?:may|might|could|can|some|sometimes|possibl[ey]|probabl[ey]|perhaps|maybe|likely|appears?|seems?|suggests?|potential(?:ly)?|"
    r"not everyone|part(?:ly)?|thought to|believed to|in some|a few|one of|for a (?:while|time|few)|at least for|short[- ]term|"
    r"temporar\w+|leading|candidate|hypothes\w+|theor\w+|tends? to|not always|less|lower)\b",
    re.IGNORECASE,
)
_EMPHATIC = re.compile(
    r"\b(?:always|never|every(?:one|body)?|all|only|any|completely|totally|entirely|prov(?:en|es|ed)|definite(?:ly)?|cures?|cured|"
    r"guarantee\w*|for good|forever|permanent(?:ly)?|instant(?:ly)?|nobody|no one|none|impossible|literally|100 ?%|miracle|"
    r"the (?:only|real|sole|main) (?:cause|reason|thing)|exactly)\b",
    re.IGNORECASE,
)


def force(text: str) -> int:
    """Return 2 where a text is emphatic, 0 where it is only hedged, otherwise 1."""
    if _EMPHATIC.search(text):
        return 2
    return 0 if _HEDGED.search(text) else 1
