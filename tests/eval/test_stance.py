from __future__ import annotations

from pathlib import Path

import pytest

from eval.figures import figures
from eval.labels import always_the_commonest, f1_of, macro_f1
from eval.lines import DataFault
from eval.result import CaseResult, Status
from eval.runner import run_suite
from eval.suites.stance import OWN, StanceSuite, own_pairs
from eval.suites.suite import Options
from eval.targets.http import HttpTarget
from eval.targets.in_process import InProcess
from eval.targets.recorded import Recorded
from eval.targets.target import TargetFault
from service.domain import Stance
from service.settings import HOME
from tests.eval.documents import DocumentsTarget, write_lines
from tests.eval.replies import FACTS, no_progress, result
from tests.samples import DAY
from tests.web.edges import make_checker, make_settings

PAIR = {"claim": "Aspirin clears warts.", "evidence": "It cleared warts.", "label": "supports"}
SUITE = StanceSuite(dict)


def labelled(*pairs: tuple[str, str]) -> list[CaseResult]:
    return [result(n, said={"label": said}, expected={"label": true}) for n, (said, true) in enumerate(pairs)]


def test_f1_of_a_label_is_two_hits_over_said_and_expected() -> None:
    results = labelled(("a", "a"), ("a", "b"), ("b", "b"), ("c", "b"))
    assert f1_of("a")(results) == 2 * 1 / (2 + 1)
    assert f1_of("b")(results) == 2 * 1 / (1 + 3)
    assert f1_of("c")(results) == 0
    assert f1_of("d")(results) is None
    assert macro_f1(results) == (2 / 3 + 1 / 2) / 2  # no c was expected
    assert always_the_commonest(results) == 3 / 4
    assert macro_f1([]) is always_the_commonest([]) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({**PAIR, "label": "entails"}, r"data\.jsonl:2: label = 'entails': .*'supports', 'refutes' or 'neutral'"),
        ({**PAIR, "evidence": ""}, r"data\.jsonl:2: evidence = ''"),
        ({"claim": "x", "label": "neutral"}, r"data\.jsonl:2: evidence: required"),
        ({**PAIR, "id": "1"}, r"data\.jsonl:2: duplicate id 1"),
    ],
)
def test_a_bad_pair_is_named_with_its_line_and_rule(tmp_path: Path, line: object, said: str) -> None:
    with pytest.raises(DataFault, match=said):
        SUITE.load(Options(write_lines(tmp_path / "data.jsonl", PAIR, line)))


def test_a_pair_without_an_id_is_called_by_its_line_and_pairs_of_a_claim_belong_together(tmp_path: Path) -> None:
    items = SUITE.load(Options(write_lines(tmp_path / "data.jsonl", PAIR, "", {**PAIR, "id": "x"}, PAIR)))
    assert [item.id for item in items] == ["1", "x", "4"]
    assert {item.cluster for item in items} == {PAIR["claim"]}


def test_the_own_pairs_have_passages_of_the_corpus(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "own.jsonl", {"claim": "x", "passage": "a#1", "label": "neutral"})
    (pair,) = own_pairs(path, {"a#1": "Text."})
    assert (pair.id, pair.evidence) == ("1", "Text.")
    with pytest.raises(DataFault, match=r"own\.jsonl:1: the corpus has no passage 'a#1'"):
        own_pairs(path, {})
    assert OWN.is_relative_to(HOME) and OWN.is_file()


def test_what_the_judge_is_surest_of_is_the_label_and_a_recorded_run_says_it_again(tmp_path: Path) -> None:
    items = SUITE.load(Options(write_lines(tmp_path / "data.jsonl", PAIR, {**PAIR, "label": "neutral"})))
    results = run_suite(SUITE, items, DocumentsTarget([], {"warts": "supports"}), {}, no_progress)
    assert [r.scores for r in results] == [{"verdict_right": True}, {"verdict_right": False}]
    assert results[0].said == {
        "label": "supports",
        "confidence": 0.9,
        "supports": 0.9,
        "refutes": 0.05,
        "neutral": 0.05,
    }
    assert results[1].reasons == ("supports (0.90), expected neutral",)
    recorded = Recorded(FACTS, results, {})
    SUITE.check_target(recorded)
    again = run_suite(SUITE, items, recorded, {}, no_progress)
    assert [r.scores for r in again] == [r.scores for r in results]
    assert figures(SUITE.measures, again, seed=1)[2].value == 0.5


def test_a_judgment_of_another_number_is_not_scored(tmp_path: Path) -> None:
    class Silent(DocumentsTarget):
        def judge(self, pairs: object) -> dict[str, list[object]]:
            return {"stances": []}

    items = SUITE.load(Options(write_lines(tmp_path / "data.jsonl", PAIR)))
    (case,) = run_suite(SUITE, items, Silent([]), {}, no_progress)
    assert (case.status, case.reasons) == (Status.UNSCORABLE, ("Unscorable: the judge said 0 things of 1 pairs",))


def test_a_server_has_no_judge_and_says_so_before_any_case() -> None:
    with pytest.raises(TargetFault, match="no endpoint that judges pairs: run this suite in process"):
        SUITE.check_target(HttpTarget("http://127.0.0.1:1"))


def test_in_process_the_judge_is_opened_once_and_only_when_asked() -> None:
    opened = []

    class Sure:
        def judge(self, pairs: object) -> list[Stance]:
            return [Stance(0.7, 0.2, 0.1, None)]

    def open_judge() -> Sure:
        opened.append(1)
        return Sure()

    target = InProcess(make_checker(), make_settings(), DAY, open_judge)
    assert not opened
    said = [target.judge([("a", "b")]) for _ in range(2)]
    assert said[0] == said[1] == {"stances": [{"supports": 0.7, "refutes": 0.2, "neutral": 0.1, "relevance": None}]}
    assert len(opened) == 1
    with pytest.raises(TargetFault, match="no judge"):
        InProcess(make_checker(), make_settings(), DAY).judge(())
