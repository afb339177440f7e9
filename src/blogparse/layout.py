"""Induce the page's own comment layout from its regularity.

A thread is one record layout repeated. Which layout is not looked up, it is inferred: lines that recur after the article
(timestamps, "NAME says:") are *anchors*; a `Scheme` says where the author and the body stand relative to the anchor;
every scheme is tried on every run of anchors, and the one that explains the lines best wins.

What counts as explaining: authors that look like names, bodies that are there, list marks and blank lines that stand at
the same place in each record, links that end each record, a heading above with the declared number, a form below. What
counts against: prose where a name should be, an empty body, a sidebar's heading above, records that all look like titles.

Where it is wrong: two records say nothing about regularity, so a lone comment without heading, verb or reply link is
left alone (a false thread is worse than a missed one); and a page that prints its related posts exactly as it prints its
comments, without a heading between, gives both.
"""

from __future__ import annotations

import re
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import attrs

from blogparse.letters import Letter, Letters, Stamp, is_name
from blogparse.lines import HEADING, Lines
from blogparse.vocabulary import line_key


class Place(StrEnum):
    """Where a part of a record stands relative to its anchor line."""

    LINE = "on the anchor's line"
    ABOVE = "above the anchor"
    BELOW = "below the anchor"
    FIRST = "first in the record"


