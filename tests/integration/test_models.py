"""The bundled models themselves."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import OnnxJudge
from service.bootstrap import MODELS
from service.domain import StanceLabel

STATEMENT = "In one trial of 73 adults, 64 % responded 24 hours after one ketamine infusion and 28 % after midazolam."


@pytest.fixture(scope="module")
def judge() -> OnnxJudge:
    return OnnxJudge(MODELS / "judge", threads=2)


def test_a_text_has_the_same_vector_alone_and_in_company() -> None:
    encoder = OnnxEncoder(MODELS / "encoder", threads=2)
    alone = encoder.encode(["Ketamine acts fast."])
    among = encoder.encode(["Ketamine acts fast.", "A much longer text about something else altogether, with 84 %."])
    np.testing.assert_array_equal(alone[0], among[0])


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("A day after a single ketamine drip, roughly two thirds had responded.", StanceLabel.SUPPORTS),
        ("Nobody responded within a day of a ketamine infusion.", StanceLabel.REFUTES),
        ("Esketamine spray is covered by most insurers.", StanceLabel.NEUTRAL),
    ],
)
def test_the_judge_tells_support_refutation_and_neither_apart(judge: OnnxJudge, claim: str, label: StanceLabel) -> None:
    (stance,) = judge.judge([(claim, STATEMENT)])
    assert stance.label is label
    assert stance.supports + stance.refutes + stance.neutral == pytest.approx(1, abs=1e-6)


def test_the_judge_finds_what_answers_a_question_more_relevant(judge: OnnxJudge) -> None:
    near = "A two-site trial compared ketamine with midazolam, a drug with noticeable effects of its own."
    answering, beside = judge.judge(
        [("What share of people respond a day after ketamine?", text) for text in (STATEMENT, near)]
    )
    assert answering.relevance is not None
    assert beside.relevance is not None
    assert answering.relevance > beside.relevance


def test_a_text_is_read_whole_up_to_256_tokens() -> None:
    encoder = OnnxEncoder(MODELS / "encoder", threads=1)
    assert encoder.reads_whole("skin " * 254)  # and a token at either end
    assert not encoder.reads_whole("skin " * 255)


def test_no_pairs_give_no_stances(judge: OnnxJudge) -> None:
    assert judge.judge([]) == []


def test_answering_never_imports_torch() -> None:
    code = "import service.bootstrap, service.cli, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
