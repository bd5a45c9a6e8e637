"""Throughput and latency of a real server, by endpoint and by how many ask at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from threading import local

import httpx

from eval.bench.estimate import Estimate, quantile, rate, ratio
from eval.bench.figure import SHARE, TIMES, Figure, Measured
from eval.bench.order import Workplace
from eval.bench.processes import served
from eval.result import Json
from eval.runner import Progress
from eval.stats import Rate

SECONDS_AN_ANSWER = 120.0
WARM_UP = 3
NOTES = (
    "The clients run on the same machine and take a share of its cores; each keeps its connection and asks again as "
    "soon as it was answered. The limit of requests a minute is lifted.",
    "Latency and throughput are of answers with status 200 alone; the interval of throughput is over the gaps between "
    "answers.",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How it is asked; `body` makes one of a text, None where it is read with GET."""

    path: str
    body: Callable[[str], Json] | None = None


ENDPOINTS = (
    Endpoint("/v1/chat", lambda text: {"message": text}),
    Endpoint("/v1/check", lambda text: {"text": text}),
    Endpoint("/v1/search", lambda text: {"query": text, "k": 10}),
    Endpoint("/v1/sources"),
    Endpoint("/health/ready"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One request: when it was answered, how long that took, and what went wrong, empty where nothing did."""

    at: float
    seconds: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """The answers of one endpoint to that many clients; `began` is when the first asked."""

    path: str
    clients: int
    began: float
    answers: Sequence[Answer]

    @property
    def good(self) -> list[Answer]:
        """Those without an error, in the order in which they came."""
        return sorted((answer for answer in self.answers if not answer.error), key=lambda answer: answer.at)

    @property
    def gaps(self) -> list[float]:
        """Seconds from one good answer to the next, the first from the beginning."""
        times = [self.began, *(answer.at for answer in self.good)]
        return [after - before for before, after in pairwise(times)]

    @property
    def title(self) -> str:
        """As in "/v1/chat, 4 at once"."""
        return f"{self.path}, {self.clients} at once"


def measure_endpoints(place: Workplace, progress: Progress) -> Measured:
    """Every endpoint under every concurrency, against one server."""
    levels = [(endpoint, clients) for clients in place.order.concurrency for endpoint in ENDPOINTS]
    loads: list[Load] = []
    with served(place.settings, place.scratch / "serve.log") as (address, _, _):
        for endpoint in ENDPOINTS:
            load(address, endpoint, 1, place.texts[:WARM_UP])
        for done, (endpoint, clients) in enumerate(levels):
            progress(done, len(levels))
            loads.append(load(address, endpoint, clients, place.texts))
    progress(len(levels), len(levels))
    return Measured("endpoints", figures(loads), notes=(*NOTES, *told_errors(loads)))


def load(address: str, endpoint: Endpoint, clients: int, texts: Sequence[str]) -> Load:
    """Ask every text once, `clients` at a time."""
    own = local()

    def answer(text: str) -> Answer:
        if not hasattr(own, "client"):
            own.client = httpx.Client(base_url=address, timeout=SECONDS_AN_ANSWER)
        return ask(own.client, endpoint, text)

    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        return Load(endpoint.path, clients, began, list(pool.map(answer, texts)))


def ask(client: httpx.Client, endpoint: Endpoint, text: str) -> Answer:
    """One request; whatever becomes of it is an answer."""
    began, error = time.perf_counter(), ""
    try:
        body = endpoint.body and endpoint.body(text)
        response = client.request("POST" if body else "GET", endpoint.path, json=body)
        error = "" if response.status_code == httpx.codes.OK else f"status {response.status_code}"
    except httpx.HTTPError as fault:
        error = type(fault).__name__
    now = time.perf_counter()
    return Answer(now, now - began, error)


def figures(loads: Sequence[Load]) -> list[Figure]:
    """Of every load; the median latency also in multiples of that under the first load of the same endpoint."""
    first = {each.path: each for each in reversed(loads)}
    return [figure for each in loads for figure in figures_of(each, first[each.path])]


def figures_of(load: Load, first: Load) -> list[Figure]:
    """Errors always; the rest where anything was answered."""
    rate_of_errors = Rate(len(load.answers) - len(load.good), len(load.answers))
    errors = Estimate(rate_of_errors.n, rate_of_errors.value, *rate_of_errors.interval)
    told = [Figure(f"{load.title}, errors", SHARE, errors)]
    if not load.good:
        return told
    ms = [1000 * answer.seconds for answer in load.good]
    told = [
        Figure(f"{load.title}, throughput", "answers/s", rate([1.0] * len(load.gaps), load.gaps)),
        *(Figure(f"{load.title}, p{round(100 * q)}", "ms", quantile(ms, q)) for q in (0.5, 0.95)),
        *told,
    ]
    if load is first or not first.good:
        return told
    slower = ratio(ms, [1000 * answer.seconds for answer in first.good])
    return [*told, Figure(f"{load.title}, p50", TIMES, slower, f"its p50 with {first.clients} at once")]


def told_errors(loads: Sequence[Load]) -> list[str]:
    """What went wrong, by load."""
    return [
        f"{load.title}: " + ", ".join(f"{count} × {error}" for error, count in sorted(kinds.items()))
        for load in loads
        if (kinds := Counter(answer.error for answer in load.answers if answer.error))
    ]
