"""Receipts of real replies: what they explain, and that no word of the person who asked is in them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.bootstrap import find_receipt, open_receipts
from service.domain import Basis, Mood, Outcome, Overstep, Reply, Verdict
from service.errors import NotFound, Stopped
from service.ingestion.safety import load_safety
from service.pipeline import FactChecker
from service.receipt import Answering, Matched, Receipt, Recognised, Ruled, Searched, Weighed, to_json
from service.settings import Settings
from service.triage.decision import OFF_SUBJECT
from tests.fakes import Ear
from tests.messages import OUTCOMES

SEVERAL = "My aunt Zebediah swears that ketamine cures depression. Ketamine is an anaesthetic. How fast does it work?"
PERU = "What is the capital of Peru?"
FREE = {"id", "at", "sha256", "version", "corpus_version"}
"""Keys whose values are random, a time, or a hash."""


def receipt_of(checker: FactChecker, settings: Settings, message: str, session_id: str | None = None) -> Receipt:
    reply = checker.reply(message, session_id=session_id)
    receipt = find_receipt(settings, reply.reply_id)
    assert receipt.outcome is reply.outcome
    return receipt


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string below a JSON value, with the name that it has there."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, below in value.items():
            yield from strings(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from strings(below, key)


@pytest.fixture(scope="module")
def vocabulary(checker: FactChecker, shipped: Settings) -> set[str]:
    """All that a receipt may say: ids of the corpus, labels, and names of facts."""
    corpus, policy = checker.corpus, load_safety(shipped.corpus_dir)
    kinds = {OFF_SUBJECT, *(each.id for each in policy.urgent), *(each.id for each in policy.personal)}
    kinds |= {each.id for each in policy.small_talk}
    labels = {str(label) for kind in (Basis, Mood, Outcome, Overstep, Verdict) for label in kind}
    facts = {"recognised", "searched", "matched", "weighed", "ruled", "answering", "held", "claim", "question"}
    return {*corpus.passages, *corpus.reviews, *kinds, *labels, *facts, *checker.models.values(), "extractive"}


@pytest.mark.parametrize("message", [*OUTCOMES.values(), SEVERAL, "hello there"])
def test_every_string_of_a_receipt_is_an_id_a_label_or_a_hash(
    checker: FactChecker, shipped: Settings, vocabulary: set[str], message: str
) -> None:
    document = json.loads(to_json(receipt_of(checker, shipped, message)))
    said = {value for key, value in strings(document) if key not in FREE}
    assert said - vocabulary == set()


def test_a_follow_up_brings_no_word_of_the_conversation(
    checker: FactChecker, shipped: Settings, vocabulary: set[str]
) -> None:
    first = checker.reply("Does ketamine cure depression?")
    document = json.loads(to_json(receipt_of(checker, shipped, "And for my Zebediah?", first.session_id)))
    assert {value for key, value in strings(document) if key not in FREE} - vocabulary == set()
    assert first.session_id not in json.dumps(document)


def test_a_receipt_tells_what_each_verdict_and_sentence_stands_on(checker: FactChecker, shipped: Settings) -> None:
    reply = checker.reply(SEVERAL)
    receipt = find_receipt(shipped, reply.reply_id)
    facts = receipt.facts
    searched = {f.part: [p.passage_id for p in f.passages] for f in facts if isinstance(f, Searched)}
    claims = {part.number: part for part in searched if part.kind == "claim"}
    ruled = {f.claim: f for f in facts if isinstance(f, Ruled)}
    assert ruled.keys() == claims.keys()
    for weighed in (f for f in facts if isinstance(f, Weighed)):
        read = [p.passage_id for p in weighed.passages]
        assert read == searched[claims[weighed.claim]][: len(read)] != []
        assert set(ruled[weighed.claim].quoted) <= set(read)
    for matched in (f for f in facts if isinstance(f, Matched)):
        assert ruled[matched.claim].review_id == matched.review_id
    kept = [(claims[n].span, f.verdict, f.confidence) for n, f in ruled.items() if not f.dropped]
    assert [(c.finding.claim.span, c.finding.verdict, c.finding.confidence) for c in reply.findings] == kept
    (question,) = [f for f in facts if isinstance(f, Answering)]
    (part,) = [part for part in searched if part.kind == "question"]
    assert set(question.passages) <= set(searched[part])
    cited = {citation.n: citation.quote.passage.id for citation in reply.citations}
    assert receipt.sentences == tuple(tuple(cited[n] for n in s.citations) for s in reply.sentences)
    assert (receipt.corpus_version, receipt.models) == (checker.corpus.version, checker.models)


def test_an_urgent_message_leaves_what_was_recognised_and_nothing_of_a_search(
    checker: FactChecker, shipped: Settings
) -> None:
    receipt = receipt_of(checker, shipped, OUTCOMES[Outcome.URGENT])
    (fact,) = receipt.facts
    assert isinstance(fact, Recognised)
    assert fact.outcome is Outcome.URGENT


def test_a_declined_request_leaves_the_facts_that_were_told_beside_it(checker: FactChecker, shipped: Settings) -> None:
    receipt = receipt_of(checker, shipped, "Should I take ketamine with my sertraline?")
    first, *rest = receipt.facts
    assert isinstance(first, Recognised)
    assert first.outcome is Outcome.DECLINED
    assert all(isinstance(fact, Searched | Answering) for fact in rest)


def test_where_nobody_waits_no_receipt_is_kept(checker: FactChecker, shipped: Settings) -> None:
    checker.reply(PERU)
    before = find_receipt(shipped, None)
    with pytest.raises(Stopped):
        checker.reply(SEVERAL, listener=Ear(stops_at=3))
    assert find_receipt(shipped, None) == before


def reply_of(checker: FactChecker, settings: Settings) -> Reply:
    """A reply of the same fact checker with the receipts of other settings."""
    with closing(open_receipts(settings, checker.models)) as receipts:
        return replace(checker, receipts=receipts).reply(PERU)


def test_words_are_kept_where_the_operator_chose_so(checker: FactChecker, shipped: Settings, tmp_path: Path) -> None:
    worded = shipped.model_copy(update={"receipts_file": tmp_path / "worded.sqlite", "receipts_keep_words": True})
    reply = reply_of(checker, worded)
    words = find_receipt(worded, reply.reply_id).words
    assert words is not None
    assert (words.message, words.reply) == (PERU, reply.text)


def test_none_is_kept_where_the_operator_chose_none(checker: FactChecker, shipped: Settings, tmp_path: Path) -> None:
    none = shipped.model_copy(update={"receipts_file": tmp_path / "none.sqlite", "receipt_ttl_seconds": 0})
    assert reply_of(checker, none).reply_id
    assert not (tmp_path / "none.sqlite").exists()
    with pytest.raises(NotFound, match="no receipts are kept: CAVEAT_RECEIPT_TTL_SECONDS is 0"):
        find_receipt(none, None)


def test_a_file_that_cannot_be_written_withholds_no_reply(
    checker: FactChecker, shipped: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    broken = shipped.model_copy(update={"receipts_file": tmp_path / "file" / "receipts.sqlite"})
    with caplog.at_level(logging.WARNING):
        assert reply_of(checker, broken).outcome is Outcome.OUT_OF_SCOPE
    assert "a reply has no receipt" in caplog.text


def test_an_id_that_no_reply_had_is_told(shipped: Settings) -> None:
    with pytest.raises(NotFound, match="no receipt has the id nobody, or its time is over"):
        find_receipt(shipped, "nobody")
