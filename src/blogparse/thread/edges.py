"""Where texts between two heads begin and end, told by what the page prints around all of them.

What many texts by different people begin or end with, and is no sentence, is the page's: a badge, the word above a
link. A line between one text and the next head, where hardly another comment of the page has anything, and that the
page says nowhere else, is none of these: somebody wrote it, a greeting, a signature, a word above a list. A line there
with the author's name in it is a signature, also where others sign.

It is wrong where a page marks one comment alone, in words that the phrase book does not know, and where most people
greet alike.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

from blogparse.layout import Content, Induction, RecordLines
from blogparse.letters import PLAIN, TEXT_EDGES
from blogparse.text import Row, ends_sentence, late_pattern

RARE: Final = 0.25  # share of the texts, up to which what stands beside them is no habit of the page
COMPARED: Final = 2  # texts beside which one may be odd
SHORT: Final = 40  # characters of a signature or a badge
REACH: Final = 3  # lines of a greeting with its signature
_WORD: Final = late_pattern(r"[^\W\d_]{3,}")


class _Text(NamedTuple):
    """A text and what stands free beside it, in content lines, the nearest first."""

    first: int
    stop: int
    above: range
    below: range


def with_whole_texts(page: Content, induction: Induction) -> Induction:
    """Return a thread with the lines beside its texts that can only be theirs."""
    records = induction.records
    texts = _texts_of(page, records)
    inside = {at for text in texts for at in range(text.first, text.stop)}
    inside.update(bisect_left(page.rows, record.author) for record in records if record.author >= 0)
    said = Counter(plain for at, plain in enumerate(page.plain) if at not in inside)
    names = [page.lines.keys[record.author] if record.author >= 0 else "" for record in records]

    def written(lines: range, who: Sequence[str]) -> int:
        """Return how many of the lines beside a text may be written by somebody."""
        count = 0
        for number, at in enumerate(lines, 1):
            if page.shape[at] == "V" and not any(map(str.isalnum, page.texts[at])):
                continue  # a face
            if (
                page.shape[at] not in PLAIN
                or said[page.plain[at]] > 1
                or page.lines.keys[page.rows[at]] in who
                or page.rows[at] in page.letters.dates
                or page.markers[at]
            ):
                break
            count = number
        return count

    who = list(pairwise([*names, ""]))
    above = [written(text.above, each) for text, each in zip(texts, who, strict=True)]
    below = [written(text.below, each) for text, each in zip(texts, who, strict=True)]
    signed = [_signed(page, record, text.below) for record, text in zip(records, texts, strict=True)]
    if sum(map(bool, signed)) > len(signed) // 2:
        signed = [0] * len(signed)
    above, below = _odd(above), [max(each) for each in zip(_odd(below), signed, strict=True)]
    people = [record.name or name for record, name in zip(records, names, strict=True)]
    chrome = induction.chrome | _closing(page, texts, people)
    if not any(above) and not any(below):
        return induction._replace(chrome=chrome)
    made: list[RecordLines] = []
    for record, text, up, down in zip(records, texts, above, below, strict=True):
        body = page.rows[text.first - up] if up else record.body
        if made and body < made[-1].end:
            body = record.body  # the text above has taken the lines, or its record ends with them
        stop = Row(page.rows[text.stop + down - 1] + 1) if down else record.body_end
        start, end = min(record.start, body), max(record.end, stop) if down else record.end
        made.append(record._replace(start=start, body=body, body_end=stop, end=end))
    signatures = {page.plain[at] for text, down in zip(texts, signed, strict=True) for at in text.below[:down]}
    return induction._replace(records=tuple(made), chrome=chrome - signatures)


def _closing(page: Content, texts: Sequence[_Text], names: Sequence[str]) -> frozenset[str]:
    """Return the short lines, no sentences, beside which many texts by different people say more.

    And those that stand below most other texts already.
    """
    below = Counter(chain.from_iterable({page.plain[at] for at in text.below} for text in texts))
    found = {
        line
        for line, count in below.items()
        if 2 * count >= len(texts) - 1 and len(line) <= SHORT and not ends_sentence(line)
    }
    for step in (1, -1):
        ends = [text.first if step > 0 else text.stop - 1 for text in texts]
        for number, text in enumerate(texts):
            while text.first <= ends[number] < text.stop and page.shape[ends[number]] in TEXT_EDGES:
                ends[number] += step
        while True:
            said: dict[str, set[str]] = {}
            for at, text, name in zip(ends, texts, names, strict=True):
                rest = page.shape[at + 1 : text.stop] if step > 0 else page.shape[text.first : at]
                if text.first <= at < text.stop and len(page.texts[at]) <= SHORT and not set(PLAIN).isdisjoint(rest):
                    said.setdefault(page.plain[at], set()).add(name)
            need = max(1, min(len(texts) - 1, max(COMPARED, RARE * len(texts))))
            new = {line for line, who in said.items() if len(who) > need and not ends_sentence(line)}
            if not new:
                break
            found |= new
            ends = [
                at + step if text.first <= at < text.stop and page.plain[at] in new else at
                for at, text in zip(ends, texts, strict=True)
            ]
    return frozenset(found)


def _odd(counts: Sequence[int]) -> list[int]:
    """Return the numbers of lines beside texts, none where too many texts have some."""
    some = sum(map(bool, counts))
    return list(counts) if len(counts) > COMPARED and some <= max(1, RARE * len(counts)) else [0] * len(counts)


def _texts_of(page: Content, records: Sequence[RecordLines]) -> list[_Text]:
    """Return the texts of records; nothing is free above the first record or below the last."""
    rows = page.rows
    found: list[_Text] = []
    free = page.size  # the first line that nothing above has taken
    for at, record in enumerate(records):
        first, stop = bisect_left(rows, record.body), bisect_left(rows, max(record.body, record.body_end))
        parts = [bisect_left(rows, row) for row in (record.author, *record.stamps) if row >= 0]
        heads = [part + 1 for part in parts if part < first]
        low = max([free, *heads]) if found and parts else max(heads, default=first)
        over = min((part for part in parts if part >= stop), default=-1)
        if over < 0:
            over = bisect_left(rows, records[at + 1].start) if at + 1 < len(records) else stop
        found.append(_Text(first, stop, range(first - 1, low - 1, -1), range(stop, max(stop, over))))
        free = max([stop, *(part + 1 for part in parts)])
    return found


def _signed(page: Content, record: RecordLines, below: range) -> int:
    """Return how many lines below a text end with the signature of its author, 0 for none."""
    if record.author < 0:
        return 0
    author = frozenset(_WORD.findall((record.name or page.lines.texts[record.author]).lower()))
    for count, at in enumerate(below[:REACH], 1):
        if page.shape[at] not in PLAIN or len(page.texts[at]) > SHORT or page.rows[at] in page.letters.dates:
            return 0
        if not author.isdisjoint(_WORD.findall(page.texts[at].lower())):
            return count
    return 0
