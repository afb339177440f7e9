"""The tokenizer: which lines are header, byline, editor's note, body, footer and comments.

Ordered rules look at the letters and vote, each for some lines, with a weight and a reason; one arbiter gives every
line to the heaviest vote and makes the tiling, so that no rule can break it. The rules rest on place and shape:

* the thread is where the layout induction found it, from its heading on;
* the article is the running text below the headline (`headline` finds that), to where it weighs most: text adds its
  length (shallow text features: length, punctuation, list marks), chrome takes off; a link, a label or a dateline with
  little text behind it ends it; without a headline it is the heaviest run of text on the page;
* byline, note and topics are lines with their letters, near either end of the article;
* what stands above the article is header, what stands below it is footer.

It is wrong where the last lines of an article and what follows them look alike: a newsletter box in plain sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from blogparse.headline import Survey, find_headline, is_arrow, is_person_shaped, survey
from blogparse.layout import Induction
from blogparse.letters import Letters
from blogparse.lines import Lines
from blogparse.paragraphs import end_of_line
from blogparse.records import Section, SectionKind
from blogparse.spans import Span
from blogparse.vocabulary import Role, line_key


@attrs.frozen(slots=True)
class Vote:
    """A rule's claim on the lines ``[first, last)``."""

    kind: SectionKind
    first: int
    last: int
    weight: int
    reason: str


@attrs.frozen(slots=True, eq=False)
class Page:
    """What the rules look at. `article` is the range of lines that holds the body, empty where there is none."""

    lines: Lines
    letters: Letters
    induction: Induction | None
    article: range
    title: range
    wrap: int | None = None

    @property
    def thread(self) -> range:
        """The lines of the thread, from its heading on; empty where there is none."""
        if self.induction is None:
            return range(len(self.lines), len(self.lines))
        first, last = self.induction.records[0].start, self.induction.records[-1].end
        return range(self.heading_row(first), last)

    def heading_row(self, first: int) -> int:
        """Return the heading of the thread, where it stands below the article; else the first record."""
        heading = self.induction.heading if self.induction is not None else -1
        return heading if heading >= 0 and heading >= self.article.stop else first


@attrs.frozen(slots=True, eq=False)
class Sectioning:
    """The sections of a dump and, for each line, its kind and the reason for it."""

    sections: tuple[Section, ...]
    kinds: Sequence[SectionKind]
    reasons: Sequence[str]
    article: range
    thread: range
    title: range


BYLINE_REACH: Final = 14  # lines around the article in which a byline or a note is the article's own


def tokenize_lines(lines: Lines, letters: Letters, induction: Induction | None, wrap: int | None) -> Sectioning:
    """Return the tiling of the dump. The sections, in order, cover every character once."""
    found = survey(lines, letters, induction, wrap)
    headline = find_headline(found)
    article = find_article(found, headline)
    blocks = found.blocks
    rows = range(blocks.firsts[article.start], blocks.stops[article.stop - 1]) if article else range(0)
    title = range(blocks.firsts[headline], blocks.stops[headline]) if headline >= 0 else range(0)
    page = Page(lines, letters, induction, rows, title, wrap)
    return _arbitrate(page, [vote for rule in RULES for vote in rule(page)])


def _arbitrate(page: Page, votes: Sequence[Vote]) -> Sectioning:
    size = len(page.lines)
    kinds = [SectionKind.HEADER] * size
    reasons = [""] * size
    for vote in sorted(votes, key=lambda vote: vote.weight):
        for row in range(vote.first, min(vote.last, size)):
            kinds[row] = vote.kind
            reasons[row] = vote.reason
    for row in range(1, size):  # blank lines belong to what stands above them
        if page.letters.letters[row] == "_" and row not in page.lines.lone:
            kinds[row] = kinds[row - 1]
            reasons[row] = reasons[row - 1]
    sections = []
    start = 0
    for row in range(1, size + 1):
        if row == size or kinds[row] is not kinds[start]:
            span = Span(page.lines.starts[start], page.lines.ends[row - 1])
            if span.start < span.end:
                sections.append(Section(kinds[start], span))
            start = row
    return Sectioning(tuple(sections), kinds, reasons, page.article, page.thread, page.title)


# --- the article -----------------------------------------------------------------------------------------------------

_REACH: Final = 16  # blocks between a headline and its text
_MORE: Final = 0.5  # of its weight: an article goes on below a long list where this much more follows
_DROP: Final = 260.0  # weight of what ends an article: a comments heading, a form, a menu of sixteen lines


def find_article(page: Survey, headline: int) -> range:
    """Return the blocks of the article: the text below the headline, or the page's heaviest text where there is none.

    The text begins below the last dateline, byline or link that stands between headline and running text. It ends
    where it weighs most, before more chrome than articles have inside.
    """
    if headline < 0:
        return page.heaviest
    stop = min(headline + 1 + _REACH, page.limit)
    first = next((at for at in range(headline + 1, stop) if page.prose[at]), -1)
    if first < 0:
        if page.heaviest.start > headline:
            return page.heaviest
        first = next((at for at in range(headline + 1, stop) if page.worth[at] > 0), headline + 1)
    for at in range(first - 1, headline, -1):
        if page.blocks.letters[at] in _FRAME or page.dated[at] or page.is_item(at):
            break
        if at and page.blocks.letters[at - 1] == "c":
            break  # the name below a lone "by"
        first = at
    total = best = 0.0
    last = first
    for at in range(first, page.limit):
        if _may_end(page, at) and page.suffix[at + 1] <= _REST * best:
            break
        total += page.worth[at]
        if total >= best and page.blocks.letters[at] in "ptsE":
            best, last = total, at + 1
        elif total < best - _DROP and page.suffix[at + 1] < best - total + _MORE * best:
            break
    return range(first, last)


