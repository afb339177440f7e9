"""Atom, WXR and GraphML: what feed readers, importers and graph libraries make of them."""

from __future__ import annotations

import calendar
import importlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given

from blogparse import OptionError, Post, parse_post
from blogparse.exports import Source, render_atom, render_graphml, render_wxr
from blogparse.exports.xml import xml_text
from export_samples import HOSTILE, UNDATED, URL, any_record, bare_post, comment, fixture, hostile_post, posts, text_of

ATOM = "{http://www.w3.org/2005/Atom}"
WP = "{http://wordpress.org/export/1.2/}"


def well_formed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314 - our own file


@any_record
@given(posts())
def test_any_record_gives_well_formed_xml(post: Post) -> None:
    source = Source(post=post)
    for render in (render_atom, render_wxr, render_graphml):
        text = render([source, source])
        well_formed(text)
        assert text.endswith(">\n")


def test_no_text_of_a_page_becomes_an_element() -> None:
    source = Source(post=hostile_post(), url=URL)
    harmless = attrs.evolve(source, post=_without_markup(source.post))
    for render in (render_atom, render_wxr, render_graphml):
        tags = [element.tag for element in well_formed(render([source])).iter()]
        assert tags == [element.tag for element in well_formed(render([harmless])).iter()]


def _without_markup(post: Post) -> Post:
    return Post.from_dict(_letters(post.to_dict()))


def _letters(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: item if key.endswith(("kind", "nesting", "timestamp", "precision")) else _letters(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_letters(item) for item in value]
    return "x" * len(value) if isinstance(value, str) else value


def test_what_xml_cannot_hold_is_marked_and_nothing_else_changes() -> None:
    assert xml_text("a\0\ud800\uffff\x0b") == "a" + "\ufffd" * 4
    kept = "\t\n é漢🦭\x85\u2028<&>"
    assert xml_text(kept) == kept


# --- Atom ------------------------------------------------------------------------------------------------------------


def test_feed_reader_sees_post_comments_and_threads() -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    source = fixture("soundoff")
    feed = feedparser.parse(render_atom([source]))
    assert not feed.bozo
    post, *comments = feed.entries
    assert (post.title, post.author, post.link) == (source.post.title, "Ingrid Falkenrath", URL)
    assert post.content[0].value == source.post.body
    assert [tag.term for tag in post.tags] == list(source.post.topics)
    assert [entry.author for entry in comments] == [c.author for c in source.post.comments]
    assert [entry.content[0].value for entry in comments] == [c.body for c in source.post.comments]
    assert {entry.content[0].type for entry in feed.entries} == {"text/plain"}
    times = [datetime.fromtimestamp(calendar.timegm(entry.updated_parsed), UTC) for entry in comments]
    assert times == [c.timestamp for c in source.post.comments]
    ids = [entry.id for entry in comments]
    answered = [entry["thr_in-reply-to"]["ref"] for entry in comments]
    assert answered == [URL if c.parent is None else ids[c.parent] for c in source.post.comments]
    assert len({post.id, feed.feed.id, *ids}) == len(ids) + 2


def test_feed_reader_gets_hostile_texts_as_texts() -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed")
    feed = feedparser.parse(render_atom([Source(post=hostile_post(), url=URL)]))
    assert not feed.bozo
    shown = [entry.content[0].value.strip() for entry in feed.entries[1:]]
    # Feedparser itself reads U+0085 as the ellipsis that windows-1252 has there.
    assert shown == [xml_text(text).strip().replace("\x85", "…") for text in HOSTILE]


def test_updated_is_the_time_of_the_page_then_that_of_the_caller_then_left_out() -> None:
    naive = comment(0, timestamp=datetime(2013, 3, 21, 9))
    aware = comment(1, timestamp=datetime(2013, 3, 21, 9, tzinfo=UTC))
    post = Post(comments=(naive, aware), published=datetime(2012, 1, 1, tzinfo=UTC), updated=None)

    def updated(source: Source) -> list[str | None]:
        return [
            element.findtext(f"{ATOM}updated") for element in well_formed(render_atom([source])).iter(f"{ATOM}entry")
        ]

    assert updated(Source(post=post)) == ["2012-01-01T00:00:00+00:00", None, "2013-03-21T09:00:00+00:00"]
    assert updated(Source(post=post, undated=UNDATED))[1] == UNDATED.isoformat()
    later = attrs.evolve(post, updated=datetime(2014, 1, 1, tzinfo=UTC))
    assert updated(Source(post=later))[0] == "2014-01-01T00:00:00+00:00"
    assert well_formed(render_atom([Source(post=later)])).findtext(f"{ATOM}updated") == "2014-01-01T00:00:00+00:00"
    assert f"{ATOM}published" not in [e.tag for e in well_formed(render_atom([Source(post=bare_post())])).iter()]


def test_a_time_without_a_zone_cannot_stand_in() -> None:
    with pytest.raises(OptionError, match="zone"):
        Source(post=Post(), undated=datetime(2020, 1, 1))


def test_a_comment_without_a_name_inherits_none() -> None:
    feed = well_formed(render_atom([fixture("soundoff")]))
    assert feed.find(f"{ATOM}author") is None
    bare = well_formed(render_atom([Source(post=bare_post())]))
    assert bare.find(f".//{ATOM}author") is None


def test_identifiers_are_those_of_the_record_or_of_the_address() -> None:
    post = parse_post(text_of("soundoff"))
    one, two = Source(post=post), Source(post=parse_post(text_of("soundoff")))
    assert one.page_id == two.page_id
    assert one.comment_id(3) == two.comment_id(3) != one.comment_id(4)
    assert one.page_id.startswith("urn:uuid:")
    assert Source(post=post, url="https://example.org/a#b").comment_id(0) == "https://example.org/a#blogparse-comment-0"
    assert Source(post=Post(), name="a").page_id != Source(post=Post(), name="b").page_id


def test_times_at_the_ends_of_the_calendar_and_in_odd_zones_are_no_obstacle() -> None:
    early = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))  # in UTC before the calendar begins
    late = datetime.max.replace(tzinfo=timezone(-timedelta(hours=14)))
    local = datetime(1880, 1, 1, tzinfo=timezone(timedelta(hours=1, minutes=36, seconds=34)))  # no whole minutes
    post = Post(comments=tuple(comment(at, timestamp=moment) for at, moment in enumerate((early, late, local))))
    published = [e.text for e in well_formed(render_atom([Source(post=post)])).iter(f"{ATOM}published")]
    assert published == ["1879-12-31T22:23:26+00:00"]
    gmt = [e.text for e in well_formed(render_wxr([Source(post=post)])).iter(f"{WP}comment_date_gmt")]
    assert gmt == ["0000-00-00 00:00:00", "0000-00-00 00:00:00", "1879-12-31 22:23:26"]


