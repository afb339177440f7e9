"""Read who and when out of one line of a post's frame: "Posted on May 3, 2012 by Ann Lee in Travel · 7 comments".

A credit line is made of pieces between separators and dates. A piece that opens with a byline's words ("by", "written
by", "von") holds names for sure, and so does one that has them inside, beside a date; the words beside a date alone may
be a name. Labels that a renderer glued to their neighbours ("2016AuteurAnnCategorieën") are parted first. Whether the
line belongs to the post at all is for the caller, who knows where it stands.

It takes a category for a name where nothing but separators stands around it; the caller prefers sure names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs
import regex

from blogparse.letters import is_name, trim_name
from blogparse.names import (
    MAX_NAME,
    MAX_NAME_WORDS,
    PROSE,
    cut_tail,
    is_full_name,
    is_person,
    is_phrase,
    once,
    split_authors,
    trim_login,
    without_count,
)
from blogparse.phrases import PIECE, CreditWords, is_interface, may_label, with_plain_colon, without_endings
from blogparse.timestamps import DateReader, TimestampMatch, find_timestamp, join_time
from blogparse.vocabulary import OUTER, has_digit, is_unspaced, line_key, lowered

MAX_DATES: Final = 4  # a line with more is a list of dates
MAX_CUT: Final = 8  # words cut behind a name where there is no date: more are a sentence
MAX_DATELINE: Final = 60  # characters of a paragraph in which the date that opens it stands
MAX_PLACE: Final = 24  # characters of a place before that date
MAX_OTHER: Final = 4  # words before what is looked for: "was written by" in a sentence, "and tagged" among topics
MAX_FILED: Final = 5  # words behind a date that file a post, where nothing else says that it is posted
MAX_UNSPACED: Final = 8  # characters of such a name where no blank parts words
MAX_TOPIC: Final = 60  # characters
MAX_TOPIC_WORDS: Final = 7
MAX_BARE: Final = 4  # words of a name that nothing calls the author's
SAME_DAY: Final = dt.timedelta(days=1)  # an article that is set to appear is last touched on the day before

_GLUED: Final = re.compile(
    r"""
      (?<!\d) ((?:19|20)\d\d)                  # a year that touches
      (?= \d{1,2} (?: [./-] | [ ] [^\W\d_] )   # the day of the next date
        | [^\W\d_]{3,} )                       # or a word
    """,
    re.VERBOSE,
)
_SEAM: Final = regex.compile(r"(?<=[\p{Ll}\p{Lo}\p{N}\)])(?=\p{Lu})|(?<=\p{N})(?=\p{Lo})")  # where words may touch
_SEPARATORS: Final = frozenset("|·•∙⋅~/»«;\t—–-_[]()")  # some of which `PIECE` has in every match, but for white space
_PARTED: Final = regex.compile(r"[|·•∙⋅/;\t—–]|\s-\s")
_EDGES: Final = " \t~-–—|·•»*>:,_"  # beside a byline
_STRONG: Final = regex.compile(r"\*{2,}\s*+")  # Markdown: "Von **Ann Lee **"
_ASIDE: Final = regex.compile(r"\s*+\([^()]{1,60}\)(?=\s*+(?:,|\p{L}++\s++\p{Lu}))")  # "Ann Lee (Oslo) and Bo Berg"
_SYMBOLS: Final = regex.compile(r"\A\s*+[^\p{L}\p{N}\s(\"'“„«@#]++\s++")  # "≈ Ann": what a theme draws before a name
_DASHES: Final = frozenset("-–—|·•")
_NUMBERED: Final = regex.compile(r"(?<![\w.,])(\d{1,6})\s++([\p{L}]++)")
_ENDED: Final = regex.compile(r"[.!?](?:\s|\Z)|\s[|·•—–]\s?|[\[\]()]")
_OWNED: Final = regex.compile(r"\p{L}['’]s\s")  # "Ann's notes" are hers
_TOPICS: Final = regex.compile(r"\s*(?:[,;|•·\n،、]|[\u00a0 ]{2,})\s*|(?<=\S)\s*[#](?=\w)")  # what parts topics
_SLASH: Final = regex.compile(r"\s*/\s*")  # where nothing else does: "8/10" is one


@attrs.frozen(slots=True)
class Credits:
    """What a line credits: dates in order, with whether each is an update; names, with whether the line says "by".

    `is_posted` tells that the line says in several words what it is: "Posted by Ann", "Published on May 3, 2012".
    `is_vague` tells that the name may as well be something else: "Published 2012-05-03" in a language that nobody here
    speaks, "read" of "read 344 times", or words in small letters behind "by".
    """

    dates: tuple[tuple[TimestampMatch, bool], ...]
    names: tuple[str, ...]
    affiliation: str | None
    is_sure: bool
    topics: tuple[str, ...] = ()
    count: int | None = None
    is_posted: bool = False
    is_vague: bool = False

    @classmethod
    def of_date(cls, match: TimestampMatch) -> Credits:
        """Return what a line credits that has a date and nothing else."""
        return cls(((match, False),), (), None, is_sure=False)

    @classmethod
    def of_names(cls, *names: str) -> Credits:
        """Return what a line credits that has names and nothing else, and does not call them the authors."""
        return cls((), names, None, is_sure=False)


NOTHING: Final = Credits.of_names()


def may_matter(text: str, key: str, words: CreditWords, *, glued: bool) -> bool:
    """Tell whether a line has a word of a byline, of an opening or of a dateline.

    It is the cheapest question, and most lines are not asked another. `glued` asks for words that touch as well.
    """
    if not words.hints.isdisjoint(key.split()) or (not key.isascii() and key.startswith(words.starts)):
        return True
    return key.endswith(words.tails) or is_glued(text) or (glued and _SEAM.search(text) is not None)


def may_credit(text: str, words: CreditWords) -> bool:
    """Tell whether a line, or what stands behind a separator in it, begins or ends with the words of a byline.

    It is the cheap question before a line is read.
    """
    lower = lowered(text).strip(_EDGES)
    if lower.startswith(words.starts) or lower.endswith(words.tails):
        return PROSE.search(text) is None
    if not words.edges.isdisjoint(lower.split()) and not _SEPARATORS.isdisjoint(text):
        pieces = _pieces(lower, words)
        if any(piece.startswith(words.starts) or piece.endswith(words.tails) for piece in pieces):
            return PROSE.search(text) is None
    return _SEAM.search(text) is not None and _unglued(text, words) != text


def is_glued(text: str) -> bool:
    """Tell whether a year touches what follows it, as two dates do in "May 3, 2012May 4, 2012"."""
    return ("20" in text or "19" in text) and _GLUED.search(text) is not None


def read_credits(text: str, words: CreditWords, reader: DateReader, known: TimestampMatch | None = None) -> Credits:
    """Return the dates and names that a line credits; empty where it credits nothing.

    `known` is the first timestamp of the line, where the caller has it.
    """
    tidied = _tidied(text, words)
    match = known if known is not None and tidied == text else find_timestamp(tidied, reader)
    text = tidied
    dates: list[tuple[TimestampMatch, bool]] = []
    segments = []
    at = 0
    is_posted = _opens_long(text, words)
    while match is not None and len(dates) < MAX_DATES:
        if match.relative is not None and dates:  # "2 min read": how long, not when
            start, stop = _piece_around(text, at, match)
            segments.append(text[at:start])
            at = stop
            match = find_timestamp(text, reader, at) if has_digit(text[at:]) else None
            continue
        before = text[at : match.start]
        is_posted = is_posted or _says_posted(before, words)
        segments.append(_without_opening(before, words))
        previous = dates[-1][0] if dates else None
        if (
            previous is not None
            and not before.strip(OUTER)
            and previous.is_complete_date
            and not previous.has_time
            and match.has_time
            and match.day is None
        ):
            dates[-1] = (join_time(previous, match), dates[-1][1])
        else:
            is_update = _opening(before, words.updated, words.daters) > 0
            if previous is not None and not before.strip(OUTER) and not is_update and not dates[-1][1]:
                is_first = _is_later(match, previous)
                dates[-1] = (previous, not is_first)
                is_update = is_first
            dates.append((match, is_update))
        at = match.end
        match = find_timestamp(text, reader, at) if has_digit(text[at:]) else None
    segments.append(_in_small(text[at:], words) if dates else text[at:])
    names, affiliation, is_sure, is_small = _names(segments, words, is_dated=bool(dates))
    is_vague = is_small or (not is_sure and len(names) == 1 and _is_vague(names[0], segments, words))
    is_line = is_sure or is_posted or segments[-1].count(" ") <= MAX_FILED  # more goes on about the day
    topics = split_topics(segments[-1], words) if dates and is_line else ()
    if dates and not topics and may_label(segments[0], words) and words.topics.match(segments[0].lstrip()):
        topics = split_topics(segments[0], words)
    if dates and not topics and is_sure:
        topics = _topics_behind(names[-1], segments[-1], words)
    topics = tuple(topic for topic in topics if topic not in names)  # a word behind a date may lead to the author
    count = _count(segments, words)
    return Credits(tuple(dates), names, affiliation, is_sure, topics, count, is_posted, is_vague)


def _in_small(segment: str, words: CreditWords) -> str:
    """Return what stands behind a date with its small words in small letters, where a theme writes "By Ann In Travel".

    Behind "by" at the begin of a line, which is a capital anyway, "In" may be a part of the name.
    """
    tokens = segment.split()
    if not tokens or not tokens[0].istitle() or tokens[0].casefold() not in words.by:
        return segment
    return " ".join([token.lower() if token.lower() in words.filing else token for token in tokens])


def _topics_behind(name: str, segment: str, words: CreditWords) -> tuple[str, ...]:
    """Return the topics behind the last name, which stands behind the date: "May 3, 2012 by Ann Lee in Travel"."""
    rest = segment.partition(name)[2].lstrip(" ,")
    return split_topics(rest, words) if rest.partition(" ")[0] in words.filing else ()


def _piece_around(text: str, at: int, match: TimestampMatch) -> tuple[int, int]:
    """Return where the piece of a line begins and ends that holds a timestamp, behind an offset."""
    start = max((found.end() for found in _PARTED.finditer(text, at, match.start)), default=at)
    behind = _PARTED.search(text, match.end)
    return start, behind.start() if behind is not None else len(text)


def _is_later(match: TimestampMatch, previous: TimestampMatch) -> bool:
    """Tell whether of two dates that touch the second is the update; the earlier day is that of publication.

    Some themes print the update first. An article that was set to appear may have been touched the day before.
    """
    if not (match.is_complete_date and previous.is_complete_date):
        return True
    try:
        second, first = (dt.date(day.year or 1, day.month or 1, day.day or 1) for day in (match, previous))
    except ValueError:  # a day that its month has not
        return True
    return second >= first - SAME_DAY


def _is_vague(name: str, segments: Sequence[str], words: CreditWords) -> bool:
    """Tell one word that stands right before the date, and words before a number that does not count comments."""
    if is_unspaced(name) or line_key(name) in words.badges:
        return False
    if " " not in name and len(segments) > 1 and segments[0].strip() == name:
        return True
    behind = next((segment.partition(name)[2].lstrip() for segment in segments if name in segment), "")
    counted = behind.split(None, 2)[1:2]
    return behind[:1].isdigit() and (not counted or line_key(counted[0]) not in words.nouns)


def _tidied(text: str, words: CreditWords) -> str:
    """Return a line without Markdown, asides and the endings of both genders, its words apart."""
    if is_glued(text):
        text = _GLUED.sub(r"\1 ", text)
    if _SEAM.search(text) is not None:
        text = _unglued(text, words)
    if "**" in text:
        text = _STRONG.sub("", text)
    text = without_endings(text)
    if "(" in text:
        text = _ASIDE.sub("", text)
    return text


def _unglued(text: str, words: CreditWords) -> str:
    """Return a line with its labels apart from what they touch: "2016AuteurAnnTags" is "2016 | Auteur: Ann | Tags"."""
    lower = lowered(text)
    pieces: list[str] = []
    start = 0
    for seam in _SEAM.finditer(text):
        at = seam.start()
        above, below = lower[start:at], lower[at:]
        if below.startswith(words.labels) and _labelled(below, text[at:], words):
            pieces += [text[start:at], " | "]
        elif above.endswith(words.labels) and any(
            above.endswith(label) and not above[: -len(label)][-1:].isalnum() for label in words.labels
        ):
            pieces += [text[start:at], ": " if above.endswith(words.bare) else " "]
        else:
            continue
        start = at
    return "".join([*pieces, text[start:]])


def _labelled(lower: str, text: str, words: CreditWords) -> bool:
    """Tell whether a label that begins a text ends with a word, or touches the next one."""
    for label in words.labels:
        if lower.startswith(label):
            following = text[len(label) : len(label) + 1]
            if not following.isalnum() or following.isupper() or not following.islower():
                return True
    return False


def read_names(text: str, words: CreditWords) -> Credits:
    """Return the names that a line consists of, where nothing calls them the author's; empty where it is none."""
    text = _tidied(text, words)
    pieces = [piece for piece in _pieces(text, words) if piece.strip(OUTER)]
    if len(pieces) != 1 or without_count(text) != text:
        return NOTHING  # "The World's 50 best restaurants"
    return Credits.of_names(*_bare_names(pieces, words))


