"""What a visitor leans on who presses without news."""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.conversation.insistence import pasted
from service.domain import Pressure

_WORDS: Mapping[Pressure, str] = {
    Pressure.ANNOYANCE: (
        r"annoy\w*|useless|stupid|daft|rubbish|nonsense|ridiculous|hopeless|idiot\w*|liar|lying|lies|shame|ashamed|sick of|stop|argu\w+|stubborn|"
        r"for (?:god|heaven|pete)\W?s sake|come on|come off it|oh please|pff+|ugh|!!+|shut up|fed up|waste of (?:my )?time|clueless|no idea|spoil\w*"
    ),
    Pressure.KINDNESS: (
        r"thanks?|thank you|love(?:ly)?|great|brilliant|kind|smart|clever|wise|bright|patient with|helpful|a star|sensible|"
        r"i trust you|fair-minded|beautiful\w*|sweet|you(?:'re| are) (?:so |very )?(?:good|nice)"
    ),
    Pressure.REPETITION: r"(?:as|like) i (?:said|was saying|told you)|once more|i repeat|i still say|still",
    Pressure.APPEAL: (
        r"doctors?|doc|gp|nurse|psychiatrist|psychologist|therapist|consultant|specialist|professor|prof|lecturer|teacher|pharmacist|"
        r"midwife|scientists?|experts?|degree|stud(?:y|ies)|trial|paper|guidelines?|book|article|magazine|says?|said|told|promised|"
        r"swears?|everyone|everybody|people|friends?|they all|i (?:am|'m) an?|i work|i read|i took|i had|mine|worked for me"
    ),
    Pressure.DOUBT: (
        r"are you (?:\w+ )?(?:sure|certain)|you(?:'re| are) (?:\w+ )?(?:sure|certain)|really|how (?:do|can) you|says who|prove it|i (?:don'?t|do not) (?:\w+ )?(?:believe|agree)|"
        r"not convinced|disagree|doubt\w*|believe (?:me|a word)|wrong|mistaken|check (?:that|again)|is it (?:true|so)"
    ),
}
_PATTERNS = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _WORDS.items()}


def pressure_of(message: str) -> Pressure:
    """What a message that presses leans on; where it has several, what a reply should speak to first."""
    if pasted(message):
        return Pressure.PASTED
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(message)), Pressure.REPETITION)
