from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from eval.__main__ import main
from eval.llm_judge.answer import Answer, read_answer
from eval.llm_judge.fault import JudgeFault
from eval.llm_judge.model import open_judge
from eval.llm_judge.options import masked, read_options, secrets_of
from eval.llm_judge.prompt import PROMPT, filled
from tests.eval.chats import SECRET, Chat, judge_of
from tests.eval.reviews import answered, recorded


@pytest.mark.parametrize("raw", ["supported", " Supported.\n", "PARTLY", "unsupported"])
def test_one_word_is_read(raw: str) -> None:
    assert read_answer(raw) == raw.strip().removesuffix(".").lower()


@pytest.mark.parametrize("raw", ["", "not supported", "supported unsupported", "**supported**", "error", "timed out"])
def test_anything_but_one_of_the_words_is_unreadable(raw: str) -> None:
    assert read_answer(raw) is Answer.UNREADABLE


def test_an_error_is_told_with_its_cause_and_a_cause_may_be_a_time_out() -> None:
    def says(question: str) -> str:
        raise ConnectionError("no answer") from (TimeoutError("too slow") if question == "late" else OSError("refused"))

    judge = judge_of(says)
    assert judge.answer("now").error == "ConnectionError: no answer; from OSError: refused"
    assert (judge.answer("now").answer, judge.answer("late").answer) == (Answer.ERROR, Answer.TIMED_OUT)


def test_a_sentence_cannot_open_a_place_of_its_own_in_the_prompt() -> None:
    prompt = PROMPT.read_text(encoding="utf-8")
    assert "$quotes and $sentence" in filled(prompt, "$quotes and $sentence", ["a quote"])


def provider(monkeypatch: pytest.MonkeyPatch, cls: type | None) -> None:
    """Put a package in the place of langchain-upstage, or make it missing."""
    module = ModuleType("langchain_upstage")
    module.__dict__["ChatUpstage"] = cls
    monkeypatch.setitem(sys.modules, "langchain_upstage", module if cls else None)


def test_a_missing_provider_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    provider(monkeypatch, None)
    assert main(["judge", str(recorded(tmp_path / "a", answered(1))), "--model", "upstage:solar"]) == 2
    error = capsys.readouterr().err
    assert "'upstage:solar'" in error and "pip install langchain-upstage" in error


def test_a_model_is_pinned_with_its_secrets_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    provider(monkeypatch, Chat)
    options = read_options([f"api_key={SECRET}", "max_tokens=8", "base_url=http://ann:pw@localhost/v1?sig=1"])
    with pytest.raises(JudgeFault, match="for Chat temperature Input should be a valid number"):
        open_judge("upstage:solar", {"temperature": "low"}, 13)
    judge = open_judge("upstage:solar", {"api_key": options["api_key"]}, 13)
    assert (judge.pin.model, judge.pin.settled, judge.pin.lacks) == (
        "upstage:solar",
        {"temperature": 0, "seed": 13},
        ("timeout",),
    )
    assert judge.pin.options == {"api_key": "***"}
    assert open_judge("upstage:solar", {"seed": 5}, 13).pin.settled == {"temperature": 0}
    assert masked(options) == {"api_key": "***", "max_tokens": 8, "base_url": "http://***@localhost/v1?***"}
    assert list(secrets_of(options)) == [SECRET, "ann:pw", "sig=1"]


@pytest.mark.parametrize(
    ("name", "why"), [("gpt-4o", "PROVIDER:MODEL is needed"), (":x", "PROVIDER:MODEL"), ("nobody:x", "nobody")]
)
def test_a_model_that_there_is_not_is_refused(name: str, why: str) -> None:
    with pytest.raises(JudgeFault, match=why):
        open_judge(name, {}, 13)


@pytest.mark.parametrize("given", [["seed"], ["=1"], ["a=1", "a=2"], ["model=x"]])
def test_options_of_another_form_are_refused(given: list[str]) -> None:
    with pytest.raises(JudgeFault, match="option"):
        read_options(given)
