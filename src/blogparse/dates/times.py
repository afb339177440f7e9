"""How the timestamps of one page are resolved."""

from datetime import date, datetime, tzinfo
from typing import NamedTuple

from blogparse.dates.instants import resolve_timestamp
from blogparse.dates.match import TimestampMatch
from blogparse.dates.order import UNTOLD, DayOrder


class Times(NamedTuple):
    """How timestamps of this page are resolved; see `parse_post` for the meaning of each."""

    tz: tzinfo | None
    crawled_at: datetime | None
    languages: tuple[str, ...] = ()
    """The languages that the page speaks: they settle what a shared abbreviation of a zone means."""
    order: DayOrder = UNTOLD
    """How the page writes days and months in digits."""
    zone: str | None = None
    """The zone that the post's own dateline states, as written: "ET" is -4 in June and -5 in December."""
    published: date | None = None
    """The day of the post, before which nobody comments: it settles years left out."""

    def resolve(self, match: TimestampMatch, near: date | None = None) -> datetime | None:
        """Return the instant that a match states; `near` is the day that came before it on the page."""
        return resolve_timestamp(
            match, dayfirst=self.order.dayfirst, dots_dayfirst=self.order.dots_dayfirst, zone=self.zone, tz=self.tz,
            crawled_at=self.crawled_at, date=near if match.month is not None else None, earliest=self.published,
            languages=self.languages,
        )  # fmt: skip
