"""Records out of labels, and labels out of records.

Labels of lines become the lines of each comment in the form that the layout gives them too, so that one builder makes
comments of both. A thread is the longest run of records that is not cut by lines which belong to none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from blogparse.labelling.lines import (
    ABOVE,
    BELOW,
    BETWEEN,
    BODY,
    BOTH_ABOVE,
    BOTH_BELOW,
    DATE_ABOVE,
    DATE_BELOW,
    DATES,
    FILLING,
    MORE_BODY,
    NAME_ABOVE,
    NAME_BELOW,
    NAMES,
    OUTSIDE,
    TEXT,
)  # fmt: skip
from blogparse.layout import TEMPLATES, Content, Induction, Place, RecordLines, RecordTemplate, heading_above
from blogparse.letters import CLOSING, TEXT_EDGES, TEXT_LIKE, Letter, Letters, Stamp
from blogparse.text import NO_ROW, Row, ends_sentence

_APART: Final = 8  # so many lines of no comment cut what is labelled into two threads
_STAMPS: Final = 2  # a date and a time on lines of their own
_MARK_REACH: Final = 2  # lines above a name in which the mark of its list item stands: a picture, a number
_PICTURE: Final = "a"
_HEADED: Final = 0.7  # share of the records with a name or a date, from which on all have one
_CHROME: Final = 2  # times that a line must stand between records to be cut from their edges
_OFTEN: Final = 0.5  # share of the records in which a sentence must stand to be none of their texts
_EDGE: Final = frozenset(f"{TEXT_EDGES}V_")
_FREE: Final = FILLING | {OUTSIDE}


@attrs.define
class Labelled:
    """One comment as labelled, in content lines."""

    start: int
    last: int
    author: int = -1
    dates: list[int] = attrs.field(factory=list)
    body: list[int] = attrs.field(factory=list)
    is_below: bool = False


def records_of(labels: Sequence[int]) -> list[Labelled]:
    """Return the records of the page's thread, in page order; each has a text.

    Where most have a name or a date, those that have neither are none: the title of a comment, a link below it.
    """
    threads: list[list[Labelled]] = [[]]
    record: Labelled | None = None
    outside = 0
    for at, label in enumerate(labels):
        if label == OUTSIDE or label in FILLING:
            outside += label == OUTSIDE
            continue
        if record is None or (record.body and (label in ABOVE or label == BODY)):
            if outside >= _APART and threads[-1]:
                threads.append([])
            record = Labelled(at, at)
            threads[-1].append(record)
        outside = 0
        record.last = at
        record.is_below |= label in BELOW
        if label in TEXT:
            record.body.append(at)
        if label in DATES:
            record.dates.append(at)
        if label in NAMES and record.author < 0:
            record.author = at
    whole = [[record for record in thread if record.body] for thread in threads]
    thread = max(whole, key=lambda thread: (len(thread), thread[0].start if thread else -1))
    headed = [record for record in thread if record.author >= 0 or record.dates]
    named = [record for record in headed if record.author >= 0]
    if 2 * sum(record.author in record.dates for record in named) > len(headed):
        for record in headed:
            if record.author < 0:  # names stand beside dates here, whatever this one looks like
                record.author = record.dates[0]
    return headed if len(headed) >= _HEADED * len(thread) else thread


def induction_of(
    page: Content, labels: Sequence[int], found: Sequence[Labelled], names: Mapping[int, str]
) -> tuple[Letters, Induction]:
    """Return the thread that labels tell, with the letters in which the dates that only labels found are stamps.

    `found` are the records of the labels, one at least; `names` are those of the lines that hold one, by content line.
    """
    rows = page.rows
    stamps = dict(page.letters.stamps)
    for at in (at for record in found for at in record.dates):
        if rows[at] not in stamps and rows[at] in page.letters.dates:
            match = page.letters.dates[rows[at]]
            stamps[rows[at]] = Stamp(match, names.get(at, ""), "", chrome=False, verb=False)
    texts = _whole_texts(page, labels, found)
    starts = [min(start, text[0]) for start, text in zip(_starts(page, labels, found), texts, strict=True)]
    made = []
    end = found[-1].last + 1
    while end < page.size and page.shape[end] in CLOSING and page.gaps[end] <= 1:
        end += 1
    for record, text, start, below in zip(found, texts, starts, [*starts[1:], end], strict=True):
        parts = range(record.start, record.last + 1)
        between = [at for at in parts if labels[at] in FILLING and page.shape[at] == Letter.DATE]
        dates = [at for at in record.dates or between if rows[at] in stamps][:_STAMPS]
        if len(dates) > 1 and all(stamps[rows[at]].match.month is not None for at in dates):
            del dates[1:]
        if len(dates) == 1:
            dates = [at for at in _with_time(page, labels, dates[0], stamps) if at >= start]
        made.append(
            RecordLines(
                start=rows[start],
                end=Row(rows[max(below - 1, record.last)] + 1),
                author=rows[record.author] if record.author >= 0 else NO_ROW,
                stamps=tuple(rows[at] for at in dates),
                body=rows[text[0]],
                body_end=Row(rows[text[-1]] + 1),
                name=names.get(record.author),
            )
        )
    inside_texts = {at for text in texts for at in text}
    filling = Counter(page.plain[at] for at, label in enumerate(labels) if label in FILLING and at not in inside_texts)
    heading = heading_above(page, starts[0])
    inside = labels[starts[0] : found[-1].last + 1]
    induction = Induction(
        template=_template(found),
        records=tuple(made),
        heading=rows[heading] if heading >= 0 else NO_ROW,
        score=0.0,
        support=len(made),
        coverage=sum(label != OUTSIDE for label in inside) / len(inside),
        marker=Counter(page.markers[start] for start in starts).most_common(1)[0][0] or None,
        runner_up=None,
        chrome=frozenset(
            text
            for text, count in filling.items()
            if count >= (_OFTEN * len(found) if ends_sentence(text) else _CHROME)
        ),
    )
    return attrs.evolve(page.letters, stamps=stamps), induction


def _whole_texts(page: Content, labels: Sequence[int], found: Sequence[Labelled]) -> list[range]:
    """Return the lines of each text, with the sentences right above and below it that labels leave to the page.

    What somebody says again somebody else has said too; what the page says stands once in about every record.
    """
    often = Counter(page.plain[at] for at, label in enumerate(labels) if label in FILLING)
    most = max(_CHROME, _OFTEN * len(found))
    items = {page.markers[record.start] for record in found}

    def is_said(line: int) -> bool:
        """True for a sentence that does not stand in about every record."""
        return (
            page.shape[line] in TEXT_LIKE
            and (not page.markers[line] or page.markers[line] not in items)
            and ends_sentence(page.texts[line])
            and often[page.plain[line]] < most
        )

    texts: list[range] = []
    for at, record in enumerate(found):
        first, last = record.body[0], record.body[-1]
        parts = [part for part in (record.author, *record.dates) if part >= 0]
        low = max([part for part in parts if part < first], default=found[at - 1].last if at else first)
        low = max(low, texts[-1][-1]) if texts else low
        high = min([part for part in parts if part > last], default=found[at + 1].start if at + 1 < len(found) else -1)

        while first - 1 > low and is_said(first - 1):
            first -= 1
        while last + 1 < high and is_said(last + 1):
            last += 1
        texts.append(range(first, last + 1))
    return texts


def _starts(page: Content, labels: Sequence[int], found: Sequence[Labelled]) -> list[int]:
    """Return where records start: at the list mark right above the first part, where the page has marks there."""
    marked = []
    for record in found:
        at = next(
            (
                at
                for at in range(record.start - 1, max(-1, record.start - 1 - _MARK_REACH), -1)
                if page.markers[at] not in {"", "#"} and not any(page.gaps[at + 1 : record.start + 1])
            ),
            -1,
        )
        is_free = at >= 0 and _FREE.issuperset(labels[at : record.start])
        marked.append(at if is_free and not page.markers[record.start] else -1)
    if 2 * sum(at >= 0 for at in marked) <= len(found):
        return [_from_picture(page, labels, record.start) for record in found]
    return [at if at >= 0 else record.start for at, record in zip(marked, found, strict=True)]


def _from_picture(page: Content, labels: Sequence[int], start: int) -> int:
    """Return where a record starts whose first part stands below its author's picture."""
    while start and page.shape[start - 1] == _PICTURE and labels[start - 1] in _FREE:
        start -= 1
    return start


