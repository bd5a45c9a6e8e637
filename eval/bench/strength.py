"""How the product does on claims that say more than their evidence: press releases, and pages that bear out a part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.bench.estimate import SEED, Estimate
from eval.bench.exaggeration import Telling, compared
from eval.bench.figure import SHARE, Figure, Measured, PartFault
from eval.bench.order import Workplace
from eval.bench.partial import FOLDS, NEAR, Support, Tools, read_claims
from eval.labelled import label_figures
from eval.lines import DataFault
from eval.result import CaseResult
from eval.runner import Progress
from service.bootstrap import open_encoder, open_judge
from service.verification.strength.causality import worded

NOTES = (
    "Press releases: the levels that the words of the causality axis give both conclusions, compared.",
    f"Pages: the judge reads the {NEAR} sentences nearest to a claim as one. Its probability of support is cut in three "
    f"where {FOLDS - 1} fifths of the claims say, for the fifth that is left.",
)


def measure_strength(place: Workplace, progress: Progress) -> Measured:
    """Macro F1 and F1 by label of both sets; `--public` names the folder that holds them."""
    data = place.order.public
    if data is None or not data.is_dir():
        raise PartFault(f"{data}: no folder of public sets: name it by --public")
    found: list[Figure] = []
    try:
        pairs = compared(data / "exaggeration" / "insciout_dev.jsonl", worded)
        found += told("press release against abstract", pairs, list(Telling))
        progress(1, 2)
        tools = Tools(open_encoder(place.settings), open_judge(place.settings))
        claims = read_claims(data / "partial" / "wice_dev.jsonl", tools)
        found += told("claim against page", claims, list(Support))
        progress(2, 2)
    except DataFault as fault:
        raise PartFault(str(fault)) from fault
    return Measured("strength", found, notes=NOTES)


def told(name: str, results: Sequence[CaseResult], labels: Sequence[str]) -> Iterator[Figure]:
    """The figures of one set; a label that never occurs has none."""
    for found in label_figures(results, labels, SEED):
        if found.value is not None:
            yield Figure(f"{name}: {found.name}", SHARE, Estimate(found.n, found.value, found.low, found.high))
