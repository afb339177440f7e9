"""Weigh a reading of a thread: how regular it is, what speaks for a thread, what speaks against one.

The sum has three parts. *Regularity* is what one record explains, by the table `PER_RECORD`, and grows with the
logarithm of the number of records: the tenth record says less than the second. *Evidence* is what the page says of
comments: a heading, a declared number that fits, reply links, verbs of saying, times of day, a form. *Doubts* are what
a thread would not have around it. Regularity counts in full only where there is evidence, for menus and lists of
articles are regular as well.

The numbers were set by hand on pages of many themes and checked on generated ones; each stands beside its reason.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from blogparse.anchors import ARTICLE, BODY_LETTERS, ITEM, Content, Head, Place, Scheme, share
from blogparse.letters import CLOSERS
from blogparse.lines import HEADING
from blogparse.vocabulary import line_key

PER_RECORD: Final[Mapping[str, float]] = {
    "name": 1.2,  # how much the authors look like names, beyond 0.3
    "body": 2.0,  # the share of records with a body, beyond 0.8
    "prose": 0.4,  # ... with a sentence in it
    "links": 0.5,  # ... with reply links or votes
    "verbs": 0.5,  # ... whose head says that somebody says
    "times": 0.3,  # ... with a time of day or an age
    "marks": 0.6,  # ... that begin with a list mark, where most do
    "gaps": 0.3,  # blank lines between author and date alike in all records, beyond half of them
    "stray marks": -1.0,  # a list mark inside the head: the record begins there
    "leftover": -3.0,  # another head inside the body
    "torn": -1.0,  # a date nearer to the neighbour's lines than to its own
    "name at the date": -1.0,  # the first line is read as the name, but most dates have one right above them
    "links inside": -0.6,  # reply links between a body and the name below it: they close the record above
}
"""What one record of a reading is worth, by what share of the records shows it."""

CLEAN_NAME: Final = 0.6  # how sure the names of a clean reading are in the mean
NAME_EXPECTED: Final = 0.3
BODY_EXPECTED: Final = 0.8
MARKS_EXPECTED: Final = 0.7
_CHROME: Final = "RVbaKGTX"
EDGE: Final = 1.5  # what stands below the last anchor tells a date above the body from one below it
MEAN_NAME: Final = 25  # characters: the mean of people's names is about 12, that of titles about 45
BODIES: Final = 0.9  # share of the items with a body, from which on they may be comments
MISSING: Final = 6  # one of so many declared comments may be no item: links from other pages, removed comments
NEAR: Final = 4  # content lines between a heading and the list that it heads
FULL_EVIDENCE: Final = 3.0  # regularity counts in full where heading, links, verbs, times say that it is a thread


BELOW_HEADING: Final = 2.0  # "25 Responses" above the first record
BELOW_COUNTER: Final = 0.7  # "7 comments" among other words
COUNT_FITS: Final = 1.5  # the heading declares as many comments as there are records
ABOVE_FORM: Final = 1.0  # a comment form, or a notice that comments are closed, below the last record
BELOW_FORM: Final = 0.5
FORM_REACH: Final = 6  # content lines below the thread
FORM_ABOVE_REACH: Final = 12  # content lines above it: forms are long
LISTED: Final = 7.0  # a list of titles or excerpts is no thread, however regular and long
TEASERS: Final = 0.8  # share of the records with a body that breaks off; people forget a full stop now and then
ON_TITLES: Final = 0.5  # share of the heads that say "Jane on", and a title: they list the latest comments of a site
AT_END: Final = 2.0  # a name, a time of day and a text are the last of a page that is an article
MUTE: Final = 4.0  # a lone record that nothing in it makes a comment
MAX_WORDS: Final = 3  # of a name that nothing else speaks for
LAST_LINES: Final = 8  # content lines of a last comment
MIN_LIST: Final = 3
ONE_AUTHOR: Final = 0.7  # share of the records that one author has in lists of posts, guests aside
MAX_RECORDS: Final = 4  # unheaded dated records above which talk is talk beyond doubt


def weigh(
    page: Content,
    scheme: Scheme,
    heads: Sequence[Head],
    starts: Sequence[int],
    end: int,
    heading: int,
    chrome: frozenset[str],
) -> tuple[float, bool]:
    """Return how well the records explain the page as a thread; `layout.THRESHOLD` is enough to be one.

    Tell as well whether the reading is clean: it leaves nothing that another reading of the same lines could explain
    better, as every record has a name and a body and the last body ends the thread.

    `starts` are the first content lines of the records, `end` the one after the last, `heading` that of the thread's
    heading or -1, `chrome` the lines that recur at the edges of bodies, numbers aside.
    """
    everything = list(zip(heads, starts, [*starts[1:], end], strict=True))
    # pingbacks and answers are no evidence: they look alike in every scheme
    chosen = [item for item in everything if not page.is_linking(item[0]) and not item[0].is_answer] or everything
    heads, starts = [item[0] for item in chosen], [item[1] for item in chosen]
    shares = _shares(page, scheme, chosen, chrome, under_heading=heading >= 0)
    count = len(heads)

    regularity = sum(PER_RECORD[name] * value for name, value in shares.items())
    evidence = 1.2 * shares["links"] + 1.2 * shares["verbs"] + 0.8 * shares["times"]
    if heading >= 0 and page.shape[heading] not in "Hh":
        # a number that fits, among words unknown, says something where the records say something themselves
        if max(shares["links"], shares["times"], shares["verbs"]) >= 0.5:
            evidence += BELOW_COUNTER + COUNT_FITS
        else:
            heading = -1
    elif heading >= 0:
        evidence += BELOW_HEADING if page.shape[heading] == "H" else BELOW_COUNTER
        if page.counts.get(heading) in {count, len(everything)}:
            evidence += COUNT_FITS
    below = page.shape[end : end + FORM_REACH]
    form_above = "F" in page.shape[max(0, starts[0] - FORM_ABOVE_REACH) : starts[0]]
    evidence += ABOVE_FORM * ("F" in below or "O" in below) + BELOW_FORM * form_above
    invited = "F" in below or form_above

    unexplained, edges = unexplained_above(page, starts[0]), _edges(page, scheme, heads)
    doubts = 0.7 * unexplained - edges
    if shares["body"] + BODY_EXPECTED < 0.5:
        doubts += 3.0
    if shares["name"] + NAME_EXPECTED < 0.4:
        doubts += 2.0
    if scheme.anchors == ITEM and not _lists_people(page, heads, heading, starts, shares, invited=invited):
        doubts += 8.0  # names alone do not make a thread: lists of terms, of people, of products look the same
        regularity = min(regularity, 0.0)  # however long they are
    is_last = heading < 0 and count == 1 and end == page.size and ends_page(page, scheme, heads[0])
    if is_last:
        evidence += AT_END
    elif heading < 0:
        if shares["links"] < 0.5 and shares["verbs"] < 0.5:
            talk = _talk(page, heads, shares, invited=invited)
            if scheme.body is Place.ABOVE and not (invited and shares["marks"]):
                talk = 0.0  # comments seldom end with their heads, lists of recent comments do
            evidence += 2.0 * talk
            doubts += 6.0 * (1.0 - talk)  # a list of articles is dated and signed as well
        doubts += _doubts_without_heading(page, heads, starts[0], shares)
    if (
        count == 1
        and heading >= 0
        and not (shares["verbs"] or shares["times"] or "R" in page.shape[starts[0] : end + 1])
    ):
        # a date says nothing by itself: where a page has no comments, other things stand below heading and form
        is_fitting = scheme.body is Place.BELOW or page.counts.get(heading) == 1 or "F" in below
        doubts += MUTE * ("F" in page.shape[heading : starts[0]] or not is_fitting)
    if count >= MIN_LIST and shares["verbs"] < 0.5 and page.counts.get(heading) not in {count, len(everything)}:
        spared = count - math.ceil(TEASERS * count) + 1  # records that are more, from which on it is no list of teasers
        said = (item for item in chosen if not _is_teaser(page, scheme, item))
        doubts += LISTED * (sum(1 for _ in islice(said, spared)) < spared)
    if sum(page.is_on_title(head) or not head.quality for head in heads) >= ON_TITLES * count:
        doubts += 8.0
        regularity = min(regularity, 0.0)
    if any(page.shape[index] in "HO" and index in page.counts for index in range(end, min(end + 2, page.size))):
        doubts += 8.0  # counters below each post: an index of posts
    doubts += scheme.rarity
    strength = regularity * (1.0 + math.log2(count))
    is_clean = (
        heading >= 0
        and count > 1
        and not unexplained
        and edges > 0.0
        and shares["body"] >= 1.0 - BODY_EXPECTED
        and shares["name"] >= CLEAN_NAME - NAME_EXPECTED
        and not (shares["leftover"] or shares["stray marks"] or shares["links inside"] or shares["torn"])
    )
    return strength * min(evidence / FULL_EVIDENCE, 1.0) + evidence - doubts, is_clean


def _shares(
    page: Content,
    scheme: Scheme,
    records: Sequence[tuple[Head, int, int]],
    chrome: frozenset[str],
    *,
    under_heading: bool,
) -> dict[str, float]:
    """Return what `PER_RECORD` asks: for each feature, the share of the records that show it."""
    shape, markers, gaps = page.shape, page.markers, page.gaps
    is_below, is_above, is_first = (
        scheme.body is Place.BELOW,
        scheme.author is Place.ABOVE,
        scheme.author is Place.FIRST,
    )
    bodies = prose = links = leftover = inside = marked = verbs = times = apart = stray = 0
    quality = 0.0
    for head, start, stop in records:
        if is_below:
            low, high, first, last = head.last + 1, stop, head.start, stop
        else:
            low = head.author + 1 if is_first else start
            high = head.author if is_above else head.anchor
            first, last = start, min(head.last + 3, page.size)
        kinds = shape[low:high]
        bodies += kinds.strip(_CHROME) != ""
        prose += "p" in kinds or "t" in kinds
        leftover += "M" in kinds or "D" in kinds
        inside += "R" in kinds
        around = shape[first:last]
        links += (
            "R" in around
            or "V" in around
            or not page.linked.isdisjoint(head.stamps)
            or (bool(chrome) and _has_counter(page, range(max(low, high - 2), high), chrome))
        )
        quality += head.quality
        marked += markers[start] != ""
        verbs += _has_verb(page, head, under_heading=under_heading)
        times += not page.timed.isdisjoint(head.stamps)
        apart += gaps[head.anchor] > 0
        stray += markers[start] == "" and _has_stray_mark(page, head, start)
    count = len(records)
    names_at_dates = sum(page.author_above(head.anchor)[0] > head.author for head, _, _ in records) if is_first else 0
    return {
        "name": quality / count - NAME_EXPECTED,
        "body": bodies / count - BODY_EXPECTED,
        "prose": prose / count,
        "links": links / count,
        "verbs": verbs / count,
        "times": times / count,
        "marks": marked / count if marked > MARKS_EXPECTED * count else 0.0,
        "gaps": (max(apart, count - apart) / count if is_above else 1.0) - 0.5,
        "stray marks": stray / count,
        "leftover": leftover / count,
        "name at the date": names_at_dates / count if names_at_dates >= max(TEASERS * count, MIN_LIST) else 0.0,
        "links inside": inside / count if not is_below and not is_first else 0.0,
        "torn": _torn(page, scheme, [head for head, _, _ in records], [start for _, start, _ in records]),
    }


def _body_lines(scheme: Scheme, record: tuple[Head, int, int]) -> range:
    """Return the content lines of a record's body, links and badges at its ends with it."""
    head, start, stop = record
    if scheme.body is Place.BELOW:
        return range(head.last + 1, stop)
    return range(
        start if scheme.author is not Place.FIRST else head.author + 1,
        head.author if scheme.author is Place.ABOVE else head.anchor,
    )


