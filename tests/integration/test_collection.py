"""The bundled models over a collection that is not the corpus, from the command line to the figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.record import read_run
from tests.eval.documents import write_lines

ABSTRACTS = (
    {
        "doc_id": 1,
        "title": "Aspirin and warts",
        "abstract": ["We gave 90 adults aspirin.", "Aspirin cleared the warts."],
    },
    {"doc_id": 2, "title": "Tea and headache", "abstract": ["Green tea did not ease headaches."]},
    {"doc_id": 3, "title": "Bridges", "abstract": ["Steel bridges rust near the sea."]},
)
CLAIMS = (
    {"id": 1, "claim": "Aspirin clears warts.", "evidence": {"1": [{"sentences": [1], "label": "SUPPORT"}]}},
    {"id": 2, "claim": "Green tea eases headaches.", "evidence": {"2": [{"sentences": [0], "label": "CONTRADICT"}]}},
)


def run(data: Path, out: Path, *more: str) -> int:
    given = ["run", "--suite", "scifact", "--split", "dev", "--data", data, "--out", out, "--cache", data / "cache"]
    return main([*map(str, given), *more])


def test_claims_are_settled_by_a_collection_and_a_recorded_run_says_so_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(tmp_path / "corpus.jsonl", *ABSTRACTS)
    write_lines(tmp_path / "claims_dev.jsonl", *CLAIMS)
    assert run(tmp_path, tmp_path / "a") == 0
    assert "nDCG@10 of search                            1.000 (n 2" in capsys.readouterr().out
    first = read_run(tmp_path / "a")
    assert first.facts.target.settings == {"documents": "3", "passages": "3", "documents judged": "20"}
    assert first.result("1").said["predicted"] == [{"document_id": "1", "label": "SUPPORT", "sentences": [1]}]
    assert set(first.cards) == {"1", "2", "3"}
    assert run(tmp_path, tmp_path / "b", "--target", str(tmp_path / "a")) == 0
    assert [r.scores for r in read_run(tmp_path / "b").results] == [r.scores for r in first.results]
    assert json.loads((tmp_path / "b" / "run.json").read_text())["target"]["kind"] == "in process, over a collection"
