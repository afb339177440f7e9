"""The grammar of a line that says who and when, whether it heads a comment or credits a post.

::

    line  = piece { (date | separator) piece }          "Posted on May 3, 2012 by Ann Lee in Travel · 7 comments"
    piece = [opening] [name] [closing] [rest]
    opening: "Posted by", "Comment from", "Author:", "on"; what stands before a name or a date
    closing: "says", "tarafından gönderildi", a connector before the date, a badge
    rest:    a category behind "in", a number and what it counts, an account, links, the next sentence

`phrases` holds the words of the openings and closings, `pieces` cuts them off, `persons` judges what is left, and
`topics` reads the rest. The place decides how much that must be. Above a comment (`read_beside`, `said_by`) little but
a name can stand beside a date or a verb: openings, closings and links are cut off both ends until nothing is left to
cut, and what remains is the name, however odd. In a post's credit line (`read_credits`) most pieces are no names: one
behind an opening or before a closing that calls it the author's is sure; without these, the first piece that a person's
name can be is taken beside a date (`find_names`), or alone on its line (`read_names`).

Whether a line belongs to the post or to a comment at all is for the caller, who knows where it stands. It is wrong
where a category stands between the separators as a name would; the caller prefers sure names.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Self

import attrs

from blogparse.credits.persons import MAX_PERSON_WORDS, is_person, split_authors
from blogparse.credits.phrases import LineWords, may_label
from blogparse.credits.pieces import (
    MAX_CUT,
    PIECE,
    PROSE,
    closing,
    count_in,
    cut_avatar,
    cut_byline,
    cut_inner_byline,
    cut_label,
    cut_tail,
    ending,
    is_label,
    is_opening,
    may_be_separated,
    opening,
    opens_long,
    split_pieces,
    tidy_line,
    without_count,
    without_counts,
    without_dater,
    without_first,
    without_last,
    without_links,
    without_number,
)  # fmt: skip
from blogparse.credits.topics import MAX_OTHER, SENTENCE_END, split_topics, topics_behind
from blogparse.dates import DateReader, TimestampMatch, find_timestamp
from blogparse.text import (
    MAX_PERSON,
    OUTER,
    collapse_repetition,
    has_digit,
    is_full_name,
    is_name,
    is_unspaced,
    late_regex,
    line_key,
    lowered,
    trim_name,
    words_of,
)  # fmt: skip

GUEST_WORDS: Final = 4  # "this is a guest post by": fewer, "an article by", may be said of another's
MAX_DATELINE: Final = 60  # characters of a paragraph in which the date that opens it stands
MAX_PLACE: Final = 24  # characters of a place before that date
# "2019-07-21に投稿": what touches a date is its verb
_SUFFIX: Final = late_regex(r"\A\p{Hiragana}[\p{Hiragana}\p{Han}]*+")
_DASHES: Final = frozenset("-–—|·•")
MAX_DATES: Final = 4  # a line with more is a list of dates
MAX_FILED: Final = 5  # words behind a date that file a post, where nothing else says that it is posted
MAX_PREPOSITION: Final = 4  # characters of "on", "dana"
MAX_BARE: Final = 4  # words of a name that nothing calls the author's
LEAST_GLUED: Final = 4  # characters of a verb that touches a name: shorter ones end ordinary words, "credit:"
SAME_DAY: Final = dt.timedelta(days=1)  # an article that is set to appear is last touched on the day before
_SYMBOLS: Final = late_regex(r"\A\s*+[^\p{L}\p{N}\s(\"'“„«@#]++\s++")  # "≈ Ann": what a theme draws before a name


# --- above a comment -------------------------------------------------------------------------------------------------


class Beside(NamedTuple):
    """The words on one side of a date that may be a name, and whether a link, and a verb, were cut off them."""

    text: str = ""
    chrome: bool = False
    verb: bool = False


def read_beside(text: str, words: LineWords) -> Beside:
    """Read what stands on one side of a date: a name without the links, connectors, badges and verbs around it."""
    if not text.strip(OUTER):
        return Beside()
    text = trim_name(text)
    key = line_key(text)
    if not key or (not key[0].isalnum() and key in words.joints):
        return Beside()  # marks, or the "@" before a time on a line of its own
    if words.stands_beside_dates(key):
        return Beside(text) if key in words.anonymous else Beside(chrome=True)
    chrome = False
    if may_be_separated(text):
        text, chrome = without_links(text, words)
        if not text:
            return Beside(chrome=True)
    elif text.isascii() and text[0].isalpha():
        said = words_of(key)
        if said[0] not in words.around_names and said[-1] not in words.around_names:
            return Beside(text)  # a name and nothing else, as most are
    found = _peel(text, words)
    key = line_key(found.text)
    if not key or (words.stands_beside_dates(key) and key not in words.anonymous):
        return Beside("", chrome=True, verb=found.verb)
    return found._replace(chrome=found.chrome or chrome)


def said_by(text: str, words: LineWords, *, is_glued: bool = False) -> str:
    """Return the name in "NAME says:", or "" where the line is more than that; `is_glued` reads "NAMEsays:" too."""
    bare = text.rstrip(OUTER)
    if is_glued:
        tail = next((tail for tail in ending(bare, words.verbs) if len(tail) >= LEAST_GLUED), "")
        return trim_name(bare[: -len(tail)]) if tail else ""
    found = _peel(trim_name(text), words, speaks=True)
    return cut_avatar(found.text, words) if found.verb else ""


def _peel(text: str, words: LineWords, *, speaks: bool = False) -> Beside:
    """Cut phrases, connectors and badges off both ends of what stands beside a date, until there is none.

    Where somebody `speaks`, one phrase is cut off each end, and no word alone, which may be the name's ("From Waste to
    Wind says"), unless it is one of a pair.
    """
    chrome = verb = introduced = False  # behind "by", a name may begin with a word such as "le"
    while text.strip(OUTER) and text.split():
        before = text
        bare = text.rstrip(OUTER)  # as the phrase "said(a)" lost its bracket
        if tail := closing(bare, words.verbs):
            text, verb = trim_name(bare[: -len(tail)]), True
        elif not speaks:
            text, is_badge = without_last(text, words)
            chrome = chrome or is_badge
        head = opening(text, words.speakers)
        if head and not (speaks and verb and " " not in head and head.casefold() not in words.framing):
            text, introduced, verb = trim_name(text[len(head) :]), True, verb or speaks or " " in head
        elif not (introduced or speaks):
            text = without_first(text, words)
        if speaks or text == before:
            break
    return Beside(text, chrome, verb)


# --- beside a post ---------------------------------------------------------------------------------------------------


@attrs.frozen(slots=True)
class Credits:
    """What a line credits: dates in order, with whether each is an update; names, with whether the line says "by".

    `is_posted` tells that the line says in several words what it is: "Posted by Ann", "Published on May 3, 2012".
    `is_vague` tells that the name may as well be something else: "Published 2012-05-03" in a language that nobody here
    speaks, "read" of "read 344 times", or words in small letters behind "by".
    """

    dates: tuple[tuple[TimestampMatch, bool], ...] = ()
    names: tuple[str, ...] = ()
    affiliation: str | None = None
    is_sure: bool = False
    topics: tuple[str, ...] = ()
    count: int | None = None
    is_posted: bool = False
    is_vague: bool = False

    @classmethod
    def of_date(cls, match: TimestampMatch) -> Self:
        """Return what a line credits that has a date and nothing else."""
        return cls(((match, False),))

    @classmethod
    def of_names(cls, *names: str) -> Self:
        """Return what a line credits that has names and nothing else, and does not call them the authors."""
        return cls((), names)


NOTHING: Final = Credits()


def read_credits(text: str, words: LineWords, reader: DateReader, known: TimestampMatch | None = None) -> Credits:
    """Return the dates and names that a line credits; empty where it credits nothing.

    `known` is the first timestamp of the line, where the caller has it.
    """
    tidied = tidy_line(text, words)
    match = known if known is not None and tidied == text else find_timestamp(tidied, reader)
    text = tidied
    dates: list[tuple[TimestampMatch, bool]] = []
    segments: list[str] = []
    at = 0
    poster = ""
    is_posted = opens_long(text, words)
    while match is not None and len(dates) < MAX_DATES:
        start, end = match.start, match.end
        if match.relative is not None and dates:  # "2 min read": how long, not when
            start = max((found.end() for found in PIECE.finditer(text, at, start)), default=at)
            behind = PIECE.search(text, end)
            end = behind.start() if behind is not None else len(text)
            segments.append(text[at:start])
        else:
            before = text[at:start]
            said, phrase = _without_dating(before, words)
            is_update = phrase in words.updated
            is_told = phrase in words.posted and _is_verb(phrase, words)
            if is_told and not dates:
                poster = said.strip()  # "Ann posted on May 3, 2012"
            is_posted = is_posted or is_told
            if dates and not (before.strip(OUTER) or is_update or dates[-1][1]):
                previous = dates[-1][0]
                is_update = _is_later(match, previous)
                dates[-1] = (previous, not is_update)
            segments.append(said)
            dates.append((match, is_update))
        at = end
        match = find_timestamp(text, reader, at) if has_digit(text[at:]) else None
    segments.append(_in_small(_SUFFIX.sub("", text[at:]), words) if dates else text[at:])
    named = find_names(segments, words, is_dated=bool(dates), poster=poster)
    names, is_sure = named.names, named.is_sure
    is_odd = not is_sure and len(names) == 1 and names[0] != poster and _is_vague(names[0], segments, words)
    is_line = is_sure or is_posted or segments[-1].count(" ") <= MAX_FILED  # more goes on about the day
    topics = split_topics(segments[-1], words) if dates and is_line else ()
    if dates and not topics and may_label(segments[0], words) and words.topics.match(segments[0].lstrip()):
        topics = split_topics(segments[0], words)
    if dates and not topics and is_sure:
        topics = topics_behind(names[-1], segments[-1], words)
    return attrs.evolve(
        named, dates=tuple(dates), is_posted=is_posted, count=count_in(" · ".join(segments), words),
        is_vague=is_odd or (named.is_vague and not (is_posted and dates)),
        topics=tuple(topic for topic in topics if topic not in names),  # a word behind a date may lead to the author
    )  # fmt: skip


def _without_dating(before: str, words: LineWords) -> tuple[str, str]:
    """Return what stands before a date without "Date of publication:" right before it, and these words."""
    bare = before.rstrip(OUTER)
    phrase = closing(bare, words.dating)
    return (trim_name(bare[: -len(phrase)]), phrase) if phrase else (before, "")


def _is_verb(phrase: str, words: LineWords) -> bool:
    """True for "posted" and "發表於" before a date, not for "on", which stands before much else."""
    return phrase not in words.on or len(phrase) > (1 if is_unspaced(phrase) else MAX_PREPOSITION)


def _in_small(segment: str, words: LineWords) -> str:
    """Return what follows a date with its small words in lower case, as in "By Ann In Travel", behind the name."""
    tokens = segment.split()
    if not tokens or not tokens[0].istitle() or tokens[0].casefold() not in words.by:
        return segment
    return " ".join([*tokens[:2], *(token.lower() if token.lower() in words.filing else token for token in tokens[2:])])


def _is_later(match: TimestampMatch, previous: TimestampMatch) -> bool:
    """Return whether the second of two dates that touch is the update: some themes print the update first."""
    if not (match.is_complete_date and previous.is_complete_date):
        return True
    try:
        second, first = (dt.date(day.year or 1, day.month or 1, day.day or 1) for day in (match, previous))
    except ValueError:  # a day that its month has not
        return True
    return second >= first - SAME_DAY


def _is_vague(name: str, segments: Sequence[str], words: LineWords) -> bool:
    """True for one word that stands right before the date, and words before a number that does not count comments."""
    if is_unspaced(name) or line_key(name) in words.badges:
        return False
    if " " not in name and len(segments) > 1 and segments[0].strip() == name:
        return True
    behind = next((segment.partition(name)[2].lstrip() for segment in segments if name in segment), "")
    counted = behind.split(None, 2)[1:2]
    return behind[:1].isdigit() and (not counted or line_key(counted[0]) not in words.nouns)


def find_names(segments: Iterable[str], words: LineWords, *, is_dated: bool, poster: str = "") -> Credits:
    """Return the names in a line, cut at its dates: behind the words of a byline, or else alone between separators.

    `poster` is what stands before a verb of posting, if anything does.
    """
    *before, last = segments
    pieces = [without_dater(piece) for segment in before for piece in split_pieces(segment, words)]
    pieces = [without_number(piece, words) for piece in (*pieces, *split_pieces(last, words))]
    for read in (cut_byline, cut_label, cut_inner_byline) if is_dated else (cut_byline,):
        for piece in pieces:
            named = read(piece, words)
            if not named or named.split(None, 1)[0] in words.joins:  # "by and large"
                continue
            is_long = opens_long(piece, words)
            if not (is_dated or is_long) and (PROSE.search(piece) or piece.count(" ") - named.count(" ") > MAX_CUT):
                continue  # "From Firefox 85 on you can now ..."
            names, affiliation = split_authors(named, words)
            # names behind several words are written as one likes: "posted by der Michel", not "by the way"
            is_called = is_long and piece.count(" ") <= MAX_PERSON_WORDS + 2
            if names and (is_called or is_person(names[0], words, called=True)):
                return Credits((), names, affiliation, is_sure=True)
            if len(names) == 1 and named.islower() and is_person(named.title(), words, called=True):
                return Credits((), names, is_sure=True, is_vague=True)  # a theme, or its owner, writes names so
    return Credits.of_names(*next(_bare_names(pieces, words, poster), ()))


def _bare_names(pieces: Iterable[str], words: LineWords, poster: str = "") -> Iterator[tuple[str, ...]]:
    """Yield what of each piece can be a name, or names: full ones, where it is a list."""
    for piece in pieces:
        if piece.lstrip()[:1] == "#" or piece.rstrip()[-1:] in ":：":
            continue  # a tag, a label
        name = collapse_repetition(trim_name(_SYMBOLS.sub("", without_counts(piece, words)).strip("@ ")))
        if is_person(name, words, called=name == poster):
            names, affiliation = split_authors(name, words)
            everyone = [*names, affiliation] if affiliation else names
            is_list = len(everyone) > 1  # of names, not "Science and Engineering", "Thoughts, Technology"
            if names and names[0].count(" ") < MAX_BARE and not (is_list and not all(map(is_full_name, everyone))):
                yield names


def read_names(text: str, words: LineWords) -> Credits:
    """Return the names that a line consists of, where nothing calls them the author's; empty where it is none."""
    text = tidy_line(text, words)
    pieces = split_pieces(text, words)
    if len(pieces) != 1 or without_count(text) != text:
        return NOTHING  # "The World's 50 best restaurants"
    return Credits.of_names(*next(_bare_names(pieces, words), ()))


