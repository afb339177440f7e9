"""Read who and when out of one line of a post's frame: "Posted on May 3, 2012 by Ann Lee in Travel · 7 comments".

A credit line is made of pieces between separators and dates. A piece that opens with a byline's words ("by", "written
by", "von") holds names for sure; the words beside a date may hold one. What follows a name (a preposition and a
category, a number and a noun) is cut. Whether the line belongs to the post at all is for the caller, who knows where
it stands.

It is wrong where a name holds such a preposition ("Ann in Wonderland"), and it takes a category for a name where
nothing but separators stands around it; the caller prefers sure names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import attrs
import regex

from blogparse.letters import is_name, trim_name
from blogparse.timestamps import DateReader, TimestampMatch, find_timestamp, join_time
from blogparse.vocabulary import (
    OUTER,
    Role,
    Vocabulary,
    count_key,
    has_digit,
    is_unspaced,
    line_key,
    lowered,
)

MAX_DATES: Final = 4  # a line with more is a list of dates
MAX_NAME_WORDS: Final = 6
MAX_NAME: Final = 50  # characters: more is a sentence or a headline
MAX_CUT: Final = 8  # words cut behind a name where there is no date: more are a sentence
MAX_DATELINE: Final = 60  # characters of a paragraph in which the date that opens it stands
MAX_PLACE: Final = 24  # characters of a place before that date
GUEST_WORDS: Final = 4  # "this is a guest post by": fewer, "an article by", may be said of another's
MAX_PARTICLE: Final = 5  # characters of a word in small letters inside a name: "von", "della"
MAX_CHROME: Final = 5  # words of a phrase of the interface behind a name: more are part of nothing else

_GLUED: Final = regex.compile(
    r"""
      (?<= (?<!\d) (?:19|20)\d\d )             # a year that touches
      (?= \d{1,2} (?: [./-] | [ ] [^\W\d_] )   # the day of the next date
        | [^\W\d_]{3,} )                       # or a word
    """,
    regex.VERBOSE,
)
_PIECE: Final = regex.compile(r"\s*+[|·•∙⋅~/»«;\t—–]\s*+|\s*+_{2,}\s*+|\s{3,}|\s-\s|[\[\]()]")
_SEPARATORS: Final = frozenset("|·•∙⋅~/»«;\t—–-_[]()")  # some of which `_PIECE` has in every match, but for white space
_EDGES: Final = " \t~-–—|·•»*>:,_"  # beside a byline
_STRONG: Final = regex.compile(r"\*{2,}\s*+")  # Markdown: "Von **Ann Lee **"
_ENDING: Final = regex.compile(  # "Napsal(a)", "Autor/in", "Autor*in", "Auteur(s)": the endings of both genders
    r"(?<=\p{L}{3})(?:\(\p{L}{1,5}\)|[/*_·]-?\p{Ll}{1,5}(?!\p{L}))"
)
_BRACKETS: Final = frozenset("(/*_·")  # with which `_ENDING` begins
_COLON: Final = regex.compile(r"\s*+[:：]")
_SYMBOLS: Final = regex.compile(r"\A\s*+[^\p{L}\p{N}\s(\"'“„«@#]++\s++")  # "≈ Ann": what a theme draws before a name
_LABELS: Final = regex.compile(
    r"""
    \s*+ (?P<first> \p{L}++ )
    (?: \s*+ [/&+] \s*+ | \s++ (?P<join> \p{L}++ ) \s++ )
    (?P<second> \p{L}++ )
    (?: (?= \s*+ [:：] ) | (?= \s++ (?P<by> \p{L}++ ) \s ) )
    """,
    regex.VERBOSE,
)
_DASHES: Final = frozenset("-–—")
_CODE: Final = frozenset("={}<>\\")  # of addresses, which stand for pictures without a text
_PROSE: Final = regex.compile(r"\p{Ll}{3}[.!?]\s+\p{Lu}")  # a sentence ends inside
_COUNTED: Final = regex.compile(r"\s+[(\[]?\d[\d.,]*+\s*+(?:\p{L}.*+|[)\]].*+)?\Z", regex.DOTALL)
_NUMBERED: Final = regex.compile(r"(?<![\w.,])(\d{1,6})\s++([\p{L}]++)")
_ENDED: Final = regex.compile(r"[.!?](?:\s|\Z)|\s[|·•—–]\s?|[\[\]()]")
_LISTED: Final = regex.compile(r"\s*+[,;/]\s*+")
_CREDENTIAL: Final = regex.compile(r"[A-Z][A-Za-z.]{0,2}[A-Z.](?:[ /-][A-Z][A-Za-z.]{0,2}[A-Z.])*+")


@attrs.frozen(slots=True)
class Credits:
    """What a line credits: dates in order, with whether each is an update; names, with whether the line says "by"."""

    dates: tuple[tuple[TimestampMatch, bool], ...]
    names: tuple[str, ...]
    affiliation: str | None
    is_sure: bool
    topics: tuple[str, ...] = ()
    count: int | None = None

    @classmethod
    def of_date(cls, match: TimestampMatch) -> Credits:
        """Return what a line credits that has a date and nothing else."""
        return cls(((match, False),), (), None, is_sure=False)

    @classmethod
    def of_names(cls, *names: str) -> Credits:
        """Return what a line credits that has names and nothing else, and does not call them the authors."""
        return cls((), names, None, is_sure=False)


NOTHING: Final = Credits.of_names()


@attrs.frozen(slots=True, eq=False)
class CreditWords:
    """The phrases of a vocabulary that credit lines are made of; the tuples longest first.

    `openings` are the words that stand before a name, as keys, `heads` the same as written, `starts` all forms of
    these, `tails` the words behind a name. `parted` are the heads that hold a separator, `guests` those that say a
    whole sentence. `around` are the words before and behind a name, "由" and "发布". `filing` are the words between a
    name and a category, "under". `ones` are the words for 1.
    """

    heads: tuple[str, ...]
    starts: tuple[str, ...]
    parted: tuple[str, ...]
    guests: tuple[str, ...]
    tails: tuple[str, ...]
    around: tuple[tuple[str, str], ...]
    openings: frozenset[str]
    by: frozenset[str]
    on: frozenset[str]
    filing: frozenset[str]
    ones: frozenset[str]
    joins: frozenset[str]
    posted: frozenset[str]
    updated: frozenset[str]
    chrome: frozenset[str]
    nouns: frozenset[str]
    captions: frozenset[str]
    topics: regex.Pattern[str]


@lru_cache(maxsize=32)
def compile_credits(vocabulary: Vocabulary) -> CreditWords:
    """Arrange a vocabulary for `read_credits`; done once per vocabulary."""
    bylines = [
        (_plain(head), _plain(tail))
        for phrase in vocabulary.words(Role.BYLINE) | vocabulary.words(Role.COMMENT_BY)
        for head, slot, tail in [phrase.partition("{author}")]
        if slot and "{" not in head + tail
    ]
    heads = {head for head, tail in bylines if head and not tail}
    tails = {tail for head, tail in bylines if tail and not head}
    around = sorted({(head, tail) for head, tail in bylines if head and tail}, key=lambda pair: (-len(pair[0]), pair))
    posted, updated = (
        frozenset(line_key(phrase.partition("{date}")[0]) for phrase in vocabulary.words(role)) - {""}
        for role in (Role.POSTED_ON, Role.UPDATED_ON)
    )
    chrome = {
        key
        for key, roles in vocabulary.exact.items()
        if not set(roles) <= {Role.ANONYMOUS, Role.SAYS, Role.AND, Role.BY, Role.ON, Role.BADGES, Role.AVATARS}
    }
    labels = sorted(vocabulary.words(Role.TOPICS), key=lambda label: (-len(label), label))
    by = {word for word in vocabulary.words(Role.BY) if " " not in word}
    on = {word for word in vocabulary.words(Role.ON) if " " not in word}
    joins = vocabulary.words(Role.AND) | {"&"}
    # "in" and "under" of "Posted in" and "Filed under" part a name from its category; those of several words only,
    # since "Tags" alone is a label
    filing = {label.rsplit(None, 1)[1].casefold() for label in labels if " " in label} - by - joins
    return CreditWords(
        heads=tuple(sorted(heads | by, key=lambda head: (-len(head), head))),
        starts=tuple(
            sorted({form for head in (*heads, *by, *(head for head, _ in around)) for form in _with_colons(head)})
        ),
        parted=tuple(sorted(head for head in heads if _PIECE.search(head) is not None)),
        guests=tuple(sorted(head for head in heads if head.count(" ") >= GUEST_WORDS - 1)),
        tails=tuple(sorted(tails, key=lambda tail: (-len(tail), tail))),
        around=tuple(around),
        openings=frozenset(map(line_key, heads | by)),
        by=frozenset(by),
        on=frozenset(on),
        filing=frozenset(on | filing),
        ones=frozenset(word.casefold() for locale in vocabulary.locales for word in locale.dates.one),
        joins=joins,
        posted=posted,
        updated=updated,
        chrome=frozenset(chrome),
        nouns=vocabulary.words(Role.COMMENT_NOUNS),
        captions=vocabulary.words(Role.CAPTIONS),
        topics=regex.compile(
            r"(?<!\w)(?:" + "|".join(map(regex.escape, labels)) + r")(?!\w)" if labels else r"(?!)", regex.IGNORECASE
        ),
    )


def _with_colons(head: str) -> tuple[str, ...]:
    """Return the forms of the words before a name: with and without a space before their colon, and a wide one."""
    return (head, f"{head[:-1]} :", f"{head[:-1]}：") if head[-1] == ":" else (head,)


def _plain(phrase: str) -> str:
    """Return what stands beside a name as it is looked for: one form of colon, the endings of one gender."""
    return _ENDING.sub("", _COLON.sub(":", phrase)).strip()


def may_credit(text: str, words: CreditWords) -> bool:
    """Tell whether a line, or what stands behind a separator in it, begins or ends with the words of a byline.

    It is the cheap question before a line is read.
    """
    lower = lowered(text).strip(_EDGES)
    if lower.startswith(words.starts) or lower.endswith(words.tails):
        return True
    return not _SEPARATORS.isdisjoint(text) and any(
        piece.startswith(words.starts) or piece.endswith(words.tails) for piece in _pieces(lower, words)
    )


def is_glued(text: str) -> bool:
    """Tell whether a year touches what follows it, as two dates do in "May 3, 2012May 4, 2012"."""
    return _GLUED.search(text) is not None


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
    while match is not None and len(dates) < MAX_DATES:
        before = text[at : match.start]
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
            dates.append((match, _opening(before, words.updated) > 0))
        at = match.end
        match = find_timestamp(text, reader, at) if at < len(text) else None
    segments.append(text[at:])
    names, affiliation, is_sure = _names(segments, words, is_dated=bool(dates))
    topics = split_topics(segments[-1], words) if dates else ()
    if dates and not topics and words.topics.match(segments[0].lstrip()):
        topics = split_topics(segments[0], words)
    topics = tuple(topic for topic in topics if topic not in names)  # a word behind a date may lead to the author
    return Credits(tuple(dates), names, affiliation, is_sure, topics, _count(segments, words))


def _tidied(text: str, words: CreditWords) -> str:
    """Return a line without Markdown and the endings of both genders, its dates apart, with one label for two."""
    text = _GLUED.sub(" ", text)
    if "**" in text:
        text = _STRONG.sub("", text)
    if not _BRACKETS.isdisjoint(text):
        text = _ENDING.sub("", text)
    return _one_label(text, words)


def read_names(text: str, words: CreditWords) -> Credits:
    """Return the names in a line that nothing calls the author's; empty where it has none."""
    return Credits.of_names(*_bare_names(_pieces(_tidied(text, words), words), words))


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


