"""Pages that show a library which is not installed are skipped, and say so."""

from __future__ import annotations

import pytest

NEEDED = {"corpora.md": ("pyarrow", "pandas", "polars", "duckdb")}


@pytest.fixture(autouse=True)
def _skip_without_libraries(request: pytest.FixtureRequest) -> None:
    for name in NEEDED.get(request.path.name, ()):
        pytest.importorskip(name)