def _with_time(page: Content, labels: Sequence[int], date: int, stamps: Mapping[int, Stamp]) -> list[int]:
    """Return the line of a date, with that of the time beside it where they stand on lines of their own."""
    match = stamps[page.rows[date]].match
    behind = date + 2 if page.shape[date + 1 : date + 2] == Letter.CONNECTOR else date + 1  # below an "@"
    for near in (behind, date - 1):
        other = stamps.get(page.rows[near]) if 0 <= near < page.size and labels[near] in FILLING else None
        if other is None or match.has_time == other.match.has_time:
            continue
        if (match.month is None) != (other.match.month is None):
            return sorted((date, near))
    return [date]


def _template(found: Sequence[Labelled]) -> RecordTemplate:
    """Return the record template that most records have."""

    def most(flags: Sequence[bool]) -> bool:
        """True if more than half of the flags are set."""
        return 2 * sum(flags) > len(flags)

    body = Place.ABOVE if most([record.is_below for record in found]) else Place.BELOW
    if most([record.author in record.dates for record in found]):
        anchors, author = "M", Place.LINE
    elif most([not record.dates for record in found]):
        anchors, author, body = "A", Place.LINE, Place.BELOW
    elif body is Place.BELOW:
        is_below = most([bool(record.dates) and record.author > record.dates[0] for record in found])
        anchors, author = "D", Place.BELOW if is_below else Place.ABOVE
    else:
        is_first = most([0 <= record.author < record.body[0] for record in found])
        anchors, author = "D", Place.FIRST if is_first else Place.ABOVE
    return next(t for t in TEMPLATES if (t.anchors, t.author, t.body) == (anchors, author, body))


