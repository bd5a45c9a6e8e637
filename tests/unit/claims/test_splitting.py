from __future__ import annotations

import pytest

from service.claims.splitting import LONG, MOST_SPLIT, keeps_to, split_long
from service.domain import Claim, Span
from service.errors import PartUnavailable
from service.ports import Witness

TEXT = (
    "In one trial aspirin cleared warts in 64 % of adults within six weeks, while ibuprofen did not clear warts in "
    "teenagers who had been treated with frost before that."
)
PARTS = (
    "In one trial aspirin cleared warts in 64 % of adults within six weeks.",
    "Ibuprofen did not clear warts in teenagers who had been treated with frost before that.",
)


class Splitting:
    def __init__(self, *parts: str) -> None:
        self.parts = parts
        self.asked = 0

    def split(self, sentence: str, witness: Witness) -> tuple[str, ...]:
        self.asked += 1
        if not self.parts:
            raise PartUnavailable("down")
        return self.parts


def claim(text: str = TEXT) -> Claim:
    return Claim(text, Span(0, len(text)))


def test_a_long_claim_becomes_its_statements_at_its_place() -> None:
    assert len(TEXT.split()) >= LONG
    assert [c.text for c in split_long([claim()], Splitting(*PARTS))] == list(PARTS)
    assert {c.span for c in split_long([claim()], Splitting(*PARTS))} == {claim().span}


def test_a_short_claim_is_left_alone_and_only_so_many_are_split() -> None:
    splitter = Splitting(*PARTS)
    split_long([claim("Aspirin clears warts."), *[claim()] * 5], splitter)
    assert splitter.asked == MOST_SPLIT


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (TEXT,),
        (PARTS[0],),
        (PARTS[0], PARTS[1].replace("did not clear", "cleared")),
        (PARTS[0].replace("64", "84"), PARTS[1]),
        (*PARTS, "Aspirin cures everything."),
        (PARTS[0], PARTS[1] + "\u200b"),
    ],
)
def test_a_splitter_that_fails_or_strays_leaves_the_claim(parts: tuple[str, ...]) -> None:
    assert split_long([claim()], Splitting(*parts)) == (claim(),)
    assert not (len(parts) > 1 and keeps_to(parts, TEXT))
