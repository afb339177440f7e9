"""Records out of a run: which anchors are records, and where each of them begins."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from blogparse.layout.content import MAX_HEAD, Content, share
from blogparse.layout.runs import FIRST_REACH, breaks_between
from blogparse.layout.templates import Header, Place, RecordTemplate
from blogparse.letters import THREAD_BREAKS, TITLE_LIKE
from blogparse.text import HEADING

PINGBACK_QUALITY: Final = 0.7
MIN_ALIKE: Final = 4  # records from which something may be told of all by most
ALIKE: Final = 0.8  # share of the records that makes most
TITLED: Final = 0.6  # share of the lines above heads that must read like titles; all must be short
DISTINCT: Final = 0.6  # share of the titles that differ: links repeat
_ENDS: Final = frozenset(THREAD_BREAKS)


def with_answers(page: Content, run: list[Header]) -> list[Header]:
    """Read the owner's answers that some platforms print inside the record they answer, name and date below the text.

    Heads without a list mark, each directly above the next marked head, while the others have marks: their bodies
    start at the last mark above them.
    """
    marked = [head for head in run if page.markers[head.start]]
    others = [head for head in run if not page.markers[head.start]]
    if len(marked) < 3 or len(others) < 2 or page.shape[run[0].anchor] != "M":
        return run
    result: list[Header] = []
    for head in run:
        if page.markers[head.start] or not result:
            result.append(head)
            continue
        start = head.start
        low = result[-1].last + 1
        while start > low and not page.markers[start]:
            start -= 1
        if start > low:
            result.append(head._replace(start=start, is_answer=True))
    return result


def with_pingbacks(page: Content, template: RecordTemplate, run: list[Header]) -> list[Header]:
    """Add the pingbacks among the records, right above the first and below the last, as items of the list."""
    if not run or not page.pingbacks:
        return run
    marked = bool(page.markers[run[0].start])
    taken = {head.start for head in run}

    def heads(indices: Iterable[int]) -> Iterator[Header]:
        for index in indices:
            if index not in taken and bool(page.markers[index]) is marked:
                yield Header(index, index, index, index, (), PINGBACK_QUALITY)

    first = bisect_left(page.pingbacks, run[0].start)
    last = bisect_left(page.pingbacks, run[-1].start)
    merged = sorted([*run, *heads(page.pingbacks[first:last])], key=lambda head: head.start)
    for head in heads(reversed(page.pingbacks[:first])):
        if any(letter not in "PRVb" for letter in page.shape[head.start : merged[0].start]):
            break
        merged.insert(0, head)
    for head in heads(page.pingbacks[last:]):
        if head.start > merged[-1].start:
            if breaks_between(page, template, merged[-1], head):
                break
            merged.append(head)
    return merged


def lifted(page: Content, run: list[Header]) -> list[Header]:
    """Move headers up to the list marks on the line above: titles, pictures or empty lines that open the items."""
    if len(run) < 2:
        return run
    lifted = [
        head._replace(start=head.start - 1)
        if head.start
        and not page.markers[head.start]
        and page.markers[head.start - 1] not in {"", HEADING}
        and page.shape[head.start - 1] not in "RVD"
        and page.gaps[head.start] <= 1
        else head
        for head in run
    ]
    levels = {
        new.start: page.indents[new.start] for old, new in zip(run, lifted, strict=True) if old.start != new.start
    }
    if len(levels) < 0.7 * len(run):
        return run
    return [  # a headline may read like a link, now that it is known where headlines stand
        head._replace(start=head.start - 1)
        if head.start
        and not page.markers[head.start]
        and page.markers[head.start - 1]
        and page.indents[head.start - 1] in levels.values()
        else head
        for head in lifted
    ]


def only_alike(page: Content, run: list[Header]) -> list[Header]:
    """Drop headers of another kind below the last record that is closed by links: they head a list of articles."""
    if len(run) < MIN_ALIKE or "R" not in page.shape[run[0].start : run[-1].start]:
        return run
    stops = [head.start for head in run[1:]] + [page.size]
    closed = ["R" in page.shape[head.last + 1 : stop] for head, stop in zip(run, stops, strict=True)]
    keep = len(run) - 1 - next((at for at, is_closed in enumerate(reversed(closed)) if is_closed), 0)
    kinds = {page.shape[head.anchor] for head in run[: keep + 1]}
    others = run[keep + 1 :]
    if others and share(closed[: keep + 1]) >= ALIKE and not any(page.shape[head.anchor] in kinds for head in others):
        return run[: keep + 1]
    return run


def with_titles(page: Content, run: list[Header]) -> list[Header]:
    """Move headers up to the titles of the comments, a line of its own above each, as in forums and journals."""
    if len(run) < MIN_ALIKE:
        return run
    above = [head.start - 1 for head in run]
    if above[0] < 0 or any(page.shape[at] in "pDMAH" or page.markers[at] for at in above):
        return run  # a title may read like a link or a label: "Answer"
    titles = [at for at in above if _is_title(page, at)]
    if len(titles) < TITLED * len(run) or len({page.texts[at] for at in titles}) < DISTINCT * len(titles):
        return run
    if titles[0] != above[0] or len({page.gaps[at] > 0 for at in titles}) > 1:
        return run
    return [head._replace(start=at) for head, at in zip(run, above, strict=True)]


def _is_title(page: Content, index: int) -> bool:
    """Return whether a line may be a comment's title: short, no sentence, and the line above it ends one."""
    if page.shape[index] not in TITLE_LIKE or page.texts[index][-1] in ".!?…,;:":
        return False
    above = page.shape[index - 1] if index else "H"
    return above in "HRVFT" or page.texts[index - 1][-1:] in '.!?…)"”' or (above == "p" and page.gaps[index] > 0)


