"""A claim of many words in its several statements, where a splitter keeps to what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.domain import Claim
from service.errors import PartUnavailable
from service.language.clean import clean
from service.language.numbers import quantities
from service.language.polarity import negations
from service.language.words import content_stems
from service.ports import NOBODY, Splitter, Witness
from service.receipt import Held

LONG = 24
"""From how many words on a claim is hard."""
MOST_SPLIT = 2
"""How many claims of one message are split."""
LEAST_KEPT = 0.9
_MIN_WORDS = 3


def split_long(claims: Sequence[Claim], splitter: Splitter, witness: Witness = NOBODY) -> tuple[Claim, ...]:
    """The claims, the first long ones each as its statements; where the splitter fails or strays, as they were."""
    out: list[Claim] = []
    tried = 0
    for claim in claims:
        hard = len(claim.text.split()) >= LONG and tried < MOST_SPLIT
        tried += hard
        parts = _parts(claim.text, splitter, witness) if hard else ()
        out += [replace(claim, text=part) for part in parts] or [claim]
    return tuple(out)


def _parts(text: str, splitter: Splitter, witness: Witness) -> tuple[str, ...]:
    try:
        parts = splitter.split(text, witness)
    except PartUnavailable:
        return ()
    if not keeps_to(parts, text):
        witness.note(Held("the statements are not those of the sentence", ()))
        return ()
    return parts


def keeps_to(parts: Sequence[str], text: str) -> bool:
    """Whether statements say what the text says: its words and numbers, nearly all of them, and its denials."""
    whole, joined = content_stems(text), " ".join(parts)
    if any(clean(part).text != part or len(part.split()) < _MIN_WORDS for part in parts):
        return False
    if not content_stems(joined) <= whole or len(content_stems(joined)) < LEAST_KEPT * len(whole):
        return False
    known = quantities(text)
    numbers = [q for part in parts for q in quantities(part)]
    if any(not any(q.kind == n.kind and q.agrees(n) for n in known) for q in numbers):
        return False
    return negations(joined) == negations(text)