def may_start(text: str, words: CreditWords) -> bool:
    """Tell whether a line begins with words of a byline that mean nothing else: "Posted by"."""
    return lowered(text).startswith(words.longs)


def may_say(text: str, words: CreditWords, *, opens: bool) -> bool:
    """Tell whether a sentence may say who wrote the post, or when where it `opens` the text: the cheap question."""
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
    """Return whom a sentence says to have written the post.

    "This is a guest post by Ann Lee, who ..." does, and "This article was written by Ann Lee and Bo Berg."
    """
    lower = lowered(text[:MAX_DATELINE])
    if lower.startswith(words.guests):
        for head in words.guests:
            if lower.startswith(f"{head} "):
                named = cut_tail(_ENDED.split(text[len(head) :])[0].split(",")[0], words)
                names, _ = split_authors(named, words)
                is_named = names and all(is_person(name, words, called=True) for name in names)
                return Credits((), names, None, is_sure=True) if is_named else None
    for head in words.said if not words.callers.isdisjoint(lower.split()) else ():
        at = lower.find(f" {head} ")
        if at > 0 and lower.count(" ", 0, at) < MAX_OTHER:
            names, affiliation = split_authors(_ENDED.split(text[at + len(head) + 2 :])[0], words)
            if names and affiliation is None and all(map(is_full_name, names)):
                return Credits((), names, None, is_sure=True)
    return None


