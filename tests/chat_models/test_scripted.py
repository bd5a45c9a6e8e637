"""The scripted server itself, asked by OpenAI's own client."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from threading import Thread

import httpx
import openai
import pytest
from openai import OpenAI
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tests.chat_models.asking import DRAFT, PASSAGES, TASKS, Json, client_of, messages, streamed, texts, whole
from tests.chat_models.behaviour import Pace
from tests.chat_models.kind import Fate, Kind
from tests.chat_models.kinds import ALL, FORMS, GOOD, HELPING, KINDS, WRITING, by_name
from tests.chat_models.marks import reached, stood_alone
from tests.chat_models.scripted import Running, scripted

Asks = Callable[[OpenAI, Json], str]
SPOKEN = [name for name, kind in KINDS.items() if kind.tasks == WRITING and name != "10 MB"]
MISSHAPEN = [kind.name for kind in FORMS if kind.name != "same key twice"]
BROKEN = {
    "429": openai.RateLimitError,
    "500": openai.InternalServerError,
    "503": openai.InternalServerError,
    "401": openai.AuthenticationError,
    "404": openai.NotFoundError,
    "400": openai.BadRequestError,
    "redirect loop": openai.APIConnectionError,
    "not gzip": openai.APIConnectionError,
    "not UTF-8": UnicodeDecodeError,
    "malformed events": json.JSONDecodeError,
    "closed midway": openai.APIConnectionError,
    "reset midway": openai.APIConnectionError,
    "reset at once": openai.APIConnectionError,
    "silence": openai.APITimeoutError,
    "silence midway": openai.APITimeoutError,
    "byte by byte": openai.APITimeoutError,
}


class Cited(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    text: str
    passages: list[str]


class Reply(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    sentences: list[Cited] = Field(min_length=1)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with scripted(pace=Pace(hang_s=20, drip_s=1)) as running:
        yield running


@pytest.fixture(scope="module")
def client(server: Running) -> Iterator[OpenAI]:
    with client_of(server.base_url) as client:
        yield client


@pytest.fixture(params=[whole, streamed], ids=["whole", "streamed"])
def ask(request: pytest.FixtureRequest) -> Asks:
    asks: Asks = request.param
    return asks


def told(reply: str) -> str:
    """The texts of a draft, then the tokens that they cite."""
    sentences = json.loads(reply)["sentences"]
    return " ".join(
        [*(each["text"] for each in sentences), *(token for each in sentences for token in each["passages"])]
    )


def known_again(server: Running, text: str, *sentences: str) -> list[str]:
    """What must not reach a visitor, and stands in a text or is one of the sentences."""
    return [*reached(text, server.model.marks), *stood_alone(sentences, server.model.alone)]


def test_kinds_have_names_of_their_own_and_most_are_to_be_stopped() -> None:
    assert sum(kind.fate is Fate.STOPPED for kind in KINDS.values()) >= 40
    assert all(kind.does and kind.never and kind.tasks <= ALL for kind in KINDS.values())
    with pytest.raises(ValueError, match="two kinds"):
        by_name([*GOOD, *GOOD])


def test_an_honest_model_copies(server: Running, client: OpenAI, ask: Asks) -> None:
    server.model.play("verbatim copy")
    assert texts(ask(client, DRAFT)) == list(PASSAGES)
    assert server.model.marks == ()


def test_an_honest_model_does_what_helps(server: Running, client: OpenAI) -> None:
    server.model.play("verbatim copy")
    replies = {name: json.loads(whole(client, TASKS[name])) for name in ("follow_up", "split", "reword")}
    assert replies == {
        "follow_up": {"question": "Does ketamine help? And for children?"},
        "split": {"claims": ["Ketamine may help 64 % of people.", "it is not a cure."]},
        "reword": {"text": "Ketamine may help 64 % of people and is not a cure."},
    }


def test_a_fair_paraphrase_says_the_same_in_another_order(server: Running, client: OpenAI) -> None:
    server.model.play("fair paraphrase")
    first = texts(whole(client, DRAFT))[0]
    assert first.startswith("64 % responded") and first.endswith(
        "midazolam, in a 2022 trial in 40 adults with depression."
    )


@pytest.mark.parametrize("name", SPOKEN)
def test_a_lie_has_its_marks_and_the_truth_has_none(server: Running, client: OpenAI, name: str) -> None:
    truth = " ".join([*PASSAGES, str(DRAFT["message"])])
    for task in sorted(WRITING):
        server.model.play(name)
        reply = whole(client, TASKS[task])
        assert known_again(server, told(reply), *texts(reply)) == [*server.model.marks, *server.model.alone] != []
        assert known_again(server, truth, *PASSAGES) == []


@pytest.mark.parametrize("name", SPOKEN)
def test_a_lie_is_found_for_any_passage_and_none_without(server: Running, client: OpenAI, name: str) -> None:
    server.model.play(name)
    reply = whole(client, {**DRAFT, "passages": [{"passage": "q", "text": "Sleep is good."}]})
    assert known_again(server, told(reply), *texts(reply)) == [*server.model.marks, *server.model.alone] != []
    assert texts(whole(client, {**DRAFT, "passages": []})) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("wrong number", "27 % responded"),
        ("changed unit", "within 24 weeks"),
        ("percent for points", "64 percentage points responded"),
        ("arms exchanged", "28 % responded within 24 hours of one ketamine infusion and 64 % after"),
        ("dropped negation", "ketamine did change sleep"),
        ("added negation", "may not help"),
        ("may to does", "does help"),
        ("associated to causes", "caused dizziness"),
        ("some to all", "help all animals"),
        ("short to lasting", "for good"),
        ("swapped drug", "one lithium infusion"),
        ("near drug", "one esketamine infusion"),
        ("swapped population", "40 children with"),
        ("swapped illness", "adults with schizophrenia"),
        ("mice to people", "study in people"),
        ("left-out animals", "Ketamine did not change sleep"),
        ("left-out population", "days. 64 % responded"),
        ("treatments exchanged", "one midazolam infusion and 28 % after ketamine"),
        ("spliced", "In a 2010 study in rats, 64 % responded"),
    ],
)
def test_what_is_turned_is_what_the_kind_is_named_for(server: Running, client: OpenAI, name: str, says: str) -> None:
    server.model.play(name)
    assert says in told(whole(client, DRAFT))


@pytest.mark.parametrize("kind", HELPING, ids=lambda kind: kind.name)
def test_a_kind_that_helps_badly_drafts_honestly(server: Running, client: OpenAI, kind: Kind) -> None:
    (task,) = kind.tasks
    server.model.play("verbatim copy")
    honest = whole(client, TASKS[task])
    server.model.play(kind.name)
    assert whole(client, TASKS[task]) != honest
    assert texts(whole(client, DRAFT)) == list(PASSAGES)


@pytest.mark.parametrize("name", MISSHAPEN)
def test_a_reply_of_a_wrong_form_is_one_in_both_ways(server: Running, client: OpenAI, ask: Asks, name: str) -> None:
    server.model.play(name)
    with pytest.raises(ValidationError):
        Reply.model_validate_json(ask(client, DRAFT))


@pytest.mark.parametrize(
    ("name", "mended"),
    [("mends its form", list(PASSAGES)), ("mends into a lie", ["It cures nine of ten people with migraine for good."])],
)
def test_a_model_may_mend_its_reply(server: Running, client: OpenAI, name: str, mended: list[str]) -> None:
    server.model.play(name)
    assert texts(whole(client, DRAFT, "no JSON")) == mended
    assert server.model.exchanges[-1].asked.repairs == 1


def test_a_model_may_mend_its_fault(server: Running, client: OpenAI) -> None:
    server.model.play("mends its fault")
    assert "27 % responded" in told(whole(client, DRAFT))
    assert texts(whole(client, TASKS["rewrite"])) == [PASSAGES[0]]


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_on_the_wire_is_one_for_the_client(server: Running, ask: Asks, name: str) -> None:
    server.model.play(name)
    with client_of(server.base_url, timeout_s=0.1) as client, pytest.raises(BROKEN[name]):
        ask(client, DRAFT)


def test_too_many_requests_says_how_long_to_wait(server: Running) -> None:
    server.model.play("429")
    body = {"model": "m", "messages": messages(DRAFT)}
    reply = httpx.post(f"{server.base_url}/chat/completions", json=body)
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "30")


def test_ten_megabytes_come_whole(server: Running, client: OpenAI) -> None:
    server.model.play("10 MB")
    assert len(whole(client, TASKS["rewrite"])) > 10_000_000


def test_a_stream_may_break_off_in_order_and_with_an_error(server: Running, client: OpenAI) -> None:
    server.model.play("half a stream")
    with pytest.raises(ValidationError):
        Reply.model_validate_json(streamed(client, DRAFT))
    server.model.play("error midway")
    with pytest.raises(openai.APIError, match="scripted-server-says-no"):
        streamed(client, DRAFT)


def test_a_stream_without_an_end_goes_on_until_the_client_leaves(server: Running, client: OpenAI) -> None:
    server.model.play("endless")
    with client.chat.completions.create(model="m", messages=messages(DRAFT), stream=True) as chunks:
        said = "".join(chunk.choices[0].delta.content or "" for chunk in islice(chunks, 100))
    assert len(said) > 100_000 and server.model.faults == ()


def test_a_server_that_stops_lets_go_of_who_hangs() -> None:
    said: list[str] = []

    def hang(base_url: str) -> None:
        with client_of(base_url, timeout_s=600) as client:
            try:
                whole(client, DRAFT)
            except openai.APIConnectionError as error:
                said.append(type(error).__name__)

    with scripted("silence", Pace(hang_s=600)) as server:
        thread = Thread(target=hang, args=[server.base_url])
        thread.start()
        while not server.model.exchanges:
            thread.join(0.01)
    thread.join()
    assert said == ["APIConnectionError"]


def test_every_request_is_kept_and_counted() -> None:
    with scripted() as server, client_of(server.base_url) as client:
        whole(client, DRAFT)
        whole(client, TASKS["split"])
        streamed(client, DRAFT, "no JSON")
        asked = [exchange.asked for exchange in server.model.exchanges]
        assert server.model.counts == {"draft": 2, "split": 1}
        assert [(each.body.stream, each.repairs) for each in asked] == [(False, 0), (False, 0), (True, 1)]
        assert PASSAGES[0] in asked[0].shown and "no JSON" in asked[2].shown


def test_a_token_is_replayed_after_the_kind_has_changed() -> None:
    with scripted() as server, client_of(server.base_url) as client:
        whole(client, DRAFT)
        server.model.play("replayed citation")
        said = told(whole(client, {**DRAFT, "passages": [{"passage": "new", "text": "Sleep is good."}]}))
        assert said.endswith(" k0w")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ([{"role": "user", "content": "{}"}], r"roles \['user'\]"),
        (messages({"task": "sing"}), "sing"),
        (messages({"task": "split", "sentence": "A.", "url": "x"}), "url"),
        ([*messages(TASKS["split"]), {"role": "user", "content": "hello"}], "roles"),
    ],
)
def test_a_request_of_another_form_is_refused_and_fails_whoever_runs_the_server(sent: list[Json], why: str) -> None:
    with pytest.raises(AssertionError, match=why), scripted() as server:
        body = {"model": "m", "messages": sent}
        assert httpx.post(f"{server.base_url}/chat/completions", json=body).status_code == 400