def read_guest(text: str, words: CreditWords) -> Credits | None:
    """Return whom a sentence says to have written the post: "This is a guest post by Ann Lee, who ..."."""
    lower = lowered(text[:MAX_DATELINE])
    if not lower.startswith(words.guests):
        return None
    for head in words.guests:
        if lower.startswith(f"{head} "):
            named = _cut_tail(_ENDED.split(text[len(head) :])[0].split(",")[0], words)
            return Credits((), (named,), None, is_sure=True) if is_person(named, words, called=True) else None
    return None


def _one_label(text: str, words: CreditWords) -> str:
    """Return "Text: Ann" for "Text/Photos: Ann", "Text by Ann" for "Text and photos by Ann"."""
    found = _LABELS.match(text)
    if found is None or (found["join"] and found["join"].casefold() not in words.joins):
        return text
    head = lowered(found["first"])
    opening = f"{head} {lowered(found['by'])}" if found["by"] else f"{head}:"
    return found["first"] + text[found.end("second") :] if opening in words.heads else text


def _count(segments: Iterable[str], words: CreditWords) -> int | None:
    """Return the number of comments that a credit line counts."""
    for segment in segments:
        for found in _NUMBERED.finditer(segment):
            if line_key(found[2]) in words.nouns:
                return int(found[1])
    return None