def _count(segments: Iterable[str], words: CreditWords) -> int | None:
    """Return the number of comments that a credit line counts."""
    for segment in segments:
        for found in _NUMBERED.finditer(segment) if has_digit(segment) else ():
            if line_key(found[2]) in words.nouns:
                return int(found[1])
    return None


def split_topics(text: str, words: CreditWords) -> tuple[str, ...]:
    """Return the topics behind a preposition or a label inside a line: "in Maps and tagged ponds, errors by Ann".

    >>> from blogparse.phrases import compile_credits
    >>> from blogparse.vocabulary import load_vocabulary
    >>> split_topics("in Maps and tagged ponds, errors by Ann.", compile_credits(load_vocabulary(["en"])))
    ('Maps', 'ponds', 'errors')
    """
    tokens = text.split()
    if not tokens or (tokens[0].casefold() not in words.filing and not may_label(text, words)):
        return ()
    parts = words.topics.split(text.strip())
    head = parts[0].split(None, 1)
    if len(head) < 2 or head[0].casefold() not in words.filing:
        parts = parts[1:]
    else:
        parts[0] = head[1]
    found: list[str] = []
    for part in parts:
        tokens = _without_verb(_ENDED.split(part, maxsplit=1)[0].split(), words)
        stop = next(
            (at for at, word in enumerate(tokens) if word in words.by or (at and word in words.on)), len(tokens)
        )
        listed = list_topics(" ".join(tokens[:stop]), words)
        if len(listed) == 1 and part is not parts[-1] and listed[0].islower() and " " not in listed[0]:
            continue  # "the" of "under the topics A, B"
        found += listed
    return tuple(dict.fromkeys(found))


