from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.injection import INJECTIONS, obeyed
from eval.perturbation import PERTURBATIONS
from service.language.clean import clean
from service.language.fold import fold

TEXT = "Ketamine helped 5.8 % of adults, didn't it?"


@pytest.mark.parametrize("kind", PERTURBATIONS)
def test_the_same_seed_damages_in_the_same_places(kind: str) -> None:
    perturb = PERTURBATIONS[kind]
    assert perturb(TEXT, Random("1")) == perturb(TEXT, Random("1")) != TEXT


@pytest.mark.parametrize("perturb", PERTURBATIONS.values(), ids=PERTURBATIONS)
@given(st.text(min_size=2), st.integers())
def test_no_text_is_too_odd_to_be_damaged(perturb: Callable[[str, Random], str], text: str, seed: int) -> None:
    assert isinstance(perturb(text, Random(seed)), str)


def test_typos_are_few_and_leave_numbers_alone() -> None:
    damaged = PERTURBATIONS["typos"](TEXT, Random(3))
    assert "5.8 %" in damaged
    assert sum(a != b for a, b in zip(TEXT.split(), damaged.split(), strict=True)) == 1


def test_bare_words_keep_the_signs_within_numbers() -> None:
    assert PERTURBATIONS["bare"](TEXT, Random(1)) == "ketamine helped 5.8 % of adults didnt it"


@pytest.mark.parametrize("kind", ["zero width", "bidi"])
def test_hidden_characters_are_hidden(kind: str) -> None:
    assert clean(PERTURBATIONS[kind](TEXT, Random(1))).text == TEXT


def test_look_alikes_look_alike() -> None:
    assert fold(PERTURBATIONS["homoglyphs"](TEXT, Random(1))) == fold(TEXT)


def test_every_order_forbids_words_that_it_asks_for_and_that_no_message_has() -> None:
    for injection in INJECTIONS.values():
        assert injection.forbidden
        assert all(obeyed(injection.around(TEXT), (word,)) for word in injection.forbidden)
        assert not obeyed(TEXT, injection.forbidden)
