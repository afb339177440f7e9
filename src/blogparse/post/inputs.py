"""Doubts about the input as such: HTML, JSON, several pages in one. They parse like any text, and mean little.

* HTML begins with its head, or is dense with closing tags. A page about HTML shows some: at most 7 in a thousand
  characters on thousands of real dumps, where HTML has from ten to forty.
* JSON begins with an object, or with a list of objects. No dump does.
* Several pages are told by their threads: a heading, two heads of comments or more, and the form at its end; then an
  article; then such a thread again. Pages whose threads have no heading or no form cannot be told apart this way, so
  that two pages in one are found in a third of all cases, and ten always. The same signs once more on one page, as of
  a list of comments beside the article, lack the article between.
"""

import re
from collections.abc import Iterator
from typing import Final

from blogparse.letters import FORM_LIKE, HEADER_LIKE, Letter
from blogparse.records import Diagnostic, Span
from blogparse.text import Lines, late_pattern

_HTML: Final = late_pattern(r"\s*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CLOSING_TAG: Final = late_pattern(
    r"</(?:a|article|body|div|h[1-6]|head|html|li|ol|p|script|section|span|style|table|td|title|tr|ul)>", re.IGNORECASE
)
_FEW_TAGS: Final = 5  # closing tags that a short text about HTML may show
_TAG_SHARE: Final = 0.01  # of the characters: more closing tags than dumps about HTML show
_JSON: Final = late_pattern(r'\s*+(?:\[\s*+)?\{\s*+"[^"\\\n]{1,100}+"\s*+:')
_HEADS: Final = 2  # heads of comments that make a thread; one may be the post's own dateline
_ARTICLE: Final = 2  # lines of prose that make an article between two threads


def find_wrong_input(lines: Lines, letters: str) -> Iterator[Diagnostic]:
    """Yield what tells that a text is no dump of one page, with what to do instead."""
    text = lines.text
    tags = len(_CLOSING_TAG.findall(text)) if "</" in text else 0
    if _HTML.match(text) or (tags > _FEW_TAGS and tags > _TAG_SHARE * len(text)):
        yield Diagnostic(
            "looks-like-html", "the text is HTML: parse what a text renderer makes of it", Span(0, len(text))
        )
    if _JSON.match(text):
        yield Diagnostic("looks-like-json", "the text is JSON: parse the text inside each record", Span(0, len(text)))
    row = _second_thread(letters)
    if row >= 0:
        yield Diagnostic(
            "several-pages", "the text holds more than one post with its thread: parse each page by itself",
            Span(lines.starts[row], lines.ends[row]),
        )  # fmt: skip


def _second_thread(letters: str) -> int:
    """Return the row of the heading over the second thread of a page, or -1."""
    if letters.count(Letter.HEADING) < 2 or sum(map(letters.count, FORM_LIKE)) < 2:
        return -1
    heading = -1  # over the thread in hand
    threads = prose = heads = 0
    for row, letter in enumerate(letters):
        if heading < 0:
            prose += letter == Letter.PROSE
            if letter == Letter.HEADING and (not threads or prose >= _ARTICLE):
                heading, heads = row, 0
        elif letter in HEADER_LIKE:
            heads += 1
        elif letter in FORM_LIKE:
            threads += heads >= _HEADS
            if threads == 2:
                return heading
            heading, prose = -1, 0
    return -1
