from __future__ import annotations

from typing import Any

import pytest

from eval.result import Json
from eval.suites.article import Article, ArticleSuite
from eval.suites.suite import Item, Options
from service.ingestion.corpus import load_corpus
from tests.corpora import SHIPPED
from tests.eval.replies import FakeTarget, citation, finding

TEXT = "Aspirin clears warts. It is cheap. Call us now."
CLEARS, CHEAP, CALL = "Aspirin clears warts.", "It is cheap.", "Call us now."


def article(**changes: Any) -> Item:
    given: dict[str, Any] = {
        "manner": "blog",
        "text": TEXT,
        "checkable": [
            {"sentence": CLEARS, "verdicts": ["supported"], "sources_any": ["trial"]},
            {"sentence": CHEAP, "verdicts": ["not_enough_evidence"]},
        ],
        "unmarked": [CALL],
    }
    whole = Article.model_validate({"id": "a", **given, **changes}).model_dump(mode="json", exclude={"id"})
    return Item("a", {"text": whole.pop("text")}, whole)


def mark(verdict: str, sentence: str, **changes: Any) -> Json:
    start = TEXT.index(sentence)
    return finding(verdict, span={"start": start, "end": start + len(sentence)}, **changes)


def scores(*marks: Json, citations: list[Json] | None = None) -> Any:
    report = {"claims": list(marks), "citations": [citation()] if citations is None else citations}
    return ArticleSuite().run(article(), FakeTarget(report=report)).scores


def test_a_good_report_has_full_marks() -> None:
    assert scores(mark("supported", CLEARS), mark("not_enough_evidence", CHEAP)) == {
        "checkable": 2,
        "found": 2,
        "verdicts_right": 2,
        "found_with_sources": 1,
        "sources_right": 1,
        "marks": 2,
        "marks_due": 2,
        "settled": 1,
        "settled_cited": 1,
        "quotes": 1,
        "quotes_verbatim": 1,
    }


def test_what_was_missed_or_marked_without_need_is_counted() -> None:
    got = scores(mark("refuted", CLEARS, citations=[]), mark("supported", CALL), citations=[])
    assert (got["checkable"], got["found"], got["verdicts_right"], got["sources_right"]) == (2, 1, 0, 0)
    assert (got["marks"], got["marks_due"]) == (2, 1)
    assert (got["settled"], got["settled_cited"]) == (2, 1)


def test_an_objection_is_the_verdict_of_a_sentence_with_several() -> None:
    assert scores(mark("supported", CLEARS), mark("refuted", "clears warts"))["verdicts_right"] == 0


def test_reasons_name_sentences_by_number() -> None:
    report = {"claims": [mark("refuted", CLEARS), mark("supported", CALL)], "citations": []}
    assert ArticleSuite().run(article(), FakeTarget(report=report)).reasons == (
        "checkable 1: refuted, accepted: supported",
        "checkable 2: not found, accepted: not_enough_evidence",
        "unmarked 1: marked supported",
    )


def test_a_sentence_must_stand_in_the_text_once() -> None:
    with pytest.raises(ValueError, match="sentence 3 must stand in the text once, not 0 times"):
        article(unmarked=["Nowhere."])


def test_the_shipped_articles_are_short_and_name_sources_that_exist() -> None:
    items = ArticleSuite().load(Options())
    sources = load_corpus(SHIPPED).sources
    assert 6 <= len(items)
    assert all(120 <= len(item.asked["text"].split()) <= 250 for item in items)
    named = [source for item in items for each in item.expected["checkable"] for source in each["sources_any"]]
    assert named and set(named) <= set(sources)
