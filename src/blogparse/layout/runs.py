"""Runs of anchors: what cuts them apart, and which of them can be no thread."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import Final

from blogparse.layout.content import Content
from blogparse.layout.penalties import ends_page, speaks_for_itself
from blogparse.layout.templates import Header, Place, RecordTemplate
from blogparse.letters import COUNTING, TEXT_LIKE
from blogparse.text import HEADING

FIRST_REACH: Final = 60  # content lines above the first date in which its record begins: a very long comment
TAIL_REACH: Final = 12  # content lines below the last anchor in which its record ends with links: a body is between
HEADING_REACH: Final = 24  # content lines above the first record in which its heading stands: forms are long
COUNTED_REACH: Final = 8  # anchors above a counter: the post's dateline, related posts
COUNTER_REACH: Final = 3  # content lines between a number of comments and the first of them: links to sort them
COUNTED: Final = 3  # comments that a line in words unknown must count to be a heading
MIN_LISTED: Final = 3  # records without list items, from which on an item below the last one is none of its body
ARTICLE_SIZE: Final = 1000  # characters of a first record that may be the article itself
ARTICLE_RATIO: Final = 5  # times as long as the comments in the middle
_ARTICLE_ENDS: Final = re.compile(r"[LXOTQ]")


def is_known(page: Content, run: Sequence[Header], known: frozenset[int]) -> bool:
    """Return whether all items of a list are records already, answers aside."""
    level = min(page.indents[head.start] for head in run)
    return known.issuperset(head.start for head in run if page.indents[head.start] == level)


def is_hopeless(page: Content, template: RecordTemplate, run: Sequence[Header]) -> bool:
    """True for runs that need no weighing: most datelines of a page are no comments, and it is seen at once.

    One head that no heading is near must say of itself that somebody says something; of several, some must have links,
    verbs of saying or times. Where all anchors are of one kind, a template for two kinds reads what one for one does.
    """
    if len(template.anchors) > 1 and len({page.shape[head.anchor] for head in run}) == 1:
        return True
    first, last = run[0], run[-1]
    reach = HEADING_REACH if template.body is Place.BELOW else HEADING_REACH + FIRST_REACH
    above = bisect_left(page.headings, first.start)
    if above and page.headings[above - 1] >= first.start - reach:
        return False
    if len(run) == 1:
        return not speaks_for_itself(page, first) and not ends_page(page, template, first)
    around = page.shape[first.start : last.last + TAIL_REACH]
    return not any(letter in around for letter in "RVAy") and all(
        all(told.isdisjoint(head.stamps) for told in (page.linked, page.timed, page.voiced)) for head in run
    )


def find_runs(page: Content, template: RecordTemplate, heads: Sequence[Header]) -> Iterator[list[Header]]:
    """Cut the anchors where a heading, a form or a sidebar's box stands between two of them, and drop the article's."""
    cuts = [at for at, (above, below) in enumerate(pairwise(heads), 1) if breaks_between(page, template, above, below)]
    for first, stop in pairwise([0, *cuts, len(heads)]):
        run = list(heads[first:stop])
        if run and (kept := _below_article(page, _below_counter(page, run))):
            yield kept


def _below_counter(page: Content, run: list[Header]) -> list[Header]:
    """Drop datelines of other things above a counter that has as many comments as anchors are left below it."""
    for position in range(1, min(len(run), COUNTED_REACH)):
        number, above, below = len(run) - position, run[position - 1], run[position]
        if "R" in page.shape[above.start : below.start]:
            return run  # a comment
        for index in range(max(above.last + 1, below.start - COUNTER_REACH), below.start):
            if (page.shape[index] in COUNTING and page.counts.get(index) == number) or (
                number >= COUNTED
                and page.indents[index] <= page.indents[below.start]
                and page.tells_number(index, number)
            ):
                return run[position:]
    return run


def _below_article(page: Content, run: list[Header]) -> list[Header]:
    """Drop the article's dateline: topics or menus stand below it alone, or the others are far shorter or linked."""
    if _begins_with_article(page, run):
        return run[1:]
    if len(run) < MIN_LISTED or page.shape.count("p", run[0].last, run[1].start) < 2:
        return run
    if _ARTICLE_ENDS.search(page.shape, run[0].last + 1, run[1].start) is None:
        return run
    return run if _ARTICLE_ENDS.search(page.shape, run[1].start, run[-1].start) else run[1:]


