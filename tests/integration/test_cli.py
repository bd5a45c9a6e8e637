"""The command line over fakes: what it reads, prints, writes, and how it fails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from service.commands.app import make_cli
from service.commands.doors import Doors, OnProgress, ServeMcp
from service.commands.settings_list import unit, variable
from service.domain import Outcome, Reply, Report, Sentence
from service.errors import (
    BuildInProgress,
    CaveatError,
    CorpusFault,
    ExtraMissing,
    IndexMismatch,
    IndexNotReady,
    ModelFault,
    NotFound,
)
from service.receipt import Receipt, from_json
from service.settings import Settings
from tests.receipts import RECEIPT
from tests.unit.rendering.reports import DAY, article_report


@dataclass(frozen=True)
class Entry:
    id: str
    kind: str = "source"


@dataclass(frozen=True)
class FakeBuild:
    built: bool = True
    manifest: Mapping[str, object] = field(default_factory=lambda: {"corpus_version": "3f9c1e07ab52"})
    embedded: int = 2
    reused: int = 1


@dataclass
class Fake:
    """All parts behind the doors; keeps what it was asked."""

    settings: Settings
    generation: str | None = "g1"
    error: Exception | None = None
    faults: Sequence[object] = ()
    build_result: FakeBuild = field(default_factory=FakeBuild)
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def doors(self) -> Doors:
        return Doors(
            settings=lambda: self.settings,
            build=self.build,
            build_index=self.build_index,
            live_generation=lambda settings: self.generation,
            corpus_faults=lambda folder: self.faults,
            admit=self.admit,
            serve=lambda settings, host, port: self.calls.append(("serve", host, port)),
            open_mcp=self.open_mcp,
            find_receipt=self.find_receipt,
            reply_json=lambda reply: json.dumps({"outcome": reply.outcome, "text": reply.text}),
            report_json=lambda report: json.dumps({"claims": len(report.findings)}),
            today=lambda: DAY,
            version="1.2.3",
        )

    def find_receipt(self, settings: Settings, reply_id: str | None) -> Receipt:
        if self.error:
            raise self.error
        self.calls.append(("receipt", reply_id))
        return RECEIPT

    def open_mcp(self) -> ServeMcp:
        if isinstance(self.error, ExtraMissing):
            raise self.error
        return lambda settings, address: self.calls.append(("serve_mcp", address))

    def build(self, settings: Settings) -> Fake:
        if self.error:
            raise self.error
        return self

    def build_index(self, settings: Settings, progress: OnProgress) -> FakeBuild:
        self.calls.append(("build_index",))
        for done in range(3):
            progress("passages", done, 2)
        return self.build_result

    def reply(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Reply:
        self.calls.append(("reply", message, region))
        return Reply("r", "s", Outcome.ANSWERED, (Sentence("Several substances take part.", (1,)),))

    def check(self, text: str, *, source_url: str | None = None) -> Report:
        self.calls.append(("check", text, source_url))
        return replace(article_report(), text=text, source_url=source_url)

    def admit(
        self, corpus_dir: Path, *, by: str, grounds: str, on: date, ids: Collection[str] | None = None
    ) -> Sequence[Entry]:
        if self.error:
            raise self.error
        self.calls.append(("admit", by, grounds, on, ids))
        return [Entry(name) for name in ids or ("lee2019", "agency2020")]


Run = Callable[..., Result]


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    return Fake(Settings.model_validate({"corpus_dir": tmp_path / "corpus", "index_dir": tmp_path / "index"}))


@pytest.fixture
def run(fake: Fake) -> Run:
    def invoke(*arguments: str, stdin: bytes | str | None = None) -> Result:
        return CliRunner(env={"COLUMNS": "80", "TERM": "dumb"}).invoke(make_cli(fake.doors()), arguments, input=stdin)

    return invoke


def one_line(result: Result) -> str:
    """The one line on standard error."""
    (line,) = result.stderr.splitlines()
    assert result.stdout == ""
    assert "Traceback" not in line
    return str(line)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("The drops act within minutes.", encoding="utf-8")
    return path


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, "caveat 1.2.3\n")


@pytest.mark.parametrize("command", [(), ("corpus",), ("index",), ("ask",), ("check",), ("serve",), ("settings",)])
def test_every_command_explains_itself(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_ask_prints_a_readable_reply(run: Run, fake: Fake) -> None:
    result = run("ask", "What causes hay fever?", "--region", "GB")
    assert result.exit_code == 0
    assert "Several substances take part. [1]" in result.stdout
    assert fake.calls == [("reply", "What causes hay fever?", "GB")]


def test_ask_uses_the_default_region_where_none_is_named(run: Run, fake: Fake) -> None:
    fake.settings = fake.settings.model_copy(update={"default_region": "DE"})
    run("ask", "What causes hay fever?")
    assert fake.calls == [("reply", "What causes hay fever?", "DE")]


def test_ask_json_prints_the_reply_of_the_contract(run: Run) -> None:
    assert json.loads(run("ask", "What causes it?", "--json").stdout)["outcome"] == "answered"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (" ", "the message: holds no text"),
        ("x" * 4_001, "the message: has 4,001 characters; at most 4,000 are taken"),
        ("caf\udce9", "the message holds bytes that are not text in this terminal's encoding"),
    ],
)
def test_ask_refuses_what_is_no_message(run: Run, fake: Fake, message: str, reason: str) -> None:
    result = run("ask", message)
    assert (result.exit_code, one_line(result)) == (2, f"caveat: {reason}")
    assert fake.calls == []


@pytest.mark.parametrize("command", [("ask", "Why?"), ("serve",), ("check", "-")])
def test_the_index_is_built_first_where_there_is_none(run: Run, fake: Fake, command: tuple[str, ...]) -> None:
    fake.generation = None
    result = run(*command, stdin="It works.")
    assert result.exit_code == 0
    assert fake.calls[0] == ("build_index",)
    assert result.stderr == "", "progress is drawn on a terminal only"


def test_an_index_that_exists_is_not_built_again(run: Run, fake: Fake) -> None:
    run("ask", "Why?")
    assert ("build_index",) not in fake.calls


def test_serve_listens_at_home_unless_told_otherwise(run: Run, fake: Fake) -> None:
    run("serve")
    run("serve", "--host", "0.0.0.0", "--port", "9000")
    assert fake.calls == [("serve", "127.0.0.1", 8000), ("serve", "0.0.0.0", 9000)]
    assert run("serve", "--port", "70000").exit_code == 2


def test_check_reads_a_file(run: Run, fake: Fake, article: Path) -> None:
    result = run("check", str(article), "--source-url", "https://clinic.example")
    assert result.exit_code == 0
    assert "7 claims checked" in result.stdout
    assert fake.calls == [("check", "The drops act within minutes.", "https://clinic.example")]


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (b"It works.\r\nYes.\r\n", "It works.\r\nYes.\r\n"),
        (b"\xef\xbb\xbfIt works.", "It works."),
        ("naïve 👩\u200d⚕️".encode(), "naïve 👩\u200d⚕️"),
    ],
)
def test_check_reads_standard_input_unchanged_but_for_a_byte_order_mark(
    run: Run, fake: Fake, sent: bytes, text: str
) -> None:
    assert run("check", "-", stdin=sent).exit_code == 0
    assert fake.calls == [("check", text, None)]


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"", "holds no text"),
        (b" \r\n\t", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"PK\x03\x04\x00\x00", "is not a text file: byte 0x00 at byte offset 4"),
        (b"caf\xe9 au lait", "is not UTF-8 text: byte 0xe9 at byte offset 3: invalid continuation byte"),
        (b"\xef\xbb\xbfab\xff", "is not UTF-8 text: byte 0xff at byte offset 5: invalid start byte"),
        ("It works.".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
        (b"x" * 50_001, "has 50,001 characters; at most 50,000 are taken"),
    ],
)
def test_check_refuses_what_is_no_text_and_says_why(
    run: Run, fake: Fake, tmp_path: Path, sent: bytes, reason: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(sent)
    for name, arguments in ((str(path), (str(path),)), ("standard input", ("-",))):
        result = run("check", *arguments, stdin=sent)
        assert (result.exit_code, one_line(result)) == (2, f"caveat: {name}: {reason}")
    assert fake.calls == []


def test_a_text_of_the_largest_size_is_taken_whole(run: Run, fake: Fake) -> None:
    assert run("check", "-", stdin="é" * 50_000).exit_code == 0
    assert fake.calls == [("check", "é" * 50_000, None)]


def test_check_names_a_path_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    missing = run("check", str(tmp_path / "none.txt"))
    assert (missing.exit_code, one_line(missing)) == (
        2,
        f"caveat: {tmp_path}/none.txt: cannot be read: No such file or directory",
    )
    folder = run("check", str(tmp_path))
    assert (folder.exit_code, one_line(folder)) == (2, f"caveat: {tmp_path}: is a folder; name a text file")


def test_check_writes_page_and_records(run: Run, article: Path, tmp_path: Path) -> None:
    page, records = tmp_path / "report.html", tmp_path / "report.jsonld"
    result = run("check", str(article), "--json", "--html", str(page), "--jsonld", str(records))
    assert json.loads(result.stdout) == {"claims": 7}
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "24 November 2026" in page.read_text(encoding="utf-8")
    assert json.loads(records.read_text(encoding="utf-8"))["@context"] == "https://schema.org"


@pytest.mark.parametrize("option", ["--html", "--jsonld"])
def test_check_refuses_a_place_that_cannot_be_written_before_any_work(
    run: Run, fake: Fake, article: Path, tmp_path: Path, option: str
) -> None:
    into = run("check", str(article), option, str(tmp_path))
    assert (into.exit_code, one_line(into)) == (2, f"caveat: {tmp_path}: is a folder; name a file to write to")
    lost = run("check", str(article), option, str(tmp_path / "none" / "out"))
    assert lost.exit_code == 2
    assert f"the folder {tmp_path}/none does not exist" in one_line(lost)
    assert fake.calls == []


def test_a_disk_that_refuses_is_told_in_one_line(run: Run, article: Path) -> None:
    result = run("check", str(article), "--html", "/dev/full")
    assert result.exit_code == 2
    assert one_line(result) == "caveat: /dev/full: cannot be written: No space left on device"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CorpusFault("corpus/sources/lee2019.md: its hash differs"), 1),
        (IndexMismatch("the index was made by another model"), 1),
        (ModelFault("model.onnx is missing"), 1),
        (IndexNotReady("no index has been built yet"), 3),
        (BuildInProgress("process 7 is building the index"), 3),
        (PermissionError(13, "Permission denied", "/index"), 1),
    ],
)
def test_every_error_is_one_line_and_a_code(run: Run, fake: Fake, error: Exception, code: int) -> None:
    fake.error = error
    result = run("ask", "Why?")
    shown = str(error) if isinstance(error, CaveatError) else "/index: Permission denied"
    assert (result.exit_code, one_line(result)) == (code, f"caveat: {shown}")


def test_a_message_of_an_error_cannot_act_on_the_terminal(run: Run, fake: Fake) -> None:
    fake.error = IndexNotReady("\x1b[2Jgone")
    assert one_line(run("ask", "Why?")) == "caveat: [U+001B][2Jgone"


def test_corpus_check_lists_faults_and_exits_with_one(run: Run, fake: Fake) -> None:
    clean = run("corpus", "check")
    assert (clean.exit_code, clean.stdout, clean.stderr) == (0, "", f"0 faults in {fake.settings.corpus_dir}\n")
    fake.faults = ["sources/lee2019.md:3: year: not a number", "ledger.yaml:1: id: unknown"]
    faulty = run("corpus", "check")
    assert (faulty.exit_code, faulty.stdout.splitlines()) == (1, fake.faults)
    assert faulty.stderr.startswith("2 faults in ")


def test_corpus_admit_enters_the_named_ids_or_all(run: Run, fake: Fake) -> None:
    named = run("corpus", "admit", "lee2019", "--by", "medical editor", "--grounds", "read in full")
    assert named.stdout == "admitted source lee2019\n"
    everything = run("corpus", "admit", "--all", "--by", "medical editor", "--grounds", "read in full")
    assert everything.stdout.splitlines() == ["admitted source lee2019", "admitted source agency2020"]
    given = ("admit", "medical editor", "read in full", DAY)
    assert fake.calls == [(*given, ["lee2019"]), (*given, None)]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--by", "editor", "--grounds", "read"),
        ("lee2019", "--all", "--by", "editor", "--grounds", "read"),
        ("lee2019", "--by", " ", "--grounds", "read"),
        ("lee2019", "--by", "editor"),
    ],
)
def test_corpus_admit_needs_ids_a_role_and_grounds(run: Run, fake: Fake, arguments: tuple[str, ...]) -> None:
    assert run("corpus", "admit", *arguments).exit_code == 2
    assert fake.calls == []


def test_an_id_that_nothing_has_is_bad_input(run: Run, fake: Fake) -> None:
    fake.error = NotFound("no card or review has the id nobody")
    result = run("corpus", "admit", "nobody", "--by", "editor", "--grounds", "read")
    assert (result.exit_code, one_line(result)) == (2, "caveat: no card or review has the id nobody")


def test_index_build_says_what_it_did(run: Run, fake: Fake) -> None:
    assert run("index", "build").stdout == "Built: corpus version 3f9c1e07ab52\n2 passages encoded, 1 taken over\n"
    fake.build_result = FakeBuild(built=False)
    assert run("index", "build").stdout == "Unchanged: corpus version 3f9c1e07ab52\n"


def test_mcp_speaks_over_the_streams_or_listens(run: Run, fake: Fake) -> None:
    assert run("mcp").exit_code == 0
    assert run("mcp", "--http", "--port", "0").exit_code == 0
    assert fake.calls == [("serve_mcp", None), ("serve_mcp", ("127.0.0.1", 0))]


def test_mcp_refuses_an_address_that_it_would_not_listen_on(run: Run, fake: Fake) -> None:
    refused = run("mcp", "--port", "9000")
    assert refused.exit_code == 2
    assert "--port needs --http" in refused.stderr
    assert fake.calls == []


def test_mcp_without_its_package_says_which_extra_brings_it_before_an_index_is_built(run: Run, fake: Fake) -> None:
    fake.generation, fake.error = None, ExtraMissing("the package mcp is not installed")
    result = run("mcp")
    assert (result.exit_code, one_line(result)) == (1, "caveat: the package mcp is not installed")
    assert fake.calls == []


def test_a_receipt_is_read_by_id_even_one_that_looks_like_an_option_or_the_newest(run: Run, fake: Fake) -> None:
    assert run("receipt").stdout.startswith(f"reply {RECEIPT.id}\n")
    assert from_json(run("receipt", "-W6wvJ8S2", "--json").stdout) == RECEIPT
    assert fake.calls == [("receipt", None), ("receipt", "-W6wvJ8S2")]


def test_a_receipt_that_is_not_there_is_bad_input(run: Run, fake: Fake) -> None:
    fake.error = NotFound("no receipt has the id nobody, or its time is over")
    result = run("receipt", "nobody")
    assert (result.exit_code, one_line(result)) == (2, "caveat: no receipt has the id nobody, or its time is over")


def test_settings_names_variable_value_meaning_and_unit_of_each(run: Run, fake: Fake) -> None:
    lines = run("settings").stdout.splitlines()
    assert len(lines) == 2 * len(Settings.model_fields)
    for name, meaning in zip(lines[::2], lines[1::2], strict=True):
        assert re.fullmatch(r"CAVEAT_[A-Z_]+=.*", name)
        assert re.fullmatch(r"    .+\. \[.+\]", meaning)
    assert f"CAVEAT_INDEX_DIR={fake.settings.index_dir}" in lines
    assert "CAVEAT_CHAT_MODEL=" in lines


def test_every_number_among_the_settings_has_a_unit() -> None:
    for name, field_info in Settings.model_fields.items():
        if field_info.annotation in {int, float}:
            assert unit(name), f"{variable(name)} has no unit"


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"CAVEAT_THREADS": "many"}, "CAVEAT_THREADS=many: Input should be a valid integer"),
        ({"CAVEAT_THREADS": "0"}, "CAVEAT_THREADS=0: Input should be greater than or equal to 1"),
    ],
)
def test_a_bad_setting_is_named_with_its_value_and_rule(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], reason: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(
        make_cli(replace(fake.doors(), settings=lambda: Settings.model_validate({}))), ["settings"]
    )
    assert result.exit_code == 2
    assert one_line(result).startswith(f"caveat: {reason}")


def test_an_unknown_line_of_the_env_file_is_named_without_its_value(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("CAVEAT_THREDS=3\nCAVEAT_API_KEY=hunter2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        make_cli(replace(fake.doors(), settings=lambda: Settings.model_validate({}))), ["settings"]
    )
    assert result.exit_code == 2
    assert "CAVEAT_THREDS is not a setting" in one_line(result)
    assert "hunter2" not in result.stderr
