"""Where a page says who wrote the post and when: the credit lines around it, what each weighs, and the dates they give.

The tokenizer has said where headline, article and thread stand. The lines between headline and text, those right above
the headline, those at either end of the text and those below it may credit the post (`credits` reads a line); every
reading is a candidate with a weight for its place, and the nearest wins. `byline` goes on with the names.

The letters know already which lines hold a date, and which look like a byline; the others are asked one cheap question
and are not read. In doubt a field is None.

It is wrong where another article's teaser, with its own date, stands right against this one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import attrs

from blogparse.credits import (
    Credits,
    ends_with_opening,
    is_label,
    is_opening,
    may_credit,
    may_matter,
    may_open,
    read_credits,
    read_dateline,
    read_sentence,
)  # fmt: skip
from blogparse.dates import TimestampMatch, join_time
from blogparse.page import Page
from blogparse.text import OUTER, end_of_line, ends_sentence, ends_with_initial, has_digit, names_feed

ABOVE: Final = 6  # content lines above the headline that may credit the post: Blogger prints the date there
BETWEEN: Final = 80  # content lines below it that may: share bars and tables of contents stand above the text
BEGIN: Final = 16  # content lines of the article's begin in which a credit line may have been caught: teasers above it
END: Final = 8  # such lines of its end
LAST_ABOVE: Final = 5  # content lines above the thread, however far below the text: lists and boxes may stand between
BELOW: Final = 30  # content lines below the text: share bars and topics stand before the byline there
PLACES: Final[Mapping[str, float]] = {
    "between": 10.0,  # the headline and the text
    "above": 7.0,  # the headline
    "begin": 6.0,  # of the text
    "end": 5.0,
    "below": 4.0,  # the text
}
"""What a credit weighs by where it stands, before its distance is taken off."""
STEP: Final = 0.2  # taken off for each line of distance


class Spot(NamedTuple):
    """Where a line stands that may credit the post: a key of `PLACES`, and how far from headline or text."""

    place: str
    distance: int

    @property
    def weight(self) -> float:
        """What the place weighs, the distance taken off."""
        return PLACES[self.place] - STEP * self.distance


_SPOTS: Final[Mapping[str, Sequence[Spot]]] = {
    "between": [Spot("between", at) for at in range(BETWEEN)],
    "above": [Spot("above", at + 1) for at in range(ABOVE)],
    "begin": [Spot("begin", at) for at in range(BEGIN)],
    "end": [Spot("end", at) for at in range(END)],
    "below": [Spot("below", at) for at in range(BELOW)],
}
"""The spots of each place, from the nearest on; the same for all pages."""


def find_spots(page: Page) -> dict[int, Spot]:
    """Return the lines that may credit the post, in the order of their places; a comment's lines never do."""
    texts, title, article = page.lines.texts, page.sectioning.title, page.sectioning.article
    thread = page.sectioning.thread
    top = title.start if title else article.start
    above = [row for row in page.content(top - 3 * ABOVE, top) if not page.in_comment(row)][-ABOVE:]
    bottom = title.stop if title else next(iter(above), top)
    stop = article.start if article else min(bottom + BELOW, len(texts))
    between = (row for row in page.content(bottom, stop) if not page.in_comment(row))
    spots = dict(zip(between, _SPOTS["between"], strict=False))
    if title:
        spots.update(zip(reversed(above), _SPOTS["above"], strict=False))
    rows = page.article
    spots.update(zip(rows, _SPOTS["begin"], strict=False))
    spots.update(zip(reversed(rows[max(BEGIN, len(rows) - END) :]), _SPOTS["end"], strict=False))
    if article:
        last = thread.start if thread.start >= article.stop else len(texts)
        near = range(article.stop, min(last, article.stop + 4 * BELOW))
        below = (row for row in near if texts[row] and not page.in_comment(row))
        spots.update(zip(below, _SPOTS["below"], strict=False))
        foot = [row for row in page.content(max(article.stop, last - 3 * LAST_ABOVE), last) if not page.in_comment(row)]
        for row, spot in zip(reversed(foot), _SPOTS["below"][:LAST_ABOVE] if last < len(texts) else (), strict=False):
            spots[row] = min(spots.get(row, spot), spot)  # a footer may stand right above the thread
    return spots


