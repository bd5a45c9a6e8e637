"""What a chat model costs and what its leash stops: the same messages, answered extractively and worded by the model.

The model is that of the settings; where they name none it is the small local one.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

from eval.bench.estimate import Estimate, quantile, rate
from eval.bench.figure import SHARE, Figure, Measured, PartFault
from eval.bench.held import HeldChat
from eval.bench.local_model import local_model
from eval.bench.order import Workplace
from eval.bench.watched import Judged, TimedChat, Watch, WatchedLeash
from eval.result import Json
from eval.runner import Progress
from service.answering.answerer import Answerer
from service.answering.gate import Gate
from service.answering.leash import FaultOf
from service.answering.writing import WritingAnswerer
from service.bootstrap import Models, build, load_models, open_chat_model, open_leash
from service.chat.asking import Asker
from service.chat.drafting import ModelDrafter
from service.domain import EXTRACTIVE
from service.errors import InvalidInput
from service.language.concepts import ConceptMatcher
from service.pipeline import FactChecker
from service.ports import ChatModel
from service.settings import Settings

WARM_UP = 2
LOCAL_SECONDS, LOCAL_TOKENS = 300.0, 250
"""What the local model has for a reply: long, since its own time is taken out."""
REASONS = 8
_PARTICULAR = re.compile(r"“[^”]*”|\d[\d.,]*")
NOTES = (
    "Each development case is one message without a history; those that the model was not asked about are left out.",
    "The model's own time is what was spent waiting for its words; it is taken out where a figure says so.",
    "A sentence that is written anew counts each time. chat.jsonl has every sentence with what became of it.",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """One reply in seconds; `model` is the model's own time, `model_before` its part before the first sentence.

    `by_model` tells that a sentence of the reply is the model's.
    """

    first: float
    whole: float
    model_before: float = 0.0
    model: float = 0.0
    by_model: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One message, answered in both ways, and what the leash said of the model's sentences."""

    message: str
    plain: Timing
    worded: Timing
    judged: tuple[Judged, ...]


def measure_chat(place: Workplace, progress: Progress) -> Measured:
    """Times to the first sentence and to the whole reply, what a sentence costs to check, and what is stopped and why."""
    with opened(place) as (settings, chat):
        models = load_models(settings.model_copy(update={"chat_model": None}))
        return told(chat.name, list(rounds_of(place, settings, models, TimedChat(chat), progress)))


def told(name: str, rounds: Sequence[Round]) -> Measured:
    """The figures of messages that were answered in both ways; PartFault where the model wrote nothing to judge."""
    asked = [each for each in rounds if each.worded.model]
    if not any(each.judged for each in asked):
        raise PartFault(f"the chat model {name} wrote no sentence in {len(rounds)} replies")
    figures = [*times(asked), *leash_figures([each.judged for each in asked])]
    return Measured("chat", figures, notes=(f"Chat model: {name}.", *NOTES), kept=list(kept(asked)))


@contextmanager
def opened(place: Workplace) -> Iterator[tuple[Settings, ChatModel]]:
    """The chat model of the settings, or the local one, with settings that give it time."""
    named = place.settings
    if named.chat_model:
        yield named, _open(named)
        return
    with local_model(place.settings, place.scratch) as local:
        settings = named.model_copy(
            update={
                "chat_model": f"openai:{local.name}",
                "chat_base_url": local.base_url,
                "chat_options": {"temperature": 0},
                "chat_timeout_seconds": LOCAL_SECONDS,
                "chat_max_tokens": LOCAL_TOKENS,
            }
        )
        yield settings, HeldChat(_open(settings))


def _open(settings: Settings) -> ChatModel:
    try:
        chat = open_chat_model(settings)
    except InvalidInput as fault:
        raise PartFault(str(fault)) from fault
    if chat is None:
        raise PartFault("the settings name no chat model")
    return chat


