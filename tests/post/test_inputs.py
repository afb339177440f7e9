"""Text that is no dump of one page is noticed, and dumps of all kinds are not suspected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blogparse import NotTextError, parse_post, tokenize
from dumpers import DUMPERS
from strategies import OWN_DUMPERS, seeded
from themes import EXTRAS, FAMILIES, draw_page, render_html

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").rglob("*.txt"))
FIXTURES_BY_NAME = {path.stem: path for path in FIXTURES}
CODES = {"looks-like-html", "looks-like-json", "several-pages"}


def suspected(text: str) -> set[str]:
    return {diagnostic.code for diagnostic in parse_post(text).diagnostics} & CODES


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_dump_is_suspected(path: Path) -> None:
    assert suspected(path.read_bytes().decode("utf-8", "replace")) == set()


def test_random_pages_are_not_suspected_and_ten_in_one_are() -> None:
    rng = seeded(5)
    for dump in OWN_DUMPERS:
        pages = []
        for at, family in enumerate(sorted(FAMILIES)):
            page = draw_page(at, family, [None, 0, None, 2, None], extras=EXTRAS)
            pages.append(DUMPERS[dump].dump(render_html(page)))
        assert [suspected(text) for text in pages] == [set()] * len(pages)
        for _ in range(5):
            assert suspected("\n\n".join(rng.sample(pages, 10))) == {"several-pages"}


def test_html_is_told_and_a_page_about_html_is_not() -> None:
    page = render_html(draw_page(3, "classic", [None, 0], extras=EXTRAS))
    assert "looks-like-html" in suspected(page)
    assert "looks-like-html" in suspected(page[page.index("<p") :])
    prose = "Close every tag that you open, as in <b>this</b>, and the browser will show what you meant. " * 8
    assert suspected(f"On tags\n\nMay 2, 2020\n\n{prose}\n\n</div> ends </div> and </p> ends </p>, says Ann.") == set()


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"text": "One."}) + "\n" + json.dumps({"text": "Two."}) + "\n",
        json.dumps([{"text": "One."}], indent=2),
        "  " + json.dumps({"a b": {"text": "One."}}),
    ],
)
def test_json_is_told(text: str) -> None:
    assert suspected(text) == {"looks-like-json"}


@pytest.mark.parametrize("text", ["{sigh}", "[PHP] A title\n\nText.", "{ 1 }", "[]", "", '"text": 1', "[" * 10_000])
def test_brackets_alone_are_no_json(text: str) -> None:
    assert suspected(text) == set()


def test_a_second_thread_is_where_the_doubt_points() -> None:
    text = (FIXTURES_BY_NAME["wordpress_says"]).read_bytes().decode("utf-8")
    twice = text + "\n\n" + text
    (doubt,) = [doubt for doubt in parse_post(twice).diagnostics if doubt.code == "several-pages"]
    assert doubt.span.start > len(text)
    assert "omment" in doubt.span.of(twice) or "esponse" in doubt.span.of(twice) or "hought" in doubt.span.of(twice)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (b"Comments", "decode"),
        (bytearray(b"x"), "decode"),
        (Path("page.txt"), "read_text"),
        (None, "None"),
        (3, "int"),
        (["a"], "list"),
    ],
    ids=["bytes", "bytearray", "path", "none", "int", "list"],
)
@pytest.mark.parametrize("function", [parse_post, tokenize])
def test_what_is_not_text_is_refused_with_advice(function: Callable[[Any], object], value: object, hint: str) -> None:
    with pytest.raises(NotTextError, match=hint) as caught:
        function(value)
    assert isinstance(caught.value, TypeError)
