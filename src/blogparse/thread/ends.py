"""Where the text at the open end of a thread ends.

Where heads stand above their texts, every text but the last one is closed by the head of the next comment. The last
one borders on the page instead: the hint of an editor, links to subscribe, the line that says when the page was
changed. These are told from text as a reader tells them: by how the other texts of the page are made (their lines,
columns, gaps, lengths, what closes them), by what the lines look like, and by what follows. Going down from the
comment's head, lines are text up to some line and none of it from there on; how much each line speaks for going on was
learnt from many pages (``tests/training``).

It is wrong where a page speaks on in sentences, in the column and at the distance of the comments. Where heads stand
below their texts, the first text begins as it was read: what was learnt of its upper end changed no page.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple, Self

from blogparse.labelling import Column, letter_index, load_weights
from blogparse.layout import Content, Induction, Place, RecordLines
from blogparse.letters import CLOSING, PLAIN, TEXT_LIKE, Letters
from blogparse.text import CAMEL_CASE, Row, ends_sentence, late_pattern
from blogparse.thread.record import RecordParts, share_with_votes

CHAIN: Final = "ends"
REACH: Final = 6  # lines beyond the end as it was read that may still be text
LAST: Final = 5  # lines of the text as it was read that may be none
LEAD: Final = 450
"""By how much another end must be likelier than the one that was read, in weights of which some hundred make it nearly
three times as likely: a text cut short is worse than one that goes on too far."""
OTHERS: Final = 20  # records that the open one is compared with: the nearest
_BASE: Final = 32  # more than any sign has bins
_EDGE: Final = letter_index("N")
_STOPS: Final = frozenset("FOHWXLQG")
_LENGTHS: Final = (3, 12, 25, 40, 64, 120, 300)
_FEW: Final = (0, 1, 2, 3, 5, 9)
_STEPS: Final = (0, 1, 2, 4, 8, 20)
_SHARES: Final = (0.0, 0.34, 0.67, 0.99)
_WORD: Final = late_pattern(r"[^\W\d_]{3,}")
_SHORT: Final = 40  # characters of a signature
_NO_WORDS: Final = 25  # beside five bins of five
_FIRST: Final = 60  # characters of a line whose words are looked for elsewhere
_SIGNS: Final = late_pattern(r"[|·•©»«→←]")


class OpenEnd(NamedTuple):
    """The last text of a thread, in content lines.

    `lines` go on into the page below; the first `size` of them are the last of the text as it was read, behind `before`
    others that are surely text.
    """

    lines: range
    size: int
    before: int
    others: Sequence[range]  # the other texts
    author: frozenset[str]  # the words of the author's line


def find_open_end(page: Content, letters: Letters, induction: Induction) -> OpenEnd | None:
    """Return the text at the open end of a thread, or None where its own head closes it or it says nothing."""
    records = induction.records[-OTHERS - 1 :][::-1]
    record = records[0]
    heads = [row for row in (record.author, *record.stamps) if row >= 0]
    if not heads or record.is_answer or induction.template.body is not Place.BELOW:
        return None
    votes = share_with_votes(letters, records)
    own, *others = [_text_of(page, letters, induction, each, votes) for each in records]
    if not own or page.rows[own[0]] <= min(heads) or page.rows[own[-1]] < max(heads):
        return None
    before = max(0, len(own) - LAST)
    if _is_closed(page, own[before], own[-1]):
        return None
    lines = range(own[before], min(page.size, own[-1] + 1 + REACH))
    author = frozenset(_WORD.findall(page.lines.texts[record.author].lower())) if record.author >= 0 else frozenset()
    return OpenEnd(lines, len(own) - before, before, others, author)


def _is_closed(page: Content, first: int, last: int) -> bool:
    """True where no other end can be likelier: sentences, and right below them what no thread runs across."""
    is_stopped = last + 1 >= page.size or page.shape[last + 1] in _STOPS
    return is_stopped and all(
        page.shape[at] in TEXT_LIKE and ends_sentence(page.texts[at]) for at in range(first, last + 1)
    )


def _text_of(
    page: Content, letters: Letters, induction: Induction, record: RecordLines, votes: tuple[float, float]
) -> range:
    """Return the content lines of a record's text."""
    first, last = RecordParts(page.lines, letters, induction, record, None).find_body(votes)
    return range(page.place[first], page.place[last])


