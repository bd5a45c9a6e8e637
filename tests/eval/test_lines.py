from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.case import load_cases
from eval.lines import DataFault, read_files
from eval.suites.claims import ClaimLine, ClaimsSuite
from eval.suites.premises import PremiseLine, PremisesSuite
from eval.suites.suite import Options

GOOD = {"id": "a", "text": "x", "expected_verdict": "refuted"}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "data.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({**GOOD, "id": "b", "expected_verdict": "maybe"}, r"data\.jsonl:2: expected_verdict = 'maybe': .*'supported'"),
        ({"id": "b", "text": "x"}, r"data\.jsonl:2: expected_verdict: required"),
        ({**GOOD, "id": "b", "text": ""}, r"data\.jsonl:2: text = '': .*at least 1"),
        ({**GOOD, "id": "b", "must_mention": "days"}, r"data\.jsonl:2: must_mention = 'days': "),
        ({**GOOD, "id": "b", "must_cite_topic": ["x"]}, r"data\.jsonl:2: unknown field 'must_cite_topic': 'must_cite_to"),
        (GOOD, r"data\.jsonl:2: duplicate id a"),
        ('{"id": ', r"data\.jsonl:2: not JSON = .*: "),
        ("[1]", r"data\.jsonl:2: not a JSON object = \[1\]"),
        ("[" * 100_000, r"data\.jsonl:2: not JSON"),
        ({**GOOD, "id": "\ud800"}, r"data\.jsonl:2: id = '\\ud800': "),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_with_its_value_and_rule(tmp_path: Path, line: object, said: str) -> None:
    with pytest.raises(DataFault, match=said):
        read_files([written(tmp_path, GOOD, line)], ClaimLine)


def test_a_long_value_is_cut(tmp_path: Path) -> None:
    with pytest.raises(DataFault) as fault:
        read_files([written(tmp_path, {**GOOD, "expected_verdict": "x" * 10_000})], ClaimLine)
    assert len(str(fault.value)) < 400


def test_a_value_is_left_out_where_texts_must_not_be_seen(tmp_path: Path) -> None:
    path = written(tmp_path, {"id": "a", "type": "t", "text": ["a secret"], "expected_outcomes": ["answered"]})
    with pytest.raises(DataFault, match=r"data\.jsonl:1: text: ") as fault:
        load_cases(path, hide_values=True)
    assert "secret" not in str(fault.value)


def test_other_fields_blank_lines_and_line_separators_in_texts_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text('\ufeff{"id": 7, "text": "a\u2028b", "false_premise": true, "source": "x"}\n\n', encoding="utf-8")
    (line,) = read_files([path], PremiseLine)
    assert (line.id, line.text) == ("7", "a\u2028b")


def test_a_premise_is_false_or_not(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match=r":1: false_premise = 'yes': "):
        read_files([written(tmp_path, {"id": "a", "text": "x", "false_premise": "yes"})], PremiseLine)


@pytest.mark.parametrize("suite", [ClaimsSuite(), PremisesSuite()])
def test_a_suite_that_needs_data_says_so(suite: ClaimsSuite | PremisesSuite) -> None:
    with pytest.raises(DataFault, match=f"{suite.name} needs --data"):
        suite.load(Options())


def test_data_that_is_not_there_empty_or_not_text_is_a_fault(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    with pytest.raises(DataFault, match="no cases"):
        read_files([empty], ClaimLine)
    empty.write_bytes(b"\xff")
    with pytest.raises(DataFault, match="not UTF-8"):
        read_files([empty], ClaimLine)
    for place in (tmp_path / "missing", tmp_path / "missing.jsonl"):
        with pytest.raises(DataFault, match="no such file"):
            load_cases(place)
    with pytest.raises(DataFault, match="No such file"):
        read_files([tmp_path / "missing.jsonl"], ClaimLine)
