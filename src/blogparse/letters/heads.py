"""A line with a timestamp: nothing but a date, or a date and whose comment it heads."""

from typing import Final

import attrs

from blogparse.credits import count_in, cut_avatar, read_beside
from blogparse.dates import TimestampMatch, find_timestamp
from blogparse.language import Role
from blogparse.letters.alphabet import SHORT, Letter, Line, Notes, Stamp
from blogparse.letters.phrasebook import Phrasebook
from blogparse.text import OUTER, is_name, late_pattern, line_key, lowered, trim_name

_PARTICLE: Final = 3  # characters of "van", "von", "dos" in names
_REPLIED_WORDS: Final = 3  # spaces in "Jane replied to Joe", the shortest of its kind
MAX_HEADING: Final = 160  # characters: "12 thoughts on" and a long title
PATH: Final = late_pattern(r"\s*#\s?(\d{1,6}(?:\.\d{1,6})*+)(?![\w.])")
_PATH_BEHIND: Final = late_pattern(r"[\s|·•,–—-]*#\s?(\d{1,6}(?:\.\d{1,6})*+)\s*")


def read_stamped(book: Phrasebook, notes: Notes, line: Line, match: TimestampMatch | None) -> str | None:
    """Read what stands beside a timestamp: nothing but links, or a name."""
    if match is None or match.precision == "month":
        return None
    if match.is_complete_date:
        notes.dates[line.at] = match
    before, after = line.text[: match.start], line.text[match.end :]
    if len(before) + len(after) > MAX_HEADING or min(len(before), len(after)) > SHORT:
        return None
    path: tuple[int, ...] = ()
    numbered = PATH.match(before)
    if numbered is not None:
        path = tuple(map(int, numbered[1].split(".")))
        before = before[numbered.end() :]
    elif (numbered := _PATH_BEHIND.fullmatch(after)) is not None:  # "May 3, 2009 | #1"
        path, after = tuple(map(int, numbered[1].split("."))), ""
    again = find_timestamp(after, book.reader) if after.strip(OUTER) else None
    if again is not None and not after[: again.start].strip(OUTER):
        after = after[again.end :]  # "15 seconds ago (7:18 PM)": the same moment once more
    before, chrome_before, verb_before = read_beside(before, book.words)
    after, chrome_after, verb_after = read_beside(after, book.words)
    chrome, verb = chrome_before or chrome_after, verb_before or verb_after
    if after and verb_after and line_key(before) in book.words.connectors:
        before = ""  # "At 9:12 AM, Jane said"
    stamp = Stamp(match, cut_avatar(before, book.words), after, chrome, verb, path)
    if not before and not after:
        notes.stamps[line.at] = stamp
        return Letter.DATE
    if before and after:
        # "Fr, 7. Mai - 12:38, Jane (Bonn)" has both; "Jane 3. Mai said this to me" is prose
        return None
    if stamp.name.count(" ") >= _REPLIED_WORDS:
        stamp = _cut_mention(book, notes, line, stamp)
    if line.text[match.end :] == "." and not (verb or chrome) and _is_phrase(stamp.name):
        return None  # "It was mended on May 3, 2009."
    if is_name(stamp.name):
        if count_in(stamp.name, book.words) is not None:
            notes.stamps[line.at] = attrs.evolve(stamp, before="", after="", chrome=True)
            return Letter.DATE
        sure = match.is_dated or match.has_time or match.relative is not None or verb or chrome
        if not sure or (not match.is_dated and len(stamp.name) > 40):
            return None
        notes.stamps[line.at] = stamp
        return Letter.META
    return None


def _is_phrase(name: str) -> bool:
    """True if the words read like a phrase: at least two of them are in lower case, particles aside."""
    return sum(1 for word in name.split() if word[0].islower() and len(word) > _PARTICLE) > 1


def _cut_mention(book: Phrasebook, notes: Notes, line: Line, stamp: Stamp) -> Stamp:
    """Return a stamp whose name is "Jane replied to comment from Joe" with "Jane" alone; note Joe."""
    for match in book.vocabulary.matches(line_key(stamp.name)):
        author, parent = match.slots.get("author", ""), match.slots.get("parent", "")
        if match.role is Role.REPLIED_TO and author and parent and lowered(stamp.name).startswith(author):
            notes.names[line.at] = parent
            return attrs.evolve(stamp, before=trim_name(stamp.name[: len(author)]), after="", verb=True)
    return stamp
