"""Wires the parts together; the only importer of adapters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from service.adapters.bm25 import Bm25Index, write_bm25
from service.adapters.chroma import ChromaIndex, write_chroma
from service.adapters.cross_encoder_judge import open_cross_encoder
from service.adapters.langchain_chat import Connection, open_chat
from service.adapters.memory_sessions import MemorySessions
from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import OnnxJudge
from service.adapters.onnx_sense import OnnxSense
from service.adapters.spacy_parser import SpacyParser
from service.adapters.speller import SymSpeller
from service.adapters.sqlite_receipts import SqliteReceipts
from service.adapters.system import SystemClock, random_id
from service.answering.answerer import Answerer, ExtractiveAnswerer
from service.answering.gate import Gate
from service.answering.leash import Leash
from service.answering.rewording import RewordingAnswerer
from service.answering.selection import Selection
from service.answering.writing import WritingAnswerer
from service.chat.helpers import Helpers, chat_helpers
from service.claims.reader import ClaimReader
from service.conversation.conversation import Conversation
from service.domain import Corpus, Passage
from service.errors import NotFound
from service.ingestion.anchors import AnchorKind
from service.ingestion.build import BuildReport, Progress, Tools
from service.ingestion.build import build_index as build_generation
from service.ingestion.generation import Generation, Layout, live_name, open_generation
from service.ingestion.safety import load_safety
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.language.policy import SafetyPolicy
from service.language.vocabulary import Vocabulary
from service.language.words import words
from service.pipeline import FactChecker
from service.ports import (
    ChatModel,
    Encoder,
    Judge,
    LexicalIndex,
    MessageSense,
    Parser,
    ReceiptStore,
    SessionStore,
    Speller,
    VectorIndex,
)
from service.receipt import Receipt
from service.receipts.receipts import Receipts
from service.retrieval.search import PassageSearch
from service.settings import Settings
from service.triage.sense import Senses
from service.triage.triage import Triage
from service.verification.evidence import Evidence
from service.verification.logistic import load_logistic
from service.verification.precedent import Anchors, Precedents
from service.verification.strength.axes import excesses
from service.verification.strength.side import EvidenceSide
from service.verification.unsettled import Unsettled
from service.verification.verifier import Verifier

RECEIPTS = "receipts.sqlite"
MODELS = Path(__file__).resolve().parent / "models"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts over one generation that can be replaced, see `ports`; `weights` are the sha256 of models, by use."""

    encoder: Encoder
    judge: Judge
    sense: MessageSense
    vectors: VectorIndex
    lexical: LexicalIndex
    parser: Parser
    speller: Speller
    weights: Mapping[str, str]
    chat: ChatModel | None = None


def open_sessions(settings: Settings) -> SessionStore:
    """The store of conversations; made once, it outlives a swap of the index."""
    return MemorySessions(
        max_sessions=settings.session_max_count,
        max_turns=settings.session_max_turns,
        ttl_seconds=settings.session_ttl_seconds,
        clock=SystemClock(),
    )


class LoadedJudge(Judge, Protocol):
    """A judge with the sha256 of its weights."""

    model_hash: str


@dataclass(frozen=True, slots=True)
class Models:
    """Whatever is loaded from weights; it serves any index that was made by its encoder."""

    encoder: OnnxEncoder
    judge: LoadedJudge
    sense: OnnxSense
    parser: SpacyParser
    chat: ChatModel | None = None

    @property
    def hashes(self) -> dict[str, str]:
        """The sha256 of the weights, by use."""
        return {
            "encoder": self.encoder.model_hash,
            "judge": self.judge.model_hash,
            "sense": self.sense.model_hash,
        }


def load_models(settings: Settings) -> Models:
    """Load all models side by side: checking and reading weights holds no lock. Raises ModelFault."""
    with ThreadPoolExecutor(thread_name_prefix="load-model") as pool:
        judge = pool.submit(open_judge, settings)
        sense = pool.submit(OnnxSense, MODELS / "sense", threads=settings.threads)
        encoder = pool.submit(open_encoder, settings)
        parser = SpacyParser()
        return Models(encoder.result(), judge.result(), sense.result(), parser, open_chat_model(settings))


