"""The widget as one script: its modules joined in the order of their imports, made once."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ENTRY = "element.js"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>[\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|const|class)\b)", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?s:.*?)\*/|//.*)\n", re.MULTILINE)


class BrokenModule(ValueError):
    """A module of the widget is not written in the way that can be joined."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script with its compressed form; `tag` changes whenever the text does."""

    text: bytes
    compressed: bytes
    tag: str


def make_script(folder: Path) -> Script:
    """The modules of a folder as one classic script that leaves no name behind. Raises BrokenModule."""
    joined = "\n".join(_bare(name, source) for name, source in in_order(folder).items())
    text = f'(() => {{\n"use strict";\n{joined}\n}})();\n'.encode()
    return Script(text, gzip.compress(text, compresslevel=9, mtime=0), sha256(text).hexdigest()[:16])


def in_order(folder: Path) -> dict[str, str]:
    """The sources that the entry needs, by name, each after those that it imports. Raises BrokenModule."""
    found: dict[str, str] = {}
    _collect(folder, ENTRY, (), found)
    return found


def _collect(folder: Path, name: str, path: tuple[str, ...], found: dict[str, str]) -> None:
    if name in path:
        raise BrokenModule(f"{name}: imports itself, by way of {', '.join(path[path.index(name) + 1 :]) or 'nothing'}")
    if name in found:
        return
    source = (folder / name).read_text(encoding="utf-8")
    for imported in IMPORT.finditer(source):
        _collect(folder, imported["name"], (*path, name), found)
    found[name] = source


def _bare(name: str, source: str) -> str:
    """A module without imports, exports, comments, indentation and blank lines."""
    bare = EXPORT.sub("", IMPORT.sub("", source))
    left = LEFT.search(bare)
    if left:
        raise BrokenModule(f"{name}: this form of import or export cannot be joined: {left[0]}")
    lines = (line.strip() for line in COMMENT.sub("", bare).splitlines())
    return "\n".join(line for line in lines if line)
