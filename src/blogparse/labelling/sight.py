"""What a reader sees of each line without understanding it: shape, white space, and what the page repeats.

A *column* holds one small whole number for each line that is not blank; a *template* joins a few columns, and its
values are the features that the chains have weights for. Nothing here knows a word of any language but through the
line's class. How often a line's masked text, its first and its last word, its look and its surroundings recur, and how
far the next date, reply link or form is, says where records lie on pages of any theme.

Which templates there are, and their order, belongs to the weights: whoever changes them trains anew.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from blogparse.layout import Content
from blogparse.text import late_pattern

Column = Sequence[int]
Template = tuple[str, ...]
Span = tuple[int, int] | None

ALPHABET: Final = "_DMAycRVKPZHhFOGTbaBELQXWstpN"  # the classes of lines; N: outside the page
_INDEX: Final = {letter: at for at, letter in enumerate(ALPHABET)}
_NOTHING: Final = len(ALPHABET) - 1
BASE: Final = 32  # every column is smaller
_FAR: Final = 99999
_NUMBER: Final = late_pattern(r"\d\d*+")  # as searches for one of a set are faster than those for a number of them
_ASCII_NUMBER: Final = late_pattern(r"[0-9][0-9]*+")
_STOPS_IN_NAMES: Final = frozenset(".!?")
_WORD_WITH_POINT: Final = late_pattern(r"(\S+)[.!?] ")
_FEW: Final = (1, 2, 4, 9)
_NEAR: Final = (0, 1, 3, 8)
_STEPS: Final = (0, 1, 2, 3, 6, 12, 30)
_PARTS: Final = (0, 1, 3, 8, 30, 1000, 9999)  # the last: there is none
_LINKS: Final = (0, 1, 2, 4, 10, 30, 9999)
_FAR_OFF: Final = (0, 1, 2, 4, 10)
_STOPS: Final = frozenset(".!?…。！？।؟۔")
_SIGNS: Final = {
    sign: kind
    for kind, signs in enumerate((":：", ",،、", "|·•»«→←#-–—¶∞", ")]([", "", "…", "\"“”'’>", "", "@+*/"), 1)
    for sign in signs
}


class Sight(NamedTuple):
    """The lines of a page that are not blank, as the chains see them; `declared` is the heading's number or -1."""

    texts: Sequence[str]
    letters: str
    indents: Sequence[int]
    gaps: Sequence[int]
    markers: Sequence[str]
    dates: Sequence[Span]
    declared: int


def sight_of(page: Content) -> Sight:
    """Return what the chains see of a page."""
    n = page.size
    dates = page.letters.dates
    found = [dates.get(row) for row in page.rows]
    spans = [(match.start, match.end) if match is not None else None for match in found]
    declared = max((count for at, count in page.counts.items() if page.shape[at] == "H"), default=-1)
    return Sight(page.texts[:n], page.shape, page.indents[:n], page.gaps[:n], page.markers[:n], spans, declared)


def letter_index(letter: str) -> int:
    """Return the number of a class of lines."""
    return _INDEX[letter]


def masked(text: str) -> str:
    """Return a text with its numbers written 0."""
    return (_ASCII_NUMBER if text.isascii() else _NUMBER).sub("0", text)


def join(*columns: Sequence[int]) -> Column:
    """Return the template of some columns: one number that tells all of them."""
    joined = list(columns[0])
    for column in columns[1:]:
        joined = [BASE * a + b for a, b in zip(joined, column, strict=True)]
    return joined


def binned(values: Iterable[float], limits: Sequence[float]) -> list[int]:
    """Return in which bin each value falls; a limit belongs to the bin below it."""
    return [bisect_left(limits, value) for value in values]


def _recurring(values: Sequence[object], limits: Sequence[int] = _FEW) -> Column:
    counts = Counter(values)
    return [bisect_left(limits, counts[value]) for value in values]


def _since(flags: Iterable[bool]) -> Column:
    distance = _FAR
    return [distance := 0 if flag else distance + 1 for flag in flags]


def _until(flags: Sequence[bool]) -> Column:
    return _since(flags[::-1])[::-1]


def _near(flags: Sequence[bool], limits: Sequence[int]) -> Column:
    """Return in one number how far the flagged lines above and below are."""
    radix = len(limits) + 2
    above, below = binned(_since(flags), limits), binned(_until(flags), limits)
    return [radix * a + b for a, b in zip(above, below, strict=True)]


