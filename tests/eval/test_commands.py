"""The command line, on recorded runs: no model is loaded."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.record import read_run, write_run
from eval.result import CaseResult, Json, Status
from tests.eval.replies import CARD, finding, reply, result, run_of

TEXTS = [f"Claim {n} of aspirin." for n in range(12)]


def recorded(folder: Path, verdict: str, name: str) -> Path:
    """A run that holds a reply to every claim, as if it had been recorded."""
    said = reply("corrected", finding(verdict))
    results = [result(n, exchanges=({"call": ["chat", t, None, None], "said": said},)) for n, t in enumerate(TEXTS)]
    write_run(folder / name, run_of(()).facts, results, {"trial": CARD})
    return folder / name


@pytest.fixture
def data(tmp_path: Path) -> Path:
    lines = [
        {"id": f"c{n}", "text": text, "type": "cure", "expected_verdict": "refuted", "must_cite_topics": ["speed"]}
        for n, text in enumerate(TEXTS)
    ]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def claims(data: Path, target: Path, out: Path, *more: str) -> int:
    given = ["run", "--suite", "claims", "--data", data, "--target", target, "--out", out, *more]
    return main([str(each) for each in given])


def test_a_run_is_printed_kept_and_compared(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.md"
    good, bad = recorded(tmp_path, "refuted", "good"), recorded(tmp_path, "supported", "bad")
    assert claims(data, good, tmp_path / "a", "--markdown", str(table)) == claims(data, bad, tmp_path / "b") == 0
    assert "verdict accuracy                             1.000 (n 12, 95 % 0.76 to 1.00)" in capsys.readouterr().out
    assert "| verdict accuracy | 1.000 | 0.76 to 1.00 | 12 |" in table.read_text(encoding="utf-8")
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b"), "--markdown", str(table)]) == 0
    out = capsys.readouterr().out
    assert "1.000 → 0.000  worse (p 0.00049)" in out
    assert "no difference seen (one of 0.500 or more would have been)" in out
    assert "| verdict accuracy | 1.000 | 0.000 | 12 | worse (p 0.00049) |" in table.read_text(encoding="utf-8")


def test_a_case_is_explained(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims(data, recorded(tmp_path, "supported", "r"), tmp_path / "a", "--limit", "2")
    assert len(read_run(tmp_path / "a").results) == 2
    capsys.readouterr()
    assert main(["show", str(tmp_path / "a"), "c1"]) == 0
    out = capsys.readouterr().out
    assert "asked     text: Claim 1 of aspirin." in out
    assert "reason    verdict supported, accepted: refuted" in out
    assert "cited     [1] trial#1: In one trial" in out
    assert main(["show", str(tmp_path / "a"), "c2"]) == 2


def heldout(folder: Path) -> Path:
    secret = "a secret \x1b[31m text"
    fault: Json = {"call": ["chat", secret, None, None], "fault": secret}
    results: list[CaseResult] = [
        result(1, {"right": False}, asked={"text": secret}, expected={"note": secret}, said={"outcome": "urgent"}),
        result(2, status=Status.CRASHED, asked={"text": secret}, exchanges=(fault,), reasons=(secret,)),
    ]
    write_run(folder, replace(run_of(()).facts, split="heldout"), results, {})
    return folder


@pytest.mark.parametrize("case", ["case-1", "case-2"])
def test_the_texts_of_held_out_cases_are_never_printed(
    tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(heldout(tmp_path / "r")), case]) == 0
    assert "secret" not in capsys.readouterr().out


def test_nothing_in_a_text_acts_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_run(tmp_path / "r", run_of(()).facts, [result(1, asked={"text": "\x1b[31m\u202e\ud800"})], {})
    assert main(["show", str(tmp_path / "r"), "case-1"]) == 0
    assert "text: [U+001B][31m[U+202E][U+D800]" in capsys.readouterr().out


def test_what_cannot_be_done_ends_with_2_and_one_line(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = recorded(tmp_path, "refuted", "r")
    other = write_run(tmp_path / "o", run_of((), split="heldout").facts, [], {})
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "text": "x", "expected_verdict": "maybe"}\n', encoding="utf-8")
    assert claims(data, run, run) == 2  # a run never changes
    assert claims(bad, run, tmp_path / "x") == 2
    assert claims(data, tmp_path / "missing", tmp_path / "x") == 2
    assert claims(data, run, tmp_path / "x", "--gate") == 2  # no thresholds for claims
    assert main(["compare", str(run), str(tmp_path / other.name)]) == 2
    assert main(["show", str(tmp_path / "missing"), "a"]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 6 and all(error.startswith("error: ") for error in errors)
    assert "bad.jsonl:1: expected_verdict = 'maybe'" in errors[1]
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_a_limit_is_above_zero(limit: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["run", "--suite", "cases", "--limit", limit])
    assert left.value.code == 2


def test_a_gate_that_fails_ends_with_1_and_says_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"id": "a", "type": "urgent", "text": "help", "expected_outcomes": ["urgent"]}
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps(line), encoding="utf-8")
    said = {"call": ["chat", "help", None, None], "said": reply("answered")}
    write_run(tmp_path / "r", run_of(()).facts, [result(1, exchanges=(said,))], {"trial": CARD})
    given = ["run", "--suite", "cases", "--gate", "--data", cases, "--target", tmp_path / "r", "--out", tmp_path / "a"]
    assert main([str(each) for each in given]) == 1
    out = capsys.readouterr().out
    assert "gate failed: urgent recall: 0.000 is below 1" in out
    assert "gate failed: verdict accuracy: not measured" in out
    assert "gate failed: cases scored" not in out
