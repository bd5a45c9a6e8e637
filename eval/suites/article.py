"""Short articles: is what can be checked found and judged, and is nothing else marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eval.case import HELDOUT
from eval.contract import Mark, Report, read_report
from eval.grounding import cited_cards, statements, verbatim
from eval.lines import Line, read_files
from eval.measure import Measure, over_set
from eval.scoring import OBJECTIONS, main_finding, share_of
from eval.suites.case_scores import Marks
from eval.suites.own_cases import own_cases
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.domain import Verdict

MEASURES = (
    over_set("checkable sentences found", share_of("found", "checkable"), score="checkable"),
    over_set("precision of what is marked", share_of("marks_due", "marks"), score="marks"),
    over_set("verdict accuracy", share_of("verdicts_right", "found"), score="found"),
    over_set("right source cited", share_of("sources_right", "found_with_sources"), score="found_with_sources"),
    over_set("quote fidelity", share_of("quotes_verbatim", "quotes"), score="quotes"),
    over_set("findings with a citation", share_of("settled_cited", "settled"), score="settled"),
)


class Checkable(BaseModel):
    """A sentence that must be found, with the verdicts that are right and sources any of which is right to cite."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence: str = Field(min_length=1)
    verdicts: tuple[Verdict, ...] = Field(min_length=1)
    sources_any: tuple[str, ...] = ()


class Article(Line):
    """A line of the file. What is neither `checkable` nor `unmarked` may be marked or not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    manner: str = Field(min_length=1)
    text: str = Field(min_length=1)
    checkable: tuple[Checkable, ...] = Field(min_length=1)
    unmarked: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _sentences_stand_in_the_text(self) -> Self:
        for number, sentence in enumerate((*(each.sentence for each in self.checkable), *self.unmarked), 1):
            if self.text.count(sentence) != 1:
                raise ValueError(
                    f"sentence {number} must stand in the text once, not {self.text.count(sentence)} times"
                )
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source that it names."""
        return tuple(source for each in self.checkable for source in each.sources_any)

    def marks_on(self, sentence: str, marks: Sequence[Mark]) -> list[Mark]:
        """The findings that share a character with a sentence."""
        start = self.text.index(sentence)
        end = start + len(sentence)
        return [mark for mark in marks if any(span.start < end and start < span.end for span in mark.spans)]


@dataclass(frozen=True, slots=True)
class ArticleSuite:
    """See `suite.Suite`."""

    name: str = "article"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`; one item an article."""
        place = options.data or own_cases(self.name, options.split)
        return [_item(each) for each in read_files([place], Article, hide_values=options.split == HELDOUT)]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        article = Article.model_validate({"id": item.id, **item.asked, **item.expected})
        report = read_report(target.check(article.text))
        texts = statements(cited_cards(report, target))
        scores: Marks = {
            **found_scores(article, report),
            **mark_scores(article, report),
            "quotes": len(report.citations),
            "quotes_verbatim": sum(verbatim(citation, texts) for citation in report.citations),
        }
        return Scores(scores, {"verdicts": [mark.verdict for mark in report.claims]}, tuple(_why(article, report)))


def found_scores(article: Article, report: Report) -> Marks:
    """Of the checkable sentences: how many were found, judged right, and judged on a right source."""
    found = [(each, marks) for each in article.checkable if (marks := article.marks_on(each.sentence, report.claims))]
    sourced = [(each, marks) for each, marks in found if each.sources_any]
    return {
        "checkable": len(article.checkable),
        "found": len(found),
        "verdicts_right": sum(_verdict(marks) in each.verdicts for each, marks in found),
        "found_with_sources": len(sourced),
        "sources_right": sum(bool(_cited(marks, report) & {*each.sources_any}) for each, marks in sourced),
    }


def mark_scores(article: Article, report: Report) -> Marks:
    """Of the findings on labelled sentences, how many are due; of those that settle something, how many cite."""
    due = {m for each in article.checkable for m in article.marks_on(each.sentence, report.claims)}
    undue = {m for sentence in article.unmarked for m in article.marks_on(sentence, report.claims)} - due
    settled = [mark for mark in report.claims if mark.verdict is not Verdict.NOT_ENOUGH_EVIDENCE]
    return {
        "marks": len(due | undue),
        "marks_due": len(due),
        "settled": len(settled),
        "settled_cited": sum(bool(mark.citations) for mark in settled),
    }


def _verdict(marks: Sequence[Mark]) -> Verdict | None:
    """That of a sentence: the first objection where there is one, for a reader takes that away."""
    main = next((mark for mark in marks if mark.verdict in OBJECTIONS), main_finding(marks))
    return main.verdict if main else None


def _cited(marks: Sequence[Mark], report: Report) -> set[str]:
    numbers = {n for mark in marks for n in mark.citations}
    return {citation.source_id for citation in report.citations if citation.n in numbers}


def _why(article: Article, report: Report) -> list[str]:
    """Sentences by number, so that no word of the article is told."""
    reasons = []
    for number, each in enumerate(article.checkable, 1):
        verdict = _verdict(article.marks_on(each.sentence, report.claims))
        if verdict not in each.verdicts:
            accepted = ", ".join(each.verdicts)
            reasons.append(f"checkable {number}: {verdict or 'not found'}, accepted: {accepted}")
    for number, sentence in enumerate(article.unmarked, 1):
        if marks := article.marks_on(sentence, report.claims):
            reasons.append(f"unmarked {number}: marked {', '.join(mark.verdict for mark in marks)}")
    return reasons


def _item(article: Article) -> Item:
    whole = article.model_dump(mode="json", exclude={"id"})
    return Item(article.id, {"text": whole.pop("text")}, whole, article.id, {"manner": article.manner})