def _begins_with_article(page: Content, run: Sequence[Header]) -> bool:
    """Return whether what looks like the first comment of a thread without heading is the article itself."""
    if 0 <= page.second_prose < run[0].start:
        return False
    heading = heading_above(page, run[0].start)
    if heading >= 0 and page.shape[heading] == "H":
        return False
    end = bisect_left(page.breaks, run[-1].last + 1)
    stops = [*(head.start for head in run[1:]), page.breaks[end] if end < len(page.breaks) else page.size]
    bodies = [(head.last + 1, stop) for head, stop in zip(run, stops, strict=True)]
    first, *others = [sum(map(len, page.texts[low:high])) for low, high in bodies]
    if first < ARTICLE_SIZE or page.shape[run[0].author] == "A":
        return False
    is_linked, *are_linked = ["R" in page.shape[low:high] for low, high in bodies]
    if all(are_linked) and not is_linked:
        return True
    return bool(others) and first >= ARTICLE_RATIO * median_low(others)


def breaks_between(page: Content, template: RecordTemplate, above: Header, below: Header) -> bool:
    """Return whether a heading, a form or a sidebar's box stands between two anchors, and not inside the upper body."""
    level = page.indents[above.start] if template.body is Place.BELOW else page.indents[above.anchor]
    first = above.last + 1
    is_deeper = first < below.start and page.indents[first] > level
    breaks = page.breaks
    for position in range(bisect_left(breaks, first), len(breaks)):
        index = breaks[position]
        if index >= below.start:
            break
        letter = page.shape[index]
        is_inside = is_deeper and page.indents[index] > level and not page.markers[index]
        if is_inside and (letter != "H" or page.indents[below.start] <= level):
            continue  # a line of the body, deeper than the head
        return True
    return False


def heading_above(page: Content, start: int) -> int:
    """Return the content line of the comments heading above the first record, or -1."""
    weak = -1
    prose = 0
    above = bisect_left(page.headings, start)
    if not above or page.headings[above - 1] < start - HEADING_REACH:
        return weak
    for index in range(start - 1, max(-1, start - 1 - HEADING_REACH), -1):
        letter = page.shape[index]
        if page.counts.get(index) == 0:
            return -1  # "0 comments": what stands below is something else
        if letter == "H" and not _in_menu(page, index):
            return _upmost_heading(page, index)
        if letter == "h" and weak < 0:
            weak = index
        elif letter in "WLQ":
            break
        elif letter == "p":
            prose += 1
            if prose > 1:  # a notice on manners may stand there, an article does not
                break
    return weak


def counter_above(page: Content, run: list[Header], start: int) -> int:
    """Return the line above the first record that holds the number of records and nothing else that counts, or -1."""
    if len(run) < COUNTED:
        return -1
    level = min(page.indents[head.start] for head in run)
    numbers = {len(run), sum(page.indents[head.start] == level for head in run)}
    for index in range(start - 1, max(-1, start - 1 - COUNTER_REACH), -1):
        if any(number >= COUNTED and page.tells_number(index, number) for number in numbers):
            return index
        if page.shape[index] not in "stFTG":
            break
    return -1


def _in_menu(page: Content, index: int) -> bool:
    """True for the "Comments" of a row of tabs, not a heading: its neighbours are list items as well."""
    if page.markers[index] in {"", HEADING}:
        return False
    return any(
        page.markers[near] and page.shape[near] in "sXWL" for near in (index - 1, index + 1) if 0 <= near < page.size
    )


def _upmost_heading(page: Content, index: int) -> int:
    """Prefer a heading with a number to one without near it, as journals and several engines print both."""
    if index in page.counts:
        return index
    for above in range(index - 1, max(-1, index - 6), -1):
        if page.shape[above] in COUNTING and above in page.counts:
            return above
        if page.shape[above] in TEXT_LIKE:
            break
    return index
