"""Records to plain JSON types and back: the annotations of the records are the schema."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from blogparse.records.spans import Span


def plain(value: object) -> object:
    """Return a value in plain JSON types."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    cls = type(value)
    if attrs.has(cls):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(cls)}
    return value


def structure(cls: Any, data: object, where: str) -> Any:
    """Return the record of a class that a mapping describes; a ValueError names what is wrong, and `where`."""
    if not isinstance(data, Mapping):
        raise ValueError(f"{where} is built from a mapping, not from {type(data).__name__}")  # noqa: TRY004
    hints = _hints(cls)
    unknown = sorted(set(data) - set(hints), key=str)
    if unknown:
        raise ValueError(f"{cls.__name__} has no field {', '.join(map(repr, unknown))}")
    fields = {name: _value(hints[name], value, f"{where}.{name}") for name, value in data.items()}
    try:
        return cls(**fields)
    except TypeError as error:  # a field without a default is missing: the message names it
        raise ValueError(f"{where}: {error}") from error


@cache
def _hints(cls: type[Any]) -> Mapping[str, Any]:
    """Return the type of each field: the annotations of the records are the schema."""
    return get_type_hints(cls)


def _value(hint: Any, value: object, where: str) -> object:
    kind, choices = get_origin(hint), get_args(hint)
    if kind in {UnionType, Union}:  # the records know of no union but "or None"
        return None if value is None else _value(choices[0], value, where)
    if kind is tuple and isinstance(value, list | tuple):
        return tuple(_value(choices[0], item, f"{where}[{at}]") for at, item in enumerate(value))
    if kind is Literal and isinstance(value, str) and value in choices:
        return value
    if kind is None and attrs.has(hint) and hint is not Span:
        return structure(hint, value, where)
    try:
        if hint is Span and isinstance(value, list | tuple):
            start, end = value
            return Span(start, end)
        if hint is datetime and isinstance(value, str):
            return datetime.fromisoformat(value)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return hint(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where} cannot be {value!r}: {error}") from error
    if kind is None and type(value) in (_NUMBERS if hint is float else {hint}):
        return value
    raise ValueError(f"{where} cannot be {value!r}")


_NUMBERS = frozenset({float, int})  # JSON writes 1.0 as 1 where a tool rewrote it
