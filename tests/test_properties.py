"""The promises of the public functions, on any text whatever."""

from __future__ import annotations

import html
import json
import pickle
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from blogparse import Comment, Post, Span, StrictError, parse_post
from blogparse.records import tiles
from dumpers import DUMPERS
from strategies import Damage, any_text, damages, dumps, pages, parsed, sample_dumps, seeded, splices, without_spans
from themes import FAMILIES, Page, draw_page, render_html, squash, write_sentence

properties: Final = settings(
    derandomize=True,
    print_blob=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=list(HealthCheck),
)
"""The same examples in every run, whatever the machine."""

ODD_TEXTS: Final = (
    "", "\n", "\r", "\r\n", "\n\r", " ", "\x00", "\ud800", "\ufeff", "\x85\x0c\u2028", "\t" * 99, "a", "Reply", "1.",
    "•", "says:", "3 Comments", "3 Comments\n\n", "June 6, 2013 at 8:33 am", "By", "By \n", "Leave a Reply\n" * 9,
    "\n" * 999, "Jane says:\n" * 50,
)  # fmt: skip
FOUND: Final = {
    'what stands behind "By" may be the next label': "June 6, 2013 at 8:33 am By Filed under travel | 3 comments\n",
    "a name that is answered as the author": (
        "0\nReply\nReply to Hamid Sayre\nsays:\n2010/02/20 at 11:19 am\nA friend of mine taught me to respect good "
        "shoes; the rest is detail? Every map in the drawer has little to do with patience, and I speak as a "
        "beginner.\nsays:\nEvery map in the drawer keeps proving the last tram home, at least on Sundays. The garden "
        "gate could not survive without a long winter, at least on Sundays. That kind of argument always smelled of "
        "the tides.\nReply\n"
    ),
    "a line above a text that is the record's before": (
        "12 thoughts on “Living with 40 metres of rope: a report”\nThe later data never quite explains 40 "
        "metres of rope, and I speak as a beginner. The choir could not survive without good shoes.\nG. "
        "Okonjo\nat Wednesday, June 17, 2020 4:13 AM\nÜ. Tremblay-Roy\nThe lighthouse keeper always smelled "
        "of cold tea! The old ferry has little to do with the price of copper.\nat Wednesday, June 17, 2020 "
        "9:47 AM\nMy daughter was built around fresh paint (so we were told)!"
    ),
    "a date of two lines, the upper of which is the record's before": (
        "\u30007 réflexions sur « Une année avec 40 mètres de corde »\n\u3000Graham Barrowclough\n\u300014 "
        "mars 2014 à 18:54\n\xa0tout notre bureau oublie souvent 40 mètres de corde.\n\xa015 mars \r\n2014 à "
        "07:56\n\u3000Cette soupe explique mal le thé froid, et deux fois. Ma voisine remplace doucement les "
        "bonnes chaussures, du moins le dimanche."
    ),
}
"""Damaged dumps that broke a promise once, cut down to what breaks it."""


# --- total, lossless, deterministic ----------------------------------------------------------------------------------


def check_promises(text: str) -> Post:
    """Parse a text and check what holds for every text; return the record."""
    post = parse_post(text)
    assert tiles([section.span for section in post.sections], len(text))
    check_places(text, post)
    check_outside_comments(post)
    check_tree(post)
    check_record(post)
    return post


def check_record(post: Post) -> None:
    """The record survives plain types and pickling, and says how sure it is."""
    assert Post.from_dict(json.loads(post.to_json())) == post
    again = pickle.loads(pickle.dumps(post))  # noqa: S301 - our own bytes
    assert again == post
    assert hash(again) == hash(post)
    told = [post.confidence, *(comment.confidence for comment in post.comments)]
    assert all(chance is not None and 0 < chance < 1 for chance in told)


def check_places(text: str, post: Post) -> None:
    """Every span lies inside the text, and what a field says stands at its place."""
    whole = Span(0, len(text))
    assert all(span in whole for span in spans_of(post))
    shown: list[tuple[str | None, Span | None]] = [
        (post.title, post.title_span),
        (post.published_text, post.published_span),
        (post.editors_note, post.editors_note_span),
        *((topic, post.topics_span) for topic in post.topics),
    ]
    if post.byline is not None:
        shown += [(author, post.byline.span) for author in post.byline.authors]
    for comment in post.comments:
        inner = (comment.author_span, comment.timestamp_span, comment.body_span)
        assert all(span in comment.span for span in inner if span)
        shown += [
            (comment.author, comment.author_span),
            (comment.timestamp_text, comment.timestamp_span),
            *((paragraph, comment.body_span) for paragraph in (comment.body, *comment.paragraphs)),
        ]
        assert comment.timestamp is None or comment.timestamp_text is not None
    for field, span in shown:
        if field:
            assert span is not None, f"{field!r} cannot be traced to the dump"
            assert is_shown(field, span.of(text)), f"{field!r} does not stand in {span.of(text)!r}"
    assert [c.span for c in post.comments] == sorted(c.span for c in post.comments)
    assert all(a.span.end <= b.span.start for a, b in zip(post.comments, post.comments[1:], strict=False))


