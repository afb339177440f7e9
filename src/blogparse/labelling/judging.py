"""Which of several readings of a page's thread is right.

Record templates and labels of lines each give a reading, and neither is best on all pages. What tells a right reading
is the same whoever made it: its heads have one form, its names look like names and differ, its texts do not begin or
end with what others begin or end with, as many comments are found as the page declares, no date is left over, the
labels' own score agrees. Each sign falls into a bin, and what each bin adds was learnt from many pages
(``tests/training``), from readings by weights that had not seen their sites.

It is wrong where two readings of one page look equally regular: whether a date heads the text below or ends the one
above, say, where nothing else stands at either end of the thread.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import sub
from typing import Final, NamedTuple

from blogparse.labelling.lines import BODY, TEXT, first_lines
from blogparse.labelling.sight import masked
from blogparse.layout import Content, Induction, RecordLines
from blogparse.letters import TEXT_EDGES, TEXT_LIKE, Letters
from blogparse.text import Row, ends_sentence, late_pattern

NO_THREAD, BY_TEMPLATES, BY_LABELS, TURNED, *OTHERS = range(7)
"""Who made a reading: nobody, the record templates, the likeliest labels, those with heads elsewhere, other labels."""
_SHARES: Final = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.9999)
_COUNTS: Final = (0, 1, 2, 3, 5, 9, 19)
_FEW: Final = (0, 1, 2, 3, 5)
_SCORES: Final = (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 17.0, 21.0, 28.0)
_LOSSES: Final = (0, 40, 100, 200, 400, 800, 1600, 4000)  # in weights of labels, which are up to 127
_LENGTHS: Final = (2, 4, 7, 10, 14, 20, 30, 45)  # lines of a record's text
_OVERLAPS: Final = (0.01, 0.3, 0.6, 0.9, 0.999)
_LONG: Final = 30  # characters of a name: few are longer
_MANY_WORDS: Final = 3
_AROUND: Final = 4  # lines beside a thread in which its heading or a form stands
_RADIX: Final = 16  # more than any sign has bins
_REACH: Final = 12  # lines above a thread in which its heading stands
_PARTS: Final = frozenset("ptsAMD")  # classes of lines that comments are made of
_ENOUGH: Final = 3  # texts of which one may be compared with the others
_AFEW: Final = 12  # lines of which it is asked whether they recur
_TIMES: Final = (0.34, 0.67, 1.0, 1.5, 2.5)
_EQUAL: Final = 3  # as many comments as a heading declares
_STOPS: Final = frozenset("FOHWX")  # forms, headings, widgets
_LEADS: Final = (10, 25, 45, 70, 100, 140, 190, 260, 360, 500)  # in hundredths of what trees say
_MENTIONS: Final = 40  # comments in which names are looked for
_OPENING: Final = 40  # characters of a text in which somebody is addressed
_WORD: Final = late_pattern(r"[^\W\d_]{2,}")
_UNPARTED: Final = "\u3040"  # from Hiragana on: kana, Han, Hangul
_COMMON: Final = 20  # columns of a reading beside its signs
_SIGNS: Final = 49
NO_SIGNS: Final = (0,) * _SIGNS
NOTHING: Final = (0,) * (_COMMON + _SIGNS + 2)
"""What is seen of the thread of a page that says nothing, in the form of `settled_columns`."""
_SIGN_MARKS: Final = frozenset(":,;|-–—•·([{)]}")


class Possible(NamedTuple):
    """A possible thread of a page: who made it, its letters, the labels it amounts to, and what is seen of it."""

    maker: int
    letters: Letters
    induction: Induction | None
    labels: Sequence[int]
    signs: Sequence[int] = ()
    columns: Sequence[int] = ()

    @property
    def size(self) -> int:
        """The number of comments."""
        return 0 if self.induction is None else len(self.induction.records)


def sure_columns(page: Content, reading: Possible) -> list[int]:
    """Return what alone tells if a reading of the templates has a better rival; the order belongs to the weights."""
    if reading.induction is None:
        return []
    template, size = 1 + bisect_left(_SCORES, reading.induction.score), bisect_left(_COUNTS, reading.size)
    declared = _declared(page, reading.size)
    by_template = [_pack(template, each) for each in reading.signs]
    return [template, size, declared, _pack(declared, size), *reading.signs, *by_template]


def with_columns(page: Content, readings: Sequence[Possible], losses: Sequence[int]) -> list[Possible]:
    """Return the readings of a page with what is seen of each: numbers whose order belongs to the trees.

    They are those of the reading, and by how much each is more than that of the templates' reading.
    `losses` are by how much the score of each one's labels falls short of that of the best labels.
    """
    known = next((each for each in readings if each.maker == BY_TEMPLATES and each.induction is not None), None)
    template = 0 if known is None or known.induction is None else 1 + bisect_left(_SCORES, known.induction.score)
    most = bisect_left(_COUNTS, max(each.size for each in readings))
    firsts = [first_lines(each.labels) for each in readings]
    counted = []
    for reading, own_first, loss in zip(readings, firsts, losses, strict=True):
        rival = next((each for each in readings if each.maker not in {NO_THREAD, reading.maker}), None)
        voices = [each.maker for each, first in zip(readings, firsts, strict=True) if first == own_first]
        counted.append([
            reading.maker, template, bisect_left(_COUNTS, reading.size), most,
            0 if rival is None else 1 + bisect_left(_OVERLAPS, _overlap(reading.labels, rival.labels)),
            _declared(page, reading.size), bisect_left(_LOSSES, loss),
            bisect_left(_LOSSES, loss / max(1, reading.size)), bisect_left(_LOSSES, 10 * loss / page.size),
            *([0] * _DIFFERENCES if rival is None else _differing(page, reading.labels, rival.labels)),
            sum(1 << voice for voice in voices), len(voices), len(readings), *reading.signs,
        ])  # fmt: skip
    beside = counted[readings.index(known)] if known is not None else [0] * len(counted[0])
    return [
        reading._replace(columns=[*seen, *map(sub, seen, beside)])
        for reading, seen in zip(readings, counted, strict=True)
    ]


_DIFFERENCES: Final = 8


def _differing(page: Content, labels: Sequence[int], others: Sequence[int]) -> list[int]:
    """Return what the lines are like that one reading takes for text and another one does not, either way."""
    found: list[int] = []
    for mine, theirs in ((labels, others), (others, labels)):
        lines = [at for at, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a in TEXT and b not in TEXT]
        last = max((at for at, label in enumerate(theirs) if label == BODY), default=page.size)
        found += [
            1 + bisect_left(_FEW, len(lines)),
            _share(page.shape[at] in "pt" for at in lines),
            _share(page.plain.count(page.plain[at]) >= _ENOUGH for at in lines[:_AFEW]),
            _share(at > last for at in lines),
        ]
    return found


def settled_columns(reading: Possible, scores: Sequence[float]) -> list[int]:
    """Return what is seen of the reading that was chosen, and by how much its score is above those of its rivals."""
    *_, second, best = sorted([min(scores) - _LEADS[-1] - 1, *scores])
    return [*reading.columns[: _COMMON + _SIGNS], bisect_left(_LEADS, best - second), min(len(scores), 3)]


def undoubted_columns(reading: Possible, margin: int) -> list[int]:
    """Return the same of a reading that needed no rival: `margin` is by how much it was sure enough."""
    return [*NOTHING[:_COMMON], *reading.signs, bisect_left(_LEADS, margin), 0]


def _pack(*values: int) -> int:
    packed = 0
    for value in values:
        packed = _RADIX * packed + value
    return packed


def _overlap(labels: Sequence[int], others: Sequence[int]) -> float:
    """Return the share of the first lines of texts that two readings have in common."""
    a, b = ({at for at, label in enumerate(each) if label == BODY} for each in (labels, others))
    return len(a & b) / len(a | b) if a or b else 1.0


def _declared(page: Content, size: int) -> int:
    """Return how a number of comments stands against those that headings declare; 0 where none declares any."""
    counts = [count for at, count in page.counts.items() if page.shape[at] == "H"]
    if not counts:
        return 0
    if size in counts:
        return _EQUAL
    nearest = min(counts, key=lambda count: abs(count - size))
    if size < nearest:
        return 1 if 2 * size < nearest else 2
    return 4 if size <= 2 * nearest else 5


def fits_declared(page: Content, reading: Possible) -> bool:
    """True if a reading has as many comments as a heading of the page declares, or none declares any."""
    return _declared(page, reading.size) in {0, _EQUAL}


def _share(flags: Iterable[bool]) -> int:
    """Return in which bin the share of the flags that are set falls; 0 for no flags."""
    told = list(flags)
    return 1 + bisect_left(_SHARES, sum(told) / len(told)) if told else 0


def _alike(values: Sequence[object]) -> int:
    """Return in which bin the share of the most common of some values falls; 0 for no values."""
    return 1 + bisect_left(_SHARES, Counter(values).most_common(1)[0][1] / len(values)) if values else 0


def signs_of(page: Content, letters: Letters, induction: Induction) -> list[int]:
    """Return the bins of what a thread looks like."""
    records, n = induction.records, len(induction.records)
    place = page.place
    starts = [place[record.start] for record in records]
    ends = [place[record.end] for record in records]
    texts = [_text_of(page, record) for record in records]
    edges = list(zip(starts, texts, ends, strict=True))
    names = [_name(page, letters, record) for record in records]
    return [
        *_name_signs(names),
        *_date_signs(page, [[place[row] for row in record.stamps] for record in records], texts, starts[0], ends[-1]),
        *_text_signs(page, texts, starts[0], ends[-1]),
        *_form_signs(page, edges),
        1 + (induction.heading >= 0),
        _alike([record.author - record.start for record in records]),
        _alike([(record.stamps[0] if record.stamps else -1) - record.start for record in records]),
        1 + bisect_left(_COUNTS, _left_over(page, ends[-1])), bisect_left(_LENGTHS, sum(map(len, texts)) / n),
        *_end_signs(page, texts, starts[0]),
        *_mention_signs(page, names, texts),
        _order(page, [record.stamps[0] for record in records if record.stamps]),
    ]  # fmt: skip


def left_above(page: Content, reading: Possible) -> int:
    """Return how many lines that may be part of comments a reading leaves between a heading and its thread."""
    return 0 if reading.induction is None else max(0, _left_above(page, page.place[reading.induction.records[0].start]))


def _left_above(page: Content, start: int) -> int:
    """Return the same for a thread's first line; -1 without a heading."""
    heading = page.shape.rfind("H", max(0, start - _REACH), start)
    return -1 if heading < 0 else sum(letter in _PARTS for letter in page.shape[heading + 1 : start])


