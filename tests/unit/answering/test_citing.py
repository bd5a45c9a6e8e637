"""Which number a quote gets."""

from __future__ import annotations

from service.answering.citing import Citer
from service.answering.draft import DraftSentence
from service.domain import Basis, Bearing, Claim, Finding, Quote, Span, Verdict
from tests.samples import DAY, corpus, quote


def finding(*quotes: Quote) -> Finding:
    return Finding(Claim("Aspirin clears warts.", Span(0, 21)), Verdict.SUPPORTED, 0.9, Basis.EVIDENCE, quotes)


def numbers(*quotes: Quote) -> tuple[list[tuple[int, ...]], list[Bearing]]:
    citer = Citer(corpus(), DAY)
    cited = citer.findings(finding(one) for one in quotes)
    return [c.citations for c in cited], [c.quote.bearing for c in citer.citations()]


def test_a_quote_for_one_claim_and_against_another_has_a_number_for_each() -> None:
    given = numbers(quote(bearing=Bearing.SUPPORTS), quote(bearing=Bearing.REFUTES), quote(bearing=Bearing.SUPPORTS))
    assert given == ([(1,), (2,), (1,)], [Bearing.SUPPORTS, Bearing.REFUTES])


def test_context_gives_way_to_what_speaks_for_or_against() -> None:
    citer = Citer(corpus(), DAY)
    (sentence,) = citer.sentences((DraftSentence("Said.", (quote(bearing=Bearing.CONTEXT),)),))
    (cited,) = citer.findings([finding(quote(bearing=Bearing.REFUTES))])
    assert sentence.citations == cited.citations == (1,)
    assert [c.quote.bearing for c in citer.citations()] == [Bearing.REFUTES]


def test_context_joins_a_quote_that_has_a_number() -> None:
    assert numbers(quote(bearing=Bearing.SUPPORTS), quote(bearing=Bearing.CONTEXT)) == (
        [(1,), (1,)],
        [Bearing.SUPPORTS],
    )
