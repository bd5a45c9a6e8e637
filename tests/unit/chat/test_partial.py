from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.chat.partial import Unreadable, first_object, items

WHOLE = '{"sentences": [{"text": "One, two]", "passages": []}, {"text": "Three", "passages": ["a"]}]}'


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_items_come_whatever_the_pieces(size: int) -> None:
    pieces = [WHOLE[at : at + size] for at in range(0, len(WHOLE), size)]
    assert [item["text"] for item in items(pieces, "sentences") if isinstance(item, dict)] == ["One, two]", "Three"]


def test_an_item_comes_before_the_next_is_written() -> None:
    def pieces() -> Iterator[str]:
        yield WHOLE[: WHOLE.index('}, {"text": "Three"') + 1]
        raise AssertionError("read on before it was asked to")

    assert next(items(pieces(), "sentences")) == {"text": "One, two]", "passages": []}


def test_what_stands_around_the_object_is_passed_over() -> None:
    assert len(list(items([f"Sure:\n```json\n{WHOLE}\n```"], "sentences"))) == 2
    assert first_object('Well: {"question": "So?"} Bye') == {"question": "So?"}


@pytest.mark.parametrize("text", ["", "No.", "{}", '{"claims": ["a"]}', WHOLE[:-3], WHOLE[:40], '{"sentences": "a"}'])
def test_a_list_that_is_missing_or_ends_early_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        list(items([text], "sentences"))


@pytest.mark.parametrize("text", ["", "No.", "{", '{"question": "So?"', "{{}"])
def test_no_object_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        first_object(text)