def _without_verb(tokens: list[str], words: CreditWords) -> list[str]:
    """Cut what a label goes on with before the first topic: "published in" of "This entry was published in Travel"."""
    first = next(
        (at for at, word in enumerate(tokens[:MAX_OTHER]) if word in words.filing or word in words.tagging), -1
    )
    return tokens[first + 1 :] if first > 0 and all(map(str.islower, tokens[:first])) else tokens


def list_topics(text: str, words: CreditWords) -> list[str]:
    """Return the topics that separators part, without the words and links of the page between and behind them.

    >>> from blogparse.phrases import compile_credits
    >>> from blogparse.vocabulary import load_vocabulary
    >>> list_topics("Maps, Old ponds and tagged errors | Leave a comment", compile_credits(load_vocabulary(["en"])))
    ['Maps', 'Old ponds', 'errors']
    """
    found: list[str] = []
    pieces = _TOPICS.split(text.strip(OUTER))
    for piece in pieces if len(pieces) > 1 else _SLASH.split(text):
        tokens = piece.strip(OUTER).split()
        if tokens and tokens[0] in words.joins:  # "and tagged with A"
            last = max((at for at, word in enumerate(tokens[:MAX_OTHER]) if _is_filing(word, words)), default=0)
            del tokens[: last + 1]
        elif len(tokens) > 1 and _is_filing(tokens[0], words) and tokens[1][0].isupper():  # "in Travel"
            del tokens[0]
        if len(tokens) > 2 and tokens[-2].isdecimal() and line_key(tokens[-1]) in words.nouns:
            del tokens[-2:]  # "Travel with 3 comments"
        while tokens and _is_filing(tokens[-1], words):
            tokens.pop()
        joint = next(
            (at for at in range(1, len(tokens) - 1) if all(_is_filing(word, words) for word in tokens[at : at + 2])), 0
        )  # "A and tagged B"
        for part in (tokens[:joint], tokens[joint + 2 :]) if joint else (tokens,):
            topic = " ".join(part).strip(OUTER)
            is_link = " " in topic and is_interface(line_key(topic), words)  # "News" may be a topic
            is_number = sum(map(str.isdigit, topic)) > sum(map(str.isalpha, topic)) and " " in topic
            if topic and len(topic) <= MAX_TOPIC and len(part) <= MAX_TOPIC_WORDS and not (is_link or is_number):
                found.append(topic)
    return found


