"""The grammar of English questions: what is asked, what is taken for granted, and the statement behind a yes/no form.

Only word order is used, so that a parser's error on a drug's name does no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile

from service.domain import ParsedSentence, Token

_AUX = r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must)"
_POLAR = re.compile(rf"^\W*(?P<aux>{_AUX})(?P<neg>n['o]?t)?\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_OPEN = re.compile(
    r"^\W*(?:(?:in|on|at|for|to|by|of|from|with|under|about|after|during|through|via)\s+)?"
    r"(?P<wh>what|which|who|whom|whose|when|where|why|how|wot|whats|what's|who's|how's|where's|when's|how come)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    rf"^\W*(?:why|how|since when)\s+(?:exactly |on earth |the hell |is it that )*"
    rf"(?P<aux>{_AUX})(?P<neg>n['o]?t)?\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = re.compile(
    r"^\W*(?:when|where|how long ago)\s+(?:exactly |precisely |on earth )?(?P<aux>did|was|were)\s+(?P<rest>.+?)(?:,?\s+and\s+(?:what|why|how|who|when|where)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_FORBIDS = re.compile(
    r"^\W*(?:please )?do(?:n['\u2019]?t| not)\s+(?:(?:ever|just|even)\s+)?(?:let|take|do|use|believe|trust|listen|tell|mix|drive|stop|start|forget|worry|give|"
    r"get|be|go|try|buy|fall|think|expect|ask|say|call|combine|eat|drink|smoke|wait|rely|assume|skip)\b",
    re.IGNORECASE,
)
"""An order not to do something, which begins like a question."""
_SO_WHY = re.compile(
    rf"^\W*(?P<said>\S+(?:\s+\S+){{3,}}?),?\s+(?:so|then)\s+(?P<asked>(?:how come|why|what|when|where|who|{_AUX})\b.+)$",
    re.IGNORECASE | re.DOTALL,
)
_COME = re.compile(r"^\W*(?:how come|why is it that|how is it that)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_BARE_WHY = re.compile(r"^\W*why\s+(?P<rest>(?:the|a|an|this|that|my|\w+)\s+.+)$", re.IGNORECASE | re.DOTALL)
_ABOUT = re.compile(
    r"^\W*what (?:is|was|'s) (?:it )?(?:about|with) (?P<np>.+?) that (?P<verb>makes?|made|means?|gives?|lets?|causes?)\s+"
    r"(?:it|them|that|this|you)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_MAKES = re.compile(
    r"^\W*what (?:is it that |was it that )?(?:finally |actually |really |exactly |eventually |on earth |then )*"
    r"(?:(?:makes|made|let|lets) (?P<rest>.+)|(?:led|convinced|persuaded|prompted|caused|drove|got|allowed|enabled) (?P<who>.+?) to (?P<did>.+))$",
    re.IGNORECASE | re.DOTALL,
)
_BY_WHAT = re.compile(
    rf"^\W*(?:(?:by|through|for|via) (?:what|which) (?:\w+ ){{1,2}}?|in (?:what|which) (?:way|manner|sense|year|month) )"
    rf"(?P<aux>{_AUX})(?P<neg>n['o]?t)?\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TOLD_WHY = re.compile(
    r"^.{0,90}?\b(?:(?:please |kindly )?(?:explain|tell (?:me|us)|show me|describe|clarify)|i wonder|wondering|curious(?: to know)?|"
    r"any(?:one|body)? (?:got )?(?:an |any )?(?:idea|clue|know)s?|do (?:you|u) know|"
    r"(?:i|we|my \w+)(?: would|'d|\u2019d)? (?:like|want|wants|wish|wishes|need|needs) to (?:know|learn|understand|see|find out))\b"
    r"[^.?!,]{0,25}?\b(?:why|how come|how(?! (?:long|much|many|often|fast|quick\w*|soon|well|likely|safe\w*|effective\w*|good|bad\w*|big|"
    r"strong\w*|to|old|far|common|high|low)\b)|(?:by|through|for|via|in) (?:what|which) \w+)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = re.compile(r"^(?P<wh>\W*(?:why|how|what|when|where))['\u2019]?(?P<aux>d|s)\b", re.IGNORECASE)
_IN_FULL = {"d": "did", "s": "is"}
_WHICH_IS = re.compile(
    r"^\W*(?:which|what) (?:is|are|was|were) (?P<rest>the (?:one|only|single|main|exact|real)\b.+)$",
    re.IGNORECASE | re.DOTALL,
)
_GIVEN = re.compile(
    r"^\W*(?:now that|given that|seeing (?:that|as)|since|because|as)\s+(?P<rest>.+?),\s*(?=\S)",
    re.IGNORECASE | re.DOTALL,
)
_NOW_THAT = re.compile(
    rf"^\W*(?:now that|given that|seeing (?:that|as))\s+(?P<rest>.+?)\s+(?={_AUX}\s+(?:i|you|we|they|he|she|it)\b)",
    re.IGNORECASE | re.DOTALL,
)
_FRONTED = re.compile(
    rf"^\W*(?P<front>(?:in|for|among|during|after|before|according to|with|on|at|if|when|once|does|per|given)\b[^,?]{{2,80}}),\s*"
    rf"(?P<asked>(?:{_AUX}(?:n['o]?t)?|what|which|who|when|where|why|how)\s.+)$",
    re.IGNORECASE | re.DOTALL,
)
_JOINED = re.compile(rf",?\s+and\s+(?={_AUX}\b)", re.IGNORECASE)
_THERE_ANY = re.compile(r"^(there (?:is|are|was|were) (?:not )?)any\s+", re.IGNORECASE)
_BASE_VERBS = {"VB", "VBP", "VBN", "VBG", "VBZ", "VBD"}
_INFLECTED = {"VBG", "VBZ"}
"""Forms that never stand behind a form of do."""
_RELATIVE = {"WDT", "WP", "WP$"}
_NAMES = {"NOUN", "PROPN", "ADJ"}
_THIRD = {"have": "has", "do": "does", "go": "goes", "be": "is"}


@dataclass(frozen=True, slots=True)
class Premise:
    """A statement that a question takes for granted."""

    text: str


def unfronted(text: str) -> tuple[str, str]:
    """Split "In that trial, did X …?" into what is asked and the phrase in front of it, which may be empty."""
    match = _FRONTED.match(text)
    return (match["asked"], match["front"]) if match else (text, "")


def said_before(text: str) -> tuple[str, str] | None:
    """Split "X is so, so why …?" into what is said and what is asked; None where nothing is said first."""
    match = _SO_WHY.match(text)
    return (match["said"].rstrip(" ,"), match["asked"]) if match and text.rstrip().endswith("?") else None


def takes_for_granted(text: str) -> bool:
    """Whether it opens with "given that …," or its like."""
    return bool(_GIVEN.match(text) or _NOW_THAT.match(text))


def is_open_question(text: str) -> bool:
    """Whether it asks for more than yes or no: a wh-question, or a request to be told why or how something is so."""
    return bool(_OPEN.match(text)) or asks_to_be_told(text)


def asks_to_be_told(text: str) -> bool:
    """Whether it asks for a reason in the form of a request: "Explain to me why …"."""
    return bool(_TOLD_WHY.match(text))


def is_polar_question(text: str) -> bool:
    """Whether it asks for yes or no by its word order."""
    return bool(_POLAR.match(text)) and not _FORBIDS.match(text) and not is_open_question(text)


def statement_behind(sentence: ParsedSentence, text: str, nouns: frozenset[str]) -> str:
    """The statement that a yes/no question asks about; `nouns` are words that are never its verb."""
    match = _POLAR.match(text)
    if match is None:
        return text.rstrip(" ?")
    return _declare(match["aux"], match["neg"], match["rest"], sentence, nouns)


def premises_of(sentence: ParsedSentence, text: str, nouns: frozenset[str]) -> tuple[Premise, ...]:
    """What a question takes for granted, as statements; at most two, the subordinate one first."""
    found = [match["rest"] for pattern in (_GIVEN, _NOW_THAT) if (match := pattern.match(text))][:1]
    head = text
    if found:
        head = text[len(text) - len(text.split(found[0], 1)[-1]) :].lstrip(" ,")
    main = _main_premise(sentence, head, nouns)
    return tuple(Premise(_sentence_case(rest)) for rest in [*found, *([main] if main else [])])


def _main_premise(sentence: ParsedSentence, text: str, nouns: frozenset[str]) -> str | None:
    text = _SHORT.sub(lambda match: f"{match['wh']} {_IN_FULL[match['aux'].lower()]}", text)
    if match := _COME.match(text):
        return match["rest"].rstrip(" ?")
    if match := _ABOUT.match(text):
        return f"{match['np']} {match['verb']} it {match['rest'].rstrip(' ?')}".replace(" makes it ", " is ").replace(
            " made it ", " was "
        )
    if match := _MAKES.match(text):
        return (match["rest"] or f"{match['who']} {match['did']}").rstrip(" ?")
    if match := _BY_WHAT.match(text):
        return _declare(match["aux"], match["neg"], match["rest"], sentence, nouns)
    if match := _TOLD_WHY.match(text):
        return match["rest"].rstrip(" ?.!")
    if match := _WHICH_IS.match(text):
        return "There is " + _JOINED.split(match["rest"])[0].rstrip(" ?,")
    if match := _WHY.match(text):
        return _declare(match["aux"], match["neg"], match["rest"], sentence, nouns)
    if match := _WHEN.match(text):
        return _declare(match["aux"], None, match["rest"], sentence, nouns)
    if match := _BARE_WHY.match(text):
        return match["rest"].rstrip(" ?")
    return None


def _declare(aux: str, negation: str | None, rest: str, sentence: ParsedSentence, nouns: frozenset[str]) -> str:
    """Put the auxiliary back behind the subject: "does X cause Y" becomes "X causes Y"."""
    rest = rest.strip().rstrip(" ?!.")
    cut = _predicate_start(rest, aux.lower(), sentence, nouns)
    subject, predicate = (rest[:cut].strip(), rest[cut:].strip()) if cut else (rest, "")
    if not predicate:
        return _sentence_case(rest)
    return _sentence_case(_THERE_ANY.sub(r"\1", f"{subject} {_finite(aux.lower(), bool(negation), predicate)}"))


def _predicate_start(rest: str, aux: str, sentence: ParsedSentence, nouns: frozenset[str]) -> int:
    at = sentence.text.find(rest)
    if at < 0:
        return 0
    base = sentence.span.start + at
    tokens = [token for token in sentence.tokens if base <= token.start < base + len(rest)]
    found = _predicate_token(tokens, aux, nouns)
    return found.start - base if found else 0


def _predicate_token(tokens: list[Token], aux: str, nouns: frozenset[str]) -> Token | None:
    """The first token that can open the predicate; after forms of be also an adjective, article or preposition.

    After forms of do it stands before any relative clause; where no verb does, the only noun behind a noun is taken for one, as
    a drug's name often misleads the parser ("does aspirin help").
    """
    copula = aux in {"is", "are", "was", "were", "am"}
    verbs = _BASE_VERBS - _INFLECTED if aux in {"do", "does", "did"} else _BASE_VERBS
    if aux in {"do", "does", "did"}:
        tokens = list(takewhile(lambda token: token.tag not in _RELATIVE and token.pos != "SCONJ", tokens))
    for number, token in enumerate(tokens):
        word = token.text.lower()
        if not number or word in nouns or (tokens[number - 1].pos in {"DET", "ADJ", "ADP"} and token.pos == "NOUN"):
            continue
        if token.tag in verbs and token.pos in {"VERB", "AUX"}:
            return token
        if copula and (
            token.pos in {"ADJ", "DET", "ADP", "PART", "SCONJ"}
            or word in {"not", "never", "always", "only", "just", "really"}
        ):
            if not (token.pos == "ADP" and word == "of"):
                return token
    if copula:
        return tokens[-1] if len(tokens) > 1 else None
    found = [b for a, b in pairwise(tokens) if _verb_taken_for_a_noun(a, b, nouns)]
    return found[0] if len(found) == 1 else None


def _verb_taken_for_a_noun(before: Token, token: Token, nouns: frozenset[str]) -> bool:
    named = before.pos in _NAMES or before.text.lower() in nouns
    return named and token.tag == "NN" and token.text.lower() not in nouns


def _finite(aux: str, negated: bool, predicate: str) -> str:
    verb, _, tail = predicate.partition(" ")
    if negated:
        return f"{aux} not {predicate}"
    if aux == "does":
        return f"{_third_person(verb)} {tail}".strip()
    if aux == "do":
        return predicate
    return f"{aux} {predicate}"


def _third_person(verb: str) -> str:
    if verb.lower() in _THIRD:
        return _THIRD[verb.lower()]
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def _sentence_case(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
