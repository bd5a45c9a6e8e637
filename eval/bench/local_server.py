"""`python -m eval.bench.local_server WEIGHTS ALIAS THREADS`: llama.cpp's OpenAI-compatible server on a free loopback port.

Tells its address once the model is loaded, and ends when its standard input does.
"""

from __future__ import annotations

import sys

import xllamacpp

from eval.bench.processes import tell

CONTEXT, SEED = 4_096, 13
QUIET = 1


def serve(weights: str, alias: str, threads: int) -> None:
    """One request at a time, the likeliest word always, unless a request says otherwise."""
    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.model_alias = {alias}
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.sampling.temp = 0.0
    params.sampling.seed = SEED
    params.port = 0
    params.ui = False
    params.verbosity = QUIET
    server = xllamacpp.Server(params)
    tell({"address": server.listening_address})
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