def with_open_end(page: Content, letters: Letters, induction: Induction | None) -> Induction | None:
    """Return a thread whose text at the open end is as long as it likeliest is."""
    end = find_open_end(page, letters, induction) if induction is not None else None
    if induction is None or end is None:
        return induction
    chain = load_weights()[CHAIN]
    scores = [chain.total(seen) for seen in zip(*end_columns(page, end), strict=True)]
    scores[end.size - 1] += LEAD
    said = {page.plain[at] for text in end.others for at in text}
    least = max((at for at in range(end.size) if page.plain[end.lines[at]] in said), default=0)  # text there, text here
    size = max(range(least, len(scores)), key=scores.__getitem__) + 1
    if size == end.size:
        return induction
    *records, record = induction.records
    last = end.lines[size - 1]
    stop = last + 1
    while stop < page.size and page.shape[stop] in CLOSING and page.gaps[stop] <= 1:
        stop += 1
    records.append(record._replace(body_end=Row(page.rows[last] + 1), end=Row(page.rows[stop - 1] + 1)))
    return induction._replace(records=tuple(records))


def end_columns(page: Content, end: OpenEnd) -> list[Column]:
    """Return what is seen of each possible end, the text's first line first; the order belongs to the weights."""
    lines, size, before, others, _ = end
    many = bisect_left((0, 1, 3, 9), len(others))
    compared = _Others.of(page, others)
    seen = [_seen(page, end, compared, at) for at in lines]
    common = [*_furniture(page, end), _NO_WORDS + 1]
    far = _until_stop(page, lines)
    lengths = sorted(map(len, others)) or [0]

    def against(total: int) -> int:
        """Return how a number of lines stands against those of the other texts."""
        middle, top = lengths[len(lengths) // 2], lengths[-1]
        return (total > middle) + (total > top) + (total > 2 * top)

    as_read = against(before + size)
    rows = []
    for at in range(1, len(lines) + 1):
        low, high = min(at, size), max(at, size)
        s = _BASE * ((at >= size) + (at > size))
        part = seen[low:high] or [_NO_LINE]  # what becomes the page's, or text
        _, sizes, closes, _, wides, _, indents, marks, agains, closeds, kinds, *told_by = zip(*part, strict=True)
        is_dated, is_signed, has_signs, is_closer = map(any, told_by)
        number, kind, longest, wide = bisect_left(_FEW, high - low), sum(set(kinds)), max(sizes), max(wides)
        told = 1 + bisect_left(_SHARES, closes.count(1) / len(part)) if low < high else 0
        flags = is_dated + 2 * has_signs + 4 * is_signed
        furniture = max((value // 5 for value in common[low:high]), default=6)
        unknown = max((value % 5 for value in common[low:high]), default=6)
        total = against(before + at)
        a, b = seen[at - 1], seen[at] if at < len(lines) else _BEYOND
        after = seen[at + 1].letter if at + 1 < len(lines) else _EDGE
        rows.append((
            (s + number) * _BASE, (s + number) * _BASE + many, (s + told) * _BASE + longest,
            (s + kind) * _BASE + number, (s + kind) * _BASE + told, s + flags, (s + flags) * _BASE + told,
            (s + wide) * _BASE + told, (s + b.wide) * _BASE + b.letter,
            ((s + b.wide) * _BASE + b.wider) * _BASE + (before + at == 1), (s + a.letter) * _BASE + b.letter,
            (s + b.letter) * _BASE + after, ((s + a.closes) * _BASE + b.closes) * _BASE + b.opens,
            (s + b.length) * _BASE + b.closes, (s + a.length) * _BASE + a.closes, (s + b.length) * _BASE + b.letter,
            ((s + b.wide) * _BASE + a.closes) * _BASE + b.closes, (s + b.indent) * _BASE + b.mark,
            (s + b.mark) * _BASE + b.letter, (s + max(indents)) * _BASE + max(marks), (s + total) * _BASE + many,
            ((s + total) * _BASE + as_read) * _BASE + many, (s + total) * _BASE + told, s + common[at],
            (s + furniture) * _BASE + unknown, ((s + furniture) * _BASE + told) * _BASE + longest,
            (s + b.closed) * _BASE + b.again, (s + is_closer) * _BASE + many, (s + far[at - 1]) * _BASE,
            (s + far[at - 1]) * _BASE + b.letter, (s + b.opens) * _BASE + b.wide, (s + max(agains)) * _BASE + told,
            (s + min(closeds)) * _BASE + many,
        ))  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]


class _Others(NamedTuple):
    """What the other texts of a page are like: gaps in and above them, columns, marks, lines, what closes them."""

    inner: int
    above: int
    columns: frozenset[int]
    marks: frozenset[str]
    said: frozenset[str]
    closers: Sequence[str]
    closing: frozenset[str]
    many: int

    @classmethod
    def of(cls, page: Content, others: Sequence[range]) -> Self:
        """Return what the texts of a page are like."""
        behind = [text[-1] + 1 for text in others if text and text[-1] + 1 < page.size]
        return cls(
            max((page.gaps[at] for text in others for at in text[1:]), default=-1),
            max((page.gaps[text[0]] for text in others if text), default=-1),
            frozenset(page.indents[at] - page.indents[text[0]] for text in others for at in text),
            frozenset(page.markers[at][:1] for text in others for at in text),
            frozenset(page.plain[at] for text in others for at in text),
            [page.shape[at] for at in behind], frozenset(page.plain[at] for at in behind), len(others),
        )  # fmt: skip


class _Line(NamedTuple):
    """What is seen of a line at the open end, beside the other texts."""

    letter: int
    length: int
    closes: int
    opens: int
    wide: int
    wider: int
    indent: int
    mark: int
    again: int
    closed: int
    kind: int
    is_dated: bool
    is_signed: bool
    has_signs: bool
    is_closer: bool


_BEYOND: Final = _Line(_EDGE, 8, 7, 7, 0, 0, 7, 5, 5, 9, 0, False, False, False, False)  # noqa: FBT003
_NO_LINE: Final = _Line(_EDGE, 9, 0, 7, 9, 0, 7, 5, 5, 9, 0, False, False, False, False)  # noqa: FBT003


def _seen(page: Content, end: OpenEnd, others: _Others, at: int) -> _Line:
    text, letter, said = page.texts[at], page.shape[at], page.plain[at]
    base, gap = page.indents[end.lines[0]], page.gaps[at]
    indent = page.indents[at]
    return _Line(
        letter=letter_index(letter),
        length=bisect_left(_LENGTHS, len(text)),
        closes=_closes(text),
        opens=_opens(text),
        wide=3 * min(gap, 2) + (0 if others.inner < 0 else 1 + (gap > others.inner)),
        wider=0 if others.above < 0 else 1 + (gap > others.above) + (gap >= others.above),
        indent=(indent > base) + 2 * (indent < base) + 3 * (indent - base in others.columns),
        mark=(page.markers[at] != "") + 2 * (page.markers[at][:1] in others.marks),
        again=(said in others.said) + 2 * (page.plain.index(said) != at or said in page.plain[at + 1 : page.size]),
        closed=1 + bisect_left(_SHARES, others.closers.count(letter) / others.many) if others.many else 0,
        kind=1 << PLAIN.index(letter) if letter in PLAIN else 8,
        is_dated=page.rows[at] in page.letters.dates,
        is_signed=len(text) <= _SHORT and not end.author.isdisjoint(_WORD.findall(text.lower())),
        has_signs=_SIGNS.search(text) is not None or CAMEL_CASE.search(text) is not None,
        is_closer=said in others.closing,
    )


def _closes(text: str) -> int:
    """Return how a line ends."""
    if ends_sentence(text):
        return 1
    if text[-1] in ":：":
        return 2
    if text[-1] in ",;，、-–—":
        return 3
    return 4 if text[-1].isdigit() else 5 if text[-1].isalpha() else 6


def _opens(text: str) -> int:
    """Return how a line begins."""
    character = text[0]
    if character.isupper():
        return 1
    if character.islower():
        return 2
    return 3 if character.isdigit() else 4 if character.isalpha() else 5


def _until_stop(page: Content, lines: range) -> Column:
    """Return how far below the next line is that no thread runs across, for each line."""
    at, distance = lines.stop, 0
    while at < page.size and distance <= _STEPS[-1] and page.shape[at] not in _STOPS:
        at, distance = at + 1, distance + 1
    if at >= page.size:
        distance = _STEPS[-1] + 1
    found = []
    for at in reversed(lines):
        distance = 0 if page.shape[at] in _STOPS else distance + 1
        found.append(bisect_left(_STEPS, distance))
    return found[::-1]


def _furniture(page: Content, end: OpenEnd) -> Column:
    """Return how many of a line's words the page says in short lines outside the texts alone, and how many nowhere."""
    own = set(end.lines)
    inside = own.union(*end.others)
    is_said = [letter in "pt" or at in inside for at, letter in enumerate(page.shape)]
    short = "\n".join([text for text, said in zip(page.texts, is_said, strict=False) if not said]).lower()
    long = "\n".join([page.texts[at] for at, said in enumerate(is_said) if said and at not in own]).lower()
    found = []
    for at in end.lines:
        words = _WORD.findall(page.texts[at][:_FIRST].lower())
        new = [word for word in words if word not in long]
        in_menu = sum(word in short for word in new)
        of = max(1, len(words))
        found.append(
            5 * bisect_left(_SHARES, in_menu / of) + bisect_left(_SHARES, len(new) / of) if words else _NO_WORDS
        )
    return found
