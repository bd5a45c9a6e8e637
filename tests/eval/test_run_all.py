"""Every suite in one run, over the real parts and a small corpus; and what a run is held against."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eval import thresholds
from eval.__main__ import main
from eval.record import read_run, reserved, write_run
from eval.result import Json
from eval.suites.catalogue import suites_of
from tests.corpora import MINI, SHIPPED
from tests.eval.replies import CARD, finding, reply, result, run_of

NAMES = ["answers", "corrections", "refusals", "safety", "pushback", "article", "robustness", "retrieval", "cases"]
STARTED = datetime(2026, 11, 24, 5, 15, tzinfo=UTC)


def test_all_is_every_suite_that_needs_no_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAVEAT_CORPUS_DIR", str(MINI))
    monkeypatch.setenv("CAVEAT_INDEX_DIR", str(tmp_path / "index"))
    table = tmp_path / "table.md"
    given = ["run", "--suite", "all", "--limit", "1", "--out", tmp_path / "r", "--markdown", table]
    assert main([str(each) for each in given]) == 0
    runs = [read_run(tmp_path / "r" / name) for name in NAMES]
    assert [run.facts.suite for run in runs] == NAMES
    assert "robustness, development" in (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    assert {each.status for run in runs for each in run.results} == {"scored"}
    out = capsys.readouterr().out
    assert all(f"{name}, development: 1 cases" in out for name in NAMES)
    assert table.read_text(encoding="utf-8").count("| figure | value |") == len(NAMES)


def test_a_suite_without_cases_in_a_split_is_left_out_of_all() -> None:
    there, nowhere = ({suite.name for suite in suites_of(split, SHIPPED)} for split in ("heldout", "nowhere"))
    assert there == {*NAMES}
    assert there - nowhere == {"pushback", "article"}


def test_the_own_pairs_are_asked_of_the_corpus_that_they_are_about() -> None:
    assert "stance" in {suite.name for suite in suites_of("development", SHIPPED)}
    assert "stance" not in {suite.name for suite in suites_of("development", MINI)}


def test_all_takes_no_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--suite", "all", "--data", str(tmp_path), "--out", str(tmp_path / "r")]) == 2
    assert "they take no --data" in capsys.readouterr().err


def test_runs_of_the_same_second_have_folders_of_their_own(tmp_path: Path) -> None:
    with reserved("cases", STARTED, tmp_path) as one, reserved("cases", STARTED, tmp_path) as other:
        assert (one.name, other.name) == ("cases-20261124T051500Z", "cases-20261124T051500Z-2")
        write_run(one, run_of(()).facts, [], {})
        write_run(other, run_of(()).facts, [], {})
    assert read_run(one).facts == read_run(other).facts


def test_a_folder_in_which_nothing_was_put_goes(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), reserved("cases", STARTED, tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


TEXTS = [f"Claim {n} of aspirin." for n in range(40)]


@pytest.fixture
def gates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = '[[gate]]\nsuite = "corrections"\nsplit = "development"\nfigure = "cases scored"\nat_least = 1.0\n'
    body += '[[margin]]\nsuite = "corrections"\nsplit = "development"\nfigure = "verdict accuracy"\nmargin = 0.2\n'
    (tmp_path / "gates.toml").write_text(body)
    monkeypatch.setattr(thresholds.thresholds_of, "__defaults__", (tmp_path / "gates.toml",))
    monkeypatch.setattr(thresholds.margins_of, "__defaults__", (tmp_path / "gates.toml",))


def ran(folder: Path, name: str, right: int, *more: str) -> int:
    """A run of the corrections, over recorded replies of which the first ones are right."""
    verdicts = ["refuted" if n < right else "supported" for n in range(len(TEXTS))]
    exchanges: list[Json] = [
        {"call": ["chat", text, None, None], "said": reply("corrected", finding(verdict))}
        for text, verdict in zip(TEXTS, verdicts, strict=True)
    ]
    write_run(folder / f"said-{name}", run_of(()).facts, [result(1, exchanges=tuple(exchanges))], {"trial": CARD})
    line = {"type": "paraphrase", "expected_outcomes": ["corrected"], "expected_verdict": "refuted"}
    cases = [json.dumps({"id": f"c{n}", "text": text, **line}) for n, text in enumerate(TEXTS)]
    (folder / "cases.jsonl").write_text("\n".join(cases), encoding="utf-8")
    given = ["run", "--suite", "corrections", "--data", folder / "cases.jsonl", "--target", folder / f"said-{name}"]
    return main([str(each) for each in [*given, "--out", folder / name, *more]])


@pytest.mark.usefixtures("gates")
def test_a_margin_that_is_not_kept_ends_with_1_and_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = str(tmp_path / "before")
    assert ran(tmp_path, "before", 36) == 0
    assert ran(tmp_path, "same", 36, "--gate", "--against", before) == 0
    capsys.readouterr()
    assert ran(tmp_path, "worse", 20, "--gate", "--against", before) == 1
    assert "gate failed: verdict accuracy: worse, 0.900 → 0.500" in capsys.readouterr().out
    assert main(["compare", before, str(tmp_path / "worse"), "--gate"]) == 1
    assert main(["compare", before, str(tmp_path / "same"), "--gate"]) == 0
    assert main(["compare", before, str(tmp_path / "worse")]) == 0


@pytest.mark.usefixtures("gates")
def test_what_cannot_be_held_against_is_refused_before_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(tmp_path, "before", 36) == 0
    assert ran(tmp_path, "a", 36, "--against", str(tmp_path / "before")) == 2
    assert ran(tmp_path, "b", 36, "--gate", "--against", str(tmp_path / "said-before")) == 2
    errors = capsys.readouterr().err.splitlines()
    assert "it needs --gate" in errors[0] and "not a run of the suite corrections" in errors[1]
    assert not (tmp_path / "a").exists() and not (tmp_path / "b").exists()
