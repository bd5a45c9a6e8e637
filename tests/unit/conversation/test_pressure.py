"""What a visitor leans on who presses."""

from __future__ import annotations

import pytest

from service.conversation.pressure import pressure_of
from service.domain import Pressure


@pytest.mark.parametrize(
    ("message", "by"),
    [
        ("It does.", Pressure.REPETITION),
        ("As I said, it cures warts.", Pressure.REPETITION),
        ("Are you really sure?", Pressure.DOUBT),
        ("I disagree with you.", Pressure.DOUBT),
        ("My GP says it does.", Pressure.APPEAL),
        ("Mine does.", Pressure.APPEAL),
        ("Look: “Aspirin cures every wart there is.”", Pressure.PASTED),
        ("It is on www.warts.example", Pressure.PASTED),
        ("You are so kind, but it does.", Pressure.KINDNESS),
        ("Oh please, this is useless.", Pressure.ANNOYANCE),
    ],
)
def test_the_pressure_is_told_by_what_is_leant_on(message: str, by: Pressure) -> None:
    assert pressure_of(message) is by
