"""Pages of the documentation that need a library which the tests do not install: skipped without it, saying so."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

NEEDS = {"convokit.md": "convokit", "reply-graph.md": "networkx"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        library = NEEDS.get(item.path.name)
        if library is not None and find_spec(library) is None:
            item.add_marker(pytest.mark.skip(reason=f"{library} is not installed"))
