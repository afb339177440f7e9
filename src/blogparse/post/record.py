"""The post's own record: what the modules beside this one read of a page, put together, and what may be wrong with it.

Who and when are told by `authorship`, the text and what stands around it by `page`, the thread by `thread`. The order
matters in one place: the post's dateline has the zone and the day that times of comments rest on.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from blogparse.authorship import (
    Credited,
    Dated,
    find_byline,
    find_credits,
    find_published,
    find_spots,
    find_title_date,
    find_updated,
)
from blogparse.confidence import rate_fields, rate_thread
from blogparse.credits import EDGES
from blogparse.dates import TimestampMatch
from blogparse.layout import Induction
from blogparse.page import Page, find_body, find_neighbours, find_notes, find_openness, find_site, find_thread_page
from blogparse.post.inputs import find_wrong_input
from blogparse.post.topics import find_topics
from blogparse.records import Byline, Diagnostic, Layout, Nesting, Post
from blogparse.thread import Tree, build_comments

_WEAK: Final = {"chronology": "the order of the thread", "languages": "the language of the page"}
"""What tells the day from the month in most cases, and is a doubt all the same."""


def build_post(page: Page, evidence: Sequence[int]) -> Post:
    """Return the record of a page; `evidence` is what the labelling saw of its thread."""
    lines, letters, sectioning, induction = page.lines, page.letters, page.sectioning, page.induction
    title = " ".join(lines.texts[row] for row in sectioning.title if lines.texts[row]) or None
    spots = find_spots(page)
    credited = list(find_credits(page, spots))
    published = find_published(page, credited)
    if published is None and (match := find_title_date(page)) is not None:  # "2012-05-03 A walk", and no date but this
        published = Dated(match, range(sectioning.title.start, sectioning.title.stop))
        title = lines.texts[sectioning.title.start][match.end :].strip(EDGES)
    updated = find_updated(credited)
    notes = find_notes(lines, letters, sectioning, page.wrap)
    editors_note = next((note for note in notes if note.kind == "editor"), None)
    body = find_body(lines, letters, sectioning, page.wrap, page.words.captions)
    topics, topics_span = find_topics(page, credited)
    previous_post, next_post = find_neighbours(lines, letters, sectioning, page.words.neighbours)
    moment = page.times.resolve(published.match) if published is not None else None
    times = page.times._replace(
        zone=published.match.zone if published is not None else None,
        published=moment.date() if moment is not None else None,
    )
    tree = Tree(Nesting.NONE, (), ())
    if induction is not None:
        comments, tree = build_comments(lines, letters, induction, times, page.wrap)
        page = attrs.evolve(page, comments=comments)
    declared = find_declared(page, credited)
    confidence, comments = rate_thread(page, evidence, tree.evidence, declared)
    byline, is_inferred = find_byline(page, spots, credited, published)
    return Post(
        language=next(iter(page.times.languages), None), site=find_site(lines, letters, sectioning), title=title,
        published=moment, published_text=published.match.text if published is not None else None,
        published_precision=published.match.precision if published is not None else None,
        updated=times.resolve(updated.match) if updated is not None else None,
        updated_text=updated.match.text if updated is not None else None, byline=byline,
        editors_note=editors_note.text if editors_note is not None else None, notes=notes,
        body="\n\n".join(body.paragraphs), paragraphs=body.paragraphs, blocks=body.blocks, related=body.related,
        topics=topics, previous_post=previous_post, next_post=next_post,
        comments_open=find_openness(letters, sectioning), declared_comment_count=declared, comments=comments,
        nesting=tree.evidence, layout=_layout(induction), sections=sectioning.sections,
        diagnostics=tuple(find_doubts(page, published, byline if is_inferred else None, declared)),
        title_span=page.span(sectioning.title.start, sectioning.title.stop - 1) if sectioning.title else None,
        published_span=page.span(published.rows[0], published.rows[-1]) if published is not None else None,
        updated_span=page.span(updated.rows[0], updated.rows[-1]) if updated is not None else None,
        editors_note_span=editors_note.span if editors_note is not None else None, topics_span=topics_span,
        confidence=confidence,
        field_confidence=rate_fields(page, published, credited, byline, is_inferred=is_inferred),
    )  # fmt: skip


def find_declared(page: Page, credited: Sequence[Credited]) -> int | None:
    """Return the number of comments that the thread's heading declares, or else a credit line above the thread."""
    if page.induction is None:
        return None
    declared = page.letters.counts.get(page.induction.heading)
    if declared is None:
        counted = [line for line in credited if line.credits.count is not None and line.place != "below"]
        declared = max(counted, key=lambda line: line.weight).credits.count if counted else None
    return declared


def _layout(found: Induction | None) -> Layout | None:
    if found is None:
        return None
    return Layout(
        parts=found.template.parts, marker=found.marker, support=found.support, coverage=round(found.coverage, 4),
        score=round(found.score, 4),
    )  # fmt: skip


def find_doubts(
    page: Page, published: Dated | None, inferred: Byline | None, declared: int | None
) -> Iterator[Diagnostic]:
    """Yield what the record beside them may have wrong; `inferred` is a byline that no line of the page states."""
    yield from find_wrong_input(page.lines, page.letters.letters)
    yield from _dates_in_doubt(page, published)
    if inferred is not None:
        name = inferred.authors[0]
        yield Diagnostic("inferred-author", f"no line credits the post; the page is {name}'s", inferred.span)
    comments = page.comments
    induction = page.induction
    if induction is None:
        return
    found = sum(comment.kind != "pingback" for comment in comments)
    if declared is not None and declared not in {found, len(comments)}:
        yield Diagnostic(
            "declared-count", f"the page declares {declared} comments and shows {found}", page.span(induction.heading)
        )
    row = find_thread_page(page.lines, page.letters, page.sectioning)
    if row >= 0:
        yield Diagnostic("thread-page", f"the page leads to more comments: {page.lines.texts[row]}", page.span(row))
    if induction.runner_up is not None:
        name, score = induction.runner_up
        yield Diagnostic(
            "close-layout",
            f"another layout explains the thread almost as well: {name} ({score:.1f} against {induction.score:.1f})",
            page.span(induction.records[0].start, induction.records[-1].end - 1),
        )


def _dates_in_doubt(page: Page, published: Dated | None) -> Iterator[Diagnostic]:
    """Yield one doubt of each kind, at the first date that shows it."""
    dates = [(published.match, published.rows[0])] if published is not None else []
    if page.induction is not None:
        stamps = page.letters.stamps
        rows = [row for record in page.induction.records for row in record.stamps if row in stamps]
        dates += [(stamps[row].match, row) for row in rows]
    order = page.times.order
    swapped = next(((match, row) for match, row in dates if match.ambiguous), None)
    if swapped is not None and (order.dayfirst is None or order.evidence in _WEAK):
        match, row = swapped
        told = f"{_WEAK[order.evidence]} alone tells" if order.evidence in _WEAK else "nothing tells"
        yield Diagnostic("day-or-month", f"{told} day from month: {match.text}", page.span(row))
    shared = next(((match, row) for match, row in dates if match.zone is not None and _is_shared(page, match)), None)
    if shared is not None:
        match, row = shared
        yield Diagnostic("unknown-zone", f"several zones are called {match.zone}, or none is", page.span(row))


def _is_shared(page: Page, match: TimestampMatch) -> bool:
    moment = page.times.resolve(match)
    return moment is not None and moment.tzinfo is None
