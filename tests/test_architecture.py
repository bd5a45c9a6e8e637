"""The import rule: arrows point down, stages are blind to each other, nothing first-party is imported in a function."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STAGES = [
    "triage",
    "claims",
    "retrieval",
    "verification",
    "answering",
    "chat",
    "conversation",
    "ingestion",
    "receipts",
    "rendering",
    "adapters",
]
LEVELS = [
    ["domain", "errors"],
    ["receipt"],
    ["settings", "ports"],
    ["language"],
    STAGES,
    ["pipeline"],
    ["bootstrap"],
    ["web"],
    ["mcp_server", "langchain"],
    ["commands"],
    ["cli"],
]
LEVEL = {name: number for number, names in enumerate(LEVELS) for name in names}
FILES = sorted((ROOT / "service").rglob("*.py"))


def part_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "service").with_suffix("").parts
    return parts[0]


def first_party_imports(tree: ast.AST) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return [name for name in names if name.split(".")[0] in {"service", "eval", "tests"}]


def broken_arrows(path: Path, source: str) -> list[str]:
    own = part_of(path)
    out: list[str] = []
    for name in first_party_imports(ast.parse(source)):
        root, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if root != "service":
            out.append(f"{own} imports {name}")
        elif other and other != own and LEVEL[other] >= LEVEL[own]:
            out.append(f"{own} imports {name}")
    return out


@pytest.mark.parametrize("path", [p for p in FILES if p.name != "__init__.py" or p.parent != ROOT / "service"], ids=str)
def test_imports_point_down(path: Path) -> None:
    assert broken_arrows(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_first_party_is_imported_inside_a_function(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [first_party_imports(function) for function in functions if first_party_imports(function)] == []


def test_an_arrow_that_points_up_or_sideways_is_found() -> None:
    claims = ROOT / "service" / "claims" / "x.py"
    assert broken_arrows(claims, "from service.pipeline import FactChecker") == ["claims imports service.pipeline"]
    assert broken_arrows(claims, "from service.retrieval.search import PassageSearch") != []
    assert broken_arrows(claims, "from eval.stats import Rate") != []
    assert broken_arrows(claims, "from service.domain import Claim") == []


OF_ADAPTERS = {
    "chromadb",
    "bm25s",
    "onnxruntime",
    "tokenizers",
    "spacy",
    "symspellpy",
    "langchain",
    "langchain_core",
    "mcp",
}
MADE_FOR = {"mcp_server": {"mcp"}, "langchain": {"langchain_core"}}
"""The vendor that an edge exists for."""


@pytest.mark.parametrize("path", [path for path in FILES if part_of(path) != "adapters"], ids=str)
def test_vendors_live_in_adapters_or_in_the_edge_made_for_them(path: Path) -> None:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    assert not {name.split(".")[0] for name in names} & (OF_ADAPTERS - MADE_FOR.get(part_of(path), set()))


def test_the_code_knows_nothing_of_the_first_topic() -> None:
    topic = ("ketamine", "depress", "nmda", "spravato")
    for path in FILES:
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in topic if word in text], path