# --- WXR -------------------------------------------------------------------------------------------------------------


def import_into_isso(text: str, folder: Path) -> list[dict[str, Any]]:
    """Return the comments that Isso's own importer reads, in the order of their ids."""
    migrate = pytest.importorskip("isso.migrate", reason="Isso is not installed")
    config, db = (importlib.import_module(f"isso.{name}") for name in ("config", "db"))
    dump = folder / "wordpress.xml"
    dump.write_text(text, "utf-8")
    settings = config.new({"general": {"dbpath": str(folder / "db.sqlite"), "max-age": "1h"}})
    database = db.SQLite3(str(folder / "db.sqlite"), settings)
    migrate.dispatch(None, database, str(dump))
    rows = database.execute(
        "SELECT c.id, c.parent, c.author, c.text, c.mode, c.created, t.uri, t.title "
        "FROM comments c JOIN threads t ON c.tid = t.id ORDER BY c.id"
    ).fetchall()
    names = ("id", "parent", "author", "text", "mode", "created", "uri", "title")
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_isso_imports_every_comment_with_its_root(tmp_path: Path) -> None:
    source = fixture("soundoff")
    rows = import_into_isso(render_wxr([source]), tmp_path)
    comments = source.post.comments
    said = {" ".join(row["text"].split()): row for row in rows}  # Isso makes line ends Markdown's hard breaks
    assert {text: row["author"] for text, row in said.items()} == {" ".join(c.body.split()): c.author for c in comments}
    assert len(rows) == len(comments)
    assert {(row["uri"], row["title"]) for row in rows} == {("/2013/03/21/islands/?a=1&b=2", source.post.title)}
    # Isso knows two levels, and files each reply under the top of its branch.
    texts = {row["id"]: text for text, row in said.items()}
    tops = list(comments)
    for c in comments:
        tops[c.index] = c if c.parent is None else tops[c.parent]
        expected = None if c.parent is None else " ".join(tops[c.index].body.split())
        assert texts.get(said[" ".join(c.body.split())]["parent"]) == expected


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_isso_imports_undated_comments_at_the_time_that_the_caller_gives(tmp_path: Path) -> None:
    post = attrs.evolve(bare_post(), title="A walk")
    rows = import_into_isso(render_wxr([Source(post=post, url=URL, undated=UNDATED)]), tmp_path)
    assert [(row["author"], row["text"]) for row in rows] == [(None, "Yes."), (None, "No.")]