def split_topics(text: str, words: CreditWords) -> tuple[str, ...]:
    """Return the topics behind a preposition or a label inside a line: "in Maps and tagged ponds, errors by Ann".

    >>> from blogparse.vocabulary import load_vocabulary
    >>> split_topics("in Maps and tagged ponds, errors by Ann.", compile_credits(load_vocabulary(["en"])))
    ('Maps', 'ponds', 'errors')
    """
    text = text.strip()
    parts = words.topics.split(text)
    head = parts[0].split(None, 1)
    if len(head) < 2 or head[0].casefold() not in words.on:
        parts = parts[1:]
    else:
        parts[0] = head[1]
    found: list[str] = []
    for part in parts:
        part = _ENDED.split(part, maxsplit=1)[0]
        tokens = part.split()
        stop = next(
            (at for at, token in enumerate(tokens) if token in words.by or (at and token in words.on)), len(tokens)
        )
        while stop and tokens[stop - 1].casefold() in words.joins:
            stop -= 1
        pieces = (piece.strip(OUTER) for piece in _LISTED.split(" ".join(tokens[:stop])))
        found.extend(piece for piece in pieces if piece and line_key(piece) not in words.chrome)
    return tuple(dict.fromkeys(found))


def _opening(before: str, openings: frozenset[str]) -> int:
    """Return how many of the words right before a date are one of some openings, 0 where none is."""
    words = line_key(before).split()
    sizes = range(min(len(words), 5), 0, -1)
    return next((size for size in sizes if line_key(" ".join(words[-size:])) in openings), 0)


