"""Comment records out of an induced layout: author, timestamp, body, kind, depth and parent of each.

The layout says which lines belong to a record and where its parts stand. What is left to decide here is what of the
body's lines is chrome (reply links, votes, badges at either end, what stands below the links, titles that repeat the
first words), how lines make paragraphs, and how names are cleaned: of pictures, and of what the page prints beside all
of them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Final, Literal

import attrs

from blogparse.anchors import Place, without_digits
from blogparse.instants import infer_dayfirst, resolve_timestamp
from blogparse.layout import Induction, RecordLines
from blogparse.letters import MAX_NAME, Letters, Stamp, once, trim_name, without_badge
from blogparse.lines import NUMBER, Lines
from blogparse.nesting import Clues, Tree, infer_nesting
from blogparse.paragraphs import paragraphs_of
from blogparse.records import Comment
from blogparse.spans import Span
from blogparse.templates import LEAST, Affixes
from blogparse.timestamps import TimestampMatch, join_time
from blogparse.vocabulary import has_digit, line_key

_MENTIONED: Final = re.compile(r"K_*+c_*+\Z")  # whom a comment answers, but for the name, above its text
_EDGE: Final = frozenset("RbaKGTycP_")
_EDGE_WITH_VOTES: Final = _EDGE | {"V"}
LISTS_VOTES: Final = 0.3  # share of the comments with a number alone, from which on such numbers are votes
SHARED_BY: Final = 0.8  # share of the names that begin or end alike, from which on that is no part of them
_ROLE: Final = re.compile(r"\s*(?:\[[^\[\]]{2,30}\]|\((?=[a-z])[^()]{4,30}\))$")  # a role behind a name
TITLED_BY: Final = 0.5  # share of the comments whose first line repeats below it, from which on all have titles
MIN_TITLE: Final = 4  # characters of a title: a shorter line may begin like the next by chance
TITLE_LINES: Final = 2  # lines below the links of a comment that may belong to the next
MENTION_PARTS: Final = 3  # text nodes below "In reply to": a title, "by" and a name
_AVATAR_WORD: Final = re.compile(r"(?:['’]s?)?\s+avatar$|^avatar\s+", re.IGNORECASE)
_PICTURE: Final = re.compile(r"(?:\[[^\[\]\s]{1,24}\]\s*+)++(?=\S)")  # a picture before a name, in text browsers
_EXCERPT: Final = re.compile(
    r"\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]", re.DOTALL
)  # how WordPress quotes a page that links here


@attrs.frozen(slots=True)
class Times:
    """How timestamps of this page are resolved; see `parse_post` for the meaning of each."""

    dayfirst: bool | None
    tz: tzinfo | None
    crawled_at: datetime | None
    languages: tuple[str, ...] = ()
    """The languages that the page speaks: they settle what a shared abbreviation of a zone means."""
    zone: str | None = None
    """The zone that the post's own dateline states, as written: "ET" is -4 in June and -5 in December."""
    published: date | None = None
    """The day of the post, before which nobody comments: it settles years left out."""

    def resolve(self, match: TimestampMatch, near: date | None = None) -> datetime | None:
        """Return the instant that a match states; `near` is the day that came before it on the page."""
        return resolve_timestamp(
            match,
            dayfirst=self.dayfirst,
            zone=self.zone,
            tz=self.tz,
            crawled_at=self.crawled_at,
            date=near if match.month is not None else None,
            earliest=self.published,
            languages=self.languages,
        )


def build_comments(
    lines: Lines, letters: Letters, induction: Induction, times: Times, wrap: int | None
) -> tuple[tuple[Comment, ...], Tree]:
    """Return the comments in page order and the tree they stand in."""
    votes = _share_with_votes(letters, induction.records)
    parts = [_Parts(lines, letters, induction, record, votes=votes) for record in induction.records]
    _cut_shared(parts)
    _cut_titles(parts)
    _fill_empty(parts)
    edge = min([indent for indent, text in zip(lines.indents, lines.texts, strict=True) if text])
    tree = infer_nesting(_with_mentions_settled([part.clues(edge) for part in parts], parts))
    comments = []
    near = times.published
    for index, part in enumerate(parts):
        comment = part.comment(index, tree, times, near, wrap)
        if comment.timestamp is not None:
            near = comment.timestamp.date()
        comments.append(comment)
    return tuple(comments), tree


