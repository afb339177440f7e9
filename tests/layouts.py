"""Random pages whose threads are printed as engines, hosts and widgets print them: `data/layouts.toml`."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Final

import attrs
from babel.dates import format_datetime

from themes import INTERFACE, Page, block_html, draw_page, render_html, write_title

_FAMILIES: Final = {"en": "classic", "de": "german", "fr": "french"}
_FRAME: Final = (
    "menu", "long_menu", "tagline", "sidebar_before", "sidebar_after", "related", "tags", "share", "post_navigation",
    "note", "footer",
)  # fmt: skip
_AGE: Final = "age"
_ANSWERED: Final = 0.5  # share of the comments' own titles that repeat the post's
_HOLDERS: Final = {"ol": ("<ol>", "<li>", "</li>", "</ol>"), "ul": ("<ul>", "<li>", "</li>", "</ul>")}
_BLOCKS: Final = ("<div>", "<div>", "</div>", "</div>")


@attrs.frozen
class Layout:
    """How a thread is printed; the file tells what the fields are."""

    name: str
    record: str
    heading: tuple[str, ...] = attrs.field(converter=tuple)
    below: tuple[str, ...] = attrs.field(converter=tuple)
    language: str = "en"
    date: str = ""
    halves: tuple[str, ...] = attrs.field(converter=tuple, default=("AM", "PM"))
    list: str = "div"

    @property
    def is_dated(self) -> bool:
        """Whether its dates can be told from the page alone."""
        return bool(self.date) and self.date != _AGE


@attrs.frozen
class Told:
    """What a page says of one comment."""

    author: str
    date: str
    written: datetime
    body: str


LAYOUTS: Final[Mapping[str, Layout]] = {
    name: Layout(name=name, **told)
    for name, told in tomllib.loads((Path(__file__).parent / "data" / "layouts.toml").read_text("utf-8")).items()
}


def draw_layout(layout: Layout, seed: int, size: int) -> tuple[Page, str, list[Told]]:
    """Draw a page with a thread of `size` comments: the post, its HTML, and what it says of each comment."""
    rng = Random(f"{layout.name} {seed} {size}")  # noqa: S311 - words for tests, no secrets
    language = next((key for key in INTERFACE if key.startswith(layout.language)), layout.language)
    family = _FAMILIES.get(layout.language, f"{language} name_date")
    extras = rng.sample(_FRAME, rng.randint(0, 5))
    page = draw_page(rng.randrange(2**32), family, [None] * size, extras=extras)
    heading = rng.choice(layout.heading).format(count=size, post=html.escape(page.article.title))
    opens, begins, ends, closes = _HOLDERS.get(layout.list, _BLOCKS)
    told: list[Told] = []
    records: list[str] = []
    for number, remark in enumerate(page.remarks, 1):
        handle = remark.author.lower().replace(" ", "_")
        date = _written(rng, layout, remark.written)
        own = f"Re: {page.article.title}" if rng.random() < _ANSWERED else write_title(rng, page.theme.language)
        said = layout.record.format(
            name=html.escape(remark.author), handle=html.escape(handle), date=date, number=number,
            body="".join(map(block_html, remark.blocks)), some=rng.randrange(9),
            post=html.escape(page.article.title), title=html.escape(own),
        )  # fmt: skip
        records.append(f"{begins}{said}{ends}\n")
        told.append(Told(handle if "{handle}" in layout.record else remark.author, date, remark.written, remark.body))
    thread = f"{heading}\n{opens}\n{''.join(records)}{closes}\n{''.join(layout.below)}" if told else ""
    return page, render_html(page, thread), told


def _written(rng: Random, layout: Layout, moment: datetime) -> str:
    if layout.date == _AGE:
        return f"{rng.randint(2, 9)} {rng.choice(('days', 'weeks', 'months', 'years'))} ago"
    if not layout.date:
        return ""
    written = format_datetime(moment, layout.date, locale=layout.language)
    return _with_halves(written, layout.halves)


def _with_halves(written: str, halves: Sequence[str]) -> str:
    for half, printed in zip(("AM", "PM"), halves, strict=True):
        written = written.replace(half, printed)
    return written
