"""The view: the whole dump and the whole record in one page, tied together, safe and usable without a script."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from blogparse import Comment, Nesting, Post, Section, SectionKind, Span, parse_post
from blogparse.records import LINE_END
from blogparse.render import render_fragment, render_view
from browser import Tab, chromium
from export_samples import hostile_post, text_of
from pages import Page
from strategies import parsed, sample_dumps

HREF_OR_SOURCE = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"}


def lines_of(text: str) -> list[str]:
    """Return the lines as the view shows them: without line ends, control characters as pictures."""
    lines = LINE_END.split(text)
    if lines[-1] == "" and len(lines) > 1:
        lines.pop()
    return [re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]", _picture, line) for line in lines]


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else "\ufffd"


OPENINGS = ("We saw the mill, and counted", "I never liked those", "Somebody told me of", "Who would believe in")
THINGS = ("boats", "geese by the water", "old men with hats", "bells", "lamps that were out")


def said(at: int) -> str:
    """Return what comment `at` says: something else than the comments around it."""
    return f"{OPENINGS[at % len(OPENINGS)]} {at} {THINGS[at % len(THINGS)]}{'?' if at % 7 == 0 else '.'}"


def thread_dump(size: int) -> str:
    comments = (f"  {at}. Name {at} says:\n    May 2, 2020 at 9:15 am\n\n    {said(at)}\n" for at in range(1, size + 1))
    return f"A walk\n\nWe went to the mill and back.\n\n{size} comments\n\n{''.join(comments)}"


def deep_post(depth: int) -> tuple[str, Post]:
    """Return a dump and a record in which each comment answers the one before."""
    text = "".join(f"{at}\n" for at in range(depth))
    spans = [Span(match.start(), match.end()) for match in re.finditer(r"\d+\n", text)]
    comments = tuple(
        Comment(index=at, parent=at - 1 if at else None, depth=at, body=f"{at}", paragraphs=(f"{at}",), span=span)
        for at, span in enumerate(spans)
    )
    sections = (Section(SectionKind.COMMENTS, Span(0, len(text))),)
    return text, Post(comments=comments, nesting=Nesting.INDENTATION, sections=sections)


@cache
def viewed(text: str) -> Page:
    return Page(render_view(text, parsed(text)))


# --- the page --------------------------------------------------------------------------------------------------------


def test_every_line_of_any_dump_is_there() -> None:
    for text in sample_dumps():
        page = viewed(text)
        assert [node.text for node in page.all(of_class="t")] == lines_of(text)


def test_comments_stand_on_both_sides_with_name_time_text_and_depth() -> None:
    text = text_of("soundoff")
    post = parsed(text)
    page = Page(render_view(text, post))
    for comment in post.comments:
        left, right = page.with_id(f"d-c{comment.index}"), page.with_id(f"c{comment.index}")
        assert left.attributes["data-k"] == right.attributes["data-k"]
        assert f"comment {comment.index}, depth {comment.depth}" in left.text
        card = right.text
        assert (comment.author or "") in card
        assert f"depth {comment.depth}" in card
        assert all(paragraph in card for paragraph in comment.paragraphs)
        marked = {
            name: [n.text for n in page.nodes if name in n.classes and _inside(n, left)] for name in ("who", "when")
        }
        assert marked == {"who": [comment.author], "when": [comment.timestamp_text]}


def _inside(node: object, ancestor: object) -> bool:
    while node is not None and node is not ancestor:
        node = getattr(node, "parent", None)
    return node is ancestor


def test_tree_is_nested_as_the_thread_is() -> None:
    text = text_of("soundoff")
    post = parsed(text)
    page = Page(render_view(text, post))
    for comment in post.comments:
        above = page.with_id(f"c{comment.index}").parent
        item = above.parent if above is not None else None
        assert item is not None
        assert item.attributes.get("id") == (None if comment.parent is None else f"c{comment.parent}")


def test_doubts_link_to_their_lines_and_lines_back() -> None:
    text = text_of("soundoff")
    post = parsed(text)
    page = Page(render_view(text, post))
    (doubt,) = post.diagnostics
    line = text[: doubt.span.start].count("\n") + 1
    links = [node.attributes["href"] for node in page.all("a") if _inside(node, page.with_id("q0"))]
    assert links == [f"#L{line}"]
    back = [node.attributes["href"] for node in page.all("a") if _inside(node, page.with_id(f"L{line}"))]
    assert back == ["#q0"]


def test_links_lead_somewhere_and_ids_are_unique_on_any_dump() -> None:
    for text in sample_dumps():
        page = viewed(text)
        ids = [node.attributes["id"] for node in page.nodes if "id" in node.attributes]
        assert len(ids) == len(set(ids))
        links = [node.attributes["href"] for node in page.all("a")]
        assert {link.removeprefix("#") for link in links} <= set(ids)


def test_a_comment_without_lines_has_no_link_to_the_dump() -> None:
    post = Post(comments=(Comment(index=0, span=Span(3, 3)),))
    page = Page(render_view("One", post))
    assert page.with_id("c0").text
    assert not [node for node in page.all("a") if node.attributes["href"].startswith("#d-")]


def test_page_loads_nothing_and_runs_nothing_of_its_own_but_one_script() -> None:
    text = text_of("soundoff")
    page = Page(render_view(text, parse_post(text)))
    assert not [node.tag for node in page.nodes if node.tag in {"link", "img", "iframe", "object", "base", "form"}]
    targets = [value for node in page.nodes for name, value in node.attributes.items() if name in HREF_OR_SOURCE]
    assert all(target.startswith("#") for target in targets)
    assert not [name for node in page.nodes for name in node.attributes if name.startswith("on") or name == "style"]
    assert len(page.all("script")) == 1
    assert "url(" not in page.all("style")[0].text
    policy = page.all("meta")[1].attributes["content"]
    assert policy.startswith("default-src 'none'")


def test_no_text_of_a_page_becomes_an_element() -> None:
    post = hostile_post()
    text = "</script><script>alert(1)</script>\n<img src=x onerror=alert(1)>"
    for html in (render_view(text, post), render_fragment(post)):
        page = Page(html)
        assert len(page.all("script")) == html.count("<script>") <= 1
        assert not page.all("img")
        assert not page.all("b", of_class="x")
        assert not [name for node in page.nodes for name in node.attributes if name.startswith("on")]


def test_depth_costs_neither_recursion_nor_nesting_nor_space() -> None:
    text, post = deep_post(3000)
    html = render_view(text, post)
    assert Page(html).deepest < 120
    assert len(html) < 3000 * 1100
    assert "depth 2999, reply to" in html


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_of_text_have_the_contrast_that_wcag_wants(scheme: int) -> None:
    style = (resources.files("blogparse.render") / "base.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--(\w+): #(\w+)", blocks[scheme]))
    for ground in ("paper", "tile", "on"):
        for ink in ("ink", "dim", "link", "who", "when", "doubt"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# --- notebooks -------------------------------------------------------------------------------------------------------


def test_notebook_shows_the_record_and_nothing_that_clashes_with_another_cell() -> None:
    post = parsed(text_of("soundoff"))
    page = Page(post._repr_html_())  # type: ignore[attr-defined]
    assert not [node for node in page.nodes if "id" in node.attributes or "data-k" in node.attributes]
    assert not page.all("a")
    assert not page.all("script")
    text = "".join(node.text for node in page.nodes if node.parent is None)
    assert all(paragraph in text for comment in post.comments for paragraph in comment.paragraphs)


def test_the_renderer_is_loaded_by_the_first_post_shown() -> None:
    code = (
        "import sys, blogparse; before = 'blogparse.render' in sys.modules; blogparse.Post()._repr_html_();"
        "print(before, 'blogparse.render' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False True\n"
    )


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def shown(tab: Tab, folder: Path, text: str) -> Post:
    post = parsed(text)
    page = folder / "page.html"
    page.write_text(render_view(text, post), "utf-8")
    tab.size(1280)
    tab.open(page)
    return post


def test_screen_reader_finds_parts_sections_and_comments(tab: Tab, tmp_path: Path) -> None:
    post = shown(tab, tmp_path, text_of("soundoff"))
    tree = tab.accessible()
    assert ("RootWebArea", post.title) in tree
    for landmark in (
        ("navigation", "Parts"),
        ("region", "Dump"),
        ("region", "Record"),
        ("region", "body, lines 11 to 22"),
    ):
        assert landmark in tree
    links = [name for role, name in tree if role == "link"]
    for comment in post.comments:
        assert any(name.startswith(f"Comment {comment.index}: lines ") for name in links)
        assert ("StaticText", comment.author) in tree
    assert len([role for role, _ in tree if role == "listitem"]) == len(post.comments) + len(post.diagnostics)
    headings = [name for role, name in tree if role == "heading"]
    assert headings[:2] == [post.title, "Dump"]
    assert headings[-3:] == ["Record", "Doubts", "Thread"]


def test_screen_reader_is_told_what_is_off_the_screen(tab: Tab, tmp_path: Path) -> None:
    shown(tab, tmp_path, thread_dump(200))
    texts = [name.strip() for role, name in tab.accessible() if role == "StaticText"]
    assert all(texts.count(said(at)) == 2 for at in range(1, 201))  # in the dump and in the record


def test_pointer_and_focus_mark_both_sides(tab: Tab, tmp_path: Path) -> None:
    shown(tab, tmp_path, text_of("soundoff"))
    marked = "[...document.querySelectorAll('.on')].map((e) => e.id)"
    for identifier in ("c4", "d-c4"):
        tab.run(
            f"document.getElementById('{identifier}').dispatchEvent(new PointerEvent('pointerover', {{bubbles: true}}))"
        )
        assert set(tab.run(marked)) == {"c4", "d-c4"}
    tab.run("document.querySelector('#f-title a').focus()")
    assert "f-title" in tab.run(marked)
    assert any(identifier.startswith("L") for identifier in tab.run(marked))
    tab.run("document.querySelector('nav a').focus()")
    assert tab.run(marked) == []


def test_policy_lets_the_page_work_and_nothing_else(tab: Tab, tmp_path: Path) -> None:
    shown(tab, tmp_path, "<script>document.title = 'stolen'</script>\n" + text_of("soundoff"))
    assert tab.run("document.title") != "stolen"
    assert tab.run("getComputedStyle(document.querySelector('main')).display") == "grid"  # the style was let in
    assert tab.run("fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"
    assert tab.run("performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_is_wider_than_the_screen(tab: Tab, tmp_path: Path, width: int) -> None:
    page = tmp_path / "page.html"
    for text, post in ((text_of("soundoff"), parsed(text_of("soundoff"))), deep_post(300), ("x" * 5000, Post())):
        page.write_text(render_view(text, post), "utf-8")
        tab.size(width)
        tab.open(page)
        assert tab.run("document.documentElement.scrollWidth") <= width
        assert tab.run("[...document.querySelectorAll('main > section')].every((e) => e.scrollWidth <= e.clientWidth)")


def test_two_thousand_comments_do_not_lag(tab: Tab, tmp_path: Path) -> None:
    text = thread_dump(2000)
    start = time.perf_counter()
    post = shown(tab, tmp_path, text)
    assert len(post.comments) == 2000
    milliseconds = tab.run(
        """(async () => {
          const comments = [...document.querySelectorAll('.c')];
          const start = performance.now();
          for (let at = 0; at < 20; at++) {
            comments[at * 97].dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));
            document.getElementById('record').scrollTop += 3000;
            await new Promise(requestAnimationFrame);
          }
          return (performance.now() - start) / 20;
        })()"""
    )
    assert milliseconds < 100  # a frame takes 17 where nothing lags; the rest is for a busy machine
    assert time.perf_counter() - start < 60
