"""The command line `caveat` over the real parts; the commands themselves are in `service/commands/app.py`."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from importlib import import_module
from io import TextIOWrapper

from service.bootstrap import build, build_index, find_receipt, live_generation
from service.commands.app import make_cli
from service.commands.doors import Doors, ServeMcp
from service.domain import Reply, Report
from service.errors import ExtraMissing
from service.ingestion.admission import admit
from service.ingestion.corpus_check import check
from service.settings import Settings
from service.web.parts import running_version
from service.web.schemas import to_reply, to_report
from service.web.server import serve


def main() -> None:
    """Run the command line. A character that the terminal cannot show is replaced, and is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    make_cli(real_doors())()


def real_doors() -> Doors:
    """Return the parts of production."""
    return Doors(
        settings=read_settings,
        build=build,
        build_index=build_index,
        live_generation=live_generation,
        corpus_faults=check,
        admit=admit,
        serve=serve,
        open_mcp=open_mcp,
        find_receipt=find_receipt,
        reply_json=reply_json,
        report_json=report_json,
        today=today,
        version=running_version(),
    )


def read_settings() -> Settings:
    """Read `CAVEAT_*` variables and the `.env` file; raises pydantic's ValidationError."""
    return Settings.model_validate({})


def reply_json(reply: Reply) -> str:
    """Render a reply in the contract's shape."""
    return to_reply(reply).model_dump_json(indent=2)


def report_json(report: Report) -> str:
    """Render a report in the contract's shape."""
    return to_report(report).model_dump_json(indent=2)


def open_mcp() -> ServeMcp:
    """Load the edge that stands on an optional package. Raises ExtraMissing."""
    try:
        serve_mcp: ServeMcp = import_module("service.mcp_server.serve").serve_mcp
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "mcp":
            raise
        raise ExtraMissing("the package mcp is not installed; this brings it: pip install 'caveat[mcp]'") from error
    return serve_mcp


def today() -> date:
    """Return the day in UTC."""
    return datetime.now(UTC).date()
