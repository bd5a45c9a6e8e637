"""A run with what its reviewers said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.lines import DataFault
from eval.record import Run
from eval.review.marks import Latest, Part, latest
from eval.review.reply import Reply, readable_run, replies_of
from eval.review.store import marks_path, read_reviews


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`replies` by case, `marks` by reviewer."""

    run: Run
    replies: Mapping[str, Reply]
    marks: Mapping[str, Latest]

    def given(self, reply: Reply, part: Part, index: int = 0) -> dict[str, str]:
        """What each reviewer who said anything said of this part, by name."""
        key = (reply.id, part, index)
        return {reviewer: marks[key] for reviewer, marks in self.marks.items() if key in marks}

    def parts(self, reply: Reply, part: Part) -> Iterator[dict[str, str]]:
        """What was said of each of these parts of the reply, in order."""
        return (self.given(reply, part, index) for index in range(reply.count(part)))


def reviewed_run(folder: Path) -> Reviewed:
    """The run with its reviews; raises RunFault, or DataFault where nobody reviewed it or a mark is on another reply."""
    run = readable_run(folder)
    replies = replies_of(run)
    reviews = read_reviews(folder)
    if not any(reviews.values()):
        raise DataFault(f"{folder}: nobody has reviewed it; python -m eval review does")
    known = {(reply.case, reply.id) for reply in replies.values()}
    for reviewer, marks in reviews.items():
        if stray := next((mark for mark in marks if (mark.case, mark.reply) not in known), None):
            path = marks_path(folder, reviewer)
            raise DataFault(f"{path}: the run holds no reply {stray.reply} to the case {stray.case}")
    return Reviewed(run, replies, {reviewer: latest(marks) for reviewer, marks in reviews.items()})
