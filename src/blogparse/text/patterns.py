"""Regular expressions that are compiled when they are first searched for.

There are some two hundred. To compile them takes longer than all else that an import does, and most pages ask for few.
"""

import re
from typing import Any, Final, cast

import regex

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern")


class _Pattern:
    """Has the methods of an expression for its own: calls are as fast as those of the compiled expression."""


class _LatePattern(_Pattern):
    """Compiles its expression when it is first asked for anything."""

    def __init__(self, module: Any, expression: str, flags: int) -> None:
        self._given = module, expression, flags

    def __getattr__(self, name: str) -> Any:
        module, expression, flags = self._given
        compiled = module.compile(expression, flags)
        vars(self).update((method, getattr(compiled, method)) for method in _METHODS)
        self.__class__ = _Pattern  # type: ignore[assignment]
        return getattr(compiled, name)


def late_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of an expression of `re`."""
    return cast("re.Pattern[str]", _LatePattern(re, expression, flags))


def late_regex(expression: str, flags: int = 0) -> regex.Pattern[str]:
    """Return the pattern of an expression of `regex`."""
    return cast("regex.Pattern[str]", _LatePattern(regex, expression, flags))
