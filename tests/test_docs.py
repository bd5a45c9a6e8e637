"""The documentation is run: every command that README shows works as shown, and names nothing that is not there."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from service.bootstrap import open_chat_model
from service.errors import InvalidInput
from service.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.strip().splitlines()]
CAVEAT = [c for c in COMMANDS if c.startswith(".venv/bin/caveat")]
ADMIT = [c for c in CAVEAT if " corpus admit " in c]
RECEIPT = ".venv/bin/caveat receipt"
PROGRAMS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
ARTICLE = "Ketamine is an anaesthetic. The NMDA receptor is responsible for the symptoms of depression.\n"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a checkout, with a corpus that may be changed."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in (".venv", "service", "eval", "Makefile", "pyproject.toml", "constraints.txt"):
        (folder / name).symlink_to(ROOT / name)
    subprocess.run(["cp", "-r", ROOT / "corpus", folder / "corpus"], check=True)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "CAVEAT_CORPUS_DIR": str(folder / "corpus"), "CAVEAT_INDEX_DIR": str(folder / ".index")}


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = command.replace(".venv/bin/caveat", f"{sys.executable} -c 'from service.cli import main; main()'")
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_something_runs_before_line_40() -> None:
    head = "\n".join(README.splitlines()[:40])
    assert "make serve" in head and "curl" in head


@pytest.mark.parametrize("command", [c for c in CAVEAT if c not in ADMIT and c != RECEIPT])
def test_every_caveat_command_runs(checkout: Path, command: str) -> None:
    done = shell(command, checkout)
    assert done.returncode == 0, done.stderr
    assert (done.stdout + done.stderr).strip() or "--html" in command


def test_the_newest_reply_is_explained(checkout: Path) -> None:
    assert RECEIPT in CAVEAT
    (ask,) = [c for c in CAVEAT if " ask " in c]
    assert shell(ask, checkout).returncode == 0
    explained = shell(RECEIPT, checkout)
    assert explained.returncode == 0, explained.stderr
    assert "claim 0: oversimplified" in explained.stdout


def test_the_parts_for_langchain_run_as_shown(checkout: Path) -> None:
    (program,) = [program for program in PROGRAMS if "service.langchain" in program]
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        env=environment(checkout) | {"PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *documents, verdict = done.stdout.splitlines()
    assert len(documents) == 3
    assert "claim" in verdict


def test_the_report_is_written(checkout: Path) -> None:
    (command,) = [c for c in CAVEAT if "--html" in c]
    assert shell(command, checkout).returncode == 0
    assert "NMDA" in (checkout / "report.html").read_text(encoding="utf-8")


def test_an_edited_card_is_admitted_again(checkout: Path) -> None:
    (command,) = ADMIT
    card = checkout / "corpus" / "sources" / "murrough2013.md"
    card.write_text(
        card.read_text(encoding="utf-8").replace("two-site trial randomly", "trial at two sites randomly"),
        encoding="utf-8",
    )
    assert shell(".venv/bin/caveat corpus check", checkout).returncode == 1
    done = shell(command, checkout)
    assert done.returncode == 0, done.stderr
    assert shell(".venv/bin/caveat corpus check", checkout).returncode == 0


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make ")])
def test_every_make_target_is_there(command: str) -> None:
    done = subprocess.run(["make", "-n", command.split()[1]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def served(checkout: Path) -> Iterator[int]:
    """`make serve`, as README says, on a free port."""
    port = free_port()
    server = subprocess.Popen(
        ["make", "serve", f"ARGS=--port {port}"],
        cwd=ROOT,
        env=environment(checkout),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_ready(port)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def wait_until_ready(port: int) -> None:
    for _ in range(240):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise AssertionError("make serve was not ready within two minutes")


SETTINGS = re.findall(r"```ini\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("lines", SETTINGS)
def test_each_chat_model_of_the_readme_opens_or_names_the_package_it_needs(tmp_path: Path, lines: str) -> None:
    (tmp_path / ".env").write_text(lines.replace("…", "a-key"), encoding="utf-8")
    settings = Settings(_env_file=tmp_path / ".env")
    (extra,) = re.findall(r"\(extra: ([\w-]+)\)", lines)
    package = f"langchain-{extra}"
    assert f'{extra} = ["{package}"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if importlib.util.find_spec(package.replace("-", "_")):
        model = open_chat_model(settings)
        assert model is not None and model.name == settings.chat_model
    else:
        with pytest.raises(InvalidInput, match=package):
            open_chat_model(settings)


def test_make_serve_answers_the_curl_of_the_readme_and_the_browser(served: int) -> None:
    (curl,) = [c for c in COMMANDS if c.startswith("curl")]
    done = subprocess.run(
        ["bash", "-c", curl.replace(":8000", f":{served}")], capture_output=True, text=True, timeout=60, check=False
    )
    reply = json.loads(done.stdout)
    assert reply["findings"][0]["verdict"] in {"oversimplified", "refuted"}
    assert reply["citations"]
    assert "<html" in httpx.get(f"http://127.0.0.1:{served}/").text


def test_the_program_of_the_readme_gets_a_cited_reply(served: int) -> None:
    (program,) = [program for program in PROGRAMS if "import openai" in program or "from openai" in program]
    done = subprocess.run(
        [sys.executable, "-c", program.replace(":8000", f":{served}")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout and "https://" in done.stdout


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"(?:GET|POST|DELETE) `?(/[a-z0-9_/{}.]+)", README.replace("`", ""))))
)
def test_every_endpoint_that_readme_names_is_in_the_contract(served: int, path: str) -> None:
    document = httpx.get(f"http://127.0.0.1:{served}/openapi.json").json()
    assert path in document["paths"] or httpx.get(f"http://127.0.0.1:{served}{path}").status_code == 200


def test_every_setting_has_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_measuring_command_knows_its_split() -> None:
    (command,) = [c for c in COMMANDS if "-m eval run" in c]
    assert (ROOT / "eval" / "cases" / command.rsplit(" ", 1)[1]).is_dir()