def _end_signs(page: Content, texts: Sequence[range], start: int) -> list[int]:
    """Return what tells that a thread begins or ends a record early or late, its heads being those of other texts."""
    signs = [1 + bisect_left(_FEW, _left_above(page, start))]
    if len(texts) < _ENOUGH:
        return [*signs, 0, 0, 0]
    sizes = [len(text) for text in texts]
    short = [sum(page.shape[at] not in TEXT_LIKE for at in text) for text in texts]
    return [
        *signs,
        1 + bisect_left(_TIMES, sizes[0] / max(1, *sizes[1:])),
        1 + bisect_left(_TIMES, sizes[-1] / max(1, *sizes[:-1])),
        1 + bisect_left(_FEW, short[-1] - max(short[:-1])),
    ]


def _text_of(page: Content, record: RecordLines) -> range:
    """Return the content lines of a record's text, without links and badges at its edges."""
    first, last = page.place[record.body], page.place[max(record.body, record.body_end)]
    while first < last and page.shape[first] in TEXT_EDGES:
        first += 1
    while first < last and page.shape[last - 1] in TEXT_EDGES:
        last -= 1
    return range(first, last)


def _name(page: Content, letters: Letters, record: RecordLines) -> str:
    if record.name is not None:
        return record.name.strip()
    if record.author < 0:
        return ""
    stamp = letters.stamps.get(record.author)
    if stamp is not None and stamp.name:
        return stamp.name.strip()
    return letters.names.get(record.author, page.lines.texts[record.author]).strip()


