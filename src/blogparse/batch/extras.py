"""Libraries that only some inputs and outputs need; a missing one is one line with the command that installs it."""

import importlib
import sys
from types import ModuleType
from typing import Any

from blogparse.records import BlogparseError


class MissingExtraError(BlogparseError, ImportError):
    """A library that is not installed is needed; the message has the command that installs it."""


def require(module: str, extra: str) -> Any:
    """Return a module of an extra."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or module.split(".")[0] != error.name.split(".")[0]:
            raise  # it is there, and lacks something itself
        library = module if module.startswith("backports.") else module.split(".")[0]
        raise MissingExtraError(
            f'{library} is not installed: pip install "blogparse[{extra}]"', name=error.name
        ) from None


def require_zstd() -> ModuleType:
    """Return the module that reads and writes Zstandard: the standard library's, or its backport below 3.14."""
    module: ModuleType = require("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd", "zstd")
    return module
