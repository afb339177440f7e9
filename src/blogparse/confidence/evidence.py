"""What speaks for and against a thread and each of its comments, as columns of small numbers.

A comment stands beside the others of its page: a name, a time, a head or a tail of another form than theirs is what a
record cut at the wrong line looks like. A thread is as good as its comments, as what the labelling saw of the reading
(`labelling.judging`), and as what is left over around it: dates, reply links and headings that no comment explains.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final, TypeVar

from blogparse.labelling import Column, letter_index
from blogparse.layout import TEMPLATES
from blogparse.page import Page
from blogparse.records import Comment, Nesting
from blogparse.text import ends_sentence

T = TypeVar("T", int, str)
_FEW: Final = (0, 1, 2, 3, 5, 8, 14, 30)
_SHARES: Final = (0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.9999)
_LENGTHS: Final = (0, 12, 40, 120, 400, 1200, 4000)  # characters of a text
_RATIOS: Final = (0.3, 0.8, 1.3, 2.5, 6.0)  # of the lines of a record to those of the middle one
_SCORES: Final = (6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 26.0, 34.0)
_COVERAGES: Final = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
_LONG: Final = 30  # characters of a name: few are longer
_MOST_LINES: Final = 14  # above or below a text that are told apart
_LEFT_OVER: Final = "HhRDMAFO"
"""The classes of lines that are counted outside of the thread."""
_AROUND: Final = 2  # content lines above and below a thread whose classes are looked at
_SIGNS: Final = frozenset(":,;|-–—•·([{)]}#@/\\<>*\"'")
_NESTINGS: Final = {kind: at for at, kind in enumerate(Nesting)}
_TEMPLATES: Final = {template.name: at for at, template in enumerate(TEMPLATES)}
_KINDS: Final = {"comment": 0, "pingback": 1, "deleted": 2}
_OF_THREADS: Final = 14
"""How many of the columns of a thread tell of the thread itself, where there is one."""


def thread_columns(
    page: Page, evidence: Sequence[int], nesting: Nesting, declared: int | None, comments: Sequence[Column]
) -> list[int]:
    """Return what is seen of a thread, or of a page without one; `comments` are the columns of its comments."""
    letters, found, records = page.letters.letters, page.induction, page.comments
    first, stop = (found.records[0].start, found.records[-1].end) if found is not None else (len(letters), len(letters))
    above, below = letters[:first].replace("_", ""), letters[stop:].replace("_", "")
    outside = above + below
    around = list(map(letter_index, above[-_AROUND:].rjust(_AROUND, "N") + below[:_AROUND].ljust(_AROUND, "N")))
    size, spoken, kind = bisect_left(_FEW, len(records)), min(len(page.times.languages), 3), _NESTINGS[nesting]
    lines = page.lines
    shape = 2 * (page.wrap is not None) + ("_" in letters)  # flat dumps have no blank lines
    blank = bisect_left(_SHARES, letters.count("_") / max(1, len(letters)))
    look = 4 * blank + 2 * any(lines.indents) + any(lines.markers)  # what made the dump: renderers keep more or less
    said = 0 if declared is None else 1 + (declared > len(records)) + 2 * (declared < len(records))
    columns = [
        *evidence, size, *[16 * bisect_left(_FEW, outside.count(letter)) + size for letter in _LEFT_OVER], *around,
        32 * around[_AROUND - 1] + around[_AROUND], 16 * shape + size, 16 * shape + kind, 16 * kind + size,
        16 * said + size, 16 * spoken + shape, look, 16 * look + size,
    ]  # fmt: skip
    if found is None:
        return [*columns, *[0] * _OF_THREADS]
    names, times, order, lengths, begins, ends, heads, tails = comments[:8]
    deepest = max([comment.depth or 0 for comment in records])
    return [
        *columns, 1 + bisect_left(_SCORES, found.score), 1 + bisect_left(_COVERAGES, found.coverage),
        1 + (found.runner_up is not None), 1 + (found.heading >= 0), 1 + _TEMPLATES[found.template.name],
        1 + 16 * kind + min(deepest, 9), *[1 + 16 * _agreement(each) + size for each in (names, times, heads, tails)],
        1 + 16 * bisect_left(_SHARES, order.count(2) / len(order)) + kind, 1 + lengths[-1], 1 + ends[-1], 1 + begins[0],
    ]  # fmt: skip


def comment_columns(page: Page) -> list[Column]:
    """Return what is seen of each comment of a thread, beside the others."""
    comments, found = page.comments, page.induction
    if found is None:
        return []
    records = found.records
    letters = f"{page.letters.letters}_"  # the text of the last record may be empty, and begin behind the page
    openings = Counter([comment.paragraphs[0] for comment in comments if comment.paragraphs])
    closings = Counter([comment.paragraphs[-1] for comment in comments if comment.paragraphs])
    names = [_name(comment.author) for comment in comments]
    times = [_time(comment) for comment in comments]
    heads = [letters[record.start : record.body].replace("_", "") for record in records]
    tails = [letters[record.body_end : record.end].replace("_", "") for record in records]
    lines = [record.end - record.start - letters.count("_", record.start, record.end) for record in records]
    place = [0] * len(comments)
    place[-1] = 2
    place[0] = 1 if len(comments) > 1 else 3
    name, time, head, tail = _most(names), _most(times), _most(heads), _most(tails)
    middle = sorted(lines)[len(lines) // 2]
    return [
        [16 * each + name for each in names],
        [4 * each + time for each in times],
        _order([comment.timestamp for comment in comments]),
        [16 * bisect_left(_LENGTHS, len(comment.body)) + at for comment, at in zip(comments, place, strict=True)],
        [_begin(comment, openings) for comment in comments],
        [8 * _end(comment, closings) + at for comment, at in zip(comments, place, strict=True)],
        [16 * (each == head) + min(len(each), _MOST_LINES) for each in heads],
        [32 * at + 16 * (t == tail) + min(len(t), _MOST_LINES) for t, at in zip(tails, place, strict=True)],
        [16 * min(c.depth + 1 if c.depth is not None else 0, 9) + _KINDS[c.kind] for c in comments],
        [32 * letter_index(letters[r.body]) + letter_index(letters[max(r.body, r.body_end - 1)]) for r in records],
        [4 * bisect_left(_RATIOS, each / max(middle, 1)) + at for each, at in zip(lines, place, strict=True)],
    ]  # fmt: skip


def _most(values: Sequence[T]) -> T:
    """Return the most common value."""
    return Counter(values).most_common(1)[0][0]


def _agreement(column: Column) -> int:
    """Return in which bin the share of the most common value falls."""
    return bisect_left(_SHARES, max(Counter(column).values()) / len(column))


def _name(name: str | None) -> int:
    """Return what kind of a name it is: 0 for none, 1 for one without anything odd."""
    if not name:
        return 0
    if name[0] in _SIGNS or name[-1] in _SIGNS:
        return 2
    if len(name) > _LONG:
        return 3
    if name.isdigit():
        return 4
    if ends_sentence(name):
        return 5
    if name[-1].isdigit():
        return 6
    words = name.count(" ")
    if words > 2:
        return 7
    if name[0].islower():
        return 8
    return 9 if words else 1


def _time(comment: Comment) -> int:
    if comment.timestamp_text is None:
        return 0
    return 1 if comment.timestamp is None else 2 + (comment.timestamp_precision in {"minute", "second"})


def _order(times: Sequence[datetime | None]) -> Column:
    """Return how each time stands to the one before: 0 where either is unknown, not before it, before it."""
    found, before = [], None
    for time in times:
        clock = time.replace(tzinfo=None) if time is not None else None
        found.append(0 if clock is None or before is None else 1 + (clock < before))
        before = clock if clock is not None else before
    return found


def _begin(comment: Comment, heads: Counter[str]) -> int:
    body = comment.body
    if not body:
        return 0
    looks = (body[0].isupper(), body[0].islower(), body[0].isdigit(), body[0].isalpha(), True)
    kind = 1 + looks.index(True)
    return 16 * (heads[comment.paragraphs[0]] > 1) + 2 * kind + (len(comment.paragraphs) > 1)


def _end(comment: Comment, tails: Counter[str]) -> int:
    body = comment.body
    if not body:
        return 0
    kind = 1 if ends_sentence(body) else 2 if body[-1].isalnum() else 3
    last = comment.paragraphs[-1]
    return 16 * (tails[last] > 1) + 4 * (len(comment.paragraphs) > 1 and len(last) <= _LONG) + kind
