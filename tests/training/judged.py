"""Possible readings of dumps, beside how many of their comments are wholly right: what the judge learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
from ends import Ended, ends_of
from examples import Dump, rows_of
from gold import find_comments, squeezed

from blogparse.dates import Times
from blogparse.labelling import Possible, possible_readings
from blogparse.labelling.chain import Chain
from blogparse.labelling.judging import BY_TEMPLATES, sure_columns
from blogparse.post.parse import Front, read_layout
from blogparse.records import Comment
from blogparse.text import wrap_width
from blogparse.thread import build_comments, page_day_order

_BESIDE: Final = ":,|·•-–—"  # what is no part of a name, whoever cut it


@attrs.frozen(eq=False)
class Judged:
    """The readings of one dump: what is seen of each, how many comments of each are wholly right, and how many it has.

    `is_changed` tells that the dump was changed; `asked` is how many comments it shows, 0 on pages without a thread;
    `known` is what tells alone how sure the reading of the templates is, which is the second one if there is any;
    `ends` are the open ends of its readings.
    """

    page: str
    group: str
    site: str
    renderer: str
    is_changed: bool
    asked: int
    columns: Sequence[Sequence[int]]
    right: Sequence[int]
    given: Sequence[int]
    known: Sequence[int] = ()
    ends: Sequence[Ended] = ()

    @property
    def worth(self) -> list[float]:
        """What each reading is worth, from 0 to 1: half its share of right comments, half for a thread all right."""
        found = []
        for right, given in zip(self.right, self.given, strict=True):
            if not self.asked:
                found.append(float(not given))
            else:
                found.append(right / (self.asked + given) + 0.5 * (right == given == self.asked))
        return found


def judged_of(dump: Dump, chains: Mapping[str, Chain]) -> Judged | None:
    """Return the readings of a dump, or None where it shows a thread of which no comment is asked for."""
    front = read_layout(dump.text)
    if not front.content.size:
        return None
    wanted = _wanted(dump, front)
    asked = sum(each.is_asked for each in wanted)
    if dump.is_thread and not asked:
        return None
    readings = possible_readings(front.content, front.induction, chains)
    counts = [_count_right(front, reading, wanted) for reading in readings]
    return Judged(
        dump.page, dump.group, dump.site, dump.renderer, bool(dump.change), asked,
        [reading.columns for reading in readings], [right for right, _ in counts], [given for _, given in counts],
        next((sure_columns(front.content, each) for each in readings if each.maker == BY_TEMPLATES), ()),
        list(ends_of(front.content, readings, find_comments(dump.gold, dump.shown, rows_of(dump.text, front.content)))),
    )  # fmt: skip


@attrs.define
class _Wanted:
    bodies: frozenset[str]
    author: str | None  # None where the dump does not show whose it is
    is_asked: bool
    date: int = -1


def _wanted(dump: Dump, front: Front) -> list[_Wanted]:
    """Return the comments that a dump shows, in page order."""
    if not dump.is_thread:
        return []
    wanted = []
    for comment, seen in zip(dump.gold["comments"], dump.shown["comments"], strict=True):
        if seen["state"] == "absent" or not comment["body"]:
            continue
        said = (seen.get("body"), comment["body"], *(comment.get("body_variants") or ()))
        author = squeezed(comment.get("author")).strip(_BESIDE)
        wanted.append(
            _Wanted(
                frozenset(squeezed(each) for each in said if each),
                author if seen.get("author") or not author else None,
                seen["state"] == "visible" and comment["kind"] == "comment",
            )
        )
    rows = rows_of(dump.text, front.content)
    at = 0
    for found in find_comments(dump.gold, dump.shown, rows):
        said_first = squeezed(rows[found.body[0]])
        place = next((i for i in range(at, len(wanted)) if _begins(wanted[i].bodies, said_first)), None)
        if place is not None:
            wanted[place].date = found.date
            at = place + 1
    return wanted


def _begins(bodies: frozenset[str], said: str) -> bool:
    return any(body.startswith(said) or said.endswith(body[: len(said)]) for body in bodies)


def _count_right(front: Front, reading: Possible, wanted: Sequence[_Wanted]) -> tuple[int, int]:
    """Return how many comments of a reading are wholly right, and how many it gives that are asked for or false."""
    if reading.induction is None:
        return 0, 0
    lines = front.content.lines
    times = Times(None, None, front.spoken, page_day_order(reading.letters, reading.induction, front.spoken[:1]))
    comments, _ = build_comments(lines, reading.letters, reading.induction, times, wrap_width(lines))
    right = given = at = 0
    for comment, record in zip(comments, reading.induction.records, strict=True):
        place = next((i for i in range(at, len(wanted)) if squeezed(comment.body) in wanted[i].bodies), None)
        if place is None:
            given += comment.kind != "pingback"
            continue
        at = place + 1
        given += wanted[place].is_asked
        right += wanted[place].is_asked and _is_right(comment, record.stamps, wanted[place])
    return right, given


def _is_right(comment: Comment, stamps: Sequence[int], wanted: _Wanted) -> bool:
    is_authors = wanted.author is None or squeezed(comment.author).strip(_BESIDE) == wanted.author
    return is_authors and (wanted.date < 0 or wanted.date in stamps)
