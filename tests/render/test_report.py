"""Statistics and their report: what is counted, what is not known, and charts whose numbers can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from blogparse import Diagnostic, Post, parse_post
from blogparse.records import Precision
from blogparse.render import Statistics, measure_corpus, render_report
from browser import Tab, chromium
from export_samples import FIXTURES, HOSTILE, PLACE, comment, hostile_post
from pages import Page

WEST = timezone(timedelta(hours=-4))


def fixtures() -> Iterator[Post]:
    for path in sorted(FIXTURES.glob("*.txt")):
        yield parse_post(path.read_bytes().decode("utf-8"))


def pair(first: datetime | None, second: datetime | None, precision: Precision = "minute") -> Post:
    """Return a page with a comment and a reply at these times."""
    return Post(
        comments=(
            comment(0, depth=0, author="Ann", timestamp=first, timestamp_precision=precision),
            comment(1, depth=1, parent=0, author="Ben", timestamp=second, timestamp_precision=precision),
        )
    )


def test_counts_are_those_of_the_records() -> None:
    counts = measure_corpus(fixtures())
    posts = list(fixtures())
    comments = [c for post in posts for c in post.comments]
    assert (counts.pages, counts.comments) == (len(posts), len(comments))
    assert counts.threads == sum(bool(post.comments) for post in posts)
    assert counts.replies == sum(c.parent is not None for c in comments) == counts.latencies.total()
    assert counts.months.total() == len(comments)
    assert counts.authors["tidewatcher"] == sum(c.author == "tidewatcher" for c in comments)
    assert counts.depths.total() == counts.threads


def test_records_as_json_give_the_same_counts() -> None:
    assert measure_corpus(post.to_dict() for post in fixtures()) == measure_corpus(fixtures())


def row(moment: Any, offset: int | None, **fields: Any) -> dict[str, Any]:
    """Return a row of a comment, times in columns."""
    return {"timestamp": moment, "utc_offset": offset, "timestamp_precision": "minute", "kind": "comment", **fields}


def test_rows_with_times_in_columns_give_the_same_counts() -> None:
    clock = datetime(2013, 3, 21, 9, 0)
    post = pair(clock.replace(tzinfo=WEST), clock.replace(hour=14, tzinfo=UTC))
    comments = [
        row(clock, -4 * 3600, index=0, parent=None, depth=0, author="Ann"),
        row("2013-03-21T14:00:00", 0, index=1, parent=0, depth=1, author="Ben"),
    ]
    rows = [{"language": None, "doubts": [], "error": None, "comments": comments}]
    assert measure_corpus(rows) == measure_corpus([post])
    assert measure_corpus([post]).latencies == {60: 1}


def test_a_page_that_was_not_parsed_is_counted_as_that_alone() -> None:
    counts = measure_corpus([{"error": "too-long: 60,000,000 characters", "comments": []}, Post()])
    assert (counts.pages, counts.errors, counts.sizes) == (2, {"too-long": 1}, {0: 1})


def test_a_row_without_its_comments_is_refused() -> None:
    with pytest.raises(ValueError, match="nested"):
        measure_corpus([{"language": "en", "comment_count": 3}])


@pytest.mark.parametrize(
    ("post", "minutes"),
    [
        (pair(datetime(2013, 3, 21, 9), datetime(2013, 3, 21, 10)), 60),
        (pair(datetime(2013, 3, 21, 9), datetime(2013, 3, 21, 8, 59)), -1),
        (pair(datetime(2013, 3, 21, 9, tzinfo=UTC), datetime(2013, 3, 21, 9, tzinfo=WEST)), 240),
        (pair(datetime(2013, 3, 21, 9, tzinfo=UTC), datetime(2013, 3, 21, 9)), None),
        (pair(datetime(2013, 3, 21), datetime(2013, 3, 22), "day"), None),
        (pair(None, datetime(2013, 3, 21, 9)), None),
    ],
)
def test_a_latency_is_told_where_both_times_tell_it(post: Post, minutes: int | None) -> None:
    assert measure_corpus([post]).latencies == {minutes: 1}


def test_a_doubt_counts_once_for_its_page() -> None:
    doubt = Diagnostic("unknown-zone", "-", PLACE)
    assert measure_corpus([Post(diagnostics=(doubt, doubt)), Post()]).doubts == {"unknown-zone": 1}


# --- the report ------------------------------------------------------------------------------------------------------


def numbers(page: Page) -> dict[str, dict[str, int]]:
    """Return the numbers of each chart by its title, from the tables."""
    found: dict[str, dict[str, int]] = {}
    title = name = ""
    for node in page.nodes:
        if node.tag == "h2":
            title = node.text
            found[title] = {}
        elif node.tag == "th" and node.attributes.get("scope") == "row":
            name = node.text
        elif node.tag == "td" and node.text:
            found[title][name] = int(node.text.replace(",", ""))
    return found


def test_report_shows_every_count_as_a_number() -> None:
    counts = measure_corpus(fixtures())
    shown = numbers(Page(render_report(counts)))
    assert shown["Comments by year"]["2013"] == sum(n for at, n in counts.months.items() if at and at[0] == 2013)
    assert sum(shown["Comments on a page"].values()) == counts.pages
    assert sum(shown["Depth of threads"].values()) == counts.threads - counts.depths[None]
    assert sum(shown["Time from a comment to a reply"].values()) == counts.replies - counts.latencies[None]
    assert shown["Doubts"] == dict(counts.doubts)
    assert len(shown["Busiest authors"]) == 20


def test_time_is_shown_without_gaps_and_by_years_where_it_is_long() -> None:
    short = measure_corpus([pair(datetime(2013, 11, 1), datetime(2014, 2, 1))])
    assert list(numbers(Page(render_report(short)))["Comments by month"]) == [
        "2013-11", "2013-12", "2014-01", "2014-02",
    ]  # fmt: skip
    long = measure_corpus([pair(datetime(1970, 1, 1), datetime(2014, 2, 1))])
    assert len(numbers(Page(render_report(long)))["Comments by year"]) == 45
    wrong = measure_corpus([pair(datetime(1, 1, 1), datetime(9999, 2, 1))])
    assert list(numbers(Page(render_report(wrong)))["Comments by year"]) == ["1", "9999"]


def test_an_empty_corpus_has_a_report() -> None:
    page = Page(render_report(Statistics()))
    assert not page.all("svg")
    assert "Nothing to show." in page.all("main")[0].text


def test_no_name_of_a_page_becomes_an_element() -> None:
    html = render_report(measure_corpus([hostile_post()] * 2), title=HOSTILE[0])
    page = Page(html)
    assert not page.all("script")
    assert not page.all("img")
    assert HOSTILE[1] in numbers(page)["Busiest authors"]


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize("width", [400, 1280])
def test_charts_fit_the_screen_and_are_told_to_a_screen_reader(tab: Tab, tmp_path: Path, width: int) -> None:
    page = tmp_path / "report.html"
    page.write_text(render_report(measure_corpus(fixtures())), "utf-8")
    tab.size(width)
    tab.open(page)
    assert tab.run("document.documentElement.scrollWidth") <= width
    inside = "[...document.querySelectorAll('svg text')].every((t) => t.getBoundingClientRect().right <= innerWidth)"
    assert tab.run(inside)
    assert tab.run("[...document.querySelectorAll('svg text')].every((t) => t.getBoundingClientRect().left >= 0)")
    tree = tab.accessible()
    charts = [name for role, name in tree if role in {"image", "img"}]
    assert "Busiest authors: chart; its numbers are in the table below" in charts
    assert len(charts) == len([name for role, name in tree if role == "heading"]) - 1  # and the title of the page
