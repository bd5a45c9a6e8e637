"""How a command fails: one clear line on standard error, and an exit code that scripts can rely on."""

from __future__ import annotations

from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from service.commands.settings_list import variable
from service.errors import CaveatError, InvalidInput, NotFound, TransientError
from service.rendering.inert import inert
from service.settings import Settings

FAULT, BAD_INPUT, TRY_LATER = 1, 2, 3
UNKNOWN_SETTING = "extra_forbidden"


class Told(TyperGroup):
    """The root of the commands: here, once, an error becomes a line and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (the group's own signature)
        """Run the command."""
        try:
            return super().invoke(ctx)
        except CaveatError as error:
            fail(str(error) or type(error).__name__, exit_code(error))
        except ValidationError as error:
            if error.title != Settings.__name__:
                raise
            fail(bad_settings(error), BAD_INPUT)
        except BrokenPipeError:
            raise
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}" if error.filename else str(error), FAULT)


def exit_code(error: CaveatError) -> int:
    """2 for bad input, 3 for what may pass, 1 for everything else."""
    if isinstance(error, TransientError):
        return TRY_LATER
    return BAD_INPUT if isinstance(error, (InvalidInput, NotFound)) else FAULT


def bad_settings(error: ValidationError) -> str:
    """Each refused setting: its variable, its value and the rule. Values of unknown variables may be secrets."""
    return "; ".join(
        _refused(fault["type"], str(fault["loc"][0]), fault["input"], fault["msg"]) for fault in error.errors()
    )


def fail(message: str, code: int) -> None:
    """Say why on standard error, and end with the code."""
    typer.echo(f"caveat: {inert(message)}", err=True)
    raise typer.Exit(code)


def _refused(kind: str, name: str, value: object, rule: str) -> str:
    if kind == UNKNOWN_SETTING:
        return f".env: {name.upper()} is not a setting; `caveat settings` lists them all"
    return f"{variable(name)}={value}: {rule}"
