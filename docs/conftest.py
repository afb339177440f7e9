"""Pages of the documentation that show a library which is not installed are skipped, and say so."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

NEEDS = {
    "convokit.md": ("convokit",),
    "corpora.md": ("pyarrow", "pandas", "polars", "duckdb"),
    "reply-graph.md": ("networkx",),
    "wet.md": ("pyarrow", "fastwarc", "duckdb"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        missing = [library for library in NEEDS.get(item.path.name, ()) if find_spec(library) is None]
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"{', '.join(missing)} not installed"))
