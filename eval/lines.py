"""Files of one JSON object a line, read with their form checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails

from eval.result import Json

LONGEST_VALUE = 60


class DataFault(ValueError):
    """Data of a wrong form; the message names file, line, value and rule."""


class Line(BaseModel):
    """What every line has. `numbered` lines may lack the id and are then called by their number in the file."""

    numbered: ClassVar[bool] = False
    id: str = Field(min_length=1)


T = TypeVar("T", bound=Line)


def read_files(paths: Iterable[Path], model: type[T], *, hide_values: bool = False) -> tuple[T, ...]:
    """The lines of all files in order; blank lines are passed over.

    Raises DataFault at the first line of a wrong form, at an id that stood before, and where there is no line at all;
    with `hide_values` it leaves out the value, for texts that must not be seen.
    """
    return tuple(line for _, line in read_placed(paths, model, hide_values=hide_values))


def read_placed(
    paths: Iterable[Path], model: type[T], *, hide_values: bool = False, repeats: bool = False
) -> tuple[tuple[str, T], ...]:
    """As `read_files`, each line with its place ("file:line"); with `repeats` a line may stand there again, unchanged."""
    read: dict[str, tuple[str, T]] = {}
    paths = tuple(paths)
    for place, text in (each for path in paths for each in text_lines(path)):
        line = parsed(place, text, model, hide_values)
        if line.id in read and not (repeats and read[line.id][1] == line):
            raise DataFault(f"{place}: duplicate id {line.id}")
        read.setdefault(line.id, (place, line))
    if not read:
        raise DataFault(f"{', '.join(map(str, paths)) or 'no file'}: no cases")
    return tuple(read.values())


def text_lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a text file that are not blank, each with its place ("file:line"); raises DataFault."""
    for number, text in enumerate(text_of(path).split("\n"), 1):
        if text.strip():
            yield f"{path}:{number}", text


def text_of(path: Path) -> str:
    """The text of a file; raises DataFault."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataFault(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataFault(f"{path}: not UTF-8: byte {error.start}: {error.reason}") from error


def parsed(place: str, text: str, model: type[T], hide_values: bool) -> T:
    """One line; raises DataFault naming the place, the rule and, unless values are hidden, the value."""
    try:
        raw: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataFault(f"{place}: not JSON{_shown(text, hide_values)}: {error}") from error
    if not isinstance(raw, dict):
        raise DataFault(f"{place}: not a JSON object{_shown(raw, hide_values)}")
    if model.numbered:
        raw = {"id": place.rpartition(":")[2], **raw}
    _refuse_slips(place, raw, model)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        rules = [_rule(each, hide_values) for each in error.errors()]
        raise DataFault(f"{place}: {'; '.join(rules)}") from error


def _refuse_slips(place: str, raw: Json, model: type[Line]) -> None:
    """An unknown field that is nearly a known one is a slip of the pen; others are left to the model."""
    known = {field.alias or name for name, field in model.model_fields.items()}
    missing = [name for name in known if name not in raw]
    for name in raw:
        if name not in known and (meant := get_close_matches(name, missing, 1, 0.8)):
            raise DataFault(f"{place}: unknown field {name!r}: {meant[0]!r} may be meant")


def _rule(error: ErrorDetails, hide_values: bool) -> str:
    field = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f"{field}: required, but missing"
    return f"{field}{_shown(error['input'], hide_values)}: {error['msg']}"


def _shown(value: object, hide: bool) -> str:
    shown = repr(value)
    return "" if hide else f" = {shown if len(shown) <= LONGEST_VALUE else shown[:LONGEST_VALUE] + '…'}"
