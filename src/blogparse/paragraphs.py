"""Paragraphs out of lines: what blank lines part, and what a renderer's fixed width broke apart.

A dump that was wrapped at 80 columns ends its lines where the next word did not fit, and nowhere else; such a line goes
on below. That is told from the lengths of all lines of the dump, never from a width that the caller names. `Blocks` are
the units that the tokenizer judges: one paragraph, list item, heading or link, whatever number of lines it takes.

It is wrong where verse happens to end just below the width of the dump: its lines are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import attrs
import regex

from blogparse.letters import classify_shape
from blogparse.lines import Lines

_BROKEN_WORD: Final = regex.compile(r"\S[/-]\Z")  # where renderers break a line inside a word: addresses, compounds
_RENDERED: Final = frozenset("•◦▪■□●○☆★◇◆‣⁃∙►▼▸#")  # marks that renderers write and people do not
MIN_WRAPPED: Final = 40  # columns: narrower text is not wrapped text


class TextLine(NamedTuple):
    """A line of text as it was before a renderer broke it: rows ``[first, stop)``, and whether it opens a paragraph."""

    text: str
    first: int
    stop: int
    opens: bool


def text_lines(
    lines: Lines, rows: range, wrap: int | None, *, item: bool = False, rendered: str | None = None
) -> list[TextLine]:
    """Return the lines of text, wrapped ones joined; see `paragraphs_of`."""
    found: list[TextLine] = []
    base = min(
        (lines.columns[at] if not lines.markers[at] else lines.indents[at] for at in rows if lines.texts[at]), default=0
    )
    opens = True
    for at in rows:
        text = lines.texts[at]
        if not text:
            opens = True
            continue
        if item and at == rows.start:
            base = lines.columns[at]
        elif (
            lines.markers[at]
            and lines.indents[at] <= base
            and lines.markers[at] not in _RENDERED
            and lines.markers[at] != rendered
        ):
            text = lines.text[lines.starts[at] : lines.text_starts[at]].strip() + " " + text
        if not opens and wrap is not None and _is_wrapped(lines, at, wrap):
            above = found[-1]
            joint = "" if _BROKEN_WORD.search(above.text) is not None else " "
            found[-1] = TextLine(f"{above.text}{joint}{text}", above.first, at + 1, above.opens)
        else:
            found.append(TextLine(text, at, at + 1, opens))
        opens = False
    return found


def paragraphs_of(
    lines: Lines, rows: range, wrap: int | None, *, item: bool = False, rendered: str | None = None
) -> tuple[str, ...]:
    """Return the texts of lines as paragraphs: blank lines part them, wrapped lines are joined.

    List marks are cut where the item is deeper than the text around it or its bullet is one that only renderers write;
    "1." or "*" at the text's own column was typed, and stays. With `item`, the first line is an item by itself;
    `rendered` is a bullet that this page's renderer is known to write.
    """
    return join_paragraphs(text_lines(lines, rows, wrap, item=item, rendered=rendered))


def join_paragraphs(found: Iterable[TextLine]) -> tuple[str, ...]:
    """Return the paragraphs that lines of text make."""
    paragraphs: list[str] = []
    for line in found:
        if line.opens:
            paragraphs.append(line.text)
        else:
            paragraphs[-1] += f"\n{line.text}"
    return tuple(paragraphs)


def end_of_line(lines: Lines, at: int, wrap: int | None) -> int:
    """Return the row behind the line of text that begins in row `at`: the next, unless the text was wrapped."""
    stop = at + 1
    while wrap is not None and stop < len(lines) and lines.texts[stop] and _is_wrapped(lines, stop, wrap):
        stop += 1
    return stop


def _is_wrapped(lines: Lines, at: int, wrap: int) -> bool:
    """Tell whether line `at` continues the one above: its first word did not fit there."""
    if lines.markers[at]:
        return False
    above = lines.columns[at - 1] + len(lines.texts[at - 1])
    word = lines.texts[at].split(None, 1)[0]
    return above + 1 + len(word) > wrap


def wrap_width(lines: Lines) -> int | None:
    """Return the width at which the dump was wrapped, or None for a dump that was not.

    Wrapped prose has many lines that end within a word's length below one width, and none beyond it but single words.
    """
    widths = sorted(lines.columns[at] + len(text) for at, text in enumerate(lines.texts) if len(text) >= MIN_WRAPPED)
    if len(widths) < 8:
        return None
    width = widths[int(len(widths) * 0.97)]
    if not MIN_WRAPPED <= width <= 140:
        return None
    near = sum(1 for value in widths if width - 14 <= value <= width)
    return width if near >= 0.5 * len(widths) else None


@attrs.frozen(slots=True, eq=False)
class Blocks:
    """The blocks of a dump as parallel sequences: block i is lines ``[firsts[i], stops[i])``.

    `letters` has one letter a block: that of its line, or the shape of the joined text where the block has several.
    `texts` is the text without line breaks, `markers` the list mark of the first line.
    """

    firsts: Sequence[int]
    stops: Sequence[int]
    letters: str
    texts: Sequence[str]
    markers: Sequence[str]

    def __len__(self) -> int:
        return len(self.firsts)


_KEPT: Final = frozenset("ELQHFOBR")  # letters of a first line that say what the whole block is


def read_blocks(lines: Lines, letters: str, wrap: int | None) -> Blocks:
    """Return the blocks of a dump; without wrapping every line that is not blank is one."""
    texts = lines.texts
    firsts = [at for at, text in enumerate(texts) if text]
    if wrap is None:
        stops = [at + 1 for at in firsts]
        found = [letters[at] for at in firsts]
        said = [texts[at] for at in firsts]
    else:
        rows, firsts, stops = firsts, [], []
        for at in rows:
            if stops and stops[-1] == at and _is_wrapped(lines, at, wrap):
                stops[-1] = at + 1
            else:
                firsts.append(at)
                stops.append(at + 1)
        found = [letters[at] for at in firsts]
        said = [texts[at] for at in firsts]
        for block, (first, stop) in enumerate(zip(firsts, stops, strict=True)):
            if stop - first > 1:
                said[block] = _joined(texts[first:stop])
                if found[block] not in _KEPT:
                    found[block] = classify_shape(said[block])
    markers = lines.markers
    return Blocks(firsts, stops, "".join(found), said, [markers[at] for at in firsts])


def _joined(texts: Sequence[str]) -> str:
    """Return the lines that a fixed width made of one line of text as that line."""
    pieces = [texts[0]]
    for above, text in pairwise(texts):
        pieces += (text,) if _BROKEN_WORD.search(above) is not None else (" ", text)
    return "".join(pieces)
