"""Pairs of claim and evidence: does the judge say whether the evidence supports the claim, refutes it, or neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, Field

from eval.calibration import RIGHT, aurc, ece
from eval.contract import Stance, read_stances
from eval.labels import always_the_commonest, f1_of, macro_f1
from eval.lines import DataFault, Line, read_files, read_placed
from eval.measure import Measure, over_set, rate_of
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.domain import StanceLabel

OWN = Path(__file__).resolve().parent.parent / "train" / "data" / "unseen" / "pairs_6.jsonl"
MEASURES = (
    over_set("macro F1", macro_f1, score=RIGHT),
    rate_of(RIGHT, "accuracy", sliced=True),
    *(over_set(f"F1 of {label}", f1_of(label), score=RIGHT) for label in StanceLabel),
    over_set("ECE", ece, score=RIGHT, higher_is_better=False),
    over_set("AURC", aurc, score=RIGHT, higher_is_better=False),
    over_set("always the commonest label", always_the_commonest, score=RIGHT, reference=True),
)


class StanceLine(Line):
    """A line of the file; fields beyond these are passed over."""

    numbered = True
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    claim: str = Field(min_length=1)
    evidence: str = Field(min_length=1)
    label: StanceLabel


class OwnLine(Line):
    """A line of the maintainers' own pairs, which names a passage of the corpus."""

    numbered = True
    model_config = ConfigDict(frozen=True, extra="ignore")

    claim: str = Field(min_length=1)
    passage: str
    label: StanceLabel


@dataclass(frozen=True, slots=True)
class StanceSuite:
    """See `suite.Suite` and `suite.Particular`. Without data it asks the maintainers' own pairs.

    `passages` gives the texts of the corpus by id. Pairs of one claim are not independent of each other.
    """

    passages: Callable[[], Mapping[str, str]]
    name: str = "stance"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`."""
        lines = read_files([options.data], StanceLine) if options.data else own_pairs(OWN, self.passages())
        return [_item(line) for line in lines]

    def check_target(self, target: Target) -> None:
        """See `Particular`: a target with a judge is needed."""
        target.judge(())

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        (stance,) = read_stances(target.judge([(item.asked["claim"], item.asked["evidence"])]), 1)
        chances = probabilities(stance)
        label = max(chances, key=chances.__getitem__)
        right = label == item.expected["label"]
        reasons = () if right else (f"{label} ({chances[label]:.2f}), expected {item.expected['label']}",)
        return Scores({RIGHT: right}, {"label": label, "confidence": chances[label], **chances}, reasons)


def has_own_pairs(passages: Mapping[str, str]) -> bool:
    """Whether the own pairs are about the passages of this corpus; those of another topic say nothing of it."""
    return any(line.passage in passages for line in read_files([OWN], OwnLine))


def probabilities(stance: Stance) -> dict[str, float]:
    """The probability of each label."""
    return {str(label): getattr(stance, label) for label in StanceLabel}


def own_pairs(path: Path, passages: Mapping[str, str]) -> Sequence[StanceLine]:
    """The own pairs with the texts of their passages; raises DataFault where the corpus has no such passage."""
    read = []
    for place, line in read_placed([path], OwnLine):
        if line.passage not in passages:
            raise DataFault(f"{place}: the corpus has no passage {line.passage!r}")
        read.append(StanceLine(id=line.id, claim=line.claim, evidence=passages[line.passage], label=line.label))
    return read


def _item(line: StanceLine) -> Item:
    asked, expected = {"claim": line.claim, "evidence": line.evidence}, {"label": str(line.label)}
    return Item(line.id, asked, expected, line.claim, {"label": str(line.label)})