@attrs.frozen(slots=True)
class Scheme:
    """One hypothesis: the letters of the anchor line, and where author and body stand."""

    name: str
    anchors: str
    author: Place
    body: Place

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of one record in page order."""
        anchor = {"D": "date", "M": "author and date", "A": "author", "s": "author"}[self.anchors[0]]
        order = [anchor]
        if self.body is Place.BELOW:
            order.append("body")
            if self.author is Place.BELOW:
                order.insert(1, "author")
        else:
            order.insert(0, "body")
            if self.author is Place.ABOVE:
                order.insert(1, "author")
        if self.author is Place.FIRST or (self.author is Place.ABOVE and self.body is Place.BELOW):
            order.insert(0, "author")
        return tuple(order)


SCHEMES: Final = (
    Scheme("name, date, body", "D", Place.ABOVE, Place.BELOW),
    Scheme("name with date, body", "M", Place.LINE, Place.BELOW),
    Scheme("name above or beside date, body", "DM", Place.ABOVE, Place.BELOW),
    Scheme("date, name, body", "D", Place.BELOW, Place.BELOW),
    Scheme("name, body, date", "D", Place.FIRST, Place.ABOVE),
    Scheme("body, name with date", "M", Place.LINE, Place.ABOVE),
    Scheme("body, name, date", "D", Place.ABOVE, Place.ABOVE),
    Scheme("name says, body", "A", Place.LINE, Place.BELOW),
    Scheme("list item with a name, body", "s", Place.LINE, Place.BELOW),
)
"""The hypotheses. A new one is one line here and a fixture that shows it."""


@attrs.frozen(slots=True)
class RecordLines:
    """The lines of one record: numbers into the line table, -1 where a part is not there.

    The record is ``[start, end)``, its body ``[body, body_end)``; `is_answer` tells that it stands inside the record
    above and answers it; `stamps` are the lines of its timestamp (two where a
    date and a time stand on lines of their own).
    """

    start: int
    end: int
    author: int
    stamps: tuple[int, ...]
    body: int
    body_end: int
    is_answer: bool = False


@attrs.frozen(slots=True)
class Induction:
    """What was induced: the scheme, the records in page order, where they start and end, and how sure it is."""

    scheme: Scheme
    records: tuple[RecordLines, ...]
    heading: int
    score: float
    support: int
    coverage: float
    marker: str | None
    runner_up: tuple[str, float] | None
    chrome: frozenset[str]


_DIGITS: Final = re.compile(r"[-+−]?\d++")
MAX_SAID: Final = 64  # characters: who "says:" may have any name, but no longer one
MAX_HEAD: Final = 4  # content lines between author and date: badge, avatar, fans, mention
THRESHOLD: Final = 3.0  # evidence that a thread needs; one comment under a heading with a reply link has about 4
RECURRING: Final = 0.25  # share of the records: a mark that a quarter of the authors have is no author
CLOSED_BY: Final = 0.6  # share of the records that end with links, from which on links end the last one too
EDGE: Final = 1.5  # what stands below the last anchor tells a date above the body from one below it
MEAN_NAME: Final = 25  # characters: the mean of people's names is about 12, that of titles about 45
NEAR: Final = 4  # content lines between a heading and the list that it heads
MIXED: Final = 1.0  # two kinds of heads explain a page less well than one kind that reads as much
UNREAD: Final = 30.0  # for anchors of the run that a scheme cannot read: half of them are a regularity's worth
ANSWERS: Final = 0.6  # share of the unmarked heads that stand at the end of a record
PINGBACK_QUALITY: Final = 0.7
FULL_EVIDENCE: Final = 3.0  # regularity counts in full where heading, links, verbs, times say that it is a thread
CLOSE: Final = 0.9  # a runner-up with this share of the winner's score is worth a diagnostic
_BREAKS: Final = frozenset("HWFO")
_NAME_LETTERS: Final = frozenset("Ast")
_SKIPPED_IN_HEADS: Final = frozenset("bKV")
_BODY_LETTERS: Final = frozenset("ptsAEQhZ")
_TAIL: Final = frozenset("RVbaK")


@attrs.frozen(slots=True)
class _Head:
    """An anchor read by a scheme, in content coordinates (indices of non-blank lines)."""

    anchor: int
    start: int
    last: int  # the last line of the head
    author: int
    stamps: tuple[int, ...]
    quality: float
    is_answer: bool = False  # its body stands above its anchor, inside the record that it answers


class _Page:
    """The non-blank lines of a dump, with what every scheme asks of them."""

    def __init__(self, lines: Lines, letters: Letters) -> None:
        self.lines = lines
        self.letters = letters
        self.rows = [at for at, letter in enumerate(letters.letters) if letter != "_"]
        self.shape = "".join(letters.letters[row] for row in self.rows)
        self.size = len(self.rows)
        self.gaps = [0] * (self.size + 1)  # blank lines above each content line
        before = -1
        for index, row in enumerate(self.rows):
            self.gaps[index] = row - before - 1
            before = row
        self.indents = [lines.indents[row] for row in self.rows]
        self.columns = [lines.columns[row] for row in self.rows]
        self.markers = [lines.markers[row] for row in self.rows]
        self.texts = [lines.texts[row] for row in self.rows]
        self.stamps: dict[int, Stamp] = {}
        index_of = {row: index for index, row in enumerate(self.rows)}
        for row, stamp in letters.stamps.items():
            self.stamps[index_of[row]] = stamp
        self.counts = {index_of[row]: number for row, number in letters.counts.items()}
        self.names = {index_of[row]: name for row, name in letters.names.items()}
        self._plain: list[str | None] = [None] * self.size

    def row_end(self, index: int) -> int:
        """The line number after which content line `index` - 1 ends: where line `index` starts."""
        return self.rows[index] if index < self.size else len(self.lines)

    def plain(self, index: int) -> str:
        """The text of a content line with every number written 0; see `without_digits`."""
        text = self._plain[index]
        if text is None:
            text = self._plain[index] = without_digits(self.texts[index])
        return text

    def is_pingback(self, index: int) -> bool:
        """Tell a pingback from a heading over pingbacks: it names the page that links here."""
        label = self.letters.labels.get(self.rows[index])
        if label is None:  # one node a line: the page's name stands below
            return self.texts[index].endswith(":") and index + 1 < self.size and self.gaps[index + 1] == 0
        return bool(self.texts[index][label:].strip())

    # --- who could be the author of a head ---

    def name_quality(self, index: int) -> float:
        """How much a content line looks like an author's name: 1 is sure, 0 is not at all."""
        letter = self.shape[index]
        if letter == "A":
            return 1.0
        if letter not in _NAME_LETTERS or self.markers[index] == HEADING:
            return 0.0
        text = self.texts[index]
        if not is_name(text):
            return 0.0
        if text[-1] in ",;!":
            return 0.2  # "Dear Ann," is how bodies begin
        if letter == "t":
            return 0.3 if len(text) <= 30 else 0.0
        return 0.7 if len(text) <= 40 else 0.5

    def author_above(self, index: int) -> tuple[int, int, float]:
        """Return the author's line above `index`, the head's first line, and the quality; (-1, -1, 0) for none."""
        at = index - 1
        skipped = 0
        fallback = -1
        while at >= 0 and skipped < MAX_HEAD and self.gaps[at + 1] <= 2:
            letter = self.shape[at]
            if letter in "yc":
                if at and self.gaps[at] <= 1:
                    said = letter == "y" and self.texts[at].endswith((":", "：")) and len(self.texts[at - 1]) <= MAX_SAID
                    quality = 1.0 if said and self.shape[at - 1] in "stb" else self.name_quality(at - 1)
                    if quality:
                        return at - 1, at - 1, quality
                return -1, -1, 0.0
            if letter in _SKIPPED_IN_HEADS and not self.markers[at]:
                if letter == "b":
                    fallback = at
            elif letter == "a":
                return at, at, 0.6
            elif quality := self.name_quality(at):
                return at, at, quality
            elif letter == "b" and self.markers[at]:
                return at, at, 0.4
            elif letter in "st" and self.markers[at] not in {"", HEADING} and self.gaps[at + 1] == 0:
                return at, at, 0.3  # the title of a page that links here
            else:
                break
            at -= 1
            skipped += 1
        if fallback >= 0:
            return fallback, fallback, 0.2
        return -1, -1, 0.0

    def author_below(self, index: int) -> tuple[int, float]:
        at = index + 1
        while at < self.size and at <= index + 2 and self.shape[at] in "bKV" and not self.markers[at]:
            at += 1
        if at < self.size and self.gaps[at] <= 1:
            if self.shape[at] == "a":
                return at, 0.4
            return at, self.name_quality(at)
        return -1, 0.0

    def extended_start(self, start: int, name: str) -> int:
        """Move a head's start up over avatars, running numbers and repeated names that stand right above it."""
        at = start
        wanted = line_key(name)
        while at > 0 and at > start - 3:
            above = at - 1
            letter = self.shape[above]
            if self.gaps[at] > 1 or self.markers[at]:
                break
            if letter == "a" or (letter in "Vb" and self.markers[above]):
                at = above
            elif self.rows[above] in self.letters.paths:
                at = above
            elif wanted and self.gaps[at] == 0 and letter in "sMAt" and _same_name(line_key(self.texts[above]), wanted):
                at = above
            else:
                break
        return at


