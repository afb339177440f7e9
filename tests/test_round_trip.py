"""A page that was written in a random theme and dumped by a real renderer reads back as it was written.

One cell for each family of themes and each dumper. A cell that does not work yet stands in `EXPECTED_FAILURES` with its
reason, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from blogparse import parse_post
from blogparse.language import available_languages
from dumpers import DUMPERS, Dumper
from strategies import pages
from themes import (
    CLOCKS,
    FAMILIES,
    FRAMES,
    INTERFACE,
    LOCAL_HEADERS,
    NAMED_DATELINES,
    Page,
    Remark,
    ThreadTheme,
    related_title,
    render_html,
    squash,
)

BROKEN_BY_ELINKS: Final = (
    "ar", "bn", "ckb", "fa", "gu", "hi", "km", "kn", "lo", "ml", "mr", "my", "ne", "pa", "si", "ta", "te", "th",
)  # fmt: skip
EXPECTED_FAILURES: Final[dict[tuple[str, str, str], str]] = {
    **{
        ("language", language, "elinks"): "elinks writes bytes of combining characters that are no UTF-8"
        for language in BROKEN_BY_ELINKS
    }
}
"""Cells that are known to fail: (test, family, dumper) and the reason. ``*`` as the dumper stands for all of them.

The tests are named "thread", "post", "frame", "single", "negative" and "language", as in the parameters below.
"""

EXAMPLES: Final = 7  # pages a cell: the whole matrix within a minute and a half
SINGLES: Final = ("classic", "glued", "meta_line", "date_below", "said_on", "no_verb", "german")
"""Families in which one comment alone is enough to know its layout."""


def cells(test: str, families: tuple[str, ...]) -> list[object]:
    """Return the parameters of a test: every family with every dumper."""
    parameters: list[object] = []
    for family in families:
        for name in DUMPERS:
            reason = EXPECTED_FAILURES.get((test, family, name)) or EXPECTED_FAILURES.get((test, family, "*"))
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            parameters.append(
                pytest.param(family, DUMPERS[name], bool(reason), id=f"{test}-{family}-{name}", marks=marks)
            )
    return parameters


def check_pages(
    family: str,
    dumper: Dumper,
    check: Callable[[Page, Dumper, str], None],
    *,
    fails: bool = False,
    extras: tuple[str, ...] = ("form_after",),
    min_size: int = 2,
    max_size: int = 8,
    examples: int = EXAMPLES,
) -> None:
    """Draw pages, dump each, and check it; the same pages in every run."""
    if not dumper.is_available:
        pytest.skip(f"{dumper.requires} is not installed")
    phases = (
        (Phase.generate,) if fails else (Phase.generate, Phase.shrink)
    )  # nobody reads the example of a known failure

    @settings(derandomize=True, print_blob=True, deadline=None, database=None, max_examples=examples, phases=phases,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(pages(family, extras=extras, min_size=min_size, max_size=max_size))
    def check_each(page: Page) -> None:
        check(page, dumper, dumper.dump(render_html(page)))

    check_each()


# --- the writer itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DUMPERS)
@pytest.mark.parametrize("family", FAMILIES)
def test_dump_shows_what_the_page_says(family: str, name: str) -> None:
    check_pages(
        family, DUMPERS[name], check_dump_shows_page, extras=("menu", "note", "tags", "sidebar_after"), examples=3
    )


def check_dump_shows_page(page: Page, dumper: Dumper, dump: str) -> None:
    # A renderer may put a space between two text nodes or none, so white space does not count here.
    shown = "".join(squash(dump).split())

    def at(text: str, start: int) -> int:
        found = shown.find("".join(squash(text).split()), start)
        assert found >= 0, f"{dumper.name} does not show {text!r} after character {start}:\n{dump}"
        return found

    assert at(page.article.title, 0) >= 0
    assert at(page.article.note, 0) >= 0
    place = 0
    for paragraph in page.article.paragraphs:
        place = at(paragraph, place)
    for remark in page.remarks:
        assert at(CLOCKS[page.theme.clock][0](remark.written), place) >= 0
        if page.theme.header.startswith("body"):
            place = at(remark.author, at(remark.body, place))
        else:
            place = at(remark.body, at(remark.author, place))


# --- the thread ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("family", "dumper", "fails"), cells("thread", tuple(FAMILIES)))
def test_thread_reads_back(family: str, dumper: Dumper, fails: bool) -> None:
    check_pages(family, dumper, check_thread, fails=fails)


@pytest.mark.parametrize(("family", "dumper", "fails"), cells("single", SINGLES))
def test_single_comment_reads_back(family: str, dumper: Dumper, fails: bool) -> None:
    check_pages(family, dumper, check_thread, fails=fails, min_size=1, max_size=1)


def check_thread(page: Page, dumper: Dumper, dump: str) -> None:
    post = parse_post(dump)
    remarks = page.remarks
    assert [squash(c.body) for c in post.comments] == [squash(r.body) for r in remarks], dump
    assert [c.author for c in post.comments] == [r.author for r in remarks], dump
    assert [wall_clock(c.timestamp) for c in post.comments] == [page.shown_time(r) for r in remarks], dump
    if shows_depth(page.theme, dumper, remarks):
        assert [c.depth for c in post.comments] == [r.depth for r in remarks], dump
        assert [c.parent for c in post.comments] == [r.parent for r in remarks], dump
    else:
        invented = [c for c in post.comments if c.parent is not None or c.depth not in {None, 0}]
        assert invented == [], f"the dump does not show who answers whom:\n{dump}"


def shows_depth(theme: ThreadTheme, dumper: Dumper, remarks: Sequence[Remark]) -> bool:
    """Tell whether a dump of this theme holds evidence for depths."""
    if theme.states_parents:
        # a thread in which nobody answers anybody mentions nobody, and numbers it on one level
        return any(remark.parent is not None for remark in remarks)
    return (
        dumper.shows_lists if theme.nesting in {"ol", "ul", "mixed"} else theme.nesting == "div" and dumper.shows_blocks
    )


def wall_clock(time: datetime | None) -> datetime | None:
    """Return a time without its zone: themes differ in whether the page states one."""
    return time and time.replace(tzinfo=None)


# --- what stands around ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("family", "dumper", "fails"), cells("post", tuple(FRAMES)))
def test_post_reads_back_in_every_frame(family: str, dumper: Dumper, fails: bool) -> None:
    check_pages("classic", dumper, check_post, fails=fails, extras=FRAMES[family])


def check_post(page: Page, dumper: Dumper, dump: str) -> None:
    article, extras = page.article, page.frame.extras
    post = parse_post(dump)
    assert post.title == article.title, f"{dumper.name}:\n{dump}"
    assert wall_clock(post.published) == page.published, dump
    named = page.frame.dateline in NAMED_DATELINES
    assert (post.byline.authors if post.byline else ()) == ((article.author,) if named else ()), dump
    if page.frame.dateline == "special":
        assert post.byline is not None
        assert post.byline.affiliation == article.affiliation, dump
    assert squash(post.body) == squash("\n".join(article.paragraphs)), dump
    assert squash(post.editors_note or "") == (squash(article.note) if "note" in extras else ""), dump
    assert post.topics == (article.topics if "tags" in extras else ()), dump
    assert [related_title(page) in line for line in post.related] == [True] * ("more_from" in extras), dump
    assert post.declared_comment_count == page.declared, dump


@pytest.mark.parametrize(("family", "dumper", "fails"), cells("frame", tuple(FRAMES)))
def test_thread_reads_back_in_every_frame(family: str, dumper: Dumper, fails: bool) -> None:
    check_pages("classic", dumper, check_thread, fails=fails, extras=FRAMES[family])


@pytest.mark.parametrize(("family", "dumper", "fails"), cells("negative", tuple(FRAMES)))
def test_page_without_thread_has_no_comments(family: str, dumper: Dumper, fails: bool) -> None:
    check_pages("classic", dumper, check_no_comments, fails=fails, extras=FRAMES[family], min_size=0, max_size=0)


def check_no_comments(page: Page, dumper: Dumper, dump: str) -> None:
    assert page.remarks == ()
    assert parse_post(dump).comments == (), f"{dumper.name} shows no thread:\n{dump}"


# --- the words of every language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "dumper", "fails"), cells("language", tuple(INTERFACE)))
def test_page_reads_back_in_every_language(language: str, dumper: Dumper, fails: bool) -> None:
    for header in local_headers(language, dumper):
        check_pages(f"{language} {header}", dumper, check_page, fails=fails, max_size=5, examples=1)


def test_every_language_has_words_for_its_pages() -> None:
    assert INTERFACE.keys() == set(available_languages())


def local_headers(language: str, dumper: Dumper) -> tuple[str, ...]:
    """Return the headers to write: all of them, but one for a program, as it takes longer; every pair another one."""
    if dumper.kind == "module":
        return LOCAL_HEADERS
    turn = list(INTERFACE).index(language) + list(DUMPERS).index(dumper.name)
    return (LOCAL_HEADERS[turn % len(LOCAL_HEADERS)],)


def check_page(page: Page, dumper: Dumper, dump: str) -> None:
    check_thread(page, dumper, dump)
    post = parse_post(dump)
    assert post.title == page.article.title, f"{dumper.name}:\n{dump}"
    assert wall_clock(post.published) == page.published, dump
    assert (post.byline.authors if post.byline else ()) == (page.article.author,), dump
    assert page.declared is None or post.declared_comment_count == page.declared, dump


@pytest.mark.parametrize("language", INTERFACE)
def test_one_comment_reads_back_in_every_language(language: str) -> None:
    for name in ("outline", "flat"):
        check_pages(f"{language} says", DUMPERS[name], check_thread, min_size=1, max_size=1, examples=2)


@pytest.mark.parametrize("language", INTERFACE)
def test_dump_shows_what_the_page_says_in_every_language(language: str) -> None:
    check_pages(f"{language} says", DUMPERS["outline"], check_dump_shows_page, extras=("note",), examples=1)