def _without_opening(before: str, words: CreditWords) -> str:
    """Cut "Date of publication:" before a date: neither a name nor a topic."""
    size = _opening(before, words.posted | words.updated)
    return before.rsplit(None, size)[0] if 0 < size < len(before.split()) else "" if size else before


def _names(segments: Iterable[str], words: CreditWords, *, is_dated: bool) -> tuple[tuple[str, ...], str | None, bool]:
    segments = [segment for segment in segments if segment.strip(OUTER)]
    pieces = [piece for segment in segments for piece in _pieces(segment, words)]
    for piece in pieces:
        named = cut_byline(piece, words) or (_cut_inner_byline(piece, words) if is_dated else "")
        if named and not is_dated and not _opens_long(piece, words) and _is_prose(piece, named):
            continue
        if named:
            authors, affiliation = split_authors(named, words)
            if authors and not authors[0][0].isupper() and named.count(" ") > MAX_NAME_WORDS:
                continue  # "from there, with another ..."
            if authors and (is_person(authors[0], words, called=True) or _has_long_head(piece, words)):
                return authors, affiliation, True
    return _bare_names(pieces, words), None, False


def _bare_names(pieces: Iterable[str], words: CreditWords) -> tuple[str, ...]:
    for piece in pieces:
        name = once(trim_name(_SYMBOLS.sub("", _COUNTED.sub("", piece)).strip("@ ")))
        if is_person(name, words) and not _ends_with_colon(piece) and not _is_phrase(name.split(), words):
            return split_authors(name, words)[0]
    return ()


def is_label(text: str) -> bool:
    """Tell "Posted by" and "Author:", which stand before names alone, from a bare "by"."""
    return " " in text.strip() or _ends_with_colon(text)