def check_outside_comments(post: Post) -> None:
    """Nothing of the post is read inside a comment: no field's lines are a comment's."""
    own = attrs.evolve(post, comments=(), sections=(), diagnostics=())
    for span in spans_of(own):
        inside = [c.span for c in post.comments if c.span.start < span.end and span.start < c.span.end]
        assert not inside, f"{span} of the post lies inside the comments at {inside}"


def is_shown(field: str, raw: str) -> bool:
    """Tell whether the letters and digits of a field stand in the raw text, in this order: cleaning only takes away."""
    letters = iter(html.unescape(html.unescape(raw)) + "\0" + raw if "&" in raw else raw)
    return all(c in letters for c in field if c.isalnum())


def check_tree(post: Post) -> None:
    """Parents come before their children, one level above; the replies part the thread."""
    assert [c.index for c in post.comments] == list(range(len(post.comments)))
    for comment in post.comments:
        if comment.parent is None:
            assert comment.depth in {None, 0}
        else:
            parent = post.comments[comment.parent]
            assert parent.index < comment.index
            assert (comment.depth is None) == (parent.depth is None)
            assert comment.depth is None or comment.depth == (parent.depth or 0) + 1
    answers = [post.replies(c) for c in (None, *post.comments)]
    assert sorted(c.index for group in answers for c in group) == list(range(len(post.comments)))


def spans_of(record: object) -> list[Span]:
    """Return every span of a record and of the records inside it."""
    if isinstance(record, Span):
        return [record]
    if isinstance(record, tuple):
        return [span for item in record for span in spans_of(item)]
    cls: Any = type(record)
    if attrs.has(cls):
        return [span for field in attrs.fields(cls) for span in spans_of(getattr(record, field.name))]
    return []


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: ascii(text)[:24])
def test_promises_hold_for_odd_texts(text: str) -> None:
    check_promises(text)


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_promises_hold_for_what_was_found(text: str) -> None:
    check_promises(text)


@properties
@given(any_text())
def test_promises_hold_for_any_text(text: str) -> None:
    check_promises(text)


@settings(properties, max_examples=250)
@given(damages())
def test_promises_hold_for_damaged_dumps(damage: Damage) -> None:
    check_promises(damage.text)


@settings(properties, max_examples=250)
@given(splices())
def test_promises_hold_for_lines_of_all_kinds_of_pages(text: str) -> None:
    check_promises(text)


@pytest.mark.parametrize("text", sample_dumps(), ids=range(len(sample_dumps())))
def test_promises_hold_for_whole_dumps(text: str) -> None:
    check_promises(text)


@settings(properties, max_examples=30)
@given(dumps() | damages().map(lambda d: d.text))
def test_same_dump_same_record(text: str) -> None:
    first = parse_post(text)
    parse_post(sample_dumps()[0])  # nothing that was read in between may matter
    assert parse_post(text) == first


def test_records_are_frozen() -> None:
    for post in map(parsed, sample_dumps()[::20]):
        records: list[attrs.AttrsInstance] = [post, *post.comments, *post.sections, *post.diagnostics]
        for record in records:
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(record, next(iter(attrs.asdict(record))), None)
        assert len({*post.comments}) == len(post.comments)


# --- changes that do not matter --------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=ascii)
@properties
@given(dumps().filter(lambda text: "\r" not in text))
def test_line_ends_change_nothing_but_places(end: str, text: str) -> None:
    expected, found = parsed(text), parse_post(text.replace("\n", end))
    assert without_spans(found.to_dict()) == without_spans(expected.to_dict())
    lines = [section.span.of(text).count("\n") for section in expected.sections]
    assert [section.span.of(text.replace("\n", end)).count(end) for section in found.sections] == lines


REPEATABLE: Final = (
    "classic",
    "classic_blocks",
    "no_verb",
    "meta_line",
    "date_below",
    "date_above",
    "said_on",
    "german",
)


@pytest.mark.parametrize("family", REPEATABLE)
@settings(properties, max_examples=8)
@given(st.data())
def test_repeated_block_gives_as_many_comments(family: str, data: st.DataObject) -> None:
    """A thread printed n times over is n times the comments: nothing is merged, nothing is dropped."""
    page = data.draw(pages(family, extras=("form_after",), min_size=3))
    # What stands in every comment is rightly taken for an action or a signature, not for a body.
    assume(len({remark.body for remark in page.remarks}) == len(page.remarks))
    times = data.draw(st.integers(2, 5))
    once = parse_post(DUMPERS["outline"].dump(render_html(page)))
    repeated = parse_post(DUMPERS["outline"].dump(render_html(repeat_thread(page, times))))
    assert len(once.comments) == len(page.remarks)
    assert [(c.author, c.body, c.timestamp) for c in repeated.comments] == [
        (c.author, c.body, c.timestamp) for c in once.comments
    ] * times


