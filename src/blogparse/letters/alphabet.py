"""The alphabet: the class of a line, what is kept of it, and the class that shape alone gives."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

import attrs

from blogparse.dates import TimestampMatch
from blogparse.language import Role
from blogparse.letters.parts import NO_PARTS, PartWords
from blogparse.text import CLOSERS, STOPS, ends_sentence, ends_with_initial


class Letter(StrEnum):
    """The letters; ``docs/architecture.md`` shows a page in them."""

    BLANK = "_"
    DATE = "D"
    """A timestamp and nothing else but chrome."""
    META = "M"
    """A name and a timestamp."""
    SAYS = "A"
    """A name and a verb of saying."""
    VERB = "y"
    """A verb of saying alone."""
    CONNECTOR = "c"
    """A word between a name and a date alone, where a renderer prints one text node a line."""
    REPLY = "R"
    """Links under a comment: reply, like, share, report, edit."""
    VOTES = "V"
    """A number alone."""
    MENTION = "K"
    """Whom a comment answers: "Reply to Jane"."""
    PINGBACK = "P"
    DELETED = "Z"
    """The notice that a comment was removed."""
    HEADING = "H"
    """A heading over comments, with or without their number."""
    COUNT = "h"
    """A number of comments among other words: a heading or a counter."""
    FORM = "F"
    """A comment form."""
    CLOSED = "O"
    """No comments, no more comments, or comments after a login only."""
    PAGES = "G"
    """More comments elsewhere: older, newer, load more."""
    TOOLS = "T"
    """Sorting and filtering above a thread."""
    BADGE = "b"
    AVATAR = "a"
    """The alternative text of a picture of a person."""
    BYLINE = "B"
    NOTE = "E"
    """An editor's note, a correction, a disclosure: a label and perhaps its text."""
    LABEL = "L"
    """Topics: a label and perhaps the topics."""
    RELATED = "Q"
    """A pointer to another article: "More from ...:"."""
    NAVIGATION = "X"
    """Menus, share bars, previous and next."""
    WIDGET = "W"
    """The heading of a sidebar's or a footer's box."""
    SHORT = "s"
    """Few words, no sentence: a title, a name, a menu entry."""
    TEXT = "t"
    """A sentence, or words of middling length."""
    PROSE = "p"
    """Running text."""


# Classes that mean the same to later steps, as strings: whoever asks for several classes asks by these names.
TITLE_LIKE: Final = "st"  # short lines: titles, names, captions, entries of menus
TEXT_LIKE: Final = "pt"  # sentences and running text
PLAIN: Final = "stp"  # what only its shape has classed
NAME_LIKE: Final = "sta"  # what may name a person: a short line, the text of a picture
NUMBERED: Final = "sth"  # what may hold a number of comments in words that no locale knows
DATED: Final = "DM"  # timestamps, with a name or without
HEADER_LIKE: Final = "DMA"  # what heads comments: a timestamp, "NAME says"
COUNTING: Final = "Hh"  # headings over comments, and counters
FORM_LIKE: Final = "FO"  # a form for comments, or the notice that there is none
ARTICLE_BREAKS: Final = "HFO"  # what no article runs across
THREAD_BREAKS: Final = "HWFO"  # what no thread runs across
CLOSING: Final = "RVb"  # what closes a comment: links, votes, badges
JOINING: Final = "yc"  # words between name and date, on a line of their own
TEXT_EDGES: Final = "RbaKGTycP"  # what no text of a comment begins or ends with
BESIDE_NAMES: Final = "bKV"  # badges, mentions, votes: what may stand between name and date


