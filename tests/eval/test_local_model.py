"""The small real chat model, asked through LangChain's client of OpenAI's API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, Field, SecretStr

from eval.bench import local_model as local
from eval.bench.figure import PartFault
from eval.bench.local_model import local_model, pinned, weights
from service.settings import Settings


class Sentence(BaseModel):
    text: str = Field(max_length=24)
    passages: list[Literal["k3", "q7"]] = Field(min_length=1, max_length=1)


class Draft(BaseModel):
    sentences: list[Sentence] = Field(min_length=1, max_length=1)


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatOpenAI]:
    with local_model(Settings(), tmp_path_factory.mktemp("local")) as model:
        yield ChatOpenAI(
            base_url=model.base_url, model=model.name, api_key=SecretStr("none"), max_completion_tokens=60, timeout=300
        )


def test_it_says_the_same_twice_whole_and_streamed(chat: ChatOpenAI) -> None:
    brief = chat.model_copy(update={"max_tokens": 6})
    whole = brief.invoke("Name a colour.")
    assert whole.text and whole.response_metadata["model_name"] == "smollm2-135m-instruct"
    assert "".join(chunk.text for chunk in brief.stream("Name a colour.")) == whole.text


def test_a_schema_binds_what_it_writes_whole_and_streamed(chat: ChatOpenAI) -> None:
    asked, schema = "Write one sentence about sleep.", Draft.model_json_schema()
    whole = chat.with_structured_output(Draft, method="json_schema").invoke(asked)
    assert isinstance(whole, Draft) and whole.sentences[0].text
    raw = chat.bind(response_format={"type": "json_schema", "json_schema": {"name": "draft", "schema": schema}})
    assert Draft.model_validate_json("".join(chunk.text for chunk in raw.stream(asked))) == whole


def test_weights_that_are_others_are_not_served(tmp_path: Path) -> None:
    other = tmp_path / "other.gguf"
    other.write_bytes(b"weights")
    with pytest.raises(PartFault, match=r"other\.gguf: sha256 is .* is pinned"):
        pinned(other)


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "PACKAGES", ("xllamacpp", "nobody_has_this"))
    with pytest.raises(PartFault, match="'nobody_has_this' is missing"):
        weights()


def test_a_server_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "weights", lambda: tmp_path / "nothing.gguf")
    with pytest.raises(PartFault, match="Failed to init server"), local_model(Settings(), tmp_path):
        pytest.fail("it started")