def _cut_shared(parts: Sequence[_Parts]) -> None:
    """Cut from the names what the page prints beside all of them: "Comment by", a running number, "[Visitor]"."""
    named = [part for part in parts if part.author and not part.is_pingback]
    names = sorted({part.author for part in named if part.author})
    if len(names) < LEAST:
        return
    found = [role[0] if name[-1] in ")]" and (role := _ROLE.search(name)) is not None else "" for name in names]
    if all(found) or any(role and found.count(role) > 1 for role in found):
        roles = {role for role in found if role and (all(found) or found.count(role) > 1)}
        for part in named:
            role = _ROLE.search(part.author or "")
            if part.author and role is not None and role[0] in roles and role.start():
                part.author = part.author[: role.start()]
        names = sorted({part.author for part in named if part.author})
    shared = Affixes.of(names, max(LEAST, math.ceil(SHARED_BY * len(names))))
    if shared:
        for part in named:
            part.author = clean_name(shared.cut(part.author or "") or "") or part.author


def _cut_titles(parts: Sequence[_Parts]) -> None:
    """Cut the titles from bodies where the page makes them of the bodies' first words, as some platforms do."""
    said = [part for part in parts if part.last - part.first > 1]
    made = [part for part in said if part.has_made_title()]
    if len(made) < TITLED_BY * len(parts):
        for part in made:
            part.cut_title()
    else:
        for part in said:
            part.cut_title()


def _fill_empty(parts: Sequence[_Parts]) -> None:
    """Give bodies to comments that say no more than links and badges do: "+1", "First!", "Like".

    What stands above and below the bodies of most others stands there in all records: what is left is a body.
    """
    empty = [part for part in parts if part.first == part.last and part.rows_with_letters()]
    full = [part for part in parts if part.first < part.last]
    if not empty or not full:
        return
    above = Counter(part.frame_above() for part in full).most_common(1)[0][0]
    below = Counter(part.frame_below() for part in full).most_common(1)[0][0]
    for part in empty:
        rows = part.rows_with_letters()
        kinds = "".join(part.letters.letters[row] for row in rows)
        if len(rows) > len(above) + len(below) and kinds.startswith(above) and kinds.endswith(below):
            part.first = rows[len(above)]
            part.last = rows[len(rows) - len(below) - 1] + 1


def _with_mentions_settled(clues: list[Clues], parts: Sequence[_Parts]) -> list[Clues]:
    """Settle whose the mentions below bodies are: the comment's own, or that of the comment which follows.

    Themes print "In reply to ..." at either place. Whoever is named must have spoken before: the reading in which more
    of them have wins.
    """
    at_end = [index for index, part in enumerate(parts) if part.mention and part.mention_is_last]
    if not at_end:
        return clues
    keys = [line_key(clue.author or "") for clue in clues]
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    named = [(index, first.get(line_key(clues[index].mention or ""), len(clues))) for index in at_end]
    own = sum(spoke < index for index, spoke in named)
    following = sum(spoke <= index for index, spoke in named if index + 1 < len(clues))
    if following <= own:
        return clues
    settled = [attrs.evolve(clue, mention=None) if index in at_end else clue for index, clue in enumerate(clues)]
    for index in at_end:
        if index + 1 < len(settled):
            settled[index + 1] = attrs.evolve(settled[index + 1], mention=clues[index].mention)
    return settled


def _share_with_votes(letters: Letters, records: Sequence[RecordLines]) -> float:
    shape = letters.letters
    return sum("V" in shape[r.body : r.body_end] for r in records) / len(records) if records else 0.0


