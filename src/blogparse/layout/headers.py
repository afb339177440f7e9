"""The heads that a template reads: each anchor with the lines of its author and its timestamp."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from blogparse.layout.content import Content
from blogparse.layout.templates import ITEM, Header, Place, RecordTemplate
from blogparse.letters import JOINING, TITLE_LIKE
from blogparse.text import HEADING, is_name, late_pattern

ITEM_REACH: Final = 12  # content lines between a heading and the list of comments: a form, a notice
ODD_NAME: Final = 0.3  # how sure a name with a verb of saying is that reads like no name
UNSURE: Final = 0.3  # how sure the author of an item is that names none
_SAID: Final = late_pattern(r"[Ay]")
_ANCHORS: Final = {letters: late_pattern(f"[{letters}]") for letters in ("D", "M", "DM")}
BODY_LETTERS: Final = frozenset("ptsAEQhZ")
"""The letters of lines that may be a comment's body."""


def find_headers(page: Content, template: RecordTemplate, done: range = range(0)) -> Iterator[Header]:
    """Find every anchor that the template can read, but for those in lines that are `done` with."""
    if template.anchors == ITEM:
        return _item_heads(page)
    if template.anchors == "A":
        return _said_heads(page, done)
    return _dated_heads(page, template, done)


def _said_heads(page: Content, done: range) -> Iterator[Header]:
    """Read "NAME says:", on one line or on two, with the date below it."""
    shape = page.shape
    taken = -1
    for found in _SAID.finditer(shape):
        index = last = author = found.start()
        if index <= taken or index in done:
            continue
        if shape[index] == "y":
            author = index - 1
            if not index or shape[author] not in TITLE_LIKE or page.gaps[index] > 1 or not page.name_quality(author):
                continue
        stamps: tuple[int, ...] = ()
        below = last + 1
        while below < page.size and below <= last + 2 and shape[below] in "bKayc" and not page.markers[below]:
            below += 1
        if below < page.size and shape[below] == "D" and page.gaps[below] <= 2:
            stamps = stamp_lines(page, below)
            last = stamps[-1]
        taken = last
        name = page.names.get(author, page.texts[author])
        yield Header(index, page.with_pictures(author), last, author, stamps, 1.0 if is_name(name) else ODD_NAME)


def _item_heads(page: Content) -> Iterator[Header]:
    """Read the items of the lists below comments headings, whatever stands in their heads.

    Renderers that keep the main text alone drop names and dates of comments, or some of them. What is left of the
    thread is a list below a heading: its items are the comments. An item inside an item is an answer where it begins
    with something that heads comments, or where it is the only one at its place; else it is a list in a body.
    """
    taken = -1
    for heading in page.headings:
        if heading > taken:
            first = _first_item(page, heading)
            heads = _items(page, first) if first >= 0 else []
            if heads:
                taken = heads[-1].start
                yield from heads


def _first_item(page: Content, heading: int) -> int:
    """Return the first list item below a heading, past forms and notices, or -1."""
    for index in range(heading + 1, min(heading + 1 + ITEM_REACH, page.size)):
        if page.markers[index] not in {"", HEADING}:
            return index if page.shape[index] not in "XWLFTGV" else -1
        if page.shape[index] not in "FOTGptsRb":
            break
    return -1


def _items(page: Content, first: int) -> list[Header]:
    """Return the heads of the items of a list and of the answers inside them."""
    top = page.indents[first]
    found: list[Header] = []
    inner: list[Header] = []
    is_headless = False
    index = first
    while index < page.size:
        letter, indent, marker = page.shape[index], page.indents[index], page.markers[index]
        if marker in {"", HEADING}:
            if indent <= top or letter == "W":
                break
        elif letter not in "RVbGFX":
            head = _item_head(page, index)
            if indent <= top or head.author >= 0:
                if indent < top:
                    break
                is_headless = is_headless or head.author < 0
                found.append(head)
            else:
                inner.append(head)
        index += 1
    if is_headless and inner:
        starts = [head.start for head in found]
        for position, head in enumerate(inner):
            level, parent = page.indents[head.start], bisect_left(starts, head.start)
            near = inner[max(0, position - 1) : position] + inner[position + 1 : position + 2]
            if not any(page.indents[o.start] == level and bisect_left(starts, o.start) == parent for o in near):
                found.append(head)
        found.sort(key=lambda head: head.start)
    return found