def _same_name(key: str, name: str) -> bool:
    return key == name or key in {f"{name} {name}"} or (key.startswith(name) and len(key) <= len(name) + 8 and " " in key[len(name) :])


def induce_layout(lines: Lines, letters: Letters) -> Induction | None:
    """Return the best reading of the page's thread, or None where nothing on it looks enough like one."""
    page = _Page(lines, letters)
    readings = sorted(_readings(page), key=lambda reading: -reading.score)
    if not readings or readings[0].score < THRESHOLD:
        return None
    best = readings[0]
    rival = next((r for r in readings[1:] if r.overlaps(best) and r.starts != best.starts), None)
    close = rival is not None and rival.score >= CLOSE * best.score
    return _induction(page, best, (rival.scheme.name, rival.score) if rival is not None and close else None)


@attrs.frozen(slots=True)
class _Reading:
    """One scheme on one run of anchors."""

    scheme: Scheme
    heads: tuple[_Head, ...]
    starts: tuple[int, ...]
    end: int
    heading: int
    score: float
    chrome: frozenset[str]

    def overlaps(self, other: _Reading) -> bool:
        return self.starts[0] < other.end and other.starts[0] < self.end


def _readings(page: _Page) -> Iterator[_Reading]:
    for scheme in SCHEMES:
        if not all(letter in page.shape for letter in scheme.anchors) and scheme.anchors != "A":
            continue
        heads = list(_heads(page, scheme))
        for run in _runs(page, scheme, heads):
            reading = _read(page, scheme, run)
            if reading is not None:
                yield reading


# --- anchors ---------------------------------------------------------------------------------------------------------


def _heads(page: _Page, scheme: Scheme) -> Iterator[_Head]:
    """Find every anchor that the scheme can read."""
    shape = page.shape
    taken = -1
    anchors = {"A": "Ay", "s": "st"}.get(scheme.anchors, scheme.anchors)
    for found in re.finditer(f"[{anchors}]", shape):
        index, letter = found.start(), found[0]
        if index <= taken:
            continue
        if scheme.anchors == "A":
            if letter == "A":
                author, last = index, index
            elif letter == "y" and index and page.shape[index - 1] in "st" and page.name_quality(index - 1) and page.gaps[index] <= 1:
                author, last = index - 1, index
            else:
                continue
            stamps: tuple[int, ...] = ()
            below = last + 1
            while below < page.size and below <= last + 2 and shape[below] in "bKayc" and not page.markers[below]:
                below += 1
            start = author
            if below < page.size and shape[below] == "D" and page.gaps[below] <= 2:
                stamps = _stamp_lines(page, below)
                last = stamps[-1]
            elif start and shape[start - 1] == "D" and page.gaps[start] <= 1 and not page.markers[start]:
                stamps = (start - 1,)
                start -= 1
            start = page.extended_start(start, page.names.get(author, page.texts[author]))
            taken = last
            yield _Head(index, start, last, author, stamps, 1.0)
        elif scheme.anchors == "s":
            if letter in "st" and _is_named_item(page, index):
                yield _Head(index, index, index, index, (), page.name_quality(index))
        elif letter in scheme.anchors:
            head = _dated_head(page, scheme, index)
            if head is not None:
                taken = head.stamps[-1]
                yield head


def _is_named_item(page: _Page, index: int) -> bool:
    """Tell whether a list item's first line may be a name, with a body below that is no item itself."""
    if page.markers[index] in {"", HEADING} or page.name_quality(index) < 0.5:
        return False
    below = index + 1
    return below < page.size and not page.markers[below] and page.gaps[below] <= 1 and page.shape[below] in _BODY_LETTERS


def _stamp_lines(page: _Page, index: int) -> tuple[int, ...]:
    """Return the lines of a timestamp: a date may have its time on the next line."""
    below = index + 1
    if below < page.size and page.shape[below] == "D" and page.gaps[below] == 0:
        first, second = page.stamps[index].match, page.stamps[below].match
        if first.is_complete_date and not first.has_time and second.has_time and not second.is_complete_date and second.month is None:
            return index, below
    return (index,)


