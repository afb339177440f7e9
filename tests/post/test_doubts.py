"""What is in doubt is said."""

from __future__ import annotations

from datetime import datetime

from blogparse import Post, parse_post
from kettle import BODY, TITLE, page, thread


def codes(post: Post) -> list[str]:
    return [diagnostic.code for diagnostic in post.diagnostics]


def test_dates_that_nothing_settles_are_doubts() -> None:
    dump = f"{TITLE}\n\n03/04/2012\n\n{BODY}"  # one such date, and no frame that speaks a language
    post = parse_post(dump)
    assert (post.published, post.published_text, codes(post)) == (None, "03/04/2012", ["day-or-month"])
    settled = parse_post(dump, dayfirst=True)
    assert (settled.published, codes(settled)) == (datetime(2012, 4, 3), [])


def test_a_zone_that_several_countries_share_is_a_doubt() -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012 at 8:33 am IST")
    assert post.published == datetime(2012, 5, 3, 8, 33)
    assert codes(post) == ["unknown-zone"]


def test_a_thread_that_goes_on_elsewhere_is_a_doubt() -> None:
    tail = thread("May 4, 2012 at 8:33 am", "May 5, 2012 at 8:33 am") + "\n← Older Comments\n"
    assert "thread-page" in codes(page(f"{TITLE}\n\nMay 3, 2012", tail=tail))
    assert "thread-page" not in codes(page(f"{TITLE}\n\nMay 3, 2012", tail=thread("May 4, 2012 at 8:33 am")))