def verdict_of(page: Content, induction: Induction | None) -> list[int]:
    """Return the labels that an induced thread gives to the lines of its page."""
    labels = [OUTSIDE] * page.size
    if induction is None:
        return labels
    shape, place = page.letters.letters, page.place

    def mark(row: int, label: int) -> None:
        """Label a row, unless it is blank."""
        if shape[row] != "_":
            labels[place[row]] = label

    for record in induction.records:
        start, end = place[record.start], place[record.end]
        labels[start:end] = [BETWEEN] * (end - start)
        first, last = int(record.body), int(max(record.body, record.body_end))
        while first < last and shape[first] in _EDGE:
            first += 1
        while first < last and shape[last - 1] in _EDGE:
            last -= 1
        if first == last:  # votes may be all that somebody says
            first, last = int(record.body), int(record.body_end)
        if size := place[max(first, last)] - place[first]:
            labels[place[first] : place[first] + size] = [BODY, *[MORE_BODY] * (size - 1)]
        has_text_above = induction.template.body is Place.ABOVE
        for row in record.stamps:
            mark(row, DATE_BELOW if has_text_above and row >= first else DATE_ABOVE)
        if record.author >= 0:
            is_both = record.author in record.stamps
            if first < last <= record.author:
                mark(record.author, BOTH_BELOW if is_both else NAME_BELOW)
            else:
                mark(record.author, BOTH_ABOVE if is_both else NAME_ABOVE)
    return labels
