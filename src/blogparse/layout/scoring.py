"""Score a reading of a thread: how regular it is, what speaks for a thread, what speaks against one.

The sum has three parts. *Regularity* is what one record explains, by the table `PER_RECORD`, and grows with the
logarithm of the number of records: the tenth says less than the second. *Evidence* is what the page says of comments: a
heading, a declared number that fits, reply links, verbs of saying, times of day, a form. *Penalties* are for what a
thread would not have around it. Regularity counts in full only where there is evidence, since menus and lists of
articles are regular as well. The numbers were set by hand on pages of many themes; each stands beside its reason.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from blogparse.layout import penalties
from blogparse.layout.content import Content
from blogparse.layout.templates import ITEM, Header, Place, RecordTemplate
from blogparse.letters import COUNTING
from blogparse.text import HEADING

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
    "name at the date": -1.0,  # the first line is read as the name, but most dates have one right above them
    "links inside": -0.6,  # reply links between a body and the name below it: they close the record above
}
"""What one record of a reading is worth, by what share of the records shows it."""
MARKS_EXPECTED: Final = 0.7
FULL_EVIDENCE: Final = 3.0  # regularity counts in full where heading, links, verbs, times say that it is a thread
BELOW_HEADING: Final = 2.0  # "25 Responses" above the first record
BELOW_COUNTER: Final = 0.7  # "7 comments" among other words
COUNT_FITS: Final = 1.5  # the heading declares as many comments as there are records
ABOVE_FORM: Final = 1.0  # a comment form, or a notice that comments are closed, below the last record
BELOW_FORM: Final = 0.5
FORM_REACH: Final = 6  # content lines below the thread
LISTED: Final = 7.0  # a list of titles or excerpts is no thread, however regular and long
TEASERS: Final = 0.8  # share of the records with a body that breaks off; people forget a full stop now and then
ON_TITLES: Final = 0.5  # share of the heads that say "Jane on", and a title: they list the latest comments of a site
MUTE: Final = 4.0  # a lone record that nothing in it makes a comment


def score_reading(
    page: Content,
    template: RecordTemplate,
    heads: Sequence[Header],
    starts: Sequence[int],
    end: int,
    heading: int,
    chrome: frozenset[str],
) -> tuple[float, bool]:
    """Return how well the records explain the page as a thread; `THRESHOLD` is enough to be one.

    Tell as well whether the reading is clean: it leaves nothing that another reading of the same lines could explain
    better, as every record has a name and a body and the last body ends the thread.

    `starts` are the first content lines of the records, `end` the one after the last, `heading` that of the thread's
    heading or -1, `chrome` the lines that recur at the edges of bodies, numbers aside.
    """
    everything = list(zip(heads, starts, [*starts[1:], end], strict=True))
    # pingbacks and answers are no evidence: they look alike in every template
    chosen = [item for item in everything if not page.is_linking(item[0]) and not item[0].is_answer] or everything
    heads, starts = [item[0] for item in chosen], [item[1] for item in chosen]
    shares = _shares(page, template, chosen, chrome, under_heading=heading >= 0)
    count = len(heads)

    regularity = sum(PER_RECORD[name] * value for name, value in shares.items())
    evidence = 1.2 * shares["links"] + 1.2 * shares["verbs"] + 0.8 * shares["times"]
    if heading >= 0 and page.shape[heading] not in COUNTING:
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
    form_above = "F" in page.shape[max(0, starts[0] - penalties.FORM_ABOVE_REACH) : starts[0]]
    evidence += ABOVE_FORM * ("F" in below or "O" in below) + BELOW_FORM * form_above
    invited = "F" in below or form_above

    unexplained, edges = penalties.unexplained_above(page, starts[0]), penalties.score_edges(page, template, heads)
    penalty = 0.7 * unexplained - edges
    if shares["body"] + penalties.BODY_EXPECTED < 0.5:
        penalty += 3.0
    if shares["name"] + penalties.NAME_EXPECTED < 0.4:
        penalty += 2.0
    if template.anchors == ITEM and not penalties.lists_people(page, heads, heading, starts, shares, invited=invited):
        penalty += 8.0  # names alone do not make a thread: lists of terms, of people, of products look the same
        regularity = min(regularity, 0.0)  # however long they are
    if heading < 0:
        if shares["links"] < 0.5 and shares["verbs"] < 0.5:
            talk = penalties.share_of_talk(page, heads, shares, invited=invited)
            if template.body is Place.ABOVE and not (invited and shares["marks"]):
                talk = 0.0  # comments seldom end with their heads, lists of recent comments do
            evidence += 2.0 * talk
            penalty += 6.0 * (1.0 - talk)  # a list of articles is dated and signed as well
        penalty += penalties.penalty_without_heading(page, heads, starts[0], shares)
    if (
        count == 1
        and heading >= 0
        and not (shares["verbs"] or shares["times"] or "R" in page.shape[starts[0] : end + 1])
    ):
        # a date says nothing by itself: where a page has no comments, other things stand below heading and form
        is_fitting = template.body is Place.BELOW or page.counts.get(heading) == 1 or "F" in below
        penalty += MUTE * ("F" in page.shape[heading : starts[0]] or not is_fitting)
    if (
        count >= penalties.MIN_LIST
        and shares["verbs"] < 0.5
        and page.counts.get(heading) not in {count, len(everything)}
    ):
        spared = count - math.ceil(TEASERS * count) + 1  # records that are more, from which on it is no list of teasers
        said = (item for item in chosen if not penalties.is_teaser(page, template, item))
        penalty += LISTED * (sum(1 for _ in islice(said, spared)) < spared)
    if sum(page.is_on_title(head) or not head.quality for head in heads) >= ON_TITLES * count:
        penalty += 8.0
        regularity = min(regularity, 0.0)
    if any(page.shape[index] in "HO" and index in page.counts for index in range(end, min(end + 2, page.size))):
        penalty += 8.0  # counters below each post: an index of posts
    penalty += template.rarity
    strength = regularity * (1.0 + math.log2(count))
    is_clean = (
        heading >= 0
        and count > 1
        and not unexplained
        and edges > 0.0
        and shares["body"] >= 1.0 - penalties.BODY_EXPECTED
        and shares["name"] >= penalties.CLEAN_NAME - penalties.NAME_EXPECTED
        and not (shares["leftover"] or shares["stray marks"] or shares["links inside"])
    )
    return strength * min(evidence / FULL_EVIDENCE, 1.0) + evidence - penalty, is_clean


def _shares(
    page: Content,
    template: RecordTemplate,
    records: Sequence[tuple[Header, int, int]],
    chrome: frozenset[str],
    *,
    under_heading: bool,
) -> dict[str, float]:
    """Return what `PER_RECORD` asks: for each feature, the share of the records that show it."""
    shape, markers, gaps = page.shape, page.markers, page.gaps
    is_below, is_above, is_first = (
        template.body is Place.BELOW,
        template.author is Place.ABOVE,
        template.author is Place.FIRST,
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
        bodies += kinds.strip(penalties.CHROME) != ""
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
    least = max(TEASERS * count, penalties.MIN_LIST)
    names_at_dates = sum(page.author_above(head.anchor)[0] > head.author for head, _, _ in records) if is_first else 0
    return {
        "name": quality / count - penalties.NAME_EXPECTED, "body": bodies / count - penalties.BODY_EXPECTED,
        "prose": prose / count, "links": links / count, "verbs": verbs / count, "times": times / count,
        "marks": marked / count if marked > MARKS_EXPECTED * count else 0.0,
        "gaps": (max(apart, count - apart) / count if is_above else 1.0) - 0.5, "stray marks": stray / count,
        "leftover": leftover / count,
        "name at the date": names_at_dates / count if names_at_dates >= least else 0.0,
        "links inside": inside / count if not is_below and not is_first else 0.0,
    }  # fmt: skip


def _has_stray_mark(page: Content, head: Header, start: int) -> bool:
    """True if a list mark stands on a line of the head that is not the record's first: the record starts there."""
    author, anchor = head.author, head.anchor
    return (author > start and page.markers[author] not in {"", HEADING}) or (
        anchor > start and page.markers[anchor] not in {"", HEADING}
    )


def _has_counter(page: Content, rows: range, chrome: frozenset[str]) -> bool:
    """Return whether one of the lines is a recurring one with a number in it: votes, likes, in any language."""
    return any("{n}" in text and text in chrome for text in page.plain[rows.start : rows.stop])


def _has_verb(page: Content, head: Header, *, under_heading: bool) -> bool:
    """Return whether the head says that somebody says; "Posted by" says so only under a comments heading."""
    if head.author < 0:
        return False
    if page.shape[head.author] == "A" or page.shape[min(head.author + 1, page.size - 1)] == "y":
        return True
    return under_heading and not page.voiced.isdisjoint(head.stamps)
