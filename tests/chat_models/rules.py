"""What turns a true sentence into one that its passage does not bear out. None: there is nothing to turn in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Twist = Callable[[str], str | None]
_NUMBER = r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,]*\d|\w)"
_NUMBERS = (
    re.compile(rf"{_NUMBER}(?=\s*%)"),
    re.compile(rf"(?!(?:19|20)\d\d\b){_NUMBER}"),
    re.compile(_NUMBER),
)
"""Where to look for a number, first for a share, then for anything but a year."""
_OPENING = re.compile(r"(?P<opening>(?:In|Among|After|Of|For) [^,]{3,140}), (?!and\b)(?P<rest>.{20,})")
_ANIMALS = re.compile(r"\b(?:rats?|mice|mouse|rodents?|animals?)\b")
_WHOM = re.compile(
    r"\b(?:adults|people|patients|children|adolescents|veterans|mothers|women|men|outpatients|depression|disorder|"
    r"US|USA|United States|Europe|England|Canada|hospital)\b"
)
_CAVEAT = re.compile(
    r"[,;:] (?:but|although|though|while noting|with no|without|in an exploratory|a difference that)\b"
)
_TREATMENT = re.compile(
    r"\b(?:esketamine|arketamine|ketamine|midazolam|saline|placebo|memantine|lanicemine|quetiapine|"
    r"electroconvulsive therapy|antibiotics|zinc|honey|paracetamol|ibuprofen)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|can|may|might|has|have|had|did|does|do|should|will|would|could)\b(?! not\b|n't|\b no\b)"
)


def swaps(pairs: Mapping[str, str], *, all_of_one: bool = False) -> Twist:
    """Puts one word for another: the first that is found, at its first place or wherever it stands."""
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, pairs))})\b", re.IGNORECASE)

    def twist(text: str) -> str | None:
        found = pattern.search(text)
        if not found:
            return None
        word = found[1]
        other = pairs[word.lower()]
        put = other.capitalize() if word[0].isupper() and not word.isupper() else other
        return re.sub(rf"\b{re.escape(word)}\b", put, text, count=0 if all_of_one else 1)

    return twist


def replaces(*rules: tuple[str, str]) -> tuple[Twist, ...]:
    """A twist for each pattern, the plainest case first: replaces it where it is first found."""
    return tuple(_replaces(re.compile(pattern, re.IGNORECASE), put) for pattern, put in rules)


def _replaces(pattern: re.Pattern[str], put: str) -> Twist:
    return lambda text: pattern.sub(put, text, count=1) if pattern.search(text) else None


def adds(words: str) -> Twist:
    """Puts words before the full stop."""
    return lambda text: f"{text.rstrip('.')}{words}."


def opens(words: str) -> Twist:
    """Puts words before the first, whose capital goes where it is a plain word's."""
    return lambda text: (
        words + re.sub(r"^(?:A|An|The|In|Some|Most|According|After|Of|For|On|At)\b", lambda m: m[0].lower(), text)
    )


def first_of(*twists: Twist) -> Twist:
    """The first that finds something to turn."""
    return lambda text: next((turned for twist in twists if (turned := twist(text)) and turned != text), None)


def wrong_number(text: str) -> str | None:
    """Another number in the place of one."""
    found = next(filter(None, (pattern.search(text) for pattern in _NUMBERS)), None)
    return text[: found.start()] + far_from(found[0]) + text[found.end() :] if found else None


def far_from(number: str) -> str:
    """A number that nobody takes for a rounding of it: a share stays a share, a year a year."""
    value = float(number.replace(",", ""))
    moved = value + 37 if value < 50 else value - 37 if value < 2100 else value * 3
    return f"{moved:.1f}" if "." in number else f"{moved:.0f}"


def arms_exchanged(text: str) -> str | None:
    """The first two shares change places, so that each number is one of the passage's own."""
    shares = list(_PERCENT.finditer(text))[:2]
    if len(shares) < 2 or shares[0][1] == shares[1][1]:
        return None
    one, other = shares
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def share(text: str) -> str | None:
    """The first share of a text, without its sign."""
    found = _PERCENT.search(text)
    return found[1] if found else None


def percent_for_points(text: str) -> str | None:
    """A share becomes a difference of shares, or the other way about."""
    if "percentage points" in text:
        return text.replace("percentage points", "%", 1)
    return _PERCENT.sub(r"\1 percentage points", text, count=1) if _PERCENT.search(text) else None


def added_negation(text: str) -> str | None:
    """The first auxiliary is denied."""
    return _AUXILIARY.sub(r"\1 not", text, count=1) if _AUXILIARY.search(text) else None


def capital(text: str) -> str:
    """The same with a capital first letter."""
    return text[:1].upper() + text[1:]


def without_opening(named: re.Pattern[str]) -> Twist:
    """What stands behind the first comma of a sentence that opens with where or in whom, as `named`, it was found."""

    def twist(text: str) -> str | None:
        found = _OPENING.fullmatch(text)
        return capital(found["rest"]) if found and named.search(found["opening"]) else None

    return twist


def without_caveat(text: str) -> str | None:
    """What stands before the comma behind which a sentence takes something back."""
    found = _CAVEAT.search(text)
    return f"{text[: found.start()]}." if found else None


def treatments_exchanged(text: str) -> str | None:
    """Two treatments change places."""
    names = list(dict.fromkeys(name.lower() for name in _TREATMENT.findall(text)))[:2]
    if len(names) < 2:
        return None
    other = dict(zip(names, reversed(names), strict=True))
    return capital(_TREATMENT.sub(lambda match: other.get(match[0].lower(), match[0]), text))