def repeat_thread(page: Page, times: int) -> Page:
    """Return the page with its thread printed several times, one after the other."""
    count = len(page.remarks)
    remarks = [
        attrs.evolve(remark, parent=None if remark.parent is None else remark.parent + count * turn)
        for turn in range(times)
        for remark in page.remarks
    ]
    return attrs.evolve(page, remarks=tuple(remarks))


@settings(properties, max_examples=40)
@given(st.sampled_from(sorted(FAMILIES)).flatmap(pages))
def test_fields_stand_at_their_places(page: Page) -> None:
    dump = DUMPERS["outline"].dump(render_html(page))
    post = check_promises(dump)
    for comment in post.comments:
        assert_field_at_place(comment, dump)
    threads = [section.span for section in post.sections if section.kind == "comments"]
    assert all(any(comment.span in thread for thread in threads) for comment in post.comments)


def assert_field_at_place(comment: Comment, dump: str) -> None:
    """Assert that a clean dump shows author and body word for word in the lines that the spans cover."""
    if comment.author is not None:
        assert comment.author_span is not None
        assert squash(comment.author) in squash(comment.author_span.of(dump))
    if comment.body:
        assert comment.body_span is not None
        assert squash(comment.body) in squash(comment.body_span.of(dump))


# --- what is not text; strict mode -----------------------------------------------------------------------------------


@properties
@given(dumps() | damages().map(lambda d: d.text))
def test_strict_raises_exactly_the_diagnostics(text: str) -> None:
    post = parsed(text)
    if not post.diagnostics:
        assert parse_post(text, strict=True) == post
        return
    with pytest.raises(StrictError) as caught:
        parse_post(text, strict=True)
    assert caught.value.diagnostics == post.diagnostics
    assert all(f"[{diagnostic.code}]" in str(caught.value) for diagnostic in post.diagnostics)


def test_missing_comments_are_a_diagnostic() -> None:
    """The heading declares more comments than the page prints: the count is kept, and nothing is made up."""
    dump = DUMPERS["outline"].dump(render_html(draw_page(3, "classic", (None, 0, None), heading="count")))
    assert "3 Comments" in dump
    dump = dump.replace("3 Comments", "25 Comments")
    post = parse_post(dump)
    assert (len(post.comments), post.declared_comment_count) == (3, 25)
    assert post.diagnostics
    with pytest.raises(StrictError):
        parse_post(dump, strict=True)


# --- linear ----------------------------------------------------------------------------------------------------------


def count_calls(function: Callable[[], object]) -> int:
    """Return how many calls, of Python and of C functions, a function makes: the same number on every machine."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG001
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return calls


def _thread(count: int, family: str = "classic", *, depth: int = 1, dumper: str = "outline") -> str:
    parents = [index - 1 if index % depth else None for index in range(count)]  # chains of this many levels
    return DUMPERS[dumper].dump(render_html(draw_page(5, family, parents)))


SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "thread": lambda n: _thread(n, depth=3),
    "flat thread": lambda n: _thread(n, depth=3, dumper="flat"),
    "thread of blocks": lambda n: _thread(n, "no_verb_blocks"),
    "dates below": lambda n: _thread(n, "date_below", depth=2),
    "glued": lambda n: _thread(n, "glued"),
    "mentions": lambda n: _thread(n, "mentions", depth=4),
    "deep": lambda n: _thread(n, depth=n),
    "menu": lambda n: "".join(f"  • Harbour {k}\n" for k in range(20 * n)) + _thread(3),
    "numbers only": lambda n: "".join(f"{k}.\n" for k in range(4 * n)),
    "staircase": lambda n: "".join(f"{'  ' * k}• Jane says:\n" for k in range(n)),
    "one line": lambda n: "Jane says: 6 June 2013 (" * (20 * n),
    "one line of spaces": lambda n: "By" + " " * (100 * n) + "Jane",
}
"""Dumps that grow with n: what a quadratic or recursive reader would choke on."""


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_in_proportion_to_the_dump(shape: str) -> None:
    """Four times the dump is less than five times the calls."""
    small, large = SHAPES[shape](120), SHAPES[shape](480)
    parse_post(large)  # vocabularies and patterns are loaded, and lines are remembered
    assert len(large) > 3 * len(small)
    assert count_calls(lambda: parse_post(large)) < 5 * count_calls(lambda: parse_post(small))


def test_nesting_deeper_than_the_recursion_limit() -> None:
    levels = sys.getrecursionlimit() + 100
    bodies = [write_sentence(seeded(level), "en") for level in range(levels)]
    head = ("• Jane says:", "  June 6, 2013 at 8:33 am", "")
    lines = [" " * level + line for level in range(levels) for line in (*head, f"  {bodies[level]}")]
    post = check_promises("\n".join((f"{levels} Comments", "", *lines, "")))
    assert [c.body for c in post.comments] == bodies


@pytest.mark.parametrize("joint", ["และ", "and", "و", "и", "및", "और"])
def test_topics_that_are_only_a_word_for_and_are_none(joint: str) -> None:
    text = f"A kettle\n\nPosted by Ann Lee at May 3, 2012 & Filed under {joint} | 18 Comments »\n\nIt boils.\n"
    assert joint not in parse_post(text).topics
