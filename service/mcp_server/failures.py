"""What a caller is told of an error: which argument breaks which rule, or that it may try again."""

from __future__ import annotations

from functools import singledispatch

from pydantic import ValidationError

from service.errors import InvalidInput, NotFound
from service.web.edge import note
from service.web.problems import as_problem

MAX_FAULTS = 10
MAX_NAME_CHARS = 64


@singledispatch
def told(error: Exception) -> str:
    """The words of the HTTP API; an error that nobody foresaw is logged by kind and place, and tells nothing."""
    problem = as_problem(error)
    if problem.status_code >= 500:
        note(error)
    return problem.body.detail or f"{problem.body.title}."


@told.register(NotFound)
@told.register(InvalidInput)
def _(error: Exception) -> str:
    return str(error)


def refused(error: ValidationError) -> InvalidInput:
    """Each argument with its rule, without the value: that may be a person's words."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return InvalidInput("; ".join(f"{_name(fault['loc'])}: {fault['msg']}" for fault in faults[:MAX_FAULTS]))


def _name(place: tuple[int | str, ...]) -> str:
    return ".".join(map(str, place))[:MAX_NAME_CHARS]