def read_labelled(text: str, words: LineWords) -> Credits:
    """Return the name behind a label in a line without a date: "Author Ann Lee", "Tags: scale. Author: Ann"."""
    pieces = split_pieces(tidy_line(text, words), words)
    for piece in (part for whole in pieces for part in (without_number(whole, words), whole.rpartition(". ")[2])):
        name = cut_label(piece, words)
        if name[:1].islower() or not name:  # "Author guidelines"
            name = cut_byline(piece, words) if ":" in piece or opens_long(piece, words) else ""
        if name.count(" ") < MAX_BARE and is_person(name, words, called=True):
            return Credits((), (name,), is_sure=True)
    return NOTHING


def read_named(text: str, label: str, words: LineWords) -> Credits | None:
    """Return what the line below such words names; None where it is no name."""
    named = collapse_repetition(trim_name(text.replace("**", "")))
    # "Posted by" and "Author:" stand before a name however it is written, "by" alone before other things as well
    is_odd = is_label(label) and is_name(named) and len(named) <= MAX_PERSON and line_key(named) not in words.chrome
    if not (is_person(named, words, called=True) or is_odd) or is_opening(named, words):
        return None
    names, affiliation = split_authors(named, words)
    return Credits((), names, affiliation, is_sure=True) if names else None


# --- in prose --------------------------------------------------------------------------------------------------------


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
