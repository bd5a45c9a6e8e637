"""The maintainers' harness: `python -m eval run --suite cases --split development`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from eval.bench import bench
from eval.case import CASES, load_cases
from eval.runner import run
from eval.scoring import Scored, figures
from eval.stats import rate
from service.answering.gate import Gate
from service.bootstrap import build, build_index
from service.language.concepts import ConceptMatcher
from service.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was asked for; the exit code is 0 when it ran."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(required=True)
    runs = commands.add_parser("run", help="run a suite and print its figures")
    runs.add_argument("--suite", choices=["cases"], required=True)
    runs.add_argument("--split", choices=["development", "heldout"], default="development")
    runs.add_argument("--out", type=Path, help="also write one line of JSON a case")
    commands.add_parser("bench", help="print how long a reply takes")
    args = parser.parse_args(argv)
    return run_cases(args.split, args.out) if "suite" in args else print_bench()


def print_bench() -> int:
    """Print the timings of this machine."""
    for name, value in bench().items():
        print(f"  {name:20} {value:8.2f}")
    return 0


def run_cases(split: str, out: Path | None) -> int:
    """Print the figures of one split; of the held-out split, cases are never printed."""
    settings = Settings()
    build_index(settings, lambda stage, done, total: None)
    checker = build(settings)
    gate = Gate(ConceptMatcher(checker.corpus.concepts))
    began = time.perf_counter()
    scored = list(run(checker, gate, load_cases(CASES / split)))
    print(f"{split}: {len(scored)} cases, corpus {checker.corpus.version}, {time.perf_counter() - began:.1f} s")
    for name, figure in figures(scored).items():
        print(f"  {name:38} {figure}")
    for name, group in sorted(_by_type(scored).items()):
        print(f"  outcome right, {name:23} {rate([s.outcome_right for s in group])}")
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("".join(json.dumps(_row(s), ensure_ascii=False) + "\n" for s in scored), encoding="utf-8")
    return 0


def _by_type(scored: Sequence[Scored]) -> dict[str, list[Scored]]:
    groups: dict[str, list[Scored]] = defaultdict(list)
    for s in scored:
        groups[s.case.type].append(s)
    return groups


def _row(s: Scored) -> dict[str, object]:
    return {
        "id": s.case.id,
        "text": s.case.text,
        "outcome": s.reply.outcome,
        "outcome_right": s.outcome_right,
        "verdict": s.verdict,
        "verdict_right": s.verdict_right if s.case.expected_verdict else None,
        "source_right": s.source_right if s.case.sources_any else None,
        "reply": s.reply.text,
        "findings": [
            {
                "claim": c.finding.claim.text,
                "verdict": c.finding.verdict,
                "review": c.finding.review_id,
                "confidence": round(c.finding.confidence, 3),
            }
            for c in s.reply.findings
        ],
        "cited": [citation.quote.passage.id for citation in s.reply.citations],
        "expected": [
            list(s.case.expected_outcomes),
            s.case.expected_verdict,
            list(s.case.also_accept),
            list(s.case.sources_any),
        ],
        "ungrounded": list(s.ungrounded),
    }


if __name__ == "__main__":
    sys.exit(main())
