from __future__ import annotations

import pytest

from service.rendering.inert import inert, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "[U+001B][31mred"),
        ("a\u202eb\u202c", "a[U+202E]b[U+202C]"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("nul\x00", "nul[U+0000]"),
        ("\x9b31m", "[U+009B]31m"),
        ("\ud800", "[U+D800]"),
        ("\U000e0041", "[U+E0041]"),
    ],
)
def test_characters_that_act_are_shown_as_their_code_point(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff"])
def test_invisible_characters_are_dropped(unseen: str) -> None:
    assert inert(f"keta{unseen}mine") == "ketamine"


@pytest.mark.parametrize("text", ["שלום", "क्\u200dष", "👩\u200d⚕️", "naïve 64 %", "line\nbreak\ttab", "[1] <b>"])
def test_ordinary_text_of_any_script_is_left_alone(text: str) -> None:
    assert inert(text) == text


def test_one_line_has_no_line_breaks() -> None:
    assert one_line(" a\r\n\tb\u2028c ") == "a b[U+2028]c"
