"""Anchors and heads: the lines of a page that could open or close a comment, and what they would say.

An *anchor* is a line that recurs once a comment: a timestamp, "NAME says:", an item of a list. A `Scheme` is a
hypothesis on where author and body stand relative to the anchor. A *head* is one anchor read by one scheme: the lines
of the author, of the timestamp, and how much the author looks like a name. Which scheme is right for the page, and
which heads are comments, is decided in `layout`; here every possible head is found.

All indices in this module count the lines that are not blank (*content lines*), from 0.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property, partial
from itertools import compress, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

import attrs

from blogparse.letters import CLOSERS, SHORT, Letters, is_name
from blogparse.lines import HEADING, Lines
from blogparse.timestamps import TimestampMatch
from blogparse.vocabulary import line_key

_DIGITS: Final = re.compile(r"[-+−]?\d++")
MIN_NOUN: Final = 2  # letters of a word for comments; signs for votes have none
_DURATION: Final = re.compile(r"\d++ [^\W\d_\u2e80-\uffff]{3,}+")  # "30 days"
MAX_SAID: Final = 64  # characters: who "says:" may have any name, but no longer one
MAX_HEAD: Final = 4  # content lines between author and date: badge, avatar, fans, mention
MIXED: Final = 1.0  # two kinds of heads explain a page less well than one kind that reads as much
ITEM: Final = "•"  # in place of the letters of anchors: whatever list items begin with
ITEM_REACH: Final = 12  # content lines between a heading and the list of comments: a form, a notice
ARTICLE: Final = 5  # lines of prose, from which on a page is an article
ODD_NAME: Final = 0.3  # how sure a name with a verb of saying is that reads like no name
UNSURE: Final = 0.3  # how sure the author of an item is that names none
_BREAKS: Final = re.compile(r"[HWFO]")  # what may cut the anchors of one thread from those of something else
_HEADINGS: Final = re.compile(r"[Hh]")
_SAID: Final = re.compile(r"[Ay]")
_ANCHORS: Final = {letters: re.compile(f"[{letters}]") for letters in ("D", "M", "DM")}
_NAME_LETTERS: Final = frozenset("Ast")
_SKIPPED_IN_HEADS: Final = frozenset("bKV")
BODY_LETTERS: Final = frozenset("ptsAEQhZ")
"""The letters of lines that may be a comment's body."""


class Place(StrEnum):
    """Where a part of a record stands relative to its anchor line."""

    LINE = "on the anchor's line"
    ABOVE = "above the anchor"
    BELOW = "below the anchor"
    FIRST = "first in the record"