MAX_CREDIT: Final = 200  # characters: longer lines are prose
GUEST: Final = 5.0  # "This is a guest post by Ann." outweighs whose account posted it
DATELINE: Final = -2.5  # the date that opens a paragraph may be that of an event
OPENING: Final = 4  # lines of the text's begin in which a paragraph may credit the post
LAST: Final = 3  # lines of its end in which one may
MAX_OPENING: Final = 24  # characters of the words before the date that opens a sentence below the text
CLOSE: Final = 8  # lines from headline or text in which a renderer may have glued the words of a credit line
META: Final = 4  # lines above the headline in which a list may hold the date
MAX_BROKEN_TEXT: Final = 60  # characters of each of them
MAX_MARK: Final = 3  # characters of a mark between them: more draw a line
MAX_BROKEN: Final = 12  # lines that a renderer may make of one credit line
_OPENINGS: Final = frozenset("cyAbEL")  # of words alone that may stand before a name or a date
_MENUS: Final = frozenset("XRFOWHTGQPZKV")  # of lines that say nothing of the post where they have no date
_NAMING: Final = frozenset("sta")  # of lines that may name the author without looking like a byline
_JOINTS: Final = frozenset(",،、|·•∙")  # that begin or end such a part
_CREDITS: Final = frozenset("BD")  # of lines that are nothing but a byline or a dateline
_PARTS: Final = frozenset("stDMcVBLyAb")  # and of what a credit line may be broken into


class Credited(NamedTuple):
    """Lines that credit the post, or may: where they stand, what that weighs, what they say."""

    rows: range
    place: str
    weight: float
    credits: Credits
    is_boxed: bool
    """Whether other posts are listed from somewhere above these lines on, and they do not say to be of this one."""

    @property
    def row(self) -> int:
        """The first of the lines."""
        return self.rows.start


def find_credits(page: Page, spots: Mapping[int, Spot]) -> Iterator[Credited]:
    """Yield the lines around headline and text that have a date, or say who wrote the post, with their weights."""
    shape, words = page.letters.letters, page.words
    dates, stamps = page.letters.dates, page.letters.stamps
    boxes = _first_box(page)
    joined: set[int] = set()  # rows that a renderer broke off the credit line above
    for row, spot in spots.items():
        letter = shape[row]
        if letter in _MENUS and row not in dates:
            continue
        stamp = stamps.get(row)
        match = dates.get(row) if stamp is None else stamp.match
        if row in joined or (match is None and not _is_worth_reading(page, spot, row)):
            continue
        rows = _rows_at(page, spots, row, is_dated=match is not None)
        is_part = len(rows) > 1
        joined.update(rows[1:])
        if not rows or (spot.place == "above" and page.is_item(row) and not (letter == "D" and spot.distance <= META)):
            continue  # the rest of a line, an entry of a list of recent posts
        text = page.lines.texts[row]
        if is_part:
            text, match = " ".join(page.lines.texts[at] for at in rows if page.lines.texts[at]), None
        if letter == "L":
            text = text[:MAX_CREDIT]  # "This entry was posted on ... You can follow any responses ..."
        is_sentence = letter not in "DMBL" and ends_sentence(text)
        is_sentence = is_sentence and not (is_part and ends_with_initial(text))
        is_note = len(text) > MAX_CREDIT and has_digit(text[:MAX_CREDIT]) and _is_at_foot(page, spot, row)
        is_fed = is_note and names_feed(text)
        if is_note:
            text, is_sentence = text[:MAX_CREDIT], True
        if is_sentence or len(text) > MAX_CREDIT:
            for said, more in _in_prose(page, spot, text, is_sentence=is_sentence):
                yield Credited(rows, spot.place, spot.weight + more, said, is_boxed=False)
        is_told = match is not None or letter in "Bh" or has_digit(text)
        if len(text) > MAX_CREDIT or not (is_told or may_credit(text, words)):
            continue
        is_date = match is not None and match.end - match.start == len(text)
        found = Credits.of_date(match) if match and is_date else read_credits(text, words, page.reader, match)
        if (found.dates or found.names) and (
            not is_sentence
            or (is_fed and any(match.is_complete_date for match, _ in found.dates))
            or _credits_post(page, text, found, is_at_foot=_is_at_foot(page, spot, row), is_cut=is_note)
        ):
            is_boxed = spot.place == "below" and 0 <= boxes < row and not (letter == "L" or found.is_posted)
            yield Credited(rows, spot.place, spot.weight, found, is_boxed)


