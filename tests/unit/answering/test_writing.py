from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from service.answering import frames
from service.answering.answerer import Outline
from service.answering.draft import Draft, DraftSentence, quoted
from service.answering.rewording import RewordingAnswerer
from service.answering.writing import MOST_REWRITES, WritingAnswerer
from service.domain import EXTRACTIVE, Finding, Outcome, Passage, Question, RankedPassage
from service.errors import PartUnavailable
from service.ports import NOBODY, Brief, Proposed, Witness
from service.receipt import Fact, Held
from tests.samples import quote

ONE, TWO = quote("Zinc did little in adults."), quote("Honey helped some children.", source_id="honey")
DRAFT = (DraftSentence(frames.REFUTED), DraftSentence("Zinc does little.", (ONE,)), quoted(ONE), quoted(TWO))
OUTLINE = Outline(Outcome.CORRECTED)


@dataclass
class Planned:
    """An answerer of a fixed draft."""

    draft: Draft = DRAFT

    def outline(
        self,
        findings: Sequence[Finding],
        questions: Sequence[Question],
        found: Sequence[Sequence[RankedPassage]],
        witness: Witness = NOBODY,
    ) -> Outline:
        return OUTLINE

    def general_facts(
        self, questions: Sequence[Question], found: Sequence[Sequence[RankedPassage]], witness: Witness = NOBODY
    ) -> Draft:
        return self.draft[-1:]

    def corrections(self, findings: Sequence[Finding]) -> Draft:
        return self.draft[:1]

    def write(self, outline: Outline, witness: Witness = NOBODY) -> Draft:
        return self.draft


@dataclass
class Scripted:
    """A drafter that says these; an error ends it. `better` is what it makes of a sentence that did not pass."""

    says: list[Proposed | PartUnavailable]
    better: str = ""
    name: str = "test:model"
    briefs: list[Brief] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)

    def draft(self, brief: Brief, witness: Witness) -> Generator[Proposed]:
        self.briefs.append(brief)
        for each in self.says:
            if isinstance(each, PartUnavailable):
                raise each
            yield each

    def rewrite(self, sentence: str, fault: str, passages: Sequence[Passage], witness: Witness) -> Proposed:
        self.rewritten.append(sentence)
        return Proposed(self.better or sentence, tuple(passages))


def not_fair(proposed: Proposed) -> str | None:
    """A leash that lets only what has the word "fair" pass."""
    return None if "fair" in proposed.text and proposed.passages else "not fair"


def said(*texts: str, drafter: Scripted | None = None, draft: Draft = DRAFT, room: int = 6) -> list[DraftSentence]:
    drafter = drafter or Scripted([Proposed(text, (ONE.passage,)) for text in texts])
    return list(WritingAnswerer(Planned(draft), drafter, not_fair, room).write(OUTLINE))


def test_the_model_writes_in_the_place_of_the_quotes() -> None:
    written = said("A fair sentence.", "Another fair one.")
    assert [s.text for s in written] == [frames.REFUTED, "Zinc does little.", "A fair sentence.", "Another fair one."]
    assert [s.writer for s in written] == [EXTRACTIVE, EXTRACTIVE, "test:model", "test:model"]
    assert written[-1].quotes == (ONE,)


def test_a_sentence_that_fails_is_written_anew_once() -> None:
    drafter = Scripted(
        [Proposed("A lie.", (ONE.passage,)), Proposed("A fair end.", (TWO.passage,))], "A fair sentence."
    )
    assert [s.text for s in said(drafter=drafter)][2:] == ["A fair sentence.", "A fair end."]
    assert drafter.rewritten == ["A lie."]


