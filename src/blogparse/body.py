"""The article's own text: its blocks by kind, and the notes that stand in it or at either end of it.

What tells the kinds apart is shape: a list mark, a Markdown heading, one short line without a stop over running text (a
heading), quotation marks around a whole paragraph or a deeper indentation (a quote). Captions have words ("Photo: Ann
Lee"), as labels of notes have. Whether a line is the article's at all has been decided by the tokenizer.

It is wrong where an author writes a paragraph of three words (it is taken for a heading), and where a heading is a
whole sentence with its full stop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import attrs

from blogparse.letters import Letters, classify_shape, ends_sentence
from blogparse.lines import HEADING, Lines
from blogparse.paragraphs import TextLine, end_of_line, join_paragraphs, text_lines
from blogparse.records import Block, BlockKind, Note, NoteKind, SectionKind
from blogparse.sections import BYLINE_REACH, Sectioning
from blogparse.spans import Span
from blogparse.vocabulary import OUTER, Role, line_key

MAX_HEADING: Final = 90  # characters of a question over its answer; other headings are short lines
MAX_CAPTION: Final = 220  # characters: a caption says what is seen and whose picture it is
MIN_QUOTE: Final = 40  # characters: shorter words in quotation marks are a title or a remark
QUOTE_INDENT: Final = 2  # columns deeper than the article's running text
_OPENING: Final = '“„«»"「『‘‚‹›'
_CLOSING: Final = '”“»«"」』’‘›‹'
_NOTE_KINDS: Final[Mapping[Role, NoteKind]] = {
    Role.EDITORS_NOTE: "editor",
    Role.UPDATES: "update",
    Role.CORRECTIONS: "correction",
    Role.DISCLOSURES: "disclosure",
    Role.NOTES: "note",
}


@attrs.frozen(slots=True)
class Body:
    """The text of the article: its paragraphs, its blocks, the pointers to other articles inside it."""

    paragraphs: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def related(self) -> tuple[str, ...]:
        """The pointers to other articles."""
        return tuple(block.text for block in self.blocks if block.kind == "related")


def find_body(
    lines: Lines, letters: Letters, sectioning: Sectioning, wrap: int | None, captions: Collection[str]
) -> Body:
    """Return the text of the article; `captions` are the keys of the words that stand before "Photo: Ann Lee"."""
    paragraphs: list[str] = []
    blocks: list[Block] = []
    article = sectioning.article
    is_spaced = wrap is not None or any(not lines.texts[row] for row in article)
    for rows, is_related in _runs(lines, letters, sectioning):
        if is_related:
            text = " ".join(lines.texts[row] for row in rows if lines.texts[row])
            blocks.append(Block(kind="related", text=text, span=_span(lines, rows)))
            continue
        found = text_lines(lines, rows, wrap)
        if not is_spaced:  # where nothing parts paragraphs, every line is one
            found = [line for row in rows for line in text_lines(lines, range(row, row + 1), wrap)]
        paragraphs += join_paragraphs(found)
        blocks += _blocks(lines, found, captions)
    return Body(tuple(paragraphs), tuple(blocks))


def _runs(lines: Lines, letters: Letters, sectioning: Sectioning) -> Iterator[tuple[range, bool]]:
    """Yield the runs of the body's lines, and the pointers to other articles between them, told by True."""
    kinds, shape = sectioning.kinds, letters.letters
    start = -1
    row = sectioning.article.start
    stop = sectioning.article.stop
    while row < stop:
        inside = kinds[row] is SectionKind.BODY
        if inside and shape[row] != "Q":
            start = row if start < 0 else start
            row += 1
            continue
        if start >= 0:
            yield range(start, row), False
            start = -1
        first = row
        row += 1
        if inside:
            if lines.texts[first].endswith((":", "：")):  # "More from ...:" and the headline on a line of its own
                below = next((at for at in range(row, stop) if lines.texts[at]), stop)
                if below < stop and kinds[below] is SectionKind.BODY and shape[below] != "Q":
                    row = below + 1
            yield range(first, row), True
    if start >= 0:
        yield range(start, stop), False


