"""What a corpus holds, in numbers: counted page by page, in memory that grows with its names and not with its pages.

Pages come as `Post` or as mappings: rows with their comments inside, as ``blogparse.tables`` and its Parquet files have
them, or records as ``Post.to_dict`` writes them. Times are the wall clocks of the pages. The latency of a reply is
counted where both times are stated to the minute, and both with a zone or both without one: a day is no time to
measure hours from. Names are counted as pages show them; one name on two pages may be two persons.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, Final

import attrs

from blogparse.records import Post

_TIMED: Final = {"second", "minute"}
"""The precisions of which a latency can be told."""

_TENTHS: Final = 10


@attrs.define(slots=True)
class Statistics:
    """The counts of a corpus; `None` as a key is what is not known."""

    pages: int = 0
    threads: int = 0
    comments: int = 0
    replies: int = 0
    errors: Counter[str] = attrs.field(factory=Counter)
    """Pages that could not be parsed, by the code of their error."""
    kinds: Counter[str] = attrs.field(factory=Counter)
    months: Counter[tuple[int, int] | None] = attrs.field(factory=Counter)
    """Comments by year and month."""
    sizes: Counter[int] = attrs.field(factory=Counter)
    """Pages by their number of comments."""
    depths: Counter[int | None] = attrs.field(factory=Counter)
    """Threads by the depth of their deepest comment."""
    latencies: Counter[int | None] = attrs.field(factory=Counter)
    """Replies by the whole minutes after which they followed; negative where the page shows them earlier."""
    authors: Counter[str | None] = attrs.field(factory=Counter)
    """Comments by name, pingbacks aside."""
    doubts: Counter[str] = attrs.field(factory=Counter)
    """Pages by the code of a doubt about them."""
    languages: Counter[str | None] = attrs.field(factory=Counter)
    """Pages by the language of their furniture."""
    confidences: Counter[int | None] = attrs.field(factory=Counter)
    """Pages by the tenth in which the confidence in their thread lies: 0 for less than 0.1, 9 for 0.9 and more."""


@attrs.frozen(slots=True)
class _Comment:
    index: int
    parent: int | None
    depth: int | None
    author: str | None
    moment: datetime | None
    precision: str | None
    kind: str


def measure_corpus(pages: Iterable[Post | Mapping[str, Any]]) -> Statistics:
    """Return the counts of a corpus; each page is looked at once and let go.

    A mapping without a list of comments is a ValueError that says what is wanted.
    """
    counts = Statistics()
    for page in pages:
        counts.pages += 1
        if isinstance(page, Post):
            page = page.to_dict(lean=True)
        if page.get("error") is not None:
            counts.errors[str(page["error"]).partition(":")[0]] += 1
            continue
        comments = page.get("comments")
        if not isinstance(comments, list | tuple):
            raise ValueError(  # noqa: TRY004
                "statistics need pages with their comments: the table 'nested', or 'posts' with 'comments' beside it"
            )
        confidence = page.get("confidence")
        counts.confidences[None if confidence is None else min(int(confidence * _TENTHS), _TENTHS - 1)] += 1
        counts.languages[page.get("language")] += 1
        counts.doubts.update({*(page.get("doubts") or ()), *(doubt["code"] for doubt in page.get("diagnostics") or ())})
        _count_thread(counts, [_of_row(comment) for comment in comments])
    return counts


def _of_row(row: Mapping[str, Any]) -> _Comment:
    moment, offset = row.get("timestamp"), row.get("utc_offset")
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if moment is not None and offset is not None:
        moment = moment.replace(tzinfo=timezone(timedelta(seconds=offset)))
    return _Comment(
        row["index"], row.get("parent"), row.get("depth"), row.get("author"), moment, row.get("timestamp_precision"),
        row.get("kind", "comment"),
    )  # fmt: skip


def _count_thread(counts: Statistics, comments: Sequence[_Comment]) -> None:
    counts.sizes[len(comments)] += 1
    counts.comments += len(comments)
    if not comments:
        return
    counts.threads += 1
    counts.depths[max((c.depth for c in comments if c.depth is not None), default=None)] += 1
    by_index = {comment.index: comment for comment in comments}
    for comment in comments:
        moment = comment.moment
        counts.kinds[comment.kind] += 1
        counts.months[(moment.year, moment.month) if moment else None] += 1
        if comment.kind != "pingback":
            counts.authors[comment.author] += 1
        answered = by_index.get(comment.parent) if comment.parent is not None else None
        if answered is not None:
            counts.replies += 1
            counts.latencies[_latency(answered, comment)] += 1


def _latency(answered: _Comment, reply: _Comment) -> int | None:
    earlier, later = answered.moment, reply.moment
    if earlier is None or later is None or (earlier.utcoffset() is None) is not (later.utcoffset() is None):
        return None
    if not {answered.precision, reply.precision} <= _TIMED:
        return None
    return (later - earlier) // timedelta(minutes=1)
