"""Greetings, thanks, and questions about who is answering."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain import Outcome
from service.language.phrases import Phrases
from service.language.policy import SmallTalk
from service.triage.decision import Decision


class SmallTalks:
    """Recognises messages that are small talk from end to end."""

    def __init__(self, kinds: Sequence[SmallTalk], topics: tuple[str, ...]) -> None:
        """Make the patterns ready; `topics` are questions to offer in return."""
        self._ready = [(kind, Phrases(kind.signs)) for kind in kinds]
        self._topics = topics

    def decide(self, form: str) -> Decision | None:
        """A friendly line that names the subject; None where any sentence is more than small talk."""
        sentences = [sentence for sentence in form.strip(" .").split(" . ") if sentence]
        kinds = [self._kind_of(f" . {sentence} . ") for sentence in sentences]
        if not kinds or None in kinds:
            return None
        first = next(kind for kind, _ in self._ready if kind in kinds)
        return Decision(Outcome.OUT_OF_SCOPE, first.id, first.say, next_steps=self._topics)

    def _kind_of(self, sentence: str) -> SmallTalk | None:
        return next((kind for kind, phrases in self._ready if phrases.found_in((sentence,))), None)
