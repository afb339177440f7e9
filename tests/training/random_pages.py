"""Pages of no site to learn from: the theme writer's random pages, dumped by the renderers that need nothing installed.

They teach the orders of name, date and text that few pages of a corpus have, and languages that none has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

import attrs

from dumpers import DUMPERS
from themes import CLOCKS, EXTRAS, FAMILIES, LANGUAGES, NAMED_DATELINES, Page, draw_page, render_html

PAGES: Final = 8  # of each family; one of each language and order
WITHOUT: Final = 0.1  # share of the pages that have no thread
HEADLESS: Final = 0.3  # share of the others whose thread has no heading
LONGEST: Final = 9
MOST_EXTRAS: Final = 6
_HEADED: Final = frozenset({"german", "french"})  # families whose headings have no "none"
_WRITERS: Final = ("outline", "flat")


def random_dumps() -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    """Yield a name, a family, a dump, its gold and what of it the dump shows, for each page; the same in every run."""
    for family in (*FAMILIES, *LANGUAGES):
        for number in range(PAGES if family in FAMILIES else 1):
            name = f"{family} {number}"
            rng = Random(name)  # noqa: S311 - a fixed draw, no secret
            page = draw_page(
                rng.randrange(2**32), family, _thread(rng), extras=rng.sample(EXTRAS, rng.randint(0, MOST_EXTRAS))
            )
            if family in FAMILIES and family not in _HEADED and rng.random() < HEADLESS:
                page = attrs.evolve(page, frame=attrs.evolve(page.frame, heading="none"))
            gold, shown = _gold_of(page)
            for writer in _WRITERS:
                yield name, family, DUMPERS[writer].dump(render_html(page)), gold, shown


def _thread(rng: Random) -> list[int | None]:
    size = 0 if rng.random() < WITHOUT else rng.randint(1, LONGEST)
    return [rng.choice([None, at - 1]) if at else None for at in range(size)]


def _gold_of(page: Page) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a page says in the form of the corpus."""
    comments = [
        {
            "author": remark.author,
            "timestamp_raw": CLOCKS[page.theme.clock][0](remark.written),
            "body": remark.body,
            "kind": "comment",
        }
        for remark in page.remarks
    ]
    shown = [{"state": "visible", "author": True, "ts": True} for _ in comments]
    kind = "thread" if comments else "none"
    authors = [page.article.author] if page.frame.dateline in NAMED_DATELINES else []
    gold = {"kind": kind, "title": page.article.title, "authors": authors, "comments": comments}
    return gold, {"comments": shown, "authors": [True] * len(authors)}