@attrs.frozen(slots=True)
class Scheme:
    """One hypothesis: the letters of the anchor line, and where author and body stand.

    `rarity` is how much better it must explain a page than others, as few themes print so.
    """

    name: str
    anchors: str
    author: Place
    body: Place
    rarity: float = 0.0

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of one record in page order."""
        anchor = {"D": "date", "M": "author and date", "A": "author", ITEM: "author"}[self.anchors[0]]
        order = [anchor]
        if self.author is Place.BELOW:
            order.append("author")
        if self.body is Place.BELOW:
            order.append("body")
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
    Scheme("name says, body", "A", Place.LINE, Place.BELOW),
    Scheme("name above or beside date, body", "DM", Place.ABOVE, Place.BELOW, MIXED),
    Scheme("date, name, body", "D", Place.BELOW, Place.BELOW),
    Scheme("date above or beside name, body", "DM", Place.BELOW, Place.BELOW, MIXED),
    Scheme("name, body, date", "D", Place.FIRST, Place.ABOVE),
    Scheme("body, name with date", "M", Place.LINE, Place.ABOVE),
    Scheme("body, name, date", "D", Place.ABOVE, Place.ABOVE),
    Scheme("body, name above or beside date", "DM", Place.ABOVE, Place.ABOVE, MIXED),
    Scheme("list item, body", ITEM, Place.LINE, Place.BELOW, MIXED),
)
"""The hypotheses. A new one is one line here and a fixture that shows it."""


class Head(NamedTuple):
    """An anchor read by a scheme, in content lines; a tuple, for every scheme makes one of every anchor."""

    anchor: int
    start: int
    last: int  # the last line of the head
    author: int
    stamps: tuple[int, ...]
    quality: float
    is_answer: bool = False  # its body stands above its anchor, inside the record that it answers


class Content:
    """The non-blank lines of a dump, with what every scheme asks of them."""

    def __init__(self, lines: Lines, letters: Letters) -> None:
        self.lines = lines
        self.letters = letters
        shape = letters.letters
        self.rows = list(compress(range(len(shape)), map("_".__ne__, shape)))
        self.shape = shape.replace("_", "")
        self.size = len(self.rows)
        gaps = [row - before - 1 for before, row in pairwise([-1, *self.rows])]  # blank lines above each
        usual = Counter(filter(None, gaps)).most_common(1)
        unit = usual[0][0] if usual else 1  # some writers leave two or three lines blank where others leave one
        self.gaps = [-(-gap // unit) for gap in gaps] if unit > 1 else gaps
        self.gaps.append(0)
        pick = itemgetter(*self.rows, -1) if self.rows else _nothing  # of one row it would not pick a sequence
        self.indents: Sequence[int] = pick(lines.indents)
        self.markers: Sequence[str] = pick(lines.markers)
        self.texts: Sequence[str] = pick(lines.texts)
        self.plain = [
            counted if "{n}" in counted else text for text, counted in zip(self.texts, pick(lines.counted), strict=True)
        ]  # see `without_digits`
        index_of = partial(bisect_left, self.rows)
        self.stamps = {index_of(row): stamp for row, stamp in letters.stamps.items()}
        self.linked = frozenset(at for at, stamp in self.stamps.items() if stamp.chrome)
        self.voiced = frozenset(at for at, stamp in self.stamps.items() if stamp.verb)
        self.timed = frozenset(at for at, stamp in self.stamps.items() if _tells_time(stamp.match))
        self.counts = {index_of(row): number for row, number in letters.counts.items()}
        self.names = {index_of(row): name for row, name in letters.names.items()}
        self.first_prose = self.shape.find("p")
        self.second_prose = self.shape.find("p", self.first_prose + 1) if self.first_prose >= 0 else -1
        self.breaks = [found.start() for found in _BREAKS.finditer(self.shape)]
        self.headings = [found.start() for found in _HEADINGS.finditer(self.shape)]
        self.pingbacks = [index for index in find_all(self.shape, "P") if self.is_pingback(index)]
        self._qualities: dict[int, float] = {}  # judged when first asked for
        self._above: dict[int, tuple[int, int, float]] = {}
        self._beside: dict[int, float] = {}

    @cached_property
    def is_mixed(self) -> bool:
        """Whether datelines with a name and without one stand where they could head one thread."""
        return any("D" in piece and "M" in piece for piece in _BREAKS.split(self.shape))

    def row_end(self, index: int) -> int:
        """Return the line number at which content line `index` starts, the number of lines behind the last."""
        return self.rows[index] if index < self.size else len(self.lines)

    def tells_number(self, index: int, number: int) -> bool:
        """Tell whether a short line holds this number, and no other, as "Diskusia (5)" does in any language."""
        letter, text = self.shape[index], self.texts[index]
        if letter not in "sht" or len(text) > SHORT or text[:1] == "#":
            return False
        numbers, digits = _DIGITS.findall(text), str(number)
        if letter == "h":
            return digits in numbers
        bare = text.strip("()[]:. ")
        is_outside = bare.startswith(digits) or bare.endswith(digits)
        return numbers == [digits] and is_outside and sum(map(str.isalpha, text)) >= MIN_NOUN

    def is_pingback(self, index: int) -> bool:
        """Tell a pingback from a heading over pingbacks: it names the page that links here."""
        label = self.letters.labels.get(self.rows[index])
        if label is None:  # one node a line: the page's name stands below
            return self.texts[index].endswith(":") and index + 1 < self.size and self.gaps[index + 1] == 0
        return bool(self.texts[index][label:].strip())

    def is_linking(self, head: Head) -> bool:
        """Tell whether a head is that of a link from another page."""
        return head.author >= 0 and self.shape[head.author] == "P"

    def is_on_title(self, head: Head) -> bool:
        """Tell whether the author, a word such as "on" and a title stand on lines of their own, in this order."""
        return head.author >= 0 and self.shape[head.author : head.author + 3] in {"scs", "sct"}

    # --- who could be the author of a head ---

    def quality_beside(self, index: int) -> float:
        """Return how much the words beside a date look like a name; see `name_quality`."""
        quality = self._beside.get(index)
        if quality is None:
            stamp = self.stamps[index]
            quality = 0.8 if stamp.verb or stamp.match.has_time else 0.6
            if self.texts[index][: stamp.match.start].rstrip(CLOSERS + " ").endswith(("…", "...")):
                quality = 0.0  # the end of an excerpt
            elif not is_name(stamp.name.rstrip(CLOSERS)):
                quality = 0.2
            self._beside[index] = quality
        return quality

    def name_quality(self, index: int) -> float:
        """Return how much a content line looks like an author's name: 1 is sure, 0 is not at all."""
        quality = self._qualities.get(index)
        if quality is None:
            quality = self._qualities[index] = self._judge_name(index)
        return quality

    def _judge_name(self, index: int) -> float:
        letter = self.shape[index]
        if letter == "A":
            return 1.0
        if letter not in _NAME_LETTERS or self.markers[index] == HEADING:
            return 0.0
        text = self.texts[index]
        if not is_name(text) or text[:2] == "@ ":  # whom an answer addresses
            return 0.0
        if text[-1] in ",;!":
            return 0.2  # "Dear Ann," is how bodies begin
        if letter == "t":
            return 0.3 if len(text) <= 30 else 0.0
        return 0.7 if len(text) <= 40 else 0.5

    def author_above(self, index: int) -> tuple[int, int, float]:
        """Return the author's line above `index`, the head's first line, and the quality; (-1, -1, 0) for none."""
        found = self._above.get(index)
        if found is None:
            found = self._above[index] = self._find_author_above(index)
        return found

    def _find_author_above(self, index: int) -> tuple[int, int, float]:
        at = index - 1
        skipped = 0
        fallback = -1
        while at >= 0 and skipped < MAX_HEAD and self.gaps[at + 1] <= 2:
            letter = self.shape[at]
            if letter in "yc":
                if at and self.gaps[at] <= 1:
                    said = (
                        letter == "y" and self.texts[at].endswith((":", "：")) and len(self.texts[at - 1]) <= MAX_SAID
                    )
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
        """Return the author's line below `index` and its quality; (-1, 0) for none."""
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
        wanted: str | None = None
        while at > 0 and at > start - 3:
            above = at - 1
            letter = self.shape[above]
            if letter not in "abVsMAt" or self.markers[at] or self.gaps[at] > 1:
                break
            if letter == "a" or self.rows[above] in self.letters.paths or (letter in "Vb" and self.markers[above]):
                at = above
                continue
            if letter == "b" and not self.markers[above] and above and self.shape[above - 1] in "sat":
                if self.gaps[above] > 1:
                    break
                above -= 1  # picture, badge, name
            elif letter not in "sMAt" or self.gaps[at]:
                break
            wanted = line_key(name) if wanted is None else wanted
            if not wanted or not _same_name(self.lines.keys[self.rows[above]], wanted):
                break
            at = above
        return at


