"""The times of comments: what a page states, and what follows from the post."""

from __future__ import annotations

from kettle import TITLE, page, thread


def test_precision_is_what_the_page_states() -> None:
    dates = ("May 4, 2012 at 8:33 am", "May 5, 2012", "2 years ago", "May 6, 2012 at 9:00:10 am")
    comments = page(f"{TITLE}\n\nMay 3, 2012", tail=thread(*dates)).comments
    assert [comment.timestamp_precision for comment in comments] == ["minute", "day", "relative", "second"]


def test_years_left_out_follow_from_the_post_and_from_the_comments_before() -> None:
    post = page(f"{TITLE}\n\nNovember 3, 2012", tail=thread("Nov 4", "Dec 30", "Jan 2", "May 9", "Sep 1"))
    days = [comment.timestamp and comment.timestamp.date().isoformat() for comment in post.comments]
    assert days == ["2012-11-04", "2012-12-30", "2013-01-02", "2013-05-09", "2013-09-01"]


def test_years_left_out_stay_out_where_nothing_gives_them() -> None:
    post = page(TITLE, tail=thread("Nov 4", "Dec 30", "Jan 2"))
    assert [comment.timestamp for comment in post.comments] == [None, None, None]
    assert [comment.timestamp_text for comment in post.comments] == ["Nov 4", "Dec 30", "Jan 2"]
