"""`parse_post`: the composition of the steps, from a dump to a record.

Read `analyse` from top to bottom: lines, letters, layout, sections, comments, fields. Every step is a pure function of
the steps before it.
"""

import zoneinfo
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Final, NamedTuple

from dateutil import tz as dateutil_tz

from blogparse.confidence import rate_lines
from blogparse.credits import compile_words
from blogparse.dates import DateReader, Times, compile_dates, with_months
from blogparse.labelling import read_thread
from blogparse.language import FALLBACK, Vocabulary, available_languages, infer_speech, load_vocabulary
from blogparse.layout import Content, Induction, induce_layout
from blogparse.letters import Letters, classify_lines, inline_heads, learn_heads
from blogparse.page import Page
from blogparse.post.record import build_post
from blogparse.records import NotTextError, OptionError, Post, Section, StrictError
from blogparse.sections import Sectioning, tokenize_lines
from blogparse.text import Lines, split_lines, wrap_width
from blogparse.thread import page_day_order, with_open_end, with_whole_texts


class Analysis(NamedTuple):
    """A dump and everything the parser saw in it, for views and for the curious."""

    lines: Lines
    letters: Letters
    sectioning: Sectioning
    post: Post
    front: "Front"
    induction: Induction | None

    def line_labels(self) -> list[tuple[str, float]]:
        """Return for each line what part of a comment it was read as ("" for none), and how likely that is."""
        return rate_lines(self.front.content, self.front.induction, self.induction)


def parse_post(
    text: str,
    *,
    tz: tzinfo | str | None = None,
    crawled_at: datetime | None = None,
    languages: Sequence[str] | None = None,
    dayfirst: bool | None = None,
    strict: bool = False,
) -> Post:
    r"""Return what a page said, from its plain-text dump: the post and its comments.

    Every ``str`` gives a record; what the dump does not show is None. Time and memory grow in proportion to the dump.

    `tz` (a ``tzinfo`` or an IANA name) is the zone of times for which the dump names none; comments inherit the
    zone of the post's dateline first. `crawled_at` resolves relative times such as "3 years ago". `languages`
    restricts the vocabularies (tags such as "en"; by default those that the page's furniture speaks, of all known).
    `dayfirst` settles 03/04/2013; by default the page's other dates do. With `strict`, diagnostics raise one
    `StrictError`. What is not a ``str`` is a `NotTextError`, an option that cannot be used an `OptionError`.

    >>> dump = "A walk\n\n1 comment\n\n  1. Ann says:\n    May 2, 2020 at 9:15 am\n\n    Lovely.\n\n    Reply"
    >>> parse_post(dump).comments[0].author
    'Ann'
    """
    return analyse(text, tz=tz, crawled_at=crawled_at, languages=languages, dayfirst=dayfirst, strict=strict).post


def tokenize(text: str, *, languages: Sequence[str] | None = None) -> tuple[Section, ...]:
    """Return the sections of a dump alone; in order, their slices are the dump, character for character."""
    return analyse(text, languages=languages).sectioning.sections


def analyse(
    text: str,
    *,
    tz: tzinfo | str | None = None,
    crawled_at: datetime | None = None,
    languages: Sequence[str] | None = None,
    dayfirst: bool | None = None,
    strict: bool = False,
) -> Analysis:
    """Return the record of a dump with the line table, the letters and the sections it rests on."""
    _check_text(text)
    zone, chosen = read_options(tz=tz, crawled_at=crawled_at, languages=languages, dayfirst=dayfirst)
    front = read_layout(text, chosen)
    lines, spoken = front.content.lines, front.spoken
    letters, induction, evidence = read_thread(front.content, front.induction)
    if induction is not None:
        induction = with_open_end(front.content, letters, with_whole_texts(front.content, induction))
    wrap = wrap_width(lines)
    sectioning = tokenize_lines(lines, letters, induction, wrap)
    order = page_day_order(letters, induction, spoken[:1])
    if dayfirst is not None:
        order = order._replace(dayfirst=dayfirst, evidence="")
    times = Times(zone, crawled_at, spoken, order)
    words = compile_words(front.vocabulary)
    post = build_post(Page(lines, letters, sectioning, induction, times, wrap, words, front.reader), evidence)
    if strict and post.diagnostics:
        raise StrictError(post.diagnostics, text)
    return Analysis(lines, letters, sectioning, post, front, induction)