def _tells_time(match: TimestampMatch) -> bool:
    """Tell whether a match states a time of day or an age; "30 days" alone may be a duration."""
    return match.has_time or (match.relative is not None and _DURATION.fullmatch(match.text) is None)


def _same_name(key: str, name: str) -> bool:
    """Tell whether a line says the name alone, twice, or with a short word behind it, as in "Ann avatar"."""
    return key == name or (
        key.startswith(name)
        and len(key) <= len(name) + max(8, len(name) + 1)
        and key[len(name)] == " "
        and (key.endswith(name) or len(key) <= len(name) + 8)
    )


def find_all(shape: str, letter: str) -> list[int]:
    """Return where a letter stands in a string of letters."""
    found = []
    at = shape.find(letter)
    while at >= 0:
        found.append(at)
        at = shape.find(letter, at + 1)
    return found


def without_digits(text: str, counted: str) -> str:
    """Return a line's text, or its counted key where it has a number: so "3 votes" and "12 votes" are one."""
    return counted if "{n}" in counted else text


def _nothing(_: Sequence[object]) -> tuple[()]:
    return ()


def share(votes: Sequence[bool]) -> float:
    """Return the share of votes that are true; 0 for none."""
    return sum(votes) / len(votes) if votes else 0.0


def find_heads(page: Content, scheme: Scheme, done: range = range(0)) -> Iterator[Head]:
    """Find every anchor that the scheme can read, but for those in lines that are `done` with."""
    if scheme.anchors == ITEM:
        return _item_heads(page)
    if scheme.anchors == "A":
        return _said_heads(page, done)
    return _dated_heads(page, scheme, done)


