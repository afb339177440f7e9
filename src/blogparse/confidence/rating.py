"""What a record is rated by, step for step: the thread, its comments, the fields of the post."""

from collections.abc import Sequence

import attrs

from blogparse.authorship import Credited, Dated
from blogparse.confidence.evidence import comment_columns, thread_columns
from blogparse.confidence.fields import byline_columns, date_columns, title_columns
from blogparse.confidence.model import probabilities
from blogparse.page import Page
from blogparse.records import Byline, Comment, FieldConfidence, Nesting


def rate_thread(
    page: Page, evidence: Sequence[int], nesting: Nesting, declared: int | None
) -> tuple[float, tuple[Comment, ...]]:
    """Return how likely the thread is exactly right, and its comments, each with the same of it.

    `evidence` is what the labelling saw of the reading, `declared` the number of comments that the page states.
    """
    columns = comment_columns(page) if page.comments else []
    shared = thread_columns(page, evidence, nesting, declared, columns)
    [chance] = probabilities("thread", shared)
    if not columns:
        return chance, ()
    each = probabilities("comment", shared, columns)
    return chance, tuple([attrs.evolve(c, confidence=told) for c, told in zip(page.comments, each, strict=True)])


def rate_fields(
    page: Page, published: Dated | None, credited: Sequence[Credited], byline: Byline | None, *, is_inferred: bool
) -> FieldConfidence:
    """Return how likely title, date and byline of the post are right; of one that is None, that the page has none."""
    [title] = probabilities("title", title_columns(page))
    [date] = probabilities("published", date_columns(page, published, credited))
    [author] = probabilities("byline", byline_columns(page, published, credited, byline, is_inferred=is_inferred))
    return FieldConfidence(title=title, published=date, byline=author)
