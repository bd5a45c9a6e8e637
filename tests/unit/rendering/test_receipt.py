from __future__ import annotations

from dataclasses import replace

import pytest

from service.rendering.receipt import receipt_lines, told
from tests.receipts import RECEIPT, WORDS


def test_a_receipt_reads_from_top_to_bottom() -> None:
    assert list(receipt_lines(RECEIPT)) == [
        "reply reply-0001",
        "  2026-11-24 12:00:00 UTC, corrected, extractive, 7 ms",
        "  corpus test",
        "  models judge 111111111111",
        "  message of 13 characters, sha256 aaaaaaaaaaaa",
        "triage: own-dose, declined",
        "claim 0 (asked) at 0-12: 1 passage found",
        "  trial#1  score 0.900  dense 0.800  lexical 1.000",
        "question 0 at 0-13: 0 passages found",
        "claim 0: said by the review aspirin-cures-warts, probability 0.870",
        "claim 0: 2 passages weighed",
        "  trial#1  supports 0.700  refutes 0.100  relevance 0.950  beyond it: wrong_number",
        "  trial#2  supports 0.100  refutes 0.200",
        "claim 0: refuted by evidence, confidence 0.800",
        "  oversteps: wrong_number",
        "  quoted: trial#1",
        "claim 1: supported by review aspirin-cures-warts, confidence 0.600, dropped",
        "question 0: answered by trial#2",
        "gate: held back a sentence on trial#1: a number is in no cited passage",
        "model: openai:tiny for draft, 3 sentences written, 900 ms",
        "  prompt sha256 bbbbbbbbbbbb",
        "  P1  trial#1",
        "  the built-in way was taken: timed out",
        "sentence 1: trial#1, trial#2",
        "sentence 2: no citation",
    ]


def test_words_that_were_kept_cannot_act_on_the_terminal() -> None:
    lines = list(receipt_lines(replace(RECEIPT, words=WORDS)))
    assert "  asked: Does it work?[U+001B][2J" in lines
    assert "  replied: It may. [1]" in lines


def test_what_is_no_fact_is_refused() -> None:
    with pytest.raises(TypeError, match="str is no fact of a receipt"):
        told("x")
