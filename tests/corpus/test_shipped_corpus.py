"""The corpus that ships keeps every rule."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator

import pytest

from service.ingestion.corpus import load_corpus, read_files
from service.ingestion.corpus_check import check
from tests.corpora import SHIPPED


def test_the_shipped_corpus_has_no_faults() -> None:
    assert [str(fault) for fault in check(SHIPPED)] == []


def test_the_shipped_corpus_is_large_enough_to_be_of_use() -> None:
    corpus = load_corpus(SHIPPED)
    assert len(corpus.sources) >= 110
    assert len(corpus.reviews) >= 60


def test_every_card_id_is_unique() -> None:
    ids = [card.source.id for card in read_files(SHIPPED).cards]
    assert len(ids) == len(set(ids)) >= 110


def test_every_citation_of_a_review_can_be_served() -> None:
    corpus = load_corpus(SHIPPED)
    for review in corpus.reviews.values():
        assert all(citation.passage_id in corpus.passages for citation in review.citations), review.id


def test_every_topic_of_a_card_or_review_is_one_that_visitors_can_be_told_of() -> None:
    corpus = load_corpus(SHIPPED)
    known = {topic.id for topic in corpus.scope.topics}
    used = {topic for source in corpus.sources.values() for topic in source.topics}
    used |= {topic for review in corpus.reviews.values() for topic in review.topics}
    assert used <= known


def test_the_corpus_loads_in_well_under_a_second() -> None:
    started = time.perf_counter()
    load_corpus(SHIPPED)
    assert time.perf_counter() - started < 1.0


@pytest.mark.parametrize("phrase", ["has not yet been reviewed by a clinician", "secondary", "abstracts"])
def test_the_editorial_policy_says_how_the_corpus_was_checked(phrase: str) -> None:
    policy = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert phrase in policy


RULE_ARGUMENT = {"Fault": 2, "at": 2, "form": 2, "bad": 1, "_note": 1}  # where each of these is given the rule


def test_the_editorial_policy_names_every_rule_that_the_check_enforces() -> None:
    policy = (SHIPPED / "README.md").read_text(encoding="utf-8")
    folder = SHIPPED.parent / "service" / "ingestion"
    rules = {rule for path in folder.glob("*.py") for rule in rules_in(ast.parse(path.read_text(encoding="utf-8")))}
    assert len(rules) > 30
    assert rules - set(re.findall(r"`([a-z0-9-]+)`", policy)) == set()


def rules_in(code: ast.Module) -> Iterator[str]:
    """Rules that some code writes out."""
    for call in ast.walk(code):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            for argument in call.args[RULE_ARGUMENT.get(name, 99) :][:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value
