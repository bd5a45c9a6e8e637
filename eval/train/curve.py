"""The learning curve of a training as a picture: the loss, smoothed, over the steps of each stage."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from eval.bench.plot import BOTTOM, HEIGHT, LEFT, RIGHT, STYLE, TOP, WIDTH, line, short, text

MEMORY = 0.9
"""How much of the smoothed loss is kept from step to step."""
GRID = 4


class Log:
    """Losses of a training as JSON lines, one a call; the folder of the file is made."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path

    def add(self, stage: str, step: int, of: int, loss: float) -> None:
        """Append one step."""
        seen = {"stage": stage, "step": step, "of": of, "loss": round(loss, 4)}
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(seen) + "\n")

    def draw(self) -> Path | None:
        """Write the curve beside the log, with the suffix .svg; None where nothing was logged."""
        rows = [json.loads(row) for row in self._path.read_text(encoding="utf-8").splitlines()]
        if not rows:
            return None
        stages: dict[str, list[float]] = {}
        for row in rows:
            stages.setdefault(row["stage"], []).append(float(row["loss"]))
        picture = self._path.with_suffix(".svg")
        picture.write_text(curve_svg(stages), encoding="utf-8")
        return picture


def smoothed(losses: Sequence[float]) -> list[float]:
    """An exponential moving average, its start not biased towards 0 (Kingma and Ba 2015, section 3)."""
    mean, out = 0.0, []
    for n, loss in enumerate(losses, 1):
        mean = MEMORY * mean + (1 - MEMORY) * loss
        out.append(mean / (1 - MEMORY**n))
    return out


def curve_svg(stages: dict[str, list[float]]) -> str:
    """One curve, the stages side by side in their order; each has at least one loss."""
    curves = {name: smoothed(losses) for name, losses in stages.items()}
    total = sum(len(curve) for curve in curves.values())
    top = max(max(curve) for curve in curves.values()) or 1.0
    told = "; ".join(f"{name}: {short(curve[0])} to {short(curve[-1])}" for name, curve in curves.items())
    body = "\n".join(_drawn(curves, total, top))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Loss. {escape(told)}">\n'
        f"<style>{STYLE} .curve {{ fill: none; stroke: #1f6f8b; stroke-width: 2; }}</style>\n"
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>\n{body}\n</svg>\n'
    )


def _drawn(curves: dict[str, list[float]], total: int, top: float) -> Iterator[str]:
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    yield text(LEFT, 24, "Loss while learning, smoothed", "ink title", "start")
    for n in range(GRID + 1):
        y = TOP + height * n / GRID
        yield line(LEFT, y, WIDTH - RIGHT, y, "grid")
        yield text(LEFT - 8, y + 4, short(top * (1 - n / GRID)), "faint", "end")
    before = 0
    for name, curve in curves.items():
        places = [
            f"{LEFT + width * (before + n) / max(1, total - 1):.1f},{TOP + height * (1 - loss / top):.1f}"
            for n, loss in enumerate(curve)
        ]
        yield f'<polyline class="curve" points="{" ".join(places)}"/>'
        yield text(LEFT + width * before / total + 4, HEIGHT - BOTTOM + 18, name, "faint", "start")
        before += len(curve)