_STANDFIRSTS: Final = 4  # blocks of the article that may stand above its dateline
_FRAME: Final = frozenset("DMBhHaXVRLTbWFOKyc")
_ENDS: Final = frozenset("WLXRGFHODMBb")
_REST: Final = 0.35  # of the article's weight: where more follows, the line is chrome inside the article


def _may_end(page: Survey, at: int) -> bool:
    """Tell whether a block looks like what stands below articles: links, labels, a dateline, the box of the author."""
    if page.blocks.letters[at] in _ENDS:
        return True
    if is_arrow(page.blocks.texts[at]):
        return True
    key = page.keys[at]
    below = page.blocks.texts[at + 1] if at + 1 < len(page.blocks) else ""
    if page.blocks.letters[at] != "s" or len(key) < 3:
        return False
    name = key.split()[0] if is_person_shaped(page.blocks.texts[at]) else key
    return below.casefold().startswith(name + " ")


# --- the rules -------------------------------------------------------------------------------------------------------


def thread_is_comments(page: Page) -> Iterator[Vote]:
    """Claim the induced thread, from its heading to its last record."""
    thread = page.thread
    if thread:
        yield Vote(SectionKind.COMMENTS, thread.start, thread.stop, 60, "the records of the induced layout")


def prose_is_body(page: Page) -> Iterator[Vote]:
    """Claim the article."""
    article = page.article
    if article:
        yield Vote(SectionKind.BODY, article.start, article.stop, 20, "running text below the headline")


def chrome_is_footer(page: Page) -> Iterator[Vote]:
    """Take share bars, counters and forms out of the body, and the dateline below a standfirst."""
    for at, row in enumerate(row for row in page.article if page.lines.texts[row]):
        if page.letters.letters[row] in "XTGFOHh":
            yield Vote(SectionKind.FOOTER, row, row + 1, 25, "chrome inside the article")
        elif at < _STANDFIRSTS and page.letters.letters[row] == "D":
            yield Vote(SectionKind.HEADER, row, row + 1, 25, "the dateline below a standfirst")


def below_is_footer(page: Page) -> Iterator[Vote]:
    """Claim everything below the article that nothing else claims."""
    article = page.article
    if article:
        yield Vote(SectionKind.FOOTER, article.stop, len(page.lines), 10, "below the article")
    elif page.thread:
        yield Vote(SectionKind.FOOTER, page.thread.stop, len(page.lines), 10, "below the thread")


def bylines(page: Page) -> Iterator[Vote]:
    """Claim bylines near either end of the article."""
    for row in _around(page):
        if page.letters.letters[row] == "B":
            yield Vote(SectionKind.BYLINE, row, row + 1, 30, "a byline near the article")


def notes(page: Page) -> Iterator[Vote]:
    """Claim an editor's note at either end of the article; its text may stand on the line below the label."""
    for row in _around(page, inside=True):
        if page.letters.letters[row] != "E" or not _is_editors_note(page, row):
            continue
        last = end_of_line(page.lines, row, page.wrap)
        if not page.lines.texts[row][page.letters.labels.get(row, 10**6) :].strip():
            while last < len(page.lines) and page.letters.letters[last] == "_":
                last += 1
            last = end_of_line(page.lines, last, page.wrap) if last < len(page.lines) else last
        yield Vote(SectionKind.EDITORS_NOTE, row, last, 40, "a labelled note at an end of the article")


def _is_editors_note(page: Page, row: int) -> bool:
    role = page.letters.roles.get(row)
    return role is Role.EDITORS_NOTE or (role is None and row not in page.letters.labels)


def topics(page: Page) -> Iterator[Vote]:
    """Take topics that end the article out of the body."""
    article = page.article
    row = article.stop - 1
    while row in article and page.letters.letters[row] in "L_X":
        yield Vote(SectionKind.FOOTER, row, row + 1, 30, "topics below the article")
        row -= 1


def _around(page: Page, *, inside: bool = False) -> Iterator[int]:
    """Yield the lines near the article's ends that are not the thread's."""
    article, thread = page.article, page.thread
    seen = range(max(0, article.start - BYLINE_REACH), min(len(page.lines), article.stop + BYLINE_REACH))
    for row in seen:
        if row in thread:
            continue
        if row in article and not inside and article.start + 3 < row < article.stop - 3:
            continue
        yield row


RULES: Final[tuple[Callable[[Page], Iterator[Vote]], ...]] = (
    below_is_footer,
    prose_is_body,
    chrome_is_footer,
    bylines,
    topics,
    notes,
    thread_is_comments,
)
"""The rules. A new section clue is one small function, its name here, and a fixture that shows it."""

__all__ = ["RULES", "Page", "Sectioning", "Vote", "find_article", "line_key", "tokenize_lines"]
