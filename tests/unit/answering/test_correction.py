from __future__ import annotations

from service.answering import frames
from service.answering.citing import Citer
from service.answering.correction import correction
from service.answering.gate import Gate
from service.domain import Basis, Bearing, Claim, Finding, Span, Verdict
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS, DAY, corpus, quote

GATE = Gate(ConceptMatcher(CONCEPTS))
CLAIM = Claim("Aspirin clears all warts.", Span(0, 25))


def finding(verdict: Verdict, *, wording: str = "", bearing: Bearing = Bearing.REFUTES) -> Finding:
    return Finding(CLAIM, verdict, 0.9, Basis.CLAIM_REVIEW, (quote(bearing=bearing),), better_wording=wording)


def texts(verdict: Verdict, **given: str) -> list[str]:
    return [sentence.text for sentence in correction(finding(verdict, **given), GATE)]  # type: ignore[arg-type]


def test_the_editors_wording_comes_first_then_the_quotes_that_do_not_repeat_it() -> None:
    wording = "In one trial aspirin cleared warts in 64 % of adults, not in all."
    other = quote(
        "A review of seven studies in adults found that warts often came back within a year.", Bearing.REFUTES, number=2
    )
    found = Finding(CLAIM, Verdict.OVERSIMPLIFIED, 0.9, Basis.CLAIM_REVIEW, (quote(), other), better_wording=wording)
    assert [sentence.text for sentence in correction(found, GATE)] == [wording, other.text]


def test_a_wording_that_the_quotes_do_not_bear_gives_way_to_the_quotes() -> None:
    said = texts(Verdict.OVERSIMPLIFIED, wording="Ibuprofen clears 99 % of warts.")
    assert said == [frames.OVERSIMPLIFIED, quote().text]


def test_both_sides_of_a_contested_claim_are_shown() -> None:
    other = quote("In another trial, aspirin did not clear warts in adults.", Bearing.REFUTES, number=2)
    contested = Finding(CLAIM, Verdict.CONTESTED, 0.6, Basis.EVIDENCE, (quote(), other))
    said = [sentence.text for sentence in correction(contested, GATE)]
    assert said == [frames.CONTESTED, frames.ONE_SIDE, quote().text, frames.OTHER_SIDE, other.text]


def test_what_is_not_settled_says_so_before_the_nearest_passage() -> None:
    said = texts(Verdict.NOT_ENOUGH_EVIDENCE)
    assert said == [frames.NOT_SETTLED, frames.NEAREST, quote().text]


def test_one_quote_has_one_number_wherever_it_is_cited() -> None:
    citer = Citer(corpus(), DAY, [finding(Verdict.REFUTED)])
    draft = correction(finding(Verdict.REFUTED), GATE)
    sentences = citer.sentences((*draft, *draft))
    findings = citer.findings()
    assert {n for s in sentences for n in s.citations} == {1}
    assert findings[0].citations == (1,)
    assert [citation.n for citation in citer.citations()] == [1]
