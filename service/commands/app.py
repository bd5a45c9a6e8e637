"""The commands. Each reads its input, calls one part behind a door, and shows what came of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console, RenderableType

from service.commands.doors import Built, Checker, Doors
from service.commands.failures import FAULT, Told
from service.commands.inputs import read_message, read_text, writable, write_text
from service.commands.progress import bars
from service.commands.settings_list import settings_lines
from service.receipt import to_json
from service.rendering.html import render_html
from service.rendering.jsonld import render_jsonld
from service.rendering.receipt import receipt_lines
from service.rendering.terminal import render_reply, render_report
from service.rendering.words import counted
from service.settings import Settings

WIDEST_LINE = 100
"""Columns: longer lines are hard to read, however wide the terminal is."""

AsJson = Annotated[bool, typer.Option("--json", help="Print the reply of the API as JSON.")]


def make_cli(doors: Doors) -> typer.Typer:
    """Return the command line over these parts."""
    app = typer.Typer(
        cls=Told,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"obj": doors},
    )
    app.callback()(root)
    corpus = typer.Typer(no_args_is_help=True, help="The vetted sources: check them, admit them.")
    corpus.command("check")(corpus_check)
    corpus.command("admit")(corpus_admit)
    index = typer.Typer(no_args_is_help=True, help="The search index over the vetted sources.")
    index.command("build")(index_build)
    app.add_typer(corpus, name="corpus")
    app.add_typer(index, name="index")
    for command in (ask, check, serve, mcp, settings):
        app.command()(command)
    app.command(context_settings={"ignore_unknown_options": True})(receipt)
    return app


def tell_version(ctx: typer.Context, wanted: bool) -> None:
    """Print the version and end, where that is wanted."""
    if wanted:
        typer.echo(f"caveat {_doors(ctx).version}")
        raise typer.Exit


def root(
    version: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Answer health questions and check claims, strictly from vetted sources."""


def ask(
    ctx: typer.Context,
    message: Annotated[str, typer.Argument(help="A question, or a claim that you have read somewhere.")],
    as_json: AsJson = False,
    region: Annotated[str | None, typer.Option(help="ISO 3166 country code, for help lines.")] = None,
) -> None:
    """Answer one message from the vetted sources."""
    doors = _doors(ctx)
    chosen = doors.settings()
    asked = read_message(message, chosen.max_message_chars)
    reply = _checker(doors, chosen).reply(asked, region=region or chosen.default_region or None)
    if as_json:
        _print_json(doors.reply_json(reply))
    else:
        _show(render_reply(reply))


