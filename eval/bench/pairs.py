"""How fast the judge reads pairs of one length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice
from time import perf_counter

from tokenizers import Tokenizer

from eval.bench.estimate import paired_ratio, rate
from eval.bench.figure import TIMES, Figure, Measured, PartFault
from eval.bench.order import Workplace
from eval.runner import Progress
from service.bootstrap import MODELS, open_encoder, open_judge
from service.ingestion.corpus import load_corpus

TOKENS = 60
AT_ONCE = 16
ROUNDS = 12
NOTES = (
    f"A pair is a development case filled with words of the corpus's statements to some {TOKENS} tokens of the bundled judge.",
    "Pairs that are judged at once are those of one call, as a reply makes them.",
)


def measure_pairs(place: Workplace, progress: Progress) -> Measured:
    """Pairs a second, one a call and many a call, and one pair in encodings of its claim."""
    judge, encoder = open_judge(place.settings), open_encoder(place.settings)
    statements = [passage.text for passage in load_corpus(place.settings.corpus_dir).passages.values()]
    pairs = pairs_of(place.texts, " ".join(statements).split())
    together = [pairs[n : n + AT_ONCE] for n in range(0, AT_ONCE * ROUNDS, AT_ONCE)]
    apart = [[pair] for pair in pairs[: AT_ONCE * ROUNDS : 4]]
    judge.judge(together[0])
    one = [took(partial(judge.judge, call)) for call in apart]
    many = [took(partial(judge.judge, call)) for call in together]
    encoded = [took(partial(encoder.encode, [call[0][0]])) for call in apart]
    progress(1, 1)
    return Measured(
        "pairs",
        [
            Figure("judged, one pair a call", "pairs/s", rate([1.0] * len(one), one)),
            Figure(f"judged, {AT_ONCE} pairs a call", "pairs/s", rate([AT_ONCE] * len(many), many)),
            Figure("one pair", TIMES, paired_ratio(one, encoded), "encoding its claim"),
        ],
        notes=NOTES,
    )


def pairs_of(claims: Sequence[str], words: Sequence[str]) -> list[tuple[str, str]]:
    """As many pairs as a run needs, filled with words to TOKENS tokens; claims of half as many or more are left out.

    Raises PartFault where no claim is left.
    """
    tokenizer = Tokenizer.from_file(str(MODELS / "judge" / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    short = [claim for claim in claims if len(tokenizer.encode(claim).ids) < TOKENS // 2]
    if not short:
        raise PartFault(f"no development case is of fewer than {TOKENS // 2} tokens")
    supply = cycle(words)
    pairs: list[tuple[str, str]] = []
    for claim in islice(cycle(short), AT_ONCE * ROUNDS):
        evidence = next(supply)
        while len(tokenizer.encode(claim, f"{evidence} a").ids) < TOKENS:
            evidence = f"{evidence} {next(supply)}"
        pairs.append((claim, evidence))
    return pairs


def took(call: Callable[[], object]) -> float:
    """Seconds of one call."""
    began = perf_counter()
    call()
    return perf_counter() - began
