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
    """a about actually addictive adult adults advantage advantages afford after afterwards again age aged ages ago all
    allowed alone also always am amount an and another any anybody anyone approval approved are aren't article as ask
    asked at aunt available average away back bad ban banned be because been before began begin being believe believed
    benefit benefits best better between big blood body both boyfriend brain brother but by can can't capsule capsules
    cause caused causes certain cheap cite claim claimed claims class clinic clinics colleague come common compare
    compared cons control controlled controversial correct cost costs could couldn't course courses cousin covered
    cream creams current currently dad danger dangerous daughter day days deal detail details develop developed did
    didn't differ difference different disadvantage disadvantages discover discovered do doctor doctors does doesn't
    doing don't done dose doses down downside downsides drip drug drugs during each easy effect effective
    effectiveness effects efficacy eligible else end enough even ever every everybody everyone evidence exactly
    expensive expert experts explain fact facts fail failed fake family fast feel feeling feels felt female few finish
    finished first for forever frequent frequently friend from further general get gets getting girlfriend give given
    go goes going good got gp gran grandad grandma group groups had half happen happened happens hard has hasn't have
    haven't he healthy hear heard hello help helped helpful helps her hers hey hi high him his history hospital
    hospitals hour hours how husband hype i i'd i'll i'm i've if ill illegal immediately improve improved improvement
    in info information infusion infusions injection injections into invent invented is isn't its jab jabs just kids
    kind know known last lasting lasts later latest law laws least legal less let licensed lie lies life lifetime like
    likely limit limitation limitations limits lives long longer lot lots low made main majority make makes male many
    may maybe me mean means mechanism medication medications medicine medicines men middle might mind mine minority
    minutes modern mom month months more most mouth much mum must my myth need needs nephew never new newest news next
    niece no normal normally nose not nothing now number numbers nurse of off offer offered often ok okay old on once
    only or originally other others our out over paid parents part partner patient patients pay people per percent
    percentage permanent permanently person pharmacist pill pills please point possible prescribe prescribed
    prescription price private privately problem problems proof pros prove proven proves public put qualify quarter
    question quick quickly quit quite quote rapidly rare rarely rate rates rather read real really reason reasons
    receive recent recently recommend recommended regular regularly repeat repeated research respond response rest
    right rise rises risk risks risky safe safer safety said same say saying says science scientific second see seem
    session sessions she shot shots should show shown sick side sign signs simple simply since single sir sister sites
    slow slowly small so some somebody someone something sometimes son soon sort source sources specialist spray start
    started still stop strong stronger studies study such sum summarise summarize summary supplement supplements sure
    symptom symptoms syrup tablet tablets take taken takes taking talk tell temporarily temporary than thank thanks
    the then therapy thing things think third time times to today together told too took treatment treatments trial
    trials tried true try trying twice two type types typical typically uncle under understand unsure until unwell up
    us use used useful uses using usual usually vein very want wanted wants was wasn't way we weak weaker wear wears
    week weeks well went were what what's whats when where whether which while who who's whole whom whose why wife
    will with within without women words work worked working works worse worst worth would wouldn't wrong year years
    yes yesterday yet you young your""".split()
)
_CARE = frozenset(
    """treatment treatments drug drugs medicine medicines medication medications therapy session sessions infusion
    infusions spray dose doses trial trials side""".split()
)


def leans(text: str) -> bool:
    """Whether it points at the subject at hand: by "the treatment", by a pronoun that nothing before it explains, or
    by speaking of care in general and of nothing else.
    """
    lower = text.lower().replace("\u2019", "'")
    if _THE_SUBJECT.search(lower):
        return True
    if _EXPLETIVE.search(lower):
        return False
    words = _WORD.findall(lower)
    if not _CARE.isdisjoint(words) and not strange_words(lower):
        return True
    first = next((place for place, word in enumerate(words) if word in _PRONOUNS), None)
    return first is not None and not strange_words(" ".join(words[:first]))


def strange_words(text: str) -> tuple[str, ...]:
    """Words that bring in a subject of their own."""
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    return tuple(word for word in words if word not in _OPEN and word not in _PRONOUNS and not word.isdigit())
