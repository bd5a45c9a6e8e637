"""Quantities in English text, and whether two of them can both be true.

A quantity has a kind (percent, duration, dose, year, points, count), a closed range in the kind's base unit
(percent: 0-100, duration: hours, dose: mg or mg/kg, year: calendar year) and the words it was read from.
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
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "min": 1 / 60, "hour": 1, "hr": 1, "day": 24, "week": 168, "wk": 168,
          "fortnight": 336, "month": 730.5, "year": 8766, "decade": 87660}  # fmt: skip
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|" + "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True)) + r")"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|nine)"
_DOZENS = r"(?:(?:a|one|two|three|four|five|six) )?dozen"
_VALUE = rf"(?:{_TENS}|{_DOZENS}|{_NUMBER})"
_RANGE = rf"(?P<low>{_VALUE})(?:\s*(?:-|–|to|and|or)\s*(?P<high>{_VALUE}))?"
_BOUND = (
    r"(?P<bound>(?:more|fewer|less|greater|higher|lower|no more|no less) than|over|above|under|below|at least|at most|"
    r"up to|just over|just under|nearly|almost|about|around|roughly|approximately|some|something like|a bit more than|"
    r"a bit over|a bit under|a little over|a little under|close to|getting on for|not quite|just shy of)?\s*"
)
_UNITS = "|".join(_HOURS)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(_BOUND + pattern, re.IGNORECASE))
    for kind, pattern in (
        ("percent", rf"\b(?P<low>{_VALUE})(?:\s*%?\s*(?:-|–|to|and|or)\s*(?P<high>{_VALUE}))?\s*(?:%|percent\b|per cent\b|pc\b)(?!\s*points?)"),
        ("percent", rf"\b(?P<part>{_VALUE})\s+(?:in|out of)(?:\s+every)?\s+(?P<whole>{_VALUE}|a hundred)\b"),
        ("percent", r"\b(?P<times>a|one|two|three)[ -](?P<fraction>thirds?|quarters?|fifths?|tenths?)\b(?!\s+(?:of an? )?(?:line|step|dose))"),
        ("percent", r"\b(?P<fraction>half)\b(?!\s+(?:an?|the)\s+(?:hour|day|year|life)|[ -]li(?:fe|ves))"),
        ("dose", rf"\b{_RANGE}\s*(?P<unit>mg|milligrams?|mcg|g)\b(?:\s*(?:/|per|a)\s*(?P<per>kg|kilo\w*))?"),
        ("dose", rf"\b{_RANGE}\s*(?P<unit>mg|milligrams?)?\s*(?:/|per|a)\s*(?P<per>kg|kilo\w*)"),
        ("duration", rf"\b(?P<half>half an?)\s+(?P<unit>{_UNITS})\b"),
        ("duration", rf"(?<=(?:for|ter|hin| in|out|ver|der|ast|nly|han|ing|sts|kes) )(?P<half>an?)\s+(?P<unit>{_UNITS})\b"),
        ("duration", rf"\b{_RANGE}[\s-]*(?P<unit>{_UNITS})s?\b(?!\s+old)"),
        ("points", rf"\b{_RANGE}[\s-]*(?:percentage )?points?\b"),
        ("year", r"\b(?P<low>(?:19|20)\d\d)(?:\s*(?:-|–|to)\s*(?P<high>(?:19|20)\d\d))?\b(?!\s*(?:people|adults|patients))"),
        ("count", rf"\b{_RANGE}(?:\s+(?P<scale>million|thousand|billion))?\s+(?:\w+\s+){{0,2}}?(?P<noun>people|women|men|children|persons|[a-z]{{3,}}s)\b"),
        ("count", r"\b(?P<low>\d+(?:\.\d+)?)\s+(?P<scale>million|thousand|billion)\b"),
    )
)  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_ROUGH = {
    "about",
    "around",
    "roughly",
    "approximately",
    "nearly",
    "almost",
    "some",
    "something like",
    "just over",
    "just under",
    "a bit over",
    "a bit under",
    "a little over",
    "a little under",
    "close to",
    "getting on for",
    "not quite",
    "just shy of",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A closed range of values of one kind. `noun` tells what a count counts; `rough` widens the comparison."""

    kind: str
    low: float
    high: float
    text: str
    start: int
    end: int
    noun: str = ""
    rough: bool = False

    def agrees(self, other: Quantity) -> bool:
        """Whether both can be true of one fact: the ranges meet within the tolerance of how exactly they are said."""
        slack = max(self._slack(), other._slack())
        return self.low - slack <= other.high and other.low - slack <= self.high

    def _slack(self) -> float:
        finite = self.low if self.high == inf else self.high
        if self.kind == "year":
            return 0.0
        if self.kind == "percent":
            return 5.0 if self.rough else 1.0
        return abs(finite) * (0.2 if self.rough else 0.02)

    def comparable(self, other: Quantity) -> bool:
        """Whether both may measure one thing: of one kind, and not known to count different things."""
        return self.kind == other.kind and (self.noun == other.noun or not (self.noun and other.noun))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text in order; where two readings overlap the one named first in the table stands."""
    found: list[Quantity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            if any(start < q.end and q.start < match.end() for q in found):
                continue
            quantity = _quantity(kind, match, start)
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


def borne_out(claim: Sequence[Quantity], evidence: Sequence[Quantity]) -> float:
    """How far the numbers of a claim are those of the evidence: 0 not at all, 1 each has only one like, and agrees.

    Where a number has several likes (two arms of a trial), agreement with one of them tells half as much.
    """
    if not claim:
        return 0.0
    likes = [[q for q in evidence if q.comparable(stated)] for stated in claim]
    if not all(any(stated.agrees(q) for q in like) for stated, like in zip(claim, likes, strict=True)):
        return 0.0
    return 1.0 if all(len(like) == 1 for like in likes) else 0.5


def _quantity(kind: str, match: re.Match[str], start: int) -> Quantity | None:
    groups = match.groupdict()
    bound = (groups.get("bound") or "").lower()
    limits = _range(kind, groups)
    if limits is None:
        return None
    low, high = _bounded(bound, *limits, kind)
    noun = _dose_noun(groups) if kind == "dose" else (groups.get("noun") or "").lower().rstrip("s")
    return Quantity(kind, low, high, match.group().strip(), start, match.end(), noun, bound in _ROUGH)


def _range(kind: str, groups: dict[str, str | None]) -> tuple[float, float] | None:
    if groups.get("fraction"):
        share = _FRACTIONS[str(groups["fraction"]).lower().rstrip("s")]
        share *= {"two": 2, "three": 3}.get((groups.get("times") or "").lower(), 1)
        return share, share
    if groups.get("whole"):
        whole = _value(str(groups["whole"]).replace("a hundred", "100"))
        share = 100 * _value(str(groups["part"])) / whole if whole else 0.0
        return (share, share) if 0 < share <= 100 else None
    if groups.get("half"):
        hours = _HOURS[str(groups["unit"]).lower()] * (0.5 if str(groups["half"]).lower().startswith("half") else 1)
        return hours, hours
    low = _value(str(groups["low"]))
    high = _value(str(groups["high"])) if groups.get("high") else low
    factor = _factor(kind, groups)
    return min(low, high) * factor, max(low, high) * factor


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
