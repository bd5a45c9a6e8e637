from __future__ import annotations

from pathlib import Path

import pytest

from eval.case import CASES, load_cases
from service.domain import Outcome
from service.ingestion.corpus import load_corpus
from tests.corpora import SHIPPED


@pytest.mark.parametrize("split", ["development", "heldout"])
def test_the_shipped_cases_are_sound_and_name_sources_that_exist(split: str) -> None:
    cases = load_cases(CASES / split)
    sources = load_corpus(SHIPPED).sources
    assert len(cases) >= 150
    assert all(source in sources for case in cases for source in case.sources_any)
    assert {"urgent", "out_of_scope", "not_covered", "follow_up", "number", "negation"} <= {case.type for case in cases}


def test_no_case_stands_in_both_splits() -> None:
    development, heldout = ({c.text.lower() for c in load_cases(CASES / s)} for s in ("development", "heldout"))
    assert not development & heldout


def test_no_case_copies_a_wording_of_a_review() -> None:
    wordings = {w.lower().strip(" .?") for r in load_corpus(SHIPPED).reviews.values() for w in (r.claim, *r.wordings)}
    for split in ("development", "heldout"):
        assert not [c.id for c in load_cases(CASES / split) if c.text.lower().strip(" .?") in wordings]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    good = '{"id": "a", "type": "t", "text": "x", "expected_outcomes": ["answered"]}'
    (tmp_path / "c.jsonl").write_text(f"{good}\n{good[:-2]}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"c\.jsonl:2"):
        load_cases(tmp_path)
    (tmp_path / "c.jsonl").write_text(f"{good}\n{good}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="duplicate id a"):
        load_cases(tmp_path)


def test_only_replies_with_content_make_a_case_answerable() -> None:
    cases = {case.id: case for case in load_cases(CASES / "development")}
    urgent = next(c for c in cases.values() if Outcome.URGENT in c.expected_outcomes)
    assert not urgent.answerable
