"""Questions that take something for granted: is a false premise corrected, and is a sound one let be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ConfigDict, Field, StrictBool

from eval.contract import Said, read_reply
from eval.lines import DataFault, Line, read_files
from eval.measure import Measure, rate_of
from eval.scoring import OBJECTIONS
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.domain import Outcome

MEASURES = (
    rate_of("corrected", "false premises corrected", sliced=True),
    rate_of("overcorrected", "sound premises corrected", higher_is_better=False, sliced=True),
)


class PremiseLine(Line):
    """A line of the file; fields beyond these are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    text: str = Field(min_length=1)
    false_premise: StrictBool
    type: str = ""


@dataclass(frozen=True, slots=True)
class PremisesSuite:
    """See `suite.Suite`."""

    name: str = "premises"
    needs_data: bool = True
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`."""
        if options.data is None:
            raise DataFault("the suite premises needs --data FILE.jsonl")
        return [_item(line) for line in read_files([options.data], PremiseLine)]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        said = read_reply(target.chat(item.asked["text"]))
        objected, false = corrects(said), item.expected["false_premise"]
        what = "corrected" if false else "overcorrected"
        reasons = () if objected == false else (f"outcome {said.outcome}, premise is {'false' if false else 'sound'}",)
        return Scores({what: objected}, {"outcome": said.outcome}, reasons)


def corrects(said: Said) -> bool:
    """Whether the reply sets something right: by its outcome, or by a finding against what was taken for granted."""
    return said.outcome is Outcome.CORRECTED or any(f.premise and f.verdict in OBJECTIONS for f in said.findings)


def _item(line: PremiseLine) -> Item:
    slices = {"type": line.type} if line.type else {}
    return Item(line.id, {"text": line.text}, {"false_premise": line.false_premise}, slices=slices)
