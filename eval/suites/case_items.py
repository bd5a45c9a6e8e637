"""Cases as items, and the conversation that a case is; every view of the cases begins here."""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import CASES, HELDOUT, Case, load_cases
from eval.contract import Said, read_reply
from eval.suites.suite import Item, Options
from eval.targets.target import Target


def loaded_cases(options: Options) -> tuple[Case, ...]:
    """The cases of a split, or of `--data`; raises DataFault, without a value where the texts must not be seen."""
    place = options.data or CASES / options.split
    return load_cases(place, hide_values=options.split == HELDOUT)


def items_of(cases: Sequence[Case]) -> list[Item]:
    """Every case as an item."""
    return [item_of(case) for case in cases]


def item_of(case: Case) -> Item:
    """A case as an item: cases that rest on the same source are not independent of each other."""
    whole = case.model_dump(mode="json", exclude={"id"})
    asked = {name: whole.pop(name) for name in ("text", "history", "region")}
    return Item(case.id, asked, whole, (case.sources_any or (case.id,))[0], {"type": case.type})


def case_of(item: Item) -> Case:
    """The case that an item was made of."""
    return Case.model_validate({"id": item.id, **item.asked, **item.expected})


def converse(case: Case, target: Target) -> Said:
    """The reply to the case's message; the messages of the history are sent first, in one conversation."""
    session_id = None
    for earlier in case.history:
        session_id = read_reply(target.chat(earlier, session_id=session_id, region=case.region)).session_id
    return read_reply(target.chat(case.text, session_id=session_id, region=case.region))
