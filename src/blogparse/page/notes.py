"""The labelled notes at either end of an article and inside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from blogparse.language import Role
from blogparse.letters import Letters
from blogparse.records import Note, NoteKind, SectionKind, Span
from blogparse.sections import BYLINE_REACH, Sectioning
from blogparse.text import OUTER, Lines, end_of_line

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
        found.append(Note(kind=_NOTE_KINDS[role], text=text, span=span(lines, range(row, stop))))
    return tuple(found)


def span(lines: Lines, rows: range) -> Span:
    """Return the span of some lines."""
    return Span(lines.starts[rows.start], lines.ends[rows.stop - 1])
