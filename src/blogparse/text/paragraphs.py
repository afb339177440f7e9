"""Paragraphs out of lines: what blank lines part, and what a renderer's fixed width broke apart.

A dump that was wrapped at 80 columns ends its lines where the next word did not fit, and nowhere else; such a line goes
on below. That is told from the lengths of all lines of the dump, never from a width that the caller names.

It is wrong where verse happens to end just below the width of the dump: its lines are joined.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from blogparse.text.lines import HEADING, Lines
from blogparse.text.patterns import late_pattern, late_regex

_BROKEN_WORD: Final = late_regex(r"\S/\Z")  # where renderers break a line inside an address; "Rede- und" has a space
_RENDERED: Final = frozenset("•◦▪■□●○☆★◇◆‣⁃∙►▼▸#")  # marks that renderers write and people do not
MIN_WRAPPED: Final = 40  # columns: narrower text is not wrapped text
MAX_WRAPPED: Final = 140  # columns: wider text is not either
_WITHIN: Final = 0.97  # of the lines end within the width: addresses and programs do not
_LEAST_BROKEN: Final = 3  # lines that go on below: fewer may do so by chance
_BROKEN: Final = 0.35  # of the lines that others follow: what else stands line by line is mostly shorter
_WIDE: Final = late_pattern(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
_MARKS: Final = late_regex(r"[\p{Mn}\p{Me}]")
_NARROW: Final = late_pattern(r"[\x00-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u20cf\u2100-\u2e7f]*+")


class TextLine(NamedTuple):
    """A line of text as it was before a renderer broke it: rows ``[first, stop)``, and whether it opens a paragraph."""

    text: str
    first: int
    stop: int
    opens: bool


def text_lines(
    lines: Lines, rows: range, wrap: int | None, *, item: bool = False, rendered: str | None = None, typed: str = ""
) -> list[TextLine]:
    """Return the lines of text, wrapped ones joined; see `paragraphs_of`."""
    found: list[TextLine] = []
    broken: list[str] = []  # the lines that the last line of text was broken into
    base = min(
        (lines.columns[at] if not lines.markers[at] else lines.indents[at] for at in rows if lines.texts[at]), default=0
    )
    opens, column = True, -1  # the column of the text above, if no blank line has come since
    for at in rows:
        text = lines.texts[at]
        if not text:
            opens, column = True, -1
            continue
        mark = lines.markers[at]
        if not mark:
            column = lines.columns[at]
        if item and at == rows.start:
            base = lines.columns[at]
        elif (
            mark not in {"", rendered}
            and lines.indents[at] <= base
            and (mark not in _RENDERED or mark == typed or (lines.indents[at] == column and mark != HEADING))
        ):
            text = lines.text[lines.starts[at] : lines.text_starts[at]].strip() + " " + text
        if not opens and wrap is not None and is_wrapped(lines, at, wrap):
            broken.append(text)
        else:
            if len(broken) > 1:
                found[-1] = _whole(found[-1], broken)
            found.append(TextLine(text, at, at + 1, opens))
            broken = [text]
        opens = False
    if len(broken) > 1:
        found[-1] = _whole(found[-1], broken)
    return found


def _whole(first: TextLine, broken: Sequence[str]) -> TextLine:
    """Return the line of text that begins with `first` and that a fixed width broke into several."""
    return TextLine(joined(broken), first.first, first.first + len(broken), first.opens)


def paragraphs_of(
    lines: Lines, rows: range, wrap: int | None, *, item: bool = False, rendered: str | None = None, typed: str = ""
) -> tuple[str, ...]:
    """Return the texts of lines as paragraphs: blank lines part them, wrapped lines are joined.

    List marks are cut where the item is deeper than the text around it or its bullet is one that only renderers write;
    "1." or "*" at the text's own column was typed, and stays, and so was any bullet there right below a line of text.
    With `item`, the first line is an item by itself; `rendered` is a bullet that this page's renderer is known to
    write, `typed` one of such marks that it does not.
    """
    if wrap is None and not any(lines.markers[rows.start : rows.stop]):
        pieces = "\n".join(lines.texts[rows.start : rows.stop]).split("\n\n")
        return tuple([text for piece in pieces if (text := piece.strip("\n"))])
    return join_paragraphs(text_lines(lines, rows, wrap, item=item, rendered=rendered, typed=typed))


def join_paragraphs(found: Iterable[TextLine]) -> tuple[str, ...]:
    """Return the paragraphs that lines of text make."""
    paragraphs: list[list[str]] = []
    for line in found:
        if line.opens:
            paragraphs.append([line.text])
        else:
            paragraphs[-1].append(line.text)
    return tuple(["\n".join(texts) for texts in paragraphs])


def end_of_line(lines: Lines, at: int, wrap: int | None) -> int:
    """Return the row behind the line of text that begins in row `at`: the next, unless the text was wrapped."""
    stop = at + 1
    while wrap is not None and stop < len(lines) and lines.texts[stop] and is_wrapped(lines, stop, wrap):
        stop += 1
    return stop


def is_wrapped(lines: Lines, at: int, wrap: int) -> bool:
    """Return whether line `at` continues the one above: its first word did not fit there."""
    if lines.markers[at] or _end(lines, at - 1) + _step(lines.texts[at]) <= wrap:
        return False
    return not (_is_rule(lines.texts[at]) or _is_rule(lines.texts[at - 1]))


def _is_rule(text: str) -> bool:
    """True for a line that is drawn: one sign throughout."""
    return text != "" and not text[0].isalnum() and text == text[0] * len(text)


def _end(lines: Lines, at: int) -> int:
    """Return the column behind the last character of a line."""
    text = lines.texts[at]
    return lines.columns[at] + (len(text) if text.isascii() else _columns_of(text))


def _step(text: str) -> int:
    """Return how many columns the first word of a line takes behind the words above it: no space parts wide signs."""
    if is_wide(text[0]):
        return 2
    space = text.find(" ")
    return 1 + (len(text) if space < 0 else space)


def _columns_of(text: str) -> int:
    """Return how many columns a text takes: signs of East Asia take two, marks over and under letters none."""
    if _NARROW.fullmatch(text) is not None:
        return len(text)
    return len(text) + len(_WIDE.findall(text)) - len(_MARKS.findall(text))


def is_wide(character: str) -> bool:
    """True for the signs of East Asia, which may part at the end of a line and are joined without a space."""
    return character >= "\u1100" and _WIDE.match(character) is not None


def wrap_width(lines: Lines) -> int | None:
    """Return the width at which the dump was wrapped, told by lines that go on below, or None for one that was not."""
    texts, markers = lines.texts, lines.markers
    lengths = sorted([len(text) for text in texts if len(text) >= MIN_WRAPPED // 2])
    if len(lengths) < _LEAST_BROKEN or lengths[int(len(lengths) * _WITHIN)] > MAX_WRAPPED:
        return None  # most dumps
    ends: list[int] = []
    needs: list[int] = []  # what the line would have needed for the first word of the line below
    below = ""
    for at in range(len(texts) - 1, -1, -1):
        text = texts[at]
        if len(text) >= MIN_WRAPPED // 2 and (end := _end(lines, at)) >= MIN_WRAPPED:
            ends.append(end)
            if below and not markers[at + 1]:
                needs.append(end + _step(below))
        below = text
    if len(needs) < _LEAST_BROKEN:
        return None
    width = sorted(ends)[int(len(ends) * _WITHIN)]
    broken = sum([need > width for need in needs])
    is_wrapped = width <= MAX_WRAPPED and broken >= max(_LEAST_BROKEN, _BROKEN * len(needs))
    return width if is_wrapped else None


def joined(texts: Sequence[str]) -> str:
    """Return the lines that a fixed width made of one line of text as that line."""
    pieces = [texts[0]]
    for above, text in pairwise(texts):
        pieces += (_joint(above, text), text)
    return "".join(pieces)


def _joint(above: str, text: str) -> str:
    """Return what stood between two lines before the width broke them apart."""
    is_whole = _BROKEN_WORD.search(above[-2:]) is None and not (is_wide(text[0]) and is_wide(above[-1]))
    return " " if is_whole else ""
