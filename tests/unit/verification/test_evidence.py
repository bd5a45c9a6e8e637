"""How passages are weighed: what the judge says, less where a passage is about something else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from service.domain import Stance
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.verification.evidence import OFF_FOCUS, Evidence
from tests.samples import corpus, ranked


class CertainJudge:
    """Supports everything that names warts."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """One stance a pair."""
        return [Stance(0.9, 0.06, 0.04, 0.8) if "wart" in claim else Stance(0.1, 0.1, 0.8, 0.1) for claim, _ in pairs]


@pytest.fixture
def evidence() -> Evidence:
    held = corpus()
    matcher = ConceptMatcher(held.concepts)
    return Evidence(held, CertainJudge(), Focus(matcher, held.scope))


def test_a_passage_that_speaks_of_what_the_claim_names_keeps_its_stance(evidence: Evidence) -> None:
    ((weighed,),) = evidence.weigh(["Aspirin clears warts."], [(ranked(),)])
    assert weighed.stance.supports == pytest.approx(0.9)


def test_a_passage_that_is_silent_on_a_named_drug_weighs_less(evidence: Evidence) -> None:
    ((weighed,),) = evidence.weigh(["Ibuprofen clears warts."], [(ranked(),)])
    assert weighed.stance.supports == pytest.approx(0.9 * OFF_FOCUS)
    assert weighed.stance.supports + weighed.stance.refutes + weighed.stance.neutral == pytest.approx(1)
    assert weighed.stance.relevance == pytest.approx(0.8)


def test_numbers_that_agree_are_told(evidence: Evidence) -> None:
    ((weighed,),) = evidence.weigh(["Aspirin cleared warts in 64 % of adults."], [(ranked(),)])
    assert weighed.numbers_borne_out == 1.0
    assert not weighed.contradicts_a_number


def test_a_text_that_a_passage_settles_is_on_the_subject(evidence: Evidence) -> None:
    assert evidence.bears_on("It got rid of my warts.", [ranked()])
    assert not evidence.bears_on("Who won the cup?", [ranked()])
    assert not evidence.bears_on("It got rid of my warts.", [])
