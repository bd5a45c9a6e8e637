"""Whether a text leans on something outside itself: "is it addictive?" asks about what is under discussion."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z0-9']+")
_PRONOUNS = frozenset("it its it's this that these those they them their theirs one ones there".split())
_EXPLETIVE = re.compile(
    r"\b(?:is|was|isn't|will|will it be|does|it's|it is|it will|did) (?:it )?(?:be )?"
    r"(?:raining|snowing|sunny|cloudy|windy|hot|cold|warm|dark|late|early|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|christmas|easter|rain|snow)\b|\bwhat (?:time|day|date|year|month) (?:is|was) it\b"
)
_THE_SUBJECT = re.compile(
    r"\bthe (?:\w+ )?(?:treatments?|drugs?|medicines?|medications?|spray|therapy|therapies|effects?|benefits?|"
    r"side effects?|risks?|dangers?|harms?|trials?|stud(?:y|ies)|evidence|research|dose|doses|dosage|sessions?|"
    r"infusions?|clinics?|patients?|symptoms?|results?|improvement|response|relapse|downsides?|drawbacks?|"
    r"alternatives?|options?|cost|price|warnings?|approval|guidelines?|science|sources?)\b"
    r"(?!\s+(?:of|for|in|on|against|about|with|from|to)\s+(?!it\b|this\b|that\b|them\b|these\b|people\b|patients?\b))"
)
# Words that a question about the subject of a page is made of, and that name no other subject.
_OPEN = frozenset(
    """a about actually after again all also alone always am an and any anybody anyone are aren't as ask asked at available
    away back bad be because been before being believe best better between both but by can can't cause caused causes
    come common compare compared could couldn't danger dangerous day days deal did didn't differ difference different do
    does doesn't doing don't done dose doses down drug during each easy effect effective effects else enough even ever
    every everybody everyone evidence exactly explain feel feels few first for friend from further general get gets
    getting give given go goes going good got had happen happened happens hard has hasn't have haven't he hear heard help
    helped helpful helpful helps her him his hour hours how i i'd i'll i'm i've if in into is isn't just kind know known last
    lasting lasts least legal less let like likely long longer lot lots made make makes many may maybe me mean means
    medicine might mind mine minutes month months more most much must my need needs never new no not nothing now of off
    often ok okay on once only or other our out over people per percent person please point possible problem problems
    prove proven put question quickly quite rather read real really reason reasons receive recommend recommended right
    risk risks risky said same say says see seem session sessions she should show shown since sites sir so some somebody
    someone something sometimes soon sort source sources start started still stop studies study such sure take taken
    takes taking talk tell than thank thanks the then thing things think to today together told too tried true try
    trying twice two type types under understand until up us use used useful uses using usually very want was wasn't way we
    week weeks well went were what what's whats when where whether which while who who's whom whose why will with within
    without women work worked working works worse worst worth would wouldn't yes yet you your approved approval licensed
    addictive safe safer safety expensive cheap cost costs price covered trial trials treatment treatments therapy patient
    patients response respond symptom symptoms doctor doctors given prescribed prescribe prescription research experts
    expert science scientific side main big small high low old young everyone number time times year years hype fake
    hello hi hey so mum mom dad wife husband partner sister brother son daughter cousin yesterday article news""".split()
)


def leans(text: str) -> bool:
    """Whether it points at the subject at hand, by "the treatment" or by a pronoun that nothing before it explains."""
    lower = text.lower().replace("\u2019", "'")
    if _THE_SUBJECT.search(lower):
        return True
    if _EXPLETIVE.search(lower):
        return False
    words = _WORD.findall(lower)
    first = next((place for place, word in enumerate(words) if word in _PRONOUNS), None)
    return first is not None and not strange_words(" ".join(words[:first]))


def strange_words(text: str) -> tuple[str, ...]:
    """Words that bring in a subject of their own."""
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    return tuple(word for word in words if word not in _OPEN and word not in _PRONOUNS and not word.isdigit())
