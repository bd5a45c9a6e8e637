from __future__ import annotations

import pytest

from service.adapters.speller import SymSpeller, one_edit_from


@pytest.fixture(scope="module")
def speller() -> SymSpeller:
    return SymSpeller(["esketamine", "serotonin", "ketamine"])


@pytest.mark.parametrize("typed", ["bladdr", "blaadder", "bladter", "bladedr"])
def test_one_letter_left_out_added_changed_or_swapped_is_one_edit(typed: str) -> None:
    assert "bladder" in one_edit_from(typed)


def test_two_edits_are_not_one() -> None:
    assert "bladder" not in one_edit_from("bladr")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("esketmaine", "esketamine"),
        ("serrotonnin", "serotonin"),
        ("Depresion", "Depression"),
        ("dont", "don't"),
        ("pleese", "please"),
        ("ketamine", "ketamine"),
        ("Zwqxyk", "Zwqxyk"),
        ("getamine", "ketamine"),
        ("metamite", "metamite"),
    ],
)
def test_a_typing_error_is_put_right_and_what_is_no_error_stays(speller: SymSpeller, typed: str, meant: str) -> None:
    assert speller.correct(typed) == meant