def opening_of(text: str) -> str | None:
    """The words up to the first comma of such a sentence."""
    found = _OPENING.fullmatch(text)
    return found["opening"] if found else None


def rest_of(text: str) -> str | None:
    """The words behind it."""
    found = _OPENING.fullmatch(text)
    return found["rest"] if found else None


dropped_negation = replaces(
    (r"\b(did|does|do|is|are|was|were|has|have|had|could|may|should|would|will) not\b", r"\1"),
    (r"\bcannot\b", "can"),
    (r"\b(did|does|is|are|was|were|has|have|could|should|would)n't\b", r"\1"),
    (r"\bno better than\b", "better than"),
    (r"\bno\b", "clear"),
    (r"\bwithout\b", "with"),
    (r"\bnever\b", "always"),
    (r"\bnot ", ""),
)
certain = replaces(
    (r"\b(?:may|might|could)\b(?! not)", "does"),
    (r"\b(?:suggests?|suggested)\b", "proves"),
    (r"\b(?:appears?|appeared|seems?|seemed) to\b", "has been proven to"),
    (r"\b(?:probably|possibly|perhaps|likely)\b", "certainly"),
    (r"\b(?:usually|often|sometimes)\b", "always"),
)
causal = replaces(
    (r"\b(?:was|were) (?:associated with|linked to)\b", "caused"),
    (r"\bis (?:associated with|linked to)\b", "causes"),
    (r"\bare (?:associated with|linked to)\b", "cause"),
    (r"\b(?:associated with|linked to|followed by)\b", "caused by"),
    (r"\bafter\b", "because of"),
)
_opinion = replaces(
    (r"^.*?\b(?:argued|opposed|proposed|suggest(?:ed|s)?|believed?|stated|accepted|judged|questioned)(?: that)? ", ""),
    (r"^.*?\b(?:favou?rs a model in which|theories about|the idea that|hypothes[ei]s that) ", ""),
)


def stated_flatly(text: str) -> str | None:
    """An opinion without whose it is."""
    return next((capital(flat) for twist in _opinion if (flat := twist(text))), None)


everyone = replaces(
    (r"\b(?:about|around|nearly|almost|roughly) half(?: of)?\b", "all"),
    (r"\b(?:some|many|most|several|a few) (people|patients|adults)\b", r"all \1"),
    (r"\b(?:some|many|most|several|a few)\b", "all"),
    (rf"{_NUMBER}\s*%", "100 %"),
)
lasting = replaces(
    (r"\b(?:short-lived|temporary|brief|transient)\b", "permanent"),
    (r"\bshort-term\b", "lifelong"),
    (r"\bfor (?:a few|about|up to|at least)? ?[\w.]+ (?:minutes|hours|days|weeks|months)\b", "for good"),
    (r"\b(?:within|at|over|in) [\w.]+ (?:minutes|hours|days|weeks|months)\b", "for good"),
)
reversed_ways = swaps(
    {
        "more": "less", "less": "more", "higher": "lower", "lower": "higher", "better": "worse", "worse": "better",
        "fell": "rose", "rose": "fell", "reduced": "raised", "improved": "worsened", "improve": "worsen",
        "effective": "useless", "increase": "decrease", "decrease": "increase", "uncommon": "common",
    }
)  # fmt: skip
other_unit = swaps(
    {
        "minutes": "weeks", "hours": "weeks", "hour": "week", "days": "months", "day": "month", "weeks": "years",
        "week": "year", "months": "days", "month": "day", "years": "days", "year": "day", "mg": "g", "points": "%",
    }
)  # fmt: skip
other_drug = swaps(
    {
        "arketamine": "lithium", "esketamine": "lithium", "ketamine": "lithium", "midazolam": "morphine",
        "memantine": "lithium", "lanicemine": "lithium", "antidepressants": "antibiotics", "antibiotics": "steroids",
        "zinc": "iron", "honey": "garlic", "spravato": "Prozac",
    },
    all_of_one=True,
)  # fmt: skip
near_drug = swaps(
    {
        "esketamine": "ketamine", "ketamine": "esketamine", "arketamine": "esketamine", "spravato": "Ketalar",
        "ssri": "MAOI", "antibiotics": "antivirals",
    },
    all_of_one=True,
)  # fmt: skip
other_people = swaps(
    {
        "adults": "children", "adolescents": "adults", "children": "pregnant women", "veterans": "teenagers",
        "mothers": "children", "women": "men", "men": "women", "patients": "healthy volunteers",
        "people": "children", "mice": "dogs", "rats": "dogs", "rodents": "dogs",
    }
)  # fmt: skip
other_illness = swaps(
    {
        "treatment-resistant depression": "bipolar disorder", "major depression": "schizophrenia",
        "depression": "schizophrenia", "colds": "pneumonia", "cold": "pneumonia", "sore throat": "meningitis",
    }
)  # fmt: skip
from_mice = swaps(dict.fromkeys(("mice", "mouse", "rats", "rat", "rodents", "rodent", "animals", "animal"), "people"))
without_whom, without_animals = without_opening(_WHOM), without_opening(_ANIMALS)
in_everyone = adds(" in everyone who tried it")
surely = opens("It is proven beyond doubt that ")
lifelong = adds(", and this lasts for life")
for_children = adds(", and the same holds for children under ten")
