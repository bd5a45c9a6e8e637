from __future__ import annotations

from eval.result import Json
from eval.runner import run_item
from eval.suites.premises import PremisesSuite
from eval.suites.suite import Item
from eval.targets.openings import Openings
from eval.targets.recorded import Recorder
from eval.targets.target import TargetFault
from tests.eval.replies import FakeTarget, reply


def test_a_first_message_is_asked_once_and_its_reply_kept_in_both_records() -> None:
    target, openings = FakeTarget(), Openings()
    for _ in range(2):
        recorder = Recorder(target, {}, openings)
        assert recorder.chat("x") == reply()
        assert recorder.exchanges == [{"call": ["chat", "x", None, None], "said": reply()}]
    assert target.asked == [("x", None, None)]


def test_another_region_is_another_message() -> None:
    target = FakeTarget()
    recorder = Recorder(target, {}, Openings())
    recorder.chat("x")
    recorder.chat("x", region="GB")
    assert len(target.asked) == 2


class Sessions(FakeTarget):
    """Opens session 1, session 2 and so on, as the service does."""

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        said = super().chat(message, session_id=session_id, region=region)
        opened = sum(asked is None for _, asked, _ in self.asked)
        return {**said, "session_id": session_id or f"session-{opened}"}


def test_a_conversation_goes_on_in_a_session_of_its_own() -> None:
    target, openings = Sessions(), Openings()
    for _ in range(2):
        recorder = Recorder(target, {}, openings)
        recorder.chat("x")
        recorder.chat("y", session_id="session-1")
        recorder.chat("z", session_id="session-1")
        assert [exchange["call"][1:3] for exchange in recorder.exchanges] == [
            ["x", None],
            ["y", "session-1"],
            ["z", "session-1"],
        ]
    first = [("x", None, None), ("y", "session-1", None), ("z", "session-1", None)]
    second = [("x", None, None), ("y", "session-2", None), ("z", "session-2", None)]
    assert target.asked == first + second


def test_a_fault_is_not_kept() -> None:
    target = FakeTarget({"x": TargetFault("HTTP 500")})
    openings = Openings()
    item = Item("a", {"text": "x"}, {"false_premise": True})
    for _ in range(2):
        run_item(PremisesSuite(), item, target, {}, openings)
    assert len(target.asked) == 2


def test_a_reply_that_is_given_again_counts_with_its_first_time() -> None:
    openings = Openings()
    openings.keep(("chat", "x", None, None), reply(), 5000.0)
    result = run_item(PremisesSuite(), Item("a", {"text": "x"}, {"false_premise": True}), FakeTarget(), {}, openings)
    assert result.took_ms is not None and 5000 <= result.took_ms < 6000
