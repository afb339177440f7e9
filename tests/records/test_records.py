"""The records: immutable, compact, and the same after a trip through pickle or JSON."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import attrs
import pytest

from blogparse.records import Byline, Comment, Diagnostic, Layout, Nesting, Post, Section, SectionKind, Span

EASTERN_SUMMER = timezone(timedelta(hours=-4))


def full_post() -> Post:
    """Return a post that fills every field."""
    comments = (
        Comment(
            index=0,
            depth=0,
            author="Øyvind",
            timestamp=datetime(2014, 5, 2, 9, 15, tzinfo=EASTERN_SUMMER),
            timestamp_text="May 2, 2014 at 9:15 am",
            body="One.\n\nTwo.",
            paragraphs=("One.", "Two."),
            span=Span(60, 80),
            author_span=Span(60, 66),
            timestamp_span=Span(67, 70),
            body_span=Span(71, 80),
        ),
        Comment(index=1, parent=0, depth=1, author="鈴木", timestamp=datetime(2014, 5, 2, 9, 16), span=Span(80, 85)),
        Comment(index=2, parent=1, depth=2, kind="deleted", span=Span(85, 90)),
        Comment(index=3, parent=0, depth=1, kind="pingback", span=Span(90, 95)),
        Comment(index=4, depth=0, span=Span(95, 100)),
    )
    return Post(
        title='A "title" \\ with 😀',
        published=datetime(2014, 5, 1, 23, 59, 59, 250_000, tzinfo=UTC),
        published_text="May 1st, 2014",
        byline=Byline(authors=("Ida Vinter", "Bo"), affiliation="Special", text="By Ida Vinter", span=Span(10, 20)),
        editors_note="A note.",
        body="Body.",
        paragraphs=("Body.",),
        related=("More: it",),
        topics=("Bread", "Butter"),
        declared_comment_count=6,
        comments=comments,
        nesting=Nesting.INDENTATION,
        layout=Layout(parts=("author", "body", "date"), marker="•", support=5, coverage=0.9, score=0.75),
        sections=(Section(SectionKind.BODY, Span(0, 60)), Section(SectionKind.COMMENTS, Span(60, 100))),
        diagnostics=(Diagnostic("declared-count", "6 declared, 5 found", Span(50, 60)),),
        title_span=Span(0, 9),
        published_span=Span(9, 10),
        editors_note_span=Span(20, 25),
        topics_span=Span(30, 35),
    )


POSTS = {"full": full_post(), "empty": Post()}
every_post = pytest.mark.parametrize("post", POSTS.values(), ids=POSTS.keys())


def every_record() -> list[Any]:
    post = full_post()
    return [post, post.byline, post.layout, post.comments[0], post.sections[0], post.diagnostics[0], post.title_span]


@pytest.mark.parametrize("record", every_record(), ids=lambda record: type(record).__name__)
class TestEveryRecord:
    def test_is_frozen(self, record: Any) -> None:
        for field in attrs.fields(type(record)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(record, field.name, None)

    def test_is_slotted(self, record: Any) -> None:
        assert not hasattr(record, "__dict__")

    def test_is_hashable_by_value(self, record: Any) -> None:
        twin = attrs.evolve(record)
        assert twin is not record
        assert len({record, twin}) == 1

    def test_pickles(self, record: Any) -> None:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(record, protocol)) == record  # noqa: S301 - our own bytes


def test_posts_differ_where_a_single_field_differs() -> None:
    post = full_post()
    for field in attrs.fields(Post):
        different: dict[str, Any] = {field.name: "different"}
        assert attrs.evolve(post, **different) != post, field.name


# --- plain types out -------------------------------------------------------------------------------------------------


def assert_plain(value: object) -> None:
    """Check that a value is made of JSON types and of nothing that only looks like one."""
    pending = [value]
    while pending:
        item = pending.pop()
        assert type(item) in {dict, list, str, int, float, bool, type(None)}, repr(item)
        if isinstance(item, dict):
            assert all(type(key) is str for key in item)
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)


@every_post
def test_to_dict_is_plain_and_names_every_field(post: Post) -> None:
    plain = post.to_dict()
    assert_plain(plain)
    assert list(plain) == [field.name for field in attrs.fields(Post)]


def test_to_dict_shapes() -> None:
    plain = full_post().to_dict()
    assert plain["published"] == "2014-05-01T23:59:59.250000+00:00"
    assert plain["comments"][0]["timestamp"] == "2014-05-02T09:15:00-04:00"
    assert plain["comments"][1]["timestamp"] == "2014-05-02T09:16:00"
    assert plain["comments"][0]["span"] == [60, 80]
    assert plain["sections"][1] == {"kind": "comments", "span": [60, 100]}
    assert plain["nesting"] == "indentation"
    assert plain["byline"]["authors"] == ["Ida Vinter", "Bo"]


@every_post
def test_to_json_is_to_dict_as_text(post: Post) -> None:
    assert json.loads(post.to_json()) == post.to_dict()
    assert "\n" not in post.to_json()
    assert json.loads(post.to_json(indent=2)) == post.to_dict()


def test_attrs_asdict_works() -> None:
    plain = attrs.asdict(full_post())
    assert plain["comments"][1]["author"] == "鈴木"
    assert plain["title_span"] == {"start": 0, "end": 9}


# --- and back --------------------------------------------------------------------------------------------------------


@every_post
def test_from_dict_gives_back_an_equal_record(post: Post) -> None:
    back = Post.from_dict(json.loads(post.to_json()))
    assert back == post
    assert hash(back) == hash(post)


def test_from_dict_keeps_zone_and_absence_of_a_zone() -> None:
    first, second, *_ = Post.from_dict(full_post().to_dict()).comments
    assert first.timestamp is not None
    assert first.timestamp.utcoffset() == timedelta(hours=-4)  # equality alone would accept the same instant elsewhere
    assert second.timestamp is not None
    assert second.timestamp.tzinfo is None


@pytest.mark.parametrize(
    ("path", "key"), [((), "titel"), (("byline",), "author"), (("comments", 0), "replies"), (("sections", 0), "name")]
)
def test_from_dict_names_an_unknown_key(path: tuple[str | int, ...], key: str) -> None:
    data: Any = full_post().to_dict()
    inner = data
    for step in path:
        inner = inner[step]
    inner[key] = "x"
    with pytest.raises(ValueError, match=key):
        Post.from_dict(data)


def test_from_dict_names_a_missing_key() -> None:
    data = full_post().to_dict()
    del data["comments"][2]["span"]
    with pytest.raises(ValueError, match="span"):
        Post.from_dict(data)


WRONG: tuple[tuple[str, object], ...] = (
    ("published", 20140501),
    ("published", "first of May"),
    ("comments", 5),
    ("comments", ["a comment"]),
    ("byline", "By Ida Vinter"),
    ("sections", [{"kind": "sidebar", "span": [0, 1]}]),
    ("title_span", 3),
    ("title_span", [1, 2, 3]),
    ("title_span", ["1", "2"]),
    ("title_span", [5, 2]),
    ("nesting", "deep"),
    ("title", 3),
    ("body", None),
    ("paragraphs", "not a list"),
    ("topics", [1, 2]),
    ("declared_comment_count", "25"),
    ("comments", None),
)


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_from_dict_names_a_value_of_the_wrong_type(key: str, value: object) -> None:
    data = full_post().to_dict() | {key: value}
    with pytest.raises(ValueError, match=key):
        Post.from_dict(data)


@pytest.mark.parametrize("data", [[], "text", None, 3])
def test_from_dict_wants_a_mapping(data: Any) -> None:
    with pytest.raises(ValueError, match="mapping"):
        Post.from_dict(data)


# --- the tree --------------------------------------------------------------------------------------------------------


def test_replies_gives_the_direct_replies_in_page_order() -> None:
    post = full_post()
    shape = [[reply.index for reply in post.replies(comment)] for comment in (None, *post.comments)]
    assert shape == [[0, 4], [1, 3], [2], [], [], []]


def test_replies_reaches_every_comment_once() -> None:
    post = full_post()
    seen, pending = [], list(post.replies(None))
    while pending:
        comment = pending.pop(0)
        seen.append(comment.index)
        pending[:0] = post.replies(comment)
    assert seen == [comment.index for comment in post.comments]
    assert all(one < other for one, other in pairwise(seen))


@pytest.mark.parametrize(
    "foreign",
    [
        Comment(index=0, span=Span(0, 1)),
        Comment(index=99, span=Span(0, 1)),
        attrs.evolve(full_post().comments[1], body="other"),
        attrs.evolve(full_post().comments[-1], index=-1),
    ],
    ids=["other", "out of range", "changed", "negative"],
)
def test_replies_refuses_a_foreign_comment(foreign: Comment) -> None:
    with pytest.raises(ValueError, match="comment of this"):
        full_post().replies(foreign)


def test_replies_accepts_an_equal_comment() -> None:
    post = full_post()
    assert post.replies(attrs.evolve(post.comments[0])) == post.replies(post.comments[0])


def test_a_walk_of_the_whole_tree_is_linear() -> None:
    # 30,000 comments: were each look at the replies a pass over all comments, this would take minutes, not a blink.
    count = 30_000
    comments = tuple(Comment(index=i, parent=i - 1 if i else None, depth=i, span=Span(i, i + 1)) for i in range(count))
    post = Post(comments=comments)
    comment: Comment | None = None
    for index in range(count):
        (comment,) = post.replies(comment)
        assert comment.index == index


# --- looking at a record ---------------------------------------------------------------------------------------------


def test_walk_gives_every_comment_once_with_its_level_in_the_order_of_the_tree() -> None:
    assert [(comment.index, level) for comment, level in full_post().walk()] == [(0, 0), (1, 1), (2, 2), (3, 1), (4, 0)]


def test_walk_needs_no_depths() -> None:
    comments = tuple(Comment(index=index, span=Span(index, index + 1)) for index in range(3))
    assert [(comment.index, level) for comment, level in Post(comments=comments).walk()] == [(0, 0), (1, 0), (2, 0)]


def test_walk_does_not_recurse() -> None:
    deep = 20_000
    comments = tuple(Comment(index=i, parent=i - 1 if i else None, span=Span(i, i + 1)) for i in range(deep))
    assert [level for _, level in Post(comments=comments).walk()] == list(range(deep))


def test_replies_take_a_comment_its_index_or_none() -> None:
    post = full_post()
    assert post.replies(0) == post.replies(post.comments[0]) == (post.comments[1], post.comments[3])
    assert post.replies(None) == (post.comments[0], post.comments[4])


@pytest.mark.parametrize(
    ("wrong", "kind", "complaint"),
    [
        (5, ValueError, "index 5, and the post has 5 comments"),
        (-1, ValueError, "index -1"),
        ("0", TypeError, "not str"),
        (True, TypeError, "not bool"),
        (Comment(index=0, span=Span(0, 1)), ValueError, "this very post"),
    ],
)
def test_replies_say_what_else_they_got(wrong: Any, kind: type[Exception], complaint: str) -> None:
    with pytest.raises(kind, match=complaint):
        full_post().replies(wrong)


def test_a_lean_record_says_nothing_twice_and_keeps_all_else() -> None:
    post = full_post()
    full, lean = post.to_dict(), post.to_dict(lean=True)
    assert set(full) - set(lean) == {"paragraphs", "editors_note", "editors_note_span"}
    assert json.loads(post.to_json(lean=True)) == lean
    assert lean["comments"] == [comment.to_dict(lean=True) for comment in post.comments]
    assert full["comments"] == [comment.to_dict() for comment in post.comments]
    assert set(full["comments"][0]) - set(lean["comments"][0]) == {"paragraphs"}
    assert post.to_json(lean=True).count("Two.") == 1


def test_a_repr_is_one_short_line() -> None:
    post = full_post()
    assert repr(post) == """<Post 'A "title" \\\\ with 😀' 2014-05-01, 5 comments, 1 doubt>"""
    assert repr(Post()) == "<Post without title, 0 comments>"
    long = attrs.evolve(post, title="word " * 400, body="word " * 400)
    assert len(repr(long)) < 100
    assert repr(post.comments[0]) == "<Comment 0 'Øyvind', 2014-05-02, 'One. Two.'>"


def test_rich_shows_a_record_without_being_imported() -> None:
    post = full_post()
    shown = dict(post.__rich_repr__())
    assert shown["title"] == post.title
    assert shown["comments"] == post.comments
    assert dict(post.comments[0].__rich_repr__())["author"] == "Øyvind"