def _first_box(page: Page) -> int:
    """Return the first heading of a list below the article, -1 for none; an empty one is followed by a credit line."""
    shape, article = page.letters.letters, page.sectioning.article
    row = shape.find("W", article.stop) if article else -1
    while row >= 0 and shape[page.row_below(row)] in _CREDITS:
        row = shape.find("W", row + 1)
    return row


def _is_worth_reading(page: Page, spot: Spot, row: int) -> bool:
    """Return whether a line without a date may credit the post, by its letter and its words."""
    letter, text, words = page.letters.letters[row], page.lines.texts[row], page.words
    if letter == "B":
        return True
    if letter == "h":  # "Ann Lee, 7 comments"
        return spot.place == "between" or may_credit(text, words)
    if letter == "p":  # in the middle of the text a paragraph says nothing of the post
        far = OPENING if spot.place == "begin" else LAST if spot.place == "end" else BELOW
        return spot.distance < far or row in page.article[-LAST:]
    if letter in _NAMING:
        is_close = spot.place == "between" or (spot.place != "begin" and spot.distance < CLOSE)
        return page.wrap is not None or may_matter(text, page.lines.keys[row], words, glued=is_close)
    if letter == "L" and (page.wrap is not None or has_digit(text)):
        return True
    return letter in _OPENINGS and may_open(page.lines.keys[row], words)


def _rows_at(page: Page, spots: Mapping[int, Spot], row: int, *, is_dated: bool) -> range:
    """Return the lines that a renderer made of the credit line that begins in a row; none, where it goes on there."""
    if page.wrap is not None:
        if row and end_of_line(page.lines, row - 1, page.wrap) > row:
            return range(0)
        rows = page.until_comment(row, end_of_line(page.lines, row, page.wrap))
        if len(rows) > 1:
            return rows
    text, key = page.lines.texts[row], page.lines.keys[row]
    is_open = is_dated or (may_open(key, page.words) and ends_with_opening(text, page.words))
    return broken_line(page, spots, row) if is_open and len(text) <= MAX_BROKEN_TEXT else range(row, row + 1)


def _credits_post(page: Page, text: str, found: Credits, *, is_at_foot: bool, is_cut: bool) -> bool:
    """True for "Posted in Travel on May 3, 2012 by Ann Lee.", not "The book came out on May 3, 2012 by Tin Boats.".

    Below the text a sentence may also say when alone, if it files the post or opens with the date; a long one must.
    """
    if not found.dates:
        return False
    if not is_at_foot:
        return found.is_sure and may_credit(text, page.words)
    is_told = found.is_posted and (bool(found.topics) or found.dates[0][0].start <= MAX_OPENING)
    return is_told or (found.is_sure and not is_cut)


def _is_at_foot(page: Page, spot: Spot, row: int) -> bool:
    """True for the lines below the text, and its last ones, which may have been caught there."""
    return spot.place == "below" or row in page.article[-LAST:]


def _in_prose(page: Page, spot: Spot, text: str, *, is_sentence: bool) -> Iterator[tuple[Credits, float]]:
    """Yield what a sentence says of the post, and what that weighs: the date that opens it, who wrote it."""
    if spot.place == "begin":
        match = read_dateline(text, page.reader)
        if match is not None:
            yield Credits.of_date(match), DATELINE
    if is_sentence and spot.place != "above":
        found = read_sentence(text, page.words)
        if found is not None:
            yield found, GUEST


def broken_line(page: Page, spots: Mapping[int, Spot], row: int) -> range:
    """Return the lines that a renderer made of one credit line: "Posted on", "May 3, 2012", "by", "Ann Lee"."""
    first, stop = row, row + 1
    while stop - first < MAX_BROKEN:
        above = page.row_above(first)
        if not _may_be_part(page, spots, above) or not _joins(page, above, first):
            break
        first = above
    while stop - first < MAX_BROKEN:
        below = page.row_below(stop - 1)
        if not _may_be_part(page, spots, below) or not _joins(page, stop - 1, below):
            break
        stop = below + 1
    return range(first, stop)


