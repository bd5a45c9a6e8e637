"""Which number a quote gets, and what a listener hears of it."""

from __future__ import annotations

from collections.abc import Iterator

from service.answering.citing import Citer
from service.answering.draft import DraftSentence
from service.domain import Basis, Bearing, Claim, Finding, Quote, Span, Verdict
from tests.fakes import Ear
from tests.samples import DAY, corpus, quote


def finding(*quotes: Quote) -> Finding:
    return Finding(Claim("Aspirin clears warts.", Span(0, 21)), Verdict.SUPPORTED, 0.9, Basis.EVIDENCE, quotes)


def numbers(*quotes: Quote) -> tuple[list[tuple[int, ...]], list[Bearing]]:
    citer = Citer(corpus(), DAY, [finding(one) for one in quotes])
    cited = citer.findings()
    return [c.citations for c in cited], [c.quote.bearing for c in citer.citations()]


def test_a_quote_for_one_claim_and_against_another_has_a_number_for_each() -> None:
    given = numbers(quote(bearing=Bearing.SUPPORTS), quote(bearing=Bearing.REFUTES), quote(bearing=Bearing.SUPPORTS))
    assert given == ([(1,), (2,), (1,)], [Bearing.SUPPORTS, Bearing.REFUTES])


def test_context_gives_way_to_what_a_finding_has_speak_for_or_against() -> None:
    citer = Citer(corpus(), DAY, [finding(quote(bearing=Bearing.REFUTES))])
    (sentence,) = citer.sentences((DraftSentence("Said.", (quote(bearing=Bearing.CONTEXT),)),))
    (cited,) = citer.findings()
    assert sentence.citations == cited.citations == (1,)
    assert [c.quote.bearing for c in citer.citations()] == [Bearing.REFUTES]


def test_context_joins_a_quote_that_has_a_number() -> None:
    assert numbers(quote(bearing=Bearing.SUPPORTS), quote(bearing=Bearing.CONTEXT)) == (
        [(1,), (1,)],
        [Bearing.SUPPORTS],
    )


def test_a_number_that_was_told_is_not_given_to_another_bearing() -> None:
    ear = Ear()
    citer = Citer(corpus(), DAY, listener=ear)
    said = [DraftSentence("Said.", (quote(bearing=each),)) for each in (Bearing.CONTEXT, Bearing.SUPPORTS)]
    assert [sentence.citations for sentence in citer.sentences(said)] == [(1,), (2,)]
    assert ear.citations == list(citer.citations())


def test_a_sentence_is_told_as_soon_as_it_is_written_and_after_its_new_citations() -> None:
    ear = Ear()
    other = quote("Warts came back.", number=2)
    heard_before_the_second: list[object] = []

    def draft() -> Iterator[DraftSentence]:
        yield DraftSentence("First.", (quote(),))
        heard_before_the_second.extend(ear.heard)
        yield DraftSentence("Second.", (quote(), other))

    citer = Citer(corpus(), DAY, [finding(quote("Seen in findings alone.", number=3))], ear)
    sentences, _ = citer.sentences(draft()), citer.findings()
    first, second, third = citer.citations()
    assert heard_before_the_second == [first, sentences[0]]
    assert ear.heard == [first, sentences[0], second, sentences[1], third]
