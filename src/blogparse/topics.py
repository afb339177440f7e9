"""The topics of a post: tags and categories, behind a label, in a credit line, or in a list below their label.

It is wrong where a sidebar's list of all categories stands as near to the article as its own do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from blogparse.attribution import Credited
from blogparse.credits import read_credits, split_topics
from blogparse.page import Page
from blogparse.spans import Span
from blogparse.vocabulary import OUTER

TOPICS_ABOVE: Final = 12  # lines above the article and below it in which its topics stand
TOPICS_BELOW: Final = 25
MAX_TOPICS: Final = 12  # lines of a list of topics below its label
MAX_TOPIC: Final = 60  # characters
_SEPARATORS: Final = regex.compile(r"\s*(?:[,;|•·/\n]|[\u00a0 ]{2,})\s*|(?<=\S)\s*[#](?=\w)")


def find_topics(page: Page, credited: Sequence[Credited]) -> tuple[tuple[str, ...], Span | None]:
    """Return the topics that labelled lines and credit lines near the article name, each once, and their lines."""
    in_credits = {line.row: line for line in credited if line.credits.topics}
    article, thread = page.sectioning.article, page.sectioning.thread
    others = {row for line in credited if line.credits.topics for row in line.rows[1:]}
    found: list[str] = []
    first = last = -1
    first_row = max(page.sectioning.title.stop, article.start - TOPICS_ABOVE, 0)  # above the headline they are a menu
    shape = page.letters.letters
    for row in range(first_row, min(len(page.lines), article.stop + TOPICS_BELOW)):
        if shape[row] != "L" and (row not in in_credits or row in article):
            continue
        if row in thread or row in others:
            continue
        label = page.letters.labels.get(row)
        text = page.lines.texts[row][label:] if label is not None else ""
        end = row
        topics: Sequence[str]
        if row in in_credits:
            topics, end = in_credits[row].credits.topics, in_credits[row].rows[-1]
        elif text.strip(OUTER):
            topics = _inline_topics(page, text)
        else:
            text, end = _listed_topics(page, row)
            topics = [piece.strip(OUTER) for piece in _SEPARATORS.split(text)]
        topics = [piece for piece in topics if piece and len(piece) <= MAX_TOPIC]
        if topics:
            found.extend(topic for topic in topics if topic not in found)
            first = row if first < 0 else first
            last = max(last, end)
    return tuple(found), (page.span(first, last) if first >= 0 else None)


def _inline_topics(page: Page, text: str) -> Sequence[str]:
    """Return the topics behind a label: a list, or a sentence such as "in Maps and tagged ponds by Ann"."""
    opening = text.split(None, 1)[0].casefold()
    if opening in page.words.on:
        return read_credits(text, page.words, page.reader).topics or split_topics(text, page.words)
    return [piece.strip(OUTER) for part in page.words.topics.split(text) for piece in _SEPARATORS.split(part)]


def _listed_topics(page: Page, row: int) -> tuple[str, int]:
    """Return the topics on the lines below a label, and the last of these lines.

    One line holds them all, or they are list items, or lines with nothing but separators stand between them.
    """
    letters, markers, texts = page.letters.letters, page.lines.markers, page.lines.texts
    rows = [below for below in range(row + 1, min(row + 2 * MAX_TOPICS, len(page.lines))) if texts[below]]
    items: list[str] = []
    end = row
    is_open = True
    for below in rows:
        if not texts[below].strip(OUTER):
            is_open = True
            continue
        if letters[below] != "s" or not (is_open or markers[below]):
            break
        items.append(texts[below])
        end = below
        is_open = False
    return "\n".join(items), end
