"""Wires the parts together; the only importer of adapters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from service.adapters.bm25 import Bm25Index, write_bm25
from service.adapters.chroma import ChromaIndex, write_chroma
from service.adapters.memory_sessions import MemorySessions
from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import OnnxJudge
from service.adapters.onnx_sense import OnnxSense
from service.adapters.spacy_parser import SpacyParser
from service.adapters.speller import SymSpeller
from service.adapters.system import SystemClock, random_id
from service.answering.answerer import ExtractiveAnswerer
from service.answering.gate import Gate
from service.answering.selection import Selection
from service.claims.reader import ClaimReader
from service.conversation.conversation import Conversation
from service.domain import Corpus
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
from service.ports import SessionStore, Speller
from service.retrieval.search import PassageSearch
from service.settings import Settings
from service.triage.sense import Senses
from service.triage.triage import Triage
from service.verification.evidence import Evidence
from service.verification.precedent import Anchors, Precedents, load_precedent_model
from service.verification.verifier import Verifier

MODELS = Path(__file__).resolve().parent / "models"


def open_sessions(settings: Settings) -> SessionStore:
    """The store of conversations; made once, it outlives a swap of the index."""
    return MemorySessions(
        max_sessions=settings.session_max_count,
        max_turns=settings.session_max_turns,
        ttl_seconds=settings.session_ttl_seconds,
        clock=SystemClock(),
    )


def build(settings: Settings, sessions: SessionStore | None = None) -> FactChecker:
    """A fact checker over the live index; conversations go to `sessions`, or to a store of its own.

    Raises IndexNotReady before the first build, IndexMismatch where the index was made by another model, CorpusFault
    and ModelFault where what is on disk is not what was admitted or pinned.
    """
    encoder = open_encoder(settings)
    generation = open_generation(settings.index_dir, model_hash=encoder.model_hash)
    policy = load_safety(generation.layout.corpus)
    return wire(settings, generation, policy, encoder, sessions or open_sessions(settings))


def wire(
    settings: Settings, generation: Generation, policy: SafetyPolicy, encoder: OnnxEncoder, sessions: SessionStore
) -> FactChecker:
    """Put the stages together over an opened generation."""
    corpus = generation.corpus
    matcher = ConceptMatcher(corpus.concepts)
    focus = Focus(matcher, corpus.scope)
    vocabulary = Vocabulary(corpus, matcher)
    judge = open_judge(settings)
    clock = SystemClock()
    subject = frozenset(corpus.scope.core)
    speller = SymSpeller(_vocabulary(corpus))
    search = open_search(generation.layout, corpus, encoder, matcher, speller)
    sense = OnnxSense(MODELS / "sense", threads=settings.threads)
    precedents = Precedents(
        corpus.reviews,
        verification_anchors(generation),
        judge,
        focus,
        load_precedent_model(MODELS / "precedent" / "weights.json"),
    )
    return FactChecker(
        corpus=corpus,
        triage=Triage(policy, matcher, corpus.scope, Senses(sense)),
        conversation=Conversation(sessions, matcher, subject, clock, random_id),
        reader=ClaimReader(SpacyParser(), speller, matcher, corpus.concepts[corpus.scope.default_concept]),
        search_passages=search,
        verifier=Verifier(corpus, precedents, Evidence(corpus, judge, focus, vocabulary)),
        answerer=ExtractiveAnswerer(
            corpus,
            Gate(matcher, _fixed_sentences(policy)),
            Selection(corpus, matcher, focus, vocabulary, judge),
            settings.max_reply_sentences,
        ),
        clock=clock,
        new_id=random_id,
        passages_per_claim=settings.passages_per_claim,
        models={"encoder": encoder.model_hash, "judge": judge.model_hash, "sense": sense.model_hash},
        default_region=settings.default_region or None,
    )


def open_encoder(settings: Settings) -> OnnxEncoder:
    """The bundled encoder. Raises ModelFault where it is not what was pinned."""
    return OnnxEncoder(MODELS / "encoder", threads=settings.threads)


def open_judge(settings: Settings) -> OnnxJudge:
    """The bundled judge. Raises ModelFault where it is not what was pinned."""
    return OnnxJudge(MODELS / "judge", threads=settings.threads)


def open_search(
    layout: Layout, corpus: Corpus, encoder: OnnxEncoder, matcher: ConceptMatcher, speller: Speller | None = None
) -> PassageSearch:
    """Hybrid search over the indexes that a build wrote for the passages of a corpus."""
    return PassageSearch(
        corpus,
        encoder,
        ChromaIndex(layout.vectors),
        Bm25Index(layout.words),
        matcher,
        speller or SymSpeller(_vocabulary(corpus)),
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