def _may_be_part(page: Page, spots: Mapping[int, Spot], row: int) -> bool:
    return row in spots or (_is_mark(page, row) and not page.in_comment(row))


def _joins(page: Page, above: int, below: int) -> bool:
    """True if two lines were one: the upper ends with a word or a mark that needs the lower, or the other way."""
    texts, shape, dates = page.lines.texts, page.letters.letters, page.letters.dates
    if not (shape[above] in _PARTS and shape[below] in _PARTS):
        return False
    if max(len(texts[above]), len(texts[below])) > MAX_BROKEN_TEXT:
        return False
    if is_label(texts[below]) and is_opening(texts[below], page.words):
        return False  # it begins a line
    if shape[above] == "c" or shape[below] == "c" or (above in dates and below in dates):
        return True
    if _is_mark(page, above) or _is_mark(page, below) or texts[above][-1] in _JOINTS or texts[below][0] in _JOINTS:
        return True
    key, following = page.lines.keys[above], page.lines.keys[below]
    words = page.words
    if following.split(" ", 1)[0] in words.joins or key.rpartition(" ")[2] in words.joins:
        return True
    if shape[below] == "L" or is_opening(texts[below], words):
        return False  # a label of its own
    return ends_with_opening(texts[above], words) or key in words.posted or key in words.updated


def _is_mark(page: Page, row: int) -> bool:
    text = page.lines.texts[row] if row >= 0 else ""
    return 0 < len(text) <= MAX_MARK and not text.strip(OUTER)


UPDATED: Final = -4.0  # the day of an update is the post's date only where no other is
POSTED: Final = 2.5  # "Posted on May 3, 2012" outweighs a nearer date that may be anything's


class Dated(NamedTuple):
    """A date of the post and the lines that state it."""

    match: TimestampMatch
    rows: range


def find_published(page: Page, credited: Sequence[Credited]) -> Dated | None:
    """Return the post's own date; its time may stand on the line below, or behind "Posted by Ann at" below the text.

    The words of a time that stands so far off are not among the date's own.
    """
    best: tuple[float, range, TimestampMatch] | None = None
    for line in credited:
        if line.is_boxed:
            continue
        for match, is_update in line.credits.dates:
            weight = line.weight + (UPDATED if is_update else POSTED if line.credits.is_posted else 0.0)
            if match.is_complete_date and (best is None or weight > best[0]):
                best = weight, line.rows, match
    if best is None:
        return None
    _, rows, match = best
    if match.has_time:
        return Dated(match, rows)
    second = page.row_below(rows[-1])
    below = page.letters.stamps.get(second)
    if (
        second <= rows[-1] + 2
        and below is not None
        and not page.in_comment(second)
        and _is_time(below.match)
        and not below.name
    ):
        return Dated(join_time(match, below.match), range(rows.start, second + 1))
    signed = next(
        (time for line in credited if line.credits.is_sure for time, _ in line.credits.dates if _is_time(time)), None
    )
    if signed is not None:
        match = attrs.evolve(join_time(match, signed), text=match.text)
    return Dated(match, rows)


def find_title_date(page: Page) -> TimestampMatch | None:
    """Return the date that a headline of one line begins with, where more follows."""
    title = page.sectioning.title
    match = page.letters.dates.get(title.start) if len(title) == 1 else None
    if match is None or match.start or not match.is_complete_date:
        return None
    return match if any(map(str.isalpha, page.lines.texts[title.start][match.end :])) else None


def _is_time(match: TimestampMatch) -> bool:
    return match.has_time and match.month is None


def find_updated(credited: Sequence[Credited]) -> Dated | None:
    """Return the date that the page calls that of an update; the nearest to headline and text, of several."""
    updates = [
        (line.weight, -line.row, match, line.rows)
        for line in credited
        for match, is_update in line.credits.dates
        if is_update and match.is_complete_date and not line.is_boxed
    ]
    if not updates:
        return None
    _, _, match, rows = max(updates, key=lambda update: update[:2])
    return Dated(match, rows)
