"""Induce the page's own comment layout from its regularity.

A thread is one record layout repeated. Which layout is not looked up, it is inferred: `anchors` finds the lines that
recur (timestamps, "NAME says:") and reads each by every `Scheme`; here anchors become runs, runs become records with a
beginning and an end, and the reading that `weighing` finds best is the page's thread. Anchors that stand inside bodies
(quoted heads) are dropped where the others agree on their list marks, and so are the article's own dateline above a
number of comments and the datelines of a list below the thread; pingbacks and the owner's answers are added where they
stand among the records.

Most runs on a page are no threads, and a clean reading has no rivals: what cannot matter is not weighed.

The thread ends where the last body ends: at a form, a heading or a sidebar's box, at a line that is not as deep as
bodies are here, behind links such as end the other records.

Where it is wrong: two records say nothing about regularity, so a lone comment without heading, verb or reply link is
left alone (a false thread is worse than a missed one), unless it ends the page; and a page that prints its related
posts exactly as it prints its comments, without a heading between, gives both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import Final

import attrs

from blogparse.anchors import ITEM, MAX_HEAD, SCHEMES, Content, Head, Place, Scheme, find_heads, share
from blogparse.letters import Letters, ends_sentence
from blogparse.lines import HEADING, Lines
from blogparse.weighing import ends_page, speaks_for_itself, unexplained_above, weigh

THRESHOLD: Final = 3.0  # evidence that a thread needs; one comment under a heading with a reply link has about 4
LAST_REACH: Final = 8  # content lines below a head in which the last line of a short comment stands
CLOSED_BY: Final = 0.6  # share of the records that end with links, from which on links end the last one too
FIRST_REACH: Final = 60  # content lines above the first date in which its record begins: a very long comment
UNREAD: Final = 30.0  # for anchors of the run that a scheme cannot read: half of them are a regularity's worth
SHIFTED: Final = 4.0  # what a reading must be better by that takes the heads below texts for those of the next
SHIFTED_REACH: Final = 4  # content lines below the last record in which that head stands
ANSWERS: Final = 0.6  # share of the unmarked heads that stand at the end of a record
PINGBACK_QUALITY: Final = 0.7
CLOSE: Final = 0.9  # a runner-up with this share of the winner's score is worth a diagnostic
END_REACH: Final = 40  # lines from a lone date to the end of the page, of which the most may be blank
SURE: Final = 14.0  # a reading with this score has had no better rival on the pages of many themes
TAIL_REACH: Final = 12  # content lines below the last anchor in which its record ends with links: a body is between
CLEAN: Final = 6.0  # nor has a clean one with this
HEADING_REACH: Final = 24  # content lines above the first record in which its heading stands: forms are long
COUNTED_REACH: Final = 8  # anchors above a counter: the post's dateline, related posts
COUNTER_REACH: Final = 3  # content lines between a number of comments and the first of them: links to sort them
COUNTED: Final = 3  # comments that a line in words unknown must count to be a heading
MIN_LISTED: Final = 3  # records without list items, from which on an item below the last one is none of its body
MIN_ALIKE: Final = 4  # records from which something may be told of all by most
ALIKE: Final = 0.8  # share of the records that makes most
TITLED: Final = 0.6  # share of the lines above heads that must read like titles; all must be short
DISTINCT: Final = 0.6  # share of the titles that differ: links repeat
_NAME_BODY_DATE: Final = re.compile(r"[TV]*+s[stp]*+(?<=[tp])D")  # from a heading on
_ABOVE_FIRST: Final = tuple(sorted(SCHEMES, key=lambda scheme: scheme.body is not Place.ABOVE))
ARTICLE_SIZE: Final = 1000  # characters of a first record that may be the article itself
ARTICLE_RATIO: Final = 5  # times as long as the comments in the middle
_ARTICLE_ENDS: Final = re.compile(r"[LXOTQ]")
_GOES_ON: Final = re.compile(r"[pt][pts]{0,6}+(?:[FWOH]|V?R)|[pt]++\Z")
"""Paragraphs of a last comment, and what ends threads."""
_ENDS: Final = frozenset("HWFO")
_TAIL: Final = frozenset("RVbaK")


@attrs.frozen(slots=True)
class RecordLines:
    """The lines of one record: numbers into the line table, -1 where a part is not there.

    The record is ``[start, end)``, its body ``[body, body_end)``; `is_answer` tells that it stands inside the record
    above and answers it; `stamps` are the lines of its timestamp (two where a
    date and a time stand on lines of their own).
    """

    start: int
    end: int
    author: int
    stamps: tuple[int, ...]
    body: int
    body_end: int
    is_answer: bool = False


@attrs.frozen(slots=True)
class Induction:
    """What was induced: the scheme, the records in page order, where they start and end, and how sure it is."""

    scheme: Scheme
    records: tuple[RecordLines, ...]
    heading: int
    score: float
    support: int
    coverage: float
    marker: str | None
    runner_up: tuple[str, float] | None
    chrome: frozenset[str]


def induce_layout(lines: Lines, letters: Letters) -> Induction | None:
    """Return the best reading of the page's thread, or None where nothing on it looks enough like one."""
    if not _may_hold_thread(letters.letters):
        return None
    page = Content(lines, letters)
    readings = _ranked(page, _readings(page))
    if not readings or readings[0].score < THRESHOLD:
        return None
    best = readings[0]
    rival = next((r for r in readings[1:] if r.overlaps(best) and r.starts != best.starts), None)
    close = rival is not None and rival.score >= CLOSE * best.score
    return _induction(page, best, (rival.scheme.name, rival.score) if rival is not None and close else None)


