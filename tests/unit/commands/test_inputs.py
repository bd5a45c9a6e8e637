from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.commands.inputs import read_text, writable
from service.errors import InvalidInput


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"), min_size=1, max_size=50))
def test_any_text_in_utf8_arrives_as_it_was_sent(text: str) -> None:
    if text.strip():
        assert read_text("-", io.BytesIO(text.encode()), 50) == text


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    try:
        assert read_text("-", io.BytesIO(data), 100).encode() in {data, data.removeprefix(b"\xef\xbb\xbf")}
    except InvalidInput as error:
        assert str(error).startswith("standard input: ")


def test_a_path_with_a_nul_is_refused() -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_text("a\x00b", io.BytesIO(), 10)


def test_an_existing_or_a_new_file_is_writable(tmp_path: Path) -> None:
    assert writable(tmp_path / "new.html") == tmp_path / "new.html"
    (tmp_path / "old.html").touch()
    assert writable(tmp_path / "old.html") == tmp_path / "old.html"
