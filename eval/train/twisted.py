"""False versions of a statement, by rule, each wrong in one thing, and versions that say more than it does."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from eval.train.twisting_words import ANTONYMS, BEYOND, DRUGS, NUMBER_WORDS, PAST, UNITS
from service.language.polarity import negations

Twist = Callable[[str, random.Random], str | None]

_NUMBER = re.compile(
    r"(?<![\w.,/*#-])(?!(?:18|19|20)\d\d\b)(?!95\s?%\s(?:confidence|CI))(?!0\.05\b)\d[\d,]*(?:\.\d+)?(?![\w-]|,\d|\.\d)"
)
_NUMBER_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(NUMBER_WORDS)})(?=[\s-][a-z])")
_FACTORS = (0.2, 0.35, 0.5, 0.65, 1.5, 1.8, 2.5, 4.0)
_AUXILIARY = re.compile(
    r"(?<!that )(?<!who )(?<!which )(?<!whom )\b(is|are|was|were|can|could|will|has|had|have|did|does|do|should|may|might)\b"
    r"(?! not\b)(?=\s[a-z])"
)
_NOT = re.compile(r"\b(did|does|do|is|are|was|were|has|had|have|can|could|will|would|should|may|might) not\b")
_CANNOT = re.compile(r"\bcannot\b")
_PEOPLE = (
    r"(?:people|patients|adults|those|participants|women|men|children|individuals|users|trials|studies|drugs|cases)"
)
_SOME = re.compile(
    rf"\b(?:some|most|many|several|half of|about half of|a few)\s(?=(?:\w+\s)?{_PEOPLE}\b)", re.IGNORECASE
)
_SHARE = re.compile(
    rf"(?:\b(?:about|roughly|at least|around)\s)?\b\d{{1,2}}(?:\.\d+)?\s?% of (?=(?:the\s|all\s)?{_PEOPLE}\b)"
)
_TWO_SHARES = re.compile(
    r"(?<![\d.–-])(?P<a>\d{1,3}(?:\.\d+)?)(?P<unit>\s?%|\spoints)(?!\s(?:confidence|CI))(?P<between>.{3,160}?)"
    r"(?P<joint>\band\b|\bagainst\b|\bversus\b|\bvs\.?|\bcompared\b|,)(?P<mid>[^%]{0,40}?)"
    r"(?<![\d.–-])(?P<b>\d{1,3}(?:\.\d+)?)(?P=unit)"
)
_ALIKE = re.compile(
    r"\b(?:similar\w*|same|equal\w*|comparable|differ\w*|difference|significan\w+|level|alike|both|each|range|between)\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:more|less|better|worse|higher|lower|greater|larger|smaller|faster|stronger|fewer|effective)\b.*\bthan\b"
)

_OPPOSITES = {one: other for pair in ANTONYMS for one, other in (pair, pair[::-1])} | {
    "smaller": "larger",
    "rare": "common",
}
_OPPOSITE = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_OPPOSITES, key=len, reverse=True))})(?![\w-])")

_QUANTITY = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]"
_UNIT = re.compile(rf"\b({_QUANTITY})(minute|hour|day|week|month|year)(s?)\b")
_AT_TIME = re.compile(r"\b(day|week|month) (?=\d)")

_PAST_VERB = re.compile(
    r"(?<!was )(?<!were )(?<!had )(?<!been )(?<!is )(?<!are )(?<!be )(?<!has )(?<!have )(?<!who )(?<!that )(?<!as )(?<!of )"
    rf"(?<![,(] )(?<!and )(?<!the )(?<!an )(?<!a )\b({'|'.join(PAST)})\b"
)

_DRUG = re.compile(rf"(?<![\w()-])(?:{'|'.join(DRUGS)}|esketamine|arketamine|naltrexone)(?![\w-])", re.IGNORECASE)


def other_number(text: str, rng: random.Random) -> str | None:
    """One of its numbers made another by a fifth or more; years and the level of an interval stay."""
    found = [*_NUMBER.finditer(text), *_NUMBER_WORD.finditer(text)]
    if not found:
        return None
    one = rng.choice(found)
    other = _another(one.group(), {match.group() for match in found}, rng)
    return text[: one.start()] + other + text[one.end() :] if other else None


def other_unit(text: str, rng: random.Random) -> str | None:
    """A time in another unit: hours as weeks, days as months."""
    found = [*_UNIT.finditer(text)]
    if found:
        one = rng.choice(found)
        unit = rng.choice(UNITS[f"{one[2]}s"])
        return text[: one.start()] + one[1] + (unit if one[3] else unit.removesuffix("s")) + text[one.end() :]
    turned = {"day": "week", "week": "day", "month": "day"}
    other = _AT_TIME.sub(lambda one: f"{turned[one[1]]} ", text, count=1)
    return other if other != text else None


def other_direction(text: str, rng: random.Random) -> str | None:
    """One word of direction or degree made its opposite, in a text that denies nothing."""
    found = [] if negations(text) else [*_OPPOSITE.finditer(text)]
    if not found:
        return None
    one = rng.choice(found)
    return text[: one.start()] + _OPPOSITES[one.group()] + text[one.end() :]


def denied_at_length(text: str, rng: random.Random) -> str | None:
    """What is said of the main thing denied; None for a text that denies already."""
    if negations(text):
        return None
    start = max(text.find(", ") + 2 if text.startswith(("In ", "Among ", "According ")) else 0, 0)
    verb = _AUXILIARY.search(text, start)
    past = _PAST_VERB.search(text, start)
    if past and (not verb or past.start() < verb.start() or rng.random() < 0.3):
        return f"{text[: past.start()]}did not {PAST[past[1]]}{text[past.end() :]}"
    return f"{text[: verb.end()]} not{text[verb.end() :]}" if verb else None


def no_longer_denied(text: str, rng: random.Random) -> str | None:
    """The only denial of a text taken out of it."""
    if negations(text) != 1:
        return None
    for pattern, other in (
        (_NOT, r"\1"),
        (_CANNOT, "can"),
        (re.compile(r"\bno (?=(?:better|worse|different|longer)\b)"), ""),
        (
            re.compile(
                r"\bno (?=(?:statistically )?(?:significant |relevant |clear )?(?:differences?|interaction|change)\b)"
            ),
            "a ",
        ),
        (re.compile(r"\bno (?=(?:convincing )?evidence\b)"), "good "),
        (re.compile(r"\bwithout (?=an?\b)"), "with "),
        (re.compile(r"\bnobody\b"), "everybody"),
        (re.compile(r"\bmissed\b"), "met"),
        (re.compile(r"\bfailed to\b"), "did"),
    ):
        other_text = pattern.sub(other, text, count=1)
        if other_text != text:
            return other_text
    return None


def arms_exchanged(text: str, rng: random.Random) -> str | None:
    """Two shares or scores exchanged; None where they are those of a range or of likes."""
    found = _TWO_SHARES.search(text)
    if not found or found["a"] == found["b"] or _ALIKE.search(text):
        return None
    start, end = found.span()
    return (
        text[:start]
        + f"{found['b']}{found['unit']}{found['between']}{found['joint']}{found['mid']}{found['a']}{found['unit']}"
        + text[end:]
    )


def drugs_exchanged(text: str, rng: random.Random) -> str | None:
    """The two drugs of a comparison exchanged, in a text that denies nothing."""
    if negations(text) or _ALIKE.search(text) or not _THAN.search(text):
        return None
    pattern = re.compile(rf"{_DRUG.pattern}|\b(?:placebo|saline|ECT)\b")
    names = list(dict.fromkeys(found.group() for found in pattern.finditer(text)))
    if len(names) != 2:
        return None
    return pattern.sub(lambda found: names[1 - names.index(found.group())], text)


def all_for_some(text: str, rng: random.Random) -> str | None:
    """All where the statement says some, most or a share."""
    for pattern, other in ((_SHARE, "all of "), (_SOME, "all ")):
        other_text = pattern.sub(other, text, count=1)
        if other_text != text:
            return other_text
    return None


def other_drug(text: str, rng: random.Random) -> str | None:
    """Another drug, of which the statement says nothing."""
    found = _DRUG.search(text)
    if not found:
        return None
    other = rng.choice([name for name in DRUGS[3:] if name.lower() not in text.lower()])
    return re.sub(rf"(?<![\w()-]){re.escape(found.group())}(?![\w-])", other, text)


def beyond(text: str, rng: random.Random) -> str | None:
    """A clause more, of which the statement says nothing."""
    return f"{text.removesuffix('.')}, and {rng.choice(BEYOND)}."


FEW: Sequence[Twist] = (arms_exchanged, drugs_exchanged, all_for_some)
"""As FALSE, of what few statements allow."""
FALSE: Sequence[Twist] = (other_number, other_unit, other_direction, denied_at_length, no_longer_denied)
"""What makes of a statement one that it refutes."""
MORE: Sequence[Twist] = (other_drug, beyond)
"""What makes of a statement one that it does not settle."""


def _another(number: str, taken: set[str], rng: random.Random) -> str | None:
    if number in NUMBER_WORDS:
        return rng.choice([word for word in NUMBER_WORDS if word not in taken])
    value, decimals = float(number.replace(",", "")), len(number.partition(".")[2])
    scaled = [value * factor for factor in _FACTORS]
    limit = 100.0 if value < 100 else float("inf")
    forms = [f"{each:,.{decimals}f}" if "," in number else f"{each:.{decimals}f}" for each in scaled if each < limit]
    others = [form for form in forms if form not in taken and abs(float(form.replace(",", "")) - value) >= 0.19 * value]
    return rng.choice(others) if others else None