def _item_head(page: Content, index: int) -> Header:
    """Read what a list item begins with: a name, a date, both, or the text at once."""
    letter = page.shape[index]
    below = index + 1
    if below < page.size and page.markers[below]:
        below = page.size
    if letter in "AMP":
        stamps = stamp_lines(page, index) if letter == "M" else ()
        if letter == "A" and below < page.size and page.shape[below] == "D" and page.gaps[below] <= 2:
            stamps = stamp_lines(page, below)
        return Header(index, index, stamps[-1] if stamps else index, index, stamps, 0.9)
    if letter == "D":
        stamps = stamp_lines(page, index)
        author, quality = page.author_below(stamps[-1])
        if quality and author + 1 < page.size and not page.markers[author + 1]:
            return Header(index, index, author, author, stamps, quality)
        return Header(index, index, stamps[-1], -1, stamps, UNSURE)
    author, last = -1, index - 1
    if letter == "s" and page.name_quality(index) >= 0.5 and _stands_apart(page, index):
        author = last = index
    if author < 0:
        return Header(index, index, last, -1, (), UNSURE)
    stamps = ()
    if last + 1 < page.size and page.shape[last + 1] == "D" and page.gaps[last + 1] <= 2:
        stamps = stamp_lines(page, last + 1)
        last = stamps[-1]
    return Header(index, index, last, author, stamps, page.name_quality(author) or 0.6)


def _stands_apart(page: Content, index: int) -> bool:
    """Return whether a line may be a name above a body: no item follows at once, but a blank line, a date or text."""
    below = index + 1
    if below >= page.size or page.markers[below] or page.gaps[below] > 1:
        return False
    return (
        page.gaps[below] == 1 or page.shape[below] in "DpbZ" or (page.shape[below] == "t" and page.markers[index] != "")
    )


def stamp_lines(page: Content, index: int) -> tuple[int, ...]:
    """Return the lines of a timestamp: a date may have its time on the next line, or below an "@"."""
    below = index + 1
    if below < page.size - 1 and page.shape[below] == "c" and page.gaps[below] == 0:
        below += 1
    if below < page.size and page.shape[below] == "D" and page.gaps[below] == 0:
        first, second = page.stamps[index].match, page.stamps[below].match
        if (
            first.is_complete_date
            and not first.has_time
            and second.has_time
            and not second.is_complete_date
            and second.month is None
        ):
            return index, below
    return (index,)


def _dated_heads(page: Content, template: RecordTemplate, done: range) -> Iterator[Header]:
    """Read the anchors with a date: the author stands beside it, above or below, or is told later."""
    shape, gaps, size = page.shape, page.gaps, page.size
    is_below = template.body is Place.BELOW
    is_author_above, is_author_below = template.author is Place.ABOVE, template.author is Place.BELOW
    taken = -1
    for found in _ANCHORS[template.anchors].finditer(shape):
        index = found.start()
        if index <= taken or index in done:
            continue
        stamps = stamp_lines(page, index)
        last = stamps[-1]
        if is_below and last + 1 < size and shape[last + 1] in JOINING and not gaps[last + 1]:
            last += 1  # "Jane" / "on" / date / "said:"
        author, start, quality = -1, index, 0.0
        if shape[index] == "M":
            author, quality = index, page.quality_beside(index)
        elif is_author_above:
            author, quality = page.author_above(index)
            start = author
            if author < 0:
                continue
        elif is_author_below:
            author, quality = page.author_below(last)
            last = author
            if author < 0 or not quality:
                continue
        taken = stamps[-1]
        if is_below:
            start = page.with_pictures(start)
        yield Header(index, start, last, author, stamps, quality)