def _may_hold_thread(shape: str) -> bool:
    """Tell whether a page has a heading, somebody who says something, or dates enough for a thread without them."""
    if any(letter in shape for letter in "HhAy"):
        return True
    dates = [at for letter in "DM" for at in (shape.find(letter), shape.rfind(letter)) if at >= 0]
    return bool(dates) and (min(dates) < max(dates) or len(shape) - max(dates) <= END_REACH)


@attrs.frozen(slots=True)
class Reading:
    """One scheme on one run of anchors, and how well it explains the page.

    `heads` and `starts` are those of the records, `end` is behind the last one, `heading` is the thread's or -1, all in
    content lines; `chrome` are the lines that recur at the edges of bodies, numbers aside (`anchors.without_digits`);
    `is_clean` tells that there is nothing that another reading could explain better, `is_shifted` that one more anchor
    ends the last text while a text stands above the first anchor.
    """

    scheme: Scheme
    heads: tuple[Head, ...]
    starts: tuple[int, ...]
    end: int
    heading: int
    score: float
    chrome: frozenset[str]
    is_clean: bool
    is_shifted: bool

    @property
    def rank(self) -> float:
        """The score among readings of the same lines; a shifted one still stands where no other does."""
        return self.score - SHIFTED * self.is_shifted

    def overlaps(self, other: Reading) -> bool:
        """Tell whether two readings share lines."""
        return self.starts[0] < other.end and other.starts[0] < self.end


def compare_readings(lines: Lines, letters: Letters) -> tuple[Reading, ...]:
    """Return the readings of the page's possible threads, the best first, for those who want to see what competed."""
    page = Content(lines, letters)
    return tuple(_ranked(page, _readings(page, every=True)))


def _ranked(page: Content, found: Iterable[Reading]) -> list[Reading]:
    """Return readings, the best first; a list before readings that see some of its items only, answers aside."""
    readings = sorted(found, key=lambda reading: -reading.rank)
    for at, reading in enumerate(readings):
        if reading.scheme.anchors == ITEM and reading.score >= THRESHOLD:
            level, starts = min(map(page.indents.__getitem__, reading.starts)), set(reading.starts)
            top = {start for start in starts if page.indents[start] == level}
            if all(starts >= set(better.starts) and not top <= set(better.starts) for better in readings[:at]):
                readings.insert(0, readings.pop(at))
            break
    return readings


