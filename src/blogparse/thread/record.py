"""One comment out of the lines of its record: author, timestamp, body, kind."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, Self

import attrs

from blogparse.dates import Times, TimestampMatch, join_time
from blogparse.layout import Induction, Place, RecordLines, without_digits
from blogparse.letters import TEXT_EDGES, Letter, Letters, Stamp
from blogparse.records import Comment, Span
from blogparse.text import (
    NUMBER,
    Lines,
    clean_name,
    end_of_line,
    ends_sentence,
    late_pattern,
    line_key,
    paragraphs_of,
    without_badge,
)
from blogparse.thread.nesting import Clues, Tree

_EDGE: Final = f"{TEXT_EDGES}_"
_EDGE_WITH_VOTES: Final = f"{_EDGE}V"
LISTS_VOTES: Final = 0.3  # share of the comments with a number alone, from which on such numbers are votes
TITLE_LINES: Final = 2  # lines below the links of a comment that may belong to the next
MENTION_PARTS: Final = 3  # text nodes below "In reply to": a title, "by" and a name
_SIGNS: Final = frozenset(".,:;|¶·•»—–-")  # what renderers of one text node a line leave of "Jane said:"
_EXCERPT: Final = late_pattern(r"\[(?:…|\.{3})\].*\[(?:…|\.{3})\]", re.DOTALL)  # how WordPress quotes links


@attrs.frozen(slots=True, eq=False)
class RecordParts:
    """The parts of one record: rows of the dump, and cleaned text; `first` to `last` is the body."""

    lines: Lines
    letters: Letters
    induction: Induction
    record: RecordLines
    author: str | None
    first: int = 0
    last: int = 0
    mention: str | None = None
    mention_is_last: bool = False

    @classmethod
    def of(
        cls, lines: Lines, letters: Letters, induction: Induction, record: RecordLines, votes: tuple[float, float]
    ) -> Self:
        """Read the parts of a record; `votes` are the shares of those with a number alone above and below the text."""
        named = cls(lines, letters, induction, record, find_author(lines, letters, induction, record))
        first, last = named.find_body(votes)
        row = letters.letters.find("K", record.start, record.end)
        while row >= 0 and row not in letters.names:
            row = letters.letters.find("K", row + 1, record.end)
        if row < 0 and record.author in letters.names and letters.letters[record.author] == "M":
            row = record.author  # "Jane replied to Joe"
        mention = letters.names[row] if row >= 0 else None
        return cls(lines, letters, induction, record, named.author, first, last, mention, row >= last)

    @property
    def is_pingback(self) -> bool:
        """Whether the record is a link from another page."""
        return self.record.author >= 0 and self.letters.letters[self.record.author] == "P"

    @property
    def body_is_above(self) -> bool:
        """Whether bodies stand above their dates on this page."""
        return self.induction.template.body is Place.ABOVE

    def find_body(self, votes: tuple[float, float]) -> tuple[int, int]:
        """Return the body's first line and the one after its last, links and badges at either end cut."""
        shape = self.letters.letters
        first, last = int(self.record.body), int(max(self.record.body, self.record.body_end))
        above, below = (_EDGE_WITH_VOTES if share >= LISTS_VOTES else _EDGE for share in votes)
        chrome = self.induction.chrome

        def is_chrome(at: int, edge: str = below) -> bool:
            return shape[at] in edge or (
                bool(chrome) and without_digits(self.lines.texts[at], self.lines.counted[at]) in chrome
            )

        while first < last and (is_chrome(first, above) or (first + 1 < last and self.is_left_from_head(first))):
            first += 1
        while first < last and is_chrome(last - 1):
            last -= 1
        if not self.body_is_above:
            links = shape.rfind("R", first + 1, last)
            if links >= 0:
                behind = shape[links + 1 : last].replace("_", "")
                if len(behind) <= TITLE_LINES and "p" not in behind:
                    last = links  # what follows is the title of the next comment, or a badge of its author
                    while last > first and is_chrome(last - 1):
                        last -= 1
        heading = self.find_heading_over_links(first, last)
        if heading >= 0 and self.body_is_above:
            first = heading + 1
        elif heading >= 0:
            last = heading
            while last > first and is_chrome(last - 1):
                last -= 1
        mention = self.find_mention_below(first, last)
        if mention >= 0:
            last = mention
            while last > first and is_chrome(last - 1):
                last -= 1
        return first, last

    def with_whole_line(self, wrap: int | None) -> Self:
        """Return the parts with what a fixed width broke off the body's last sentence: "time." alone is not text."""
        if wrap is None or self.first == self.last:
            return self
        last = min(end_of_line(self.lines, self.last - 1, wrap), int(self.record.body_end))
        text = self.lines.texts[last - 1]
        is_broken = last > self.last and ends_sentence(text) and not text.endswith(("...", "…"))  # as buttons do
        return attrs.evolve(self, last=last) if is_broken else self

    def is_left_from_head(self, at: int) -> bool:
        """Return whether a line, below the head, is a sign of it or repeats the author's name."""
        if self.lines.texts[at] in _SIGNS:
            return True
        if self.letters.letters[at] not in "stAM" or not self.author:
            return False
        return self.lines.keys[at] != "" and self.lines.keys[at] == line_key(self.author)

    def rows_with_letters(self) -> list[int]:
        """Return the rows of the body's place that are not blank."""
        shape = self.letters.letters
        return [row for row in range(self.record.body, self.record.body_end) if shape[row] != "_"]

    def edge_above(self) -> str:
        """Return the letters between head and body."""
        return self.letters.letters[self.record.body : self.first].replace("_", "")

    def edge_below(self) -> str:
        """Return the letters below the body."""
        return self.letters.letters[self.last : self.record.body_end].replace("_", "")

    def find_heading_over_links(self, first: int, last: int) -> int:
        """Return the row of a heading over links from other pages, which parts the body from what is none, or -1."""
        row = self.letters.letters.find(Letter.PINGBACK, first + 1, last)
        is_heading = row >= 0 and row not in self.letters.labels and self.lines.texts[row][-1] not in ":："
        return row if is_heading else -1

    def find_mention_below(self, first: int, last: int) -> int:
        """Return the row from which on the body says whom it answers, in text nodes of its own, or -1."""
        shape = self.letters.letters
        parts = 0
        for at in range(last - 1, first, -1):
            letter = shape[at]
            if letter == "K":
                return at if at not in self.letters.names or shape[at + 1] == "c" else -1
            parts += letter != "_"
            if letter not in "_sBcVM" or parts > MENTION_PARTS:
                break
        return -1

    @property
    def path(self) -> tuple[int, ...]:
        """The comment's number by levels, where its head shows one."""
        stamp = stamp_of(self.letters, self.record)
        if stamp is not None and stamp.path:
            return stamp.path
        if not self.letters.paths:
            return ()
        head = range(self.record.start, max(self.record.body, self.record.start + 1))
        return next((self.letters.paths[at] for at in head if at in self.letters.paths), ())

    def clues(self, edge: int) -> Clues:
        """Return what the record shows of its place in the tree."""
        start: int = self.record.start
        if self.body_is_above and self.record.stamps and not self.lines.markers[start]:
            start = self.record.stamps[0]  # a body may begin with an indented quotation, a head does not
        if start in self.lines.lone and start + 1 < len(self.lines):
            start += 1
        return Clues(
            indent=self.lines.indents[start] - edge, has_marker=bool(self.lines.markers[start]), author=self.author,
            mention=self.mention, path=self.path, is_answer=self.record.is_answer,
        )  # fmt: skip

    def comment(self, index: int, tree: Tree, times: Times, near: date | None, wrap: int | None, typed: str) -> Comment:
        """Return the record for callers; `typed` is a mark that people typed, where the page's renderer writes none."""
        lines = self.lines
        bullet = self.induction.marker if self.induction.marker != NUMBER else None
        rows, is_item = range(self.first, self.last), self.first == self.record.start
        paragraphs = paragraphs_of(lines, rows, wrap, item=is_item, rendered=bullet, typed=typed)
        body = "\n\n".join(paragraphs)
        kind: Literal["comment", "pingback", "deleted"] = "comment"
        shape = self.letters.letters
        if self.is_pingback or (body[:1] == "[" and _EXCERPT.fullmatch(body)):
            kind = "pingback"
        elif shape[self.first : self.first + 1] == "Z" and not shape[self.first + 1 : self.last].strip("_"):
            kind = "deleted"
        match, text = self.find_timestamp()
        return Comment(
            index=index, parent=tree.parents[index], depth=tree.depths[index], author=self.author,
            timestamp=times.resolve(match, near) if match is not None else None, timestamp_text=text,
            timestamp_precision=match.precision if match is not None else None, body=body, paragraphs=paragraphs,
            kind=kind, span=Span(lines.starts[self.record.start], lines.ends[self.record.end - 1]),
            author_span=self.line_span(self.record.author) if self.author else None,
            timestamp_span=self.line_span(self.record.stamps[0], self.record.stamps[-1])
            if self.record.stamps
            else None,
            body_span=Span(lines.starts[self.first], lines.ends[self.last - 1]) if self.first < self.last else None,
        )  # fmt: skip

    def line_span(self, first: int, last: int = -1) -> Span:
        """Return the span of some lines."""
        return Span(self.lines.starts[first], self.lines.ends[max(first, last)])

    def find_timestamp(self) -> tuple[TimestampMatch | None, str | None]:
        """Return the timestamp and its text, that of two lines joined."""
        stamps = self.letters.stamps
        matches = [stamps[at].match for at in self.record.stamps if at in stamps]
        if not matches:
            return None, None
        if len(matches) == 1:
            return matches[0], matches[0].text
        return join_time(matches[0], matches[1]), f"{matches[0].text} {matches[1].text}"