def _dated_head(page: _Page, scheme: Scheme, index: int) -> _Head | None:
    stamps = _stamp_lines(page, index)
    last = stamps[-1]
    if scheme.body is Place.BELOW and last + 1 < page.size and page.shape[last + 1] in "yc" and not page.gaps[last + 1]:
        last += 1  # "Jane" / "on" / date / "said:"
    if scheme.author is Place.LINE or (len(scheme.anchors) > 1 and page.shape[index] == "M"):
        stamp = page.stamps[index]
        start = index if scheme.body is Place.ABOVE else page.extended_start(index, stamp.name)
        return _Head(index, start, last, index, stamps, 0.8 if stamp.verb or stamp.match.has_time else 0.6)
    if scheme.author is Place.ABOVE:
        author, start, quality = page.author_above(index)
        if author < 0:
            return None
        if scheme.body is Place.BELOW:
            start = page.extended_start(start, page.names.get(author, page.texts[author]))
        return _Head(index, start, last, author, stamps, quality)
    if scheme.author is Place.BELOW:
        author, quality = page.author_below(last)
        if author < 0 or not quality:
            return None
        return _Head(index, index, author, author, stamps, quality)
    return _Head(index, index, last, -1, stamps, 0.0)


# --- runs ------------------------------------------------------------------------------------------------------------


def _runs(page: _Page, scheme: Scheme, heads: Sequence[_Head]) -> Iterator[list[_Head]]:
    """Cut the anchors where a heading, a form or a sidebar's box stands between two of them."""
    run: list[_Head] = []
    for head in heads:
        if run and _breaks_between(page, scheme, run[-1], head):
            yield run
            run = []
        run.append(head)
    if run:
        yield run


def _breaks_between(page: _Page, scheme: Scheme, above: _Head, below: _Head) -> bool:
    level = page.indents[above.start] if scheme.body is Place.BELOW else page.indents[above.anchor]
    for index in range(above.last + 1, below.start):
        letter = page.shape[index]
        if letter not in _BREAKS:
            continue
        if page.indents[index] > level and not page.markers[index]:
            continue  # a line of the body, deeper than the head
        return True
    return False


# --- reading a run ---------------------------------------------------------------------------------------------------


def _read(page: _Page, scheme: Scheme, run: list[_Head]) -> _Reading | None:
    """Read a run of anchors by a scheme: settle the records, find the end, weigh the evidence."""
    unread = 0.0
    if scheme.body is Place.BELOW:
        run = _with_pingbacks(page, scheme, _regular(page, _answers(page, _lifted(page, run))))
        starts = [head.start for head in run]
    else:
        anchors = len(run)
        run, starts = _segments_above(page, scheme, run)
        unread = 1.0 - len(run) / anchors
    if not run:
        return None
    heading = _heading_above(page, starts[0])
    chrome = _recurring_chrome(page, scheme, run, starts)
    end = _end_of_thread(page, scheme, run, starts, chrome)
    score = _score(page, scheme, run, starts, end, heading, chrome) - UNREAD * unread
    return _Reading(scheme, tuple(run), tuple(starts), end, heading, score, chrome)


def _answers(page: _Page, run: list[_Head]) -> list[_Head]:
    """Read the owner's answers that some platforms print inside the record they answer, name and date below the text.

    Heads without a list mark, each directly above the next marked head, while the others have marks: their bodies
    start at the last mark above them.
    """
    marked = [head for head in run if page.markers[head.start]]
    others = [head for head in run if not page.markers[head.start]]
    if len(marked) < 3 or len(others) < 2 or page.shape[run[0].anchor] != "M":
        return run
    following = {head.start for head in marked} | {page.size}
    closing = [head for head in others if head.last + 1 in following or head is run[-1]]
    if len(closing) < ANSWERS * len(others):
        return run
    result: list[_Head] = []
    for head in run:
        if page.markers[head.start] or not result:
            result.append(head)
            continue
        start = head.start
        low = result[-1].last + 1
        while start > low and not page.markers[start]:
            start -= 1
        if start > low:
            result.append(attrs.evolve(head, start=start, is_answer=True))
    return result


def _with_pingbacks(page: _Page, scheme: Scheme, run: list[_Head]) -> list[_Head]:
    """Add the pingbacks that stand among the records, as items of the same list."""
    if not run or "P" not in page.shape:
        return run
    marked = bool(page.markers[run[0].start])
    taken = {head.start for head in run}
    found = [
        _Head(index, index, index, index, (), PINGBACK_QUALITY)
        for index, letter in enumerate(page.shape)
        if letter == "P" and index not in taken and bool(page.markers[index]) is marked and page.is_pingback(index)
    ]
    merged = run
    for head in reversed([head for head in found if head.start < run[0].start]):
        if any(letter not in "PRVb" for letter in page.shape[head.start : merged[0].start]):
            break
        merged = [head, *merged]
    inside = [head for head in found if run[0].start < head.start < run[-1].start]
    merged = sorted([*merged, *inside], key=lambda head: head.start)
    for head in found:
        if head.start > merged[-1].start and not _breaks_between(page, scheme, merged[-1], head):
            merged.append(head)
    return merged