def _readings(page: Content, *, every: bool = False) -> Iterator[Reading]:
    """Read the page by every scheme; where a reading is clean, only the items of its list are still compared."""
    done = range(0)
    known: frozenset[int] = frozenset()
    for scheme in _in_order(page):
        if (scheme.anchors in {"D", "M"} and scheme.anchors not in page.shape) or (
            scheme.anchors == "DM" and not page.is_mixed
        ):
            continue
        heads = list(find_heads(page, scheme, done if scheme.anchors != ITEM else range(0)))
        for run in _runs(page, scheme, heads):
            if _is_hopeless(page, scheme, run) or (known and _is_known(page, run, known)):
                continue
            reading = _read(page, scheme, run)
            if reading is not None:
                if not every and _is_sure(page, reading):
                    done = range(reading.starts[0], reading.end)
                    known = known.union(reading.starts)
                yield reading


def _is_sure(page: Content, reading: Reading) -> bool:
    """Tell a reading that no other can be better than, but for one that explains a text right above its records."""
    if reading.is_clean:
        return reading.score >= CLEAN
    return reading.score >= SURE and not unexplained_above(page, reading.starts[0])


def _in_order(page: Content) -> tuple[Scheme, ...]:
    """Return the schemes in the order to try: bodies above first, where the first record ends with its date.

    It decides nothing where readings compete, but a clean one spares the others.
    """
    is_above = any(_NAME_BODY_DATE.match(page.shape, heading + 1) for heading in page.headings)
    return _ABOVE_FIRST if is_above else SCHEMES


def _is_known(page: Content, run: Sequence[Head], known: frozenset[int]) -> bool:
    """Tell whether all items of a list are records already, answers aside."""
    level = min(page.indents[head.start] for head in run)
    return known.issuperset(head.start for head in run if page.indents[head.start] == level)


def _is_hopeless(page: Content, scheme: Scheme, run: Sequence[Head]) -> bool:
    """Tell runs that need no weighing: most datelines of a page are no comments, and it is seen at once.

    One head that no heading is near must say of itself that somebody says something; of several, some must have links,
    verbs of saying or times. Where all anchors are of one kind, a scheme for two kinds reads what one for one does.
    """
    if len(scheme.anchors) > 1 and len({page.shape[head.anchor] for head in run}) == 1:
        return True
    first, last = run[0], run[-1]
    reach = HEADING_REACH if scheme.body is Place.BELOW else HEADING_REACH + FIRST_REACH
    above = bisect_left(page.headings, first.start)
    if above and page.headings[above - 1] >= first.start - reach:
        return False
    if len(run) == 1:
        return not speaks_for_itself(page, first) and not ends_page(page, scheme, first)
    around = page.shape[first.start : last.last + TAIL_REACH]
    return not any(letter in around for letter in "RVAy") and all(
        all(told.isdisjoint(head.stamps) for told in (page.linked, page.timed, page.voiced)) for head in run
    )


# --- runs of anchors -------------------------------------------------------------------------------------------------


def _runs(page: Content, scheme: Scheme, heads: Sequence[Head]) -> Iterator[list[Head]]:
    """Cut the anchors where a heading, a form or a sidebar's box stands between two of them, and drop the article's."""
    cuts = [at for at, (above, below) in enumerate(pairwise(heads), 1) if breaks_between(page, scheme, above, below)]
    for first, stop in pairwise([0, *cuts, len(heads)]):
        run = list(heads[first:stop])
        if run and (kept := _below_article(page, _below_counter(page, run))):
            yield kept


def _below_counter(page: Content, run: list[Head]) -> list[Head]:
    """Drop datelines of other things above a counter that has as many comments as anchors are left below it."""
    for position in range(1, min(len(run), COUNTED_REACH)):
        number, above, below = len(run) - position, run[position - 1], run[position]
        if "R" in page.shape[above.start : below.start]:
            return run  # a comment
        for index in range(max(above.last + 1, below.start - COUNTER_REACH), below.start):
            if (page.shape[index] in "hH" and page.counts.get(index) == number) or (
                number >= COUNTED
                and page.indents[index] <= page.indents[below.start]
                and page.tells_number(index, number)
            ):
                return run[position:]
    return run


