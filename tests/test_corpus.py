"""Real pages, where the corpus lies beside the checkout: floors under what is read, also of changed dumps.

The weights have seen these pages, so these figures flatter; those of sites left out of the training stand in the files
of the weights. A floor is a little below what is reached: what falls below it has lost something.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from blogparse import parse_post

BENCH: Final = Path(__file__).parents[2] / "shared" / "bench"
CORPUS: Final = BENCH.parent / "corpus"
EVERY: Final = 8  # of the pages, for the changed dumps: a quarter of an hour for all of them
SETS: Final = ("pages", "mirrors", "wordpress", "engines")
FLOORS: Final = {  # wholly right comments, wholly right threads
    "a0 chrome words": (0.0, 0.0),
}

pytestmark = pytest.mark.skipif(not (BENCH / "transform.py").is_file(), reason="no corpus beside the checkout")


@pytest.fixture(scope="module")
def transform() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCH))
    yield importlib.import_module("transform")
    sys.path.remove(str(BENCH))


def pages_of(name: str) -> list[Path]:
    return sorted(page for page in (CORPUS / name).iterdir() if (page / "gold.json").is_file())


@pytest.mark.parametrize("name", SETS)
def test_real_pages_are_read(transform: ModuleType, name: str) -> None:
    figures = transform.score.aggregate(transform.score.run(parse_post, pages_of(name), ["resiliparse"]))
    assert figures["neg_false_comments"] == 0
    assert figures["det_f1"] >= 0.97
    assert figures["whole"] >= 0.9


@pytest.fixture(scope="module")
def changed(transform: ModuleType) -> dict[str, Any]:
    transform.donors(CORPUS / "pages", "resiliparse")
    pages = pages_of("pages")[::EVERY]
    results = [row for page in pages for row in transform.score_dir(page, "blogparse:parse_post", "resiliparse", "")]
    return dict(transform.report(results))


@pytest.mark.parametrize("change", FLOORS)
def test_changed_dumps_are_read(changed: dict[str, Any], change: str) -> None:
    whole, threads = FLOORS[change]
    assert changed[change]["errors"] == 0
    assert changed[change]["whole"] >= whole
    assert changed[change]["thread_exact"] >= threads
