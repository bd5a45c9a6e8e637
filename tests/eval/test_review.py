"""What a reviewer is given, and what is kept of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.comparison import NotComparable
from eval.lines import DataFault
from eval.record import RunFault, read_run
from eval.result import Status
from eval.review.desk import NoSuchMark
from eval.review.draw import draw, drawn_cases
from eval.review.marks import LONGEST_NOTE, Part
from eval.review.store import marks_path, read_marks
from tests.eval.replies import citation, reply, result
from tests.eval.reviews import NOW, REFUTED, answered, desk_of, recorded

STRATA = {"common": [f"c{n}" for n in range(30)], "rare": [f"r{n}" for n in range(10)]}


def test_every_beginning_holds_each_stratum_by_its_share() -> None:
    cases = drawn_cases(STRATA, 13)
    for n in range(1, 41):
        common = sum(case.startswith("c") for case in cases[:n])
        assert abs(common - 0.75 * n) <= 1.0
    assert sorted(cases) == sorted(STRATA["common"] + STRATA["rare"])
    assert cases == drawn_cases(STRATA, 13) != drawn_cases(STRATA, 14)


def test_reviewers_get_the_same_cases_in_an_order_of_their_own(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", *(answered(n) for n in range(20)))
    ana, ben = ([each.reply.case for each in draw([run], 8, who)] for who in ("ana", "ben"))
    assert len(ana) == 8
    assert sorted(ana) == sorted(ben)
    assert ana != ben


def test_a_reply_that_two_runs_share_is_drawn_once(tmp_path: Path) -> None:
    other = reply("corrected", text="Another.", sentences=[{"text": "Another.", "citations": []}])
    a = recorded(tmp_path / "a", answered(1), answered(2))
    b = recorded(tmp_path / "b", answered(1, {**REFUTED, "session_id": "other"}), answered(2, other))
    drawn = sorted((each.reply.case, each.runs) for each in draw([a, b, a], 0, "ana"))
    assert drawn == [("case-1", (a, b)), ("case-2", (a,)), ("case-2", (b,))]


def test_the_order_tells_nothing_of_the_run(tmp_path: Path) -> None:
    texts = {name: reply(text=name, sentences=[{"text": name, "citations": []}]) for name in "ab"}
    runs = [recorded(tmp_path / name, *(answered(n, texts[name]) for n in range(40))) for name in "ab"]
    firsts = [each.runs[0].name for each in draw(runs, 0, "ana")]
    assert 12 <= firsts[:40].count("a") <= 28  # of 40 by chance 20, sd 2.2


def test_cases_without_a_reply_are_left_out(tmp_path: Path) -> None:
    searched = answered(3, exchanges=({"call": ["search", "x", 5], "said": {}},))
    broken = answered(4, {"outcome": "unheard of"})
    crashed = answered(2, status=Status.CRASHED)
    run = recorded(tmp_path / "a", answered(1), crashed, searched, broken)
    assert [each.reply.case for each in draw([run], 0, "ana")] == ["case-1"]


def test_held_out_runs_and_runs_without_replies_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFault, match="held-out cases are not to be read"):
        draw([recorded(tmp_path / "a", answered(1), split="heldout")], 0, "ana")
    with pytest.raises(RunFault, match="no reply"):
        draw([recorded(tmp_path / "b", result(1))], 0, "ana")


def test_runs_of_different_cases_are_refused(tmp_path: Path) -> None:
    a, b = recorded(tmp_path / "a", answered(1)), recorded(tmp_path / "b", answered(1), cases_hash="1" * 64)
    with pytest.raises(NotComparable, match="cases hash"):
        draw([a, b], 0, "ana")


def test_a_mark_is_kept_beside_every_run_that_holds_the_reply(tmp_path: Path) -> None:
    runs = [recorded(tmp_path / name, answered(1)) for name in "ab"]
    desk = desk_of("ana", *runs)
    (drawn,) = draw(runs, 0, "ana")
    desk.mark(drawn.reply.id, Part.SENTENCE, 0, "partly")
    for run in runs:
        (line,) = (tmp_path / f"{run.name}.review" / "ana.jsonl").read_text().splitlines()
        kept = {"case": "case-1", "part": "sentence", "index": 0, "value": "partly", "at": NOW.isoformat()}
        assert json.loads(line) == {**kept, "reply": drawn.reply.id}
        assert read_run(run).name == run.name  # the run itself is as it was written


def test_the_last_mark_counts_and_a_restart_goes_on(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", answered(1))
    (drawn,) = draw([run], 0, "ana")
    desk = desk_of("ana", run)
    for value in ("yes", "no"):
        desk.mark(drawn.reply.id, Part.REPLY, 0, value)
    desk.mark(drawn.reply.id, Part.CITATION, 0, "wrong")
    desk.mark(drawn.reply.id, Part.CITATION, 0, "")
    assert desk_of("ana", run).sheet()["marks"] == [[drawn.reply.id, "reply", 0, "no"]]
    assert desk_of("ben", run).sheet()["marks"] == []


@pytest.mark.parametrize(
    ("reply_id", "part", "index", "value"),
    [
        ("unknown", Part.REPLY, 0, "yes"),
        (None, Part.SENTENCE, 1, "partly"),
        (None, Part.CITATION, -1, "right"),
        (None, Part.REPLY, 0, "supported"),
        (None, Part.NOTE, 0, "x" * (LONGEST_NOTE + 1)),
    ],
)
def test_what_cannot_be_said_is_not_kept(
    tmp_path: Path, reply_id: str | None, part: Part, index: int, value: str
) -> None:
    run = recorded(tmp_path / "a", answered(1))
    (drawn,) = draw([run], 0, "ana")
    with pytest.raises(NoSuchMark):
        desk_of("ana", run).mark(reply_id or drawn.reply.id, part, index, value)
    assert not marks_path(run, "ana").exists()


def test_a_line_that_a_crash_left_unfinished_is_passed_over_and_dropped(tmp_path: Path) -> None:
    run = recorded(tmp_path / "a", answered(1))
    (drawn,) = draw([run], 0, "ana")
    path = marks_path(run, "ana")
    desk_of("ana", run).mark(drawn.reply.id, Part.REPLY, 0, "yes")
    with path.open("ab") as file:
        file.write(b'{"case": "case-1", "rep')
    assert [mark.value for mark in read_marks(path)] == ["yes"]
    desk_of("ana", run).mark(drawn.reply.id, Part.REPLY, 0, "no")
    assert [mark.value for mark in read_marks(path)] == ["yes", "no"]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    path.write_text('\n{"case": "c"}\n')
    with pytest.raises(DataFault, match=r"ana\.jsonl:2"):
        read_marks(path)


@pytest.mark.parametrize("name", ["", "../ana", "a b", ".ana", "x" * 41])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataFault, match="reviewer"):
        marks_path(tmp_path, name)


def test_the_page_is_told_nothing_of_the_run_or_of_what_is_expected(tmp_path: Path) -> None:
    acting = citation(title="A \x1b[31m\u202etitle\ud800", authors="Doe", venue="J", year=2020)
    said = {**REFUTED, "citations": [acting], "answerer": "secret-model", "corpus_version": "secret-version"}
    run = recorded(tmp_path / "secret-run", answered(1, said, expected={"note": "secret-note"}))
    sheet = json.dumps(desk_of("ana", run).sheet(), ensure_ascii=False)
    assert "secret" not in sheet and "case-1" not in sheet
    assert "A [U+001B][31m[U+202E]title[U+D800]" in sheet
    assert "Doe, J, 2020" in sheet