def test_parents_are_the_ids_of_comments_in_the_file() -> None:
    sources = [fixture("soundoff"), fixture("wordpress_says")]
    items = well_formed(render_wxr(sources)).findall("channel/item")
    seen: set[str | None] = set()
    for source, item in zip(sources, items, strict=True):
        found = item.findall(f"{WP}comment")
        ids = [element.findtext(f"{WP}comment_id") for element in found]
        assert not seen & set(ids)
        seen |= set(ids)
        expected = ["0" if c.parent is None else ids[c.parent] for c in source.post.comments]
        assert [element.findtext(f"{WP}comment_parent") for element in found] == expected
        assert [element.findtext(f"{WP}comment_content") for element in found] == [
            c.body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for c in source.post.comments
        ]


def test_wxr_says_what_it_does_not_know_as_wordpress_does() -> None:
    item = well_formed(render_wxr([Source(post=bare_post())])).find("channel/item")
    assert item is not None
    assert item.find("link") is None
    assert item.findtext(f"{WP}comment_status") == "closed"
    assert item.findtext(f"{WP}comment/{WP}comment_date_gmt") == "0000-00-00 00:00:00"
    assert item.findtext(f"{WP}comment/{WP}comment_author_IP") == ""
    removed = Post(comments=(comment(0, kind="deleted"), comment(1, kind="pingback")))
    item = well_formed(render_wxr([Source(post=removed)])).find("channel/item")
    assert item is not None
    assert [element.text for element in item.iter(f"{WP}comment_approved")] == ["trash", "1"]
    assert [element.text for element in item.iter(f"{WP}comment_type")] == ["comment", "pingback"]


def test_scripts_of_a_page_are_escaped_in_the_html_that_wordpress_shows() -> None:
    item = well_formed(render_wxr([Source(post=hostile_post(), url=URL)])).find("channel/item")
    assert item is not None
    for element in item.iter():
        if element.tag.endswith(("encoded", "comment_content", "title")):
            assert "<" not in (element.text or "")


# --- GraphML ---------------------------------------------------------------------------------------------------------


def read_graph(sources: list[Source]) -> Any:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    return networkx.parse_graphml(render_graphml(sources))


def test_graph_library_sees_who_answers_whom() -> None:
    sources = [fixture("soundoff"), fixture("wordpress_says")]
    graph = read_graph(sources)
    for page, source in enumerate(sources):
        for c in source.post.comments:
            node = graph.nodes[f"p{page}c{c.index}"]
            assert (node["author"], node["text"], node["depth"], node["index"]) == (c.author, c.body, c.depth, c.index)
            answered = f"p{page}" if c.parent is None else f"p{page}c{c.parent}"
            assert list(graph.successors(f"p{page}c{c.index}")) == [answered]
    assert len(graph) == sum(1 + len(source.post.comments) for source in sources)
    assert {data["relation"] for _, _, data in graph.edges(data=True)} == {"reply", "comment"}


def test_graph_without_evidence_has_no_edges_and_no_invented_fields() -> None:
    graph = read_graph([Source(post=bare_post())])
    assert not graph.edges
    assert set(graph.nodes["p0c0"]) == {"kind", "page", "index", "text"}


def test_graph_library_gets_hostile_texts_as_texts() -> None:
    graph = read_graph([Source(post=hostile_post())])
    assert [graph.nodes[f"p0c{at}"].get("text", "") for at in range(len(HOSTILE))] == [xml_text(t) for t in HOSTILE]


def test_exports_are_not_imported_by_the_library() -> None:
    code = "import sys, blogparse; print([m for m in sys.modules if m.startswith('blogparse.exports')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
