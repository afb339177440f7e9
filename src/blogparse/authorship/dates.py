"""The post's own dates, out of the lines that credit it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from blogparse.authorship.credit_lines import Credited
from blogparse.dates import TimestampMatch, join_time
from blogparse.page import Page

UPDATED: Final = -4.0  # the day of an update is the post's date only where no other is
POSTED: Final = 2.5  # "Posted on May 3, 2012" outweighs a nearer date that may be anything's


@attrs.frozen(slots=True)
class Dated:
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
    if second <= rows[-1] + 2 and below is not None and _is_time(below.match) and not below.name:
        return Dated(join_time(match, below.match), range(rows.start, second + 1))
    signed = next(
        (time for line in credited if line.credits.is_sure for time, _ in line.credits.dates if _is_time(time)), None
    )
    if signed is not None:
        match = attrs.evolve(join_time(match, signed), text=match.text)
    return Dated(match, rows)


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