def build(settings: Settings, sessions: SessionStore | None = None, models: Models | None = None) -> FactChecker:
    """A fact checker over the live index; conversations go to `sessions`, or to a store of its own.

    `models` that are loaded already are used again.

    Raises IndexNotReady before the first build, IndexMismatch where the index was made by another model, CorpusFault
    and ModelFault where what is on disk is not what was admitted or pinned.
    """
    models = models or load_models(settings)
    generation = open_generation(settings.index_dir, model_hash=models.encoder.model_hash)
    policy = load_safety(generation.layout.corpus)
    return wire(settings, generation, policy, open_parts(generation, models), sessions or open_sessions(settings))


def open_parts(generation: Generation, models: Models) -> Parts:
    """The parts of production over an opened generation."""
    return Parts(
        encoder=models.encoder,
        judge=models.judge,
        sense=models.sense,
        vectors=ChromaIndex(generation.layout.vectors),
        lexical=Bm25Index(generation.layout.words),
        parser=models.parser,
        speller=SymSpeller(_vocabulary(generation.corpus)),
        weights=models.hashes,
        chat=models.chat,
    )


def wire(
    settings: Settings, generation: Generation, policy: SafetyPolicy, parts: Parts, sessions: SessionStore
) -> FactChecker:
    """Put the stages together over an opened generation."""
    corpus = generation.corpus
    matcher = ConceptMatcher(corpus.concepts)
    focus = Focus(matcher, corpus.scope)
    vocabulary = Vocabulary(corpus)
    clock = SystemClock()
    subject = frozenset(corpus.scope.core)
    helpers = chat_helpers(parts.chat, settings.chat_uses, settings.chat_timeout_seconds)
    precedents = Precedents(
        corpus.reviews,
        verification_anchors(generation),
        parts.judge,
        focus,
        load_logistic(MODELS / "precedent" / "weights.json"),
    )
    return FactChecker(
        corpus=corpus,
        triage=Triage(policy, matcher, corpus.scope, Senses(parts.sense)),
        conversation=Conversation(sessions, matcher, subject, clock, random_id, helpers.follow_ups),
        reader=ClaimReader(
            parts.parser, parts.speller, matcher, corpus.concepts[corpus.scope.default_concept], helpers.splitter
        ),
        search_passages=PassageSearch(corpus, parts.encoder, parts.vectors, parts.lexical, matcher, parts.speller),
        verifier=Verifier(
            corpus,
            precedents,
            Evidence(corpus, parts.judge, focus),
            Unsettled(matcher, vocabulary),
            load_logistic(MODELS / "confidence" / "weights.json").probability,
        ),
        answerer=_answerer(settings, corpus, policy, parts, helpers),
        clock=clock,
        new_id=random_id,
        passages_per_claim=settings.passages_per_claim,
        models=parts.weights,
        receipts=open_receipts(settings, parts.weights),
        default_region=settings.default_region or None,
    )


def _answerer(settings: Settings, corpus: Corpus, policy: SafetyPolicy, parts: Parts, helpers: Helpers) -> Answerer:
    """The extractive answerer, and what words its replies anew."""
    matcher = ConceptMatcher(corpus.concepts)
    focus = Focus(matcher, corpus.scope)
    gate = Gate(matcher, _fixed_sentences(policy))
    selection = Selection(corpus, matcher, focus, Vocabulary(corpus), parts.judge)
    answerer: Answerer = ExtractiveAnswerer(corpus, gate, selection, settings.max_reply_sentences)
    fault_of = open_leash(corpus, gate, parts.judge).fault
    if helpers.drafter:
        answerer = WritingAnswerer(answerer, helpers.drafter, fault_of, settings.max_reply_sentences)
    if helpers.reworder:
        answerer = RewordingAnswerer(answerer, helpers.reworder, fault_of, settings.chat_reading_grade)
    return answerer


def open_leash(corpus: Corpus, gate: Gate, judge: Judge) -> Leash:
    """What holds the sentences of a chat model to the passages of a corpus."""
    matcher = ConceptMatcher(corpus.concepts)
    return Leash(gate, matcher, Focus(matcher, corpus.scope), judge, partial(_beyond, corpus))


def _beyond(corpus: Corpus, text: str, passage: Passage) -> str | None:
    """See `leash.Beyond`."""
    found = excesses(text, EvidenceSide(passage, corpus.source_of(passage)))
    return found[0].reason if found else None


