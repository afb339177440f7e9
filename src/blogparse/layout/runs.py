"""Runs of anchors: what cuts them apart, which of them can be no thread, where they end, what recurs in them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from blogparse.layout.content import Content, share
from blogparse.layout.penalties import speaks_for_itself
from blogparse.layout.templates import Header, Place, RecordTemplate
from blogparse.letters import CLOSING, COUNTING, DATED, TEXT_LIKE
from blogparse.text import HEADING, ends_sentence, late_pattern

FIRST_REACH: Final = 60  # content lines above the first date in which its record begins: a very long comment
TAIL_REACH: Final = 12  # content lines below the last anchor in which its record ends with links: a body is between
HEADING_REACH: Final = 24  # content lines above the first record in which its heading stands: forms are long
COUNTED_REACH: Final = 8  # anchors above a counter: the post's dateline, related posts
COUNTER_REACH: Final = 3  # content lines between a number of comments and the first of them: links to sort them
COUNTED: Final = 3  # comments that a line in words unknown must count to be a heading
MIN_LISTED: Final = 3  # records without list items, from which on an item below the last one is none of its body
ARTICLE_SIZE: Final = 1000  # characters of a first record that may be the article itself
ARTICLE_RATIO: Final = 5  # times as long as the comments in the middle
_ARTICLE_ENDS: Final = late_pattern(r"[LXOTQ]")


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
        return not speaks_for_itself(page, first)
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
    return bool(others) and first >= ARTICLE_RATIO * sorted(others)[(len(others) - 1) // 2]


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
        if letter == "H":
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


CLOSED_BY: Final = 0.6  # share of the records that end with links, from which on links end the last one too
_GOES_ON: Final = late_pattern(r"[pt][pts]{0,6}+(?:[FWOH]|V?R)|[pt]++\Z")
"""Paragraphs of a last comment, and what ends threads."""
_TAIL: Final = frozenset("RVbaK")


def end_of_thread(
    page: Content, template: RecordTemplate, run: list[Header], starts: list[int], chrome: frozenset[str]
) -> int:
    """Return the content line after the last record."""
    last = run[-1]
    if template.body is Place.ABOVE:
        end = last.last + 1
        while end < page.size and page.shape[end] in CLOSING and page.gaps[end] <= 1:
            end += 1
        return end
    spans = list(zip(run, [*starts[1:], page.size], strict=True))
    tails = [page.shape[max(head.last + 1, stop - 4) : stop] for head, stop in spans[:-1]]
    closers = "".join(
        letter for letter in "RV" if len(run) == 1 or share([letter in tail for tail in tails]) >= CLOSED_BY
    )
    if "R" in closers:
        closers = "R"
    level = page.indents[last.start]
    indented = _bodies_indented(page, run, starts)
    tight = len(run) >= 3 and not any(any(page.gaps[head.last + 2 : stop]) for head, stop in spans[:-1])
    has_items = len(run) < MIN_LISTED or any(page.markers[run[0].start : last.start])
    end = last.last + 1
    seen_body = False
    votes = 0
    floor = min(min(page.indents[run[0].start : last.start], default=0), level)
    longest = max((stop - head.last for head, stop in spans[:-1]), default=0)
    while end < page.size:
        letter = page.shape[end]
        if page.indents[end] < floor:
            break
        deeper = page.indents[end] > level if indented else False
        if indented and not deeper and (seen_body or letter not in "RVpt"):
            break
        if letter in "FWHOGTX" and not (deeper and letter not in "FHG" and page.gaps[end] == 0):
            break
        if (letter in "LQ" or (letter == "P" and not page.markers[end])) and not deeper:
            break
        if tight and seen_body and not deeper and page.gaps[end] and _GOES_ON.match(page.shape, end) is None:
            break
        if letter in "sX" and seen_body and not has_items and page.markers[end] and ends_sentence(page.texts[end - 1]):
            break  # a list of something else
        if seen_body and not deeper:
            if letter in DATED and longest and end - last.last > longest:
                break
            if letter == "s" and page.gaps[end] and not indented and _looks_like_heading(page, end):
                break
        if seen_body and (letter in closers or (letter not in "ptD" and page.plain[end] in chrome)):
            while end < page.size and page.gaps[end] <= 1 and (page.shape[end] in CLOSING or page.plain[end] in chrome):
                end += 1
            break
        votes += letter == "V"
        if letter not in _TAIL or votes > 1:  # "+1" below the number of votes is a body
            seen_body = True
        end += 1
    return end


def _looks_like_heading(page: Content, index: int) -> bool:
    """Return whether a short line stands over a list or over lines of another kind, as a sidebar's heading does."""
    if page.markers[index] == HEADING:
        return True
    below = index + 1
    return below < page.size and page.markers[below] not in {"", HEADING} and not page.markers[index]


def _bodies_indented(page: Content, run: list[Header], starts: list[int]) -> bool:
    """Return whether bodies stand deeper than the first line of their record."""
    votes = []
    for head, stop in zip(run, [*starts[1:], -1], strict=True):
        first = head.last + 1
        if stop < 0:
            stop = min(first + 1, page.size)
        if first < stop:
            votes.append(page.indents[first] > page.indents[head.start])
    return share(votes) >= 0.7


def recurring_chrome(page: Content, template: RecordTemplate, run: list[Header], starts: list[int]) -> frozenset[str]:
    """Find lines that stand at the same place of most records: links and badges of any language."""
    if len(run) < 4:
        return frozenset()
    plain = page.plain
    first: list[str] = []
    last: list[str] = []
    is_below = template.body is Place.BELOW
    for head, stop in zip(run, starts[1:], strict=False):
        low, high = (head.last + 1, stop) if is_below else (head.start, head.anchor)
        first += plain[low : min(low + 2, high)]
        last += set(plain[max(low, high - 4) : high])
    need = max(3, len(run) * 0.5)
    return frozenset(
        text
        for texts in (first, last)
        for text, number in Counter(texts).items()
        if number >= need and (any(map(str.isalnum, text)) or not ends_sentence(text))
    )