def _lifted(page: _Page, run: list[_Head]) -> list[_Head]:
    """Move heads up to the comments' own headlines, where the list mark stands on a line above the head."""
    if len(run) < 2:
        return run
    lifted = [
        attrs.evolve(head, start=head.start - 1)
        if head.start
        and not page.markers[head.start]
        and page.markers[head.start - 1] not in {"", HEADING}
        and page.shape[head.start - 1] not in "RVD"
        and page.gaps[head.start] <= 1
        else head
        for head in run
    ]
    levels = {new.start: page.indents[new.start] for old, new in zip(run, lifted, strict=True) if old.start != new.start}
    if len(levels) < 0.7 * len(run):
        return run
    return [  # a headline may read like a link, now that it is known where headlines stand
        attrs.evolve(head, start=head.start - 1)
        if head.start
        and not page.markers[head.start]
        and page.markers[head.start - 1]
        and page.indents[head.start - 1] in levels.values()
        else head
        for head in lifted
    ]


def _regular(page: _Page, run: list[_Head]) -> list[_Head]:
    """Drop anchors that stand inside bodies: those unlike the others where the others agree."""
    if len(run) < 3:
        return run
    marked = sum(1 for head in run if page.markers[head.start])
    if marked >= 0.7 * len(run):
        return [head for head in run if page.markers[head.start]]
    if not marked:
        return run
    if marked <= 0.2 * len(run):
        return [head for head in run if not page.markers[head.start]]
    return run


def _segments_above(page: _Page, scheme: Scheme, run: list[_Head]) -> tuple[list[_Head], list[int]]:
    """Settle where records start whose anchor is at their end: behind the previous record's links."""
    starts: list[int] = []
    kept: list[_Head] = []
    marked_starts = 0
    for position, head in enumerate(run):
        if position == 0:
            start = -1
        else:
            start = kept[-1].last + 1 if kept else run[position - 1].last + 1
            while start < head.anchor and page.shape[start] in "RVGT" and not page.markers[start]:
                start += 1
            marked_starts += bool(page.markers[start]) if start < head.anchor else 0
        starts.append(start)
        kept.append(head)
    expects_marker = len(run) > 1 and marked_starts >= 0.7 * (len(run) - 1)
    if len(run) == 1:
        expects_marker = _marker_above(page, run[0]) >= 0
    starts[0] = _first_start(page, run[0], expects_marker=expects_marker)
    if not expects_marker and len(run) > 1 and starts[0] >= 0:
        levels = {page.indents[start] for start in starts[1:]}
        while starts[0] < run[0].anchor and (page.markers[starts[0]] or page.indents[starts[0]] not in levels):
            starts[0] += 1
    opening = _recurring_first_lines(page, starts)
    result: list[_Head] = []
    result_starts: list[int] = []
    for head, start in zip(kept, starts, strict=True):
        limit = head.author if scheme.author is Place.ABOVE else head.anchor
        if start < 0 or start >= limit:
            continue
        settled = attrs.evolve(head, start=start)
        if scheme.author is Place.FIRST:
            author, quality = _first_author(page, start, limit, opening)
            if not quality:
                continue
            settled = attrs.evolve(settled, author=author, quality=quality)
        result.append(settled)
        result_starts.append(start)
    return result, result_starts


def _recurring_first_lines(page: _Page, starts: Sequence[int]) -> frozenset[str]:
    """Find what stands above the names of several records: the word "avatar" of any language, a rank."""
    texts = Counter(
        page.texts[start]
        for start in starts
        if 0 <= start < page.size - 1 and page.gaps[start + 1] == 0 and page.name_quality(start + 1)
    )
    need = max(3, RECURRING * len(starts))
    return frozenset(text for text, number in texts.items() if number >= need)


def _first_author(page: _Page, start: int, limit: int, opening: frozenset[str]) -> tuple[int, float]:
    """Return the line of the author among a record's first lines, and its quality; 0 for none."""
    fallback = -1
    for author in range(start, min(start + MAX_HEAD + 1, limit)):
        letter = page.shape[author]
        if page.texts[author] in opening or letter in "VRy":
            continue
        if letter == "b":
            fallback = author if fallback < 0 else fallback
            continue
        if letter == "a":
            if author + 1 < limit and page.name_quality(author + 1):
                continue
            return author, 0.5
        quality = page.name_quality(author)
        if quality:
            return author, quality
        break
    return fallback, 0.3 if fallback >= 0 else 0.0


def _marker_above(page: _Page, head: _Head) -> int:
    for index in range(head.anchor, max(-1, head.anchor - 60), -1):
        if index < head.anchor and page.shape[index] in _BREAKS:
            return -1
        if page.markers[index]:
            return index
    return -1


def _first_start(page: _Page, head: _Head, *, expects_marker: bool) -> int:
    """Find the start of the first record whose anchor is its last line: a list mark, or the line below a heading."""
    if expects_marker:
        return _marker_above(page, head)
    index = head.anchor - 1
    while index >= 0 and head.anchor - index < 60:
        if page.shape[index] in "HFOTGWXhL":
            return index + 1
        index -= 1
    return -1


