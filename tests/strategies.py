"""Hypothesis strategies for threads and pages in random themes, and for dumps that were damaged on the way.

Structure (threads, extras, which damage) is drawn and shrinks; words come from a drawn seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import attrs
from hypothesis import strategies as st

import themes
from blogparse import parse_post
from dumpers import DUMPERS

MAX_DEPTH: Final = 5
FIXTURES: Final = Path(__file__).parent.parent / "fixtures"

seeds: Final = st.integers(0, 2**32 - 1)


def without_spans(value: Any) -> Any:
    """Return the plain form of a record without its places."""
    if isinstance(value, dict):
        return {key: without_spans(item) for key, item in value.items() if key != "span" and not key.endswith("_span")}
    return [without_spans(item) for item in value] if isinstance(value, list) else value


def without_confidence(value: Any) -> Any:
    """Return the plain form of a record without how sure it is: that changes with every training."""
    if isinstance(value, dict):
        return {key: without_confidence(item) for key, item in value.items() if not key.endswith("confidence")}
    return [without_confidence(item) for item in value] if isinstance(value, list) else value


def seeded(seed: int) -> Random:
    """Return the source of words that belongs to a seed."""
    return Random(seed)  # noqa: S311 - words for tests, no secrets


@st.composite
def threads(draw: st.DrawFn, min_size: int = 2, max_size: int = 8) -> tuple[int | None, ...]:
    """Threads in page order: for each comment the index of the one it answers, or None; depths up to `MAX_DEPTH`."""
    parents: list[int | None] = []
    path: list[int] = []  # from the top level down to the comment before
    for index, level in enumerate(draw(st.lists(st.integers(0, MAX_DEPTH), min_size=min_size, max_size=max_size))):
        del path[level:]
        parents.append(path[-1] if path else None)
        path.append(index)
    return tuple(parents)


def pages(
    family: str, *, extras: Sequence[str] | None = None, min_size: int = 2, max_size: int = 8
) -> st.SearchStrategy[themes.Page]:
    """Pages of a family; `extras` None draws what stands around."""
    around = (
        st.lists(st.sampled_from(themes.EXTRAS), unique=True, max_size=6) if extras is None else st.just(list(extras))
    )
    return st.builds(
        lambda seed, parents, chosen: themes.draw_page(seed, family, parents, extras=chosen),
        seeds,
        threads(min_size, max_size),
        around,
    )


# --- dumps, whole and damaged ----------------------------------------------------------------------------------------

OWN_DUMPERS: Final = ("outline", "flat")
"""Dumpers that are always there, so that these tests mean the same everywhere."""


@cache
def sample_dumps() -> tuple[str, ...]:
    """Return one dump for each family and own dumper, with everything around it, and every fixture of the project."""
    found = []
    for at, family in enumerate(sorted(themes.FAMILIES)):
        page = themes.draw_page(at, family, (None, 0, 1, 0, None, None, 5), extras=themes.EXTRAS[at % 3 :: 3])
        found += [DUMPERS[name].dump(themes.render_html(page)) for name in OWN_DUMPERS]
    found += [path.read_bytes().decode("utf-8", "surrogateescape") for path in sorted(FIXTURES.rglob("*.txt"))]
    return tuple(found)


parsed: Final = cache(parse_post)
"""The record of a dump that several tests look at."""


def dumps() -> st.SearchStrategy[str]:
    """Whole dumps."""
    return st.deferred(lambda: st.sampled_from(sample_dumps()))


ODDITIES: Final = (
    "\r", "\r\n", "\n\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x00", "\t", "\ufeff", "\u200b",
    "\u200f", "\u202e", "\xad",
    "\xa0", "\u202f", "\u3000", "\ud800", "\udfff", "\udcff", "\U0001f44d\U0001f3fd", "e\u0301", "&amp;", "&#0;",
    "&lt;br", "١٢", "²", "ⅷ",
    "•", "• • •", "1.", "99999999999999999999.", "(((((", "“", ":", "says:", "Reply", "at", "on", "By", "0/0/0",
    "31/02/2011 25:61",
    "February 30, 2011 at 13:75 pm", "12/12/0000", "in 99999999999999999999 years", "9999999999 years ago",
)  # fmt: skip
"""Text that breaks readers: odd line ends, marks without meaning, halves of characters, dates that never were."""


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _span(rng: Random, length: int) -> tuple[int, int]:
    start = rng.randint(0, length)
    return start, min(length, start + rng.choice((1, 2, 5, 20, length)))


def shuffle_lines(rng: Random, text: str) -> str:
    """Shuffle some neighbouring lines."""
    lines = _lines(text)
    start, end = _span(rng, len(lines))
    part = lines[start:end]
    rng.shuffle(part)
    return "\n".join(lines[:start] + part + lines[end:])


def delete_lines(rng: Random, text: str) -> str:
    """Delete some neighbouring lines."""
    lines = _lines(text)
    start, end = _span(rng, len(lines))
    return "\n".join(lines[:start] + lines[end:])


def repeat_lines(rng: Random, text: str) -> str:
    """Repeat some neighbouring lines."""
    lines = _lines(text)
    start, end = _span(rng, len(lines))
    return "\n".join(lines[:start] + lines[start:end] * rng.choice((2, 3, 9)) + lines[end:])


def truncate(rng: Random, text: str) -> str:
    """Keep a part of the text."""
    start, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
    return text[start:end]


def insert_oddities(rng: Random, text: str) -> str:
    """Insert odd text in some places."""
    for _ in range(rng.choice((1, 3, 12))):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(ODDITIES) * rng.choice((1, 1, 1, 40)) + text[at:]
    return text


def insert_characters(rng: Random, text: str) -> str:
    """Insert any characters of Unicode, surrogates as well."""
    for _ in range(rng.choice((1, 3, 12))):
        at = rng.randint(0, len(text))
        text = (
            text[:at]
            + chr(rng.choice((rng.randrange(0x100), rng.randrange(0x3000), rng.randrange(0x110000))))
            + text[at:]
        )
    return text


def change_line_ends(rng: Random, text: str) -> str:
    """Replace every line end, or each by a choice of its own."""
    ends = ("\r", "\r\n", "\n", "\n\n", "\x85", "\x0c", "\u2028", " ", "")
    one = rng.choice(ends)
    if rng.random() < 0.5:
        return text.replace("\n", one)
    return "".join(line + rng.choice(ends) for line in _lines(text))


def change_indentation(rng: Random, text: str) -> str:
    """Indent lines at random, or none at all."""
    indents = rng.choice((("",), ("", " ", "  ", "\t"), (" " * 300,), ("\xa0", "\u3000")))
    return "\n".join(rng.choice(indents) + line.lstrip() for line in _lines(text))


def swap_case(rng: Random, text: str) -> str:
    """Change the case of some neighbouring lines."""
    lines = _lines(text)
    start, end = _span(rng, len(lines))
    change = rng.choice((str.upper, str.lower, str.swapcase))
    return "\n".join(lines[:start] + [change(line) for line in lines[start:end]] + lines[end:])


MUTATIONS: Final[tuple[Callable[[Random, str], str], ...]] = (
    shuffle_lines, delete_lines, repeat_lines, truncate, insert_oddities, insert_characters, change_line_ends,
    change_indentation, swap_case,
)  # fmt: skip


@attrs.frozen
class Damage:
    """A dump with what happened to it."""

    sample: int
    steps: tuple[str, ...]
    seed: int

    @property
    def text(self) -> str:
        """The damaged dump."""
        rng, text = seeded(self.seed), sample_dumps()[self.sample]
        by_name = {mutation.__name__: mutation for mutation in MUTATIONS}
        for step in self.steps:
            text = by_name[step](rng, text)
        return text


def damages() -> st.SearchStrategy[Damage]:
    """Damaged dumps, as recipes: short to print, and smaller where fewer steps suffice."""
    steps = st.lists(st.sampled_from([mutation.__name__ for mutation in MUTATIONS]), max_size=4).map(tuple)
    return st.deferred(lambda: st.builds(Damage, st.integers(0, len(sample_dumps()) - 1), steps, seeds))


def splices() -> st.SearchStrategy[str]:
    """Single lines, runs of lines and torn lines out of all sample dumps, one below the other."""
    return st.builds(_splice, seeds, st.sampled_from((3, 8, 20, 60)))


def _splice(seed: int, size: int) -> str:
    return splice_lines(seeded(seed), sample_dumps(), size)


def splice_lines(rng: Random, texts: Sequence[str], size: int) -> str:
    """Return lines, runs of lines and torn lines of some dumps, `size` of them or a few more."""
    lines: list[str] = []
    while len(lines) < size:
        of = _lines(rng.choice(texts))
        at = rng.randrange(len(of))
        lines += of[at : at + rng.choice((1, 1, 2, 5))]
        if rng.random() < 0.2:
            lines.append("")
        if rng.random() < 0.15:
            cut = rng.randint(0, len(lines[-1]))
            lines[-1] = lines[-1][:cut] + rng.choice(of)[:20] + lines[-1][cut:]
    return "\n".join(lines)


def any_text() -> st.SearchStrategy[str]:
    """Any ``str``: free text, lone surrogates included, and lines out of the words that the parser looks for."""
    characters = st.characters(exclude_categories=())
    pieces = st.sampled_from(
        (
            *ODDITIES,
            "\n",
            "\n",
            "\n  ",
            " ",
            "Jane Doe",
            "June 6, 2013 at 8:33 am",
            "3 Comments",
            "Leave a Reply",
            "  1. ",
        )
    )
    return st.text(characters, max_size=80) | st.lists(pieces, max_size=40).map("".join)
