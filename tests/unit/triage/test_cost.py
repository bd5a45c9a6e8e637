"""No text, however hostile, keeps triage busy: patterns cannot repeat without end, and vetoes are asked once a sentence."""

from __future__ import annotations

from time import process_time

import pytest

from service.triage.triage import Triage

LENGTH = 50_000
SECONDS = 0.2
TRIES = 30  # a busy machine slows some of them down
UNITS = {
    "prefixes of many patterns": "i want to ",
    "soft words": "i really so just ",
    "people": "my friend says he has ",
    "questions": "how much how many ",
    "vetoed in each sentence": "i tried to kill myself ten years ago . ",
    "marks": "?!",
    "one long word": "a",
    "digits": "1a k2 ",
    "single letters": "d i e ",
    "hidden characters": "i\u200bwant ",
    "combining marks": "e\u0301",
    "blank lines": "\n ",
    "brackets": "(( ",
    "asterisks": "a*",
    "full width": "\uff49 \uff57\uff41\uff4e\uff54 ",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_fifty_thousand_hostile_characters_are_judged_in_a_fifth_of_a_second(unit: str, triage: Triage) -> None:
    text = (unit * LENGTH)[:LENGTH]
    triage.urgent(text, region=None)
    took = []
    for _ in range(TRIES):
        began = process_time()
        triage.urgent(text, region=None)
        took.append(process_time() - began)
        if took[-1] < SECONDS:
            break
    assert min(took) < SECONDS


def test_a_veto_at_the_end_of_one_long_sentence_is_asked_once(triage: Triage) -> None:
    text = "i wish i was dead " * (LENGTH // 18) + "years ago used to patients"
    began = process_time()
    triage.urgent(text, region=None)
    assert process_time() - began < 5 * SECONDS
