"""Comment records out of an induced layout: author, timestamp, body, kind, depth and parent of each.

The layout says which lines belong to a record and where its parts stand. What is left to decide here is what of the
body's lines is chrome (reply links, votes, badges at either end, what stands below the links), how lines make
paragraphs, and how names are cleaned: of pictures, and of what the page prints beside all of them.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import attrs

from blogparse.dates import DayOrder, Times, infer_day_order
from blogparse.layout import Induction, RecordLines
from blogparse.letters import LEAST, Letters
from blogparse.records import Comment
from blogparse.text import HEADING, Affixes, Lines, clean_name, late_pattern, line_key
from blogparse.thread.nesting import Clues, Tree, infer_nesting
from blogparse.thread.record import RecordParts, share_with_votes

SHARED_BY: Final = 0.8  # share of the names that begin or end alike, from which on that is no part of them
_ROLE: Final = late_pattern(r"\s*(?:\[[^\[\]]{2,30}\]|\((?=[a-z])[^()]{4,30}\))$")  # a role behind a name


def build_comments(
    lines: Lines, letters: Letters, induction: Induction, times: Times, wrap: int | None
) -> tuple[tuple[Comment, ...], Tree]:
    """Return the comments in page order and the tree they stand in."""
    votes = share_with_votes(letters, induction.records)
    parts = [RecordParts.of(lines, letters, induction, record, votes) for record in induction.records]
    parts = [part.with_whole_line(wrap) for part in _with_bodies(_without_shared_words(parts))]
    edge = min([indent for indent, text in zip(lines.indents, lines.texts, strict=True) if text])
    tree = infer_nesting(_with_mentions_settled([part.clues(edge) for part in parts], parts))
    comments = []
    near = times.published
    typed = "" if _has_headings(lines, induction.records) else HEADING
    for index, part in enumerate(parts):
        comment = part.comment(index, tree, times, near, wrap, typed)
        if comment.timestamp is not None:
            near = comment.timestamp.date()
        comments.append(comment)
    return tuple(comments), tree


def _has_headings(lines: Lines, records: Sequence[RecordLines]) -> bool:
    """Return whether lines outside the comments are marked as headings: else people typed such marks."""
    inside = {row for record in records for row in range(record.start, record.end)}
    return any(mark == HEADING and row not in inside for row, mark in enumerate(lines.markers))


def _without_shared_words(parts: list[RecordParts]) -> list[RecordParts]:
    """Cut from the names what the page prints beside all of them: "Comment by", a running number, "[Visitor]"."""
    named = {at: part.author for at, part in enumerate(parts) if part.author and not part.is_pingback}
    names = sorted(set(named.values()))
    if len(names) < LEAST:
        return parts
    found = [role[0] if name[-1] in ")]" and (role := _ROLE.search(name)) is not None else "" for name in names]
    roles = {role for role in found if role and (all(found) or found.count(role) > 1)}
    if roles:
        for at, name in named.items():
            role = _ROLE.search(name)
            if role is not None and role[0] in roles and role.start():
                named[at] = name[: role.start()]
        names = sorted(set(named.values()))
    shared = Affixes.of(names, max(LEAST, math.ceil(SHARED_BY * len(names))))
    if shared:
        named = {at: clean_name(shared.cut(name) or "") or name for at, name in named.items()}
    return [
        part if named.get(at, part.author) == part.author else attrs.evolve(part, author=named[at])
        for at, part in enumerate(parts)
    ]


def _with_bodies(parts: list[RecordParts]) -> list[RecordParts]:
    """Give bodies to comments that say no more than links do ("+1"): what is left when the usual edges are cut."""
    full = [part for part in parts if part.first < part.last]
    if not full or len(full) == len(parts):
        return parts
    above = Counter(part.edge_above() for part in full).most_common(1)[0][0]
    below = Counter(part.edge_below() for part in full).most_common(1)[0][0]
    filled = list(parts)
    for at, part in enumerate(parts):
        rows = part.rows_with_letters() if part.first == part.last else []
        kinds = "".join(part.letters.letters[row] for row in rows)
        if len(rows) > len(above) + len(below) and kinds.startswith(above) and kinds.endswith(below):
            filled[at] = attrs.evolve(part, first=rows[len(above)], last=rows[len(rows) - len(below) - 1] + 1)
    return filled


def _with_mentions_settled(clues: list[Clues], parts: Sequence[RecordParts]) -> list[Clues]:
    """Settle whose the mentions below bodies are, this comment's or the next one's: whoever is named spoke before."""
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
    settled = [clue._replace(mention=None) if index in at_end else clue for index, clue in enumerate(clues)]
    for index in at_end:
        if index + 1 < len(settled):
            settled[index + 1] = settled[index + 1]._replace(mention=clues[index].mention)
    return settled


def page_day_order(letters: Letters, induction: Induction | None, languages: Sequence[str]) -> DayOrder:
    """Decide for the whole page whether 03/04/2013 is in March or in April."""
    page = [letters.stamps[at].match for at in sorted(letters.stamps)]
    if induction is None:
        return infer_day_order(page, (), languages)
    rows = [at for record in induction.records for at in record.stamps if at in letters.stamps]
    return infer_day_order([letters.stamps[at].match for at in rows], page, languages)