def share_with_votes(letters: Letters, records: Sequence[RecordLines]) -> tuple[float, float]:
    """Return how many of the records have a number or marks alone above their text, and how many below it."""
    bodies = [letters.letters[record.body : record.body_end] for record in records]
    bodies = [body for body in bodies if body.strip(_EDGE_WITH_VOTES)]  # marks may be all that somebody says
    above = sum("V" in body[: len(body) - len(body.lstrip(_EDGE_WITH_VOTES))] for body in bodies)
    below = sum("V" in body[len(body.rstrip(_EDGE_WITH_VOTES)) :] for body in bodies)
    return above / len(records), below / len(records)


def stamp_of(letters: Letters, record: RecordLines) -> Stamp | None:
    """Return the first timestamp of a record."""
    return next((letters.stamps[at] for at in record.stamps if at in letters.stamps), None)


def find_author(lines: Lines, letters: Letters, induction: Induction, record: RecordLines) -> str | None:
    """Return the name of a record's author, cleaned."""
    at = record.author
    if at < 0:
        return None
    text = lines.texts[at]
    if letters.letters[at] == "P":
        return clean_name(text[letters.labels.get(at, len(text)) :]) or None
    stamp = stamp_of(letters, record)
    if record.name is not None:  # cut by what the page does to all names: none is halved for itself
        name = record.name if record.name[:1] == "#" else clean_name(record.name, is_cut=True)
        return without_badge(name, letters.badges) or None
    if induction.template.author is Place.LINE and induction.template.anchors == "M" and stamp is not None:
        name = stamp.name
    elif letters.letters[at] == "M" and at in letters.stamps:
        name = letters.stamps[at].name
    else:
        name = letters.names.get(at, text)
    return without_badge(clean_name(name), letters.badges) or None
