"""The decision table, line by line."""

from __future__ import annotations

from service.domain import Excess, Overstep, Stance, Tier, Verdict
from service.verification.evidence import Weighed
from service.verification.verdict import rule
from tests.samples import ranked, source

FOR, AGAINST, NEITHER = Stance(0.95, 0.02, 0.03), Stance(0.02, 0.95, 0.03), Stance(0.1, 0.1, 0.8)
BEYOND = (Excess(Overstep.OVERGENERALISATION, "all against half"),)


def weighed(
    stance: Stance, name: str = "a", excesses: tuple[Excess, ...] = (), tier: Tier = Tier.SYNTHESIS, dense: float = 0.8
) -> Weighed:
    return Weighed(ranked(source_id=name, dense=dense), source(id=name, tier=tier), stance, excesses)


def test_nothing_that_settles_is_not_enough_evidence() -> None:
    assert rule([]).verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert rule([weighed(NEITHER)]).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_support_alone_is_supported() -> None:
    assert rule([weighed(FOR), weighed(NEITHER, "b")]).verdict is Verdict.SUPPORTED


def test_support_of_a_weaker_version_is_oversimplified() -> None:
    ruling = rule([weighed(FOR, excesses=BEYOND)])
    assert (ruling.verdict, ruling.excesses) == (Verdict.OVERSIMPLIFIED, BEYOND)


def test_one_passage_of_the_same_strength_makes_an_overstep_good() -> None:
    assert rule([weighed(FOR, excesses=BEYOND), weighed(FOR, "b")]).verdict is Verdict.SUPPORTED


def test_refutation_alone_is_refuted() -> None:
    assert rule([weighed(AGAINST)]).verdict is Verdict.REFUTED


def test_comparable_sources_on_both_sides_are_contested() -> None:
    assert rule([weighed(FOR), weighed(AGAINST, "b")]).verdict is Verdict.CONTESTED


def test_one_source_does_not_dispute_itself() -> None:
    assert rule([weighed(FOR), weighed(AGAINST)]).verdict is not Verdict.CONTESTED


def test_a_wrong_number_turns_support_into_refutation() -> None:
    wrong = (Excess(Overstep.WRONG_NUMBER, "84 against 64"),)
    assert rule([weighed(FOR, excesses=wrong)]).verdict is Verdict.REFUTED


def test_numbers_that_a_passage_bears_out_outweigh_a_doubtful_refutation() -> None:
    doubtful = Stance(0.4, 0.5, 0.1)
    plain = weighed(doubtful)
    agreeing = Weighed(plain.ranked, plain.source, plain.stance, (), numbers_borne_out=1.0)
    assert rule([plain]).verdict is Verdict.REFUTED
    assert rule([agreeing]).verdict is Verdict.SUPPORTED


def test_a_passage_with_other_numbers_counts_something_else_where_one_bears_them_out() -> None:
    wrong = weighed(FOR, "b", (Excess(Overstep.WRONG_NUMBER, "84 against 64"),))
    right = weighed(FOR)
    agreeing = Weighed(right.ranked, right.source, right.stance, (), numbers_borne_out=1.0)
    assert rule([wrong, agreeing]).verdict is Verdict.SUPPORTED


def test_a_passage_about_something_else_settles_nothing() -> None:
    about, beside = (weighed(Stance(0.8, 0.1, 0.1, relevance)) for relevance in (0.9, 0.1))
    assert rule([about]).verdict is Verdict.SUPPORTED
    assert rule([beside]).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_a_passage_far_from_the_claim_settles_nothing() -> None:
    assert rule([weighed(FOR, dense=0.1)]).verdict is Verdict.NOT_ENOUGH_EVIDENCE
