from __future__ import annotations

from pathlib import Path

import pytest

from eval.__main__ import main
from eval.case import Case, load_cases
from eval.review.marks import Part
from eval.review.newcases import new_cases
from eval.review.reviewed import reviewed_run
from service.domain import Outcome, Verdict
from tests.eval.reviews import Marked, answered, recorded, review

VERDICT, OUTCOME, NOTE = (Part.VERDICT, 0), (Part.OUTCOME, 0), (Part.NOTE, 0)


def cases_of(folder: Path, *marks: Marked) -> tuple[Case, ...]:
    """The new cases of a run of one case, marked by as many reviewers."""
    run = recorded(folder / "a", answered(1))
    for number, marked in enumerate(marks):
        review(f"reviewer-{number}", run, {"case-1": {(Part.REPLY, 0): "no", **marked}})
    return new_cases(reviewed_run(run))


def test_another_verdict_becomes_a_case_with_the_outcomes_that_can_have_it(tmp_path: Path) -> None:
    (case,) = cases_of(tmp_path, {VERDICT: "not_enough_evidence", NOTE: "No trial."}, {})
    assert (case.id, case.type, case.text) == ("review-case-1", "cure", "Message 1.")
    assert case.expected_verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert case.expected_outcomes == (Outcome.NOT_COVERED, Outcome.PARTLY_ANSWERED)
    said = "said refuted, corrected; 1 of 2 reviewers gave another."
    assert case.note == f"From a review by eye of case-1: {said} No trial."


def test_the_outcome_of_the_case_stays_where_it_can_have_the_verdict(tmp_path: Path) -> None:
    (case,) = cases_of(tmp_path, {VERDICT: "contested", (Part.CITATION, 0): "right"})
    assert (case.expected_verdict, case.expected_outcomes) == (Verdict.CONTESTED, (Outcome.CORRECTED,))
    assert case.sources_any == ("trial",)


def test_the_verdict_that_most_gave_is_expected_and_the_others_accepted(tmp_path: Path) -> None:
    (case,) = cases_of(tmp_path, {VERDICT: "contested"}, {VERDICT: "supported"}, {VERDICT: "contested"})
    assert (case.expected_verdict, case.also_accept) == (Verdict.CONTESTED, (Verdict.SUPPORTED,))


def test_an_outcome_without_content_has_no_verdict_and_no_source(tmp_path: Path) -> None:
    (case,) = cases_of(tmp_path, {OUTCOME: "out_of_scope", (Part.CITATION, 0): "right"})
    assert (case.expected_verdict, case.expected_outcomes) == (None, (Outcome.OUT_OF_SCOPE,))
    assert case.sources_any == ()


@pytest.mark.parametrize("marked", [{}, {VERDICT: "refuted"}, {OUTCOME: "corrected"}])
def test_what_the_case_accepts_already_is_no_new_case(tmp_path: Path, marked: Marked) -> None:
    assert cases_of(tmp_path, marked) == ()


def test_what_went_before_stays_before(tmp_path: Path) -> None:
    calls = [
        {"call": ["chat", text, None, "GB"], "said": answered(1).exchanges[0]["said"]} for text in ("One.", "Two.")
    ]
    run = recorded(tmp_path / "a", answered(1, exchanges=tuple(calls)))
    review("ana", run, {"case-1": {VERDICT: "contested"}})
    (case,) = new_cases(reviewed_run(run))
    assert (case.history, case.text, case.region) == (("One.",), "Two.", "GB")


def test_new_cases_are_written_once_and_can_be_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Naïve “text” \ud800."
    exchange = {"call": ["chat", text, None, None], "said": answered(1).exchanges[0]["said"]}
    run = recorded(tmp_path / "a", answered(1, exchanges=(exchange,)))
    review("ana", run, {"case-1": {VERDICT: "contested"}})
    out = tmp_path / "new.jsonl"
    assert main(["newcases", str(run), "--out", str(out)]) == 0
    assert [case.text for case in load_cases(out)] == ["Naïve “text” ."]
    assert "Naïve “text”".encode() in out.read_bytes()
    before = out.read_bytes()
    assert main(["newcases", str(run), "--out", str(out)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_where_nothing_is_new_no_file_is_made(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", answered(1))
    review("ana", run, {"case-1": {(Part.REPLY, 0): "yes"}})
    assert main(["newcases", str(run), "--out", str(tmp_path / "new.jsonl")]) == 0
    assert not (tmp_path / "new.jsonl").exists()
