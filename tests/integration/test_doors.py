"""One message by every door of a real server: plain, as events, and in OpenAI's shape, streamed and not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import openai
import pytest

from service.bootstrap import build
from service.domain import Outcome
from service.pipeline import FactChecker
from service.settings import Settings
from service.web.app import create_app
from service.web.live import LiveChecker
from tests.chat_models.scripted import scripted
from tests.messages import OUTCOMES
from tests.web.edges import make_settings
from tests.web.serving import events, serving

SAME = ("outcome", "sentences", "citations", "findings", "not_covered", "next_steps", "corpus_version", "answerer")
CONVERSATION = ("Does ketamine help adults with depression?", "and teenagers?", "are you sure?")


@pytest.fixture(scope="module", params=[None, "fair paraphrase", "wrong number"], ids=str)
def worded(request: pytest.FixtureRequest, shipped: Settings, checker: FactChecker) -> Iterator[FactChecker]:
    """A fact checker without a chat model, with one that is fair, and with one that is not."""
    if request.param is None:
        yield checker
        return
    with scripted(request.param) as server:
        chat = {"chat_model": "openai:scripted", "chat_base_url": server.base_url, "chat_uses": frozenset({"draft"})}
        with closing(build(shipped.model_copy(update=chat))) as made:
            yield made


@pytest.fixture(scope="module")
def http(worded: FactChecker) -> Iterator[httpx.Client]:
    live = LiveChecker(lambda: worded, lambda: "one", poll_seconds=60)
    live.refresh()
    with (
        serving(create_app(make_settings(), live)) as address,
        httpx.Client(base_url=address.url, timeout=120) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def client(http: httpx.Client) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{http.base_url}/v1", api_key="none", timeout=120, max_retries=0) as client:
        yield client


def same(reply: dict[str, Any]) -> dict[str, Any]:
    return {name: reply[name] for name in SAME}


@pytest.mark.parametrize(("outcome", "message"), OUTCOMES.items())
def test_every_door_says_the_same(http: httpx.Client, client: openai.OpenAI, outcome: Outcome, message: str) -> None:
    plain = http.post("/v1/chat", json={"message": message}).json()
    assert plain["outcome"] == outcome

    streamed = http.post("/v1/chat", json={"message": message}, headers={"Accept": "text/event-stream"})
    told = list(events(streamed.text.splitlines()))
    assert same(told[-1].data) == same(plain)
    assert [event.data for event in told if event.name == "sentence"] == plain["sentences"]
    assert [event.data for event in told if event.name == "citation"] == plain["citations"]

    whole = client.chat.completions.create(model="caveat", messages=[{"role": "user", "content": message}])
    assert same(whole.model_extra or {}) == same(plain)
    assert whole.choices[0].message.content == plain["text"]

    chunks = list(
        client.chat.completions.create(model="caveat", messages=[{"role": "user", "content": message}], stream=True)
    )
    assert same(chunks[-1].model_extra or {}) == same(plain)
    assert len(chunks) == len(plain["sentences"]) + 1
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == plain["text"]


def test_a_conversation_that_is_sent_whole_is_read_like_one_that_is_kept(
    http: httpx.Client, client: openai.OpenAI
) -> None:
    session: dict[str, str] = {}
    history: list[Any] = []
    for message in CONVERSATION:
        kept = http.post("/v1/chat", json={"message": message, **session}).json()
        session = {"session_id": kept["session_id"]}
        history.append({"role": "user", "content": message})
        sent = client.chat.completions.create(model="caveat", messages=history)
        history.append({"role": "assistant", "content": sent.choices[0].message.content})
        assert same(sent.model_extra or {}) == same(kept)
    assert "dwyer2021" in {citation["source_id"] for citation in kept["citations"]}


def test_an_urgent_message_is_no_part_of_a_conversation(checker: FactChecker) -> None:
    asked, urgent, follow_up = CONVERSATION[0], OUTCOMES[Outcome.URGENT], CONVERSATION[1]
    with_it = checker.reply(follow_up, earlier=(asked, urgent))
    without = checker.reply(follow_up, earlier=(asked,))
    assert with_it.sentences == without.sentences
    assert "dwyer2021" in {citation.source.id for citation in without.citations}
    assert not checker.forget(with_it.session_id)
