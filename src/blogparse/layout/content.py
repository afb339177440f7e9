"""The non-blank lines of a dump, with what every template asks of them.

All indices in this package count the lines that are not blank (*content lines*), from 0.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, compress, pairwise
from operator import itemgetter
from typing import Final

from blogparse.dates import TimestampMatch
from blogparse.layout.templates import Header
from blogparse.letters import BESIDE_NAMES, JOINING, NUMBERED, SHORT, TITLE_LIKE, Letters
from blogparse.text import CLOSERS, HEADING, Lines, Row, is_name, late_pattern

_DIGITS: Final = late_pattern(r"[-+−]?\d++")
MIN_NOUN: Final = 2  # letters of a word for comments; signs for votes have none
_DURATION: Final = late_pattern(r"\d++ [^\W\d_\u2e80-\uffff]{3,}+")  # "30 days"
MAX_SAID: Final = 64  # characters: who "says:" may have any name, but no longer one
MAX_HEAD: Final = 4  # content lines between author and date: badge, avatar, fans, mention
_BREAKS: Final = late_pattern(r"[HWFO]")  # what may cut the anchors of one thread from those of something else
_HEADINGS: Final = late_pattern(r"[Hh]")
_PINGBACKS: Final = late_pattern("P")
_NAME_LETTERS: Final = frozenset("Ast")
_SKIPPED_IN_HEADS: Final = frozenset(BESIDE_NAMES)


class Content:
    """The non-blank lines of a dump, with what every template asks of them."""

    def __init__(self, lines: Lines, letters: Letters) -> None:
        self.lines = lines
        self.letters = letters
        shape = letters.letters
        self.rows = list(compress(map(Row, range(len(shape))), map("_".__ne__, shape)))
        self.shape = shape.replace("_", "")
        self.size = len(self.rows)
        self.place = array("i", accumulate(map("_".__ne__, shape), initial=0))  # of lines: content lines above each
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
        index_of = self.place.__getitem__
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
        self.pingbacks = [at for found in _PINGBACKS.finditer(self.shape) if self.is_pingback(at := found.start())]
        self._qualities: dict[int, float] = {}  # judged when first asked for
        self._above: dict[int, tuple[int, float]] = {}
        self._beside: dict[int, float] = {}

    @cached_property
    def is_mixed(self) -> bool:
        """Whether datelines with a name and without one stand where they could head one thread."""
        return any("D" in piece and "M" in piece for piece in _BREAKS.split(self.shape))

    def row_end(self, index: int) -> Row:
        """Return the line number at which content line `index` starts, the number of lines behind the last."""
        return self.rows[index] if index < self.size else Row(len(self.lines))

    def tells_number(self, index: int, number: int) -> bool:
        """Return whether a short line holds this number, and no other, as "Diskusia (5)" does in any language."""
        text = self.texts[index]
        if self.shape[index] not in NUMBERED or len(text) > SHORT or text[:1] == "#":
            return False
        numbers, digits = _DIGITS.findall(text), str(number)
        bare = text.strip("()[]:. ")
        is_outside = bare.startswith(digits) or bare.endswith(digits)
        return numbers == [digits] and is_outside and sum(map(str.isalpha, text)) >= MIN_NOUN

    def is_pingback(self, index: int) -> bool:
        """True for a pingback, not a heading over pingbacks: it names the page that links here."""
        label = self.letters.labels.get(self.rows[index])
        if label is None:  # one node a line: the page's name stands below
            return self.texts[index].endswith(":") and index + 1 < self.size and self.gaps[index + 1] == 0
        return bool(self.texts[index][label:].strip())

    def is_linking(self, head: Header) -> bool:
        """Return whether a head is that of a link from another page."""
        return head.author >= 0 and self.shape[head.author] == "P"

    def is_on_title(self, head: Header) -> bool:
        """Return whether the author, a word such as "on" and a title stand on lines of their own, in this order."""
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

    def author_above(self, index: int) -> tuple[int, float]:
        """Return the author's line above `index` and its quality; (-1, 0) for none."""
        found = self._above.get(index)
        if found is None:
            found = self._above[index] = self._find_author_above(index)
        return found

    def _find_author_above(self, index: int) -> tuple[int, float]:
        at = index - 1
        skipped = 0
        fallback = -1
        while at >= 0 and skipped < MAX_HEAD and self.gaps[at + 1] <= 2:
            letter = self.shape[at]
            if letter in JOINING:
                if at and self.gaps[at] <= 1:
                    said = (
                        letter == "y" and self.texts[at].endswith((":", "：")) and len(self.texts[at - 1]) <= MAX_SAID
                    )
                    quality = 1.0 if said and self.shape[at - 1] in "stb" else self.name_quality(at - 1)
                    if quality:
                        return at - 1, quality
                return -1, 0.0
            if letter in _SKIPPED_IN_HEADS and not self.markers[at]:
                if letter == "b":
                    fallback = at
            elif quality := self.name_quality(at):
                return at, quality
            elif letter == "b" and self.markers[at]:
                return at, 0.4
            elif letter in TITLE_LIKE and self.markers[at] not in {"", HEADING} and self.gaps[at + 1] == 0:
                return at, 0.3  # the title of a page that links here
            else:
                break
            at -= 1
            skipped += 1
        if fallback >= 0:
            return fallback, 0.2
        return -1, 0.0

    def author_below(self, index: int) -> tuple[int, float]:
        """Return the author's line below `index` and its quality; (-1, 0) for none."""
        at = index + 1
        while at < self.size and at <= index + 2 and self.shape[at] in BESIDE_NAMES and not self.markers[at]:
            at += 1
        if at < self.size and self.gaps[at] <= 1:
            return at, self.name_quality(at)
        return -1, 0.0

    def with_pictures(self, start: int) -> int:
        """Return the start of a head with its author's picture and the comment's number, which stand right above."""
        while start > 0 and not self.markers[start] and self.gaps[start] <= 1:
            if self.shape[start - 1] != "a" and self.rows[start - 1] not in self.letters.paths:
                break
            start -= 1
        return start


def _tells_time(match: TimestampMatch) -> bool:
    """Return whether a match states a time of day or an age; "30 days" alone may be a duration."""
    return match.has_time or (match.relative is not None and _DURATION.fullmatch(match.text) is None)


def without_digits(text: str, counted: str) -> str:
    """Return a line's text, or its counted key where it has a number: so "3 votes" and "12 votes" are one."""
    return counted if "{n}" in counted else text


def _nothing(_: Sequence[object]) -> tuple[()]:
    return ()


def share(votes: Sequence[bool]) -> float:
    """Return the share of votes that are true; 0 for none."""
    return sum(votes) / len(votes) if votes else 0.0
