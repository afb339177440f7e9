"""The rules: each looks at the page and votes for some lines. `RULES` is their visible order."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import Final, NamedTuple

from blogparse.dates import TimestampMatch
from blogparse.language import Role
from blogparse.letters import PLAIN, TITLE_LIKE, Letters
from blogparse.records import Section, SectionKind
from blogparse.sections.article import CREDITS, MAX_CAPTION, OPENING_ENDS, is_credited
from blogparse.sections.survey import Survey
from blogparse.text import CLOSERS, Lines, end_of_line, late_pattern


class Vote(NamedTuple):
    """A rule's claim on the lines ``[first, last)``."""

    kind: SectionKind
    first: int
    last: int
    weight: int
    reason: str


class Context(NamedTuple):
    """What the rules look at. `article` is the range of lines that holds the body, empty where there is none.

    `thread` are the lines of the thread, from its heading on where that stands below the article. `found` are the
    blocks of the dump with what was seen of them, `body` those of the article.
    """

    lines: Lines
    letters: Letters
    found: Survey
    body: range
    article: range
    title: range
    thread: range
    wrap: int | None = None


class Sectioning(NamedTuple):
    """The sections of a dump and, for each line, its kind and the reason for it."""

    sections: tuple[Section, ...]
    kinds: Sequence[SectionKind]
    reasons: Sequence[str]
    article: range
    thread: range
    title: range
    worths: tuple[int, int]
    """What the ranking of headlines gives to the best candidate and to the next: above 0 to a headline."""


BYLINE_REACH: Final = 14  # lines around the article in which a byline or a note is the article's own


_FURNITURE_LINES: Final = 16  # blocks between the dateline below a standfirst and the text
_STANDFIRSTS: Final = 8  # blocks of the article that may stand above its dateline
_CHROME: Final = frozenset("XTGFOHh")
_LEAST_CAPTION: Final = 15  # characters: shorter lines come back by chance ("Yes, I do.", a name)
_CODE: Final = frozenset("{}();=<>")
_LEAST_BODY: Final = 5  # blocks: the last of fewer may be the dateline itself
_MAX_DATELINE: Final = 300  # characters: "Filed on" a day "under" many topics
_CONTENTS: Final = 3  # entries of a table of contents
_LABEL_WORDS: Final = 4  # "In this article", "Table of contents"
_FILES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
_OWNER: Final = late_pattern(
    r"""
    (?: \A | [^\w\s] \s? )  # at the begin, or behind a bracket, a colon, a full stop
    ©                       # whose picture it is
    """,
    re.VERBOSE,
)


def thread_is_comments(page: Context) -> Iterator[Vote]:
    """Claim the induced thread, from its heading to its last record."""
    thread = page.thread
    if thread:
        yield Vote(SectionKind.COMMENTS, thread.start, thread.stop, 60, "the records of the induced layout")


def prose_is_body(page: Context) -> Iterator[Vote]:
    """Claim the article."""
    article = page.article
    if article:
        yield Vote(SectionKind.BODY, article.start, article.stop, 20, "running text below the headline")


def chrome_is_footer(page: Context) -> Iterator[Vote]:
    """Take share bars, counters and forms out of the body."""
    letters = page.letters.letters
    for row in page.article:
        if letters[row] in _CHROME:
            yield Vote(SectionKind.FOOTER, row, row + 1, 25, "chrome inside the article")
    found, is_share_bar = page.found, page.letters.parts.is_share_bar
    for at in page.body:
        if found.blocks.letters[at] in TITLE_LIKE and not found.prose[at] and is_share_bar(found.keys[at]):
            yield _chrome(page, at, at + 1, "a share bar inside the article")


def furniture_is_header(page: Context) -> Iterator[Vote]:
    """Take out the dateline below a standfirst, and the captions and links that stand between it and the text."""
    found, body = page.found, page.body
    letters, texts, dates = found.blocks.letters, found.blocks.texts, page.letters.dates
    firsts, prose = found.blocks.firsts, found.prose
    above = body[:_STANDFIRSTS]
    dated = next((at for at in above if firsts[at] in dates and letters[at] in "DMst" and not prose[at]), -1)
    if dated < 0:
        return
    near = range(dated + 1, min(body.stop, dated + _FURNITURE_LINES))
    stop = next((at for at in near if prose[at] or texts[at].rstrip(CLOSERS)[-1:] in OPENING_ENDS), -1)
    if stop >= 0:
        yield Vote(SectionKind.HEADER, firsts[dated], firsts[stop], 26, "the dateline below a standfirst")


def pictures_are_footer(page: Context) -> Iterator[Vote]:
    """Take out what pictures leave in a dump: their alternative texts, which captions repeat, and file names."""
    letters = page.found.blocks.letters
    texts = page.found.blocks.texts[page.body.start : page.body.stop]
    is_prose = _is_mostly_prose(page)
    for at, text, below in zip(page.body, texts, [*texts, ""][1:], strict=True):
        if letters[at] in TITLE_LIKE and (
            ("©" in text and _OWNER.search(text)) or (" " not in text and text.lower().endswith(_FILES))
        ):
            yield _chrome(page, at, at + 1, "the credits or the file of a picture")
        if ":" in text and is_credited(text):
            yield _chrome(page, at, at + 1, "a caption that ends in credits")
        is_twin = is_prose and below[:_LEAST_CAPTION] == text[:_LEAST_CAPTION]
        if is_twin and _is_caption(page.found, at) and _repeats(text, below):
            yield _chrome(page, at, at + 2, "a picture's text and the caption that repeats it")