def _is_filing(word: str, words: CreditWords) -> bool:
    """Tell the small words of a sentence that files a post: "and", "with", "tagged"."""
    return word.islower() and (word in words.joins or word in words.tagging)


def _says_posted(before: str, words: CreditWords) -> bool:
    """Tell "Posted on" and "Published:" before a date from "on" alone."""
    size = _opening(before, words.posted, words.daters)
    return size > 1 or (size == 1 and line_key(before.split()[-1]) not in words.on)


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
    return before.rsplit(None, size)[0] if 0 < size < len(before.split()) else "" if size else before


def _names(
    segments: Iterable[str], words: CreditWords, *, is_dated: bool
) -> tuple[tuple[str, ...], str | None, bool, bool]:
    """Return the names in a line, where they work, whether it calls them the author's, whether in small letters."""
    segments = [segment for segment in segments if segment.strip(OUTER)]
    pieces = [piece for segment in segments for piece in _pieces(segment, words)]
    for read in (cut_byline, _cut_label, _cut_inner_byline) if is_dated else (cut_byline,):
        for piece in pieces:
            named = read(piece, words)
            if not named or named.split(None, 1)[0] in words.joins:  # "by and large"
                continue
            if not is_dated and not _opens_long(piece, words) and _is_prose(piece, named):
                continue
            authors, affiliation = split_authors(named, words)
            if authors and not authors[0][0].isupper() and named.count(" ") > MAX_NAME_WORDS:
                continue  # "from there, with another ..."
            if authors and (is_person(authors[0], words, called=True) or _has_long_head(piece, words)):
                return authors, affiliation, True, False
            if authors and len(authors) == 1 and named.islower() and is_person(named.title(), words):
                return authors, affiliation, True, True  # a theme, or its owner, writes names so
    return _bare_names(pieces, words), None, False, False


