"""The definitions of SciFact, each on a claim that can be counted by hand, and the form of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.documents import Document
from eval.figures import figures
from eval.lines import DataFault
from eval.result import CaseResult, Json
from eval.scifact.form import Label, read_abstracts, read_claims
from eval.scifact.predict import Read, Thresholds, judged, predicted
from eval.scifact.score import Gold, Prediction, counts, f1
from eval.suites.scifact import MEASURES, SciFactSuite, gold_of
from eval.suites.suite import Options
from tests.eval.documents import ABSTRACTS, DocumentsTarget, write_lines
from tests.eval.replies import result

YES, NO = Label.SUPPORT, Label.CONTRADICT
ONE = {"a": Gold(YES, (frozenset({2, 3}),))}
"""One evidence abstract; its one rationale is two sentences."""
EITHER = {"a": Gold(YES, (frozenset({1}), frozenset({4, 5})))}
"""One evidence abstract with two alternative rationales."""
TWO = {**ONE, "b": Gold(NO, (frozenset({0}),))}
"""Two evidence abstracts."""


def says(*sentences: int, document: str = "a", label: Label = YES) -> Prediction:
    return Prediction(document, label, sentences)


@pytest.mark.parametrize(
    ("predictions", "gold", "abstracts", "sentences"),
    [
        # abstracts and sentences: (predicted, expected, right by the first way, right by the second)
        pytest.param([says(2, 3)], ONE, (1, 1, 1, 1), (2, 2, 2, 2), id="all right"),
        pytest.param([says(0)], ONE, (1, 1, 1, 0), (1, 2, 0, 0), id="label right, no rationale sentence"),
        pytest.param([says()], ONE, (1, 1, 1, 0), (0, 2, 0, 0), id="label right, no sentence at all"),
        pytest.param([says(2)], ONE, (1, 1, 1, 0), (1, 2, 0, 0), id="rationale partly covered"),
        pytest.param([says(2, 3, 9)], ONE, (1, 1, 1, 1), (3, 2, 2, 2), id="rationale and a sentence too many"),
        pytest.param([says(2, 3, label=NO)], ONE, (1, 1, 0, 0), (2, 2, 2, 0), id="sentences right, label wrong"),
        pytest.param([says(1)], EITHER, (1, 1, 1, 1), (1, 3, 1, 1), id="one of two alternatives"),
        pytest.param([says(4, 5)], EITHER, (1, 1, 1, 1), (2, 3, 2, 2), id="the other of two alternatives"),
        pytest.param([says(4, 1)], EITHER, (1, 1, 1, 1), (2, 3, 1, 1), id="one whole, one partly covered"),
        pytest.param([says(4, 5, 1)], EITHER, (1, 1, 1, 1), (3, 3, 3, 3), id="both alternatives"),
        pytest.param([says(7, 8, 9, 2, 3)], ONE, (1, 1, 1, 0), (5, 2, 2, 2), id="rationale only beyond the third"),
        pytest.param([says(7, 2, 3, 9)], ONE, (1, 1, 1, 1), (4, 2, 2, 2), id="rationale within the first three"),
        pytest.param([says(2)], {}, (1, 0, 0, 0), (1, 0, 0, 0), id="no evidence, yet an abstract is predicted"),
        pytest.param([], {}, (0, 0, 0, 0), (0, 0, 0, 0), id="no evidence, none predicted"),
        pytest.param([], ONE, (0, 1, 0, 0), (0, 2, 0, 0), id="evidence missed"),
        pytest.param([says(2, 3, document="z")], ONE, (1, 1, 0, 0), (2, 2, 0, 0), id="another abstract"),
        pytest.param(
            [says(2, 3), says(0, document="b")], TWO, (2, 2, 1, 1), (3, 3, 3, 2), id="two abstracts, one label wrong"
        ),
        pytest.param(
            [says(2, 3), says(0, document="b", label=NO)], TWO, (2, 2, 2, 2), (3, 3, 3, 3), id="two abstracts, both right"
        ),
        pytest.param([says(2, 3)], TWO, (1, 2, 1, 1), (2, 3, 2, 2), id="one of two abstracts"),
    ],
)  # fmt: skip
def test_a_claim_is_counted_by_the_definitions(
    predictions: list[Prediction],
    gold: dict[str, Gold],
    abstracts: tuple[int, ...],
    sentences: tuple[int, ...],
) -> None:
    got = counts(predictions, gold)
    names = ("predicted", "expected")
    assert tuple(got[f"abstracts_{name}"] for name in (*names, "labelled", "rationalised")) == abstracts
    assert tuple(got[f"sentences_{name}"] for name in (*names, "selected", "labelled")) == sentences


def test_f1_is_of_the_counts_of_all_claims_together() -> None:
    claims = [
        counts([says(2, 3)], ONE),  # 1 predicted, 1 expected, 1 right
        counts([says(2), says(0, document="z")], ONE),  # 2 predicted, 1 expected, 1 label right
        counts([], TWO),  # 2 expected
    ]
    results = [result(n, scores) for n, scores in enumerate(claims)]
    assert f1("labelled", "abstracts")(results) == 2 * 2 / (3 + 4)  # and not the mean of 1, 2/3 and 0
    assert f1("rationalised", "abstracts")(results) == 2 * 1 / (3 + 4)
    assert f1("selected", "sentences")(results) == 2 * 2 / (4 + 7)
    assert f1("selected", "sentences")([result(1, counts([], {}))]) is None


def read(*chances: float, label: Label = YES) -> list[Read]:
    return [Read(number, label, chance) for number, chance in enumerate(chances)]


def test_an_abstract_is_predicted_by_its_surest_sentence() -> None:
    limits = Thresholds(abstract=0.8, rationale=0.5)
    assert predicted("a", read(0.1, 0.9, 0.6, 0.4), limits) == says(1, 2)
    assert predicted("a", read(0.1, 0.7), limits) is None
    assert predicted("a", [], limits) is None
    assert predicted("a", [*read(0.6, 0.6), Read(2, NO, 0.9)], limits) == says(2, label=NO)
    assert predicted("a", read(0.9, 0.91, 0.92, 0.93), limits) == says(3, 2, 1)


CLAIM: Json = {
    "id": 7,
    "claim": "Aspirin clears warts.",
    "cited_doc_ids": [1],
    "evidence": {"1": [{"sentences": [1], "label": "SUPPORT"}]},
}


def folder_with(folder: Path, *claims: object) -> Path:
    write_lines(folder / "corpus.jsonl", *ABSTRACTS)
    write_lines(folder / "claims_dev.jsonl", *claims)
    return folder


def evidence(rationales: object, document: str = "1") -> Json:
    return {**CLAIM, "id": 8, "evidence": {document: rationales}}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (CLAIM, r"claims_dev\.jsonl:2: duplicate id 7"),
        (
            evidence([{"sentences": [0], "label": "MAYBE"}]),
            r"dev\.jsonl:2: evidence\.1\.0\.label = 'MAYBE': .*'SUPPORT'",
        ),
        (evidence([{"sentences": [], "label": "SUPPORT"}]), r"dev\.jsonl:2: evidence\.1\.0\.sentences = .*at least 1"),
        (evidence([{"sentences": [-1], "label": "SUPPORT"}]), r"dev\.jsonl:2: evidence\.1\.0\.sentences\.0 = -1: "),
        (evidence([{"sentences": [3], "label": "SUPPORT"}]), r"dev\.jsonl:2: evidence\.1: sentence 3, where .* has 3"),
        (evidence([{"sentences": [0], "label": "SUPPORT"}], "9"), r"dev\.jsonl:2: no abstract is called '9'"),
        ({**CLAIM, "id": 8, "cited_doc_ids": [9]}, r"dev\.jsonl:2: no abstract is called '9'"),
        (evidence([]), r"dev\.jsonl:2: evidence\.1: no rationale"),
        (
            evidence([{"sentences": [0], "label": "SUPPORT"}, {"sentences": [1], "label": "CONTRADICT"}]),
            r"dev\.jsonl:2: evidence\.1: an abstract has one label",
        ),
        ("{", r"dev\.jsonl:2: not JSON"),
    ],
)
def test_a_bad_claim_is_named_with_its_line_and_rule(tmp_path: Path, line: object, said: str) -> None:
    folder = folder_with(tmp_path, CLAIM, line)
    with pytest.raises(DataFault, match=said):
        read_claims(folder, "dev", read_abstracts(folder))


def test_a_folder_a_split_or_lines_that_are_not_there_are_a_fault(tmp_path: Path) -> None:
    suite = SciFactSuite()
    with pytest.raises(DataFault, match="needs --data DIR"):
        suite.load(Options())
    with pytest.raises(DataFault, match="no such folder"):
        suite.documents(Options(tmp_path / "missing"))
    folder_with(tmp_path)
    with pytest.raises(DataFault, match=r"claims_dev\.jsonl: no cases"):
        suite.load(Options(tmp_path, "dev"))
    with pytest.raises(DataFault, match=r"claims_test\.jsonl: No such file"):
        suite.load(Options(tmp_path, "test"))


def test_a_claim_runs_from_search_to_counts(tmp_path: Path) -> None:
    suite = SciFactSuite(Thresholds(documents=2))
    options = Options(folder_with(tmp_path, CLAIM), "dev")
    (item,) = suite.load(options)
    target = DocumentsTarget(suite.documents(options), {"warts": "supports", "headache": "refutes"})
    scores = suite.run(item, target)
    assert gold_of(item.expected["evidence"]) == {"1": Gold(YES, (frozenset({1}),))}
    assert scores.said["predicted"] == [
        {"document_id": "1", "label": "SUPPORT", "sentences": [1]},
        {"document_id": "2", "label": "CONTRADICT", "sentences": [0]},
    ]
    assert scores.reasons == ("2: CONTRADICT, though it holds no evidence",)
    case = CaseResult(item.id, result(1).status, item.id, scores=scores.scores)
    by_name = {figure.measure.name: figure.value for figure in figures(MEASURES, [case], seed=1)}
    assert by_name["F1, abstract, label only"] == by_name["F1, sentence, with label"] == 2 * 1 / (2 + 1)
    assert by_name["precision, abstract, label only"] == 0.5
    assert by_name["recall, abstract, label only"] == by_name["nDCG@10 of search"] == 1.0


def test_how_sure_a_sentence_is_takes_probability_relevance_and_the_score_of_its_document() -> None:
    documents = [Document("1", "", ("Aspirin cleared warts.", "It was cheap."))]
    surest, other = judged("Aspirin clears warts.", "1", 0.5, DocumentsTarget(documents, {"warts": "refutes"}))
    assert (surest.label, other.label) == (NO, YES)
    assert surest.sure == pytest.approx(0.9 * 0.9 * 0.5)
    assert other.sure == pytest.approx(0.05 * 0.9 * 0.5)
