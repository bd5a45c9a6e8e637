"""Quantities in English text, and whether two of them can both be true.

A quantity has a kind (percent, percentage points, points, ratio, duration, dose, year, count), a closed range in the
kind's base unit (percent and percentage points: 0-100, ratio: times, duration: hours, dose: mg or mg/kg, year: calendar
year) and the words it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

_WORD_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "min": 1 / 60, "hour": 1, "hr": 1, "day": 24, "week": 168, "wk": 168,
          "fortnight": 336, "month": 730.5, "year": 8766, "decade": 87660}  # fmt: skip
_FRACTIONS = {"half": 50.0, "halve": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6,
              "seventh": 100 / 7, "eighth": 12.5, "ninth": 100 / 9, "tenth": 10.0, "twentieth": 5.0}  # fmt: skip
_TIMES = {"double": 2.0, "twice": 2.0, "twofold": 2.0, "triple": 3.0, "treble": 3.0, "thrice": 3.0, "quadruple": 4.0,
          "halve": 0.5, "half": 0.5}  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|" + "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True)) + r")"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|nine)"
_DOZENS = r"(?:(?:a|one|two|three|four|five|six) )?dozen"
_VALUE = rf"(?:{_TENS}|{_DOZENS}|{_NUMBER})"
_RANGE = rf"(?P<low>{_VALUE})(?:\s*(?:-|–|to|and|or)\s*(?P<high>{_VALUE}))?"
_BOUND = re.compile(
    r"(?<![\w-])(?P<bound>(?:more|fewer|less|greater|higher|lower|no more|no less) than|over|above|under|below|at least|at most|"
    r"up to|nearly|almost|about|around|roughly|approximately|some|something like|"
    r"(?:a (?:bit|little|touch|shade|tad|hair)|slightly|just|barely|marginally) (?:over|under|above|below|more than|less than|past)|"
    r"close to|getting on for|not quite|just shy of|not far off|nigh on|a mere)\s*\Z",
    re.IGNORECASE,
)
_REACH = 40
"""How far before a number words that bound it may begin, in code points."""
_UNITS = "|".join(_HOURS)
_PARTS = "thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?"
_NO_ORDINAL = (
    r"(?=\W*$|\s*[,.;:!?)(]|\s+(?:of|had|have|has|did|do|does|were|was|are|is|got|get|gets|in|at|on|after|by|with|when|who|and|or|"
    r"to|than|versus|vs|more|fewer|less|as|for|from|still|reach\w*|respond\w*|remit\w*|relaps\w*|recover\w*|improv\w*|"
    r"achiev\w*|manag\w*|there|here|too|already|now|went|felt|will|would|can)\b)"
)
"""What follows a share ("a fifth had", "a third of them"); before anything else the word is an ordinal ("a third infusion")."""
_LIKELIER = r"(?:as|the|more|less|likel\w+|higher|greater|better|worse|bigger|faster|larger|lower)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("percent", rf"\b(?P<low>{_VALUE})(?:\s*%?\s*(?:-|–|to|and|or)\s*(?P<high>{_VALUE}))?\s*(?:%|percent\b|per cent\b|pc\b)(?!\s*points?|[\s-]*points?|\s+(?:confidence|credible|CI\b))"),
        ("percent", r"\b(?P<part>\d)/(?P<whole>[2-9]|10|20|100)\b(?!/)"),
        ("percent", rf"\b(?P<part>{_VALUE})(?:\s*(?:or|to|-|–)\s*(?P<part_high>{_VALUE}))?\s+(?:(?:people|patients|adults|of them|persons)\s+)?(?:in|out of)(?:\s+(?:every|a))?\s+(?P<whole>{_VALUE})\b(?!\s*(?:%|per\s?cent|weeks?|months?|years?|days?|hours?|minutes?))"),
        ("percent", rf"\b(?P<part>{_VALUE})\s+per\s+(?P<whole>hundred|thousand|100|1,?000)\b"),
        ("percent", r"\b(?P<part>one)(?:\s+[\w-]+){1,4}?\s+in\s+(?P<whole>three|four|five|six|eight|ten|twenty|twenty-five|fifty|hundred|a hundred)\b(?!\s+(?!had|has|was|is|did|that|who)[a-z]+s?\b)"),
        ("count", r"\b(?:an?\s+)?(?P<fraction>half|quarter|third)\s+(?:of\s+)?(?:a\s+)?(?P<scale>million|thousand|billion)\b"),
        ("ratio", rf"\b(?P<low>{_VALUE})(?:-?\s*(?:-|–|to|or)\s*(?P<high>{_VALUE}))?[\s-]*fold\b"),
        ("ratio", rf"\b{_RANGE}\s*(?:times|x)\s+(?={_LIKELIER}\b)"),
        ("ratio", r"\b(?P<multiple>double|triple|treble|quadruple|halve)[sd]?\b(?![\s-]+(?:blind|dose)\b)"),
        ("ratio", r"\b(?P<multiple>twice|thrice)\s+(?=(?:as|the|that|what|more|less|like\w+)\b)"),
        ("ratio", r"\b(?P<multiple>half)\s+(?=as\s+\w+|the\s+(?:risk|odds|rate|chance))"),
        ("ratio", rf"\b(?:odds|risk|rate|hazard)\s+ratio\s+(?:of\s+|was\s+)?(?P<low>{_VALUE})"),
        ("percent", rf"\b(?:an?|one|two|three|four|five|six|seven|eight|nine)?[ -]?(?P<from_times>a|one|two|three|four)[ -](?P<from_part>{_PARTS})\s+(?:and|to|or)\s+(?P<times>a|one|two|three|four)[ -](?P<fraction>{_PARTS}|half)\b"),
        ("percent", rf"\b(?P<times>a|one|two|three|four|five|six|seven|eight|nine)[ -](?P<fraction>{_PARTS})\b{_NO_ORDINAL}"),
        ("percent", r"\b(?P<fraction>half)\b(?!\s+(?:an?|the)\s+(?:hour|day|year|life)|[ -](?:li(?:fe|ves)|way)|way)"),
        ("dose", rf"\b{_RANGE}\s*(?P<unit>mg|milligrams?|mcg|g)\b(?:\s*(?:/|per|a)\s*(?P<per>kg|kilo\w*))?"),
        ("dose", rf"\b{_RANGE}\s*(?P<unit>mg|milligrams?)?\s*(?:/|per|a)\s*(?P<per>kg|kilo\w*)"),
        ("duration", rf"\b(?P<half>half an?)\s+(?P<unit>{_UNITS})\b"),
        ("duration", rf"(?<=(?:for|ter|hin| in|out|ver|der|ast|nly|han|ing|sts|kes) )(?P<half>an?)\s+(?P<unit>{_UNITS})\b"),
        ("duration", rf"\b{_RANGE}[\s-]*(?:single[\s-]+)?(?P<unit>{_UNITS})s?\b(?!\s+old)"),
        ("duration", rf"\ba\s+(?P<half>)single\s+(?P<unit>{_UNITS})\b"),
        ("duration", r"\b(?P<next>(?:the\s+)?(?:next|following|very next)\s+(?:day|morning)|(?:the\s+)?day\s+after|overnight)\b"),
        ("duration", rf"\b(?P<unit>day|week|month|hour)s?\s+(?P<low>{_VALUE})\b"),
        ("percentage points", rf"\b{_RANGE}[\s-]*(?:percentage|percent|per cent|%)[\s-]+points?\b"),
        ("points", rf"\b{_RANGE}[\s-]*points?\b"),
        ("year", r"\b(?P<low>(?:19|20)\d\d)(?:\s*(?:-|–|to)\s*(?P<high>(?:19|20)\d\d))?\b(?!\s*(?:people|adults|patients))"),
        ("count", rf"\b{_RANGE}(?:\s+(?P<scale>million|thousand|billion))?\s+(?:[\w-]+,?\s+){{0,2}}?(?P<noun>people|women|men|children|persons|[a-z]{{3,}}s)\b"),
        ("count", r"\b(?P<low>\d+(?:\.\d+)?)\s+(?P<scale>million|thousand|billion)\b"),
    )
)  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_ROUGH = re.compile(
    r"about|around|roughly|approximately|nearly|almost|some|something like|close to|getting on for|not quite|just shy of|"
    r"not far off|nigh on|(?:a \w+|slightly|just|barely|marginally) .*"
)


_JUST_OVER = re.compile(r"(?:a \w+|slightly|just|barely|marginally) (?:over|above|more than|past)")
_JUST_UNDER = re.compile(
    r"(?:a \w+|slightly|just|barely|marginally) (?:under|below|less than)|nearly|almost|getting on for|not quite|just shy of|nigh on"
)
_NEAR_BY, _NEAR_SHARE = 5.0, 0.25
"""How far "just over" and "nearly" reach: five percentage points, or a quarter where that is less."""
_DIFFERENCE = "percentage points"
_CIRCUMSTANCE = frozenset({"count", "duration", "year"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A closed range of values of one kind. `noun` tells what a count counts.

    A `rough` number ("about 60 %") and a share in `worded` form ("a third", "one in five") agree with more than an exact one.
    """

    kind: str
    low: float
    high: float
    text: str
    start: int
    end: int
    noun: str = ""
    rough: bool = False
    worded: bool = False

    def agrees(self, other: Quantity) -> bool:
        """Whether both can be true of one fact: the ranges meet within the tolerance of how exactly they are said."""
        slack = max(self._slack(), other._slack())
        return self.low - slack <= other.high and other.low - slack <= self.high

    def _slack(self) -> float:
        finite = self.low if self.high == inf else self.high
        if self.kind == "year":
            return 0.0
        if self.kind in {"percent", "percentage points"}:
            most, share = (5.0, 0.25) if self.rough else (4.0, 0.2) if self.worded else (1.0, 0.15)
            return min(most, share * abs(finite))
        if self.kind == "ratio":
            return abs(finite) * (0.25 if self.rough else 0.15)
        return abs(finite) * (0.2 if self.rough else 0.02)

    def comparable(self, other: Quantity) -> bool:
        """Whether both may measure one thing: of one kind, and not known to count different things."""
        return self.kind == other.kind and (self.noun == other.noun or not (self.noun and other.noun))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text in order; where two readings overlap the one named first in the table stands."""
    found: list[Quantity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            bound = _BOUND.search(text, max(0, match.start() - _REACH), match.start())
            start = bound.start() if bound else match.end() - len(match.group().lstrip())
            if any(start < q.end and q.start < match.end() for q in found):
                continue
            quantity = _quantity(kind, match, start, bound["bound"].lower() if bound else "")
            if quantity:
                found.append(quantity)
    return tuple(sorted(found, key=lambda q: q.start))


def conflicts(
    claim: Iterable[Quantity], evidence: Iterable[Quantity]
) -> Iterator[tuple[Quantity, tuple[Quantity, ...]]]:
    """Yield each quantity of the claim that the evidence has in kind but not in value, with the evidence's own."""
    stated = tuple(evidence)
    for quantity in claim:
        same = tuple(q for q in stated if q.comparable(quantity))
        if same and not any(quantity.agrees(q) for q in same):
            yield quantity, same
        elif not same and quantity.kind == _DIFFERENCE and (taken := _taken_for_a_difference(quantity, stated)):
            yield quantity, taken


