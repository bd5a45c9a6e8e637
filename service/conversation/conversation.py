"""What of the history a stage may see, and what is kept of a turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from service.conversation.faithful import faithful
from service.conversation.followup import is_follow_up, on_the_subject, presses, resolve
from service.conversation.insistence import opens_as_question
from service.conversation.pressure import pressure_of
from service.domain import Outcome, Pressed, Pressure, Session, Turn
from service.errors import PartUnavailable
from service.language.concepts import ConceptMatcher
from service.ports import NOBODY, Clock, FollowUps, SessionStore, Witness
from service.receipt import Held


class Conversation:
    """Opens sessions, resolves follow-ups, stores turns."""

    def __init__(
        self,
        store: SessionStore,
        matcher: ConceptMatcher,
        subject: frozenset[str],
        clock: Clock,
        new_id: Callable[[], str],
        follow_ups: FollowUps | None = None,
    ) -> None:
        self._store = store
        self._matcher = matcher
        self._subject = subject
        self._clock = clock
        self._new_id = new_id
        self._follow_ups = follow_ups

    def open(self, session_id: str | None) -> Session:
        """The session of that id; an unknown id starts an empty one of the same id, none one of a new id."""
        known = self._store.get(session_id) if session_id else None
        return known or Session(session_id or self._new_id(), self._clock.now())

    def resolve(self, message: str, session: Session, witness: Witness = NOBODY) -> str:
        """The message as a text of its own; what only presses the last one asks that again."""
        resolved = self._by_rule(message, session)
        if resolved == message or self.pressure(message, session):
            return resolved
        return self._rewritten(message, session, witness) or resolved

    def _by_rule(self, message: str, session: Session) -> str:
        turns = on_the_subject(session.turns)
        if not is_follow_up(message, turns, self._matcher, self._subject):
            return message
        return resolve(message, turns, self._matcher, self._subject)

    def pressure(self, message: str, session: Session) -> Pressure | None:
        """What a message leans on that only presses the last one; None where it does not."""
        turns = on_the_subject(session.turns)
        return pressure_of(message) if turns and presses(message, turns[-1], self._matcher) else None

    def pressed(self, message: str, session: Session, resolved: str, told: str) -> Pressed | None:
        """That a message, which asks nothing new, brought back the gist of earlier replies; None where it did not.

        Of a turn whose reply is not known, the same text stands for the same gist.
        """
        again = [t.told == told if t.outcome else t.resolved == resolved for t in session.turns]
        times = sum(again) if told else 0
        return Pressed(pressure_of(message), times - 1) if times and not opens_as_question(message) else None

    def _rewritten(self, message: str, session: Session, witness: Witness) -> str | None:
        """By a chat model, where there is one and it keeps to what was said."""
        earlier = [turn.resolved for turn in session.turns]
        try:
            text = self._follow_ups.self_standing(message, earlier, witness) if self._follow_ups else None
        except PartUnavailable:
            return None
        if text and not faithful(text, message, earlier, self._matcher):
            witness.note(Held("the follow-up asks something else", ()))
            return None
        return text

    def retold(self, messages: Iterable[str]) -> Session:
        """A session, stored nowhere, as if these messages had been sent one after another; no chat model reads them."""
        session = self.open(None)
        for message in messages:
            session = self._longer(session, message, self._by_rule(message, session), None)
        return session

    def keep(self, session: Session, message: str, resolved: str, outcome: Outcome, told: str = "") -> None:
        """Store a turn at the end of the session; `told` is the gist of the reply."""
        self._store.put(self._longer(session, message, resolved, outcome, told))

    def forget(self, session_id: str) -> bool:
        """Delete a session; False where there was none."""
        return self._store.delete(session_id)

    def _longer(
        self, session: Session, message: str, resolved: str, outcome: Outcome | None, told: str = ""
    ) -> Session:
        concepts = tuple(dict.fromkeys(mention.concept_id for mention in self._matcher.find(resolved)))
        turn = Turn(message, resolved, outcome, concepts, self._clock.now(), told)
        return Session(session.id, session.created_at, (*session.turns, turn))
