"""The reference dump: a real page whose record is known field by field.

The page belongs to its publisher and is not part of the project; where it is not laid beside the checkout, these tests
are skipped.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from blogparse import Comment, Nesting, Post, SectionKind, parse_post, tokenize
from blogparse.records import Span, tiles

SEED = Path(__file__).parents[2] / "shared" / "corpus" / "seed"
ZONE = timezone(timedelta(hours=-4))  # "ET" on a day in June

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the reference dump is not laid beside the checkout")


@cache
def text() -> str:
    return (SEED / "cnn-gps-russia.txt").read_bytes().decode("utf-8")


@cache
def gold() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SEED / "cnn-gps-russia.gold.json").read_text("utf-8"))
    return data


@cache
def post() -> Post:
    return parse_post(text())


def sliced(span: Span | None) -> str:
    assert span is not None
    return span.of(text())


def pairs() -> list[tuple[Comment, dict[str, Any]]]:
    assert len(post().comments) == len(gold()["comments"]) == 24
    return list(zip(post().comments, gold()["comments"], strict=True))


# --- the post --------------------------------------------------------------------------------------------------------


def test_title() -> None:
    assert post().title == gold()["title"]
    assert sliced(post().title_span).strip() == gold()["title"]


def test_published_in_the_zone_of_the_dateline() -> None:
    published = post().published
    assert published == datetime(2013, 6, 6, 7, 35, tzinfo=ZONE)
    assert published == datetime.fromisoformat(gold()["published"]).replace(tzinfo=ZONE)
    assert published.utcoffset() == timedelta(hours=gold()["utc_offset_hours"])
    assert "07:35 AM ET" in sliced(post().published_span)


def test_byline() -> None:
    byline = post().byline
    assert byline is not None
    assert list(byline.authors) == gold()["authors"]
    assert byline.affiliation == gold()["affiliation"]
    assert byline.span.of(text()).strip() == byline.text
    assert byline.text.startswith("By ")
    assert all(author in byline.text for author in byline.authors)


def test_editors_note_without_its_label() -> None:
    assert post().editors_note == gold()["editors_note"]
    assert gold()["editors_note"] in sliced(post().editors_note_span)


def test_body_is_ten_paragraphs() -> None:
    expected = [paragraph for paragraph in gold()["body"] if paragraph not in gold()["related"]]
    assert len(expected) == 10
    assert list(post().paragraphs) == expected
    assert post().body == "\n\n".join(expected)


def test_related_lines_stand_outside_the_body() -> None:
    assert list(post().related) == gold()["related"]


def test_topics() -> None:
    assert list(post().topics) == gold()["topics"]
    assert all(topic in sliced(post().topics_span) for topic in gold()["topics"])


def test_declared_count_is_kept_and_doubted() -> None:
    assert post().declared_comment_count == gold()["declared_comment_count"] == 25
    (doubt,) = [diagnostic for diagnostic in post().diagnostics if diagnostic.code == "declared-count"]
    assert "25" in doubt.span.of(text())
    assert "25" in doubt.message
    assert "24" in doubt.message


# --- the thread ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["author", "depth", "parent"])
def test_comments(field: str) -> None:
    assert [getattr(comment, field) for comment, _ in pairs()] == [expected[field] for _, expected in pairs()]


def test_comment_paragraphs_and_their_lines() -> None:
    for comment, expected in pairs():
        paragraphs = tuple("\n".join(lines) for lines in expected["paragraphs"])
        assert comment.paragraphs == paragraphs
        assert comment.body == "\n\n".join(paragraphs)


def test_comment_times_inherit_the_zone_of_the_post() -> None:
    for comment, expected in pairs():
        assert comment.timestamp == datetime.fromisoformat(expected["timestamp"]).replace(tzinfo=ZONE)
        assert comment.timestamp.utcoffset() == timedelta(hours=-4)
        assert comment.timestamp_text == expected["timestamp_raw"]


def test_comment_indices_and_kinds() -> None:
    assert [comment.index for comment in post().comments] == list(range(24))
    assert {comment.kind for comment in post().comments} == {"comment"}
    assert post().nesting is Nesting.INDENTATION


def test_comment_spans_slice_to_their_own_lines() -> None:
    for comment, expected in pairs():
        lines = comment.span.of(text()).split("\n")
        stripped = [line.strip() for line in lines]
        assert stripped[0].endswith(expected["author"])
        assert any(line.startswith(expected["timestamp_raw"]) for line in stripped)
        for paragraph in expected["paragraphs"]:
            assert set(paragraph) <= set(stripped)
        for other, foreign in pairs():
            if other is not comment and foreign["timestamp_raw"] != expected["timestamp_raw"]:
                assert foreign["timestamp_raw"] not in comment.span.of(text())


def test_comment_field_spans_slice_to_the_lines_of_the_fields() -> None:
    for comment, expected in pairs():
        assert sliced(comment.author_span).strip().endswith(expected["author"])
        assert sliced(comment.timestamp_span).strip().startswith(expected["timestamp_raw"])
        assert comment.body_span is not None
        assert comment.body_span in comment.span
        first, last = expected["paragraphs"][0][0], expected["paragraphs"][-1][-1]
        assert sliced(comment.body_span).strip().startswith(first)
        assert sliced(comment.body_span).strip().endswith(last)


def test_comment_spans_follow_each_other_inside_the_section() -> None:
    (section,) = [section for section in post().sections if section.kind is SectionKind.COMMENTS]
    at = section.span.start
    for comment in post().comments:
        assert at <= comment.span.start < comment.span.end <= section.span.end
        at = comment.span.end


# --- the sections ----------------------------------------------------------------------------------------------------


def test_sections_tile_the_dump() -> None:
    assert tiles((section.span for section in post().sections), len(text()))
    assert "".join(section.span.of(text()) for section in post().sections) == text()
    assert tokenize(text()) == post().sections


def test_sections_stand_in_the_order_of_the_page() -> None:
    assert [section.kind for section in post().sections] == [
        SectionKind.HEADER,
        SectionKind.BYLINE,
        SectionKind.EDITORS_NOTE,
        SectionKind.BODY,
        SectionKind.FOOTER,
        SectionKind.COMMENTS,
        SectionKind.FOOTER,
    ]


def test_footers_stand_around_the_thread() -> None:
    before, after = [s.span.of(text()) for s in post().sections if s.kind is SectionKind.FOOTER]
    assert "Topics: " in before
    assert "You must be logged in to post a comment." in after
    assert "Post a comment" in after
