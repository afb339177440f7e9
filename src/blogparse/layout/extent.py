"""Where a thread ends, and the lines that recur in its records."""

import re
from collections import Counter
from typing import Final

from blogparse.layout.content import Content, share
from blogparse.layout.runs import MIN_LISTED
from blogparse.layout.templates import Header, Place, RecordTemplate
from blogparse.letters import CLOSING, DATED
from blogparse.text import HEADING, ends_sentence

LAST_REACH: Final = 8  # content lines below a head in which the last line of a short comment stands
CLOSED_BY: Final = 0.6  # share of the records that end with links, from which on links end the last one too
_GOES_ON: Final = re.compile(r"[pt][pts]{0,6}+(?:[FWOH]|V?R)|[pt]++\Z")
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
    if indented and page.markers[last.start] and level in page.indents[last.last + 1 : last.last + 2]:
        indented = False  # bullets stand further to the left of their items than numbers
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
        return _common_last_lines(page, run, starts) if len(run) == 3 and template.body is Place.BELOW else frozenset()
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
        if number >= need and any(map(str.isalnum, text))
    )


def _common_last_lines(page: Content, run: list[Header], starts: list[int]) -> frozenset[str]:
    """Return the last lines that all of three records share: links to answer, in languages whose words are unknown."""
    tails = [set(page.plain[max(head.last + 2, stop - 4) : stop]) for head, stop in zip(run, starts[1:], strict=False)]
    below = run[-1].last + 2
    tails.append(set(page.plain[below : below + LAST_REACH]))
    return frozenset(
        text for text in set.intersection(*tails) if any(map(str.isalnum, text)) and not ends_sentence(text)
    )