def rounds_of(
    place: Workplace, settings: Settings, models: Models, chat: TimedChat, progress: Progress
) -> Iterator[Round]:
    """Every message in both ways, one after the other; `models` have no chat model of their own."""
    plain = build(settings, models=models)
    leash = WatchedLeash(open_leash(plain.corpus, Gate(ConceptMatcher(plain.corpus.concepts)), models.judge))
    worded = replace(plain, answerer=worded_by(chat, plain.answerer, leash.fault, settings))
    for text in place.texts[:WARM_UP]:
        plain.reply(text)
    for done, text in enumerate(place.texts, 1):
        leash.judged.clear()
        yield Round(text, timed(plain, text, chat), timed(worded, text, chat), tuple(leash.judged))
        progress(done, len(place.texts))
    plain.close()


def worded_by(chat: ChatModel, answerer: Answerer, fault_of: FaultOf, settings: Settings) -> Answerer:
    """The same answerer with the model's wording, and no other use of the model."""
    drafter = ModelDrafter(Asker(chat, settings.chat_timeout_seconds))
    return WritingAnswerer(answerer, drafter, fault_of, settings.max_reply_sentences)


def timed(checker: FactChecker, text: str, chat: TimedChat) -> Timing:
    """One reply, timed."""
    chat.seconds = 0.0
    watch = Watch(chat)
    reply = checker.reply(text, listener=watch)
    whole = time.perf_counter() - watch.began
    return Timing(watch.first or whole, whole, watch.model_before, chat.seconds, reply.answerer != EXTRACTIVE)


def times(asked: Sequence[Round]) -> Iterator[Figure]:
    """Extractive, and worded by the model with and without its own time."""
    plain, worded = [each.plain for each in asked], [each.worded for each in asked]
    rows = {
        "first sentence, extractive": [each.first for each in plain],
        "first sentence, chat model's own time taken out": [each.first - each.model_before for each in worded],
        "first sentence, chat model": [each.first for each in worded],
        "whole reply, extractive": [each.whole for each in plain],
        "whole reply, chat model's own time taken out": [each.whole - each.model for each in worded],
        "whole reply, chat model": [each.whole for each in worded],
    }
    for name, seconds in rows.items():
        yield from quantiles(name, seconds)
    yield Figure("replies that the chat model worded", SHARE, share([each.by_model for each in worded]))


def leash_figures(judged: Sequence[Sequence[Judged]]) -> Iterator[Figure]:
    """What a sentence costs to check, and how many are stopped, by reason; sentences of one reply are resampled together."""
    each = [sentence for row in judged for sentence in row]
    yield from quantiles("leash, one sentence", [sentence.seconds for sentence in each])
    stopped = [[reason(sentence.fault) if sentence.fault else "" for sentence in row] for row in judged]
    written = [float(len(row)) for row in judged]
    yield Figure("sentences stopped", SHARE, rate([float(len([*filter(None, row)])) for row in stopped], written))
    yield Figure(
        "sentences copied from a passage", SHARE, rate([float(sum(s.copied for s in row)) for row in judged], written)
    )
    for why, _ in Counter(why for row in stopped for why in row if why).most_common(REASONS):
        yield Figure(f"stopped: {why}", SHARE, rate([float(row.count(why)) for row in stopped], written))


def quantiles(name: str, seconds: Sequence[float]) -> Iterator[Figure]:
    """p50 and p95 in ms."""
    ms = [1000 * each for each in seconds]
    yield Figure(f"{name}, p50", "ms", quantile(ms, 0.5))
    yield Figure(f"{name}, p95", "ms", quantile(ms, 0.95))


def share(marks: Sequence[bool]) -> Estimate:
    """How many of all."""
    return rate([float(mark) for mark in marks], [1.0] * len(marks))


def reason(fault: str) -> str:
    """A fault without what is particular to one sentence."""
    return _PARTICULAR.sub("…", fault)


def kept(asked: Sequence[Round]) -> Iterator[Json]:
    """Every sentence that was judged, with the message that it replies to."""
    for each in asked:
        for sentence in each.judged:
            yield {"message": each.message, **asdict(sentence)}