def check(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A UTF-8 text file, or - for standard input.")],
    as_json: AsJson = False,
    html: Annotated[Path | None, typer.Option(metavar="OUT", help="Write a page with the text marked up.")] = None,
    jsonld: Annotated[Path | None, typer.Option(metavar="OUT", help="Write schema.org ClaimReview records.")] = None,
    source_url: Annotated[str | None, typer.Option(help="Where the text was published.")] = None,
) -> None:
    """Check every claim of a text against the vetted sources."""
    doors = _doors(ctx)
    chosen = doors.settings()
    page, records = html and writable(html), jsonld and writable(jsonld)
    text = read_text(file, sys.stdin.buffer, chosen.max_text_chars)
    report = _checker(doors, chosen).check(text, source_url=source_url)
    if page:
        write_text(page, render_html(report, checked_on=doors.today()))
    if records:
        write_text(records, json.dumps(render_jsonld(report, checked_on=doors.today()), ensure_ascii=False, indent=2))
    if as_json:
        _print_json(doors.report_json(report))
    else:
        _show(render_report(report))


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the API, the widget and the demo page; builds the index if there is none."""
    doors = _doors(ctx)
    chosen = doors.settings()
    _build_if_none(doors, chosen)
    doors.serve(chosen, host, port)


def mcp(
    ctx: typer.Context,
    http: Annotated[bool, typer.Option("--http", help="Listen for streamable HTTP at /mcp.")] = False,
    host: Annotated[str, typer.Option(help="Address to listen on, with --http.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on, with --http.")] = 8001,
) -> None:
    """Offer the tools ask, check_claim, search_sources and get_source to a chat model's program (MCP).

    Speaks over standard input and output unless --http is given; builds the index if there is none.
    """
    if not http and (given := [name for name in ("host", "port") if _was_given(ctx, name)]):
        raise typer.BadParameter(f"--{given[0]} needs --http: without it, nothing is listened on")
    doors = _doors(ctx)
    serve_mcp, chosen = doors.open_mcp(), doors.settings()
    _build_if_none(doors, chosen)
    serve_mcp(chosen, (host, port) if http else None)


def receipt(
    ctx: typer.Context,
    reply_id: Annotated[str | None, typer.Argument(help="The reply_id of a reply; none is the newest.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")] = False,
) -> None:
    """Explain a reply: the passages that were seen, how they were weighed, and what was held back."""
    doors = _doors(ctx)
    found = doors.find_receipt(doors.settings(), reply_id)
    if as_json:
        _print_json(to_json(found, indent=2))
    else:
        for line in receipt_lines(found):
            typer.echo(line)


def settings(ctx: typer.Context) -> None:
    """List every setting: its variable, value, meaning and unit. Secrets are masked."""
    for line in settings_lines(_doors(ctx).settings()):
        typer.echo(line)


def corpus_check(ctx: typer.Context) -> None:
    """Check cards, reviews, quotes, hashes and dates; lists every fault, and exits with 1 where there is one."""
    doors = _doors(ctx)
    folder = doors.settings().corpus_dir
    faults = doors.corpus_faults(folder)
    for fault in faults:
        typer.echo(str(fault))
    typer.echo(f"{counted(len(faults), 'fault')} in {folder}", err=True)
    if faults:
        raise typer.Exit(FAULT)


def corpus_admit(
    ctx: typer.Context,
    by: Annotated[str, typer.Option(help="Who admits them: a role, such as 'medical editor'.")],
    grounds: Annotated[str, typer.Option(help="On what grounds.")],
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of cards and reviews.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All that are new or have changed.")] = False,
) -> None:
    """Enter cards and reviews into the ledger as they are now."""
    if bool(ids) == every:
        raise typer.BadParameter("name the ids to admit, or give --all, and not both")
    if not by.strip() or not grounds.strip():
        raise typer.BadParameter("--by and --grounds need words")
    doors = _doors(ctx)
    folder = doors.settings().corpus_dir
    entries = doors.admit(folder, by=by, grounds=grounds, on=doors.today(), ids=ids or None)
    for entry in entries:
        typer.echo(f"admitted {entry.kind} {entry.id}")
    typer.echo(f"{counted(len(entries), 'file')} admitted to {folder}", err=True)


def index_build(ctx: typer.Context) -> None:
    """Build the index from the corpus and swap it in whole."""
    doors = _doors(ctx)
    report = _build(doors, doors.settings())
    typer.echo(f"{'Built' if report.built else 'Unchanged'}: corpus version {report.manifest['corpus_version']}")
    if report.built:
        typer.echo(f"{counted(report.embedded, 'passage')} encoded, {report.reused:,} taken over")


def _was_given(ctx: typer.Context, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _doors(ctx: typer.Context) -> Doors:
    return cast("Doors", ctx.obj)


def _checker(doors: Doors, chosen: Settings) -> Checker:
    _build_if_none(doors, chosen)
    return doors.build(chosen)


def _build_if_none(doors: Doors, chosen: Settings) -> None:
    if doors.live_generation(chosen) is None:
        _build(doors, chosen)


def _build(doors: Doors, chosen: Settings) -> Built:
    with bars() as progress:
        return doors.build_index(chosen, progress)


def _show(view: RenderableType) -> None:
    """Print to standard output, in colour only where it is a terminal that wants colour."""
    console = Console(highlight=False)
    console.print(view, width=min(console.width, WIDEST_LINE))


def _print_json(document: str) -> None:
    """Print as UTF-8, whatever the locale."""
    typer.echo(document.encode())
