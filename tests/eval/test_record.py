from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eval.record import RunFault, cases_hash, machine, read_run, run_name, write_run
from eval.result import CaseResult, Status
from eval.suites.suite import Item
from tests.eval.replies import CARD, result, run_of

RESULTS = (
    result(1, {"right": True, "share": 0.5}, slices={"type": "a"}, said={"verdict": "refuted"}, reasons=("why",)),
    result(
        2,
        status=Status.TIMED_OUT,
        exchanges=({"call": ["chat", "line\u2028separator \x85 and \ud800", None, None], "timeout": "late"},),
    ),
)
FACTS = replace(run_of(()).facts, machine=machine())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_run(tmp_path / "runs" / "one", FACTS, RESULTS, {"trial": CARD, "unknown": None})
    return tmp_path / "runs" / "one"


def test_a_run_is_read_as_it_was_written(folder: Path) -> None:
    run = read_run(folder)
    assert (run.name, run.facts, run.results) == ("one", FACTS, RESULTS)
    assert run.cards == {"trial": CARD, "unknown": None}
    assert run.result("case-2") == RESULTS[1]
    assert not folder.with_name("one.part").exists()


@pytest.mark.parametrize("name", ["cases.jsonl", "cards.json", "run.json"])
def test_a_run_that_was_changed_is_refused(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(
        path.read_bytes().replace(b"true", b"false").replace(b"speed", b"harm").replace(b'"seed": 13', b'"seed": 14')
    )
    with pytest.raises(RunFault, match=f"{name}: changed after"):
        read_run(folder)


def test_a_run_never_changes(folder: Path) -> None:
    with pytest.raises(RunFault, match="never changes"):
        write_run(folder, FACTS, RESULTS, {})
    assert read_run(folder).results == RESULTS


def test_an_empty_folder_may_become_a_run(tmp_path: Path) -> None:
    write_run(tmp_path, FACTS, RESULTS, {})
    assert read_run(tmp_path).results == RESULTS


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"sha256": {}}', b"\xff"])
def test_what_is_no_run_is_refused(folder: Path, body: bytes) -> None:
    (folder / "run.json").write_bytes(body)
    with pytest.raises(RunFault, match=r"one"):
        read_run(folder)


def test_a_run_that_is_not_there_or_a_case_that_is_not_in_it_is_refused(folder: Path) -> None:
    with pytest.raises(RunFault, match="not a run"):
        read_run(folder.with_name("two"))
    with pytest.raises(RunFault, match="'case-3'"):
        read_run(folder).result("case-3")


def test_the_hash_covers_what_is_asked_and_expected_and_their_order() -> None:
    one, two = Item("a", {"text": "x"}, {"v": 1}), Item("b", {"text": "\ud800"}, {})
    hashes = {cases_hash(items) for items in ([one, two], [two, one], [one], [replace(one, expected={"v": 2}), two])}
    assert len(hashes) == 4


def test_a_result_survives_json() -> None:
    for each in RESULTS:
        assert CaseResult.from_json(json.loads(json.dumps(each.as_json()))) == each


def test_a_run_is_named_by_its_suite_and_start() -> None:
    assert run_name("cases", datetime(2026, 11, 24, 5, 15, tzinfo=UTC)) == "cases-20261124T051500Z"
