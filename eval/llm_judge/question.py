"""What is asked about a run: each cited sentence with its own quotes, and beside it with a quote that is not its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.contract import Citation, Sentence
from eval.grounding import cited_cards, statements, traceable
from eval.llm_judge.answer import Answer
from eval.llm_judge.fault import JudgeFault
from eval.record import Run
from eval.review.draw import chance
from eval.review.reply import Reply, replies_of
from eval.targets.recorded import Recorded
from eval.targets.target import Unscorable
from service.answering.gate import Gate


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the quotes support sentence `at` (from 0) of the last reply to a case.

    `label` is the right answer where it is known: supported for a real pair that the gate finds traceable, unsupported
    for a control, and None for a real pair that the gate does not find traceable.
    """

    case: str
    at: int
    control: bool
    sentence: str
    quotes: tuple[Citation, ...]
    label: Answer | None


def questions(run: Run, gate: Gate, limit: int = 0) -> tuple[Question, ...]:
    """Every question on at most `limit` cases, drawn by the seed of the run (0 for all), case by case.

    A larger limit holds every smaller one. Sentences that cite nothing, or no citation that the reply holds, are not
    asked about. Raises RunFault where the run holds no reply, and JudgeFault where it holds no card of a cited source, as
    runs of suites that do not look at citations.
    """
    replies = list(replies_of(run).values())
    seed = run.facts.seed
    drawn = sorted(replies, key=lambda reply: chance(seed, reply.case))[: limit or None]
    return tuple(each for reply in drawn for each in _of_reply(reply, replies, run, gate))


def _of_reply(reply: Reply, replies: Sequence[Reply], run: Run, gate: Gate) -> Iterator[Question]:
    stands = _stand(reply, run, gate, reply.said.sentences, reply.said.citations)
    for at, (sentence, holds) in enumerate(zip(reply.said.sentences, stands, strict=True)):
        if own := tuple(c for c in reply.said.citations if c.n in sentence.citations):
            label = Answer.SUPPORTED if holds else None
            yield Question(reply.case, at, False, sentence.text, own, label)
            if other := _control(reply, at, replies, run, gate):
                yield Question(reply.case, at, True, sentence.text, (other,), Answer.UNSUPPORTED)


def _control(reply: Reply, at: int, replies: Sequence[Reply], run: Run, gate: Gate) -> Citation | None:
    """A quote from the reply to another case, of a source that this reply does not cite; None where there is none.

    The first by the seed on which the gate does not find the sentence traceable: such a quote might well support it.
    """
    own = {citation.source_id for citation in reply.said.citations}
    others = [
        c for other in replies if other.case != reply.case for c in other.said.citations if c.source_id not in own
    ]
    unlike = {(c.passage_id, c.quote): c for c in others}.values()
    seed = run.facts.seed
    ordered = sorted(unlike, key=lambda c: chance(seed, reply.case, at, c.passage_id, c.quote))
    sentence = reply.said.sentences[at]
    return next((c for c in ordered if not _stands_on(reply, run, gate, sentence, c)), None)


def _stands_on(reply: Reply, run: Run, gate: Gate, sentence: Sentence, citation: Citation) -> bool:
    cited = sentence.model_copy(update={"citations": (citation.n,)})
    return _stand(reply, run, gate, (cited,), (citation,))[0]


def _stand(
    reply: Reply, run: Run, gate: Gate, sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[bool, ...]:
    """For each sentence, whether the gate finds that it stands on those of these citations that it cites."""
    said = reply.said.model_copy(update={"sentences": tuple(sentences), "citations": tuple(citations)})
    try:
        cards = cited_cards(said, Recorded(run.facts.target, (), run.cards))
    except Unscorable as error:
        raise JudgeFault(f"{run.name}: its sentences cannot be labelled: {error}") from error
    return traceable(said, statements(cards), gate)
