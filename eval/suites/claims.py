"""Claims with the verdict, the topics and the words that a good reply has; data comes from outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ConfigDict, Field

from eval.contract import Said, read_reply
from eval.grounding import cited_cards
from eval.lines import DataFault, Line, read_files
from eval.measure import Measure, over_set, rate_of
from eval.scoring import always_the_commonest, macro_f1, main_verdict, share_of
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.domain import Verdict
from service.language.fold import fold

MEASURES = (
    rate_of("verdict_right", "verdict accuracy", sliced=True),
    over_set("macro F1", macro_f1, score="verdict_right"),
    over_set("always the commonest verdict", always_the_commonest, score="verdict_right", reference=True),
    rate_of("right_topic", "right topic cited"),
    rate_of("all_mentioned", "all that must be mentioned is"),
    over_set("mentions", share_of("mentioned", "to_mention"), score="to_mention"),
)
Marks = tuple[dict[str, float | bool], list[str]]
"""Scores by name, and why they are not full marks."""


class ClaimLine(Line):
    """A line of the file. Any one topic of `must_cite_topics` is enough; `|` separates alternatives of a mention."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    text: str = Field(min_length=1)
    type: str = ""
    expected_verdict: Verdict
    also_accept: tuple[Verdict, ...] = ()
    must_cite_topics: tuple[str, ...] = ()
    must_mention: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimsSuite:
    """See `suite.Suite`."""

    name: str = "claims"
    needs_data: bool = True
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`."""
        if options.data is None:
            raise DataFault("the suite claims needs --data FILE.jsonl")
        return [_item(line) for line in read_files([options.data], ClaimLine)]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        line = ClaimLine.model_validate({"id": item.id, **item.asked, **item.expected})
        said = read_reply(target.chat(line.text))
        verdict = main_verdict(said)
        parts = (verdict_marks(line, verdict), topic_marks(line, said, target), mention_marks(line, said))
        scores = {name: score for part, _ in parts for name, score in part.items()}
        return Scores(
            scores, {"outcome": said.outcome, "verdict": verdict}, tuple(why for _, whys in parts for why in whys)
        )


def verdict_marks(line: ClaimLine, verdict: Verdict | None) -> Marks:
    """Whether the verdict is among those accepted."""
    accepted = sorted({line.expected_verdict, *line.also_accept})
    right = verdict in accepted
    return {"verdict_right": right}, [] if right else [f"verdict {verdict or 'none'}, accepted: {', '.join(accepted)}"]


def topic_marks(line: ClaimLine, said: Said, target: Target) -> Marks:
    """Whether a cited source is on one of the topics, where the line names any."""
    if not line.must_cite_topics:
        return {}, []
    topics = {topic for card in cited_cards(said, target).values() for topic in card.topics}
    right = not topics.isdisjoint(line.must_cite_topics)
    return {"right_topic": right}, [] if right else [f"cited topics: {', '.join(sorted(topics)) or 'none'}"]


def mention_marks(line: ClaimLine, said: Said) -> Marks:
    """How many of the entries are mentioned, where the line names any."""
    if not line.must_mention:
        return {}, []
    words = shown_words(said)
    missing = [entry for entry in line.must_mention if not mentions(words, entry)]
    count = len(line.must_mention)
    scores: dict[str, float | bool] = {
        "to_mention": count,
        "mentioned": count - len(missing),
        "all_mentioned": not missing,
    }
    return scores, [f"not mentioned: {entry}" for entry in missing]


def shown_words(said: Said) -> str:
    """Everything that the product says in its own name: the reply and its findings, without what the reader claimed."""
    found = [words for f in said.findings for words in (f.whats_right, f.whats_missing, f.better_wording)]
    return "\n".join([*(sentence.text for sentence in said.sentences), *found])


def mentions(text: str, entry: str) -> bool:
    """Whether one of the alternatives stands in a text, whatever the case and the width of spaces.

    It must begin where a word does and may go on ("symptom" is in "symptoms"), but not a number ("6" is not in "64").
    """
    read = " ".join(fold(text).split())
    alternatives = (" ".join(fold(each).split()) for each in entry.split("|"))
    return any(re.search(_pattern(each), read) for each in alternatives if each)


def _pattern(words: str) -> str:
    begins = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    return begins + re.escape(words) + (r"(?![.,]?\d)" if words[-1].isdigit() else "")


def _item(line: ClaimLine) -> Item:
    whole = line.model_dump(mode="json", exclude={"id"})
    asked = {"text": whole.pop("text")}
    return Item(line.id, asked, whole, slices={"type": line.type} if line.type else {})
