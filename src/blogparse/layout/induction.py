"""Induce the layout: read the page by every template, and take the reading that explains it best."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, Self

from blogparse.layout import runs
from blogparse.layout.content import Content
from blogparse.layout.headers import find_headers
from blogparse.layout.penalties import unexplained_above
from blogparse.layout.records import (
    lifted,
    only_alike,
    only_regular,
    segments_above,
    with_answers,
    with_pingbacks,
    with_titles,
)
from blogparse.layout.scoring import score_reading
from blogparse.layout.templates import ITEM, TEMPLATES, Header, Place, RecordTemplate
from blogparse.letters import DATED, Letters
from blogparse.text import NO_ROW, Lines, Row

THRESHOLD: Final = 3.0  # evidence that a thread needs; one comment under a heading with a reply link has about 4
UNREAD: Final = 30.0  # for anchors of the run that a template cannot read: half of them are a regularity's worth
SHIFTED: Final = 4.0  # what a reading must be better by that takes the heads below texts for those of the next
SHIFTED_REACH: Final = 4  # content lines below the last record in which that head stands
CLOSE: Final = 0.9  # a runner-up with this share of the winner's score is worth a diagnostic
END_REACH: Final = 40  # lines from a lone date to the end of the page, of which the most may be blank
SURE: Final = 14.0  # a reading with this score has had no better rival on the pages of many themes
CLEAN: Final = 6.0  # nor has a clean one with this


class RecordLines(NamedTuple):
    """The rows of one record, `NO_ROW` where a part is not there.

    The record is ``[start, end)``, its body ``[body, body_end)``; `is_answer` tells that it stands inside the record
    above and answers it; `stamps` are the rows of its timestamp, two where a time stands below its date; `name` is the
    author's, where it has been cut out of its line.
    """

    start: Row
    end: Row
    author: Row
    stamps: tuple[Row, ...]
    body: Row
    body_end: Row
    is_answer: bool = False
    name: str | None = None


class Induction(NamedTuple):
    """What was induced: the template, the records in page order, where they start and end, and how sure it is."""

    template: RecordTemplate
    records: tuple[RecordLines, ...]
    heading: Row
    score: float
    support: int
    coverage: float
    marker: str | None
    runner_up: tuple[str, float] | None
    chrome: frozenset[str]


def induce_layout(page: Content) -> Induction | None:
    """Return the best reading of the page's thread, or None where nothing on it looks enough like one."""
    if not _may_hold_thread(page.letters.letters):
        return None
    readings = _ranked(page, _readings(page))
    if not readings or readings[0].score < THRESHOLD:
        return None
    best = readings[0]
    rival = next((r for r in readings[1:] if r.overlaps(best) and r.starts != best.starts), None)
    close = rival is not None and rival.score >= CLOSE * best.score
    return _induction(page, best, (rival.template.name, rival.score) if rival is not None and close else None)


def _may_hold_thread(shape: str) -> bool:
    """Return whether a page has a heading, somebody who says something, or dates enough for a thread without them."""
    if any(letter in shape for letter in "HhAy"):
        return True
    dates = [at for letter in DATED for at in (shape.find(letter), shape.rfind(letter)) if at >= 0]
    return bool(dates) and (min(dates) < max(dates) or len(shape) - max(dates) <= END_REACH)


class Reading(NamedTuple):
    """One template on one run of anchors, and how well it explains the page.

    `heads` and `starts` are those of the records, `end` is behind the last one, `heading` is the thread's or -1, all in
    content lines; `chrome` are the lines that recur at the edges of bodies, numbers aside (`without_digits`);
    `is_clean` tells that there is nothing that another reading could explain better, `is_shifted` that one more anchor
    ends the last text while a text stands above the first anchor.
    """

    template: RecordTemplate
    heads: tuple[Header, ...]
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

    def overlaps(self, other: Self) -> bool:
        """Return whether two readings share lines."""
        return self.starts[0] < other.end and other.starts[0] < self.end


def compare_readings(lines: Lines, letters: Letters) -> tuple[Reading, ...]:
    """Return the readings of the page's possible threads, the best first, for those who want to see what competed."""
    page = Content(lines, letters)
    return tuple(_ranked(page, _readings(page, every=True)))