def _taken_for_a_difference(points: Quantity, evidence: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The percentages that a claim gives as percentage points, unless two of them do differ by as much."""
    shares = [q for q in evidence if q.kind == "percent"]
    apart = any(points.low - 1 <= abs(one.low - other.low) <= points.high + 1 for one in shares for other in shares)
    return () if apart else tuple(q for q in shares if q.low - 1 <= points.high and points.low - 1 <= q.high)


def borne_out(claim: Sequence[Quantity], evidence: Sequence[Quantity]) -> float:
    """How far the numbers of a claim are those of the evidence: 0 not at all, 1 each is, and leaves no like of it over.

    Where a like is left over (the other arm of a trial), agreement tells half as much; so it does where the evidence gives
    no like of how many or how long, which a sentence seldom repeats.
    """
    likes = {stated: [q for q in evidence if q.comparable(stated)] for stated in claim}
    silent = {stated for stated, like in likes.items() if not like and stated.kind in _CIRCUMSTANCE}
    told = [stated for stated in claim if stated not in silent]
    if not told or not all(any(stated.agrees(q) for q in likes[stated]) for stated in told):
        return 0.0
    if silent:
        return 0.5 if any(stated.kind not in _CIRCUMSTANCE for stated in told) else 0.0
    over = {q for like in likes.values() for q in like} - {
        q for q in evidence if any(stated.agrees(q) for stated in claim)
    }
    return 0.5 if over else 1.0


def _quantity(kind: str, match: re.Match[str], start: int, bound: str) -> Quantity | None:
    groups = match.groupdict()
    limits = _range(kind, groups)
    if limits is None:
        return None
    low, high = _bounded(bound, *limits, kind)
    noun = _dose_noun(groups) if kind == "dose" else (groups.get("noun") or "").lower().rstrip("s")
    one_sided = kind == "percent" and bool(_JUST_OVER.fullmatch(bound) or _JUST_UNDER.fullmatch(bound))
    worded = bool(groups.get("fraction") or groups.get("whole")) and not one_sided
    return Quantity(
        kind,
        low,
        high,
        match.string[start : match.end()].strip(),
        start,
        match.end(),
        noun,
        _is_rough(bound, match) and not one_sided,
        worded,
    )


def _is_rough(bound: str, match: re.Match[str]) -> bool:
    """Whether the words before or behind say that a number is not exact."""
    behind = match.string[match.end() :]
    return bool(
        _ROUGH.fullmatch(bound)
        or re.match(r"[\s,-]*(?:or so|ish|give or take|or thereabouts)\b", behind, re.IGNORECASE)
    )


def _range(kind: str, groups: dict[str, str | None]) -> tuple[float, float] | None:
    if groups.get("multiple"):
        times = _TIMES[str(groups["multiple"]).lower()]
        return times, times
    if groups.get("next"):
        return 24.0, 24.0
    if groups.get("from_part"):
        one, other = _share(groups["from_times"], groups["from_part"]), _share(groups["times"], groups["fraction"])
        return min(one, other), max(one, other)
    if groups.get("fraction"):
        share = _share(groups.get("times"), groups["fraction"])
        return (share / 100 * _factor(kind, groups),) * 2 if kind == "count" else (share, share)
    if groups.get("whole"):
        whole = _value(str(groups["whole"]).removeprefix("a "))
        parts = sorted(_value(part) for name in ("part", "part_high") if (part := groups.get(name)))
        shares = [100 * part / whole if whole else 0.0 for part in parts]
        return (shares[0], shares[-1]) if 0 < shares[0] <= shares[-1] <= 100 else None
    if groups.get("half") is not None:
        hours = _HOURS[str(groups["unit"]).lower()] * (0.5 if str(groups["half"]).lower().startswith("half") else 1)
        return hours, hours
    low = _value(str(groups["low"]))
    high = _value(str(groups["high"])) if groups.get("high") else low
    factor = _factor(kind, groups)
    return min(low, high) * factor, max(low, high) * factor


def _share(times: str | None, fraction: str | None) -> float:
    """A fraction in words as a percentage."""
    return _FRACTIONS[str(fraction).lower().rstrip("s")] * _WORD_NUMBERS.get((times or "").lower(), 1)


def _factor(kind: str, groups: dict[str, str | None]) -> float:
    if kind == "duration":
        return _HOURS[str(groups["unit"]).lower().rstrip("s")]
    if kind == "dose":
        unit = (groups.get("unit") or "mg").lower()
        return {"mcg": 0.001, "g": 1000.0}.get(unit, 1.0)
    return _SCALES.get((groups.get("scale") or "").lower(), 1.0)


def _dose_noun(groups: dict[str, str | None]) -> str:
    return "mg/kg" if groups.get("per") else "mg"


def _bounded(bound: str, low: float, high: float, kind: str) -> tuple[float, float]:
    top = 100.0 if kind == "percent" else inf
    if bound in {"more than", "over", "above", "greater than", "higher than", "at least", "no less than"}:
        return low, top
    if bound in {"fewer than", "less than", "under", "below", "lower than", "at most", "up to", "no more than"}:
        return 0.0, high
    if kind == "percent" and _JUST_OVER.fullmatch(bound):
        return low, min(top, high + min(_NEAR_BY, _NEAR_SHARE * high))
    if kind == "percent" and _JUST_UNDER.fullmatch(bound):
        return low - min(_NEAR_BY, _NEAR_SHARE * low), high
    return low, high


def _value(text: str) -> float:
    text = text.lower().replace(",", "")
    if text in _WORD_NUMBERS:
        return float(_WORD_NUMBERS[text])
    if text.endswith("dozen"):
        return 12.0 * _WORD_NUMBERS.get(text.split()[0], 1)
    if re.fullmatch(r"[a-z]+[ -][a-z]+", text):
        tens, ones = re.split(r"[ -]", text)
        return float(_WORD_NUMBERS[tens] + _WORD_NUMBERS[ones])
    return float(text)