def _below_article(page: Content, run: list[Head]) -> list[Head]:
    """Drop the article's own dateline: what ends an article, topics or menus, stands below it and nowhere else.

    Or else the page has no other text above, and the records are much shorter, or have links below them.
    """
    if _begins_with_article(page, run):
        return run[1:]
    if len(run) < MIN_LISTED or page.shape.count("p", run[0].last, run[1].start) < 2:
        return run
    if _ARTICLE_ENDS.search(page.shape, run[0].last + 1, run[1].start) is None:
        return run
    return run if _ARTICLE_ENDS.search(page.shape, run[1].start, run[-1].start) else run[1:]


def _begins_with_article(page: Content, run: Sequence[Head]) -> bool:
    """Tell whether what looks like the first comment of a thread without heading is the article itself."""
    if 0 <= page.second_prose < run[0].start:
        return False
    heading = _heading_above(page, run[0].start)
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


def breaks_between(page: Content, scheme: Scheme, above: Head, below: Head) -> bool:
    """Tell whether a heading, a form or a sidebar's box stands between two anchors, and not inside the upper body."""
    level = page.indents[above.start] if scheme.body is Place.BELOW else page.indents[above.anchor]
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


# --- reading a run ---------------------------------------------------------------------------------------------------


def _read(page: Content, scheme: Scheme, run: list[Head]) -> Reading | None:
    """Read a run of anchors by a scheme: settle the records, find the end, weigh the evidence."""
    unread = 0.0
    if scheme.body is Place.BELOW:
        run = _titled(page, _regular(page, _answers(page, _lifted(page, _alike(page, run)))))
        run = _with_pingbacks(page, scheme, run)
        starts = [head.start for head in run]
    else:
        first, anchors = run[0].anchor, len(run)
        run, starts = _segments_above(page, scheme, run)
        if run and run[0].anchor != first and page.markers[starts[0]]:
            anchors -= 1  # the dateline of the post, above a list
        unread = 1.0 - len(run) / anchors
    if not run:
        return None
    heading = _heading_above(page, starts[0])
    if heading < 0:
        heading = _counter_above(page, run, starts[0])
    chrome = _recurring_chrome(page, scheme, run, starts)
    end = _end_of_thread(page, scheme, run, starts, chrome)
    score, is_clean = weigh(page, scheme, run, starts, end, heading, chrome)
    score -= UNREAD * unread
    beyond = page.shape[run[-1].last + 2 : end + SHIFTED_REACH]
    is_shifted = (
        scheme.body is Place.BELOW
        and page.shape[run[-1].anchor] in beyond
        and unexplained_above(page, starts[0]) >= 1.0
    )
    return Reading(scheme, tuple(run), tuple(starts), end, heading, score, chrome, is_clean, is_shifted)


def _answers(page: Content, run: list[Head]) -> list[Head]:
    """Read the owner's answers that some platforms print inside the record they answer, name and date below the text.

    Heads without a list mark, each directly above the next marked head, while the others have marks: their bodies
    start at the last mark above them.
    """
    marked = [head for head in run if page.markers[head.start]]
    others = [head for head in run if not page.markers[head.start]]
    if len(marked) < 3 or len(others) < 2 or page.shape[run[0].anchor] != "M":
        return run
    following = {head.start for head in marked} | {page.size}
    closing = [head for head in others if head.last + 1 in following or head is run[-1]]
    if len(closing) < ANSWERS * len(others):
        return run
    result: list[Head] = []
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


def _with_pingbacks(page: Content, scheme: Scheme, run: list[Head]) -> list[Head]:
    """Add the pingbacks among the records, right above the first and below the last, as items of the list."""
    if not run or not page.pingbacks:
        return run
    marked = bool(page.markers[run[0].start])
    taken = {head.start for head in run}

    def heads(indices: Iterable[int]) -> Iterator[Head]:
        for index in indices:
            if index not in taken and bool(page.markers[index]) is marked:
                yield Head(index, index, index, index, (), PINGBACK_QUALITY)

    first = bisect_left(page.pingbacks, run[0].start)
    last = bisect_left(page.pingbacks, run[-1].start)
    merged = sorted([*run, *heads(page.pingbacks[first:last])], key=lambda head: head.start)
    for head in heads(reversed(page.pingbacks[:first])):
        if any(letter not in "PRVb" for letter in page.shape[head.start : merged[0].start]):
            break
        merged.insert(0, head)
    for head in heads(page.pingbacks[last:]):
        if head.start > merged[-1].start:
            if breaks_between(page, scheme, merged[-1], head):
                break
            merged.append(head)
    return merged