def only_regular(page: Content, run: list[Header]) -> list[Header]:
    """Drop anchors that stand inside bodies: those unlike the others where the others agree."""
    if len(run) < 3:
        return run
    marked = sum(1 for head in run if page.markers[head.start])
    if marked >= 0.7 * len(run):
        return [head for head in run if page.markers[head.start]]
    if not marked:
        return run
    if marked <= 0.2 * len(run):
        return [head for head in run if not page.markers[head.start]]
    return run


def segments_above(page: Content, template: RecordTemplate, run: list[Header]) -> tuple[list[Header], list[int]]:
    """Settle where records start whose anchor is at their end: behind the previous record's links."""
    starts: list[int] = []
    kept: list[Header] = []
    marked_starts = 0
    for position, head in enumerate(run):
        if position == 0:
            start = -1
        else:
            start = kept[-1].last + 1 if kept else run[position - 1].last + 1
            while start < head.anchor and page.shape[start] in "RVGT" and not page.markers[start]:
                start += 1
            marked_starts += bool(page.markers[start]) if start < head.anchor else 0
        starts.append(start)
        kept.append(head)
    expects_marker = len(run) > 1 and marked_starts >= 0.7 * (len(run) - 1)
    if len(run) == 1:
        expects_marker = _marker_above(page, run[0], frozenset()) >= 0
    marks = frozenset(page.indents[start] for start in starts[1:] if 0 <= start < page.size and page.markers[start])
    starts[0] = _first_start(page, run[0], marks, expects_marker=expects_marker)
    if expects_marker and marks:
        for position, start in enumerate(starts):
            if position and start < run[position].anchor and not page.markers[start]:
                starts[position] = max(start, _marker_above(page, run[position], marks))
    levels = {page.indents[start] for start in starts[1:]}
    if not expects_marker and len(run) > 2 and len(levels) == 1 and starts[0] >= 0:
        while starts[0] < run[0].anchor and (page.markers[starts[0]] or page.indents[starts[0]] not in levels):
            starts[0] += 1
    result: list[Header] = []
    result_starts: list[int] = []
    for head, start in zip(kept, starts, strict=True):
        limit = head.author if template.author is Place.ABOVE else head.anchor
        if start < 0 or start >= limit:
            continue
        author, quality = head.author, head.quality
        if template.author is Place.FIRST:
            author, quality = _first_author(page, start, limit)
            if not quality:
                continue
        result.append(head._replace(start=start, author=author, quality=quality))
        result_starts.append(start)
    return result, result_starts


def _first_author(page: Content, start: int, limit: int) -> tuple[int, float]:
    """Return the line of the author among a record's first lines, and its quality; 0 for none."""
    fallback = -1
    for author in range(start, min(start + MAX_HEAD + 1, limit)):
        letter = page.shape[author]
        if letter in "VRy":
            continue
        if letter == "b":
            fallback = author if fallback < 0 else fallback
            continue
        if letter == "a":
            if author + 1 < limit and page.name_quality(author + 1):
                continue
            return author, 0.5
        quality = page.name_quality(author)
        if quality:
            return author, quality
        break
    return fallback, 0.3 if fallback >= 0 else 0.0


def _marker_above(page: Content, head: Header, levels: frozenset[int]) -> int:
    """Return the first list item above an anchor in one of the columns of the other records' marks, or -1."""
    found, level = -1, -1
    for index in range(head.anchor, max(-1, head.anchor - FIRST_REACH), -1):
        if index < head.anchor and page.shape[index] in _ENDS:
            break
        indent = page.indents[index]
        fits = indent in levels or indent < min(levels) if levels else level < 0 or indent <= level
        if page.markers[index] and fits:
            found, level = index, indent
    return found


def _first_start(page: Content, head: Header, levels: frozenset[int], *, expects_marker: bool) -> int:
    """Find the start of the first record whose anchor is its last line: a list mark, or the line below a heading."""
    if expects_marker:
        return _marker_above(page, head, levels)
    for index in range(head.anchor - 1, max(-1, head.anchor - FIRST_REACH), -1):
        if page.shape[index] in "HFOTGWXhL":
            return index + 1
    return -1
