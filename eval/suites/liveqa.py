"""Questions of consumers with answers that people graded: TREC 2017 LiveQA, medical task (Ben Abacha et al. 2017).

Grades are 1 wrong, 2 wrong but related, 3 right but incomplete, 4 right and complete; the average score takes them as 0
to 3. The official measures look at the first answer: `succ@i+` is the share of all questions, `prec@i+` the share of the
answered ones, whose answer has grade i or more. MAP and MRR take grade 3 and more as right, and leave questions out to
which no judged answer is right; nDCG takes a grade less 1 as the gain.

Answers are found in the whole collection. Only those that once were shown to a judge have a grade: any other counts as
wrong, so that every figure is a lower bound, and the share of judged ones tells how low. Figures "of judged" rank the
judged answers alone: what nobody judged is struck out of the ranking first (a condensed list, Sakai 2007).

The collection holds answers that some system once found for these questions, so that figures lie far above those of the
task, whose systems searched the web.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ConfigDict, Field

from eval.contract import read_found
from eval.documents import Document, split_sentences
from eval.lines import Line, read_files, read_placed
from eval.measure import Measure, mean_of, over_set, rate_of
from eval.ranking import average_precision, gain, judged_share, reciprocal_rank
from eval.scoring import share_of
from eval.suites.beir import judged_grades
from eval.suites.suite import Item, Options, Scores, folder_of
from eval.targets.target import Target

DEEP = 100
GRADES = range(1, 5)
RIGHT = 3
THRESHOLDS = (2, 3, 4)
HEADING = ("question_id", "answer_id", "judgment")
_OF_JUDGED = "judged_"
MEASURES = (
    mean_of("score", "average score, 0 to 3", unit="score 0 to 3"),
    *(rate_of(f"succ_{least}", f"succ@{least}+") for least in THRESHOLDS),
    *(rate_of(f"prec_{least}", f"prec@{least}+") for least in THRESHOLDS),
    mean_of("average_precision", "MAP@10"),
    mean_of("reciprocal_rank", "MRR@10"),
    mean_of("ndcg", "nDCG@10"),
    over_set("judged in the first 10", share_of("judged", "shown"), score="shown"),
    mean_of("judged_score", "average score, 0 to 3, of judged", unit="score 0 to 3"),
    mean_of("judged_average_precision", "MAP@10 of judged"),
    mean_of("judged_reciprocal_rank", "MRR@10 of judged"),
    mean_of("judged_ndcg", "nDCG@10 of judged"),
    mean_of("summary_ndcg", "nDCG@10, asked by the summary"),
)


class QuestionLine(Line):
    """A line of questions.jsonl: what was written, and what a librarian made of it."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    message: str = Field(min_length=1)
    summary: str = Field(min_length=1)


class AnswerLine(Line):
    """A line of answers.jsonl."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    text: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class LiveQaSuite:
    """See `suite.Suite` and `suite.OverDocuments`."""

    name: str = "liveqa"
    needs_data: bool = True
    measures: Sequence[Measure] = MEASURES

    def documents(self, options: Options) -> Sequence[Document]:
        """See `OverDocuments`."""
        return [_document(line) for line in _answers(folder_of(self.name, options))]

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`; the questions to which an answer was judged."""
        folder = folder_of(self.name, options)
        questions = {line.id: line for line in read_files([folder / "questions.jsonl"], QuestionLine)}
        answers = {line.id for line in _answers(folder)}
        grades = judged_grades(folder / "qrels.tsv", HEADING, GRADES, questions, answers)
        return [_item(line, grades[key]) for key, line in questions.items() if key in grades]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`; the message and its summary are each searched for."""
        grades = item.expected["grades"]
        ranked = read_found(target.search(item.asked["message"], DEEP)).sources
        by_summary = read_found(target.search(item.asked["summary"], DEEP)).sources
        condensed = [answer for answer in ranked if answer in grades]
        judged, shown = judged_share(grades, ranked)
        scores = {
            **first_scores(grades, ranked),
            **ranked_scores(grades, ranked),
            **{f"{_OF_JUDGED}{name}": score for name, score in ranked_scores(grades, condensed).items()},
            "judged": judged,
            "shown": shown,
        }
        summarised = gain(gains(grades), by_summary)
        scores |= {} if summarised is None else {"summary_ndcg": summarised}
        return Scores(scores, {"answers": list(ranked[:DEEP])}, _reasons(grades, ranked))


def first_scores(grades: Mapping[str, int], ranked: Sequence[str]) -> dict[str, float | bool]:
    """`succ` of the first answer, and `prec` where there is one."""
    grade = grades.get(ranked[0], 1) if ranked else 1
    scores: dict[str, float | bool] = {f"succ_{least}": grade >= least for least in THRESHOLDS}
    return scores | ({f"prec_{least}": grade >= least for least in THRESHOLDS} if ranked else {})


def ranked_scores(grades: Mapping[str, int], ranked: Sequence[str]) -> dict[str, float | bool]:
    """The score of the first answer, and the measures of the ranking that are defined."""
    scores = {
        "score": float(grades.get(ranked[0], 1) - 1) if ranked else 0.0,
        "average_precision": average_precision(grades, ranked, least=RIGHT),
        "reciprocal_rank": reciprocal_rank(grades, ranked, least=RIGHT),
        "ndcg": gain(gains(grades), ranked),
    }
    return {name: score for name, score in scores.items() if score is not None}


def gains(grades: Mapping[str, int]) -> dict[str, int]:
    """Grades 1 to 4 as gains 0 to 3."""
    return {answer: grade - 1 for answer, grade in grades.items()}


def _answers(folder: Path) -> Sequence[AnswerLine]:
    """The answers; one that was judged for several questions stands there once for each, word for word."""
    return [line for _, line in read_placed([folder / "answers.jsonl"], AnswerLine, repeats=True)]


def _document(line: AnswerLine) -> Document:
    """An answer; its first line, the question that it was written for, is the title."""
    first, _, rest = line.text.strip().partition("\n")
    return Document(line.id, first.strip(), split_sentences(rest))


def _item(line: QuestionLine, grades: Mapping[str, int]) -> Item:
    return Item(line.id, {"message": line.message, "summary": line.summary}, {"grades": dict(grades)})


def _reasons(grades: Mapping[str, int], ranked: Sequence[str]) -> tuple[str, ...]:
    if not ranked:
        return ("nothing was found",)
    grade = grades.get(ranked[0])
    return (
        ()
        if grade == GRADES[-1]
        else (f"the first answer, {ranked[0]}, has {f'grade {grade}' if grade else 'no grade'}",)
    )
