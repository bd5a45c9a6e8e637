"""Another topic is another corpus folder: antibiotics and colds, in no word of which the code was changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from service.bootstrap import build, build_index
from service.domain import Outcome, Reply
from service.ingestion.corpus_check import check
from service.pipeline import FactChecker
from service.settings import Settings

COLDS = Path(__file__).parent.parent / "topics" / "colds"
CASES = [json.loads(line) for line in (COLDS / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
LEAST_RIGHT = 26
SILENT = frozenset({Outcome.NOT_COVERED, Outcome.OUT_OF_SCOPE, Outcome.DECLINED})


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> FactChecker:
    settings = Settings(corpus_dir=COLDS, index_dir=tmp_path_factory.mktemp("colds"))
    build_index(settings, lambda stage, done, total: None)
    return build(settings)


def is_right(case: dict[str, Any], reply: Reply) -> bool:
    """Whether outcome, verdict and source are among those that the case accepts; null accepts all."""
    verdicts = {cited.finding.verdict for cited in reply.findings}
    sources = {citation.source.id for citation in reply.citations}
    silent = not verdicts and reply.outcome in SILENT
    return (
        reply.outcome in case["outcome"]
        and (case["verdict"] is None or silent or not verdicts.isdisjoint(case["verdict"]))
        and (case["source"] is None or not sources.isdisjoint(case["source"]))
    )


def test_the_corpus_is_sound() -> None:
    assert [str(fault) for fault in check(COLDS)] == []
    assert len(list((COLDS / "sources").glob("*.md"))) >= 12
    assert len(list((COLDS / "reviews").glob("*.yaml"))) >= 8


def test_most_of_its_cases_come_out_right(checker: FactChecker) -> None:
    replies = {case["id"]: checker.reply(case["text"]) for case in CASES}
    wrong = [case["id"] for case in CASES if not is_right(case, replies[case["id"]])]
    assert len(CASES) - len(wrong) >= LEAST_RIGHT, wrong
    assert all(
        citation.quote.text in checker.corpus.passages[citation.quote.passage.id].text
        for reply in replies.values()
        for citation in reply.citations
    )


def test_a_subject_of_another_corpus_is_not_answered(checker: FactChecker) -> None:
    reply = checker.reply("Does ketamine cure depression in one session?")
    assert reply.outcome in SILENT
    assert not reply.findings


def test_a_message_in_danger_gets_help_lines_here_too(checker: FactChecker) -> None:
    assert checker.reply("I am going to kill myself tonight").outcome is Outcome.URGENT
