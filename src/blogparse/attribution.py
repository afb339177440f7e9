"""Where a page says who wrote the post and when: the credit lines around it, what each weighs, and the dates they give.

The tokenizer has said where headline, article and thread stand. The lines between headline and text, those right above
the headline, those at either end of the text and those below it may credit the post (`credits` reads a line); every
reading is a candidate with a weight for its place, and the nearest wins. `byline` goes on with the names.

The letters know already which lines hold a date, and which look like a byline; the others are asked one cheap question
and are not read. In doubt a field is None.

It is wrong where another article's teaser, with its own date, stands right against this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

import attrs

from blogparse.credits import Credits, is_glued, may_credit, read_credits, read_dateline, read_guest
from blogparse.letters import ends_sentence
from blogparse.page import Page
from blogparse.paragraphs import end_of_line
from blogparse.timestamps import TimestampMatch, join_time
from blogparse.vocabulary import has_digit

ABOVE: Final = 6  # content lines above the headline that may credit the post: Blogger prints the date there
BEGIN: Final = 16  # content lines of the article's begin in which a credit line may have been caught: teasers above it
END: Final = 8  # such lines of its end
BELOW: Final = 30  # content lines below the text: share bars and topics stand before the byline there
MAX_CREDIT: Final = 200  # characters: longer lines are prose

PLACES: Final[Mapping[str, float]] = {
    "between": 10.0,  # the headline and the text
    "above": 7.0,  # the headline
    "begin": 6.0,  # of the text
    "end": 5.0,
    "below": 4.0,  # the text
}
"""What a credit weighs by where it stands, before its distance is taken off."""
STEP: Final = 0.2  # taken off for each line of distance
UPDATED: Final = -4.0  # the day of an update is the post's date only where no other is
GUEST: Final = 5.0  # "This is a guest post by Ann." outweighs whose account posted it
DATELINE: Final = -2.5  # the date that opens a paragraph may be that of an event

_CREDITING: Final = frozenset("Bh")  # letters of lines that are read, whatever they say
_NAMING: Final = frozenset("sta")  # and of lines that may name the author without looking like a byline


class Spot(NamedTuple):
    """Where a line stands that may credit the post: a key of `PLACES`, and how far from headline or text."""

    place: str
    distance: int

    @property
    def weight(self) -> float:
        """What the place weighs."""
        return PLACES[self.place] - STEP * self.distance


@attrs.frozen(slots=True)
class Credited:
    """A line that credits the post, or may: where it stands, what that weighs, what it says."""

    row: int
    place: str
    weight: float
    credits: Credits


def find_spots(page: Page) -> dict[int, Spot]:
    """Return the lines that may credit the post, in the order of their places."""
    texts, title, article = page.lines.texts, page.sectioning.title, page.sectioning.article
    thread = page.sectioning.thread
    top = title.start if title else article.start
    bottom = title.stop if title else max(article.start - ABOVE, 0)
    stop = article.start if article else min(bottom + BELOW, len(texts))
    spots = {row: Spot("between", at) for at, row in enumerate(page.content(bottom, stop))}
    if title:
        above = list(page.content(top - 3 * ABOVE, top))[-ABOVE:]
        spots.update((row, Spot("above", len(above) - at)) for at, row in enumerate(above))
    rows = [row for row in article if texts[row]]
    spots.update((row, Spot("begin", at)) for at, row in enumerate(rows[:BEGIN]))
    spots.update((row, Spot("end", at)) for at, row in enumerate(rows[max(BEGIN, len(rows) - END) :]))
    if article:
        last = thread.start if thread.start >= article.stop else len(texts)
        below = (row for row in range(article.stop, min(last, article.stop + 4 * BELOW)) if texts[row])
        spots.update((row, Spot("below", at)) for at, row in enumerate(islice(below, BELOW)))
    return spots


def find_credits(page: Page, spots: Mapping[int, Spot]) -> Iterator[Credited]:
    """Yield the lines around headline and text that have a date, or say who wrote the post, with their weights."""
    texts, shape = page.lines.texts, page.letters.letters
    dates, stamps = page.letters.dates, page.letters.stamps
    joined: set[int] = set()  # rows that a renderer's fixed width broke off the credit line above
    for row, spot in spots.items():
        text = texts[row]
        letter = shape[row]
        stamp = stamps.get(row)
        match = dates.get(row) if stamp is None else stamp.match
        is_read = match is not None or letter in _CREDITING
        if page.wrap is not None:
            if row in joined or (row and end_of_line(page.lines, row - 1, page.wrap) > row):
                continue
            rows = range(row, end_of_line(page.lines, row, page.wrap))
            if len(rows) > 1:
                joined.update(rows)
                text, match = " ".join(texts[at] for at in rows), None
                is_read = is_read or has_digit(text)
        if spot.place == "above" and page.is_item(row):
            continue  # a list of recent posts
        is_sentence = letter not in "DMB" and ends_sentence(text)
        if is_sentence or len(text) > MAX_CREDIT:
            yield from _in_prose(page, row, spot, text, is_sentence=is_sentence)
            if len(text) > MAX_CREDIT or spot.place != "below":
                continue
        if not is_read and not (letter in _NAMING and may_credit(text, page.words)) and not _is_dated(letter, text):
            continue
        if match is not None and match.end - match.start == len(text):
            yield Credited(row, spot.place, spot.weight, Credits.of_date(match))
            continue
        found = read_credits(text, page.words, page.reader, match)
        if is_sentence and not (found.is_sure and found.dates):
            continue  # but "This entry was posted in Travel on May 3, 2012 by Ann." credits the post
        if found.dates or found.names:
            yield Credited(row, spot.place, spot.weight, found)


def _is_dated(letter: str, text: str) -> bool:
    """Tell whether a line has a date that its letter does not tell: behind a label, or dates that touch."""
    return has_digit(text) and (letter == "L" or is_glued(text))


def _in_prose(page: Page, row: int, spot: Spot, text: str, *, is_sentence: bool) -> Iterator[Credited]:
    """Yield what a sentence says of the post: the date that opens it, whose guest post this is."""
    if spot.place == "begin":
        match = read_dateline(text, page.reader)
        if match is not None:
            yield Credited(row, spot.place, spot.weight + DATELINE, Credits.of_date(match))
    if is_sentence and spot.place in {"between", "begin", "end"}:
        guest = read_guest(text, page.words)
        if guest is not None:
            yield Credited(row, spot.place, spot.weight + GUEST, guest)


# --- dates -----------------------------------------------------------------------------------------------------------


@attrs.frozen(slots=True)
class Dated:
    """A date of the post and the lines that state it."""

    match: TimestampMatch
    rows: tuple[int, ...]


def find_published(page: Page, credited: Sequence[Credited]) -> Dated | None:
    """Return the post's own date; its time may stand on the line below, or behind "Posted by Ann at" below the text.

    The words of a time that stands so far off are not among the date's own.
    """
    best: tuple[float, int, TimestampMatch] | None = None
    article, letters = page.sectioning.article, page.letters.letters
    boxes = letters.find("W", article.stop) if article else -1  # other posts are listed from there on
    for line in credited:
        if line.place == "below" and 0 <= boxes < line.row and not line.credits.is_sure:
            continue
        for match, is_update in line.credits.dates:
            weight = line.weight + (UPDATED if is_update else 0.0)
            if match.is_complete_date and (best is None or weight > best[0]):
                best = weight, line.row, match
    if best is None:
        return None
    _, row, match = best
    if match.has_time:
        return Dated(match, (row,))
    second = next((at for at in range(row + 1, min(row + 3, len(page.lines))) if page.lines.texts[at]), row)
    below = page.letters.stamps.get(second) if second > row else None
    if below is not None and below.match.has_time and below.match.month is None and not below.name:
        return Dated(join_time(match, below.match), (row, second))
    signed = next(
        (
            time
            for line in credited
            if line.credits.is_sure
            for time, _ in line.credits.dates
            if time.has_time and time.month is None
        ),
        None,
    )
    if signed is not None:
        match = attrs.evolve(join_time(match, signed), text=match.text)
    return Dated(match, (row,))


def find_updated(credited: Sequence[Credited]) -> Dated | None:
    """Return the date that the page calls that of an update; the nearest to headline and text, of several."""
    updates = [
        (line.weight, -line.row, match)
        for line in credited
        for match, is_update in line.credits.dates
        if is_update and match.is_complete_date
    ]
    if not updates:
        return None
    _, row, match = max(updates, key=lambda update: update[:2])
    return Dated(match, (-row,))
