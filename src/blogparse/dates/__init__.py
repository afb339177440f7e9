"""Dates and times in one line of a page, and the instants that they state.

**What it decides.** Where a line shows a date, a time or an age ("June 6, 2013 at 8:33 am", "21:00", "vor 11 Wochen"),
and which numbers are day, month, year, hour and minute. That needs no context; which instant it is takes what the line
does not say, and is decided in `instants`.

**On what evidence.** A line is cut into tokens, and each token becomes one character, its *letter*, that says what the
token can be: a number by its count of digits, white space, a punctuation mark, or a word by the set of its roles. "mar"
is a month in Spanish and a weekday in French, so its letter stands for both. A date shape is then an ordinary regular
expression over the few letters of the line; it knows no human language, and forty languages cost what one costs. The
position of a word settles which of its roles is meant. Names that hold spaces or periods ("a las", "p. m.") and words
of scripts without spaces are single tokens; names glued to a word ("8:33 pmReply") are cut off where a capital begins.
Digits of every script count, full-width punctuation reads as its ASCII twin, and a missing accent is forgiven.

Where languages give one month name two numbers ("listopad" is October in Croatian, November in Polish), the language
that the other words of the expression share decides, then the number that more languages give, then the first tag.
Ages ("3 years ago") follow the patterns of the language that has the unit's word. Words alone ("a year ago",
"yesterday", "rok temu") count only at either end of a line that is not prose: in a sentence they date nothing.

**When it is wrong.** A sentence that mentions a day ("on June 6, 2013 we met") is a match as well; how much of its line
the match covers tells a dateline from prose, and that is for the caller. "3:16" may be a verse, "10.12.14" a version. A
number at the end of a name that touches the day ("user0772 Juli 2013") cannot be cut: the day is not read.
"""

from blogparse.dates.calendars import SOLAR_YEARS, from_solar
from blogparse.dates.find import find_slowly, find_timestamp, read_timestamp
from blogparse.dates.instants import resolve_timestamp
from blogparse.dates.order import DayOrder, infer_day_order
from blogparse.dates.times import Times
from blogparse.dates.match import TimestampMatch, join_time
from blogparse.dates.words.reader import DateReader, compile_dates, with_months
from blogparse.dates.zones import zone_offset

__all__ = [
    "SOLAR_YEARS", "DateReader", "DayOrder", "Times", "TimestampMatch", "compile_dates", "find_slowly",
    "find_timestamp", "from_solar", "infer_day_order", "join_time", "read_timestamp", "resolve_timestamp",
    "with_months", "zone_offset",
]  # fmt: skip
