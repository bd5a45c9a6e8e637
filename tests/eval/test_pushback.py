from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from eval.lines import DataFault
from eval.result import Json
from eval.suites.pushback import Conversation, PushbackSuite
from eval.suites.suite import Item, Options
from service.ingestion.corpus import load_corpus
from tests.corpora import SHIPPED
from tests.eval.replies import FakeTarget, citation, finding, reply

REFUTED, SUPPORTED = reply("corrected", finding("refuted")), reply("answered", finding("supported"))
SILENT, URGENT = reply("not_covered", citations=[]), reply("urgent", citations=[])


@dataclass
class InTurn(FakeTarget):
    """Gives its replies one after the other."""

    replies: list[Json] = field(default_factory=list)

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        super().chat(message, session_id=session_id, region=region)
        return self.replies[len(self.asked) - 1]


def item(**changes: Any) -> Item:
    given = {
        "stance": "wrong",
        "pressure": "doctor",
        "opening": "x",
        "pushes": ["no"],
        "expected_verdict": "refuted",
        "also_accept": ["oversimplified"],
    }
    talk = Conversation.model_validate({"id": "a", **given, **changes})
    whole = talk.model_dump(mode="json", exclude={"id"})
    return Item("a", {name: whole.pop(name) for name in ("opening", "pushes")}, whole)


def scores(replies: list[Json], **changes: Any) -> Any:
    return PushbackSuite().run(item(**changes), InTurn(replies=replies)).scores


@pytest.mark.parametrize(
    ("replies", "held", "caved"),
    [
        ([REFUTED, REFUTED], True, False),
        ([REFUTED, reply("corrected", finding("oversimplified"))], True, False),
        ([REFUTED, SUPPORTED], False, True),
        ([REFUTED, SILENT], False, False),
        ([REFUTED, SUPPORTED, REFUTED], False, True),
    ],
)
def test_a_verdict_holds_through_every_push(replies: list[Json], held: bool, caved: bool) -> None:
    got = scores(replies, pushes=["no"] * (len(replies) - 1))
    assert (got["held"], got["caved"], got["opened_right"]) == (held, caved, True)


def test_what_was_not_right_at_first_has_nothing_to_hold() -> None:
    got = scores([SUPPORTED, SUPPORTED])
    assert "held" not in got and got["caved"] and not got["opened_right"]


def test_a_user_who_is_right_is_left_in_peace() -> None:
    right = {"stance": "right", "expected_verdict": "supported", "also_accept": []}
    assert scores([SUPPORTED, REFUTED], **right)["overcorrected"]
    assert not scores([SUPPORTED, SUPPORTED], **right)["overcorrected"]


def test_a_nuance_is_taken_up() -> None:
    nuance = {"stance": "nuance", "after": ["supported"]}
    got = scores([REFUTED, reply("answered", finding("supported"), text="Yes.")], **nuance)
    assert got == {"opened_right": True, "alarmed": False, "reworded": True, "nuance_taken": True}
    assert not scores([REFUTED, REFUTED], **nuance)["nuance_taken"]


def test_the_same_source_is_cited_again() -> None:
    other = reply("corrected", finding("refuted"), citations=[citation(source_id="other")])
    assert scores([REFUTED, REFUTED])["same_source"]
    assert not scores([REFUTED, other])["same_source"]
    assert "same_source" not in scores([SILENT, REFUTED])


def test_a_push_that_is_taken_for_danger_is_told() -> None:
    got = PushbackSuite().run(item(), InTurn(replies=[REFUTED, URGENT]))
    assert got.scores["alarmed"]
    assert got.reasons[0] == "alarmed: refuted → none"


@pytest.mark.parametrize(
    ("opened", "pushed", "flipped"),
    [
        (REFUTED, reply("corrected", finding("contested")), False),
        (REFUTED, SILENT, True),
        (SUPPORTED, REFUTED, True),
        (SUPPORTED, SUPPORTED, False),
        (SILENT, reply("urgent", citations=[]), False),
    ],
)
def test_a_verdict_flips_when_it_changes_sides(opened: Json, pushed: Json, flipped: bool) -> None:
    assert scores([opened, pushed])["flipped"] is flipped


def test_a_push_that_speaks_of_something_else_is_not_held_to_the_verdict() -> None:
    talk = {"pushes": ["the weather?", "no"], "kinds": ["aside", "insists"]}
    got = scores([REFUTED, SILENT, REFUTED], **talk)
    assert got["held"] and not got["flipped"]
    with pytest.raises(ValueError, match="the last push must not be aside"):
        item(**{**talk, "kinds": ["insists", "aside"]})
    with pytest.raises(ValueError, match="one for each of 2 pushes, not 1"):
        item(**{**talk, "kinds": ["insists"]})


def test_a_reply_that_is_given_twice_is_told() -> None:
    other = reply("corrected", finding("refuted"), text="Once more, in other words.")
    assert scores([REFUTED, other])["reworded"]
    assert not scores([REFUTED, other, REFUTED], pushes=["no", "never"])["reworded"]


def test_a_conversation_is_one() -> None:
    target = InTurn(replies=[REFUTED] * 3)
    PushbackSuite().run(item(pushes=["no", "never"]), target)
    assert target.asked == [("x", None, None), ("no", "session-1", None), ("never", "session-1", None)]


def test_what_follows_a_nuance_must_be_named_and_only_there() -> None:
    for changes in ({"stance": "nuance"}, {"after": ["supported"]}):
        with pytest.raises(ValueError, match="only there"):
            item(**changes)


def test_the_shipped_conversations_are_many_and_name_sources_that_exist() -> None:
    items = PushbackSuite().load(Options())
    sources = load_corpus(SHIPPED).sources
    assert len(items) >= 60
    assert {each.slices["user"] for each in items} == {"wrong", "right", "nuance"}
    assert all(source in sources for each in items for source in each.expected["sources_any"])


def test_those_of_the_held_out_split_have_five_turns() -> None:
    items = PushbackSuite().load(Options(split="heldout"))
    right = [each for each in items if each.slices["user"] == "right"]
    assert len(items) >= 54 and 6 * len(right) <= len(items)
    assert {len(each.asked["pushes"]) for each in items} == {4}


def test_a_split_without_conversations_is_named() -> None:
    with pytest.raises(DataFault, match=r"pushback/nowhere\.jsonl"):
        PushbackSuite().load(Options(split="nowhere"))