class Notes:
    """A witness that keeps what it was told."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def note(self, fact: Fact) -> None:
        self.facts.append(fact)


def test_what_was_stopped_is_witnessed_without_its_words() -> None:
    drafter, notes = Scripted([Proposed("A lie.", (ONE.passage,))], "Another lie."), Notes()
    list(WritingAnswerer(Planned(), drafter, not_fair, 6).write(OUTLINE, notes))
    assert notes.facts == [Held("not fair", (ONE.passage.id,))] * 2


def test_where_that_fails_too_the_quotes_take_over() -> None:
    drafter = Scripted(
        [Proposed("A fair start.", (ONE.passage,)), Proposed("A lie.", (TWO.passage,)), Proposed("Fair?", ())]
    )
    assert [s.text for s in said(drafter=drafter)][2:] == ["A fair start.", TWO.text]


def test_only_so_many_sentences_are_written_anew() -> None:
    lies = [Proposed(f"Lie {n}.", (ONE.passage,)) for n in range(MOST_REWRITES + 1)]
    drafter = Scripted([*lies], "A fair sentence.")
    assert [s.text for s in said(drafter=drafter)][2:] == ["A fair sentence.", TWO.text]
    assert len(drafter.rewritten) == MOST_REWRITES


def test_a_model_that_fails_leaves_the_extractive_reply() -> None:
    assert said(drafter=Scripted([PartUnavailable("down")])) == list(DRAFT)
    assert said(drafter=Scripted([])) == list(DRAFT)


def test_what_is_cited_to_nothing_is_not_written_anew() -> None:
    drafter = Scripted([Proposed("A fair sentence.", ())])
    assert said(drafter=drafter) == list(DRAFT)
    assert drafter.rewritten == []


def test_several_sentences_in_one_are_checked_one_by_one() -> None:
    drafter = Scripted([Proposed("A fair start. A lie.", (ONE.passage,))])
    assert [s.text for s in said(drafter=drafter)][2:] == ["A fair start.", TWO.text]


def test_nothing_is_said_twice_and_the_limit_holds() -> None:
    assert [s.text for s in said(*["A fair sentence."] * 50)][2:] == ["A fair sentence."]
    assert len(said(*[f"A fair sentence {n}." for n in range(50)], room=4)) == 4


def test_both_sides_of_a_dispute_stay_quotes() -> None:
    sides = (
        DraftSentence(frames.CONTESTED),
        DraftSentence(frames.ONE_SIDE),
        quoted(ONE),
        DraftSentence(frames.OTHER_SIDE),
        quoted(TWO),
    )
    drafter = Scripted([Proposed("A fair sentence.", (ONE.passage,))])
    assert said(drafter=drafter, draft=sides) == list(sides)
    assert drafter.briefs == []


def test_the_model_is_shown_the_passages_of_the_draft_alone() -> None:
    drafter = Scripted([])
    said(drafter=drafter)
    assert drafter.briefs[0].passages == (ONE.passage, TWO.passage)


class Plain:
    """A reworder that says one thing of everything."""

    name = "test:plain"

    def __init__(self, text: str) -> None:
        self.text = text

    def plainer(self, sentence: str, grade: int, witness: Witness) -> str:
        if not self.text:
            raise PartUnavailable("down")
        return self.text


HARD = quote("Pharmacological augmentation demonstrated statistically insignificant antitussive superiority.")


def reworded(text: str) -> DraftSentence:
    answerer = RewordingAnswerer(Planned((quoted(HARD),)), Plain(text), not_fair, 8)
    return next(answerer.write(OUTLINE))


def test_a_hard_sentence_is_reworded_where_that_passes() -> None:
    assert reworded("It was fair but no more.") == DraftSentence("It was fair but no more.", (HARD,), "test:plain")


def test_a_rewording_that_fails_or_is_no_plainer_leaves_the_sentence() -> None:
    for text in ("", "It was good.", "Fairness fair " + HARD.text):
        assert reworded(text) == quoted(HARD)


def test_an_easy_sentence_is_left_alone() -> None:
    answerer = RewordingAnswerer(Planned((quoted(ONE),)), Plain("It was fair."), not_fair, 8)
    assert list(answerer.write(OUTLINE)) == [quoted(ONE)]