def _is_name(text: str) -> bool:
    if len(text) > 64 or text.count(" ") >= 8 or "://" in text or text.endswith(("…", "...")):
        return False
    if (len(text) <= 3 and not any(map(str.isalpha, text))) or (len(text) > 20 and text[-1] in "?!;:"):
        return False
    if _STOPS_IN_NAMES.isdisjoint(text):
        return True
    return all(len(word) <= 5 and (len(word) <= 3 or not word.islower()) for word in _WORD_WITH_POINT.findall(text))


def _likeness(text: str, letter: str, mark: str) -> int:
    """Return how much a line looks like a name, 0 (not at all) to 5 ("NAME says")."""
    if letter == "A":
        return 5
    if letter not in "stb" or mark == "#" or text[:2] == "@ " or not _is_name(text):
        return 0
    if text[-1] in ",;!":
        return 1
    if letter == "t":
        return 2 if len(text) <= 30 else 0
    return 4 if len(text) <= 40 else 3


@lru_cache(maxsize=4096)
def _kind(character: str) -> int:
    if character in _SIGNS:
        return _SIGNS[character]
    if character in _STOPS:
        return 5
    if character.isdigit():
        return 8
    if character.isupper():
        return 10
    if character.islower():
        return 11
    return 12 if character.isalpha() else 13


def _sides(indents: Sequence[int], dated: Sequence[bool]) -> Column:
    """Return how each line stands against the columns of the dates above and below: 0 none, left, same, deeper."""

    def side(pairs: Iterable[tuple[int, bool]]) -> Column:
        found, column = [], -1
        for indent, flag in pairs:
            found.append(0 if column < 0 else 2 + (indent > column) - (indent < column))
            column = indent if flag else column
        return found

    pairs = list(zip(indents, dated, strict=True))
    return [4 * a + b for a, b in zip(side(pairs), reversed(side(reversed(pairs))), strict=True)]


