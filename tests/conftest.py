"""Options and fixtures that the whole suite shares."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from hypothesis.internal.conjecture import providers

collect_ignore = [] if find_spec("numba") else ["training"]  # what it imports is in a dependency group of its own


def _is_not_local(path: str) -> bool:  # noqa: ARG001 - the signature of what it stands for
    return False


# Hypothesis mixes constants of the code under test into its examples where that code is not installed. Derandomized
# examples would change with every new module, and differ between an installed package and one on PYTHONPATH.
setattr(providers, "is_local_module_file", _is_not_local)  # noqa: B010 - it is no public name


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the golden files under fixtures/ from what the parser gives now, then read the diff",
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))
