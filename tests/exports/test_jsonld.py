"""JSON-LD: what extraction and RDF libraries make of it, also out of the middle of an HTML page."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import attrs
import pytest
from hypothesis import given

from blogparse import Post
from blogparse.exports import Source, render_jsonld
from export_samples import HOSTILE, URL, any_record, bare_post, comment, fixture, hostile_post, posts

SCHEMA = "https://schema.org/"


def extract(text: str) -> list[dict[str, Any]]:
    """Return what extruct finds in a page that holds the JSON-LD as a script."""
    extruct = pytest.importorskip("extruct", reason="extruct is not installed")
    page = f'<!doctype html><title>t</title><script type="application/ld+json">{text}</script><p>after</p>'
    found: list[dict[str, Any]] = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    return found


def graph_of(text: str) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    return rdflib.Graph().parse(data=text, format="json-ld")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_page_with_the_script_gives_post_and_comments() -> None:
    source = fixture("soundoff")
    (found,) = extract(render_jsonld([source]))
    assert (found["@type"], found["headline"], found["@id"]) == ("BlogPosting", source.post.title, URL)
    assert found["commentCount"] == 15  # what the page declares
    assert [c["text"] for c in found["comment"]] == [c.body for c in source.post.comments]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_text_of_a_page_leaves_the_script() -> None:
    text = render_jsonld([Source(post=hostile_post(), url=URL)])
    assert not set("<>&\u2028\u2029") & set(text)
    assert text.isascii()
    (found,) = extract(text)
    shown = [c.get("text", "") for c in found["comment"]]
    expected = ["".join("\ufffd" if "\ud800" <= ch <= "\udfff" else ch for ch in text) for text in HOSTILE]
    assert shown == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdf_library_sees_the_thread_without_a_network() -> None:
    source = fixture("soundoff")
    graph = graph_of(render_jsonld([source]))
    rows = graph.query(
        f"SELECT ?position ?parent WHERE {{ ?c a <{SCHEMA}Comment> ; <{SCHEMA}position> ?position ; "
        f"<{SCHEMA}parentItem> ?parent . ?post <{SCHEMA}comment> ?c . ?post a <{SCHEMA}BlogPosting> }}"
    )
    parents = {int(position): str(parent) for position, parent in rows}
    assert parents == {c.index: URL if c.parent is None else source.comment_id(c.parent) for c in source.post.comments}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_several_pages_are_one_graph() -> None:
    sources = [fixture("soundoff"), attrs.evolve(fixture("wordpress_says"), url=None)]
    graph = graph_of(render_jsonld(sources))
    rows = graph.query(f"SELECT ?c WHERE {{ ?c a <{SCHEMA}Comment> }}")
    assert len(rows) == sum(len(source.post.comments) for source in sources)


def test_what_the_page_does_not_show_is_left_out() -> None:
    data = json.loads(render_jsonld([Source(post=bare_post())]))
    assert set(data) == {"@context", "@type", "@id", "comment"}
    assert [set(c) for c in data["comment"]] == [{"@type", "@id", "text", "position"}] * 2


def test_times_are_as_fine_as_the_page_states_them() -> None:
    day = datetime(2013, 3, 1)
    post = Post(
        comments=(
            comment(0, timestamp=day, timestamp_precision="day"),
            comment(1, timestamp=day, timestamp_precision="month"),
            comment(2, timestamp=day.replace(hour=9), timestamp_precision="relative"),
            comment(3, timestamp=day.replace(hour=9), timestamp_precision="minute"),
            comment(4, timestamp_text="the other day"),
        )
    )
    data = json.loads(render_jsonld([Source(post=post)]))
    times = [c.get("dateCreated") for c in data["comment"]]
    assert times == ["2013-03-01", "2013-03", "2013-03-01", "2013-03-01T09:00:00", None]


def test_pingbacks_are_by_nobody_and_removed_comments_say_so() -> None:
    post = Post(comments=(comment(0, kind="pingback", author="Another page"), comment(1, kind="deleted")))
    pingback, removed = json.loads(render_jsonld([Source(post=post)]))["comment"]
    assert "author" not in pingback
    assert pingback["genre"] == "pingback"
    assert removed["creativeWorkStatus"] == "deleted"


@any_record
@given(posts())
def test_any_record_is_json_that_keeps_every_comment(post: Post) -> None:
    data = json.loads(render_jsonld([Source(post=post)]))
    assert [c["position"] for c in data.get("comment", [])] == [c.index for c in post.comments]
