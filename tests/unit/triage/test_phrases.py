from __future__ import annotations

import pytest

from service.language.fold import fold
from service.language.normal_form import normal_form, readings
from service.language.phrases import PatternFault, Phrases, Sign, compile_any, expand


def finds(pattern: str, text: str, unless: tuple[str, ...] = ()) -> bool:
    return Phrases([Sign((pattern,), unless)]).found_in(readings(text))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("I don\u2019t sleep.", " . i dont slep . "),
        ("Pilllls! now", " . pils . now . "),
        ("0.5 mg, 200mg", " . 0 5 mg 200 mg . "),
        ("no no no", " . no . "),
        ("", " . "),
        ("caf\u00e9 self-harm", " . cafe self harm . "),
    ],
)
def test_the_normal_form_is_plain_words(text: str, form: str) -> None:
    assert normal_form(fold(text)) == form


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("want to die", "i WANT to die"),
        ("(want|need) to (really)? sleep", "I need to sleep"),
        ("(want|need) to (really)? sleep", "I want to really sleep"),
        ("took ... pills", "took two of the small pills"),
        ("took ## pills", "took 40 pills"),
        ("kill_time", "killtime"),
        (". help", "All good. Help!"),
        ("pills?", "a pill"),
    ],
)
def test_each_sign_of_the_notation_matches(pattern: str, text: str) -> None:
    assert finds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("want to die", "want to diet"),
        ("want to die", "unwant to die"),
        ("took ... pills", "he took one. The pills are red"),
        ("took ... pills", "took one of her very many old pills"),
        ("took ## pills", "took 4 pills"),
        (". help", "they help"),
    ],
)
def test_patterns_keep_to_whole_words_and_one_sentence(pattern: str, text: str) -> None:
    assert not finds(pattern, text)


def test_an_unless_pattern_rules_out_its_own_sentence_only() -> None:
    assert not finds("i fell", "I fell years ago", ("years ago",))
    assert finds("i fell", "It was years ago. I fell today.", ("years ago",))
    assert finds("i fell", "I fell years ago. I fell today.", ("years ago",))


def test_a_word_list_may_be_used_by_name() -> None:
    assert expand("my {kin}", {"kin": "mum | dad"}) == "my (mum | dad)"
    with pytest.raises(PatternFault, match="nobody"):
        expand("my {nobody}", {})


@pytest.mark.parametrize("pattern", ["", "a*", "a+b", "a{2,}", "(a", "a)", "(a|)", "stud(y|ies)", "[ab]", r"\w"])
def test_whatever_could_repeat_without_end_or_mislead_is_refused(pattern: str) -> None:
    with pytest.raises(PatternFault):
        compile_any([pattern])


def test_no_patterns_match_nowhere() -> None:
    assert not compile_any([]).search(b" . anything . ")
