"""The parts in chains that somebody else might write."""

from __future__ import annotations

import anyio
import pytest
from langchain_core.documents import Document
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from service.domain import Status
from service.errors import InvalidInput, PartUnavailable
from service.langchain import CaveatRetriever, ClaimChecker, QuestionAnswerer
from service.pipeline import FactChecker
from service.web.schemas import Reply, Report
from tests.web.edges import NOW, make_checker

DRAFT = "One ketamine infusion cures depression for good."
PROMPT = ChatPromptTemplate.from_template("{context}\n\n{question}")


def cited(documents: list[Document]) -> str:
    return "\n".join(f"{each.page_content} ({each.metadata['source_id']})" for each in documents)


def test_a_draft_from_vetted_passages_is_checked_in_one_chain(mini_checker: FactChecker) -> None:
    seen: list[str] = []

    def note(prompt: PromptValue) -> PromptValue:
        seen.append(prompt.to_string())
        return prompt

    chain = (
        {
            "context": CaveatRetriever(checker=mini_checker, k=2) | cited,
            "question": RunnablePassthrough[str](),
        }
        | PROMPT
        | RunnableLambda(note)
        | FakeListChatModel(responses=[DRAFT])
        | {"draft": StrOutputParser(), "report": ClaimChecker(checker=mini_checker)}
    )
    made = chain.invoke("Does one infusion cure depression?")
    assert "(alpha2020)" in seen[0]
    assert made["draft"] == DRAFT
    (claim,) = made["report"]["claims"]
    assert claim["verdict"] in {"oversimplified", "refuted"}
    assert made["report"]["citations"][0]["quote"]


def test_a_document_tells_where_its_text_is_from(mini_checker: FactChecker) -> None:
    first, *_ = CaveatRetriever(checker=mini_checker, now=lambda: NOW).invoke("How fast does one infusion work?")
    passage = mini_checker.corpus.passages[str(first.id)]
    source = mini_checker.corpus.source_of(passage)
    assert first.page_content == passage.text
    assert first.metadata == {
        "passage_id": passage.id,
        "source_id": source.id,
        "title": source.title,
        "url": source.url,
        "year": source.year,
        "evidence_kind": source.evidence_kind.value,
        "certainty": passage.certainty.value,
        "population": passage.population or source.population,
        "status": Status.ACTIVE.value,
        "score": first.metadata["score"],
    }
    assert 0 < first.metadata["score"] <= 1


def test_k_can_be_given_with_a_call_that_is_awaited(mini_checker: FactChecker) -> None:
    retriever = CaveatRetriever(checker=mini_checker)
    assert len(anyio.run(lambda: retriever.ainvoke("infusion", k=1))) == 1


def test_a_conversation_goes_on_under_its_session(mini_checker: FactChecker) -> None:
    answerer = QuestionAnswerer(checker=mini_checker)
    first = answerer.invoke("How long does ketamine last?")
    follow_up = answerer.with_config(configurable={"session_id": first["session_id"]}).invoke("And how fast is it?")
    assert follow_up["session_id"] == first["session_id"]
    assert follow_up["outcome"] != "out_of_scope"


def test_several_texts_are_checked_side_by_side(mini_checker: FactChecker) -> None:
    reports = ClaimChecker(checker=mini_checker).batch([DRAFT, "It rained."])
    assert [len(report["claims"]) for report in reports] == [1, 0]  # type: ignore[arg-type]


def test_the_schemas_are_those_of_the_contract() -> None:
    checker = make_checker()
    assert ClaimChecker(checker=checker).get_output_schema() is Report
    assert QuestionAnswerer(checker=checker).get_output_schema() is Reply
    assert "anyOf" in ClaimChecker(checker=checker).get_input_jsonschema()


def test_the_region_is_passed_on() -> None:
    checker = make_checker()
    QuestionAnswerer(checker=checker, region="GB").invoke("Hi")
    assert checker.given == [("Hi", None, "GB")]


def test_bad_input_is_refused_with_its_rule() -> None:
    checker = make_checker()
    with pytest.raises(InvalidInput, match="the text is empty"):
        ClaimChecker(checker=checker).invoke(" \n")
    with pytest.raises(InvalidInput, match="a dict was handed over: this takes a text or a message"):
        QuestionAnswerer(checker=checker).invoke({"question": "Hi"})  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="k=51: must be between 1 and 50"):
        CaveatRetriever(checker=checker).invoke("aspirin", k=51)


def test_a_part_that_is_down_is_an_error_and_no_report() -> None:
    checker = make_checker()
    checker.fails = PartUnavailable("the judge does not answer")
    with pytest.raises(PartUnavailable):
        ClaimChecker(checker=checker).invoke(DRAFT)
