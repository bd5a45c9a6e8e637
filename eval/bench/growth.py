"""How building, opening, searching, memory and disk grow with the number of passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from statistics import median

from eval.bench.clock import seconds_of
from eval.bench.estimate import SEED, Estimate, exponent, once, quantile, rate
from eval.bench.figure import Figure, Measured, PartFault, Series
from eval.bench.filler import filler
from eval.bench.large import Drawing
from eval.bench.opened import Opened, open_once
from eval.bench.order import Order, Workplace
from eval.bench.sized import Sized, build_sized
from eval.bench.stages import with_timing
from eval.bench.stopwatch import Stopwatch
from eval.runner import Progress
from service.adapters.onnx_encoder import OnnxEncoder
from service.bootstrap import MODELS, load_models, open_parts
from service.ingestion.anchors import anchors_of
from service.ingestion.corpus import load_corpus
from service.ingestion.generation import open_generation
from service.language.concepts import ConceptMatcher
from service.retrieval.search import PassageSearch

BATCH = 64
K = 10
ROUNDS = 3
OPENED_AT_MOST = 3
WHOLE = "search, the query's vector known"
INDEXES = {"vectors": ("dense search", ("search",)), "lexical": ("lexical search", ("search",))}


@dataclass(frozen=True, slots=True)
class Stock:
    """What the sizes are made of: the corpus's `own` passages, the `wordings` of its claim reviews, and what is added.

    The encoder knows the vectors of `known` texts and draws those of `drawn` others.
    """

    encoder: Drawing
    own: int
    wordings: int
    added: Sequence[str]
    known: int
    drawn: int
    encoding: Estimate


def measure_growth(place: Workplace, progress: Progress) -> Measured:
    """Build a corpus of every size, open each in processes of their own, and search them in turns."""
    sizes = sorted(set(place.order.sizes))
    steps = len(sizes) + 3
    progress(0, steps)
    stock = stocked(place, sizes)
    built: list[Sized] = []
    for size in sizes:
        progress(1 + len(built), steps)
        folder = place.scratch / f"size{size}"
        built.append(build_sized(place.settings, folder, stock.added[: size - stock.own], stock.encoder))
    progress(1 + len(sizes), steps)
    opened = opened_in_turns(place, built)
    progress(2 + len(sizes), steps)
    found = searched(place, built, stock.encoder)
    progress(steps, steps)
    series = [*search_series(found), *open_series(built, opened), *build_series(built, stock)]
    return Measured("growth", figures(series, stock), series, notes(stock, place.order))


def stocked(place: Workplace, sizes: Sequence[int]) -> Stock:
    """Encode what is really encoded, and say how fast that went; raises PartFault for a size below the corpus's own."""
    corpus = load_corpus(place.settings.corpus_dir)
    texts = [passage.text for passage in corpus.passages.values()]
    if sizes[0] < len(texts):
        raise PartFault(f"size {sizes[0]}: the corpus alone has {len(texts)} passages; no size can be below that")
    own = list(dict.fromkeys([*texts, *(anchor.text for anchor in anchors_of(corpus))]))
    added = list(islice(filler(place.order.data, texts, SEED), sizes[-1] - len(texts)))
    wordings = len(own) - len(set(texts))
    known, drawn = [*own, *added[: place.order.encode]], frozenset(added[place.order.encode :])
    encoder = Drawing(OnnxEncoder(MODELS / "encoder", threads=place.settings.threads), drawn)
    batches = [known[start : start + BATCH] for start in range(0, len(known), BATCH)]
    seconds = [seconds_of(partial(encoder.learn, batch)) for batch in batches]
    encoding = rate([float(len(batch)) for batch in batches], seconds)
    return Stock(encoder, len(texts), wordings, added, len(known), len(drawn), encoding)


def opened_in_turns(place: Workplace, built: Sequence[Sized]) -> Sequence[Sequence[Opened]]:
    """Open each in a few fresh processes, the sizes in turns; a row a size."""
    log, repeats = place.scratch / "opening.log", min(OPENED_AT_MOST, place.order.repeats)
    rounds = [[open_once(each.settings, place.texts, log) for each in built] for _ in range(repeats)]
    return list(zip(*rounds, strict=True))


