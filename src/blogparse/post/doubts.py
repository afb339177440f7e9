"""What a record may have wrong: the diagnostics beside it."""

from __future__ import annotations

from collections.abc import Iterator

from blogparse.authorship import Dated
from blogparse.dates import TimestampMatch
from blogparse.page import Page, find_thread_page
from blogparse.records import Byline, Diagnostic


def find_doubts(
    page: Page, published: Dated | None, inferred: Byline | None, declared: int | None
) -> Iterator[Diagnostic]:
    """Yield what the record beside them may have wrong; `inferred` is a byline that no line of the page states."""
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
    if page.times.dayfirst is None:
        swapped = next(((match, row) for match, row in dates if match.ambiguous), None)
        if swapped is not None:
            match, row = swapped
            yield Diagnostic("day-or-month", f"nothing tells day from month: {match.text}", page.span(row))
    shared = next(((match, row) for match, row in dates if match.zone is not None and _is_shared(page, match)), None)
    if shared is not None:
        match, row = shared
        yield Diagnostic("unknown-zone", f"several zones are called {match.zone}, or none is", page.span(row))


def _is_shared(page: Page, match: TimestampMatch) -> bool:
    moment = page.times.resolve(match)
    return moment is not None and moment.tzinfo is None
