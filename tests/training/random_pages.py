"""Pages of no site to learn from: the theme writer's random pages, dumped by renderers that pip installs.

They teach the orders of name, date and text that few pages of a corpus have, languages that none has, and what engines
print below threads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

import attrs

from dumpers import DUMPERS
from layouts import LAYOUTS, draw_layout
from themes import CLOCKS, EXTRAS, FAMILIES, LANGUAGES, NAMED_DATELINES, Page, draw_page, render_html

PAGES: Final = 8  # of each family; one of each language and order
WITHOUT: Final = 0.1  # share of the pages that have no thread
HEADLESS: Final = 0.3  # share of the others whose thread has no heading
LONGEST: Final = 9
SIZES: Final = (1, 1, 2, 3, 4, 6, 9, 14, 20, 0)  # comments on the pages of each engine's layout
MOST_EXTRAS: Final = 6
_HEADED: Final = frozenset({"german", "french"})  # families whose headings have no "none"
_WRITERS: Final = ("outline", "flat")
_RENDERERS: Final = (*_WRITERS, "resiliparse", "html2text")  # two of them dump each page in an engine's layout


Told = tuple[str, str, str, dict[str, Any], dict[str, Any]]
"""A page's name and family, a dump, its gold and what of that the dump shows."""


def layout_dumps() -> Iterator[Told]:
    """Yield pages whose threads are printed as engines print them; the same in every run."""
    for family, layout in LAYOUTS.items():
        for number, size in enumerate(SIZES):
            page, text, told = draw_layout(layout, number, size)
            comments = [(each.author, each.date, each.body) for each in told]
            gold, shown = _gold_of(page, comments)
            name = f"{family} {number}"
            for writer in Random(name).sample(_RENDERERS, 2):  # noqa: S311 - a fixed draw, no secret
                yield name, family, DUMPERS[writer].dump(text), gold, shown


def theme_dumps() -> Iterator[Told]:
    """Yield pages in the themes of the theme writer; the same in every run."""
    for family in (*FAMILIES, *LANGUAGES):
        for number in range(PAGES if family in FAMILIES else 1):
            name = f"{family} {number}"
            rng = Random(name)  # noqa: S311 - a fixed draw, no secret
            page = draw_page(
                rng.randrange(2**32), family, _thread(rng), extras=rng.sample(EXTRAS, rng.randint(0, MOST_EXTRAS))
            )
            if family in FAMILIES and family not in _HEADED and rng.random() < HEADLESS:
                page = attrs.evolve(page, frame=attrs.evolve(page.frame, heading="none"))
            clock = CLOCKS[page.theme.clock][0]
            gold, shown = _gold_of(page, [(each.author, clock(each.written), each.body) for each in page.remarks])
            for writer in _WRITERS:
                yield name, family, DUMPERS[writer].dump(render_html(page)), gold, shown


def _thread(rng: Random) -> list[int | None]:
    size = 0 if rng.random() < WITHOUT else rng.randint(1, LONGEST)
    return [rng.choice([None, at - 1]) if at else None for at in range(size)]


def _gold_of(page: Page, told: Sequence[tuple[str, str, str]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a page says in the form of the corpus; `told` has name, date and text of each comment."""
    comments = [
        {"author": author, "timestamp_raw": date or None, "body": body, "kind": "comment"}
        for author, date, body in told
    ]
    shown = [{"state": "visible", "author": True, "ts": bool(date)} for _, date, _ in told]
    kind = "thread" if comments else "none"
    authors = [page.article.author] if page.frame.dateline in NAMED_DATELINES else []
    gold = {"kind": kind, "title": page.article.title, "authors": authors, "comments": comments}
    return gold, {"comments": shown, "authors": [True] * len(authors)}