def _lifted(page: Content, run: list[Head]) -> list[Head]:
    """Move heads up to the comments' own headlines, where the list mark stands on a line above the head.

    Renderers of lists leave such marks where a title, a picture or an empty line opens the item.
    """
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


def _alike(page: Content, run: list[Head]) -> list[Head]:
    """Drop heads of another kind below the last record that is closed by links: they head a list of articles.

    Old copies and themes whose list of recent articles stands right below the thread have such heads.
    """
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


def _titled(page: Content, run: list[Head]) -> list[Head]:
    """Move heads up to the comments' titles, where a line of its own stands above each, another one each time.

    Forums, scholarly journals and themes with titled comments have them, most often where no list marks are kept.
    """
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
    """Tell whether a line may be a comment's title: short, no sentence, and the line above it ends one."""
    if page.shape[index] not in "st" or page.texts[index][-1] in ".!?…,;:":
        return False
    above = page.shape[index - 1] if index else "H"
    return above in "HRVFT" or page.texts[index - 1][-1:] in '.!?…)"”' or (above == "p" and page.gaps[index] > 0)


def _regular(page: Content, run: list[Head]) -> list[Head]:
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


def _segments_above(page: Content, scheme: Scheme, run: list[Head]) -> tuple[list[Head], list[int]]:
    """Settle where records start whose anchor is at their end: behind the previous record's links."""
    starts: list[int] = []
    kept: list[Head] = []
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
    result: list[Head] = []
    result_starts: list[int] = []
    for head, start in zip(kept, starts, strict=True):
        limit = head.author if scheme.author is Place.ABOVE else head.anchor
        if start < 0 or start >= limit:
            continue
        author, quality = head.author, head.quality
        if scheme.author is Place.FIRST:
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


def _marker_above(page: Content, head: Head, levels: frozenset[int]) -> int:
    """Return the first list item above an anchor that stands where the records begin, or -1.

    `levels` are the columns of the other records' marks, of which the first may be deeper; without any, the leftmost
    mark counts. Items of a list inside the body stand deeper.
    """
    found, level = -1, -1
    for index in range(head.anchor, max(-1, head.anchor - FIRST_REACH), -1):
        if index < head.anchor and page.shape[index] in _ENDS:
            break
        indent = page.indents[index]
        fits = indent in levels or indent < min(levels) if levels else level < 0 or indent <= level
        if page.markers[index] and fits:
            found, level = index, indent
    return found


def _first_start(page: Content, head: Head, levels: frozenset[int], *, expects_marker: bool) -> int:
    """Find the start of the first record whose anchor is its last line: a list mark, or the line below a heading."""
    if expects_marker:
        return _marker_above(page, head, levels)
    for index in range(head.anchor - 1, max(-1, head.anchor - FIRST_REACH), -1):
        if page.shape[index] in "HFOTGWXhL":
            return index + 1
    return -1


# --- where the thread begins and ends --------------------------------------------------------------------------------


def _end_of_thread(page: Content, scheme: Scheme, run: list[Head], starts: list[int], chrome: frozenset[str]) -> int:
    """Return the content line after the last record."""
    last = run[-1]
    if scheme.body is Place.ABOVE:
        end = last.last + 1
        while end < page.size and page.shape[end] in "RVb" and page.gaps[end] <= 1:
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
            if letter in "MD" and longest and end - last.last > longest:
                break
            if letter == "s" and page.gaps[end] and not indented and _looks_like_heading(page, end):
                break
        if seen_body and (letter in closers or (letter not in "ptD" and page.plain[end] in chrome)):
            while end < page.size and page.gaps[end] <= 1 and (page.shape[end] in "RVb" or page.plain[end] in chrome):
                end += 1
            break
        votes += letter == "V"
        if letter not in _TAIL or votes > 1:  # "+1" below the number of votes is a body
            seen_body = True
        end += 1
    return end


