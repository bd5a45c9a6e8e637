"""Processes of their own: a server, or a worker that answers lines of JSON."""

from __future__ import annotations

import json
import os
import re
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import httpx

from eval.bench.figure import PartFault
from eval.result import Json
from service.settings import HOME, Settings

READY_SECONDS = 900.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.01
SERVE = ("-c", "from service.cli import main; main()", "serve", "--port")
NO_LIMIT = 1_000_000
LAST_LINES = 5


def environment(settings: Settings, **more: str) -> Mapping[str, str]:
    """Variables of a child that shall read the same corpus, index and code as this process."""
    path = os.pathsep.join([str(HOME), *filter(None, [os.environ.get("PYTHONPATH")])])
    ours = {
        "PYTHONPATH": path,
        "CAVEAT_CORPUS_DIR": str(settings.corpus_dir.resolve()),
        "CAVEAT_INDEX_DIR": str(settings.index_dir.resolve()),
        "CAVEAT_THREADS": str(settings.threads),
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HUB_OFFLINE": "1",
    }
    return {**os.environ, **ours, **more}


@contextmanager
def child(arguments: Sequence[str], env: Mapping[str, str], log: Path, **pipes: Any) -> Iterator[subprocess.Popen[str]]:  # noqa: ANN401
    """A Python process that writes its errors to `log` and is ended when the block is left."""
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen([sys.executable, *arguments], env=env, stderr=errors, text=True, **pipes) as process,
    ):
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[str]) -> None:
    """Ask a process to end, and end it where it does not."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


@contextmanager
def served(settings: Settings, log: Path) -> Iterator[tuple[str, float, int]]:
    """A real `caveat serve` over the live index: its address, seconds until it was ready, and its process id.

    Raises PartFault where it ends or is not ready in time.
    """
    port = free_port()
    env = environment(settings, CAVEAT_RATE_LIMIT_PER_MINUTE=str(NO_LIMIT))
    began = time.perf_counter()
    with child((*SERVE, str(port)), env, log, stdout=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: is_ready(address), process, log)
        yield address, time.perf_counter() - began, process.pid


def is_ready(address: str) -> bool:
    """Whether `/health/ready` says so."""
    try:
        return httpx.get(f"{address}/health/ready", timeout=5).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[str], log: Path) -> None:
    """Look again and again; raises PartFault where the process ends first or the time is up."""
    until = time.monotonic() + READY_SECONDS
    while not ready():
        if process.poll() is not None:
            raise PartFault(f"the server ended with {process.returncode}: {last_lines(log)}")
        if time.monotonic() > until:
            raise PartFault(f"the server was not ready within {READY_SECONDS:g} s")
        time.sleep(POLL_SECONDS)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def last_lines(log: Path) -> str:
    """The end of what a process wrote to standard error, on one line."""
    return " / ".join(log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-LAST_LINES:])


def peak_mib(pid: int) -> float | None:
    """The most memory that a running process has held, in MiB; None where the system does not tell (only Linux does)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else None


def own_peak_mib() -> float:
    """The most memory that this process has held, in MiB.

    Where the system tells it of the program alone: the peak of getrusage is inherited from the process that started this one.
    """
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_mib(os.getpid()) or (peak / 2**20 if sys.platform == "darwin" else peak / 1024)


class Worker:
    """A child process that is asked one thing at a time; see `converse` for its side."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self._log = log

    def hear(self) -> Json:
        """What it says next; raises PartFault where it ended."""
        said = _pipe(self._process.stdout).readline()
        if not said:
            raise PartFault(f"a worker ended with {self._process.wait(STOP_SECONDS)}: {last_lines(self._log)}")
        heard: Json = json.loads(said)
        return heard

    def ask(self, body: Json) -> Json:
        """Its answer to one request."""
        asked = _pipe(self._process.stdin)
        try:
            asked.write(json.dumps(body) + "\n")
            asked.flush()
        except BrokenPipeError as error:
            raise PartFault(f"a worker has ended: {last_lines(self._log)}") from error
        return self.hear()


@contextmanager
def working(module: str, arguments: Sequence[str], settings: Settings, log: Path, **more: str) -> Iterator[Worker]:
    """`python -m module arguments` as a worker; `more` are further variables."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with child(("-m", module, *arguments), environment(settings, **more), log, **pipes) as process:
        yield Worker(process, log)


def tell(body: Json) -> None:
    """The worker's side: say one thing."""
    sys.stdout.write(json.dumps(body) + "\n")
    sys.stdout.flush()


def converse(answer: Callable[[Json], Json]) -> None:
    """The worker's side: answer every line until there are no more."""
    for line in sys.stdin:
        tell(answer(json.loads(line)))


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise PartFault("a worker has no pipe")
    return pipe