def searched(place: Workplace, built: Sequence[Sized], encoder: Drawing) -> Mapping[str, Mapping[int, list[float]]]:
    """Milliseconds of every query by what was timed and by size; the sizes take turns at each query."""
    watches = {each.passages: Stopwatch() for each in built}
    searches = {each.passages: timed_search(each, encoder, watches[each.passages]) for each in built}
    found: dict[str, dict[int, list[float]]] = {name: {size: [] for size in searches} for name in (WHOLE, *names())}
    for text in place.texts:
        laps: dict[int, list[Mapping[str, float]]] = {size: [] for size in searches}
        for _ in range(ROUNDS + 1):
            for size, search in searches.items():
                laps[size].append(lap(search, watches[size], text))
        for name, by_size in found.items():
            for size in searches:
                by_size[size].append(1000 * median(each[name] for each in laps[size][1:]))
    for search in searches.values():
        search.close()
    return found


def names() -> list[str]:
    """What is timed inside a search."""
    return [stage for stage, _ in INDEXES.values()]


def timed_search(sized: Sized, encoder: Drawing, watch: Stopwatch) -> PassageSearch:
    """The product's search over that index."""
    settings = sized.settings
    models = load_models(settings)
    generation = open_generation(settings.index_dir, model_hash=models.encoder.model_hash)
    parts = with_timing(replace(open_parts(generation, models), encoder=encoder), INDEXES, watch)
    matcher = ConceptMatcher(generation.corpus.concepts)
    return PassageSearch(generation.corpus, parts.encoder, parts.vectors, parts.lexical, matcher, parts.speller)


def lap(search: PassageSearch, watch: Stopwatch, text: str) -> Mapping[str, float]:
    """Seconds of one search."""
    watch.lap()
    took = seconds_of(partial(search.search, [text], K))
    return {WHOLE: took, **watch.lap()[0]}


def search_series(found: Mapping[str, Mapping[int, list[float]]]) -> list[Series]:
    """Median latency by size."""
    return [
        Series(
            f"{name}, p50",
            "ms",
            {size: quantile(ms, 0.5) for size, ms in by_size.items()},
            grown(by_size),
        )
        for name, by_size in found.items()
    ]


def open_series(built: Sequence[Sized], opened: Sequence[Sequence[Opened]]) -> list[Series]:
    """Seconds to open, and memory after a reply and the searches."""
    seconds = {b.passages: [o.seconds["opened"] for o in row] for b, row in zip(built, opened, strict=True)}
    memory = {b.passages: [o.mib["searched"] for o in row] for b, row in zip(built, opened, strict=True)}
    return [
        Series(name, unit, {size: quantile(rows, 0.5) for size, rows in by_size.items()}, grown(by_size))
        for name, unit, by_size in (("opening", "s", seconds), ("peak memory in use", "MiB", memory))
    ]


def build_series(built: Sequence[Sized], stock: Stock) -> list[Series]:
    """Seconds and rates of building, and MiB on disk; each size was built once."""
    seconds = {each.passages: each.seconds for each in built}
    whole = {n: n / (took + (n + stock.wordings) / stock.encoding.value) for n, took in seconds.items()}
    rows = [
        ("building, all but encoding", "s", seconds),
        ("reading the cards", "s", {each.passages: each.stages["read"] for each in built}),
        ("writing both indexes", "s", {each.passages: each.stages["index"] for each in built}),
        ("building with encoding, reckoned", "passages/s", whole),
        *((f"{part} on disk", "MiB", {each.passages: each.disk[part] for each in built}) for part in built[0].disk),
    ]
    return [
        Series(
            name,
            unit,
            {size: once(value) for size, value in by_size.items()},
            grown({n: [v] for n, v in by_size.items()}),
        )
        for name, unit, by_size in rows
    ]


def grown(by_size: Mapping[int, Sequence[float]]) -> Estimate | None:
    """The exponent of growth; None of a single size."""
    return exponent(list(by_size), list(by_size.values())) if len(by_size) > 1 else None


def figures(series: Sequence[Series], stock: Stock) -> list[Figure]:
    """The rate of encoding, and of each series its exponent."""
    exponents = [Figure(f"{each.name}, exponent", "", each.exponent) for each in series if each.exponent]
    return [Figure("encoding before the builds", "texts/s", stock.encoding), *exponents]


def notes(stock: Stock, order: Order) -> list[str]:
    """What of this is real."""
    source = f"{order.data}, and where that ends made of" if order.data else "made of"
    return [
        f"A size is the corpus's {stock.own} passages and added ones, {source} the corpus's own words by chance.",
        f"Vectors: {stock.known} texts were encoded, the vectors of {stock.drawn} added passages were drawn at random near "
        "encoded ones. `building with encoding` is reckoned: the measured build, and all texts at the rate of encoding.",
        "An exponent of 1 is growth in proportion, of 0 none. Its interval is that of the timing's noise; what was "
        "measured once has none. With few sizes it says nothing about other sizes.",
    ]
