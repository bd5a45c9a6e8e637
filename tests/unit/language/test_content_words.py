from __future__ import annotations

from service.language.hedging import force
from service.language.polarity import negations, same_polarity
from service.language.words import content_stems, content_words


def test_content_words_leave_function_words_and_bare_numbers_out() -> None:
    assert content_words("It is the treatment-resistant kind, in 30 of the people") == ["treatment", "resistant"]


def test_inflected_forms_share_a_stem() -> None:
    assert content_stems("infusions relapsed") == content_stems("infusion relapse")


def test_a_denial_turns_polarity_and_not_only_does_not() -> None:
    assert not same_polarity("It helps.", "It does not help.")
    assert same_polarity("It is not only a painkiller.", "It is a painkiller.")
    assert negations("nobody ever failed") == 2


def test_force_tells_hedged_plain_and_emphatic_apart() -> None:
    assert [force(t) for t in ("It may help some.", "It helps.", "It always cures.")] == [0, 1, 2]