def _is_teaser(page: Content, scheme: Scheme, record: tuple[Head, int, int]) -> bool:
    """Tell a title or the cut beginning of a text from what somebody says: a line or two that end in the middle."""
    rows = [at for at in _body_lines(scheme, record) if page.shape[at] not in _CHROME and page.markers[at] != HEADING]
    if not rows or len(rows) > 2:
        return not rows
    text = page.texts[rows[-1]].rstrip(CLOSERS)
    if text.endswith(("…", "...")):
        return True
    last = text[-1:]
    return last.isdecimal() or last.islower() or last.isupper()


def _lists_people(
    page: Content,
    heads: Sequence[Head],
    heading: int,
    starts: Sequence[int],
    shares: Mapping[str, float],
    *,
    invited: bool,
) -> bool:
    """Tell comments that show no more than names, or not even these, from other lists.

    A heading right above has as many comments as there are items, or the items have names and links or a form below.
    """
    if heading < 0 or shares["prose"] < 0.5 or shares["body"] < BODIES - BODY_EXPECTED:
        return False
    named = [head for head in heads if head.author >= 0]
    if not named and "F" in page.shape[heading : starts[0]]:
        return False  # rules for those who write
    level = min(page.indents[start] for start in starts)
    marks = [page.markers[start] for start in starts if page.indents[start] == level]
    if len(set(marks)) > 1:
        return False
    count, top = len(heads), len(marks)
    declared = page.counts.get(heading, 0)
    if declared and (top <= declared <= count or count <= declared <= count + max(1, count // MISSING)):
        return True
    if page.shape[heading] != "H" or starts[0] - heading > NEAR or len(named) * 2 < count:
        return False
    short = sum(len(page.texts[head.author]) for head in named) <= MEAN_NAME * len(named)
    return short and (invited or shares["links"] >= 0.5)


def _talk(page: Content, heads: Sequence[Head], shares: Mapping[str, float], *, invited: bool) -> float:
    """Return how much the records look like people talking, 0 to 1: prose by several, with times of day."""
    distinct = len({line_key(_author_text(page, head)) for head in heads}) > 1
    dated = max(shares["times"], 0.8 * shares["marks"]) if invited else shares["times"]
    named = shares["name"] + NAME_EXPECTED >= 0.55
    return min((len(heads) - 1) / MAX_RECORDS, 1.0) * dated * shares["prose"] * distinct * named


def _doubts_without_heading(page: Content, heads: Sequence[Head], start: int, shares: Mapping[str, float]) -> float:
    """Return the doubts about records that no comments heading announces."""
    doubts = 0.0
    if len(heads) == 1 and not speaks_for_itself(page, heads[0]):
        doubts += 5.0
    if len(heads) == 2 and shares["verbs"] < 0.5:
        doubts += 2.5
    if "W" in page.shape[max(0, start - 3) : start]:
        doubts += 4.0  # a sidebar's box
    if shares["prose"] < 0.3:
        doubts += 1.5  # bodies like titles
    if not 0 <= page.first_prose < start:
        doubts += 1.0  # no article above
    authors = Counter(line_key(_author_text(page, head)) for head in heads)
    if len(heads) >= MIN_LIST and max(authors.values()) >= ONE_AUTHOR * len(heads):
        doubts += 3.0  # one author: posts
    return doubts


def _has_stray_mark(page: Content, head: Head, start: int) -> bool:
    """Tell whether a list mark stands on a line of the head that is not the record's first: the record starts there."""
    author, anchor = head.author, head.anchor
    return (author > start and page.markers[author] not in {"", HEADING}) or (
        anchor > start and page.markers[anchor] not in {"", HEADING}
    )


def speaks_for_itself(page: Content, head: Head) -> bool:
    """Tell a lone comment without a heading from a dateline: a list item or a colon, a verb of saying, and a time."""
    says = head.author >= 0 and page.shape[head.author] == "A" and bool(head.stamps)
    return says and (bool(page.markers[head.start]) or page.texts[head.author].endswith((":", "：")))


def ends_page(page: Content, scheme: Scheme, head: Head) -> bool:
    """Tell whether a lone name with a date and a time of day stands above the last lines of a page that is an article.

    Where the main text of a page is kept and nothing else, comments have lost heading, links and form.
    """
    if not 1 < page.size - head.last <= LAST_LINES + 1:
        return False
    last = page.shape[head.last + 1 :]
    return (
        scheme.author is Place.ABOVE
        and scheme.body is Place.BELOW
        and head.author >= 0
        and not last.strip("pts")
        and last[0] in "pt"
        and page.shape[head.author] == "s"
        and head.quality >= CLEAN_NAME
        and page.texts[head.author].count(" ") < MAX_WORDS
        and any(page.stamps[at].match.has_time for at in head.stamps)
        and any(page.stamps[at].match.is_complete_date for at in head.stamps)
        and page.shape.count("p", 0, head.start) >= ARTICLE
    )


def _has_counter(page: Content, rows: range, chrome: frozenset[str]) -> bool:
    """Tell whether one of the lines is a recurring one with a number in it: votes, likes, in any language."""
    return any("{n}" in text and text in chrome for text in page.plain[rows.start : rows.stop])


def _has_verb(page: Content, head: Head, *, under_heading: bool) -> bool:
    """Tell whether the head says that somebody says; "Posted by" says so only under a comments heading."""
    if head.author < 0:
        return False
    if page.shape[head.author] == "A" or page.shape[min(head.author + 1, page.size - 1)] == "y":
        return True
    return under_heading and not page.voiced.isdisjoint(head.stamps)


def _torn(page: Content, scheme: Scheme, run: Sequence[Head], starts: Sequence[int]) -> float:
    """Return the share of records whose date stands nearer to the neighbour's lines than to its own."""
    if scheme.author is Place.BELOW:
        return share([page.gaps[head.author] > page.gaps[head.start] for head in run])
    if scheme.body is Place.ABOVE:
        return share(
            [
                not page.markers[start] and page.gaps[start] < page.gaps[head.anchor]
                for head, start in zip(run[:-1], starts[1:], strict=True)
            ]
        )
    return 0.0


def unexplained_above(page: Content, start: int) -> float:
    """Count what stands between the first record and the heading, form or sorting links right above it.

    A sentence counts 1, words a quarter, and 2 a head that no record has.
    """
    count = 0.0
    for index in range(start - 1, max(-1, start - FORM_ABOVE_REACH), -1):
        letter = page.shape[index]
        if letter in "HTGF":
            return min(count, 4.0)
        count += 2.0 * (letter in "AMD") + (letter in "pt") + 0.25 * (letter == "s")
    return 0.0


def _edges(page: Content, scheme: Scheme, run: Sequence[Head]) -> float:
    """Weigh what follows the last anchor: a body where bodies stand below their anchor, else none."""
    index = run[-1].last + 1
    while index < page.size and index <= run[-1].last + 3 and page.shape[index] in "RVbK":
        index += 1
    follows = (
        index < page.size
        and page.gaps[index] <= 2
        and page.shape[index] in BODY_LETTERS
        and not (page.shape[index] == "s" and page.indents[index] < page.indents[run[-1].start])
    )
    prose = follows and page.shape[index] != "s"
    if scheme.body is Place.ABOVE:
        return EDGE if not follows else -EDGE if prose else -0.3 * EDGE
    return EDGE if prose else 0.3 * EDGE if follows else -EDGE


def _author_text(page: Content, head: Head) -> str:
    if head.author < 0:
        return ""
    stamp = page.stamps.get(head.author)
    if stamp is not None and stamp.name:
        return stamp.name
    return page.names.get(head.author, page.texts[head.author])