def _end_of_thread(
    page: _Page, scheme: Scheme, run: list[_Head], starts: list[int], chrome: frozenset[str]
) -> int:
    """Return the content line after the last record."""
    last = run[-1]
    if scheme.body is Place.ABOVE:
        end = last.last + 1
        while end < page.size and page.shape[end] in "RVb" and page.gaps[end] <= 1:
            end += 1
        return end
    spans = list(zip(run, [*starts[1:], page.size], strict=True))
    tails = [page.shape[max(head.last + 1, stop - 4) : stop] for head, stop in spans[:-1]]
    closers = "".join(letter for letter in "RV" if len(run) == 1 or _share([letter in tail for tail in tails]) >= CLOSED_BY)
    if "R" in closers:
        closers = "R"
    level = page.indents[last.start]
    indented = _bodies_indented(page, run, starts)
    tight = len(run) >= 3 and not any(
        any(page.gaps[index] for index in range(head.last + 2, stop)) for head, stop in spans[:-1]
    )
    end = last.last + 1
    seen_body = False
    longest = max((stop - head.last for head, stop in spans[:-1]), default=0)
    while end < page.size:
        letter = page.shape[end]
        deeper = page.indents[end] > level if indented else False
        if indented and not deeper and (seen_body or letter not in "RVpt"):
            break
        if letter in "FWHOGTX" and not (deeper and letter not in "FHG" and page.gaps[end] == 0):
            break
        if (letter in "LQ" or (letter == "P" and not page.markers[end])) and not deeper:
            break
        if tight and seen_body and page.gaps[end]:
            break
        if seen_body and not deeper:
            if letter in "MD" and longest and end - last.last > longest:
                break
            if letter == "s" and page.gaps[end] and not indented and _looks_like_heading(page, end):
                break
        if seen_body and (letter in closers or (letter not in "ptD" and page.plain(end) in chrome)):
            while end < page.size and page.gaps[end] <= 1 and (
                page.shape[end] in "RVb" or page.plain(end) in chrome
            ):
                end += 1
            break
        if letter not in _TAIL:
            seen_body = True
        end += 1
    return end


def _looks_like_heading(page: _Page, index: int) -> bool:
    """Tell whether a short line stands over a list or over lines of another kind, as a sidebar's heading does."""
    if page.markers[index] == HEADING:
        return True
    below = index + 1
    return below < page.size and bool(page.markers[below]) and not page.markers[index]


def _bodies_indented(page: _Page, run: list[_Head], starts: list[int]) -> bool:
    """Tell whether bodies stand deeper than the first line of their record."""
    votes = []
    for head, stop in zip(run, [*starts[1:], -1], strict=True):
        first = head.last + 1
        if stop < 0:
            stop = min(first + 1, page.size)
        if first < stop:
            votes.append(page.indents[first] > page.indents[head.start])
    return _share(votes) >= 0.7


def _share(votes: Iterator[bool] | Sequence[bool]) -> float:
    total = yes = 0
    for vote in votes:
        total += 1
        yes += bool(vote)
    return yes / total if total else 0.0


def _heading_above(page: _Page, start: int) -> int:
    """Return the content line of the comments heading above the first record, or -1."""
    weak = -1
    prose = 0
    for index in range(start - 1, max(-1, start - 25), -1):
        letter = page.shape[index]
        if letter == "H" and not _in_menu(page, index):
            return _upmost_heading(page, index)
        if letter == "h" and weak < 0:
            weak = index
        elif letter == "W" and index < start - 3:  # a title may be called "About us"
            break
        elif letter == "p":
            prose += 1
            if prose > 1:  # a notice on manners may stand there, an article does not
                break
    return weak


def _in_menu(page: _Page, index: int) -> bool:
    """Tell the "Comments" of a row of tabs from a heading: its neighbours are list items as well."""
    if page.markers[index] in {"", HEADING}:
        return False
    return any(page.markers[near] and page.shape[near] in "sXWL" for near in (index - 1, index + 1) if 0 <= near < page.size)


def _upmost_heading(page: _Page, index: int) -> int:
    """Prefer a heading with a number to one without that stands near it."""
    if index in page.counts:
        return index
    for above in range(index - 1, max(-1, index - 6), -1):
        if page.shape[above] in "Hh" and above in page.counts:
            return above
        if page.shape[above] in "pt":
            break
    return index


def _recurring_chrome(page: _Page, scheme: Scheme, run: list[_Head], starts: list[int]) -> frozenset[str]:
    """Find lines that stand at the same place of most records: links and badges of any language."""
    if len(run) < 4:
        return frozenset()
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for head, stop in zip(run, starts[1:], strict=False):
        low = head.last + 1 if scheme.body is Place.BELOW else head.start
        high = stop if scheme.body is Place.BELOW else head.anchor
        body = range(low, high)
        first.update(map(page.plain, body[:2]))
        last.update(set(map(page.plain, body[-4:])))
    need = max(3, len(run) * 0.5)
    return frozenset(
        text
        for counts in (first, last)
        for text, number in counts.items()
        if number >= need and any(map(str.isalnum, text))
    )


def without_digits(text: str) -> str:
    """Return a text with every number written 0, so that "3 votes" and "12 votes" are one."""
    return _DIGITS.sub("0", text)


