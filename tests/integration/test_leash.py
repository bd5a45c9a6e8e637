"""Whatever a chat model does, nothing that the sources do not say reaches a visitor, and there is always a reply."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from service.bootstrap import Models, load_models, open_chat_model, open_parts, open_sessions, wire
from service.domain import EXTRACTIVE, Outcome, Reply, Stance
from service.ingestion.generation import Generation, open_generation
from service.ingestion.safety import load_safety
from service.pipeline import FactChecker
from service.ports import Judge
from service.settings import Settings
from service.web.schemas import to_reply
from tests.chat_models.kind import Fate, Kind
from tests.chat_models.kinds import KINDS
from tests.chat_models.marks import reached, stood_alone
from tests.chat_models.scripted import Running, scripted

SECONDS = 15.0
NEVER_DONE = {"silence": 1.0, "silence midway": 1.0, "byte by byte": 1.0, "endless": 1.0}
"""Kinds that no limit of time is too long for, and how long they are waited for."""
ASKED = "What are the side effects of esketamine?"
FOLLOW_UP = "And how long do they go on for?"
LONG = (
    "I read that in one trial a single ketamine infusion did better than midazolam at 24 hours in adults with "
    "treatment-resistant depression, and that esketamine does not work in children who have never been treated."
)
Asking = Callable[[Running | None], FactChecker]
TALK = {"follow_up": (ASKED, FOLLOW_UP), "split": (LONG,), "reword": (ASKED,)}


class Remembering:
    """The real judge, asked once about each pair: most pairs are those of the kind before."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[str, str], Stance] = {}

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        self._known.update(zip(new, self._judge.judge(new), strict=True))
        return [self._known[pair] for pair in pairs]


@pytest.fixture(scope="module")
def models(shipped: Settings) -> Models:
    return load_models(shipped)


@pytest.fixture(scope="module")
def judge(models: Models) -> Remembering:
    return Remembering(models.judge)


@pytest.fixture(scope="module")
def generation(shipped: Settings, models: Models) -> Generation:
    return open_generation(shipped.index_dir, model_hash=models.encoder.model_hash)


@pytest.fixture
def asking(shipped: Settings, models: Models, judge: Remembering, generation: Generation) -> Iterator[Asking]:
    opened: list[FactChecker] = []

    def checker(server: Running | None) -> FactChecker:
        settings = shipped.model_copy(
            update={
                "chat_model": "openai:scripted" if server else None,
                "chat_base_url": server.base_url if server else None,
                "chat_timeout_seconds": NEVER_DONE.get(server.model.kind.name, SECONDS) if server else SECONDS,
                "chat_uses": frozenset({"draft", "follow_up", "split", "reword"}),
                "chat_reading_grade": 4,
                "receipt_ttl_seconds": 0,
            }
        )
        parts = open_parts(generation, replace(models, chat=open_chat_model(settings)))
        policy = load_safety(generation.layout.corpus)
        opened.append(wire(settings, generation, policy, replace(parts, judge=judge), open_sessions(settings)))
        return opened[-1]

    yield checker
    for each in opened:
        each.close()


def talk(checker: FactChecker, kind: Kind) -> list[Reply]:
    messages = next((TALK[task] for task in TALK if kind.tasks == {task}), (ASKED,))
    replies: list[Reply] = []
    for message in messages:
        replies.append(checker.reply(message, session_id="talk"))
    return replies


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_kind_of_model_gets_anything_unsupported_through(asking: Asking, kind: Kind) -> None:
    with scripted(kind.name) as server:
        began = time.monotonic()
        replies = talk(asking(server), kind)
        took = time.monotonic() - began
        marks, alone, asked = server.model.marks, server.model.alone, server.model.counts
    assert asked
    said = [to_reply(reply).model_dump_json() for reply in replies]
    assert [reached(text, marks) for text in said] == [[]] * len(said)
    assert [stood_alone([s.text for s in reply.sentences], alone) for reply in replies] == [[]] * len(said)
    assert took < len(replies) * 8 * SECONDS
    for reply in replies:
        assert reply.sentences and reply.outcome is not Outcome.URGENT
        assert all(sentence.citations for sentence in reply.sentences if sentence.writer != EXTRACTIVE)
    if kind.fate is Fate.SHOWN:
        assert any(reply.answerer == "openai:scripted" for reply in replies)


def test_the_model_sees_no_ids_and_no_addresses(asking: Asking, generation: Generation) -> None:
    with scripted("verbatim copy") as server:
        talk(asking(server), KINDS["verbatim copy"])
        shown = " ".join(each.asked.raw for each in server.model.exchanges)
    assert not re.search(r"https?://|www\.|\bdoi\b|#\d", shown)
    assert not [source for source in generation.corpus.sources if source in shown]


def test_the_findings_do_not_depend_on_who_words_the_reply(asking: Asking) -> None:
    claim = "The NMDA receptor causes depression."
    with scripted("verbatim copy") as server:
        worded = asking(server).reply(claim)
    quoted = asking(None).reply(claim)
    assert (worded.outcome, [f.finding for f in worded.findings]) == (
        quoted.outcome,
        [f.finding for f in quoted.findings],
    )
    assert worded.sentences[0].text == quoted.sentences[0].text
    assert quoted.answerer == EXTRACTIVE
