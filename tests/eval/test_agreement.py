from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.lines import DataFault
from eval.review.agreed import Agreed
from eval.review.agreement import between_reviewers, with_reviewers
from eval.review.marks import Part
from eval.review.reviewed import reviewed_run
from eval.review.worth import MEASURES, scored_by_eye
from tests.eval.replies import GATE, finding, reply
from tests.eval.reviews import REFUTED, answered, recorded, review

SENTENCE, CITATION, REPLY = (Part.SENTENCE, 0), (Part.CITATION, 0), (Part.REPLY, 0)


def table(agreed: Agreed) -> tuple[int, Any]:
    return agreed.n, agreed.value


def test_reviewers_are_held_against_each_other_on_what_both_marked(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", *(answered(n) for n in range(5)))
    given = {"ana": ["yes", "yes", "no", "no", "yes"], "ben": ["yes", "no", "no", "no"]}
    for who, marks in given.items():
        review(who, run, {f"case-{n}": {REPLY: mark} for n, mark in enumerate(marks)})
    found = {each.name: each for each in between_reviewers([reviewed_run(run)], seed=1)}
    # Of four, three agree. Ana says yes to 2 and ben to 1: chance gives 2/4 * 1/4 + 2/4 * 3/4 = 1/2.
    assert table(found["reply, ana and ben agree"]) == (4, 0.75)
    assert table(found["reply, ana and ben, kappa"]) == (4, 0.5)
    # Eight values, 3 yes and 5 no, one unit that differs both ways: 1 - 7 * 2 / (2 * 15).
    assert table(found["reply, alpha"]) == (4, pytest.approx(1 - 14 / 30))
    assert len(found) == 3


def test_full_agreement_has_the_interval_of_wilson_over_cases(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", *(answered(n) for n in range(10)))
    for who in ("ana", "ben"):
        review(who, run, {f"case-{n}": {REPLY: "yes"} for n in range(10)})
    alpha, agree, kappa = between_reviewers([reviewed_run(run)], seed=1)
    assert str(agree) == "1.000 (n 10, 95 % 0.72 to 1.00)"
    assert str(alpha) == str(kappa) == "not defined (n 10)"


def test_a_reply_that_runs_share_counts_once(tmp_path: Path) -> None:
    runs = [recorded(tmp_path / name, answered(1)) for name in "ab"]
    for run in runs:
        for who in ("ana", "ben"):
            review(who, run, {"case-1": {REPLY: "yes"}})
    assert {each.n for each in between_reviewers([reviewed_run(run) for run in runs], seed=1)} == {1}


def test_the_gate_is_held_against_the_marks_of_sentences(tmp_path: Path) -> None:
    untraceable = reply(
        "corrected",
        finding("refuted"),
        sentences=[{"text": "Aspirin cleared warts in 99 % of adults.", "citations": [1]}],
    )
    run = recorded(tmp_path / "a", answered(1), answered(2), answered(3, untraceable), answered(4, untraceable))
    marks = ["supported", "partly", "not_supported", "supported"]
    review("ana", run, {f"case-{n}": {SENTENCE: mark} for n, mark in enumerate(marks, 1)})
    (found,) = with_reviewers([reviewed_run(run)], GATE, seed=1)
    assert found.name == "sentence traceable"
    assert found.counts == {
        ("holds", "supported"): 1,
        ("holds", "partly"): 1,
        ("fails", "not_supported"): 1,
        ("fails", "supported"): 1,
    }
    assert [table(each) for each in found.figures] == [(4, 0.5), (4, 0.0)]


def test_scores_of_sources_verdicts_and_outcomes_are_held_against_the_marks(tmp_path: Path) -> None:
    wrong = {"right_source": False, "verdict_right": False, "outcome_right": True}
    run = recorded(tmp_path / "a", answered(1), answered(2, scores=wrong))
    review("ana", run, {"case-1": {CITATION: "right", REPLY: "yes", (Part.VERDICT, 0): "refuted"}})
    review("ana", run, {"case-2": {CITATION: "wrong", REPLY: "no", (Part.VERDICT, 0): "contested"}})
    review("ben", run, {"case-2": {REPLY: "no", (Part.OUTCOME, 0): "declined"}})
    source, verdict, outcome = with_reviewers([reviewed_run(run)], GATE, seed=1)
    assert source.counts == {("holds", "one is right"): 1, ("fails", "none is right"): 1}
    assert verdict.counts == {("holds", "as it is"): 1, ("fails", "another"): 1, ("fails", "as it is"): 1}
    assert outcome.counts == {("holds", "as it is"): 2, ("holds", "another"): 1}


def test_a_reply_is_shown_where_more_than_half_would(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", answered(1), answered(2))
    review("ana", run, {"case-1": {REPLY: "yes", SENTENCE: "supported", CITATION: "right"}})
    review("ben", run, {"case-1": {REPLY: "with_changes", SENTENCE: "no_statement", CITATION: "wrong"}})
    one, two = scored_by_eye(reviewed_run(run)).results
    counts = {"statements": 1, "supported": 1, "cited": 2, "right": 1}
    assert one.scores == {"shown": False, "shown_changed": True, **counts}
    assert two.scores == {}
    assert [len(measure.cases([one, two])) for measure in MEASURES] == [1, 1, 1, 1]


def test_two_runs_are_compared_on_what_was_marked_in_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = {**REFUTED, "sentences": [{"text": "It may be so.", "citations": []}]}
    a = recorded(tmp_path / "a", *(answered(n) for n in range(10)))
    b = recorded(tmp_path / "b", *(answered(n, other) for n in range(10)))
    review("ana", a, {f"case-{n}": {REPLY: "no"} for n in range(10)})
    review("ana", b, {f"case-{n}": {REPLY: "yes"} for n in range(10)})
    assert main(["agreement", str(a), str(b)]) == 0
    out = capsys.readouterr().out
    assert "no part was marked by two reviewers" in out
    assert "b, by eye (ana 10 replies)" in out
    assert "would be shown as it is                      1.000 (n 10, 95 % 0.72 to 1.00)" in out
    assert "would be shown as it is                      n 10    0.000 → 1.000  better (p 0.002)" in out


def test_runs_of_different_cases_are_told_without_a_comparison(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = recorded(tmp_path / "a", answered(1)), recorded(tmp_path / "b", answered(2), cases_hash="1" * 64)
    review("ana", a, {"case-1": {REPLY: "no"}})
    review("ana", b, {"case-2": {REPLY: "no"}})
    assert main(["agreement", str(a), str(b)]) == 0
    assert "b against a: the runs differ in cases hash" in capsys.readouterr().out


def test_a_run_that_nobody_reviewed_or_that_is_another_is_refused(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", answered(1))
    with pytest.raises(DataFault, match="nobody has reviewed it"):
        reviewed_run(run)
    review("ana", run, {"case-1": {REPLY: "yes"}})
    run.rename(tmp_path / "old")
    recorded(run, answered(1, reply("answered")))
    with pytest.raises(DataFault, match=r"ana\.jsonl: the run holds no reply .* to the case case-1"):
        reviewed_run(run)