def _said_heads(page: Content, done: range) -> Iterator[Head]:
    """Read "NAME says:", on one line or on two, with the date below it."""
    shape = page.shape
    taken = -1
    for found in _SAID.finditer(shape):
        index = last = author = found.start()
        if index <= taken or index in done:
            continue
        if shape[index] == "y":
            author = index - 1
            if not index or shape[author] not in "st" or page.gaps[index] > 1 or not page.name_quality(author):
                continue
        stamps: tuple[int, ...] = ()
        below = last + 1
        while below < page.size and below <= last + 2 and shape[below] in "bKayc" and not page.markers[below]:
            below += 1
        if below < page.size and shape[below] == "D" and page.gaps[below] <= 2:
            stamps = stamp_lines(page, below)
            last = stamps[-1]
        taken = last
        name = page.names.get(author, page.texts[author])
        start = page.extended_start(author, name)
        if (
            not stamps
            and start
            and shape[start - 1] in "DM"
            and not page.markers[start]
            and (page.markers[start - 1] or (shape[index] == "y" and page.texts[start - 1].endswith(",")))
        ):
            start -= 1  # a list item that begins with its date; "On May 3, 2012," / "Ann" / "said:"
            stamps = (start,)
        yield Head(index, start, last, author, stamps, 1.0 if is_name(name) else ODD_NAME)


def _item_heads(page: Content) -> Iterator[Head]:
    """Read the items of the lists below comments headings, whatever stands in their heads.

    Renderers that keep the main text alone drop names and dates of comments, or some of them. What is left of the
    thread is a list below a heading: its items are the comments. An item inside an item is an answer where it begins
    with something that heads comments, or where it is the only one at its place; else it is a list in a body.
    """
    taken = -1
    for heading in page.headings:
        if heading > taken:
            first = _first_item(page, heading)
            heads = _items(page, first) if first >= 0 else _counted_paragraphs(page, heading)
            if heads:
                taken = heads[-1].start
                yield from heads


def _first_item(page: Content, heading: int) -> int:
    """Return the first list item below a heading, past forms and notices, or -1."""
    for index in range(heading + 1, min(heading + 1 + ITEM_REACH, page.size)):
        if page.markers[index] not in {"", HEADING}:
            return index if page.shape[index] not in "XWLFTGV" else -1
        if page.shape[index] not in "FOTGptsRb":
            break
    return -1


def _counted_paragraphs(page: Content, heading: int) -> list[Head]:
    """Read the paragraphs below a heading that counts just as many comments, at the end of an article, as comments."""
    number = page.counts.get(heading, 0)
    if number < 2 or page.shape[heading] != "H":
        return []
    first = heading + 1
    while first < page.size and page.shape[first] in "OFT":
        first += 1
    kinds = page.shape[first : first + number + 2]
    if kinds[:1] == "t" and len(kinds) > number and kinds[number] == "p":
        first, kinds = first + 1, kinds[1:]  # a notice
    closed = kinds[number:].strip("OF") == "" or kinds[number : number + 1] in {"F", "O"}
    if len(kinds) < number or not closed or kinds[:number].strip("pt") or "p" not in kinds[:number]:
        return []
    if any(page.markers[first : first + number]) or page.shape.count("p", 0, heading) < ARTICLE:
        return []
    return [Head(index, index, index - 1, -1, (), UNSURE) for index in range(first, first + number)]


def _items(page: Content, first: int) -> list[Head]:
    """Return the heads of the items of a list and of the answers inside them."""
    top = page.indents[first]
    found: list[Head] = []
    inner: list[Head] = []
    is_headless = False
    index = first
    while index < page.size:
        letter, indent, marker = page.shape[index], page.indents[index], page.markers[index]
        if marker in {"", HEADING}:
            if indent <= top or letter == "W":
                break
        elif letter not in "RVbGFX":
            head = _item_head(page, index)
            if indent <= top or head.author >= 0:
                if indent < top:
                    break
                is_headless = is_headless or head.author < 0
                found.append(head)
            else:
                inner.append(head)
        index += 1
    if is_headless and inner:
        starts = [head.start for head in found]
        for position, head in enumerate(inner):
            level, parent = page.indents[head.start], bisect_left(starts, head.start)
            near = inner[max(0, position - 1) : position] + inner[position + 1 : position + 2]
            if not any(page.indents[o.start] == level and bisect_left(starts, o.start) == parent for o in near):
                found.append(head)
        found.sort(key=lambda head: head.start)
    return found