def _looks_like_heading(page: Content, index: int) -> bool:
    """Tell whether a short line stands over a list or over lines of another kind, as a sidebar's heading does."""
    if page.markers[index] == HEADING:
        return True
    below = index + 1
    return below < page.size and page.markers[below] not in {"", HEADING} and not page.markers[index]


def _bodies_indented(page: Content, run: list[Head], starts: list[int]) -> bool:
    """Tell whether bodies stand deeper than the first line of their record."""
    votes = []
    for head, stop in zip(run, [*starts[1:], -1], strict=True):
        first = head.last + 1
        if stop < 0:
            stop = min(first + 1, page.size)
        if first < stop:
            votes.append(page.indents[first] > page.indents[head.start])
    return share(votes) >= 0.7


def _heading_above(page: Content, start: int) -> int:
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


def _counter_above(page: Content, run: list[Head], start: int) -> int:
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
    """Tell the "Comments" of a row of tabs from a heading: its neighbours are list items as well."""
    if page.markers[index] in {"", HEADING}:
        return False
    return any(
        page.markers[near] and page.shape[near] in "sXWL" for near in (index - 1, index + 1) if 0 <= near < page.size
    )


def _upmost_heading(page: Content, index: int) -> int:
    """Prefer a heading with a number to one without that stands near it.

    Journals and several blog engines print "Comments" and, near it, a second heading that counts them.
    """
    if index in page.counts:
        return index
    for above in range(index - 1, max(-1, index - 6), -1):
        if page.shape[above] in "Hh" and above in page.counts:
            return above
        if page.shape[above] in "pt":
            break
    return index


def _recurring_chrome(page: Content, scheme: Scheme, run: list[Head], starts: list[int]) -> frozenset[str]:
    """Find lines that stand at the same place of most records: links and badges of any language."""
    if len(run) < 4:
        return _common_last_lines(page, run, starts) if len(run) == 3 and scheme.body is Place.BELOW else frozenset()
    plain = page.plain
    first: list[str] = []
    last: list[str] = []
    is_below = scheme.body is Place.BELOW
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


def _common_last_lines(page: Content, run: list[Head], starts: list[int]) -> frozenset[str]:
    """Find the last lines of three records that all of them have: two may end alike by chance, as with a greeting.

    Where the last record ends is not known yet: its share is looked for below its first line.

    They are links to answer in languages and themes whose words are unknown, below short threads.
    """
    tails = [set(page.plain[max(head.last + 2, stop - 4) : stop]) for head, stop in zip(run, starts[1:], strict=False)]
    below = run[-1].last + 2
    tails.append(set(page.plain[below : below + LAST_REACH]))
    return frozenset(
        text for text in set.intersection(*tails) if any(map(str.isalnum, text)) and not ends_sentence(text)
    )


# --- the result ------------------------------------------------------------------------------------------------------


def _induction(page: Content, best: Reading, runner_up: tuple[str, float] | None) -> Induction:
    scheme = best.scheme
    records = []
    explained = 0
    for head, start, stop in zip(best.heads, best.starts, [*best.starts[1:], best.end], strict=True):
        if head.is_answer:
            body, body_end = start, head.anchor
        elif scheme.body is Place.BELOW:
            body, body_end = head.last + 1, stop
        elif scheme.author is Place.FIRST:
            body, body_end = head.author + 1, head.anchor
        elif scheme.author is Place.ABOVE:
            body, body_end = start, head.author
        else:
            body, body_end = start, head.anchor
        explained += stop - start
        records.append(
            RecordLines(
                start=page.rows[start],
                end=page.row_end(stop),
                author=page.rows[head.author] if head.author >= 0 else -1,
                stamps=tuple(page.rows[at] for at in head.stamps),
                body=page.row_end(body),
                body_end=page.row_end(body_end),
                is_answer=head.is_answer,
            )
        )
    marks = Counter(page.markers[start] for start in best.starts)
    marker = marks.most_common(1)[0][0] or None
    total = best.end - best.starts[0]
    return Induction(
        scheme=scheme,
        records=tuple(records),
        heading=page.rows[best.heading] if best.heading >= 0 else -1,
        score=best.score,
        support=len(best.heads),
        coverage=explained / total if total else 0.0,
        marker=marker,
        runner_up=runner_up,
        chrome=best.chrome,
    )