@attrs.frozen(slots=True)
class Stamp:
    """A timestamp in a line that looks like a comment's or a post's head.

    `before` and `after` are what else the line says, without connectors, verbs and links: at most one of them holds
    the name. `chrome` tells that links were cut from the line, `verb` that a verb of saying or "Comment by" was. `path`
    is the comment's number by levels, (1, 2) for "#1.2", or empty.
    """

    match: TimestampMatch
    before: str
    after: str
    chrome: bool
    verb: bool
    path: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The words beside the timestamp, which may be a name."""
        return self.before or self.after


@attrs.frozen(slots=True, eq=False)
class Letters:
    """The letters of a dump with what was learned on the way, by line number.

    `stamps` holds the timestamps of D and M lines, `names` the names in A and K lines, `counts` the numbers of H and h
    lines (1 for "one"), `labels` how many characters of a line its label takes, `roles` the role of labels, and of
    other lines where it says more than the letter (comments closed, or after a login; the post before or after),
    `paths` the numbers of lines such as "#1.2", `dates` the first complete date of lines of any letter that may be
    datelines. `box_heads` are lines without a letter of their own that begin as headings of boxes do ("Popular posts of
    the year"). `badges` are the keys of marks beside names, on any page; `parts` the words that are looked for inside
    lines.
    """

    letters: str
    stamps: Mapping[int, Stamp]
    names: Mapping[int, str]
    counts: Mapping[int, int]
    labels: Mapping[int, int]
    roles: Mapping[int, Role]
    paths: Mapping[int, tuple[int, ...]]
    dates: Mapping[int, TimestampMatch]
    box_heads: Collection[int] = frozenset()
    badges: frozenset[str] = frozenset()
    parts: PartWords = NO_PARTS


SHORT: Final = 60  # characters: longer lines are sentences more often than names, titles or menu entries
_MAX_INITIALED: Final = 24  # characters of "Jane D."; what is longer and ends so is a sentence
_ENDINGS: Final = STOPS.union(CLOSERS)
_SHORT, _TEXT, _PROSE = Letter.SHORT.value, Letter.TEXT.value, Letter.PROSE.value  # members of classes are slower


def classify_shape(text: str) -> str:
    """Return the letter that length and final punctuation give a text, whatever its words."""
    size = len(text)
    if size > 2 * SHORT:
        return _PROSE
    ends = text[-1:] in _ENDINGS and ends_sentence(text)
    if size > SHORT:
        return _PROSE if ends else _TEXT
    return _TEXT if ends and (size > _MAX_INITIALED or ends_with_initial(text) is None) else _SHORT


class Line(NamedTuple):
    """A line with what is asked of it: its row, its text, its key, its key with ``{n}`` for numbers, a list mark."""

    at: int
    text: str
    key: str
    counted: str
    is_item: bool


@attrs.define(slots=True, eq=False)
class Notes:
    """What is learned of lines while they are classified, by line number; `Letters` tells what each holds."""

    stamps: dict[int, Stamp] = attrs.field(factory=dict)
    names: dict[int, str] = attrs.field(factory=dict)
    counts: dict[int, int] = attrs.field(factory=dict)
    labels: dict[int, int] = attrs.field(factory=dict)
    roles: dict[int, Role] = attrs.field(factory=dict)
    paths: dict[int, tuple[int, ...]] = attrs.field(factory=dict)
    dates: dict[int, TimestampMatch] = attrs.field(factory=dict)
    box_heads: dict[int, bool] = attrs.field(factory=dict)

    def of_one(self) -> tuple[tuple[str, object], ...]:
        """Return what was learned of the one line in them, row 0, by the name of the field."""
        found = self._all()
        return tuple((name, learned[0]) for name, learned in zip(_LEARNED, found, strict=True) if learned)

    def _all(self) -> tuple[dict[int, Any], ...]:
        return (
            self.stamps, self.names, self.counts, self.labels, self.roles, self.paths, self.dates, self.box_heads,
        )  # fmt: skip

    def forget(self, rows: Iterable[int]) -> None:
        """Drop what was learned from lines that turn out to be something else."""
        for learned in self._all():
            for row in rows:
                learned.pop(row, None)


_LEARNED: Final = tuple(each.name for each in attrs.fields(Notes))
