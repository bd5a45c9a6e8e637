"""A judge as a record and as lines for a terminal: its pin, its agreement with the labels, then its own figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from eval.llm_judge.agreement import Agreement, Cell
from eval.llm_judge.answer import Answer
from eval.llm_judge.ask import Judgment
from eval.llm_judge.model import Pin
from eval.result import Json
from eval.review.agreed import Agreed
from service.rendering.inert import one_line

LABELLED = {
    Answer.SUPPORTED: "labelled supported (traceable by the gate)",
    Answer.UNSUPPORTED: "labelled unsupported (quote of another source)",
}


def agreement_lines(pinned: Json, found: Agreement) -> Iterator[str]:
    """What a person reads, in the order in which it is to be believed."""
    yield from _pin_lines(pinned)
    yield from (_line(f"{each.name}", each) for each in found.unanswered)
    yield from (_line(f"{each.name} against labels", each) for each in (found.accuracy, found.kappa))
    for label, words in LABELLED.items():
        yield f"  {words}"
        yield from (_cell_line(cell) for cell in found.cells if cell.label is label)
    yield _line(found.supported.name, found.supported)
    if found.against:
        yield f"  do not use its figure: {'; '.join(found.against)}"


def _pin_lines(pinned: Json) -> Iterator[str]:
    served = ", ".join(pinned["served"])
    yield one_line(
        f"{pinned['model']}{f' (served as {served})' if served else ''}, {pinned['package']} {pinned['version']}"
    )
    settled = {**pinned["settled"], **pinned["options"]}
    yield one_line(f"  {', '.join(f'{name} {value}' for name, value in settled.items()) or 'no options'}")
    if pinned["lacks"]:
        yield f"  it takes no {', '.join(pinned['lacks'])}"
    yield f"  prompt {pinned['prompt_sha256'][:12]}, labels drawn with seed {pinned['seed']}"


def _line(name: str, value: object) -> str:
    return f"  {one_line(name):44} {value}"


def _cell_line(cell: Cell) -> str:
    return f"    {cell.answer:42} {cell.count:4}  {cell.share}"


def pinned(pin: Pin, prompt_sha256: str, seed: int) -> Json:
    """What makes one judge's answers another's or not."""
    return {**asdict(pin), "prompt_sha256": prompt_sha256, "seed": seed}


def served_as(judged: Sequence[Judgment]) -> list[str]:
    """The models that the provider says have answered."""
    return sorted({each.given.served for each in judged if each.given.served})


def whole_record(pinned: Json, run: Json, judged: Sequence[Judgment], found: Agreement, *, texts: bool) -> Json:
    """Everything, for the file; without `texts` questions are told by their ids alone."""
    return {
        "judge": pinned,
        "run": run,
        "usable": not found.against,
        "why_not": list(found.against),
        "unanswered": {each.name: _figure(each) for each in found.unanswered},
        "accuracy": _figure(found.accuracy),
        "kappa": _figure(found.kappa),
        "confusion": [
            {"label": cell.label, "answer": cell.answer, "count": cell.count, **_figure(cell.share)}
            for cell in found.cells
        ],
        "supported": _figure(found.supported),
        "judgments": [_judgment(each, texts) for each in judged],
    }


def _figure(figure: Agreed) -> Json:
    return {"n": figure.n, "value": figure.value, "interval": figure.interval}


def _judgment(each: Judgment, texts: bool) -> Json:
    asked = each.question
    told = {"text": asked.sentence, "quotes": [citation.quote for citation in asked.quotes]} if texts else {}
    return {
        "case": asked.case,
        "sentence": asked.at,
        "kind": "control" if asked.control else "real",
        "label": asked.label,
        "passages": [citation.passage_id for citation in asked.quotes],
        **told,
        "asked_sha256": each.asked,
        **asdict(each.given),
    }
