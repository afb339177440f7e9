"""Where the text at the open end of a thread ends.

Where heads stand above their texts, every text but the last one is closed by the head of the next comment. The last
one borders on the page instead: the hint of an editor, links to subscribe, the line that says when the page was
changed. These are told from text as a reader tells them: by how the other texts of the page are made (their lines,
columns, gaps, lengths, what closes them), by what the lines look like, and by what follows. Going down from the
comment's head, lines are text up to some line and none of it from there on. Boosted trees compare the ends that this
leaves; they were learnt from many pages (``tests/training``) and are data beside this file. What a line says of an end
hangs on the lines around it and on the other texts, and trees tell that better than a sum of weights does.

It is wrong where a page speaks on in sentences, in the column and at the distance of the comments. Where heads stand
below their texts, the first text begins as it was read: what was learnt of its upper end changed no page.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Self

from blogparse.labelling import Trees, letter_index, load_trees
from blogparse.layout import Content, Induction, Place, RecordLines
from blogparse.letters import CLOSING, TEXT_LIKE, Letters
from blogparse.text import CAMEL_CASE, Row, ends_sentence, late_pattern
from blogparse.thread.record import RecordParts, share_with_votes

TREES: Final = "ends.json"
REACH: Final = 6  # lines beyond the end as it was read that may still be text
LAST: Final = 5  # lines of the text as it was read that may be none
LEAD: Final = 45
"""By how much another end must be likelier than the one that was read, in hundredths of what the trees say: on sites
left out, from 0 to 60 texts end rightly about as often."""
OTHERS: Final = 20  # records that the open one is compared with: the nearest
_EDGE: Final = letter_index("N")
_STOPS: Final = frozenset("FOHWXLQG")
_FEW: Final = (0, 1, 2, 3, 5, 9)
_STEPS: Final = (0, 1, 2, 4, 8, 20)
_SHARES: Final = (0.0, 0.34, 0.67, 0.99)
_SENTENCE: Final = 1
_MOST: Final = 999  # characters, lines: more say nothing else
_WORD: Final = late_pattern(r"[^\W\d_]{3,}")
_SHORT: Final = 40  # characters of a signature
_NO_WORDS: Final = (6, 6)
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


@lru_cache(maxsize=1)
def load_ends() -> Trees:
    """Return the trees beside this file that compare the possible ends of a text."""
    return load_trees("blogparse.thread", TREES)


def with_open_end(page: Content, letters: Letters, induction: Induction | None) -> Induction | None:
    """Return a thread whose text at the open end is as long as it likeliest is."""
    end = find_open_end(page, letters, induction) if induction is not None else None
    if induction is None or end is None:
        return induction
    trees = load_ends()
    scores = [trees.total(seen) for seen in end_columns(page, end)]
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


def end_columns(page: Content, end: OpenEnd) -> list[Sequence[int]]:
    """Return what is seen of each possible end, the text's first line first; the order belongs to the trees."""
    lines, size, before, texts, _ = end
    others = _Others.of(page, texts)
    seen = [*(_seen(page, end, others, at) for at in lines), _BEYOND, _BEYOND]
    furniture = [*_furniture(page, end), _NO_WORDS]
    far = _until_stop(page, lines)
    lengths = sorted(map(len, texts)) or [0]
    middle, top = lengths[len(lengths) // 2], lengths[-1]
    widest = max((each.gap for each in seen[1:-2]), default=0)
    rows: list[Sequence[int]] = []
    for at in range(1, len(lines) + 1):
        low, high = min(at, size), max(at, size)
        part = seen[low:high]  # what becomes the page's, or text
        rest = seen[at:-2]
        total = before + at
        rows.append((
            at - size, len(texts), min(total, _MOST), min(before + size, _MOST), min(total - middle, _MOST),
            min(total - top, _MOST), *seen[at - 1], *seen[at], seen[at + 1].letter,
            sum(each.closes == _SENTENCE for each in part), max((each.size for each in part), default=-1),
            max((each.gap for each in part), default=-1), len({each.letter for each in part}),
            max((each.indent for each in part), default=-1), min((each.alike for each in part), default=-1),
            max((each.closed for each in part), default=-1), *map(max, zip(*furniture[low : high + 1], strict=True)),
            *furniture[at], far[at - 1], sum(each.closes == _SENTENCE for each in rest),
            max((each.size for each in rest), default=-1), seen[at].gap - widest,
        ))  # fmt: skip
    return rows


class _Others(NamedTuple):
    """What the other texts of a page are like: columns, lines, their letters, and what closes the texts."""

    columns: frozenset[int]
    said: frozenset[str]
    letters: Mapping[str, int]
    closers: Sequence[str]
    closing: frozenset[str]
    many: int

    @classmethod
    def of(cls, page: Content, others: Sequence[range]) -> Self:
        """Return what the texts of a page are like."""
        behind = [text[-1] + 1 for text in others if text and text[-1] + 1 < page.size]
        return cls(
            frozenset(page.indents[at] - page.indents[text[0]] for text in others for at in text),
            frozenset(page.plain[at] for text in others for at in text),
            Counter(page.shape[at] for text in others for at in text),
            [page.shape[at] for at in behind], frozenset(page.plain[at] for at in behind), len(others),
        )  # fmt: skip


class _Line(NamedTuple):
    """What is seen of a line at the open end, beside the other texts."""

    letter: int
    size: int
    closes: int
    gap: int
    indent: int
    again: int
    closed: int
    alike: int
    is_signed: bool
    has_signs: bool
    is_closer: bool


_BEYOND: Final = _Line(_EDGE, -1, 7, 9, 7, 5, 9, 9, False, False, False)  # noqa: FBT003


def _seen(page: Content, end: OpenEnd, others: _Others, at: int) -> _Line:
    text, letter, said = page.texts[at], page.shape[at], page.plain[at]
    base, indent = page.indents[end.lines[0]], page.indents[at]
    return _Line(
        letter=letter_index(letter),
        size=min(len(text), _MOST),
        closes=_closes(text),
        gap=min(page.gaps[at], _MOST),
        indent=(indent > base) + 2 * (indent < base) + 3 * (indent - base in others.columns),
        again=(said in others.said) + 2 * (page.plain.index(said) != at or said in page.plain[at + 1 : page.size]),
        closed=1 + bisect_left(_SHARES, others.closers.count(letter) / others.many) if others.many else 0,
        alike=bisect_left(_FEW, others.letters[letter]) if others.many else 9,
        is_signed=len(text) <= _SHORT and not end.author.isdisjoint(_WORD.findall(text.lower())),
        has_signs=_SIGNS.search(text) is not None or CAMEL_CASE.search(text) is not None,
        is_closer=said in others.closing,
    )


def _closes(text: str) -> int:
    """Return how a line ends."""
    if ends_sentence(text):
        return _SENTENCE
    if text[-1] in ":：":
        return 2
    if text[-1] in ",;，、-–—":
        return 3
    return 4 if text[-1].isdigit() else 5 if text[-1].isalpha() else 6


def _until_stop(page: Content, lines: range) -> list[int]:
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


def _furniture(page: Content, end: OpenEnd) -> list[tuple[int, int]]:
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
        shares = [told / max(1, len(words)) for told in (sum(word in short for word in new), len(new))]
        found.append((bisect_left(_SHARES, shares[0]), bisect_left(_SHARES, shares[1])) if words else _NO_WORDS)
    return found
