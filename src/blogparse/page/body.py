"""The article's own text: its blocks by kind, and the notes that stand in it or at either end of it.

What tells the kinds apart is shape: a list mark, a Markdown heading, one short line without a stop over running text, a
list or another heading (a heading), quotation marks around a whole paragraph or a deeper indentation (a quote).
Captions have words ("Photo: Ann Lee"), as labels of notes have. Whether a line is the article's at all has been decided
by the tokenizer.

It is wrong where an author writes a paragraph of three words (it is taken for a heading), and where a heading is a
whole sentence with its full stop.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from blogparse.language import Role
from blogparse.letters import Letters, classify_shape
from blogparse.records import Block, BlockKind, Note, NoteKind, SectionKind, Span
from blogparse.sections import BYLINE_REACH, Sectioning
from blogparse.text import (
    HEADING,
    OUTER,
    Lines,
    TextLine,
    end_of_line,
    ends_sentence,
    join_paragraphs,
    line_key,
    text_lines,
)

MAX_HEADING: Final = 90  # characters of a question over its answer; other headings are short lines
MAX_CAPTION: Final = 220  # characters: a caption says what is seen and whose picture it is
MAX_LABEL: Final = 40  # characters of the words before a caption's colon
MIN_QUOTE: Final = 40  # characters: shorter words in quotation marks are a title or a remark
QUOTE_INDENT: Final = 2  # columns deeper than the article's running text
_STOPS: Final = frozenset(".!?:。！？：")  # of sentences, which may name a trademark
_OPENING: Final = '“„«»"「『‘‚‹›'
_CLOSING: Final = '”“»«"」』’‘›‹'


class Body(NamedTuple):
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
    is_spaced = wrap is not None or any(not lines.texts[row] for row in sectioning.article)
    runs = [
        (rows, [] if is_related else text_lines(lines, rows, wrap), is_related)
        for rows, is_related in _runs(lines, letters, sectioning)
    ]
    column = _text_column(lines, letters, [line for _, found, _ in runs for line in found])
    paragraphs: list[str] = []
    blocks: list[Block] = []
    for rows, found, is_related in runs:
        if is_related:
            text = " ".join(lines.texts[row] for row in rows if lines.texts[row])
            blocks.append(Block(kind="related", text=text, span=span(lines, rows)))
            continue
        # where nothing parts paragraphs, every line is one
        alone = found if is_spaced else [line._replace(opens=True) for line in found]
        kinds = _kinds(lines, alone, column, captions)
        paragraphs += join_paragraphs(_without_captions(alone, kinds))
        blocks += _blocks(lines, alone, kinds)
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


def _without_captions(found: Sequence[TextLine], kinds: Sequence[BlockKind]) -> Iterator[TextLine]:
    """Yield the lines that are no captions; what stands below one begins a paragraph."""
    opens = False
    for line, kind in zip(found, kinds, strict=True):
        if kind != "caption":
            yield line._replace(opens=True) if opens else line
        opens = kind == "caption"


def _blocks(lines: Lines, found: Sequence[TextLine], kinds: Sequence[BlockKind]) -> Iterator[Block]:
    """Yield the blocks that lines of text make: one line each, but for the lines of one paragraph."""
    texts: list[str] = []
    kind: BlockKind = "paragraph"
    first = stop = 0
    for line, own in zip(found, kinds, strict=True):
        if texts:
            if not line.opens and not lines.markers[line.first] and (own == kind != "heading" or kind == "list item"):
                texts.append(line.text)
                stop = line.stop
                continue
            yield Block(kind=kind, text="\n".join(texts), span=Span(lines.starts[first], lines.ends[stop - 1]))
        texts, kind, first, stop = [line.text], own, line.first, line.stop
    if texts:
        yield Block(kind=kind, text="\n".join(texts), span=Span(lines.starts[first], lines.ends[stop - 1]))


def _text_column(lines: Lines, letters: Letters, found: Sequence[TextLine]) -> int:
    """Return the column of the running text, from which a quotation is indented."""
    columns = {lines.indents[line.first] for line in found}
    if len(columns) > 1:
        shape = letters.letters
        running = Counter(
            lines.indents[line.first]
            for line in found
            if (shape[line.first] if line.stop == line.first + 1 else classify_shape(line.text)) == "p"
        )
        return running.most_common(1)[0][0] if running else 0
    return columns.pop() if columns else 0


def _kinds(lines: Lines, found: Sequence[TextLine], column: int, captions: Collection[str]) -> Sequence[BlockKind]:
    """Return the kind of each line of text; what stands below a short line tells whether it is a heading."""
    kinds: list[BlockKind] = []
    below: TextLine | None = None
    is_over_text = False  # whether the line below is a heading over text
    for line in reversed(found):
        marker = lines.markers[line.first]
        size = len(line.text)
        kind: BlockKind = "paragraph"
        is_heading = False
        if marker:
            kind = "heading" if marker == HEADING else "list item"
        elif size <= MAX_CAPTION and _is_caption(line.text, captions):
            kind = "caption"
        elif size <= MAX_HEADING and below is not None and _may_head(line.text):
            is_heading = _is_over_text(lines, line.text, below)
            is_over_list = lines.markers[below.first] not in {"", HEADING} and line.text[-1] not in ":："
            if is_heading or (line.opens and below.opens and (is_over_list or is_over_text)):
                kind = "heading"
        if kind == "paragraph" and (lines.indents[line.first] >= column + QUOTE_INDENT or _is_quoted(lines, line)):
            kind = "quote"
        kinds.append(kind)
        below, is_over_text = line, is_heading
    kinds.reverse()
    return kinds


def _is_caption(text: str, captions: Collection[str]) -> bool:
    """True for "Photo: Ann Lee", "(Photo by Ann Lee)" and a line with the sign of a copyright that is no sentence."""
    colon = text.find(":", 0, MAX_LABEL)
    return (colon > 0 and line_key(text[:colon]) in captions) or ("©" in text and text[-1] not in _STOPS)


def _may_head(text: str) -> bool:
    """True for a short line without a stop, or a question."""
    if text[0].islower() or text[-1] in ",;-–—…" or (text[-1] != "?" and classify_shape(text) != "s"):
        return False
    return any(map(str.isalnum, text))


def _is_over_text(lines: Lines, text: str, below: TextLine) -> bool:
    """Return whether running text stands below a line: longer, and with a stop."""
    return len(below.text) > 2 * len(text) and not lines.markers[below.first] and ends_sentence(below.text)


def _is_quoted(lines: Lines, line: TextLine) -> bool:
    """True for a paragraph that stands in quotation marks as a whole, or behind the mark of a Markdown quotation."""
    if lines.is_markdown and lines.text[lines.starts[line.first] : lines.ends[line.first]].lstrip().startswith(">"):
        return True
    if line.text[0] not in _OPENING or len(line.text) < MIN_QUOTE:
        return False
    text = line.text.rstrip(".,!?… ")
    if len(text) < MIN_QUOTE or text[-1] not in _CLOSING:
        return False
    return not any(mark in text[1:-1] for mark in _CLOSING if mark not in "’‘")


_NOTE_KINDS: Final[Mapping[Role, NoteKind]] = {
    Role.EDITORS_NOTE: "editor",
    Role.UPDATES: "update",
    Role.CORRECTIONS: "correction",
    Role.DISCLOSURES: "disclosure",
    Role.NOTES: "note",
}


def find_notes(lines: Lines, letters: Letters, sectioning: Sectioning, wrap: int | None) -> tuple[Note, ...]:
    """Return the labelled notes of the article, without their labels, in page order."""
    article, thread = sectioning.article, sectioning.thread
    near = range(max(0, article.start - BYLINE_REACH), min(len(lines), article.stop + BYLINE_REACH))
    if "E" not in letters.letters[near.start : near.stop]:
        return ()
    found = []
    for row in near:
        if letters.letters[row] != "E" or row in thread:
            continue
        role = letters.roles.get(row, Role.EDITORS_NOTE)
        if role is Role.EDITORS_NOTE and sectioning.kinds[row] is not SectionKind.EDITORS_NOTE:
            continue
        stop = _end_of_note(lines, row, wrap, thread)
        label = letters.labels.get(row, len(lines.texts[row]) if row in letters.roles else 0)
        text = " ".join([lines.texts[row][label:].strip(), *lines.texts[row + 1 : stop]]).strip()
        if not text.strip(OUTER):
            if role is not Role.EDITORS_NOTE and not lines.texts[row].endswith((":", "：")):
                continue  # a heading, an entry of a menu
            first = next((at for at in range(stop, len(lines)) if lines.texts[at]), len(lines))
            if first == len(lines) or first in thread:
                continue
            stop = _end_of_note(lines, first, wrap, thread)
            text = " ".join(lines.texts[first:stop])
        found.append(Note(kind=_NOTE_KINDS[role], text=text, span=span(lines, range(row, stop))))
    return tuple(found)


def _end_of_note(lines: Lines, row: int, wrap: int | None, thread: range) -> int:
    """Return the row behind the line of text that begins in a row, which no wrapping carries into the thread."""
    stop = end_of_line(lines, row, wrap)
    return min(stop, thread.start) if row < thread.start else stop


def span(lines: Lines, rows: range) -> Span:
    """Return the span of some lines."""
    return Span(lines.starts[rows.start], lines.ends[rows.stop - 1])
