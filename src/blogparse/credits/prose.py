"""What a sentence says of the post: the date that opens it, who wrote it."""

from typing import Final

from blogparse.credits.line import Credits
from blogparse.credits.persons import is_person, split_authors
from blogparse.credits.phrases import LineWords
from blogparse.credits.pieces import cut_tail
from blogparse.credits.topics import MAX_OTHER, SENTENCE_END
from blogparse.dates import DateReader, TimestampMatch, find_timestamp
from blogparse.text import OUTER, has_digit, is_full_name, lowered

GUEST_WORDS: Final = 4  # "this is a guest post by": fewer, "an article by", may be said of another's
MAX_DATELINE: Final = 60  # characters of a paragraph in which the date that opens it stands
MAX_PLACE: Final = 24  # characters of a place before that date
_DASHES: Final = frozenset("-–—|·•")


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


def read_sentence(text: str, words: LineWords) -> Credits | None:
    """Return whom a sentence credits: "This was written by Ann Lee", "This is a guest post by Ann"."""
    lower = lowered(text[:MAX_DATELINE])
    for head in words.longs if not words.callers.isdisjoint(lower.split()) else ():
        at = f" {lower}".find(f" {head} ")
        is_said = at > 0 and lower.count(" ", 0, at) < MAX_OTHER
        if is_said or (not at and head.count(" ") >= GUEST_WORDS - 1):
            named = cut_tail(SENTENCE_END.split(text[at + len(head) :])[0].split(",")[0], words)
            names, _ = split_authors(named, words)
            if names and all(is_full_name(name) if is_said else is_person(name, words, called=True) for name in names):
                return Credits((), names, is_sure=True)
    return None