def _item_head(page: Content, index: int) -> Head:
    """Read what a list item begins with: a name, a date, both, or the text at once."""
    letter = page.shape[index]
    below = index + 1
    if below < page.size and page.markers[below]:
        below = page.size
    if letter in "AMP":
        stamps = stamp_lines(page, index) if letter == "M" else ()
        if letter == "A" and below < page.size and page.shape[below] == "D" and page.gaps[below] <= 2:
            stamps = stamp_lines(page, below)
        return Head(index, index, stamps[-1] if stamps else index, index, stamps, 0.9)
    if letter == "D":
        stamps = stamp_lines(page, index)
        author, quality = page.author_below(stamps[-1])
        if quality and author + 1 < page.size and not page.markers[author + 1]:
            return Head(index, index, author, author, stamps, quality)
        return Head(index, index, stamps[-1], -1, stamps, UNSURE)
    author, last = -1, index - 1
    if letter == "a":
        author = last = index
        if below < page.size and page.gaps[below] == 0 and page.name_quality(below) and _stands_apart(page, below):
            author = last = below
    elif letter == "s" and page.name_quality(index) >= 0.5 and _stands_apart(page, index):
        author = last = index
    if author < 0:
        return Head(index, index, last, -1, (), UNSURE)
    stamps = ()
    if last + 1 < page.size and page.shape[last + 1] == "D" and page.gaps[last + 1] <= 2:
        stamps = stamp_lines(page, last + 1)
        last = stamps[-1]
    return Head(index, index, last, author, stamps, page.name_quality(author) or 0.6)


def _stands_apart(page: Content, index: int) -> bool:
    """Tell whether a line may be a name above a body: no item follows at once, but a blank line, a date or text."""
    below = index + 1
    if below >= page.size or page.markers[below] or page.gaps[below] > 1:
        return False
    return (
        page.gaps[below] == 1 or page.shape[below] in "DpbZ" or (page.shape[below] == "t" and page.markers[index] != "")
    )


def stamp_lines(page: Content, index: int) -> tuple[int, ...]:
    """Return the lines of a timestamp: a date may have its time on the next line."""
    below = index + 1
    if below < page.size and page.shape[below] == "D" and page.gaps[below] == 0:
        first, second = page.stamps[index].match, page.stamps[below].match
        if (
            first.is_complete_date
            and not first.has_time
            and second.has_time
            and not second.is_complete_date
            and second.month is None
        ):
            return index, below
    return (index,)


def _dated_heads(page: Content, scheme: Scheme, done: range) -> Iterator[Head]:
    """Read the anchors with a date: the author stands beside it, above or below, or is told later."""
    shape, gaps, size = page.shape, page.gaps, page.size
    is_below = scheme.body is Place.BELOW
    is_author_above, is_author_below = scheme.author is Place.ABOVE, scheme.author is Place.BELOW
    taken = -1
    for found in _ANCHORS[scheme.anchors].finditer(shape):
        index = found.start()
        if index <= taken or index in done:
            continue
        stamps = stamp_lines(page, index)
        last = stamps[-1]
        if is_below and last + 1 < size and shape[last + 1] in "yc" and not gaps[last + 1]:
            last += 1  # "Jane" / "on" / date / "said:"
        author, start, quality = -1, index, 0.0
        if shape[index] == "M":
            author, quality = index, page.quality_beside(index)
            if is_below:
                start = page.extended_start(index, page.stamps[index].name)
        elif is_author_above:
            author, start, quality = page.author_above(index)
            if author < 0:
                continue
            if is_below:
                start = page.extended_start(start, page.names.get(author, page.texts[author]))
        elif is_author_below:
            author, quality = page.author_below(last)
            last = author
            if author < 0 or not quality:
                continue
        taken = stamps[-1]
        yield Head(index, start, last, author, stamps, quality)
