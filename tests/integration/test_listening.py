"""What a listener hears of a reply, and that it can end the work; `test_doors.py` has every outcome."""

from __future__ import annotations

import pytest

from service.domain import Citation, Outcome, Sentence, Stage
from service.errors import Stopped
from service.pipeline import FactChecker
from tests.fakes import Ear
from tests.messages import OUTCOMES

CLAIM = "The NMDA receptor causes depression."


def test_a_listener_hears_the_very_reply_each_citation_before_a_sentence_that_has_its_number(
    checker: FactChecker,
) -> None:
    ear = Ear()
    reply = checker.reply(CLAIM, listener=ear)
    assert tuple(ear.sentences) == reply.sentences
    assert tuple(ear.citations) == reply.citations
    assert ear.stages == list(Stage)
    for at, heard in enumerate(ear.heard):
        told = {earlier.n for earlier in ear.heard[:at] if isinstance(earlier, Citation)}
        assert not isinstance(heard, Sentence) or set(heard.citations) <= told


def test_a_question_that_turns_out_to_be_off_the_subject_was_told_nothing_else(checker: FactChecker) -> None:
    ear = Ear()
    reply = checker.reply("How deep is the tread depression on a bicycle tyre?", listener=ear)
    assert reply.outcome is Outcome.OUT_OF_SCOPE
    assert tuple(ear.sentences) == reply.sentences


def test_an_urgent_message_is_told_after_triage_alone(checker: FactChecker) -> None:
    ear = Ear()
    checker.reply(OUTCOMES[Outcome.URGENT], listener=ear)
    assert ear.stages == [Stage.TRIAGE]


def test_where_nobody_waits_the_work_ends_and_the_turn_is_not_kept(checker: FactChecker) -> None:
    for at in (0, 2, len(Stage) + 1):
        stopped = Ear(stops_at=at)
        with pytest.raises(Stopped):
            checker.reply(CLAIM, session_id=f"stopped-{at}", listener=stopped)
        assert len(stopped.heard) == at
        assert not checker.forget(f"stopped-{at}")
