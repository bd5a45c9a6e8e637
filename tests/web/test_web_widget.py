from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.web.routes.pages import STATIC
from service.web.widget import BrokenModule, in_order, make_script

FOLDER = STATIC / "widget"
MODULES = sorted(FOLDER.glob("*.js"))
BUDGET_BYTES = 30_000


def written(folder: Path, **modules: str) -> Path:
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder


def test_modules_are_joined_after_what_they_import_and_only_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        element='import { two } from "./two.js";\nimport { one } from "./one.js";\n\nconst three = one + two;\n',
        two='import { one } from "./one.js";\n\n/**\n * Twice.\n */\nexport const two = one * 2;\n',
        one="// First.\nexport const one = 1;\n\nexport function other() {\n  return `import ${one}`;\n}\n",
        unused="export const four = 4;\n",
    )
    assert list(in_order(folder)) == ["one.js", "two.js", "element.js"]
    assert make_script(folder).text.decode() == (
        '(() => {\n"use strict";\nconst one = 1;\nfunction other() {\nreturn `import ${one}`;\n}\n'
        "const two = one * 2;\nconst three = one + two;\n})();\n"
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('import * as one from "./one.js";\n', "element.js: this form of import"),
        ("export default 1;\n", "element.js: this form of import"),
        ('import { a } from "./element.js";\n', "element.js: imports itself"),
    ],
)
def test_what_cannot_be_joined_is_named(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(BrokenModule, match=re.escape(said)):
        make_script(written(tmp_path, element=source))


def test_the_widget_fits_its_budget() -> None:
    assert len(make_script(FOLDER).compressed) <= BUDGET_BYTES


def test_top_level_names_are_unique_and_every_module_is_used() -> None:
    used = in_order(FOLDER)
    named = Counter(
        name
        for source in used.values()
        for name in re.findall(r"^(?:export )?(?:async )?(?:const|let|function\*?|class) (\w+)", source, re.MULTILINE)
    )
    assert [name for name, count in named.items() if count > 1] == []
    assert {path.name for path in MODULES} == set(used)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_text_is_put_in_as_text_and_nothing_is_styled_inline(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc|cssText|url\("
    )
    assert not re.search(sinks, code)
    assert not re.search(r"""(?<!-)\bstyle: |setAttribute\(["']style|localStorage|document\.cookie""", code)


def test_both_languages_say_the_same_things_and_all_are_said() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES if path.name != "strings.js")
    strings = (FOLDER / "strings.js").read_text(encoding="utf-8")
    english, german = (dict(entries(strings, name)) for name in ("ENGLISH", "GERMAN"))
    assert english.keys() == german.keys()
    for key, text in english.items():
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", german[key]), key
        family = key.split(".")[0]
        assert f'"{key}"' in code or f"`{family}." in code or key.endswith(".one"), key


def entries(strings: str, name: str) -> list[tuple[str, str]]:
    body = strings.split(f"const {name} = {{\n")[1].split("\n};")[0]
    return [(key, text) for key, text in re.findall(r'^  "?([\w.-]+)"?: "(.*)",$', body, re.MULTILINE)]


def test_the_script_is_served_to_any_site_and_compressed(client: TestClient) -> None:
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    squeezed = client.get("/widget.js", headers={"Accept-Encoding": "gzip", "Origin": "https://charity.example"})
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "content-encoding" not in plain.headers
    assert squeezed.headers["content-encoding"] == "gzip"
    assert squeezed.text == plain.text == gzip.decompress(make_script(FOLDER).compressed).decode()
    assert int(squeezed.headers["content-length"]) <= BUDGET_BYTES
    for answer in (plain, squeezed):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert answer.headers["cache-control"] == "no-cache"
        assert "Accept-Encoding" in answer.headers["vary"]


def test_a_script_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    for encoding in ("identity", "gzip"):
        first = client.get("/widget.js", headers={"Accept-Encoding": encoding})
        again = client.get("/widget.js", headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get("/widget.js", headers={"If-None-Match": '"another"'}).status_code == 200