def _bare_names(pieces: Iterable[str], words: CreditWords) -> tuple[str, ...]:
    """Return the first piece that can be a name, or names: full ones, where it is a list."""
    for piece in pieces:
        if piece.lstrip()[:1] == "#":
            continue  # a tag
        name = trim_login(once(trim_name(_SYMBOLS.sub("", without_count(piece)).strip("@ "))))
        if is_person(name, words) and not (_ends_with_colon(piece) or _OWNED.search(name)):
            if is_phrase(name.split(), words) or (is_unspaced(name) and len(name) > MAX_UNSPACED):
                continue
            names, affiliation = split_authors(name, words)
            is_list = len(names) > 1 or affiliation is not None
            if is_list and not all(map(is_full_name, [*names, *([affiliation] if affiliation else [])])):
                continue  # "Science and Engineering", "Thoughts, Technology"
            if names and len(names[0].split()) <= MAX_BARE:
                return names
    return ()


def is_label(text: str) -> bool:
    """Tell "Posted by" and "Author:", which stand before names alone, from a bare "by"."""
    return " " in text.strip() or _ends_with_colon(text)


def _ends_with_colon(text: str) -> bool:
    return text.rstrip()[-1:] in {":", "："}


def _pieces(segment: str, words: CreditWords) -> Sequence[str]:
    """Return what the separators of a segment part; a byline that is written with one, "文/Ann", stays whole."""
    if words.parted and lowered(segment).lstrip().startswith(words.parted):
        return [segment]
    return [piece for piece in PIECE.split(segment) if piece.strip(OUTER)]


def cut_byline(text: str, words: CreditWords) -> str:
    """Return what a byline names, or "" for a text that is none.

    >>> from blogparse.phrases import compile_credits
    >>> from blogparse.vocabulary import load_vocabulary
    >>> cut_byline("Posted by Ann Lee in Travel", compile_credits(load_vocabulary(["en"])))
    'Ann Lee'
    """
    text = " ".join(text.split()).lstrip(_EDGES)
    text = with_plain_colon(text) if ":" in text or "：" in text else text
    lower = lowered(text)
    for head, tail in words.around if lower.startswith(words.before) else ():
        if lower.startswith(head) and 0 < (end := lower.find(tail, len(head))) <= len(head) + MAX_NAME:
            return trim_name(text[len(head) : end])
    # a head that touches the name, or its colon, is found among all
    heads = words.heads_of.get(lower.partition(" ")[0], words.heads if lower.startswith(words.heads) else ())
    for head in heads:
        if lower.startswith(head) and (len(text) == len(head) or _ends_word(text, len(head))):
            rest = _without_second_head(text[len(head) :].lstrip(" :：\u00a0"), head)
            return cut_tail(rest, words) if rest else ""
    for tail in words.tails if lower.endswith(words.tails) else ():
        if lower.endswith(tail) and (lower[: -len(tail)][-1:].isspace() or is_unspaced(tail)):
            first, _, others = trim_name(text[: -len(tail)]).partition(" ")
            return others if others and first in words.on else f"{first} {others}".rstrip()
    return ""


