from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.domain import Span
from service.rendering.marks import Piece, paragraphs


def cut(text: str, *spans: tuple[int, int]) -> list[list[tuple[str, tuple[int, ...]]]]:
    return [
        [(piece.text, piece.claims) for piece in block] for block in paragraphs(text, [Span(a, b) for a, b in spans])
    ]


def test_a_text_without_claims_is_one_plain_piece_a_paragraph() -> None:
    assert cut("One.\nTwo.\n\n \nThree.\r\n\r\nFour.") == [[("One.\nTwo.", ())], [("Three.", ())], [("Four.", ())]]


def test_a_single_windows_line_end_is_no_paragraph() -> None:
    assert cut("One.\r\nTwo.") == [[("One.\r\nTwo.", ())]]


def test_an_empty_text_has_no_paragraphs() -> None:
    assert cut(" \n\n ") == cut("") == []


def test_a_claim_is_a_piece_of_its_own() -> None:
    assert cut("We say: it works. Yes.", (8, 17)) == [[("We say: ", ()), ("it works.", (0,)), (" Yes.", ())]]


def test_claims_that_share_a_span_share_a_piece() -> None:
    assert cut("It works.", (0, 9), (0, 9)) == [[("It works.", (0, 1))]]


def test_a_claim_within_another_is_marked_with_the_outer_one() -> None:
    assert cut("It works and it lasts.", (0, 22), (13, 21)) == [[("It works and it lasts.", (0, 1))]]


def test_overlapping_claims_are_marked_together() -> None:
    assert cut("abc def ghi", (0, 7), (4, 11)) == [[("abc def ghi", (0, 1))]]


def test_claims_side_by_side_stay_apart() -> None:
    assert cut("One. Two.", (0, 4), (4, 9)) == [[("One.", (0,)), (" ", ()), ("Two.", (1,))]]


def test_overlapping_claims_are_cut_between_sentences_where_the_claims_change() -> None:
    assert cut("One is. Two is.", (0, 7), (0, 15)) == [[("One is.", (0, 1)), (" ", ()), ("Two is.", (1,))]]


def test_a_claim_of_two_sentences_is_one_piece() -> None:
    assert cut("One is. Two is.", (0, 15)) == [[("One is. Two is.", (0,))]]


def test_a_claim_across_a_blank_line_is_marked_in_both_paragraphs_and_ends_in_the_last() -> None:
    blocks = paragraphs("One is\n\nand two", [Span(0, 15)])
    assert blocks == ((Piece("One is", (0,), ()),), (Piece("and two", (0,), (0,)),))


def test_a_span_outside_the_text_or_of_white_space_marks_nothing() -> None:
    assert [piece for piece in cut("One two", (3, 4), (9, 12), (2, 2), (5, 3))[0] if piece[1]] == []


@given(
    st.text(alphabet="ab .!\n\r", max_size=60),
    st.lists(st.tuples(st.integers(-2, 62), st.integers(-2, 62)), max_size=6),
)
def test_pieces_keep_the_text_and_every_visible_claim_ends_once(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(max(0, min(pair)), max(0, *pair)) for pair in pairs]
    pieces = [piece for block in paragraphs(text, spans) for piece in block]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
    visible = {i for i, span in enumerate(spans) if text[span.start : span.end].strip()}
    ends = [claim for piece in pieces for claim in piece.ends]
    assert visible <= set(ends)
    assert len(ends) == len(set(ends))
    assert all(piece.text == piece.text.strip() for piece in pieces if piece.claims)
