"""The plain way to a fact checker: over the settings of the environment, and an index that is built where there is none."""

from __future__ import annotations

from service.bootstrap import build, build_index, live_generation
from service.pipeline import FactChecker
from service.settings import Settings


def open_checker(settings: Settings | None = None) -> FactChecker:
    """A fact checker over the live index; it loads models, so several parts should share one.

    Without settings, `CAVEAT_*` variables and a `.env` file are read. Raises what `bootstrap.build` raises.
    """
    chosen = settings or Settings.model_validate({})
    if live_generation(chosen) is None:
        build_index(chosen, lambda stage, done, total: None)
    return build(chosen)
