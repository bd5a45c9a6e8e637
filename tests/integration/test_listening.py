"""What a listener hears is what the reply holds, whatever the outcome."""

from __future__ import annotations

import pytest

from service.domain import Citation, Outcome, Sentence, Stage
from service.errors import Stopped
from service.pipeline import FactChecker
from tests.fakes import Ear
from tests.messages import OUTCOMES

CLAIM = "The NMDA receptor causes depression."


@pytest.mark.parametrize(("outcome", "message"), OUTCOMES.items())
def test_a_listener_hears_the_very_reply(checker: FactChecker, outcome: Outcome, message: str) -> None:
    ear = Ear()
    reply = checker.reply(message, listener=ear)
    assert reply.outcome is outcome
    assert tuple(ear.sentences) == reply.sentences
    assert tuple(ear.citations) == reply.citations
    assert ear.stages == [stage for stage in Stage if stage in ear.stages]
    assert ear.stages[0] is Stage.TRIAGE
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
    whole = Ear()
    checker.reply(CLAIM, listener=whole)
    assert whole.stages == list(Stage)
    for at in (0, 2, len(whole.heard) - 1):
        stopped = Ear(stops_at=at)
        with pytest.raises(Stopped):
            checker.reply(CLAIM, session_id=f"stopped-{at}", listener=stopped)
        assert stopped.heard == whole.heard[:at]
        assert not checker.forget(f"stopped-{at}")