def _is_caption(page: Survey, at: int) -> bool:
    """Return whether a block could be a caption: of some length, no list item, no line of a program."""
    text = page.blocks.texts[at]
    return (
        page.blocks.letters[at] in PLAIN
        and len(page.keys[at]) >= _LEAST_CAPTION
        and len(text) <= MAX_CAPTION
        and " " in text
        and not page.items[at]
        and _CODE.isdisjoint(text)
    )


def _repeats(text: str, below: str) -> bool:
    """True for a caption that says what its picture's text says, with credits or without."""
    text = text.rstrip(".")
    rest = below[len(text) :]
    return below.startswith(text) and len(rest) <= CREDITS and not rest.lstrip(" ")[:1].isalnum() and text[-1] != ":"


def _is_mostly_prose(page: Context) -> bool:
    """True for an article, not a poem, whose lines may come back."""
    first, stop = page.body.start, page.body.stop
    sizes = [len(text) for text in page.found.blocks.texts[first:stop]]
    return 2 * sum(compress(sizes, page.found.prose[first:stop])) > sum(sizes)


def contents_are_footer(page: Context) -> Iterator[Vote]:
    """Take out the table of contents: list items in a row that stand in the article once more, as its headings."""
    found = page.found
    headings = {found.keys[at] for at in page.body if not found.items[at]} - {""}
    entries = [at for at in page.body if found.items[at] and found.keys[at] in headings]
    for first, last in _rows_of(entries):
        if last - first >= _CONTENTS:
            label = first - 1 in page.body and found.blocks.texts[first - 1].count(" ") < _LABEL_WORDS
            yield _chrome(page, first - label, last, "a table of contents")


def _rows_of(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of numbers that follow one another, as ranges ``[first, stop)``."""
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[first], numbers[at - 1] + 1
            first = at


def _chrome(page: Context, first: int, stop: int, reason: str) -> Vote:
    blocks = page.found.blocks
    return Vote(SectionKind.FOOTER, blocks.firsts[first], blocks.stops[stop - 1], 25, reason)


def dateline_is_footer(page: Context) -> Iterator[Vote]:
    """Take out an article's last line that says once more when the post appeared: "Filed on ... under ..."."""
    if len(page.body) < _LEAST_BODY:
        return
    dates, letters, blocks = page.letters.dates, page.letters.letters, page.found.blocks
    last = page.body.stop - 1
    row = blocks.firsts[last]
    text = blocks.texts[last]
    if len(text) > _MAX_DATELINE:
        return
    above = range(max(page.title.start - BYLINE_REACH, 0), page.article.start)
    said = [dates[near] for near in above if letters[near] in "DMB" and near in dates]
    if any(match.text in text or (row in dates and _day(match) == _day(dates[row])) for match in said):
        yield _chrome(page, last, last + 1, "the dateline once more")


def _day(match: TimestampMatch) -> tuple[int | None, ...]:
    return (match.year, match.month, match.day)


def below_is_footer(page: Context) -> Iterator[Vote]:
    """Claim everything below the article that nothing else claims."""
    article = page.article
    if article:
        yield Vote(SectionKind.FOOTER, article.stop, len(page.lines), 10, "below the article")
    elif page.thread:
        yield Vote(SectionKind.FOOTER, page.thread.stop, len(page.lines), 10, "below the thread")


def bylines(page: Context) -> Iterator[Vote]:
    """Claim bylines near either end of the article."""
    for row in _around(page, "B"):
        yield Vote(SectionKind.BYLINE, row, row + 1, 30, "a byline near the article")


def notes(page: Context) -> Iterator[Vote]:
    """Claim an editor's note at either end of the article; its text may stand on the line below the label."""
    for row in _around(page, "E", inside=True):
        if not _is_editors_note(page, row):
            continue
        last = end_of_line(page.lines, row, page.wrap)
        if not page.lines.texts[row][page.letters.labels.get(row, 10**6) :].strip():
            last = end_of_line(page.lines, last, page.wrap) if last < len(page.lines) else last
        yield Vote(SectionKind.EDITORS_NOTE, row, last, 40, "a labelled note at an end of the article")


def _is_editors_note(page: Context, row: int) -> bool:
    role = page.letters.roles.get(row)
    return role is Role.EDITORS_NOTE or (role is None and row not in page.letters.labels)


def _around(page: Context, letter: str, *, inside: bool = False) -> Iterator[int]:
    """Yield the lines of a letter near the article's ends that are not the thread's."""
    article, thread = page.article, page.thread
    stop = min(len(page.lines), article.stop + BYLINE_REACH)
    row = page.letters.letters.find(letter, max(0, article.start - BYLINE_REACH), stop)
    while row >= 0:
        if row not in thread and (inside or not article.start + 3 < row < article.stop - 3):
            yield row
        row = page.letters.letters.find(letter, row + 1, stop)


RULES: Final[tuple[Callable[[Context], Iterator[Vote]], ...]] = (
    below_is_footer, prose_is_body, chrome_is_footer, furniture_is_header, pictures_are_footer, contents_are_footer,
    dateline_is_footer, bylines, notes, thread_is_comments,
)  # fmt: skip
"""The rules. A new section clue is one small function, its name here, and a fixture that shows it."""
