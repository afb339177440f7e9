"""Which candidate is the byline, by many pages' gold authors.

A page whose gold names no author teaches only where its gold is complete (`COMPLETE`): elsewhere nobody may have noted
whom it credits. Random pages teach nothing here: their few datelines drown those of real themes. `train.py` runs this
after the headlines, around which the candidates stand.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from unittest import mock

import attrs
from examples import CANONICAL, RANDOM, Dump, array
from rankings import Choice, Ranked

from blogparse import parse_post
from blogparse.authorship.credit_lines import Credited, Dated
from blogparse.authorship.lone_names import Candidate
from blogparse.authorship.ranking import columns_of
from blogparse.page import Page

MENU: Final = "Skip to content\n\nThe harbour notes\n\n  • Home\n  • About\n  • Contact"
ARRANGEMENTS: Final = (
    "{title}\n\n{author}\n\n{date}\n\n{body}",
    "{title}\n\n{date}\n\n{author}\n\n{body}",
    "{author}\n\n{date}\n\n{title}\n\n{body}",
    "{date}\n\n{author}\n\n{title}\n\n{body}",
    "{title}\n\n{body}\n\n{date}\n\n{author}",
    "{title}\n\n{body}\n\n{author}\n\n{date}",
    "{title}\n\n{author}\n\nHead of Tea\n\n{date}\n\n{body}",
    "{title}\n\n{author} | {date}\n\n{body}",
    "{title}\n\n{date} - {author}\n\n{body}",
)
MANY: Final = 4  # arrangements of each page
COMPLETE: Final = frozenset({"wordpress", "engines"})  # sets whose gold is what was put into their pages


def _arranged(dump: Dump) -> Iterator[Dump]:
    """Yield a page in some arrangements of its title, text, author and day, with nothing else but a menu."""
    title, body, authors, day = (dump.gold.get(key) for key in ("title", "body", "authors", "date"))
    if not (title and body and authors and day) or len(authors) > 1 or " " not in authors[0]:
        return
    written = date.fromisoformat(day[:10])
    rng = random.Random(dump.page)  # noqa: S311 - a fixed draw, no secret
    for arrangement in rng.sample(ARRANGEMENTS, MANY):
        said = rng.choice((f"{written:%B} {written.day}, {written.year}", written.isoformat()))
        text = arrangement.format(author=authors[0], date=said, title=title, body=body)
        yield attrs.evolve(dump, text=f"{MENU}\n\n{text}\n", shown={"authors": [True]}, change="arranged")


def choices_of(dump: Dump) -> Iterator[Choice]:
    """Yield the candidates of a dump; nothing where its authors are not known, or nobody could be one."""
    if dump.renderer == CANONICAL and not dump.change:
        for arranged in _arranged(dump):
            yield from choices_of(arranged)
    authors = dump.gold.get("authors") or []
    if dump.group == RANDOM or (not authors and dump.group not in COMPLETE):
        return
    held: list[Choice] = []
    flags = dump.shown.get("authors") or [True] * len(authors)
    shown = [name for name, is_shown in zip(authors, flags, strict=False) if is_shown]
    if authors and not shown and any(_key(name) in _key(dump.text) for name in authors):
        return  # somewhere, but not on a line that credits the post

    def look(
        page: Page, found: Sequence[Candidate], credited: Sequence[Credited], published: Dated | None
    ) -> Candidate | None:
        if found:
            right = _right(found, authors, shown)
            if authors and True not in right:
                return None  # what nobody could choose teaches silence where there is a name
            held.append(Choice(dump.site, array(columns_of(page, found, credited, published)), right))
        return None

    with mock.patch("blogparse.authorship.byline.choose", look):
        parse_post(dump.text)
    yield from held


def _right(found: Sequence[Candidate], authors: Sequence[str], shown: Sequence[str]) -> list[bool]:
    """Return which candidates are the authors and nobody else; where none is just that, which have them all."""
    said = [sorted(map(_key, each.credits.names)) for each in found]
    whole = [sorted(map(_key, names)) for names in (authors, shown) if names]
    right = [names in whole for names in said]
    if shown and True not in right:
        right = [all(any(_key(name) in each for each in names) for name in shown) for names in said]
    return right


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


BYLINES: Final = Ranked(
    package="authorship",
    label="byline",
    margin=0.6,  # on sites left out, 97 of 100 names that are so much better than none are right
    figures=("page_byline",),
    choices_of=choices_of,
)