def _ends_with_colon(text: str) -> bool:
    return text.rstrip()[-1:] in {":", "："}


def _is_phrase(tokens: Sequence[str], words: CreditWords) -> bool:
    """Tell "A man in a garden" and "One comment", which stand beside dates as well, from the name of a person."""
    return _is_chrome(tokens, 0, words) or any(
        token in words.filing or (token.islower() and len(token) > MAX_PARTICLE) for token in tokens[1:-1]
    )


def _pieces(segment: str, words: CreditWords) -> Sequence[str]:
    """Return what the separators of a segment part; a byline that is written with one, "文/Ann", stays whole."""
    if words.parted and lowered(segment).lstrip().startswith(words.parted):
        return [segment]
    return [piece for piece in _PIECE.split(segment) if piece.strip(OUTER)]


def cut_byline(text: str, words: CreditWords) -> str:
    """Return what a byline names, or "" for a text that is none.

    >>> from blogparse.vocabulary import load_vocabulary
    >>> cut_byline("Posted by Ann Lee in Travel", compile_credits(load_vocabulary(["en"])))
    'Ann Lee'
    """
    text = _COLON.sub(":", " ".join(text.split()).lstrip(_EDGES), count=1)
    lower = lowered(text)
    for head, tail in words.around:
        if lower.startswith(head) and 0 < (end := lower.find(tail, len(head))) <= len(head) + MAX_NAME:
            return trim_name(text[len(head) : end])
    for head in words.heads if lower.startswith(words.heads) else ():
        if lower.startswith(head) and (len(text) == len(head) or _ends_word(text, len(head))):
            rest = _without_second_head(text[len(head) :].lstrip(" :：\u00a0"), head)
            return _cut_tail(rest, words) if rest else ""
    for tail in words.tails if lower.endswith(words.tails) else ():
        if lower.endswith(tail) and (lower[: -len(tail)][-1:].isspace() or is_unspaced(tail)):
            first, _, others = trim_name(text[: -len(tail)]).partition(" ")
            return others if others and first in words.on else f"{first} {others}".rstrip()
    return ""


def _without_second_head(rest: str, head: str) -> str:
    """Return what follows "by", where a theme and its author both wrote it: "Posted by By Ann"; but "von von Berg"."""
    again = head.rsplit(None, 1)[-1]
    first, _, others = rest.partition(" ")
    return others.lstrip() if others and first.casefold() == again and first[0].isupper() else rest


def is_opening(text: str, words: CreditWords) -> bool:
    """Tell whether a line has the words before a name and nothing else: "Posted by", "Autor(in):"."""
    return line_key(_ENDING.sub("", text)) in words.openings


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
    return _PROSE.search(text) is not None or text.count(" ") - named.count(" ") > MAX_CUT


def _opens_long(text: str, words: CreditWords) -> bool:
    """Tell whether several words that mean nothing else open a byline: "posted by"."""
    key = line_key(text)
    return any(" " in head and key.startswith(head) for head in words.heads)


def _ends_word(text: str, at: int) -> bool:
    """Tell whether a word ends at an offset: beside white space and marks, or before a glued name."""
    if not text[at].isalnum() or not text[at - 1].isalnum():
        return True
    if is_unspaced(text[at - 1]):
        return not is_unspaced(text[at])
    return at > 1 and text[at - 1].islower() and text[at].isupper()


def _cut_inner_byline(text: str, words: CreditWords) -> str:
    """Return the names behind "by" inside a dateline: "Posted in Travel by Ann Lee"."""
    tokens = text.split()
    for at, token in enumerate(tokens[1:-1], 1):
        if token in words.by:
            return _cut_tail(" ".join(tokens[at + 1 :]), words)
    return ""


def _cut_tail(text: str, words: CreditWords) -> str:
    """Cut what follows the names: a preposition and a place, a number and a noun, links."""
    label = words.topics.search(text)
    if label is not None and label.start():
        text = text[: label.start()]
    tokens = _COUNTED.sub("", text).split()
    for at in range(1, len(tokens)):
        is_filed = tokens[at] in words.filing and not tokens[at - 1].endswith(",")
        if is_filed or _is_chrome(tokens, at, words) or _PROSE.search(" ".join(tokens[at - 1 : at + 1])) is not None:
            del tokens[at:]
            break
    return once(trim_name(" ".join(tokens)))


