"""The renderers that turn a page's HTML into a dump: real ones where they are installed, and two of our own.

`outline` and `flat` need nothing but the standard library. The first prints the shape that most text extractors print
(lists indented and marked, blank lines around paragraphs), the second one text node a line, as web archives do.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from typing import Final, Literal

import attrs

_COLUMNS: Final = "500"
_SECONDS: Final = 20  # a browser that needs longer for a page of a few kilobytes is stuck


@attrs.frozen
class Dumper:
    """A renderer and what survives it: the indentation of lists, and that of nested plain blocks."""

    name: str
    dump: Callable[[str], str]
    shows_lists: bool
    shows_blocks: bool = False
    requires: str = ""
    """The module or program that must be there; empty for none."""
    kind: Literal["module", "program"] = "module"

    @property
    def is_available(self) -> bool:
        """Whether what the renderer requires is installed."""
        if not self.requires:
            return True
        return (shutil.which(self.requires) if self.kind == "program" else find_spec(self.requires)) is not None


def _resiliparse(html: str) -> str:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return str(extract(html, preserve_formatting=True, main_content=False))


def _inscriptis(html: str) -> str:
    return str(import_module("inscriptis").get_text(html))


def _html2text(html: str) -> str:
    writer = import_module("html2text").HTML2Text()
    writer.ignore_links = writer.ignore_images = True
    writer.body_width = 0
    return str(writer.handle(html))


def _browser(*command: str) -> Callable[[str], str]:
    def dump(html: str) -> str:
        done = subprocess.run(command, input=html, capture_output=True, check=True, encoding="utf-8", timeout=_SECONDS)
        return done.stdout

    return dump


_HIDDEN: Final = frozenset({"head", "script", "style", "textarea"})
_BLOCKS: Final = re.compile(
    r"address|article|aside|blockquote|div|footer|form|h[1-6]|header|li|main|nav|ol|p|section|table|tr|ul"
)
_SPACED: Final = re.compile(r"blockquote|p|h[1-6]")


class _FlatParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN

    def handle_data(self, data: str) -> None:
        line = " ".join(data.split())
        if line and not self.hidden:
            self.lines.append(line)


def _flat(html: str) -> str:
    parser = _FlatParser()
    parser.feed(html)
    return "\n".join(parser.lines) + "\n"


class _OutlineParser(HTMLParser):
    """Writes lines: two columns for each list, a mark for each item, a blank line around paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.counts: list[int | None] = []  # for each open list the number of its last item, None for bullets
        self.mark = ""
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _HIDDEN
        if _BLOCKS.fullmatch(tag) or tag == "br":
            self._end_line(spaced=bool(_SPACED.fullmatch(tag)))
        if tag in {"ol", "ul"}:
            if not self.counts:
                self._end_line(spaced=True)
            self.counts.append(0 if tag == "ol" else None)
        elif tag == "li" and self.counts:
            count = self.counts[-1]
            self.counts[-1] = None if count is None else count + 1
            self.mark = "• " if count is None else f"{count + 1}. "
        elif tag == "img":
            self.words.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN
        if _BLOCKS.fullmatch(tag):
            self._end_line(spaced=bool(_SPACED.fullmatch(tag)))
        if tag in {"ol", "ul"} and self.counts:
            self.counts.pop()
            if not self.counts:
                self._end_line(spaced=True)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)

    def _end_line(self, *, spaced: bool) -> None:
        line = " ".join("".join(self.words).split())
        self.words.clear()
        if line:
            indent = "  " * len(self.counts)
            # A mark stands in the item's own column, two to the left of where its text would be.
            self.lines.append(indent + (self.mark or ("  " if self.counts else "")) + line)
            self.mark = ""
        if spaced and self.lines and self.lines[-1] and not self.mark:
            self.lines.append("")


def _outline(html: str) -> str:
    parser = _OutlineParser()
    parser.feed(html)
    return "\n".join(parser.lines).strip("\n") + "\n"


_UTF8: Final = "UTF-8"
_W3M: Final = ("w3m", "-dump", "-T", "text/html", "-I", _UTF8, "-O", _UTF8, "-cols", _COLUMNS)
_LYNX: Final = (
    "lynx", "-dump", "-stdin", "-nolist", f"-assume_charset={_UTF8}", f"-display_charset={_UTF8}", f"-width={_COLUMNS}"
)  # fmt: skip
_ELINKS: Final = (
    *("elinks", "-dump", "-no-numbering", "-no-references"),
    *("-dump-charset", _UTF8, "-dump-width", _COLUMNS),
)

DUMPERS: Final = {
    dumper.name: dumper
    for dumper in (
        Dumper("outline", _outline, shows_lists=True),
        Dumper("flat", _flat, shows_lists=False),
        Dumper("resiliparse", _resiliparse, shows_lists=True, requires="resiliparse"),
        Dumper("inscriptis", _inscriptis, shows_lists=True, shows_blocks=True, requires="inscriptis"),
        Dumper("html2text", _html2text, shows_lists=True, requires="html2text"),
        Dumper("w3m", _browser(*_W3M), shows_lists=True, requires="w3m", kind="program"),
        Dumper("lynx", _browser(*_LYNX), shows_lists=True, requires="lynx", kind="program"),
        Dumper("elinks", _browser(*_ELINKS), shows_lists=True, requires="elinks", kind="program"),
    )
}
"""Every dumper by name."""