def warm_up(languages: Sequence[str] | None = None) -> None:
    """Load what the first pages would otherwise wait for: the words of all languages, arranged to read.

    Pages speak their own language beside English, so `languages` names those that are expected ("de", "ja"), by default
    English alone. A worker or an actor calls it once as it starts; a second call costs next to nothing. A language that
    is not known is an `OptionError`.
    """
    if languages is not None:
        load_vocabulary(languages)  # says at once what is no sequence of known tags
    infer_speech(split_lines(""), available_languages())
    for tags in (None, *({tag, FALLBACK} for tag in [FALLBACK, *(languages or ())])):
        vocabulary = load_vocabulary(tags)
        compile_dates(vocabulary)
        compile_words(vocabulary)
    parse_post(_SAMPLE, languages=[FALLBACK])


_SAMPLE: Final = "A walk\n\n1 comment\n\n  1. Ann says:\n    May 2, 2020 at 9:15 am\n\n    Lovely.\n\n    Reply"
"""A page that asks every step for something."""


_CUT: Final = 0.7  # share of the lines cut behind a head that must head comments then: some head the post


class Front(NamedTuple):
    """A dump before its thread is settled: the languages it speaks, its lines, what the record templates make of it."""

    spoken: tuple[str, ...]
    vocabulary: Vocabulary
    reader: DateReader
    content: Content
    induction: Induction | None


def read_layout(text: str, chosen: Vocabulary | None = None) -> Front:
    """Return the first steps of `analyse`, in the chosen vocabulary or in that of the page's own languages."""
    lines = split_lines(text)
    speech = infer_speech(lines, available_languages() if chosen is None else chosen.languages)
    vocabulary = chosen or load_vocabulary({*speech.spoken, *speech.likely, FALLBACK})
    dated = vocabulary if chosen or not speech.dated else load_vocabulary({*vocabulary.languages, *speech.dated})
    reader = compile_dates(dated)
    if chosen is None and speech.months:
        reader = with_months(reader, speech.months)
    content, induction = _induced(lines, vocabulary, reader)
    breaks = inline_heads(lines, reader)
    told = 0 if induction is None else len(induction.records)
    if breaks and told <= len(breaks):
        cut, found = _induced(split_lines(text, breaks), vocabulary, reader)
        if found is not None and len(found.records) >= max(told, _CUT * len(breaks)):
            content, induction = cut, found
    return Front(speech.spoken, vocabulary, reader, content, induction)


def _induced(lines: Lines, vocabulary: Vocabulary, reader: DateReader) -> tuple[Content, Induction | None]:
    """Return what lines say, and what the record templates make of them."""
    letters = learn_heads(lines, classify_lines(lines, vocabulary, reader), reader)
    content = Content(lines, letters)
    return content, induce_layout(content)


def read_options(
    *,
    tz: tzinfo | str | None = None,
    crawled_at: datetime | None = None,
    languages: Sequence[str] | None = None,
    dayfirst: bool | None = None,
) -> tuple[tzinfo | None, Vocabulary | None]:
    """Return the zone and the vocabulary that the options ask for; an `OptionError` says which one cannot be used."""
    zone = _zone(tz)
    if crawled_at is not None and not isinstance(crawled_at, datetime):
        raise OptionError(f"crawled_at takes a datetime, not {type(crawled_at).__name__}")
    if dayfirst is not None and not isinstance(dayfirst, bool):
        raise OptionError(f"dayfirst takes True, False or None, not {dayfirst!r}")
    return zone, load_vocabulary(languages) if languages is not None else None


def _check_text(text: object) -> None:
    if isinstance(text, str):
        return
    if isinstance(text, bytes | bytearray | memoryview):
        raise NotTextError("parse_post() takes str, not bytes: decode them first, as in data.decode('utf-8')")
    if hasattr(text, "__fspath__"):
        raise NotTextError("parse_post() takes the text, not a path: read it first, as in path.read_text('utf-8')")
    if hasattr(text, "read"):
        raise NotTextError("parse_post() takes the text, not a file: give it file.read()")
    raise NotTextError(f"parse_post() takes the dump as a str, not {type(text).__name__}")


def _zone(tz: tzinfo | str | None) -> tzinfo | None:
    if tz is None or isinstance(tz, tzinfo):
        return tz
    if not isinstance(tz, str):
        raise OptionError(f"tz takes a tzinfo or an IANA name such as 'Europe/Berlin', not {type(tz).__name__}")
    try:
        return zoneinfo.ZoneInfo(tz)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        found = dateutil_tz.gettz(tz)
        if found is None:
            raise OptionError(f"tz={tz!r} is no zone known here; give an IANA name such as 'Europe/Berlin'") from None
        return found
