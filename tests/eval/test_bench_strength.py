"""Claims that say more than their evidence: the arithmetic on made-up sets, and the part on the real models."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.bench.exaggeration import Telling, compared, telling
from eval.bench.figure import PartFault
from eval.bench.order import Order, Workplace
from eval.bench.partial import Cuts, Paged, Support, Tools, best_cuts, out_of_fold, read_claims, support
from eval.bench.strength import measure_strength
from eval.lines import DataFault
from service.domain import CausalStrength, Stance
from service.settings import Settings
from tests.eval.documents import write_lines
from tests.fakes import HashingEncoder

CONCLUSIONS = (
    ("Coffee causes headaches in adults.", "Coffee was associated with headaches.", "exaggerates"),
    ("Coffee was associated with headaches.", "Coffee was associated with headaches in adults.", "same"),
    ("Coffee is linked to headaches.", "Coffee causes headaches in adults.", "downplays"),
)


def by_verb(text: str) -> CausalStrength:
    """Knows three verbs."""
    if "causes" in text:
        return CausalStrength.CAUSE
    return CausalStrength.ASSOCIATION if "associated" in text or "linked" in text else CausalStrength.NONE


class ByWords:
    """Supports as far as the evidence has the words of the claim; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        self.asked += pairs
        shares = [
            len(set(claim.split()) & set(evidence.split())) / len(set(claim.split())) for claim, evidence in pairs
        ]
        return [Stance(share, 0.0, 1 - share) for share in shares]


def conclusions(folder: Path) -> Path:
    rows = [
        {"press_release_conclusion": press, "abstract_conclusion": abstract, "label": label}
        for press, abstract, label in CONCLUSIONS
    ]
    return write_lines(folder / "insciout_dev.jsonl", *rows)


def page(number: int, label: str) -> dict[str, object]:
    """A claim of four words, of which its page has four, two or none."""
    has = {"supported": "a{0} b{0} c{0} d{0}", "partially_supported": "a{0} b{0} x y", "not_supported": "w x y z"}
    return {
        "claim": f"a{number} b{number} c{number} d{number}",
        "evidence": [has[label].format(number), "something else"],
        "label": label,
    }


@pytest.mark.parametrize(
    ("press", "abstract", "expected"),
    [(3, 1, "exaggerates"), (2, 3, "downplays"), (0, 0, "same")],
)
def test_the_higher_level_claims_more(press: int, abstract: int, expected: str) -> None:
    assert telling(CausalStrength(press), CausalStrength(abstract)) == expected


def test_conclusions_are_compared_pair_by_pair(tmp_path: Path) -> None:
    results = compared(conclusions(tmp_path), by_verb)
    assert [result.said["label"] for result in results] == [label for _, _, label in CONCLUSIONS]
    assert [result.expected["label"] for result in results] == [label for _, _, label in CONCLUSIONS]


def test_a_claim_is_read_against_its_nearest_sentences_in_the_order_of_the_page() -> None:
    judge = ByWords()
    evidence = ("warts", "rain fell", "aspirin", "snow fell", " ", "aspirin clears")
    line = Paged(id="1", claim="aspirin clears warts", evidence=evidence, label=Support.WHOLE)
    assert support(line, Tools(HashingEncoder(), judge)) == 1.0
    assert judge.asked == [("aspirin clears warts", "warts aspirin aspirin clears")]


def test_cuts_part_what_can_be_parted() -> None:
    cuts = best_cuts([0.0, 0.1, 0.5, 0.6, 0.9, 1.0], [Support.NONE] * 2 + [Support.PART] * 2 + [Support.WHOLE] * 2)
    assert [cuts.label(share) for share in (0.05, 0.55, 0.95)] == [Support.NONE, Support.PART, Support.WHOLE]
    assert Cuts(0.3, 0.3).label(0.3) is Support.WHOLE


def test_cuts_are_chosen_without_the_lines_of_the_same_claim() -> None:
    # Each claim alone would set its own cut; the other says the opposite, and that is what it gets.
    lines = [
        Paged(id=str(n), claim=claim, evidence=("x",), label=label)
        for n, (claim, label) in enumerate([("a", Support.WHOLE), ("a", Support.NONE), ("b", Support.PART), ("b", Support.NONE)])
    ]  # fmt: skip
    assert out_of_fold([1.0, 0.0, 1.0, 0.0], lines) == [Support.PART, Support.NONE, Support.WHOLE, Support.NONE]


def test_pages_are_told_apart_by_how_much_they_bear_out(tmp_path: Path) -> None:
    rows = [page(n, label) for n, label in enumerate(list(Support) * 5)]
    results = read_claims(write_lines(tmp_path / "w.jsonl", *rows), Tools(HashingEncoder(), ByWords()))
    assert [result.said["label"] for result in results] == [row["label"] for row in rows]
    assert results[0].cluster == rows[0]["claim"]


@pytest.mark.parametrize("label", ["overstates", ""])
def test_a_wrong_label_is_named(tmp_path: Path, label: str) -> None:
    row = {"press_release_conclusion": "x", "abstract_conclusion": "y", "label": label}
    with pytest.raises(DataFault, match=rf"c\.jsonl:1: label = '{label}': .*'exaggerates'"):
        compared(write_lines(tmp_path / "c.jsonl", row), by_verb)


def test_the_part_measures_both_sets_with_the_parts_of_the_product(tmp_path: Path) -> None:
    conclusions(tmp_path / "exaggeration")
    write_lines(
        tmp_path / "partial" / "wice_dev.jsonl",
        {"claim": "Tea eases headaches.", "evidence": ["Tea eases headaches.", "It rained."], "label": "supported"},
        {"claim": "Milk eases warts.", "evidence": ["The bus was late.", "It rained."], "label": "not_supported"},
    )
    place = Workplace(Settings(), Order(public=tmp_path), (), tmp_path)
    found = {figure.name: figure.estimate for figure in measure_strength(place, lambda done, total: None).figures}
    assert found["press release against abstract: macro F1"].value == 1.0
    assert found["press release against abstract: macro F1"].n == len(CONCLUSIONS)
    assert found["claim against page: macro F1"].n == 2


def test_a_missing_set_is_a_fault_of_the_part(tmp_path: Path) -> None:
    place = Workplace(Settings(), Order(public=tmp_path), (), tmp_path)
    with pytest.raises(PartFault, match=r"insciout_dev\.jsonl: No such file"):
        measure_strength(place, lambda done, total: None)
    with pytest.raises(PartFault, match=r"none: no folder of public sets"):
        measure_strength(Workplace(Settings(), Order(public=tmp_path / "none"), (), tmp_path), lambda done, total: None)


def test_every_label_has_a_name() -> None:
    assert {str(each) for each in Telling} == {label for _, _, label in CONCLUSIONS}