class _Parts:
    """The parts of one record, as line numbers and cleaned text."""

    def __init__(
        self, lines: Lines, letters: Letters, induction: Induction, record: RecordLines, *, votes: float
    ) -> None:
        self.lines = lines
        self.letters = letters
        self.record = record
        self.stamp: Stamp | None = next((letters.stamps[at] for at in record.stamps if at in letters.stamps), None)
        self.body_is_above = induction.scheme.body is Place.ABOVE
        self.bullet = induction.marker if induction.marker not in {NUMBER, None} else None
        self.author = self.find_author(induction)
        self.first, self.last = self.find_body(induction, votes=votes)
        row = letters.letters.find("K", record.start, record.end)
        while row >= 0 and row not in letters.names:
            row = letters.letters.find("K", row + 1, record.end)
        if row < 0 and record.author in letters.names and letters.letters[record.author] == "M":
            row = record.author  # "Jane replied to Joe"
        self.mention = letters.names[row] if row >= 0 else None
        self.mention_is_last = row >= self.last

    def find_author(self, induction: Induction) -> str | None:
        at = self.record.author
        if at < 0:
            return None
        if self.is_pingback:
            return clean_name(self.lines.texts[at][self.letters.labels.get(at, len(self.lines.texts[at])) :]) or None
        if induction.scheme.author is Place.LINE and induction.scheme.anchors == "M" and self.stamp is not None:
            name = self.stamp.name
        elif self.letters.letters[at] == "M" and at in self.letters.stamps:
            name = self.letters.stamps[at].name
        else:
            name = self.letters.names.get(at, self.lines.texts[at])
        return without_badge(clean_name(name), self.letters.badges) or None

    @property
    def is_pingback(self) -> bool:
        """Whether the record is a link from another page."""
        return self.record.author >= 0 and self.letters.letters[self.record.author] == "P"

    def find_body(self, induction: Induction, *, votes: float) -> tuple[int, int]:
        """Return the body's first line and the one after its last, links and badges at either end cut."""
        shape = self.letters.letters
        first, last = self.record.body, max(self.record.body, self.record.body_end)
        edge = _EDGE_WITH_VOTES if votes >= LISTS_VOTES else _EDGE
        chrome = induction.chrome

        def is_chrome(at: int) -> bool:
            return shape[at] in edge or (
                bool(chrome) and without_digits(self.lines.texts[at], self.lines.counted[at]) in chrome
            )

        while first < last and (is_chrome(first) or (first + 1 < last and self.is_name_again(first))):
            first += 1
        if first + 1 < last and shape[first] in "sb" and _MENTIONED.search(shape, self.record.body, first) is not None:
            first += 1  # "In reply to" / a title / "by" / a name
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
        mention = self.find_mention_below(first, last)
        if mention >= 0:
            last = mention
            while last > first and is_chrome(last - 1):
                last -= 1
        return first, last

    def is_name_again(self, at: int) -> bool:
        """Tell whether a line, below the head, repeats the author's name."""
        if self.letters.letters[at] not in "stAM" or not self.author:
            return False
        return self.lines.keys[at] != "" and self.lines.keys[at] == line_key(self.author)

    def rows_with_letters(self) -> list[int]:
        """Return the rows of the body's place that are not blank."""
        shape = self.letters.letters
        return [row for row in range(self.record.body, self.record.body_end) if shape[row] != "_"]

    def frame_above(self) -> str:
        return self.letters.letters[self.record.body : self.first].replace("_", "")

    def frame_below(self) -> str:
        return self.letters.letters[self.last : self.record.body_end].replace("_", "")

    def second_row(self) -> int:
        """Return the body's second row that is not blank, or the end of the body."""
        shape = self.letters.letters
        return next((row for row in range(self.first + 1, self.last) if shape[row] != "_"), self.last)

    def has_made_title(self) -> bool:
        """Tell whether the body's first line is no more than the first words of the second."""
        second = self.second_row()
        if second == self.last:
            return False
        title, text = self.lines.texts[self.first].rstrip("… ."), self.lines.texts[second]
        return MIN_TITLE <= len(title) <= MAX_NAME and text.startswith(title) and title[-1].isalpha()

    def cut_title(self) -> None:
        """Cut the body's first line, where it is a short one and no sentence or what the next line begins with."""
        second = self.second_row()
        if second < self.last and (self.letters.letters[self.first] == "s" or self.has_made_title()):
            self.first = second

    def find_mention_below(self, first: int, last: int) -> int:
        """Return the row from which on the body says whom it answers, in a few text nodes of its own, or -1.

        "In reply to" / a title / "by" / a name: the mention's own row has no name, or a word that joins follows it.

        Dumps of magazines with one text node a line have it there.
        """
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
        if self.stamp is not None and self.stamp.path:
            return self.stamp.path
        if not self.letters.paths:
            return ()
        head = range(self.record.start, max(self.record.body, self.record.start + 1))
        return next((self.letters.paths[at] for at in head if at in self.letters.paths), ())

    def clues(self, edge: int) -> Clues:
        start = self.record.start
        if self.body_is_above and self.record.stamps and not self.lines.markers[start]:
            start = self.record.stamps[0]  # a body may begin with an indented quotation, a head does not
        if start in self.lines.lone and start + 1 < len(self.lines):
            start += 1
        return Clues(
            indent=self.lines.indents[start] - edge,
            has_marker=bool(self.lines.markers[start]),
            author=self.author,
            mention=self.mention,
            path=self.path,
            is_answer=self.record.is_answer,
        )

    def comment(self, index: int, tree: Tree, times: Times, near: date | None, wrap: int | None) -> Comment:
        lines = self.lines
        paragraphs = paragraphs_of(
            lines, range(self.first, self.last), wrap, item=self.first == self.record.start, rendered=self.bullet
        )
        body = "\n\n".join(paragraphs)
        kind: Literal["comment", "pingback", "deleted"] = "comment"
        shape = self.letters.letters
        if self.is_pingback or (body[:1] == "[" and _EXCERPT.fullmatch(body)):
            kind = "pingback"
        elif shape[self.first : self.first + 1] == "Z" and not shape[self.first + 1 : self.last].strip("_"):
            kind = "deleted"
        match, text = self.find_timestamp()
        return Comment(
            index=index,
            parent=tree.parents[index],
            depth=tree.depths[index],
            author=self.author,
            timestamp=times.resolve(match, near) if match is not None else None,
            timestamp_text=text,
            timestamp_precision=match.precision if match is not None else None,
            body=body,
            paragraphs=paragraphs,
            kind=kind,
            span=Span(lines.starts[self.record.start], lines.ends[self.record.end - 1]),
            author_span=self.line_span(self.record.author) if self.author else None,
            timestamp_span=self.line_span(self.record.stamps[0], self.record.stamps[-1])
            if self.record.stamps
            else None,
            body_span=Span(lines.starts[self.first], lines.ends[self.last - 1]) if self.first < self.last else None,
        )

    def line_span(self, first: int, last: int = -1) -> Span:
        return Span(self.lines.starts[first], self.lines.ends[max(first, last)])

    def find_timestamp(self) -> tuple[TimestampMatch | None, str | None]:
        stamps = self.letters.stamps
        matches = [stamps[at].match for at in self.record.stamps if at in stamps]
        if not matches:
            return None, None
        if len(matches) == 1:
            return matches[0], matches[0].text
        return join_time(matches[0], matches[1]), f"{matches[0].text} {matches[1].text}"


