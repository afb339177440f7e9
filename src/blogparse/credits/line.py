"""Read a credit line: its dates, its names, its topics, the number of comments."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from blogparse.credits.bylines import MAX_OTHER, Credits, find_names
from blogparse.credits.cutting import EDGES, PROSE, cut_tail, opens_long, split_pieces
from blogparse.credits.persons import is_person, split_authors
from blogparse.credits.phrases import CreditWords, may_label
from blogparse.credits.tidy import SEAM, is_glued, tidy_line, unglued
from blogparse.credits.topics import SENTENCE_END, split_topics, topics_behind
from blogparse.dates import DateReader, TimestampMatch, find_timestamp
from blogparse.text import OUTER, has_digit, is_full_name, is_unspaced, late_regex, line_key, lowered

GUEST_WORDS: Final = 4  # "this is a guest post by": fewer, "an article by", may be said of another's
MAX_DATES: Final = 4  # a line with more is a list of dates
MAX_DATELINE: Final = 60  # characters of a paragraph in which the date that opens it stands
MAX_PLACE: Final = 24  # characters of a place before that date
MAX_FILED: Final = 5  # words behind a date that file a post, where nothing else says that it is posted
SAME_DAY: Final = dt.timedelta(days=1)  # an article that is set to appear is last touched on the day before
# some of which `PIECE` has in every match, but for white space
_SEPARATORS: Final = frozenset("|·•∙⋅~/»«;。\t—–-_[]()")
_PARTED: Final = late_regex(r"[|·•∙⋅/;\t—–]|\s-\s")
_DASHES: Final = frozenset("-–—|·•")
_NUMBERED: Final = late_regex(r"(?<![\w.,])(\d{1,6})\s++([\p{L}]++)")


def may_matter(text: str, key: str, words: CreditWords, *, glued: bool) -> bool:
    """Return whether a line has a word of a byline, an opening or a dateline: the cheapest question."""
    if not words.hints.isdisjoint(key.split()) or (not key.isascii() and key.startswith(words.starts)):
        return True
    return key.endswith(words.tails) or is_glued(text) or (glued and SEAM.search(text) is not None)


def may_credit(text: str, words: CreditWords) -> bool:
    """Return whether a line, or a piece of it, begins or ends with the words of a byline: a cheap question."""
    lower = lowered(text).strip(EDGES)
    if lower.startswith(words.starts) or lower.endswith(words.tails):
        return PROSE.search(text) is None
    if not words.edges.isdisjoint(lower.split()) and not _SEPARATORS.isdisjoint(text):
        pieces = split_pieces(lower, words)
        if any(piece.startswith(words.starts) or piece.endswith(words.tails) for piece in pieces):
            return PROSE.search(text) is None
    return SEAM.search(text) is not None and unglued(text, words) != text


def read_credits(text: str, words: CreditWords, reader: DateReader, known: TimestampMatch | None = None) -> Credits:
    """Return the dates and names that a line credits; empty where it credits nothing.

    `known` is the first timestamp of the line, where the caller has it.
    """
    tidied = tidy_line(text, words)
    match = known if known is not None and tidied == text else find_timestamp(tidied, reader)
    text = tidied
    dates: list[tuple[TimestampMatch, bool]] = []
    segments = []
    at = 0
    poster = ""
    is_posted = opens_long(text, words)
    while match is not None and len(dates) < MAX_DATES:
        if match.relative is not None and dates:  # "2 min read": how long, not when
            start, stop = _piece_around(text, at, match)
            segments.append(text[at:start])
            at = stop
            match = find_timestamp(text, reader, at) if has_digit(text[at:]) else None
            continue
        before = text[at : match.start]
        is_told = _says_posted(before, words)
        is_posted = is_posted or is_told
        segments.append(_without_opening(before, words))
        if is_told and not dates:
            poster = segments[-1].strip()  # "Ann posted on May 3, 2012"
        previous = dates[-1][0] if dates else None
        is_update = _opening(before, words.updated, words.daters) > 0
        if previous is not None and not before.strip(OUTER) and not is_update and not dates[-1][1]:
            is_first = _is_later(match, previous)
            dates[-1] = (previous, not is_first)
            is_update = is_first
        dates.append((match, is_update))
        at = match.end
        match = find_timestamp(text, reader, at) if has_digit(text[at:]) else None
    segments.append(_in_small(text[at:], words) if dates else text[at:])
    names, affiliation, is_sure, is_small = find_names(segments, words, is_dated=bool(dates), poster=poster)
    is_odd = not is_sure and len(names) == 1 and names[0] != poster and _is_vague(names[0], segments, words)
    is_vague = is_odd or (is_small and not (is_posted and dates))
    is_line = is_sure or is_posted or segments[-1].count(" ") <= MAX_FILED  # more goes on about the day
    topics = split_topics(segments[-1], words) if dates and is_line else ()
    if dates and not topics and may_label(segments[0], words) and words.topics.match(segments[0].lstrip()):
        topics = split_topics(segments[0], words)
    if dates and not topics and is_sure:
        topics = topics_behind(names[-1], segments[-1], words)
    topics = tuple(topic for topic in topics if topic not in names)  # a word behind a date may lead to the author
    count = _count(segments, words)
    return Credits(tuple(dates), names, affiliation, is_sure, topics, count, is_posted, is_vague)


def _in_small(segment: str, words: CreditWords) -> str:
    """Return what follows a date with its small words in lower case, as in "By Ann In Travel", but not the first."""
    tokens = segment.split()
    if not tokens or not tokens[0].istitle() or tokens[0].casefold() not in words.by:
        return segment
    return " ".join([token.lower() if token.lower() in words.filing else token for token in tokens])


def _piece_around(text: str, at: int, match: TimestampMatch) -> tuple[int, int]:
    """Return where the piece of a line begins and ends that holds a timestamp, behind an offset."""
    start = max((found.end() for found in _PARTED.finditer(text, at, match.start)), default=at)
    behind = _PARTED.search(text, match.end)
    return start, behind.start() if behind is not None else len(text)


def _is_later(match: TimestampMatch, previous: TimestampMatch) -> bool:
    """Return whether the second of two dates that touch is the update: some themes print the update first."""
    if not (match.is_complete_date and previous.is_complete_date):
        return True
    try:
        second, first = (dt.date(day.year or 1, day.month or 1, day.day or 1) for day in (match, previous))
    except ValueError:  # a day that its month has not
        return True
    return second >= first - SAME_DAY


def _is_vague(name: str, segments: Sequence[str], words: CreditWords) -> bool:
    """True for one word that stands right before the date, and words before a number that does not count comments."""
    if is_unspaced(name) or line_key(name) in words.badges:
        return False
    if " " not in name and len(segments) > 1 and segments[0].strip() == name:
        return True
    behind = next((segment.partition(name)[2].lstrip() for segment in segments if name in segment), "")
    counted = behind.split(None, 2)[1:2]
    return behind[:1].isdigit() and (not counted or line_key(counted[0]) not in words.nouns)


def may_start(text: str, words: CreditWords) -> bool:
    """Return whether a line begins with words of a byline that mean nothing else: "Posted by"."""
    return lowered(text).startswith(words.longs)


def may_say(text: str, words: CreditWords, *, opens: bool) -> bool:
    """Return whether a sentence may say who wrote the post, or when where it `opens` the text: the cheap question."""
    head = text[:MAX_DATELINE]
    if opens and has_digit(head) and not _DASHES.isdisjoint(text[: 2 * MAX_DATELINE]):
        return True
    return not words.callers.isdisjoint(lowered(head).split())


def read_dateline(text: str, reader: DateReader) -> TimestampMatch | None:
    """Return the date that opens a paragraph as news agencies open theirs: "Berlin, May 3, 2012 - The minister ..."."""
    if not has_digit(text[:MAX_DATELINE]):
        return None
    match = find_timestamp(text[:MAX_DATELINE], reader, 0)
    if match is None or not match.is_complete_date or match.start > MAX_PLACE:
        return None
    before, behind = text[: match.start].strip(OUTER), text[match.end :].lstrip(" )\u00a0")
    is_place = before.count(" ") < 3 and not any(word.islower() for word in before.split())
    return match if is_place and behind[:1] in _DASHES and behind[1:2].isspace() else None


def read_sentence(text: str, words: CreditWords) -> Credits | None:
    """Return whom a sentence credits: "This was written by Ann Lee", "This is a guest post by Ann"."""
    lower = lowered(text[:MAX_DATELINE])
    for head in words.longs if not words.callers.isdisjoint(lower.split()) else ():
        at = f" {lower}".find(f" {head} ")
        is_said = at > 0 and lower.count(" ", 0, at) < MAX_OTHER
        if is_said or (not at and head.count(" ") >= GUEST_WORDS - 1):
            named = cut_tail(SENTENCE_END.split(text[at + len(head) :])[0].split(",")[0], words)
            names, _ = split_authors(named, words)
            if names and all(is_full_name(name) if is_said else is_person(name, words, called=True) for name in names):
                return Credits((), names, None, is_sure=True)
    return None


def _count(segments: Iterable[str], words: CreditWords) -> int | None:
    """Return the number of comments that a credit line counts."""
    for segment in segments:
        for found in _NUMBERED.finditer(segment) if has_digit(segment) else ():
            if line_key(found[2]) in words.nouns:
                return int(found[1])
    return None


def _says_posted(before: str, words: CreditWords) -> bool:
    """True for "Posted on" and "Published:" before a date, not "on" alone."""
    size = _opening(before, words.posted, words.daters)
    return size > 1 or (size == 1 and line_key(before.split()[-1]) not in words.on) or _glued_opening(before, words) > 0


def _glued_opening(before: str, words: CreditWords) -> int:
    """Return how many characters of words before a date touch what stands before them, in scripts without spaces."""
    before = before.rstrip()
    if not before or not is_unspaced(before[-1]):
        return 0
    return max((len(phrase) for phrase in words.posted if before.endswith(phrase)), default=0)


def _opening(before: str, openings: frozenset[str], daters: frozenset[str]) -> int:
    """Return how many of the words right before a date are one of some openings, 0 where none is."""
    words = line_key(before).split()
    if not words or words[-1] not in daters:
        return 0
    sizes = range(min(len(words), 5), 0, -1)
    return next((size for size in sizes if line_key(" ".join(words[-size:])) in openings), 0)


def _without_opening(before: str, words: CreditWords) -> str:
    """Cut "Date of publication:" before a date: neither a name nor a topic."""
    size = _opening(before, words.posted | words.updated, words.daters)
    if not size and (glued := _glued_opening(before, words)):
        return before.rstrip()[:-glued]
    return before.rsplit(None, size)[0] if 0 < size < len(before.split()) else "" if size else before
