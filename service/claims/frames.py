"""What people put around a claim: greetings, hearsay, tags, asides. Taking it off leaves the claim's own words."""

from __future__ import annotations

import re
from collections.abc import Callable

_WHO = r"(?:[\w'’.-]+,?\s+){0,9}?[\w'’.-]+?(?:'s|'ve|s)?"
_SAY = (
    r"(?:heard|read|saw|seen|say|says|said|swear|swears|swore|reckons?|claims?|claimed|thinks?|thought|believes?|insists?|"
    r"insisted|tells?|told|promised|promises|argues?|keeps? saying|(?:is|are|was|were|am) (?:telling|saying|told|sure|certain|convinced)|"
    r"understand|suppose|guess|know|knows|explained|mentioned|joked|jokes|flagged|showed|show|shows|shown|reported|found|suggests?|suggested|learned|learnt)"
)
_SPOKEN = (
    r"i (?:have )?(?:heard|read|saw|seen|think|thought|believe|guess|reckon|suppose|understand)|reckons|reckon|swears|swear|insists|"
    r"telling|tells|told|says|said|keeps? saying|claims|thinks|promised|joked|jokes|people say|they say|some say"
)
_OPENERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:hi|hello|hey|hiya|good (?:morning|evening|afternoon))(?: there| all| everyone)?[\s,.!:-]+",
        r"(?:ngl|tbh|imo|imho|fr|lol|bruh|bro|mate|dude|omg|honestly|apparently|obviously|basically|actually|look|well|so|ok|okay|"
        r"and|but|also|plus|anyway|anyways|right|fun fact|fact|question|quick question|quick q|serious question|genuine question|"
        r"sorry for my english|please|pls|plz|sceptic here|genuinely)\b[\s,.:;!-]*",
        r"(?:(?:please |do |just |always |don['’]?t forget to )?(?:remember|note|bear in mind|keep in mind)|don['’]?t forget|nb|n\.b\.|"
        r"reminder|(?:big |good |great |bad )?news|bottom line|spoiler(?: alert)?|psa|important(?:ly)?|to be clear|to sum up|in short|"
        r"in summary|summary|in a nutshell|(?:the )?(?:plain |simple |honest |sad |hard )?truth(?: is)?|reality(?: check)?|"
        r"key (?:point|fact|message)|takeaway|take[- ]home message|tip|warning|update)\s*(?:[:–—]|-\s)\s*",
        r"(?:(?:now |right |going |coming |let['’]?s go )*back to [^,:.?!]{2,50}?|as i (?:was saying|said)|like i (?:was saying|said))\s*[,:]\s+",
        r"(?:fun fact|from (?:my|an?|the)) [^:.]{0,50}?:\s+",
        r"(?:for (?:an?|my) (?:essay|article|piece|report|project|assignment|presentation|story)[^,:]{0,30}|"
        r"from [^,:]{3,50}? (?:i get|i have)|my (?:uncle|aunt|mum|mom|dad|friend)'s notes[^,:]{0,30}|"
        r"[\w\s]{2,40}? here)\s*[:,.]\s+",
        rf"(?:{_WHO}\s+)??{_SAY}(?:\s+(?:me|us|him|her|them|you|my [\w-]+|(?:in|on|from|at) [^,:.]{{3,40}}?))?\s*(?:,\s*)?\bthat\b\s+",
        rf"(?:{_WHO}\s+)??{_SAY}(?:\s+(?:me|us|him|her|them|you|my [\w-]+))?\s*:\s+",
        rf"(?:{_WHO}\s+)?(?:{_SPOKEN})(?:\s+(?:me|us|him|her|them|you|my [\w-]+))?,?\s+(?=[\w'-]+ [\w'-]+)",
        r"(?:heard|read|saw|seen)(?: (?:it )?(?:on|in|from|at) (?:an? |the |my |some )?[\w'-]+(?: [\w'-]+)?)?,?\s+(?=(?:there|theres|the|a|an|it|no|all|[a-z]+s? (?:is|are|was|does|do|can|has|have)|its)\b)",
        r"(?:is it (?:really |actually |even )?(?:true|right|correct|a fact|the case)|did you know|do you know|is there any truth)"
        r"(?:\s+(?:that|in (?:the (?:idea|claim) )?(?:that)?))?\s*,?\s*",
        r"(?:is|was|are|isn't) there (?:any |some |good |real |actual |much |enough |a )*(?:evidence|research|proof|stud(?:y|ies)|trials?|data|science)"
        r"(?: \w+ing)?(?: (?:that|on whether|whether|showing that|for the idea that))\s+",
        r"(?:i(?:'m| am) (?:pretty |quite |fairly )?(?:sure|certain|aware|told|convinced)|pretty sure|no doubt|it(?:'s| is) "
        r"(?:a (?:well[- ])?(?:known|proven) fact|well known|known|true|clear|obvious|settled|been (?:settled|proven|shown)|"
        r"said|claimed|thought|believed))(?:\s+that)?\s*,?\s*",
        r"(?:according to [^,]{3,40},\s*)",
        r"would (?:you|anyone|people) (?:say|agree|argue|call it fair to say)(?: that)?,?\s+(?=[\w'-]+ [\w'-]+)",
        r"[^.?!]{3,60}?\s[-–—]\s(?=(?:what|how|why|when|which|who|is|are|does|do|can|has|have|did|was|were)\b)",
        r"(?:(?:has|have|had) (?:it|anyone|anybody) (?:ever )?(?:been )?(?:shown|proven|proved) that\s+)",
    )
)
_TAGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\s,.;-]*(?:is (?:that|this|it) (?:true|right|correct|so|real|fair)|(?:is|are|was|were|do|does|did|has|have|can|could|would|will)"
        r"(?:n't|nt)? (?:it|they|he|she|that|there|you|we)|right|correct|true|yes|yeah|no|innit|fair|true or false|or not|"
        r"huh|eh|ya know|you know)\s*\?*\s*$",
        r"[\s,.;-]+(?:lol|lmao|tbh|imo|innit|fr|mate|bro|smh|haha|as i understand(?: it)?|apparently|full stop|period|end of)[\s.!?]*$",
        r"[\s,;]+(?:that|it|this|which)(?:'s| is|s) (?:\w+ ){0,4}?(?:myth|clich[eé]|nonsense|hollywood|rubbish|lies?|fact|science|joke|scam|rumou?r|bull\w*)[^,.?!]*$",
        r"[\s,;]+(?:is what i (?:tell|say)[^.?!]*|that's (?:been shown|a fact)[^.?!]*|i (?:seen|saw|read|heard) it[^.?!]*|"
        r"yes i am sure[^.?!]*|according to [^.?!]*(?:my|me|i|our|we)\b[^.?!]*|just (?:curious|wondering|asking))[.?!\s]*$",
    )
)
_TRAILING = re.compile(r"[\s,;-]+(?:so|and|but|because|cos|or)?[\s,;-]*$", re.IGNORECASE)
_TAG_QUESTION = re.compile(
    r"(?:is (?:that|this|it) (?:true|right|correct|so)|(?:is|are|was|were|do|does|did|has|have|can|could|would|will)(?:n't|nt)? "
    r"(?:it|they|he|she|that|there|you|we)|right|correct|true|innit|fair|true or false|or not)\s*\?+\s*$|"
    r"^\W*(?:is it (?:really |actually )?(?:true|right|correct|a fact|the case)|is there any truth|(?:is|are|was) there (?:\w+ ){0,2}(?:evidence|research|proof|stud|trial|data|science))",
    re.IGNORECASE,
)


def strip_openers(text: str, names: Callable[[str], object] = lambda text: False) -> int:
    """How many code points at the start only introduce what is said.

    An opening that itself `names` something of the topic is part of what is said: "the regulator says it is unsafe".
    """
    start = 0
    for _ in range(4):
        matches = (m for pattern in _OPENERS if (m := pattern.match(text, start)) and m.end() > start)
        match = next((m for m in matches if not names(m.group())), None)
        if match is None or len(text) - match.end() < 8:
            break
        start = match.end()
    return start


def strip_tags(text: str) -> int:
    """Where the claim ends: tags and asides after it are left out."""
    end = len(text)
    for _ in range(2):
        cut = min((m.start() for pattern in _TAGS if (m := pattern.search(text[:end]))), default=end)
        if cut < 8:
            break
        end = cut
    return len(_TRAILING.sub("", text[:end]))


def is_tag_question(text: str) -> bool:
    """Whether a statement is turned into a question by its frame ("…, right?", "is it true that …")."""
    return bool(_TAG_QUESTION.search(text))