def page_dayfirst(letters: Letters, induction: Induction | None, languages: Sequence[str]) -> bool | None:
    """Decide for the whole page whether 03/04/2013 is in March or in April."""
    rows = (
        [at for record in induction.records for at in record.stamps if at in letters.stamps]
        if induction is not None
        else sorted(letters.stamps)
    )
    matches = [letters.stamps[at].match for at in rows]
    decided = infer_dayfirst(matches, languages)
    if decided is None and induction is not None:
        decided = infer_dayfirst([letters.stamps[at].match for at in sorted(letters.stamps)], languages)
    return decided


def clean_name(text: str) -> str:
    """Return a name as a person would write it: without pictures, marks around it, or itself once more.

    >>> clean_name("Ken Ken:"), clean_name("[photo] Ann 12 Ann")
    ('Ken', 'Ann')
    """
    text = text.strip()
    if text[:1] == "[" and (picture := _PICTURE.match(text)) is not None:
        text = text[picture.end() :]
    if "vatar" in text:
        text = _AVATAR_WORD.sub("", text)
    name = once(trim_name(text))
    if not has_digit(name):
        return name
    words = name.split()
    middle = len(words) // 2
    if len(words) % 2 and words[middle].isdecimal() and words[:middle] == words[middle + 1 :] and middle:
        name = " ".join(words[:middle])  # picture, running number, name
    return name


__all__ = ["Times", "build_comments", "clean_name", "page_dayfirst"]
