"""Models that draft what the passages do not say. Each says it again when it is asked to write the sentence anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.chat_models import rules
from tests.chat_models.asked import Asked
from tests.chat_models.behaviour import Said, Wording
from tests.chat_models.honest import copied, verbatim
from tests.chat_models.marks import is_piece, marks_of
from tests.chat_models.rules import Twist
from tests.chat_models.wire import Rewrite, Shown, passages_of, sentences

NEVER_SHOWN = "never-shown"
LIE = "It cures nine of ten people with migraine for good."
Cited = Callable[[Asked, Shown], Sequence[str]]


def lying(*twists: Twist) -> Wording:
    """Copies a passage, and turns another; the first twist that finds something in any passage is taken."""
    return lambda asked: told(asked, *_turned(asked, twists)) if asked.passages else copied(asked)


def _turned(asked: Asked, twists: Sequence[Twist]) -> tuple[Shown, str]:
    """The last twist is one that always applies."""
    return next(
        (shown, turned)
        for twist in twists
        for shown in asked.passages
        if (turned := twist(shown.text)) and turned != shown.text
    )


def told(asked: Asked, shown: Shown, text: str, tokens: Sequence[str] | None = None) -> Said:
    """A draft of one true sentence and this one; alone where one is asked for."""
    false = (text, [shown.passage] if tokens is None else tokens)
    true = [] if isinstance(asked.task, Rewrite) else verbatim([p for p in asked.passages if p != shown][:1])
    if is_piece(text, shown.text):
        return Said(sentences(*true, false), alone=(text,))
    return Said(sentences(*true, false), marks_of(shown.text, text, asked.shown))


def invented_token(asked: Asked) -> Said:
    """A lie that cites a passage which was not shown."""
    return _of_first(asked, lambda shown: told(asked, shown, LIE, [NEVER_SHOWN]))


def true_with_invented_token(asked: Asked) -> Said:
    """A true sentence that cites a passage which was not shown beside its own."""
    return _of_first(
        asked,
        lambda shown: Said(sentences((shown.text, [shown.passage, NEVER_SHOWN])), (NEVER_SHOWN,)),
    )


def replayed_token(asked: Asked) -> Said:
    """A lie that cites a passage of an earlier conversation."""
    earlier = [shown.passage for shown in asked.earlier[:1]]
    return _of_first(asked, lambda shown: told(asked, shown, LIE, earlier or [shown.passage[::-1] + "0"]))


def without_citation(asked: Asked) -> Said:
    """A lie that cites nothing."""
    return _of_first(asked, lambda shown: told(asked, shown, LIE, []))


def wrong_passage(asked: Asked) -> Said:
    """What one passage says, in other words and cited to the passage that is least like it."""

    def answer(shown: Shown) -> Said:
        text = f"It was found that {shown.text[0].lower()}{shown.text[1:]}"
        other = min(asked.passages, key=lambda each: _likeness(each.text, shown.text))
        if other == shown:
            return told(asked, shown, LIE)
        return told(asked, shown, text, [other.passage])

    return _of_first(asked, answer)


def _likeness(one: str, other: str) -> int:
    return len(set(one.lower().split()) & set(other.lower().split()))


def number_of_another(asked: Asked) -> Said:
    """One passage's sentence with the number of another, both cited, so that each number stands in what is cited."""
    for shown in asked.passages:
        for other in asked.passages:
            if text := _with_number_of(shown.text, other.text):
                return told(asked, shown, text, [shown.passage, other.passage])
    return lying(rules.wrong_number, rules.in_everyone)(asked)


def _with_number_of(text: str, other: str) -> str | None:
    mine, theirs = rules.share(text), rules.share(other)
    if not (mine and theirs) or abs(float(mine) - float(theirs)) < 15:
        return None
    return text.replace(mine, theirs, 1)


def spliced(asked: Asked) -> Said:
    """Where or in whom one thing was found, and what was found elsewhere, both passages cited."""
    for shown in asked.passages:
        for other in asked.passages:
            opening, rest = rules.opening_of(other.text), rules.rest_of(shown.text)
            if opening and rest and shown != other:
                text = f"{opening}, {rest[0].lower()}{rest[1:]}"
                return told(asked, shown, text, [other.passage, shown.passage])
    return lying(rules.for_children)(asked)


def two_sentences_in_one(asked: Asked) -> Said:
    """A lie behind a true sentence, in one text with one citation."""
    return _with_lie(asked, lambda text: f"{text} {LIE}")


def joined_by_and(asked: Asked) -> Said:
    """A lie joined to a true sentence by "and"."""
    return _with_lie(asked, lambda text: f"{text.rstrip('.')}, and {LIE[0].lower()}{LIE[1:]}")


def lie_before_truth(asked: Asked) -> Said:
    """A lie in front of a true sentence, which stands behind a semicolon."""
    return _with_lie(asked, lambda text: f"{LIE.rstrip('.')}; {text}")


def _with_lie(asked: Asked, joined: Callable[[str], str]) -> Said:
    return _of_first(
        asked,
        lambda shown: Said(sentences((joined(shown.text), [shown.passage])), (LIE.removeprefix("It ").rstrip("."),)),
    )


def outright(*texts: str, cites: bool = True) -> Wording:
    """Sentences that no passage says, cited to the first."""

    def wording(asked: Asked) -> Said:
        tokens = [shown.passage for shown in asked.passages[:1]] if cites else []
        told_ = texts[:1] if isinstance(asked.task, Rewrite) else texts
        return Said(sentences(*[(text, tokens) for text in told_]), tuple(text.rstrip(".") for text in told_))

    return lambda asked: wording(asked) if passages_of(asked.task) else copied(asked)


def _of_first(asked: Asked, answer: Callable[[Shown], Said]) -> Said:
    return answer(asked.passages[0]) if asked.passages else copied(asked)
