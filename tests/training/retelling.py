"""Threads of real pages told in other templates: what people wrote, in a form that no page learnt from has.

A theme may print name, date, number, links and badges in any order, above or below the text, beside each other or on
lines of their own, with any words around them, with list marks or without. Few pages of a corpus show each of these, so
the comments of real pages are printed anew by templates drawn at random, in words of no language, between the real
article and whatever stood below its thread. What is learnt is what they have in common: the page repeats it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

import attrs
from gold import MARK, Found, find_comments
from wrapping import random_words

from themes import CLOCKS

MOST: Final = 25  # comments of one page: more of them say nothing new
_SIZES: Final = (MOST,) * 6 + (8, 4, 2)
DATELESS: Final = 0.3  # share of the pages that print no dates,
AGED: Final = 0.15  # and of those that print ages in words that no language has
FOREIGN: Final = 0.3  # share of the pages whose dates may be in the words of any language
NESTED: Final = 0.3  # share of the pages that indent answers
DEEPEST: Final = 5
NOTICED: Final = 0.25  # share of the pages with notices and links between heading and thread,
TAILED: Final = 0.5  # and below the thread
OPTIONAL: Final = 0.25  # share of the lines around texts that not all comments have
_SEPARATORS: Final = (" ", " ", " ", ", ", " - ", " — ", " | ", " • ", "•", ": ", " · ", " / ", " @ ")
_MARKS: Final = ("", "", "", "", "  • ", "  * ", "- ", "  {n}. ", "{n}. ", "  #{n} ")
_ENDINGS: Final = ("", "", "", "", ":", " ¶", " #", " ∞", " |", ",")
_ORDERS: Final = (
    ("N", "D", "B"), ("N", "D", "B"), ("ND", "B"), ("ND", "B"), ("DN", "B"), ("D", "N", "B"), ("N", "B", "D"),
    ("B", "ND"), ("B", "N", "D"), ("B", "D", "N"), ("D", "B", "N"), ("B", "DN"),
)  # fmt: skip


@attrs.frozen
class _Line:
    """What stands in one line of a head: slots with what is printed between and around them."""

    slots: str
    before: str
    between: str
    behind: str


def retell(
    rng: Random, rows: Sequence[str], found: Sequence[Found]
) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    """Return a dump with its thread in another template, that thread's gold and what is shown of it.

    Nothing is returned where not all comments are found.
    """
    if not found or not all(each.name for each in found):
        return None
    own = sorted(row for each in found for row in (*each.body, each.author, each.date) if row >= 0)
    links = {rows[row].strip() for row in range(own[0], own[-1])} - {""}
    rest = list(rows[own[-1] + 1 :])
    while rest and (not rest[0].strip() or rest[0].strip() in links):
        del rest[0]
    found = found[: rng.choice(_SIZES)]
    dates = _dates(rng, len(found))
    tell = _template(rng, is_dated=dates[0] != "")
    is_nested, depth, step = rng.random() < NESTED, 0, rng.randint(1, 4)
    comments, lines = [], [*rows[: own[0]]]
    if rng.random() < 0.5:
        lines += ["", rng.choice(("{n} {w}", "{w}", "{w} ({n})")).format(n=len(found), w=random_words(rng)), ""]
    lines += _notices(rng, NOTICED)
    is_marked = all(MARK.match(rows[each.body[0]]) for each in found)
    for number, (each, date) in enumerate(zip(found, dates, strict=True), 1):
        name = (each.name or "").strip()
        body = [text for row in each.body if (text := rows[row].strip())]
        if is_marked:  # the page numbers its comments: its marks are none of theirs
            body[0] = MARK.sub("", body[0]) or body[0]
        lines += [f"{' ' * step * depth}{line}" if line else "" for line in tell(number, name, date, body)]
        depth = max(0, min(DEEPEST, depth + rng.choice((-2, -1, 0, 1, 1)))) if is_nested else 0
        comments.append({"author": name, "timestamp_raw": date or None, "body": "\n".join(body), "kind": "comment"})
    shown = {"comments": [{"state": "visible", "author": True, "ts": bool(date)} for date in dates]}
    gold = {"kind": "thread", "comments": comments}
    if len(find_comments(gold, shown, lines)) < len(comments):
        return None
    return "\n".join([*lines, *_notices(rng, TAILED), "", *rest]), gold, shown


def _notices(rng: Random, likely: float) -> list[str]:
    """Return lines that belong to no comment, as they stand above a thread and below it; none unless `likely`."""
    if rng.random() >= likely:
        return []
    gaps = [""] * rng.choice((0, 1, 1))
    told = []
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        words = " ".join(random_words(rng) for _ in range(rng.choice((1, 1, 1, 2, 3, 5))))
        told += [rng.choice(("", "", "", "« ", "  • ")) + words + rng.choice(("", "", "", ".", ".", ":", " »")), *gaps]
    return told


def _dates(rng: Random, many: int) -> list[str]:
    """Return how the dates of some comments are printed; empty where the page prints none."""
    drawn = rng.random()
    if drawn < DATELESS:
        return [""] * many
    if drawn < DATELESS + AGED:
        words = [random_words(rng) for _ in range(rng.randint(1, 4))]
        return [rng.choice(("{n} {w}", "{w}", "{w} {n}")).format(n=rng.randint(1, 11), w=rng.choice(words))
                for _ in range(many)]  # fmt: skip
    is_foreign = rng.random() < FOREIGN
    clock = CLOCKS[rng.choice([name for name in sorted(CLOCKS) if is_foreign or " " not in name])][0]
    written = datetime(2003 + rng.randrange(20), rng.randint(1, 12), rng.randint(1, 28), rng.randrange(24))
    dates = []
    for _ in range(many):
        written += timedelta(minutes=int(10 ** rng.uniform(0, 4.5)))
        dates.append(clock(written))
    return dates


def _template(rng: Random, *, is_dated: bool) -> Callable[[int, str, str, Sequence[str]], list[str]]:
    """Return what prints a comment: number, name, date and text."""
    order = [slots if is_dated else slots.replace("D", "") for slots in rng.choice(_ORDERS)]
    parts = [_line(rng, slots) for slots in order if slots]
    mark = rng.choice(_MARKS)
    indent = " " * (len(mark) if mark else rng.choice((0, 0, 0, 2, 4)))
    between, around, apart = rng.randint(0, 1), rng.randint(0, 1), rng.choice((0, 1, 1, 1, 2))
    apart = max(apart, around)
    inner = rng.choice((0, 1, 1))
    above = _chrome(rng, 0.25)
    below = _chrome(rng, 0.6)
    badge = random_words(rng) if rng.random() < 0.15 else ""

    def tell(number: int, name: str, date: str, body: Sequence[str]) -> list[str]:
        made: list[str] = []
        for at, part in enumerate(parts):
            if part.slots == "B":
                if made:
                    made += [line for text in above if (line := _said(rng, text))] + [""] * around
                for text in body:
                    made += [text, *[""] * inner]
                made += [""] * (around - inner if at + 1 < len(parts) else 0)
            else:
                said = part.between.join({"N": name, "D": date}[slot] for slot in part.slots)
                made += [part.before.replace("{n}", str(number)) + said + part.behind, *[""] * between]
                if badge and "N" in part.slots and len(name) % 4 == 1:
                    made += [badge, *[""] * between]
        made += [line for text in below if (line := _said(rng, text))]
        while made[-1] == "":
            made.pop()
        told = [f"{indent}{line}" if line else "" for line in made]
        return [mark.replace("{n}", str(number)) + made[0], *told[1:], *[""] * apart]

    return tell


def _line(rng: Random, slots: str) -> _Line:
    """Return a line of a head with what is printed around its slots."""
    if slots == "B":
        return _Line(slots, "", "", "")
    before = behind = ""
    drawn = rng.random()
    if drawn < 0.2:
        before = random_words(rng) + rng.choice(_SEPARATORS)
    elif drawn < 0.3:
        before = rng.choice(("#{n} ", "{n}. ", "{n} | ", "— ", "@ "))
    if rng.random() < 0.25:
        behind = rng.choice(_SEPARATORS) + random_words(rng)
    between = rng.choice(_SEPARATORS)
    if rng.random() < 0.2:
        between = f" {random_words(rng)} "
    return _Line(slots, before, between, behind + rng.choice(_ENDINGS))


def _chrome(rng: Random, likely: float) -> list[tuple[str, float]]:
    """Return lines of no comment's text, each with how likely a comment has it."""
    return [
        (rng.choice(("{w}", "{w}", "{w} {v}", "{c} {w}", "{c}", "{w} ({c})", "⋅")).format(
            w=random_words(rng), v=rng.choice(("| ", "")) + random_words(rng), c="{c}"),
         1.0 if rng.random() > OPTIONAL else rng.uniform(0.2, 0.9))
        for _ in range(rng.choice((1, 1, 2, 3)) if rng.random() < likely else 0)
    ]  # fmt: skip


def _said(rng: Random, line: tuple[str, float]) -> str:
    text, likely = line
    return text.replace("{c}", str(rng.randint(0, 40))) if rng.random() < likely else ""
