"""The part of the bench for chat models, on a small corpus with the real models and a scripted chat model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from eval.bench.chat import opened, reason, rounds_of, told
from eval.bench.figure import Measured, PartFault
from eval.bench.held import HeldChat
from eval.bench.order import Order, Workplace
from eval.bench.report import write
from eval.bench.watched import TimedChat
from service.bootstrap import Models, build_index, load_models
from service.ports import ChatMessage
from service.settings import Settings
from tests.chat_models.scripted import Running, scripted
from tests.corpora import copy_mini_corpus

ASKED = ("How many people responded within 24 hours of one ketamine infusion?", "Is it raining in Paris?")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("bench_chat")
    settings = Settings(corpus_dir=copy_mini_corpus(folder), index_dir=folder / "index", chat_model="openai:scripted")
    build_index(settings, lambda stage, done, total: None)
    return settings


@pytest.fixture(scope="module")
def models(settings: Settings) -> Models:
    return load_models(settings.model_copy(update={"chat_model": None}))


def measured(server: Running, settings: Settings, models: Models, scratch: Path) -> Measured:
    place = Workplace(settings.model_copy(update={"chat_base_url": server.base_url}), Order(), ASKED, scratch)
    with opened(place) as (named, chat):
        return told(chat.name, list(rounds_of(place, named, models, TimedChat(chat), lambda done, total: None)))


def test_what_is_copied_passes_and_is_timed(settings: Settings, models: Models, tmp_path: Path) -> None:
    with scripted("verbatim copy") as server:
        found = measured(server, settings, models, tmp_path)
    values = {figure.name: figure.estimate for figure in found.figures}
    assert values["sentences stopped"].value == 0.0
    assert values["sentences copied from a passage"].value == values["replies that the chat model worded"].value == 1.0
    first, whole = (
        values[f"{name}, chat model's own time taken out, p50"] for name in ("first sentence", "whole reply")
    )
    assert first.n == whole.n == 1 and 0 < first.value <= whole.value < values["whole reply, chat model, p50"].value
    assert found.notes[0] == "Chat model: openai:scripted."


def test_what_is_stopped_is_counted_by_its_reason_and_kept_to_be_read(
    settings: Settings, models: Models, tmp_path: Path
) -> None:
    with scripted("wrong number") as server:
        found = measured(server, settings, models, tmp_path)
        asked = server.model.counts
    values = {figure.name: figure.estimate.value for figure in found.figures}
    assert asked["rewrite"] > 0 and values["sentences stopped"] > 0
    assert sum(value for name, value in values.items() if name.startswith("stopped: ")) == values["sentences stopped"]
    write(tmp_path / "out", {}, [found])
    kept = (tmp_path / "out" / "chat.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(kept) == len(found.kept) and ASKED[0] in kept[0] and '"fault": ' in kept[0]


def test_a_model_that_says_nothing_is_no_measurement(settings: Settings, models: Models, tmp_path: Path) -> None:
    with scripted("503") as server, pytest.raises(PartFault, match="openai:scripted wrote no sentence in 2 replies"):
        measured(server, settings, models, tmp_path)


def test_a_reason_is_told_without_what_is_particular() -> None:
    assert reason("the number 27 is in no cited passage") == "the number … is in no cited passage"
    assert reason("“lithium” is in no cited passage") == reason("“zinc” is in no cited passage")


class Shaped:
    """A chat model that says what shape it is asked for."""

    name = "fake:shaped"

    def stream(self, messages: Sequence[ChatMessage], shape: Mapping[str, object], until: float) -> Iterator[str]:
        yield str(shape)


def test_a_held_model_may_cite_what_it_is_shown_and_nothing_else() -> None:
    held, loose = HeldChat(Shaped()), {"title": "Sentences", "type": "object"}
    draft = ChatMessage("user", '{"passages": [{"passage": "k3", "text": "A."}, {"passage": "q7", "text": "B."}]}')
    system = ChatMessage("system", "Write.")
    assert "{'enum': ['k3', 'q7']}" in next(held.stream([system, draft], loose, 0.0))
    assert next(held.stream([system, ChatMessage("user", '{"task": "split"}')], loose, 0.0)) == str(loose)
