"""Ask a judge every question of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.llm_judge.answer import Given
from eval.llm_judge.fault import JudgeFault
from eval.llm_judge.kept import Answers
from eval.llm_judge.model import Judge
from eval.llm_judge.prompt import filled, sha256
from eval.llm_judge.question import Question
from eval.runner import Progress

PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Judgment:
    """A question, the sha256 of what was asked word for word, and what came back."""

    question: Question
    asked: str
    given: Given

    @property
    def case(self) -> str:
        """The case that it is on."""
        return self.question.case


def judgments(
    judge: Judge, prompt: str, questions: Sequence[Question], answers: Answers, progress: Progress, *, texts: bool
) -> tuple[Judgment, ...]:
    """Every question with its answer, in order; `progress` hears (done, of).

    A question that has an answer is not asked again, also where another case asks the same. Without `texts` nothing is
    kept that could repeat the question. Raises JudgeFault where the first answers, or all, are failures: that tells of
    no sentence.
    """
    judged: list[Judgment] = []
    progress(0, len(questions))
    for each in _asked(judge, prompt, questions, answers, texts):
        judged.append(each)
        _check_alive(judged, len(questions))
        progress(len(judged), len(questions))
    return tuple(judged)


def _asked(
    judge: Judge, prompt: str, questions: Sequence[Question], answers: Answers, texts: bool
) -> Iterator[Judgment]:
    for question in questions:
        whole = filled(prompt, question.sentence, [citation.quote for citation in question.quotes])
        asked = sha256(whole)
        if asked not in answers:
            given = judge.answer(whole)
            answers.add(asked, given if texts else given.without_texts())
        yield Judgment(question, asked, answers[asked])


def _check_alive(judged: Sequence[Judgment], of: int) -> None:
    if len(judged) in (PATIENCE, of) and all(each.given.answer.failed for each in judged):
        raise JudgeFault(f"the model answered none of {len(judged)} questions: {judged[0].given.error}")
