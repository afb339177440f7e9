"""What must not matter does not: random pages in words of no language, without heading or marks, with one comment.

Each share is of pages whose comments are read with every text and every author right. They are floors, a little below
what is reached, so that a change that leans on words again is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs
import pytest

from blogparse import parse_post
from dumpers import DUMPERS
from strategies import seeded
from themes import FAMILIES, Page, draw_page, render_html, squash

PAGES: Final = 120
_MARKED: Final = re.compile(r"^[ \t]*(?:(?:[•*+-]|\d+\.)[ \t]+)?", re.MULTILINE)


def without_words(page: Page) -> str:
    """Return the dump of a page whose thread speaks no language: its verb, its links and its badges are nonsense."""
    theme = page.theme
    verb = re.sub(r"[^\W\d_]+(?![^{]*})", "zwabbel", theme.verb)
    actions = tuple(re.sub(r"[^\W\d_]+", "dapli", action) for action in theme.actions)
    return dump(attrs.evolve(page, theme=attrs.evolve(theme, verb=verb, actions=actions)))


def without_heading(page: Page) -> str:
    """Return the dump of a page whose thread has no heading."""
    return dump(attrs.evolve(page, frame=attrs.evolve(page.frame, heading="none")))


def without_marks(page: Page) -> str:
    """Return the dump of a page without indentation and list marks."""
    return _MARKED.sub("", dump(page))


def as_it_is(page: Page) -> str:
    """Return the dump of a page."""
    return dump(page)


def dump(page: Page) -> str:
    return DUMPERS["outline"].dump(render_html(page))


def is_read(page: Page, text: str) -> bool:
    comments = parse_post(text).comments
    return [(c.author, squash(c.body)) for c in comments] == [(r.author, squash(r.body)) for r in page.remarks]


@pytest.mark.parametrize(
    ("change", "size", "floor"),
    [
        pytest.param(as_it_is, 6, 0.99, id="as it is"),
        pytest.param(without_words, 6, 0.9, id="words"),
        pytest.param(without_heading, 6, 0.85, id="heading"),
        pytest.param(without_marks, 6, 0.9, id="marks"),
        pytest.param(as_it_is, 1, 0.9, id="one comment"),
        pytest.param(as_it_is, 2, 0.9, id="two comments"),
    ],
)
def test_what_must_not_matter_does_not(change: Callable[[Page], str], size: int, floor: float) -> None:
    rng = seeded(size)
    families = [family for family in FAMILIES if family not in {"german", "french"}]  # their headings have no "none"
    read = 0
    for number in range(PAGES):
        page = draw_page(rng.randrange(2**32), families[number % len(families)], [None] * size)
        read += is_read(page, change(page))
    assert read / PAGES >= floor
