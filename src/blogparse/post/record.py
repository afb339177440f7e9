"""The post's own record: what the modules beside this one read of a page, put together, and what may be wrong with it.

Who and when are told by `attribution` and `byline`, the text by `body`, its `topics` by theirs, what stands around the
post by `frame` and the thread by `comments`. The order matters in one place: the post's dateline has the zone and the
day that times of comments rest on.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from blogparse.authorship import Credited, find_byline, find_credits, find_published, find_spots, find_updated
from blogparse.layout import Induction
from blogparse.page import Page, find_body, find_neighbours, find_notes, find_openness, find_site
from blogparse.post.doubts import find_doubts
from blogparse.post.topics import find_topics
from blogparse.records import Comment, Layout, Nesting, Post
from blogparse.thread import Tree, build_comments


def build_post(page: Page) -> Post:
    """Return the record of a page."""
    lines, letters, sectioning, induction = page.lines, page.letters, page.sectioning, page.induction
    title = " ".join(lines.texts[row] for row in sectioning.title if lines.texts[row]) or None
    spots = find_spots(page)
    credited = list(find_credits(page, spots))
    published = find_published(page, credited)
    updated = find_updated(credited)
    notes = find_notes(lines, letters, sectioning, page.wrap)
    editors_note = next((note for note in notes if note.kind == "editor"), None)
    body = find_body(lines, letters, sectioning, page.wrap, page.words.captions)
    topics, topics_span = find_topics(page, credited)
    previous_post, next_post = find_neighbours(lines, letters, sectioning, page.words.neighbours)
    moment = page.times.resolve(published.match) if published is not None else None
    times = attrs.evolve(
        page.times,
        zone=published.match.zone if published is not None else None,
        published=moment.date() if moment is not None else None,
    )
    comments: tuple[Comment, ...] = ()
    tree = Tree(Nesting.NONE, (), ())
    if induction is not None:
        comments, tree = build_comments(lines, letters, induction, times, page.wrap)
        page = attrs.evolve(page, comments=comments)
    declared = find_declared(page, credited)
    byline, is_inferred = find_byline(page, spots, credited, published)
    return Post(
        language=next(iter(page.times.languages), None),
        site=find_site(lines, letters, sectioning),
        title=title,
        published=moment,
        published_text=published.match.text if published is not None else None,
        published_precision=published.match.precision if published is not None else None,
        updated=times.resolve(updated.match) if updated is not None else None,
        updated_text=updated.match.text if updated is not None else None,
        byline=byline,
        editors_note=editors_note.text if editors_note is not None else None,
        notes=notes,
        body="\n\n".join(body.paragraphs),
        paragraphs=body.paragraphs,
        blocks=body.blocks,
        related=body.related,
        topics=topics,
        previous_post=previous_post,
        next_post=next_post,
        comments_open=find_openness(letters, sectioning),
        declared_comment_count=declared,
        comments=comments,
        nesting=tree.evidence,
        layout=_layout(induction),
        sections=sectioning.sections,
        diagnostics=tuple(find_doubts(page, published, byline if is_inferred else None, declared)),
        title_span=page.span(sectioning.title.start, sectioning.title.stop - 1) if sectioning.title else None,
        published_span=page.span(published.rows[0], published.rows[-1]) if published is not None else None,
        updated_span=page.span(updated.rows[0], updated.rows[-1]) if updated is not None else None,
        editors_note_span=editors_note.span if editors_note is not None else None,
        topics_span=topics_span,
    )


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
        parts=found.scheme.parts,
        marker=found.marker,
        support=found.support,
        coverage=round(found.coverage, 4),
        score=round(found.score, 4),
    )
