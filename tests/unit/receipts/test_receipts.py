"""What goes into a receipt, and what becomes of a store that fails."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from hashlib import sha256

import pytest

from service.errors import PartUnavailable
from service.receipt import Receipt, from_json, to_json
from service.receipts.receipts import Receipts
from tests.fakes import SteppingClock
from tests.receipts import RECEIPT
from tests.web.edges import REPLY

MESSAGE = "Does aspirin cure warts? 🙂"


@dataclass
class Shelf:
    """A store in memory; `fails` is raised by the next put."""

    fails: Exception | None = None
    kept: list[Receipt] = field(default_factory=list)

    def put(self, receipt: Receipt) -> None:
        if self.fails:
            raise self.fails
        self.kept.append(receipt)

    def get(self, reply_id: str) -> Receipt | None:
        return next((each for each in self.kept if each.id == reply_id), None)

    def close(self) -> None:
        self.kept.clear()

    def newest(self) -> Receipt | None:
        return self.kept[-1] if self.kept else None


def receipts(shelf: Shelf | None, *, keep_words: bool = False) -> Receipts:
    return Receipts(shelf, SteppingClock(), {"judge": "1" * 64}, keep_words=keep_words)


def test_a_receipt_holds_how_the_reply_came_about_and_no_word_of_it() -> None:
    shelf = Shelf()
    receipts(shelf).keep(MESSAGE, REPLY, RECEIPT.facts)
    (kept,) = shelf.kept
    assert (kept.id, kept.outcome, kept.corpus_version, kept.answerer) == (
        "reply-0001",
        "corrected",
        "test",
        "extractive",
    )
    assert kept.facts == RECEIPT.facts
    assert kept.sentences == (("trial#1",), ())
    assert kept.words is None
    for text in (MESSAGE, REPLY.session_id, *REPLY.not_covered, *(sentence.text for sentence in REPLY.sentences)):
        assert text not in to_json(kept)


def test_the_mark_shows_which_message_it_was_to_whoever_has_it() -> None:
    shelf = Shelf()
    receipts(shelf).keep(MESSAGE, REPLY, ())
    assert shelf.kept[0].message.chars == 26
    assert shelf.kept[0].message.sha256 == sha256(f"reply-0001\n{MESSAGE}".encode()).hexdigest()


def test_words_are_kept_where_the_operator_chose_so() -> None:
    shelf = Shelf()
    receipts(shelf, keep_words=True).keep(MESSAGE, REPLY, ())
    assert shelf.kept[0].words is not None
    assert (shelf.kept[0].words.message, shelf.kept[0].words.reply) == (MESSAGE, "Fact first. [1] Ask a pharmacist.")


def test_a_store_that_fails_is_logged_and_withholds_no_reply(caplog: pytest.LogCaptureFixture) -> None:
    receipts(Shelf(fails=PartUnavailable("the disk is full"))).keep(MESSAGE, REPLY, ())
    assert caplog.record_tuples == [
        ("caveat.receipts", logging.WARNING, "a reply has no receipt: the disk is full"),
    ]


def test_every_kind_of_fact_goes_to_json_and_back() -> None:
    assert from_json(to_json(RECEIPT)) == RECEIPT