def _name_signs(names: Sequence[str]) -> list[int]:
    said = [name for name in names if name]
    distinct = set(said)
    several = [words for name in distinct if len(words := name.split()) > 1]
    return [
        _share(not name for name in names),
        _share(len(name) > _LONG for name in said),
        _share(any(map(str.isdigit, name)) for name in said),
        _share(len(name.split()) > _MANY_WORDS for name in distinct),
        _share(name[-1] in _SIGN_MARKS or name[0] in _SIGN_MARKS for name in said),
        1 + bisect_left(_SHARES, len(distinct) / len(names)),
        _alike([words[0] for words in several]) if len(distinct) > 2 else 0,
        _alike([words[-1] for words in several]) if len(distinct) > 2 else 0,
        _share(name[:1].islower() for name in said),
        _share(ends_sentence(name) for name in said),
    ]


def _mention_signs(page: Content, names: Sequence[str], texts: Sequence[range]) -> list[int]:
    """Return what tells whose texts they are: people address others, and sign with their own names."""
    addressed, answered, signed = [], [], []
    before: set[str] = set()
    for name, text in zip(names[:_MENTIONS], texts, strict=False):
        words = _words_of(name)
        if not words or not text:
            continue
        opening = _words_of(page.texts[text[0]][:_OPENING])
        addressed.append(_are_said(words, opening))
        answered.append(_are_said(before - words, opening))
        signed.append(len(text) > 1 and _are_said(words, _words_of(page.texts[text[-1]][-_OPENING:])))
        before |= words
    return [_share(addressed), _share(answered), _share(signed)]