def _blocks(lines: Lines, found: Sequence[TextLine], captions: Collection[str]) -> Iterator[Block]:
    columns = Counter(lines.indents[line.first] for line in found if classify_shape(line.text) == "p")
    column = columns.most_common(1)[0][0] if columns else 0
    texts: list[str] = []
    kind: BlockKind = "paragraph"
    first = stop = 0
    for at, line in enumerate(found):
        below = found[at + 1] if at + 1 < len(found) else None
        own = _kind(lines, line, below, column, captions)
        goes_on = (
            bool(texts)
            and not line.opens
            and not lines.markers[line.first]
            and (own == kind != "heading" or kind == "list item")
        )
        if texts and not goes_on:
            yield Block(kind=kind, text="\n".join(texts), span=_span(lines, range(first, stop)))
        if not goes_on:
            texts, kind, first = [], own, line.first
        texts.append(line.text)
        stop = line.stop
    if texts:
        yield Block(kind=kind, text="\n".join(texts), span=_span(lines, range(first, stop)))


def _kind(lines: Lines, line: TextLine, below: TextLine | None, column: int, captions: Collection[str]) -> BlockKind:
    marker = lines.markers[line.first]
    if marker:
        return "heading" if marker == HEADING else "list item"
    if _is_caption(line.text, captions):
        return "caption"
    if _is_heading(lines, line, below):
        return "heading"
    if lines.indents[line.first] >= column + QUOTE_INDENT or _is_quoted(lines, line):
        return "quote"
    return "paragraph"


def _is_caption(text: str, captions: Collection[str]) -> bool:
    """Tell "Photo: Ann Lee", "(Photo by Ann Lee)" and a line with the sign of a copyright."""
    if len(text) > MAX_CAPTION:
        return False
    label = text.lstrip("([").partition(":")[0]
    return "©" in text or (label != text and line_key(label) in captions)


def _is_heading(lines: Lines, line: TextLine, below: TextLine | None) -> bool:
    text = line.text
    if below is None or len(text) > MAX_HEADING or not any(map(str.isalnum, text)):
        return False
    if classify_shape(text) != "s" and not text.endswith("?"):
        return False
    is_over_text = len(below.text) > 2 * len(text) and ends_sentence(below.text) and not lines.markers[below.first]
    return text[-1] not in ",;-–—…" and not text[0].islower() and is_over_text


def _is_quoted(lines: Lines, line: TextLine) -> bool:
    """Tell a paragraph that stands in quotation marks as a whole, or behind the mark of a Markdown quotation."""
    text = line.text.rstrip(".,!?… ")
    if lines.is_markdown and lines.text[lines.starts[line.first] : lines.ends[line.first]].lstrip().startswith(">"):
        return True
    if len(text) < MIN_QUOTE or text[0] not in _OPENING or text[-1] not in _CLOSING:
        return False
    return not any(mark in text[1:-1] for mark in _CLOSING if mark not in "’‘")


def find_notes(lines: Lines, letters: Letters, sectioning: Sectioning, wrap: int | None) -> tuple[Note, ...]:
    """Return the labelled notes of the article, without their labels, in page order."""
    article, thread = sectioning.article, sectioning.thread
    found = []
    for row in range(max(0, article.start - BYLINE_REACH), min(len(lines), article.stop + BYLINE_REACH)):
        if letters.letters[row] != "E" or row in thread:
            continue
        role = letters.roles.get(row, Role.EDITORS_NOTE)
        if role is Role.EDITORS_NOTE and sectioning.kinds[row] is not SectionKind.EDITORS_NOTE:
            continue
        stop = end_of_line(lines, row, wrap)
        label = letters.labels.get(row, len(lines.texts[row]) if row in letters.roles else 0)
        text = " ".join([lines.texts[row][label:].strip(), *lines.texts[row + 1 : stop]]).strip()
        if not text.strip(OUTER):
            if role is not Role.EDITORS_NOTE and not lines.texts[row].endswith((":", "：")):
                continue  # a heading, an entry of a menu
            first = next((at for at in range(stop, len(lines)) if lines.texts[at]), len(lines))
            if first == len(lines) or first in thread:
                continue
            stop = end_of_line(lines, first, wrap)
            text = " ".join(lines.texts[first:stop])
        found.append(Note(kind=_NOTE_KINDS[role], text=text, span=_span(lines, range(row, stop))))
    return tuple(found)


def _span(lines: Lines, rows: range) -> Span:
    return Span(lines.starts[rows.start], lines.ends[rows.stop - 1])
