"""The tokenizer: which lines are header, byline, editor's note, body, footer and comments.

Ordered rules look at the letters and vote, each for some lines, with a weight and a reason; one arbiter gives every
line to the heaviest vote and makes the tiling, so that no rule can break it. The rules rest on place and shape:

* the thread is where the layout induction found it, from its heading on;
* the article is the heaviest block of running text before the thread (shallow text features: length, punctuation,
  list marks), or after the header where there is no thread;
* byline, note and topics are lines with their letters, near either end of the article;
* what stands above the article is header, what stands below it is footer.

It is wrong where a page has more running text beside its article than in it: link lists with long teasers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from blogparse.layout import Induction
from blogparse.letters import Letters
from blogparse.lines import Lines
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

    @property
    def thread(self) -> range:
        """The lines of the thread, from its heading on; empty where there is none."""
        if self.induction is None:
            return range(len(self.lines), len(self.lines))
        first, last = self.induction.records[0].start, self.induction.records[-1].end
        return range(self.heading_row(first), last)

    def heading_row(self, first: int) -> int:
        """The heading of the thread, where it stands below the article; else the first record."""
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


BYLINE_REACH: Final = 14  # lines around the article in which a byline or a note is the article's own


def tokenize_lines(lines: Lines, letters: Letters, induction: Induction | None) -> Sectioning:
    """Return the tiling of the dump. The sections, in order, cover every character once."""
    limit = induction.records[0].start if induction is not None else len(lines)
    page = Page(lines, letters, induction, find_article(lines, letters, limit))
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
    return Sectioning(tuple(sections), kinds, reasons, page.article, page.thread)


# --- the article -----------------------------------------------------------------------------------------------------

_WORTH: Final = {"t": 0.35, "p": 1.0, "s": -14.0, "Q": -1.0, "E": 0.0, "_": 0.0, "V": -4.0, "b": -6.0, "y": -4.0, "K": -8.0}
_OTHERWISE: Final = -30.0  # headings, forms, labels, datelines, links: what stands around articles
_BREAK: Final = -260.0  # a comments heading, a form: no article runs across it
_MARKED: Final = -16.0  # a short list item: menus are made of them, articles have some
_MAX_WORTH: Final = 500.0


def find_article(lines: Lines, letters: Letters, limit: int) -> range:
    """Return the lines of the article above line `limit`: the block of running text with the greatest weight."""
    best = total = 0.0
    first = start = 0
    last = 0
    for row in range(limit):
        letter = letters.letters[row]
        size = len(lines.texts[row])
        if letter == "p":
            worth = min(size * 1.0, _MAX_WORTH)
        elif letter == "t":
            worth = size * 0.5 if not lines.markers[row] else size * 0.15
        elif letter == "s":
            worth = _MARKED if lines.markers[row] else _WORTH["s"]
        elif letter in "HFO":
            worth = _BREAK
        else:
            worth = _WORTH.get(letter, _OTHERWISE)
        total += worth
        if total <= 0:
            total, start = 0.0, row + 1
        elif total > best and letter in "pt":
            best, first, last = total, start, row + 1
    while first < last and letters.letters[first] not in "ptQE":
        first += 1
    return range(first, last)


# --- the rules -------------------------------------------------------------------------------------------------------


def thread_is_comments(page: Page) -> Iterator[Vote]:
    """The induced thread, from its heading to its last record."""
    thread = page.thread
    if thread:
        yield Vote(SectionKind.COMMENTS, thread.start, thread.stop, 60, "the records of the induced layout")


def prose_is_body(page: Page) -> Iterator[Vote]:
    """The heaviest block of running text."""
    article = page.article
    if article:
        yield Vote(SectionKind.BODY, article.start, article.stop, 20, "the heaviest block of running text")


def below_is_footer(page: Page) -> Iterator[Vote]:
    """Everything below the article that nothing else claims."""
    article = page.article
    if article:
        yield Vote(SectionKind.FOOTER, article.stop, len(page.lines), 10, "below the article")
    elif page.thread:
        yield Vote(SectionKind.FOOTER, page.thread.stop, len(page.lines), 10, "below the thread")


def bylines(page: Page) -> Iterator[Vote]:
    """A byline near either end of the article."""
    for row in _around(page):
        if page.letters.letters[row] == "B":
            yield Vote(SectionKind.BYLINE, row, row + 1, 30, "a byline near the article")


def notes(page: Page) -> Iterator[Vote]:
    """An editor's note at either end of the article; its text may stand on the line below the label."""
    for row in _around(page, inside=True):
        if page.letters.letters[row] != "E" or page.letters.notes.get(row) is not Role.EDITORS_NOTE:
            if not (page.letters.letters[row] == "E" and _is_editors_note(page, row)):
                continue
        last = row + 1
        if not page.lines.texts[row][page.letters.labels.get(row, 10**6) :].strip():
            while last < len(page.lines) and page.letters.letters[last] == "_":
                last += 1
            last = min(last + 1, len(page.lines))
        yield Vote(SectionKind.EDITORS_NOTE, row, last, 40, "a labelled note at an end of the article")


def _is_editors_note(page: Page, row: int) -> bool:
    return page.letters.notes.get(row) is None and row not in page.letters.labels


def topics(page: Page) -> Iterator[Vote]:
    """Lines of topics that end the article are footer, not body."""
    article = page.article
    row = article.stop - 1
    while row in article and page.letters.letters[row] in "L_X":
        yield Vote(SectionKind.FOOTER, row, row + 1, 30, "topics below the article")
        row -= 1


def _around(page: Page, *, inside: bool = False) -> Iterator[int]:
    """The lines near the article's ends that are not the thread's."""
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
    bylines,
    topics,
    notes,
    thread_is_comments,
)
"""The rules. A new section clue is one small function, its name here, and a fixture that shows it."""

__all__ = ["RULES", "Page", "Sectioning", "Vote", "find_article", "line_key", "tokenize_lines"]
