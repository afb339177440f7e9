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
FLOORS: Final = {  # the share of wholly right comments
    "a0 chrome words": 0.52, "a+ chrome, heading, form words": 0.5, "b0 chrome words, months": 0.38,
    "b+ chrome, heading, form, months": 0.39, "c no heading": 0.79, "d no reply links": 0.95, "e no indents": 0.82,
    "e+ no indents, no list marks": 0.81, "f nicknames": 0.8, "f names of three words": 0.83, "g first 1": 0.6,
    "g first 2": 0.63, "g first 3": 0.62, "g first 5": 0.86, "h no article": 0.84, "i no blank lines": 0.83,
    "i two blank lines": 0.83, "j newest first": 0.72, "k ISO dates": 0.91, "k dotted dates": 0.95, "k long dates": 0.9,
    "k ages": 0.9, "l another page's sidebar": 0.82, "m cookie notice, another menu": 0.83, "n CRLF": 0.83,
}  # fmt: skip

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
    assert changed[change]["errors"] == 0
    assert not changed[change]["neg_false"]
    assert changed[change]["whole"] >= FLOORS[change]
