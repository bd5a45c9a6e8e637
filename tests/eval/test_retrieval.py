from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.documents import Document
from eval.lines import DataFault
from eval.record import write_run
from eval.suites.catalogue import split_of
from eval.suites.retrieval import RetrievalSuite
from eval.suites.suite import Options
from tests.eval.documents import DocumentsTarget, write_lines
from tests.eval.replies import result, run_of

CASE = {"type": "question", "text": "Do warts heal?", "expected_outcomes": ["answered"]}
FOUND = [Document(each, each, ()) for each in "abcdefghijkl"]


def test_only_answerable_cases_that_name_sources_and_stand_alone_are_asked(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "cases.jsonl",
        {**CASE, "id": "asked", "sources_any": ["b"]},
        {**CASE, "id": "no source"},
        {**CASE, "id": "follow-up", "sources_any": ["b"], "history": ["Hello."]},
        {**CASE, "id": "urgent", "sources_any": ["b"], "expected_outcomes": ["urgent"]},
    )
    assert [item.id for item in RetrievalSuite().load(Options(path))] == ["asked"]


def test_sources_are_scored_among_the_first_ten(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "cases.jsonl", {**CASE, "id": "x", "sources_any": ["b", "l"]})
    suite = RetrievalSuite()
    scores = suite.run(suite.load(Options(path))[0], DocumentsTarget(FOUND))  # b is second, l is twelfth
    assert scores.scores["ndcg"] == pytest.approx((1 / log2(3)) / (1 / log2(2) + 1 / log2(3)))
    assert (scores.scores["recall"], scores.scores["reciprocal_rank"]) == (1 / 2, 1 / 2)
    assert (scores.scores["found"], scores.scores["first"]) == (True, False)
    assert scores.reasons == ("found a, b, c, d, e, f, g, h, i, j: wanted b, l",)


def test_outside_data_has_splits_of_any_plain_name_and_the_own_cases_have_two(tmp_path: Path) -> None:
    assert split_of("cases", None, None) == "development"
    assert split_of("cases", "heldout", None) == "heldout"
    assert split_of("claims", "my-set_2", tmp_path) == "my-set_2"
    assert (split_of("beir", None, tmp_path), split_of("scifact", None, tmp_path)) == ("test", "dev")
    with pytest.raises(DataFault, match="split 'dev': the own cases have the splits development and heldout"):
        split_of("retrieval", "dev", None)
    for name in ("../secret", "a b", "", "a/b"):
        with pytest.raises(DataFault, match="letters, digits, _ and -"):
            split_of("scifact", name or " ", tmp_path)


@pytest.mark.parametrize(
    ("suite", "said"),
    [("beir", "searches nothing but its own corpus"), ("stance", "no endpoint that judges pairs")],
)
def test_a_server_that_cannot_serve_a_suite_is_refused_before_the_run(
    tmp_path: Path, suite: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(tmp_path / "corpus.jsonl", {"_id": "a", "text": "x"})
    write_lines(tmp_path / "queries.jsonl", {"_id": "q", "text": "x"})
    write_lines(tmp_path / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore", "q\ta\t1")
    pairs = write_lines(tmp_path / "pairs.jsonl", {"claim": "a", "evidence": "b", "label": "neutral"})
    data = pairs if suite == "stance" else tmp_path
    given = ["run", "--suite", suite, "--data", data, "--target", "http://127.0.0.1:1", "--out", tmp_path / "run"]
    assert main([str(each) for each in given]) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "run").exists()


def test_what_was_found_and_judged_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {"call": ["search", "Do warts heal?", 50], "said": DocumentsTarget(FOUND).search("", 50)}
    pairs = [["Warts heal.", "Warts \x1b heal by themselves."]]
    judged = {"call": ["judge", pairs], "said": DocumentsTarget([], {"heal": "supports"}).judge([("", "heal")])}
    write_run(tmp_path / "r", run_of(()).facts, [result(1, exchanges=(found, judged))], {})
    assert main(["show", str(tmp_path / "r"), "case-1"]) == 0
    out = capsys.readouterr().out
    assert "search: Do warts heal?\n    found     a: a\n" in out and "found     k: k" not in out
    assert "judge: Warts heal.\n    judged    supports 0.90 refutes 0.05 neutral 0.05: Warts [U+001B] heal by" in out
