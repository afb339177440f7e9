"""The spots near headline and text where a line may credit the post, and what each weighs."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from blogparse.page import Page

ABOVE: Final = 6  # content lines above the headline that may credit the post: Blogger prints the date there
BETWEEN: Final = 80  # content lines below it that may: share bars and tables of contents stand above the text
BEGIN: Final = 16  # content lines of the article's begin in which a credit line may have been caught: teasers above it
END: Final = 8  # such lines of its end
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
    """Return the lines that may credit the post, in the order of their places."""
    texts, title, article = page.lines.texts, page.sectioning.title, page.sectioning.article
    thread = page.sectioning.thread
    top = title.start if title else article.start
    above = list(page.content(top - 3 * ABOVE, top))[-ABOVE:]
    bottom = title.stop if title else next(iter(above), top)
    stop = article.start if article else min(bottom + BELOW, len(texts))
    spots = dict(zip(page.content(bottom, stop), _SPOTS["between"], strict=False))
    if title:
        spots.update(zip(reversed(above), _SPOTS["above"], strict=False))
    rows = page.article
    spots.update(zip(rows, _SPOTS["begin"], strict=False))
    spots.update(zip(reversed(rows[max(BEGIN, len(rows) - END) :]), _SPOTS["end"], strict=False))
    if article:
        last = thread.start if thread.start >= article.stop else len(texts)
        below = (row for row in range(article.stop, min(last, article.stop + 4 * BELOW)) if texts[row])
        spots.update(zip(below, _SPOTS["below"], strict=False))
    return spots
