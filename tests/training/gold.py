"""Which line of a dump says which part of which comment: gold records laid over the lines of a dump.

A page is a folder in the form of the corpus: ``gold.json`` holds what the page says, ``vis.json`` which of it each
renderer shows, ``<renderer>.txt`` the dumps. White space and invisible characters do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from blogparse.labelling import (
    BETWEEN,
    BODY,
    BOTH_ABOVE,
    BOTH_BELOW,
    DATE_ABOVE,
    DATE_BELOW,
    HEAD,
    MORE_BODY,
    NAME_ABOVE,
    NAME_BELOW,
    OUTSIDE,
)  # fmt: skip

_INVISIBLE: Final = re.compile(r"[\s\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f]+")
MARK: Final = re.compile(r"^\s*(?:[•·◦▪*+-]|\d+[.)]|#+|>)\s+")
_ENOUGH: Final = 0.85  # of a body's characters: renderers drop pictures and signs
_MISSED: Final = 5  # lines that may stand between the lines of a body
_REACH: Final = 14  # lines above the first and below the last body in which its name and date stand


@attrs.frozen
class Found:
    """Where a dump says one comment: rows of its body, of its name and of its date, -1 for none."""

    name: str | None
    body: tuple[int, ...]
    author: int
    date: int


def squeezed(text: str | None) -> str:
    """Return a text without white space and invisible characters."""
    return _INVISIBLE.sub("", text or "")


def find_comments(gold: Mapping[str, Any], shown: Mapping[str, Any], rows: Sequence[str]) -> list[Found]:
    """Return where the rows of a dump say the comments of the gold, in page order; `shown` is of the same renderer."""
    if gold["kind"] != "thread":
        return []
    flat = [squeezed(row) for row in rows]
    bare = [squeezed(MARK.sub("", row)) for row in rows]
    bodies: dict[int, tuple[int, ...]] = {}
    after = 0
    for number, (comment, seen) in enumerate(zip(gold["comments"], shown["comments"], strict=True)):
        if seen["state"] == "absent" or not comment["body"]:
            continue
        for wanted in (seen.get("body"), comment["body"], *(comment.get("body_variants") or ())):
            found = _body(squeezed(wanted), flat, bare, after) if wanted else ()
            if found:
                bodies[number] = found
                after = found[-1] + 1
                break
    names = _beside(gold, shown, flat, bodies, "author", "author")
    dates = _beside(gold, shown, flat, bodies, "timestamp_raw", "ts")
    return [
        Found(gold["comments"][number]["author"], body, names.get(number, -1), dates.get(number, -1))
        for number, body in bodies.items()
    ]


def _body(wanted: str, flat: Sequence[str], bare: Sequence[str], after: int) -> tuple[int, ...]:
    """Return the first rows that say a body, or most of it, in order."""
    for first in range(after, len(flat)):
        if not ((flat[first] and wanted.startswith(flat[first])) or (bare[first] and wanted.startswith(bare[first]))):
            continue
        rows: list[int] = []
        said = missed = 0
        for row in range(first, len(flat)):
            told = next((text for text in (flat[row], bare[row]) if text and wanted.startswith(text, said)), "")
            if told:
                rows.append(row)
                said, missed = said + len(told), 0
            elif flat[row]:
                missed += 1
            if said >= len(wanted) or missed > _MISSED:
                break
        if said >= _ENOUGH * len(wanted):
            return tuple(rows)
    return ()


def _beside(
    gold: Mapping[str, Any],
    shown: Mapping[str, Any],
    flat: Sequence[str],
    bodies: Mapping[int, tuple[int, ...]],
    key: str,
    flag: str,
) -> dict[int, int]:
    """Return the row nearest to each body that says its name, or its date, on the side where most are."""
    above: dict[int, int] = {}
    below: dict[int, int] = {}
    order = list(bodies.items())
    for at, (number, body) in enumerate(order):
        wanted = squeezed(gold["comments"][number].get(key))
        if not wanted or not shown["comments"][number][flag]:
            continue
        low = order[at - 1][1][-1] + 1 if at else max(0, body[0] - _REACH)
        high = order[at + 1][1][0] if at + 1 < len(order) else min(len(flat), body[-1] + 1 + _REACH)
        over = next((row for row in range(body[0] - 1, low - 1, -1) if wanted in flat[row]), None)
        under = next((row for row in range(body[-1] + 1, high) if wanted in flat[row]), None)
        if over is not None:
            above[number] = over
        if under is not None:
            below[number] = under
    return above if len(above) >= len(below) else below


def labels_of(content_rows: Sequence[int], comments: Sequence[Found]) -> list[int]:
    """Return the label of each line that is not blank."""
    place = {row: at for at, row in enumerate(content_rows)}
    labels = [OUTSIDE] * len(content_rows)
    for comment in comments:
        body = [place[row] for row in comment.body if row in place]
        for at in body:
            labels[at] = BODY if at == body[0] else MORE_BODY
        if not body:
            continue
        for row, over, under in ((comment.author, NAME_ABOVE, NAME_BELOW), (comment.date, DATE_ABOVE, DATE_BELOW)):
            at = place.get(row, -1)
            if at < 0 or at in body:
                continue
            is_both = comment.author == comment.date
            if at > body[0]:
                labels[at] = BOTH_BELOW if is_both else under
            else:
                labels[at] = BOTH_ABOVE if is_both else over
    return list(_with_between(labels))


def _with_between(labels: Sequence[int]) -> Iterator[int]:
    """Yield the labels, those inside the thread that belong to no part told apart by what stands above them."""
    inside = [at for at, label in enumerate(labels) if label != OUTSIDE]
    heads = {NAME_ABOVE, DATE_ABOVE, BOTH_ABOVE}
    last = OUTSIDE
    for at, label in enumerate(labels):
        if label != OUTSIDE:
            last = label
            yield label
        elif inside and inside[0] < at < inside[-1]:
            yield HEAD if last in heads else BETWEEN
        else:
            yield OUTSIDE