def _is_chrome(tokens: Sequence[str], at: int, words: CreditWords) -> bool:
    """Tell whether a phrase of the interface stands at a place: "Leave a comment", "One comment"."""
    if at + 1 < len(tokens) and tokens[at].casefold() in words.ones and line_key(tokens[at + 1]) in words.nouns:
        return True
    sizes = range(2, min(MAX_CHROME, len(tokens) - at) + 1)
    return any(line_key(" ".join(tokens[at : at + size])) in words.chrome for size in sizes)


def once(name: str) -> str:
    """Return a name that a page printed twice, as a picture's text and as a link, once.

    >>> once("Ann LeeAnn Lee"), once("Ann Lee Ann Lee"), once("Bora Bora")
    ('Ann Lee', 'Ann Lee', 'Bora Bora')
    """
    name = name.strip("_* ") if " " in name else name  # left of Markdown
    half = len(name) // 2
    first, second = name[:half].rstrip(), name[half:].lstrip()
    return first if first == second and " " in first else name


def is_person(text: str, words: CreditWords, *, called: bool = False) -> bool:
    """Tell whether words beside a date can be a name: few, capitalised or one alone, and no words of the interface.

    Scripts without capitals do not tell names from categories; there it takes that the page has `called` somebody so.
    """
    if not text or len(text) > MAX_NAME or text.count(" ") >= MAX_NAME_WORDS or not is_name(text):
        return False
    key = line_key(text)
    if not key or key in words.chrome or count_key(key) in words.chrome or key in words.posted | words.updated:
        return False
    if (
        key in words.on
        or key in words.by
        or (" " in text and any(map(str.isdigit, text)))
        or not any(map(str.isalpha, text))
        or not _CODE.isdisjoint(text)
        or (text[-1] == "." and text.islower() and text.count(".") == 1)  # "Von wegen."
        or "://" in text
        or ": " in text
        or text[-1] in ":?!"
    ):
        return False
    tokens = text.split()
    last = tokens[-1][0]
    is_capital = last.isupper() or (called and last.isalpha() and not last.islower())
    return len(tokens) == 1 or (is_capital and not tokens[0][0].islower())


def split_authors(text: str, words: CreditWords) -> tuple[tuple[str, ...], str | None]:
    """Split "A, B and C, Special to X" into names and affiliation; credentials stay with their name.

    >>> from blogparse.vocabulary import load_vocabulary
    >>> split_authors("Ann Lee, MS, RD and Bo Berg, Special to The Day", compile_credits(load_vocabulary(["en"])))
    (('Ann Lee, MS, RD', 'Bo Berg'), 'Special to The Day')
    """
    names: list[str] = []
    joined: list[bool] = []
    for part in _split_commas(text):
        if names and _CREDENTIAL.fullmatch(part):
            names[-1] += f", {part}"
            continue
        current: list[str] = []
        is_joined = False
        for token in part.split():
            if token.casefold() in words.joins and current:
                name = " ".join(current)
                if names and _CREDENTIAL.fullmatch(name):
                    names[-1] += f", {name}"
                else:
                    names.append(name)
                    joined.append(is_joined)
                current, is_joined = [], True
            elif token.casefold() in words.joins:
                is_joined = True
            else:
                current.append(token)
        if current:
            names.append(" ".join(current))
            joined.append(is_joined)
    affiliation = None
    if len(names) > 1 and not joined[-1] and (any(joined) or not _is_full_name(names[-1])):
        affiliation = names.pop()
    cleaned = tuple(dict.fromkeys(name for name in map(trim_name, names) if name))
    return cleaned, affiliation


def _split_commas(text: str) -> Sequence[str]:
    return [part for part in (piece.strip() for piece in text.split(",")) if part]


def _is_full_name(text: str) -> bool:
    tokens = text.split()
    return 2 <= len(tokens) <= 3 and all(token[0].isupper() for token in tokens)


__all__ = ["CreditWords", "Credits", "compile_credits", "cut_byline", "is_person", "read_credits", "split_authors"]