def _are_said(words: set[str], said: set[str]) -> bool:
    """True if one of some words is said; where no space parts words, others may follow it ("Yukiさん")."""
    names = tuple(words)
    return not words.isdisjoint(said) or any(each[-1] >= _UNPARTED and each.startswith(names) for each in said)


def _words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _order(page: Content, rows: Sequence[Row]) -> int:
    """Return in which bin the share of dates falls that are not before the date above."""
    dates = page.letters.dates
    days = [(m.year, m.month, m.day) for row in rows if (m := dates.get(row)) is not None and m.is_complete_date]
    return _share(after >= day for day, after in pairwise(days)) if len(days) > 1 else 0


def _date_signs(
    page: Content, dates: Sequence[Sequence[int]], texts: Sequence[range], start: int, end: int
) -> list[int]:
    used = {at for each in dates for at in each}
    below = sorted(at for at in page.stamps if at >= start)
    within = [at for at in below if at < end]
    forms = [
        masked(page.texts[each[0]][match.start : match.end])
        for each in dates
        if each and (match := page.letters.dates.get(page.rows[each[0]])) is not None
    ]
    return [
        _share(not each for each in dates), 1 + bisect_left(_COUNTS, len(set(within) - used)),
        _share(at in used for at in within), _share(at in used for at in below), _alike(forms),
        1 + bisect_left(_COUNTS, sum(at in page.stamps for text in texts for at in text)),
    ]  # fmt: skip


def _text_signs(page: Content, texts: Sequence[range], start: int, end: int) -> list[int]:
    plain = [[masked(page.plain[at]) for at in text] for text in texts]
    often = Counter(said for text in plain for said in set(text))
    is_one = len(texts) < 2
    told = {at for text in texts for at in text}
    return [
        _share(not text for text in texts),
        _share(any(ends_sentence(page.texts[at]) for at in text) for text in texts),
        0 if is_one else _share(often[text[0]] > 1 for text in plain if text),
        0 if is_one else _share(often[text[-1]] > 1 for text in plain if text),
        _share(len(text) == 1 for text in texts),
        _share(len(text) > 1 and page.shape[text[0]] in "sb" for text in texts),
        _share(len(text) > 1 and page.shape[text[-1]] in "sb" for text in texts),
        _share(at in told for at in range(start, end) if page.shape[at] in "pt"),
    ]


def _form_signs(page: Content, edges: Sequence[tuple[int, range, int]]) -> list[int]:
    heads = [page.shape[start : text[0] if text else end] for start, text, end in edges]
    tails = [page.shape[(text[-1] + 1 if text else end) : end] for _, text, end in edges]
    gaps = [tuple(page.gaps[start + 1 : text[0] + 1 if text else end]) for start, text, end in edges]
    start, end = edges[0][0], edges[-1][2]
    above, below = page.shape[max(0, start - _AROUND) : start], page.shape[end : end + _AROUND]
    return [
        _alike(heads), _alike(tails), _alike(tails[:-1]), _alike(gaps),
        _alike([page.indents[text[0]] - page.indents[start] for start, text, _ in edges if text]),
        _alike([page.markers[start] for start, _, _ in edges]),
        1 + bisect_left(_FEW, max(map(len, heads))), 1 + bisect_left(_FEW, max(map(len, tails[:-1]), default=0)),
        1 + (heads[0] == Counter(heads).most_common(1)[0][0]), 1 + (tails[-1] == Counter(tails).most_common(1)[0][0]),
        1 + ("H" in above) + 2 * ("p" in above or "t" in above),
        1 + bool(_STOPS.intersection(below)) + 2 * ("p" in below or "t" in below),
    ]  # fmt: skip


def _left_over(page: Content, end: int) -> int:
    """Return how many lines of text stand between the end of a thread and the next form, heading or widget."""
    stop = min((at for letter in _STOPS if (at := page.shape.find(letter, end)) >= 0), default=page.size)
    return sum(letter in "pt" for letter in page.shape[end:stop])
