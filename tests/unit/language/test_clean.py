from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.clean import clean


def test_hidden_characters_are_dropped_and_offsets_point_into_what_was_sent() -> None:
    sent = "ke\u200bta\u00admine\u202e cures"
    read = clean(sent)
    assert read.text == "ketamine cures"
    span = read.span(9, 14)
    assert sent[span.start : span.end] == "cures"


def test_curly_quotes_and_odd_spaces_become_plain() -> None:
    assert clean("doesn\u2019t\u00a0\u201cwork\u201d").text == 'doesn\'t "work"'


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("k\u0435t\u0430min\u0435 cures", "ketamine cures"),
        ("it is \u0430 drug", "it is a drug"),
        ("wit\x1b[31mh a drug\x07", "with a drug"),
        ("TNF \u03b1 and na\u00efve", "TNF \u03b1 and na\u00efve"),
        (
            "\u0442\u0435\u0441\u0442 \u0441\u043b\u043e\u0432\u0430",
            "\u0442\u0435\u0441\u0442 \u0441\u043b\u043e\u0432\u0430",
        ),
    ],
)
def test_disguises_are_undone_and_other_scripts_left(sent: str, read: str) -> None:
    assert clean(sent).text == read


@given(st.text(max_size=200))
def test_every_kept_code_point_maps_back_in_order(sent: str) -> None:
    read = clean(sent)
    assert len(read.text) == len(read.origin)
    assert list(read.origin) == sorted(set(read.origin))
    assert all(0 <= n < len(sent) for n in read.origin)


def test_a_place_in_what_was_sent_is_found_again() -> None:
    read = clean("wa\u200brts")
    assert [read.place(at) for at in (0, 2, 3, 5)] == [0, 2, 2, 4]