def _cut_label(text: str, words: CreditWords) -> str:
    """Return what a label names that has no colon, beside a date: "Autor Ann Lee"."""
    text = text.strip(_EDGES + ".")
    if not text:
        return ""
    lower = lowered(text)
    for label in words.bare if lower.startswith(words.bare) else ():
        if lower.startswith(label) and text[len(label) : len(label) + 1].isspace():
            return cut_tail(text[len(label) :], words)
    for word in words.by if is_unspaced(text) and len(text) <= MAX_UNSPACED else ():
        if lower.startswith(word):
            return text[len(word) :]  # scripts without spaces: "2012年12月23日由老张"
    return ""


def _without_second_head(rest: str, head: str) -> str:
    """Return what follows "by", where a theme and its author both wrote it: "Posted by By Ann"; but "von von Berg"."""
    again = head.rsplit(None, 1)[-1]
    first, _, others = rest.partition(" ")
    return others.lstrip() if others and first.casefold() == again and first[0].isupper() else rest


def ends_with_opening(text: str, words: CreditWords) -> bool:
    """Tell whether a line ends with words that stand before a name, a date or a category: "Written by", "am"."""
    key = line_key(without_endings(text))
    if key in words.openings or key.rpartition(" ")[2] in words.on:
        return True
    return key.endswith(words.said) and any(key.endswith(f" {head}") for head in words.said)


def is_opening(text: str, words: CreditWords) -> bool:
    """Tell whether a line has the words before a name and nothing else: "Posted by", "Autor(in):"."""
    return line_key(without_endings(text)) in words.openings


def read_named(text: str, opening: str, words: CreditWords) -> Credits | None:
    """Return what the line below such words names; None where it is no name."""
    named = once(trim_name(_STRONG.sub("", text)))
    # "Posted by" and "Author:" stand before a name however it is written, "by" alone before other things as well
    is_odd = is_label(opening) and is_name(named) and len(named) <= MAX_NAME and line_key(named) not in words.chrome
    if not (is_person(named, words, called=True) or is_odd) or is_opening(named, words):
        return None
    names, affiliation = split_authors(named, words)
    return Credits((), names, affiliation, is_sure=True) if names else None


def _has_long_head(text: str, words: CreditWords) -> bool:
    """Tell "posted by der Michel" from "by the way": behind several words a name may be written as its owner likes."""
    return text.count(" ") <= MAX_NAME_WORDS + 2 and _opens_long(text, words)


def _is_prose(text: str, named: str) -> bool:
    """Tell "from one to the next. There ..." and "From Firefox 85 on you can now ..." from bylines."""
    return PROSE.search(text) is not None or text.count(" ") - named.count(" ") > MAX_CUT


def _opens_long(text: str, words: CreditWords) -> bool:
    """Tell whether several words that mean nothing else open a byline: "posted by"."""
    return line_key(text).startswith(words.longs)


def _ends_word(text: str, at: int) -> bool:
    """Tell whether a word ends at an offset: beside white space and marks, or before a glued name."""
    if not text[at].isalnum() or not text[at - 1].isalnum():
        return True
    if is_unspaced(text[at - 1]):
        return not is_unspaced(text[at])
    return at > 1 and text[at - 1].islower() and text[at].isupper()


def _cut_inner_byline(text: str, words: CreditWords) -> str:
    """Return the names beside "by" inside a dateline: "Posted in Travel by Ann", "Ann Lee tarafından gönderildi"."""
    tokens = text.split()
    for at, token in enumerate(tokens[1:-1], 1):
        word = token.rstrip(":：") if token[-1] in ":：" else token
        if word not in words.by and not (word != token and lowered(word) in words.by):
            continue
        if word in words.tails:
            first = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i] in words.on or tokens[i].islower()), 0)
            return " ".join(tokens[first:at])
        if len(tokens) != 3 or not tokens[0][0].isupper():  # "Reggio di Calabria"
            return cut_tail(" ".join(tokens[at + 1 :]), words)
    return ""


__all__ = ["Credits", "cut_byline", "is_person", "read_credits", "split_authors"]
