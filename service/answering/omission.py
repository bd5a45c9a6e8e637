"""What a sentence leaves out of the passage that it stands on, where a reader would need it.

In whom it was found, in how certain words, by whose account, and what follows a "but".
"""

from __future__ import annotations

import re

from service.language.concepts import ConceptMatcher
from service.language.hedging import force

KEPT_KINDS = frozenset({"population", "condition", "place"})
_ACCOUNT = re.compile(
    r"\b(?:according to|trials?|stud(?:y|ies)|reviews?|(?:meta-)?analys[ei]s|guidelines?|guidance|labels?|labelled|reports?|reported|"
    r"surveys?|cohorts?|series|manual|statement|consensus|models?|experiments?|says?|said|suggest(?:s|ed)|argued?s?|argues|"
    r"proposed|judged|described|defines?|advises?|recommends?|recommended|warns?|considers?|rated|lists?|concluded|estimated)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:argu\w+|oppos\w+|judg\w+|accept\w+|propos\w+|consider\w*|conclud\w+|believ\w+|suggest\w*|advis\w+|recommend\w*|"
    r"warn\w*|rat(?:ed|es)|sa(?:ys?|id)|stat(?:ed|es)|view\w*|opinions?|hypothes\w+|thought to|think|thinks|according to)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:but|although|though|however|while|except|unless|only|yet|despite|whereas|not all|with (?:wide|large|low|little|great))\b",
    re.IGNORECASE,
)


def omission(text: str, passage: str, matcher: ConceptMatcher) -> str | None:
    """What of the passage the text should have kept, in words; None where it keeps all of that."""
    named = {mention.concept_id for mention in matcher.find(text)}
    for mention in matcher.find(passage):
        if matcher.concepts[mention.concept_id].kind in KEPT_KINDS and mention.concept_id not in named:
            return f"it leaves out “{passage[mention.start : mention.end]}”"
    if _ACCOUNT.search(passage) and not _ACCOUNT.search(text):
        return "it leaves out by whose account, or in what kind of study"
    if _OPINION.search(passage) and not _OPINION.search(text):
        return "it leaves out whose view that is"
    if force(passage) == 0 and force(text) > 0:
        return "it leaves out the passage's doubt"
    if (but := _BUT.search(passage)) and not _BUT.search(text):
        return f"it leaves out what stands with “{but.group()}”"
    return None
