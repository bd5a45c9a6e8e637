"""Which of several numbers belongs to what: the arms of a trial, two groups, two moments.

Where a sentence gives two numbers and two things of one kind, it pairs them in its own order: "46 % with A and 63 % with
B", "A 46 %, B 63 %". A claim that gives the evidence's number to the other thing has exchanged them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.language.numbers import Quantity

_PAIRED = frozenset({"percent", "points", "ratio"})
_MOMENT = "duration"
_CLOSE = 25
"""How many code points behind a number a thing stands that it belongs to."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a number may belong to, where it stands: a concept of a kind, or a moment."""

    kind: str
    concept_id: str
    moment: Quantity | None
    start: int


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A number of the claim, the evidence's number for the same thing, and what both name the thing."""

    stated: Quantity
    found: Quantity
    kind: str


Related = Callable[[str, str], bool]


def named(mentions: Sequence[tuple[str, str, int]], quantities: Sequence[Quantity]) -> tuple[Named, ...]:
    """Concepts, given as (kind, id, start), and the moments of a text, in its order."""
    things = [Named(kind, concept_id, None, start) for kind, concept_id, start in mentions]
    things += [Named(_MOMENT, "", q, q.start) for q in quantities if q.kind == _MOMENT]
    return tuple(sorted(things, key=lambda thing: thing.start))


def exchanged(
    claim: tuple[Sequence[Quantity], Sequence[Named]],
    evidence: tuple[Sequence[Quantity], Sequence[Named]],
    related: Related,
) -> Exchanged | None:
    """The first number of the claim that the evidence gives to the other of two things; None where there is none.

    Each side is its quantities and what `named` found. The evidence must give a number to each of several things, and the
    claim must give its number to just one of these.
    """
    for kind in sorted({thing.kind for thing in evidence[1]}):
        said = _owners(*evidence, kind)
        for stated, thing in (_owners(*claim, kind) or _neighbours(*claim, kind)).items():
            if found := _others_number(stated, thing, said, related):
                return Exchanged(stated, found, kind)
    return None


def _others_number(stated: Quantity, thing: Named, said: Mapping[Quantity, Named], related: Related) -> Quantity | None:
    """The evidence's number for the thing, where the stated one is like another thing's and not like it."""
    own = [number for number, owner in said.items() if _same(thing, owner, related)]
    others = [number for number in said if number not in own]
    is_anothers = any(stated.comparable(number) and stated.agrees(number) for number in others)
    return own[0] if len(own) == 1 and is_anothers and not stated.agrees(own[0]) else None


def _same(one: Named, other: Named, related: Related) -> bool:
    if one.moment and other.moment:
        return one.moment.agrees(other.moment)
    return related(one.concept_id, other.concept_id)


def _owners(quantities: Sequence[Quantity], things: Sequence[Named], kind: str) -> dict[Quantity, Named]:
    """Each number of a text that is given in pairs, with the thing of one kind that it belongs to.

    The thing behind the number, before the next, counts where each number has one of its own; otherwise the one before it.
    A single number belongs to the only thing there is.
    """
    numbers = [q for q in quantities if q.kind in _PAIRED]
    own = [thing for thing in things if thing.kind == kind]
    if len({q.kind for q in numbers}) != 1 or not own:
        return {}
    if len(numbers) == 1:
        alike = {thing.concept_id for thing in own}
        return {numbers[0]: own[0]} if len(alike) == 1 and (len(own) == 1 or not own[0].moment) else {}
    edges = [0, *(q.start for q in numbers), max(numbers[-1].end, *(thing.start for thing in own)) + 1]
    segments = [[thing for thing in own if low <= thing.start < high] for low, high in pairwise(edges)]
    for found in ([s[0] for s in segments[1:] if s], [s[-1] for s in segments[:-1] if s]):
        if len({(thing.concept_id, thing.moment) for thing in found}) == len(numbers):
            return dict(zip(numbers, found, strict=True))
    return {}


def _neighbours(quantities: Sequence[Quantity], things: Sequence[Named], kind: str) -> dict[Quantity, Named]:
    """Where not every number has a thing of its own, those that one stands close behind: "41 % with drips, 55 % with A"."""
    numbers = [q for q in quantities if q.kind in _PAIRED]
    ends = [*(q.start for q in numbers[1:]), numbers[-1].end + _CLOSE] if numbers else []
    close = {
        number: [
            thing
            for thing in things
            if thing.kind == kind and number.end <= thing.start < min(end, number.end + _CLOSE)
        ]
        for number, end in zip(numbers, ends, strict=True)
    }
    return {number: behind[0] for number, behind in close.items() if behind}