def _ranked(page: Content, found: Iterable[Reading]) -> list[Reading]:
    """Return readings, the best first; a list before readings that see some of its items only, answers aside."""
    readings = sorted(found, key=lambda reading: -reading.rank)
    for at, reading in enumerate(readings):
        if reading.template.anchors == ITEM and reading.score >= THRESHOLD:
            level, starts = min(map(page.indents.__getitem__, reading.starts)), set(reading.starts)
            top = {start for start in starts if page.indents[start] == level}
            if all(starts >= set(better.starts) and not top <= set(better.starts) for better in readings[:at]):
                readings.insert(0, readings.pop(at))
            break
    return readings


def _readings(page: Content, *, every: bool = False) -> Iterator[Reading]:
    """Read the page by every template; where a reading is clean, only the items of its list are still compared."""
    done = range(0)
    known: frozenset[int] = frozenset()
    for template in TEMPLATES:
        if (template.anchors in {"D", "M"} and template.anchors not in page.shape) or (
            template.anchors == "DM" and not page.is_mixed
        ):
            continue
        heads = list(find_headers(page, template, done if template.anchors != ITEM else range(0)))
        for run in runs.find_runs(page, template, heads):
            if runs.is_hopeless(page, template, run) or (known and runs.is_known(page, run, known)):
                continue
            reading = _read(page, template, run)
            if reading is not None:
                if not every and _is_sure(page, reading):
                    done = range(reading.starts[0], reading.end)
                    known = known.union(reading.starts)
                yield reading


def _is_sure(page: Content, reading: Reading) -> bool:
    """True for a reading that no other can be better than, but for one that explains a text right above its records."""
    if reading.is_clean:
        return reading.score >= CLEAN
    return reading.score >= SURE and not unexplained_above(page, reading.starts[0])


def _read(page: Content, template: RecordTemplate, run: list[Header]) -> Reading | None:
    """Read a run of anchors by a template: settle the records, find the end, weigh the evidence."""
    unread = 0.0
    if template.body is Place.BELOW:
        run = with_titles(page, only_regular(page, with_answers(page, lifted(page, only_alike(page, run)))))
        run = with_pingbacks(page, template, run)
        starts = [head.start for head in run]
    else:
        first, anchors = run[0].anchor, len(run)
        run, starts = segments_above(page, template, run)
        if run and run[0].anchor != first and page.markers[starts[0]]:
            anchors -= 1  # the dateline of the post, above a list
        unread = 1.0 - len(run) / anchors
    if not run:
        return None
    heading = runs.heading_above(page, starts[0])
    if heading < 0:
        heading = runs.counter_above(page, run, starts[0])
    chrome = runs.recurring_chrome(page, template, run, starts)
    end = runs.end_of_thread(page, template, run, starts, chrome)
    score, is_clean = score_reading(page, template, run, starts, end, heading, chrome)
    score -= UNREAD * unread
    beyond = page.shape[run[-1].last + 2 : end + SHIFTED_REACH]
    is_shifted = (
        template.body is Place.BELOW
        and page.shape[run[-1].anchor] in beyond
        and unexplained_above(page, starts[0]) >= 1.0
    )
    return Reading(template, tuple(run), tuple(starts), end, heading, score, chrome, is_clean, is_shifted)


def _induction(page: Content, best: Reading, runner_up: tuple[str, float] | None) -> Induction:
    template = best.template
    records = []
    explained = 0
    for head, start, stop in zip(best.heads, best.starts, [*best.starts[1:], best.end], strict=True):
        if head.is_answer:
            body, body_end = start, head.anchor
        elif template.body is Place.BELOW:
            body, body_end = head.last + 1, stop
        elif template.author is Place.FIRST:
            body, body_end = head.author + 1, head.anchor
        elif template.author is Place.ABOVE:
            body, body_end = start, head.author
        else:
            body, body_end = start, head.anchor
        explained += stop - start
        records.append(
            RecordLines(
                start=page.rows[start],
                end=page.row_end(stop),
                author=page.rows[head.author] if head.author >= 0 else NO_ROW,
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
        template=template, records=tuple(records), heading=page.rows[best.heading] if best.heading >= 0 else NO_ROW,
        score=best.score, support=len(best.heads), coverage=explained / total if total else 0.0, marker=marker,
        runner_up=runner_up, chrome=best.chrome,
    )  # fmt: skip