# --- weighing --------------------------------------------------------------------------------------------------------


def _score(
    page: _Page, scheme: Scheme, run: list[_Head], starts: list[int], end: int, heading: int, chrome: frozenset[str]
) -> float:
    """Weigh the evidence that these lines are a thread and that the scheme reads it."""
    everything = list(zip(run, starts, [*starts[1:], end], strict=True))
    # pingbacks and answers are no evidence: they look alike in every scheme
    chosen = [item for item in everything if page.shape[item[0].author] != "P" and not item[0].is_answer] or everything
    run, starts, stops = ([item[0] for item in chosen], [item[1] for item in chosen], [item[2] for item in chosen])
    count = len(run)
    quality = sum(head.quality for head in run) / count
    bodies = []
    prose = []
    links = []
    leftover = []
    for head, start, stop in zip(run, starts, stops, strict=True):
        if scheme.body is Place.BELOW:
            low, high = head.last + 1, stop
        else:
            low = start if scheme.author is not Place.FIRST else head.author + 1
            high = head.author if scheme.author is Place.ABOVE else head.anchor
        kinds = page.shape[low:high]
        said = [kind for kind in kinds if kind not in "RVbaKGTX"]
        bodies.append(bool(said))
        prose.append(any(kind in "pt" for kind in kinds))
        around = page.shape[head.start : stop] if scheme.body is Place.BELOW else page.shape[start : min(head.last + 3, page.size)]
        leftover.append("M" in kinds or "D" in kinds)
        links.append("R" in around or "V" in around  or any(page.stamps[at].chrome for at in head.stamps if at in page.stamps))
    with_body, with_prose, with_links = _share(bodies), _share(prose), _share(links)
    verbs = _share([_has_verb(page, head, under_heading=heading >= 0) for head in run])
    marked = _share([bool(page.markers[start]) for start in starts])
    stray_marks = _share([_has_stray_mark(page, head, start) for head, start in zip(run, starts, strict=True)])
    times = _share([any(page.stamps[at].match.has_time or page.stamps[at].match.relative for at in head.stamps) for head in run])
    gaps = Counter(page.gaps[head.anchor] > 0 for head in run)
    regular = max(gaps.values()) / count if scheme.author is Place.ABOVE else 1.0

    per_record = (
        1.2 * (quality - 0.3)
        + 2.0 * (with_body - 0.8)
        + 0.4 * with_prose
        + 0.5 * with_links
        + 0.5 * verbs
        + 0.3 * times
        + 0.6 * (marked if marked > 0.7 else 0.0)
        - 1.0 * stray_marks
        - 3.0 * _share(leftover)
        - 1.0 * _torn(page, scheme, run, starts)
        + 0.3 * (regular - 0.5)
    )
    declared = page.counts.get(heading)
    evidence = 1.2 * with_links + 1.2 * verbs + 0.8 * times
    if heading >= 0:
        evidence += 2.0 if page.shape[heading] == "H" else 0.7
        if declared is not None and declared in {count, len(everything)}:
            evidence += 1.5
    below = page.shape[end : end + 6]
    if "F" in below or "O" in below:
        evidence += 1.0
    if "F" in page.shape[max(0, starts[0] - 12) : starts[0]]:
        evidence += 0.5

    doubts = 0.7 * _unexplained_above(page, starts[0]) - _edges(page, scheme, run)
    if with_body < 0.5:
        doubts += 3.0
    if quality < 0.4:
        doubts += 2.0
    invited = "F" in below or "F" in page.shape[max(0, starts[0] - 12) : starts[0]]
    if scheme.anchors == "s" and not (
        heading >= 0 and page.shape[heading] == "H" and starts[0] - heading <= NEAR and (invited or with_links >= 0.5)
        and sum(len(page.texts[head.author]) for head in run) <= MEAN_NAME * count
    ):
        doubts += 8.0  # names alone do not make a thread: lists of terms, of people, of products look the same
    if heading < 0:
        if with_links < 0.5 and verbs < 0.5:
            # dates with a time of day over prose by several people make a thread even so, if there are some
            distinct = len({line_key(_author_text(page, head)) for head in run}) > 1
            dated = max(times, 0.8 * marked) if invited else times
            talk = min((count - 1) / 4, 1.0) * dated * with_prose * distinct * (quality >= 0.55)
            doubts += 6.0 * (1.0 - talk)
            evidence += 2.0 * talk
        if count == 1 and not _speaks_for_itself(page, run[0]):
            doubts += 5.0
        if count == 2 and verbs < 0.5:
            doubts += 2.5
        if "W" in page.shape[max(0, starts[0] - 3) : starts[0]]:
            doubts += 4.0
        if with_prose < 0.3:
            doubts += 1.5
        if "p" not in page.shape[: starts[0]]:
            doubts += 1.0
        authors = Counter(line_key(_author_text(page, head)) for head in run)
        if count >= 3 and max(authors.values()) == count:
            doubts += 3.0
    if any(page.shape[index] == "H" and index in page.counts for index in range(end, min(end + 2, page.size))):
        doubts += 4.0  # counters below each post: an index of posts
    if len(scheme.anchors) > 1:
        doubts += MIXED
    regularity = per_record * (1.0 + math.log2(count))
    return regularity * min(evidence / FULL_EVIDENCE, 1.0) + evidence - doubts


