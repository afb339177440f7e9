"""Threads printed as engines, hosts and widgets print them are read comment by comment.

No weights were learnt from such pages, so this is also a measure of what they are worth on engines that they never saw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from blogparse import Post, parse_post
from dumpers import DUMPERS
from layouts import LAYOUTS, Layout, Told, draw_layout
from themes import squash

FIRST: Final = 100
PAGES: Final = 3
SIZES: Final = (3, 8, 20)
ENOUGH: Final = 7  # of these nine
FAILING: Final[Mapping[str, tuple[str, ...]]] = {
    "comments are missed": (
        "b2evolution", "dasblog", "dreamwidth", "ameba", "tistory", "joomla_k2", "slash", "guestbook", "signed",
        "blogg_se", "mail_archive", "between_rules",
    ),
    "the last text takes in what the page says below it, or texts take in their comments' titles": (
        "drupal7", "subtext_left_by", "expressionengine", "utterances", "canalblog", "fc2",
        "blosxom", "pybloxsom", "wall", "salon24", "blogcu_tr", "exteen_th",
        "egloos", "qa_site", "letters_page", "number_first",
    ),
    "words of the theme stay in the names, or heads are taken for feet": (
        "subtext", "news_site", "community_server_re", "splinder",
        "blogg_no", "diary_ru", "tapuz_he",
    ),
    "the dates are not read": (
        "sina", "forum_quote",
    ),
}  # fmt: skip
"""Layouts of which fewer pages are read, by what is read wrong in most of the others."""
REASONS: Final = {name: reason for reason, names in FAILING.items() for name in names}


def is_read(post: Post, told: Sequence[Told], layout: Layout) -> bool:
    """Return whether a record holds the comments of a page, each with its author, text and day."""
    if len(post.comments) != len(told):
        return False
    for comment, wanted in zip(post.comments, told, strict=True):
        is_same = squash(comment.author or "") == squash(wanted.author)
        is_same &= squash(comment.body).replace(" ", "") == squash(wanted.body).replace(" ", "")
        if layout.is_dated:
            is_same &= comment.timestamp is not None and comment.timestamp.date() == wanted.written.date()
        if not is_same:
            return False
    return True


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(each, marks=[pytest.mark.xfail(reason=REASONS[name], strict=True)] if name in REASONS else [])
        for name, each in LAYOUTS.items()
    ],
    ids=lambda layout: layout.name,
)
def test_a_thread_in_the_layout_is_read_comment_by_comment(layout: Layout) -> None:
    read = 0
    for size in SIZES:
        for number in range(FIRST, FIRST + PAGES):
            _, text, told = draw_layout(layout, number, size)
            read += is_read(parse_post(DUMPERS["resiliparse"].dump(text)), told, layout)
    assert read >= ENOUGH


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_page_of_the_engine_without_comments_has_none(layout: Layout) -> None:
    for number in range(FIRST, FIRST + PAGES):
        _, text, told = draw_layout(layout, number, 0)
        assert not told
        assert parse_post(DUMPERS["resiliparse"].dump(text)).comments == ()
