"""True restatements of a statement, by rule: the same said in another order, with less of it, or in other words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], str]

_STUDY = re.compile(
    r"\b(?:trial|study|studies|review|analysis|meta-analysis|report|guideline|label|information|appraisal|survey|"
    r"opinion|model|response|statement|phase|cohort|patients|people|adults|children|women|men|mice|rats|cells|"
    r"participants|[A-Z]+-\d|[A-Z]{3,})\b"
)
_OPENING = re.compile(r"(?P<opening>(?:In|Among|Under|At|According to)\s.{3,160}?),\s(?P<rest>.+)\.", re.DOTALL)
_GOES_ON = re.compile(r"(?:in|of|among|at|on|after|published|reported|presented)\s")
_NO_CLAUSE = re.compile(
    r"(?:and|or|but|with|without|which|who|whom|whose|where|when|including|such|sold|taken|given|to|for|as|by|from|even|"
    r"based|compared|respectively|while|whereas|although|\w+ing)\b"
)
_TOLD = re.compile(
    r"(?P<study>(?:A|An|The|Our|This|These)\s.{5,200}?)\s(?:found|finds|reported|reports|showed|shows|concluded|"
    r"estimated|noted|notes|judged|says|states|said|demonstrated|indicated|revealed)\sthat\s(?P<rest>.+)\.",
    re.DOTALL,
)
_ASIDE = re.compile(r"\s\((?!\w\))[^()]{3,}\)(?!-)")
_COMMON_FIRST = re.compile(r"(?:In|Among|Under|At|According|A|An|The|This|These|Our)\s")
_LAST = re.compile(r"(?:;|,\s(?:and|but|although|which|with|so)\b)(?:(?!,\s|;).)*$", re.DOTALL)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|can|may|fell|rose|led|found|showed|began|kept|held|put|gave|"
    r"\w{3,}(?:ed|es)|says|needs|remains?)\b"
)
_DECIMAL = re.compile(r"\b(\d{1,3})\.(\d)(?=\s?%)")
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(rf"(?<![\w-]){old}(?![\w-])"), new) for old, new in pairs)


SYNONYMS = _rules(
    (r"per cent", "%"),
    (r"randomised", "randomized"),
    (r"randomized", "randomised"),
    (r"participants", "people"),
    (r"(?:adult )?patients", "people"),
    (r"people given", "people who got"),
    (r"those given", "those who received"),
    (r"did not differ", "showed no difference"),
    (r"showed no difference", "did not differ"),
    (r"was not statistically significant", "was not significant"),
    (r"was not significant", "did not reach significance"),
    (r"did not reach statistical significance", "was not statistically significant"),
    (r"no significant difference", "no statistically significant difference"),
    (r"(was|were) associated with", r"\1 linked to"),
    (r"(was|were) linked to", r"\1 associated with"),
    (r"linked", "tied"),
    (r"compared (?:with|to)", "versus"),
    (r"more than(?= \d)", "over"),
    (r"at least(?= \d)", "no fewer than"),
    (r"(?:about|approximately)(?= \d)", "roughly"),
    (r"roughly(?= \d)", "about"),
    (r"did better than", "outperformed"),
    (r"(?:had )?fell", "dropped"),
    (r"decreased", "fell"),
    (r"reduced", "lowered"),
    (r"lowered", "reduced"),
    (r"increased", "raised"),
    (r"improved", "got better"),
    (r"a single", "one"),
    (r"one(?= (?:dose|infusion|ketamine|low|iv))", "a single"),
    (r"infusions", "drips"),
    (r"infusion", "drip"),
    (r"into a vein", "intravenously"),
    (r"intravenous", "IV"),
    (r"treatment-resistant depression", "depression that has resisted treatment"),
    (r"electroconvulsive therapy \(ECT\)", "ECT"),
    (r"nasal spray", "nose spray"),
    (r"medicines", "drugs"),
    (r"medication", "drugs"),
    (r"side effects", "unwanted effects"),
    (r"adverse events", "side effects"),
    (r"the US Food and Drug Administration \(FDA\)", "the FDA"),
    (r"the National Institute for Health and Care Excellence \(NICE\)", "NICE"),
    (r"on a standard depression rating scale \(MADRS(?:;[^)]*)?\)", "on the MADRS"),
    (r"reached remission", "went into remission"),
    (r"showed that", "found that"),
    (r"found that", "showed that"),
    (r"significantly (higher|lower|more|less|better|worse)", r"\1 to a significant degree"),
    (r"whereas", "while"),
    (r"however, ", ""),
    (r"furthermore, |moreover, |in addition, |additionally, ", ""),
    (r"demonstrated", "showed"),
    (r"individuals", "people"),
    (r"subjects", "people"),
    (r"mortality", "deaths"),
    (r"elevated", "raised"),
    (r"prior to", "before"),
    (r"approximately", "about"),
    (r"may", "can"),
    (r"might", "could"),
    (r"probably ", ""),
    (r"suggests that", "shows that"),
)


def same(text: str) -> str:
    """The statement word for word."""
    return text


def opening_moved(text: str) -> str | None:
    """What the statement opens with put at its end; None where it opens with no setting of its own."""
    parts = _parted(text)
    return f"{_capital(parts[1])}, {_small(parts[0])}." if parts else None


def opening_dropped(text: str) -> str | None:
    """What was found, without in whom or by whom; None where that cannot be told apart."""
    parts = _parted(text)
    return f"{_capital(parts[1])}." if parts else None


def finding_first(text: str) -> str | None:
    """A study found that B, as: B, according to a study. None for another form."""
    told = _TOLD.fullmatch(text)
    return f"{_capital(told['rest'])}, according to {_small(told['study'])}." if told else None


def telling_dropped(text: str) -> str | None:
    """A study found that B, as: B. None for another form."""
    told = _TOLD.fullmatch(text)
    return f"{_capital(told['rest'])}." if told else None


def last_clause_dropped(text: str) -> str | None:
    """The statement up to its last comma or semicolon that a clause follows; None where what is left says nothing."""
    found = _LAST.search(text.removesuffix("."))
    if not found or not _VERB.search(found.group()):
        return None
    cut = text[: found.start()]
    left = _parted(f"{cut}.")
    words = (left[1] if left else cut).split()
    whole = cut.count("(") == cut.count(")") and len(words) >= 7 and _VERB.search(" ".join(words))
    return f"{cut}." if whole else None


def asides_dropped(text: str) -> str | None:
    """The statement without what stands in brackets; None where nothing does."""
    cut = _ASIDE.sub("", text)
    return cut if cut != text else None


FRAMES: tuple[Callable[[str], str | None], ...] = (
    same,
    opening_moved,
    opening_dropped,
    finding_first,
    telling_dropped,
    last_clause_dropped,
    asides_dropped,
)


def respelt(text: str, rng: random.Random) -> str | None:
    """Some of its words in other words of the same meaning, and numbers written otherwise; None where none applies."""
    out = text
    for pattern, other in SYNONYMS:
        if rng.random() < 0.6:
            out = pattern.sub(other, out, count=1)
    for change in (_percent_spelt, _small_numbers_turned, _rounded):
        if rng.random() < 0.4:
            out = change(out)
    return out if out != text else None


def careless(text: str) -> str:
    """As it is typed in haste: no capital at the start, no full stop."""
    return _small(text).removesuffix(".")


def _percent_spelt(text: str) -> str:
    return re.sub(r"(?<=\d)\s?%", " per cent", text)


def _small_numbers_turned(text: str) -> str:
    names = "|".join(_SMALL[2:])
    return re.sub(rf"(?<![\w-])({names})(?=\s[a-z])", lambda found: str(_SMALL.index(found[1])), text)


def _rounded(text: str) -> str:
    found = _DECIMAL.search(text)
    if not found or "confidence" in text or len(_DECIMAL.findall(text)) > 2 or int(found[1]) < 5:
        return text
    return _DECIMAL.sub(lambda one: f"{'' if one[2] == '0' else 'about '}{round(float(one.group()))}", text).replace(
        "about about", "about"
    )


def _parted(text: str) -> tuple[str, str] | None:
    found = _OPENING.fullmatch(text)
    if not found:
        return None
    opening, rest = found["opening"], found["rest"]
    while _GOES_ON.match(rest) and ", " in rest:
        more, rest = rest.split(", ", 1)
        opening = f"{opening}, {more}"
    broken = opening.count("(") != opening.count(")") or _NO_CLAUSE.match(rest) or not _VERB.search(rest)
    return None if broken or not _STUDY.search(opening) else (opening, rest)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    named = re.match(r"[A-Z]{2}|[A-Z]\b(?!\s)|[A-Z]\w*-|[A-Z]\w+\s[A-Z]", text) and not _COMMON_FIRST.match(text)
    return text if named else text[:1].lower() + text[1:]