def _items(indents: Sequence[int], markers: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return for each line which list it is an item of, and the line that it stands under, less indented; -1 for none.

    A list is a run of lines in one column with one mark, whatever stands deeper between them.
    """
    lists: list[int] = []
    parents: list[int] = []
    levels: list[tuple[int, str, int]] = []  # of each list that goes on: its column, its mark, its number
    last: dict[int, int] = {}
    for at, (indent, marker) in enumerate(zip(indents, markers, strict=True)):
        while levels and (levels[-1][0] > indent or (levels[-1][0] == indent and levels[-1][1] != marker)):
            levels.pop()
        if not levels or levels[-1][0] < indent:
            levels.append((indent, marker, at))
        lists.append(levels[-1][2])
        parents.append(last[levels[-2][2]] if len(levels) > 1 else -1)
        last[levels[-1][2]] = at
    return lists, parents


class Columns:
    """The columns of a page, those of the first chain."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.size = len(sight.texts)
        self.mask = masked("\n".join(sight.texts)).split("\n")
        if len(self.mask) != self.size:  # an entity may stand for a line's end
            self.mask = list(map(masked, sight.texts))
        self.dated = [date is not None for date in sight.dates]
        self.letter = [_INDEX[each] for each in sight.letters]
        self.over, self.under = [_NOTHING, *self.letter[:-1]], [*self.letter[1:], _NOTHING]
        self.gap = [min(each, 3) for each in sight.gaps]
        self.gap_below = [*self.gap[1:], 0]
        self.mark = [0 if not each else 1 if each == "#" else 2 if each == "1" else 3 for each in sight.markers]
        self.mark_below = [*self.mark[1:], 0]
        self.turn = [0, *(1 + (b > a) - (b < a) for a, b in pairwise(sight.indents))]
        self.turn_below = [*self.turn[1:], 0]
        self.length = binned(map(len, sight.texts), (3, 12, 25, 40, 64, 120, 300))
        self.words = binned([text.count(" ") for text in sight.texts], (0, 1, 2, 4, 9))
        self.first = [_kind(text[0]) for text in sight.texts]
        self.last = [_kind(text[-1]) for text in sight.texts]
        self.name = [_likeness(*each) for each in zip(sight.texts, sight.letters, sight.markers, strict=True)]
        self.name_below = [*self.name[1:], 6]
        counted = Counter(self.mask)
        self.counts = [counted[text] for text in self.mask]
        self.has_digit = [int(a != b) for a, b in zip(self.mask, self.sight.texts, strict=True)]
        self.exact = _recurring(self.sight.texts)
        self.same_first = _recurring([text.split(None, 1)[0] for text in self.mask])
        self.same_around = _recurring([sight.letters[:2], *[sight.letters[at : at + 3] for at in range(self.size - 1)]])
        # how much a line says beside its date
        self.rest = [
            0 if date is None else 1 + bisect_left((0, 2, 8, 25, 60), len(text) - date[1] + date[0])
            for text, date in zip(self.sight.texts, self.sight.dates, strict=True)
        ]
        dates = sum(self.dated)
        # how often a line recurs for each date: once a record, or not
        self.rate = [
            0 if count < 3 else 1 if not dates else 2 + bisect_left((0.3, 0.7, 1.4, 2.5), count / dates)
            for count in self.counts
        ]
        self.near_date = _near(self.dated, _NEAR)
        self.near_many = _near([count > 3 for count in self.counts], (0, 1, 3))
        self.prose = binned([0, *accumulate(self.flags("p"))][: self.size], (0, 1, 3, 10))
        self.told = [bisect_left((-1, 0, 1, 3, 10), self.sight.declared)] * self.size
        self.side = _sides(self.sight.indents, self.dated)
        edge = min(self.sight.indents, default=0)
        self.depth = binned([each - edge for each in self.sight.indents], (0, 2, 4, 8, 16, 32))
        self.heading = binned(_since(self.flags("Hh")), _PARTS)
        self.until_form = binned(_until(self.flags("FO")), _PARTS)
        self.since_form = binned(_since(self.flags("FO")), _PARTS)
        self.lists, self.parents = _items(sight.indents, sight.markers)
        self.holds, self.held = self._holding()
        self.since_link = binned(_since(self.flags("R")), _LINKS)
        self.until_link = binned(_until(self.flags("R")), _LINKS)

    def _holding(self) -> tuple[Column, Column]:
        """Return how many items of the list of each line have lines of no list under them, and of that above it.

        Items of a thread have, those of a menu have not.
        """
        marks, lists, parents = self.mark, self.lists, self.parents
        holders = {parent for parent, mark in zip(parents, marks, strict=True) if parent >= 0 and not mark}
        sizes, holding = Counter(lists), Counter(lists[at] for at in holders)
        many = [
            1 + 3 * bisect_left(_FEW, holding[each]) + bisect_left((0.3, 0.8), holding[each] / sizes[each])
            if holding[each] else 0
            for each in lists
        ]  # fmt: skip
        holds = [value + 16 * (at in holders) for at, value in enumerate(many)]
        held = [0 if parent < 0 else many[parent] + 16 * (parent == at - 1) for at, parent in enumerate(parents)]
        return holds, held

    def flags(self, letters: str) -> list[bool]:
        """Return which lines are of these classes."""
        return [each in letters for each in self.sight.letters]


FIRST: Final[Sequence[Template]] = (
    ("gap", "letter"), ("gap", "gap below", "length"), ("mark", "letter"), ("mark below", "letter"),
    ("turn", "turn below", "mark"), ("first", "letter"), ("words", "first"), ("same first", "length"),
    ("same around", "letter"), ("name", "gap below", "under"), ("name", "name below", "over"),
    ("name", "exact", "under"), ("name", "last"), ("name", "words", "first"), ("rest", "last"),
    ("rate", "letter"), ("rate", "near date"), ("since date",), ("until date",), ("since often",), ("until often",),
    ("near many", "letter"), ("heading",), ("until heading", "letter"), ("since form", "letter"),
    ("heading", "until form"), ("since form", "heading"), ("since link", "letter"), ("since link", "until link"),
    ("prose",), ("told", "heading"), ("side", "near date"), ("depth", "letter"), ("has digit", "name", "length"),
    ("holds", "letter"), ("holds", "name", "mark"), ("held", "letter"), ("held", "holds below", "letter"),
)  # fmt: skip
"""The templates of the first chain: the columns that each joins."""
FURTHER: Final[Sequence[Template]] = (
    ("letter",), ("over", "letter"), ("letter", "under"), ("over", "letter", "under"), ("over 2", "over", "letter"),
    ("letter", "under", "under 2"), ("over 2", "over", "letter", "under"), ("over", "letter", "under", "under 2"),
    ("gap below", "letter"), ("turn", "letter"), ("turn below", "letter"), ("length",), ("length", "letter"),
    ("last", "length"), ("last", "letter"), ("same",), ("same", "letter"), ("same", "length"),
    ("same last", "length"), ("exact", "same", "letter"), ("same look", "letter"),
    ("same look", "same depth", "length"), ("name",), ("name", "same"), ("name", "under"), ("name above", "letter"),
    ("is dated", "same beside"), ("is dated", "length"), ("same beside", "letter"), ("where", "rest"),
    ("rest", "letter"), ("rate", "length"), ("near date", "letter"), ("near often", "length"), ("near many", "name"),
    ("heading", "letter"), ("until form", "letter"), ("until link", "letter"), ("echo", "letter"),
    ("echo below", "letter"), ("place", "letter"), ("dates", "letter"), ("told", "letter"), ("side", "letter"),
    ("depth", "mark", "length"), ("since text", "until text", "name"),
)  # fmt: skip
"""The templates that the second chain has beside those of the first and its own."""


FIRST_VIEWS: Final[Sequence[Template]] = (
    ("held", "holds below", "letter", "mark below", "holds", "name", "mark"),
    ("told", "heading", "until form", "since form"),
    ("rest", "last", "name", "words", "first"), ("until heading", "since form", "depth", "same around", "letter"),
    ("prose", "since date", "since often", "until often"), ("near many", "gap", "rate", "letter"),
    ("first", "letter", "since link", "until link"), ("same first", "gap", "gap below", "has digit", "name", "length"),
    ("exact", "name", "gap below", "under", "name below", "over"), ("rate", "side", "near date"),
    ("until date", "turn", "turn below", "mark"),
)  # fmt: skip
"""Columns that templates of the first chain share; searched for the fewest combinations on pages."""


def first_columns(c: Columns) -> dict[str, Column]:
    """Return the columns that the templates of the first chain join, by name."""
    often = [count > 1 for count in c.counts]
    return {
        "letter": c.letter, "over": c.over, "under": c.under, "gap": c.gap, "gap below": c.gap_below, "mark": c.mark,
        "mark below": c.mark_below, "turn": c.turn, "turn below": c.turn_below, "length": c.length, "words": c.words,
        "first": c.first, "last": c.last, "name": c.name, "name below": c.name_below, "has digit": c.has_digit,
        "exact": c.exact, "same first": c.same_first, "same around": c.same_around, "rest": c.rest, "rate": c.rate,
        "near date": c.near_date, "near many": c.near_many, "prose": c.prose, "told": c.told, "side": c.side,
        "depth": c.depth, "heading": c.heading, "until form": c.until_form, "since form": c.since_form,
        "since link": c.since_link, "until link": c.until_link, "holds": c.holds, "holds below": [*c.holds[1:], 0],
        "held": c.held, "since date": binned(_since(c.dated), _STEPS), "until date": binned(_until(c.dated), _STEPS),
        "since often": binned(_since(often), _FAR_OFF), "until often": binned(_until(often), _FAR_OFF),
        "until heading": binned(_until(c.flags("H")), _PARTS),
    }  # fmt: skip


def further_columns(c: Columns) -> dict[str, Column]:
    """Return the columns of the second chain that are neither the first one's nor made of labels, by name."""
    where = [
        0 if date is None else 1 + (date[0] > 0) + 2 * (date[1] < len(text))
        for text, date in zip(c.sight.texts, c.sight.dates, strict=True)
    ]
    beside = [
        "" if date is None else masked(f"{text[: date[0]]}|{text[date[1] :]}")
        for text, date in zip(c.sight.texts, c.sight.dates, strict=True)
    ]
    counts = Counter(beside)
    texty = c.flags("pt")
    lowered = [text.lower() for text in c.sight.texts]
    echo = [0, *(int(a == b) for a, b in pairwise(lowered))]
    return {
        "over 2": [_NOTHING, *c.over[:-1]], "under 2": [*c.under[1:], _NOTHING], "name above": [6, *c.name[:-1]],
        "same": binned(c.counts, _FEW),
        "same last": _recurring([text.rsplit(None, 1)[-1] for text in c.mask]),
        "same look": _recurring(list(zip(c.sight.letters, c.sight.indents, c.sight.markers, strict=True))),
        "same depth": _recurring(list(zip(c.sight.indents, c.mark, strict=True)), (1, 3, 8, 20)),
        "is dated": list(map(int, c.dated)), "where": where,
        "same beside": [1 + bisect_left((1, 2, 4), counts[said]) if said else 0 for said in beside],
        "near often": _near([count > 1 for count in c.counts], (0, 1, 3)),
        "echo": echo, "echo below": [*echo[1:], 0],
        "place": [5 * at // c.size for at in range(c.size)],
        "dates": [bisect_left((0, 1, 3, 10), sum(c.dated))] * c.size,
        "since text": binned(_since(texty), (0, 1, 2, 3, 6)), "until text": binned(_until(texty), (0, 1, 2, 3, 6)),
    }  # fmt: skip
