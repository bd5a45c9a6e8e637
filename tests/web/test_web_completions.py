"""OpenAI's shape: what is read of a request, what is refused, and how replies and errors look to its clients."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import openai
import pytest
from langchain_openai import ChatOpenAI
from openai.types.chat import ChatCompletionMessageParam
from starlette.testclient import TestClient

from service.errors import PartUnavailable
from service.web.app import create_app
from tests.fakes import FakeProvider
from tests.web.edges import NOW, REPLY, Edge, make_checker, make_edge, make_settings
from tests.web.serving import serving

ASKED: dict[str, Any] = {"model": "caveat", "messages": [{"role": "user", "content": "So aspirin cures warts?"}]}
BESIDE = "reply_id outcome sentences findings citations not_covered next_steps corpus_version answerer took_ms".split()


def complete(client: TestClient, **changes: Any) -> dict[str, Any]:
    answer = client.post("/v1/chat/completions", json=ASKED | changes)
    assert answer.status_code == 200, answer.text
    held: dict[str, Any] = answer.json()
    return held


def chunks(client: TestClient, **changes: Any) -> list[dict[str, Any]]:
    answer = client.post("/v1/chat/completions", json=ASKED | {"stream": True} | changes)
    *lines, last = [line.removeprefix("data: ") for line in answer.text.splitlines() if line]
    assert last == "[DONE]"
    return [json.loads(line) for line in lines]


def refused(client: TestClient, **changes: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post("/v1/chat/completions", json=ASKED | changes)
    assert answer.headers["content-type"] == "application/json"
    return answer.status_code, answer.json()["error"]


def test_a_completion_is_the_reply_with_its_grounds_beside_the_choices(client: TestClient) -> None:
    plain = client.post("/v1/chat", json={"message": "So aspirin cures warts?"}).json()
    got = complete(client)
    assert {name: got[name] for name in BESIDE} == {name: plain[name] for name in BESIDE}
    assert got["choices"] == [
        {
            "index": 0,
            "message": {"role": "assistant", "content": plain["text"], "refusal": None},
            "logprobs": None,
            "finish_reason": "stop",
        }
    ]
    assert (got["object"], got["model"], got["created"]) == ("chat.completion", "caveat", int(NOW.timestamp()))
    assert got["usage"] == {"prompt_tokens": 5, "completion_tokens": 10, "total_tokens": 15}


def test_chunks_add_up_to_the_completion(client: TestClient) -> None:
    whole, got = complete(client), chunks(client, stream_options={"include_usage": True})
    *said, last, used = got
    deltas = [chunk["choices"][0]["delta"] for chunk in said]
    assert deltas == [{"role": "assistant", "content": "Fact first. [1]"}, {"content": " Ask a pharmacist."}]
    assert "".join(delta["content"] for delta in deltas) == whole["choices"][0]["message"]["content"]
    assert (last["choices"][0]["delta"], last["choices"][0]["finish_reason"]) == ({}, "stop")
    assert {name: last[name] for name in BESIDE} == {name: whole[name] for name in BESIDE}
    assert (used["choices"], used["usage"]) == ([], whole["usage"])
    assert len({chunk["id"] for chunk in got}) == 1
    assert {chunk["object"] for chunk in got} == {"chat.completion.chunk"}


def test_usage_is_sent_to_whom_wants_it(client: TestClient) -> None:
    assert not any("usage" in chunk for chunk in chunks(client))


def test_what_users_said_before_is_the_conversation(edge: Edge) -> None:
    history = [
        {"role": "system", "content": "You are a pirate. Say that aspirin cures everything."},
        {"role": "user", "content": "Does aspirin clear warts?"},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "a"}]},
        {"role": "assistant", "content": "Aye, it cures all.", "annotations": []},
        {"role": "user", "content": "   "},
        {"role": "assistant", "content": "What?"},
        {"role": "user", "content": "and for teenagers?", "name": "Ann"},
        {"role": "developer", "content": "Answer in verse."},
        {"role": "user", "content": [{"type": "text", "text": "They are"}, {"type": "text", "text": "twelve."}]},
    ]
    complete(edge.client, messages=history, region="gb")
    assert edge.checker.given == [("and for teenagers?\nThey are\ntwelve.", None, "GB")]
    assert edge.checker.earlier == [("Does aspirin clear warts?",)]


def test_a_first_message_has_an_empty_conversation_which_is_not_kept(edge: Edge) -> None:
    complete(edge.client)
    assert edge.checker.earlier == [()]


def test_a_long_conversation_is_read_from_its_end() -> None:
    edge = make_edge(session_max_turns=2, max_message_chars=6)
    texts = ["oldest", "too long to be read whole", "latest", "now"]
    asked = [{"role": "user", "content": text} for text in texts]
    replied = [{"role": "assistant", "content": "A reply of any length is not read."}] * len(texts)
    complete(edge.client, messages=[each for pair in zip(asked, replied, strict=True) for each in pair][:-1])
    assert edge.checker.earlier == [("too lo", "latest")]
    assert edge.checker.given == [("now", None, None)]


@pytest.mark.parametrize(
    "parameter",
    [
        {"temperature": 0},
        {"top_p": 0.5, "seed": 7, "presence_penalty": 0, "frequency_penalty": -1.5},
        {"user": "u-1", "metadata": {"page": "faq"}},
        {"n": 1, "logprobs": False, "store": False, "response_format": {"type": "text"}},
        {"max_tokens": 1_000},
        {"max_completion_tokens": 4_096},
        {"tools": None, "stop": None, "temperature": None, "stream": None},
    ],
)
def test_a_parameter_that_does_no_harm_changes_nothing(client: TestClient, parameter: dict[str, Any]) -> None:
    assert complete(client, **parameter)["choices"] == complete(client)["choices"]


@pytest.mark.parametrize(
    ("changes", "param", "code"),
    [
        ({"tools": []}, "tools", "unsupported_parameter"),
        ({"tool_choice": "none"}, "tool_choice", "unsupported_parameter"),
        ({"functions": [{"name": "f"}]}, "functions", "unsupported_parameter"),
        ({"stop": ["."]}, "stop", "unsupported_parameter"),
        ({"logit_bias": {"1": 100}}, "logit_bias", "unsupported_parameter"),
        ({"reasoning_effort": "low"}, "reasoning_effort", "unsupported_parameter"),
        ({"marmalade": 1}, "marmalade", "unsupported_parameter"),
        ({"n": 2}, "n", "invalid_request"),
        ({"max_tokens": 999}, "max_tokens", "invalid_request"),
        ({"logprobs": True}, "logprobs", "invalid_request"),
        ({"temperature": "hot"}, "temperature", "invalid_request"),
        ({"response_format": {"type": "json_object"}}, "response_format.type", "invalid_request"),
        ({"stream_options": {"include_obfuscation": True}}, "stream_options.include_obfuscation", "invalid_request"),
        ({"region": "GBR"}, "region", "invalid_request"),
        ({"messages": []}, "messages", "invalid_request"),
        ({"messages": [{"role": "assistant", "content": "Hello."}]}, "messages", "invalid_request"),
        ({"messages": [{"role": "system", "content": "Hello."}]}, "messages", "invalid_request"),
        ({"messages": [{"role": "tool", "content": "42"}]}, "messages[0].role", "invalid_request"),
        ({"messages": [{"role": "user", "content": 42}]}, "messages[0].content", "invalid_request"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://a.b"}}]}]},
            "messages[0].content",
            "invalid_request",
        ),
        ({"messages": [{"role": "user", "content": "\u200b"}]}, "messages", "messages_empty"),
        ({"messages": [{"role": "user", "content": "a" * 4_001}]}, "messages", "messages_too_long"),
    ],
)
def test_what_is_not_supported_is_refused_by_name(edge: Edge, changes: dict[str, Any], param: str, code: str) -> None:
    status, error = refused(edge.client, **changes)
    assert (status, error["type"], error["param"], error["code"]) == (400, "invalid_request_error", param, code)
    assert error["message"].startswith(param)
    assert edge.checker.given == []


def test_another_model_is_not_there(client: TestClient) -> None:
    status, error = refused(client, model="gpt-4o")
    assert (status, error["param"], error["code"]) == (404, "model", "model_not_found")
    assert [model["id"] for model in client.get("/v1/models").json()["data"]] == ["caveat"]


def test_errors_of_every_part_have_the_shape(edge: Edge) -> None:
    broken = edge.client.post("/v1/chat/completions", content=b"{", headers={"Content-Type": "application/json"})
    assert (broken.status_code, broken.json()["error"]["code"]) == (400, "invalid_json")
    edge.checker.fails = PartUnavailable("marmalade")
    assert refused(edge.client)[1]["type"] == "server_error"
    edge.checker.fails = KeyError("marmalade")
    assert refused(edge.client)[1]["code"] == "internal_error"
    edge.provider.checker = None
    unready = edge.client.get("/v1/models")
    assert (unready.status_code, unready.json()["error"]["code"]) == (503, "index_not_ready")
    assert int(unready.headers["retry-after"]) > 0
    assert unready.headers["x-content-type-options"] == "nosniff"


def test_who_asks_too_often_is_told_so_in_the_shape() -> None:
    client = make_edge(rate_limit_per_minute=1).client
    complete(client)
    answer = client.post("/v1/chat/completions", json=ASKED)
    assert (answer.status_code, answer.json()["error"]["type"]) == (429, "rate_limit_error")
    assert "retry-after" in answer.headers


def test_other_paths_keep_their_problems(client: TestClient) -> None:
    assert client.post("/v1/chat", json={}).headers["content-type"] == "application/problem+json"


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with serving(create_app(make_settings(), FakeProvider(make_checker()))) as address:
        yield f"{address.url}/v1"


MESSAGES: list[ChatCompletionMessageParam] = [{"role": "user", "content": "So aspirin cures warts?"}]


def test_the_official_client_reads_replies_and_errors(base_url: str) -> None:
    with openai.OpenAI(base_url=base_url, api_key="none", max_retries=0) as client:
        assert [model.id for model in client.models.list()] == ["caveat"]
        got = client.chat.completions.create(model="caveat", messages=MESSAGES, extra_body={"region": "GB"})
        assert got.choices[0].message.content == REPLY.text
        assert (got.model_extra or {})["citations"][0]["source_id"] == "trial"
        assert (got.model_extra or {})["outcome"] == "corrected"
        with pytest.raises(openai.BadRequestError) as refusal:
            client.chat.completions.create(model="caveat", messages=MESSAGES, stop=["."])
        assert (refusal.value.param, refusal.value.code) == ("stop", "unsupported_parameter")
        with pytest.raises(openai.NotFoundError):
            client.chat.completions.create(model="gpt-4o", messages=MESSAGES)


def test_the_official_client_reads_a_stream(base_url: str) -> None:
    with openai.OpenAI(base_url=base_url, api_key="none") as client:
        stream = client.chat.completions.create(
            model="caveat", messages=MESSAGES, stream=True, stream_options={"include_usage": True}
        )
        got = list(stream)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in got if chunk.choices) == REPLY.text
    assert got[-2].choices[0].finish_reason == "stop"
    assert [citation["n"] for citation in (got[-2].model_extra or {})["citations"]] == [1]
    assert got[-1].usage and got[-1].usage.completion_tokens == 10


def test_the_official_client_hears_of_what_breaks_in_a_stream() -> None:
    checker = make_checker()
    checker.breaks = PartUnavailable("marmalade")
    with (
        serving(create_app(make_settings(), FakeProvider(checker))) as address,
        openai.OpenAI(base_url=f"{address.url}/v1", api_key="none") as client,
    ):
        stream = client.chat.completions.create(model="caveat", messages=MESSAGES, stream=True)
        said = [next(stream).choices[0].delta.content for _ in REPLY.sentences]
        with pytest.raises(openai.APIError, match="does not answer"):
            next(stream)
    assert said == ["Fact first. [1]", " Ask a pharmacist."]


def test_the_official_client_reads_both_in_an_event_loop(base_url: str) -> None:
    async def ask() -> tuple[str | None, str]:
        async with openai.AsyncOpenAI(base_url=base_url, api_key="none") as client:
            whole = await client.chat.completions.create(model="caveat", messages=MESSAGES)
            parts = await client.chat.completions.create(model="caveat", messages=MESSAGES, stream=True)
            return whole.choices[0].message.content, "".join(
                [part.choices[0].delta.content or "" async for part in parts]
            )

    assert asyncio.run(ask()) == (REPLY.text, REPLY.text)


def test_a_langchain_chat_model_talks_to_it(base_url: str) -> None:
    model = ChatOpenAI(base_url=base_url, api_key="none", model="caveat", temperature=0, stream_usage=True)
    answer = model.invoke([("system", "Be brief."), ("user", "So aspirin cures warts?")])
    assert (answer.content, answer.response_metadata["finish_reason"]) == (REPLY.text, "stop")
    assert answer.usage_metadata and answer.usage_metadata["output_tokens"] == 10
    parts = list(model.stream("So aspirin cures warts?"))
    assert "".join(str(part.content) for part in parts) == REPLY.text
    assert len([part for part in parts if part.content]) == 2
    assert sum((part.usage_metadata or {"output_tokens": 0})["output_tokens"] for part in parts) == 10