def open_chat_model(settings: Settings) -> ChatModel | None:
    """The chat model that the settings name. Raises InvalidInput where it cannot be opened."""
    if not settings.chat_model:
        return None
    connection = Connection(
        settings.chat_timeout_seconds,
        settings.chat_max_tokens,
        settings.chat_api_key,
        settings.chat_base_url,
        settings.chat_options,
    )
    return open_chat(settings.chat_model, connection)


def open_receipts(settings: Settings, models: Mapping[str, str]) -> Receipts:
    """Whatever keeps the receipts of these settings; `models` are sha256 of weights, by use."""
    return Receipts(open_receipt_store(settings), SystemClock(), models, keep_words=settings.receipts_keep_words)


def open_receipt_store(settings: Settings) -> ReceiptStore | None:
    """The store of receipts; None where none are kept. Without a file of its own it stands beside the index."""
    if not settings.receipt_ttl_seconds:
        return None
    return SqliteReceipts(
        settings.receipts_file or settings.index_dir / RECEIPTS,
        max_count=settings.receipt_max_count,
        ttl_seconds=settings.receipt_ttl_seconds,
        clock=SystemClock(),
    )


def find_receipt(settings: Settings, reply_id: str | None) -> Receipt:
    """The receipt of a reply, or the newest. Raises NotFound where there is none, and PartUnavailable."""
    store = open_receipt_store(settings)
    if store is None:
        raise NotFound("no receipts are kept: CAVEAT_RECEIPT_TTL_SECONDS is 0")
    with closing(store):
        found = store.get(reply_id) if reply_id else store.newest()
    if found is None:
        raise NotFound(
            f"no receipt has the id {reply_id}, or its time is over" if reply_id else "no receipt is kept yet"
        )
    return found


def open_encoder(settings: Settings) -> OnnxEncoder:
    """The bundled encoder. Raises ModelFault where it is not what was pinned."""
    return OnnxEncoder(MODELS / "encoder", threads=settings.threads)


def open_judge(settings: Settings) -> LoadedJudge:
    """The bundled judge, or the one that is named. Raises ModelFault where it is not what was pinned, or no judge."""
    bundled = OnnxJudge(MODELS / "judge", threads=settings.threads)
    if not settings.judge_model:
        return bundled
    return open_cross_encoder(settings.judge_model, bundled, threads=settings.threads)


def open_search(layout: Layout, corpus: Corpus, encoder: Encoder, matcher: ConceptMatcher) -> PassageSearch:
    """Hybrid search over the indexes that a build wrote for the passages of a corpus."""
    return PassageSearch(
        corpus,
        encoder,
        ChromaIndex(layout.vectors),
        Bm25Index(layout.words),
        matcher,
        SymSpeller(_vocabulary(corpus)),
    )


def build_index(settings: Settings, progress: Progress) -> BuildReport:
    """Build the index from the corpus and swap it in; an unchanged corpus is left as it is."""
    tools = build_tools(open_encoder(settings))
    return build_generation(settings.corpus_dir, settings.index_dir, tools, progress=progress)


def build_tools(encoder: OnnxEncoder) -> Tools:
    """The parts that an index is built with."""
    return Tools(encoder, write_chroma, write_bm25, SystemClock())


def live_generation(settings: Settings) -> str | None:
    """Name of the live index; it changes when a new one was swapped in."""
    return live_name(settings.index_dir)


def verification_anchors(generation: Generation) -> Anchors:
    """The anchors in the form that precedent reads."""
    entries = generation.anchors.entries
    return Anchors(
        generation.anchors.vectors,
        tuple(entry.text for entry in entries),
        tuple(entry.review_id for entry in entries),
        tuple(entry.kind is AnchorKind.NEAR_MISS for entry in entries),
    )


def _vocabulary(corpus: Corpus) -> Iterable[str]:
    """Words that the corpus knows: of its statements, its reviews and its lexicon."""
    for passage in corpus.passages.values():
        yield from words(passage.text)
    for concept in corpus.concepts.values():
        for name in concept.names:
            yield from words(name)
    for review in corpus.reviews.values():
        yield from words(f"{review.claim} {review.better_wording} {review.whats_missing}")


def _fixed_sentences(policy: SafetyPolicy) -> frozenset[str]:
    """What triage may say beside quotes."""
    return frozenset(sentence for kind in policy.personal for sentence in kind.say)