def _has_stray_mark(page: _Page, head: _Head, start: int) -> bool:
    """Tell whether a list mark stands on a line of the head that is not the record's first: the record starts there."""
    if page.markers[start]:
        return False
    return any(index > start and page.markers[index] not in {"", HEADING} for index in (head.author, head.anchor))


def _speaks_for_itself(page: _Page, head: _Head) -> bool:
    """Tell a lone comment without a heading from a dateline: a list item or a colon, a verb of saying, and a time."""
    says = page.shape[head.author] == "A" and bool(head.stamps)
    return says and (bool(page.markers[head.start]) or page.texts[head.author].endswith((":", "：")))


def _has_counter(page: _Page, rows: range, chrome: frozenset[str]) -> bool:
    """Tell whether one of the lines is a recurring one with a number in it: votes, likes, in any language."""
    return bool(chrome) and any("0" in text and text in chrome for text in map(page.plain, rows))


def _has_verb(page: _Page, head: _Head, *, under_heading: bool) -> bool:
    """Tell whether the head says that somebody says; "Posted by" says so only under a comments heading."""
    if page.shape[head.author] == "A" or page.shape[min(head.author + 1, page.size - 1)] == "y":
        return True
    return under_heading and any(page.stamps[at].verb for at in head.stamps if at in page.stamps)


def _torn(page: _Page, scheme: Scheme, run: Sequence[_Head], starts: Sequence[int]) -> float:
    """Return the share of records whose date stands nearer to the neighbour's lines than to its own."""
    if scheme.author is Place.BELOW:
        return _share([page.gaps[head.author] > page.gaps[head.start] for head in run])
    if scheme.body is Place.ABOVE:
        return _share(
            [
                not page.markers[start] and page.gaps[start] < page.gaps[head.anchor]
                for head, start in zip(run[:-1], starts[1:], strict=True)
            ]
        )
    return 0.0


def _unexplained_above(page: _Page, start: int) -> int:
    """Count the lines of prose between the first record and the heading, form or sorting links right above it."""
    prose = 0
    for index in range(start - 1, max(-1, start - 12), -1):
        letter = page.shape[index]
        if letter in "HTGF":
            return min(prose, 4)
        prose += 2 * (letter in "AMD") + (letter in "pt")
    return 0


def _edges(page: _Page, scheme: Scheme, run: Sequence[_Head]) -> float:
    """Weigh what follows the last anchor: a body where bodies stand below their anchor, else none."""
    index = run[-1].last + 1
    while index < page.size and index <= run[-1].last + 3 and page.shape[index] in "RVbK":
        index += 1
    follows = index < page.size and page.gaps[index] <= 2 and page.shape[index] in _BODY_LETTERS and not (
        page.shape[index] == "s" and page.indents[index] < page.indents[run[-1].start]
    )
    prose = follows and page.shape[index] != "s"
    if scheme.body is Place.ABOVE:
        return EDGE if not follows else -EDGE if prose else -0.3 * EDGE
    return EDGE if prose else 0.3 * EDGE if follows else -EDGE


def _author_text(page: _Page, head: _Head) -> str:
    stamp = page.stamps.get(head.author)
    if stamp is not None and stamp.name:
        return stamp.name
    return page.names.get(head.author, page.texts[head.author])


# --- the result ------------------------------------------------------------------------------------------------------


def _induction(page: _Page, best: _Reading, runner_up: tuple[str, float] | None) -> Induction:
    scheme = best.scheme
    records = []
    explained = 0
    for head, start, stop in zip(best.heads, best.starts, [*best.starts[1:], best.end], strict=True):
        if head.is_answer:
            body, body_end = start, head.anchor
        elif scheme.body is Place.BELOW:
            body, body_end = head.last + 1, stop
        elif scheme.author is Place.FIRST:
            body, body_end = head.author + 1, head.anchor
        elif scheme.author is Place.ABOVE:
            body, body_end = start, head.author
        else:
            body, body_end = start, head.anchor
        explained += stop - start
        records.append(
            RecordLines(
                start=page.rows[start],
                end=page.row_end(stop),
                author=page.rows[head.author] if head.author >= 0 else -1,
                stamps=tuple(page.rows[at] for at in head.stamps),
                body=page.row_end(body),
                body_end=page.row_end(body_end),
                is_answer=head.is_answer,
            )
        )
    marks = Counter(page.markers[start] for start in best.starts)
    marker = marks.most_common(1)[0][0] or None
    total = best.end - best.starts[0]
    return Induction(
        scheme=scheme,
        records=tuple(records),
        heading=page.rows[best.heading] if best.heading >= 0 else -1,
        score=best.score,
        support=len(best.heads),
        coverage=explained / total if total else 0.0,
        marker=marker,
        runner_up=runner_up,
        chrome=best.chrome,
    )
