"""The report: the statistics of a corpus in one HTML page with charts, without network and without script."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from blogparse.render.charts import Chart, render_bars, render_columns
from blogparse.render.html import shown
from blogparse.render.page import render_page
from blogparse.render.statistics import Statistics

_MOST_MONTHS: Final = 60  # columns that can be told apart at 400 pixels; a longer time is shown by years
_MOST_NAMES: Final = 20  # rows of a list that one reads
_HOUR: Final = 60  # minutes
_DAY: Final = 24 * _HOUR
_LATENCIES: Final[Sequence[tuple[str, int | None, int | None]]] = (
    ("before it", None, 0),
    ("under a minute", 0, 1),
    ("under 10 minutes", 1, 10),
    ("under an hour", 10, _HOUR),
    ("under 6 hours", _HOUR, 6 * _HOUR),
    ("under a day", 6 * _HOUR, _DAY),
    ("under a week", _DAY, 7 * _DAY),
    ("under 30 days", 7 * _DAY, 30 * _DAY),
    ("30 days and more", 30 * _DAY, None),
)


def render_report(counts: Statistics, *, title: str = "Statistics of a corpus") -> str:
    """Return a page that shows the counts of `measure_corpus`, each as a chart with its numbers as a table."""
    body = "".join(
        [
            f"<header><h1>{shown(title)}</h1></header><main>",
            _summary(counts),
            _over_time(counts.months),
            *(render_bars(chart) for chart in _charts(counts)),
            "</main>",
        ]
    )
    return render_page(title, body, styles=("report.css",))


def _summary(counts: Statistics) -> str:
    kinds = ", ".join(f"{counts.kinds[kind]:,} {kind}" for kind in sorted(counts.kinds) if kind != "comment")
    values = {
        "pages": f"{counts.pages:,}",
        "of them with a thread": f"{counts.threads:,}",
        "not parsed": f"{counts.errors.total():,}",
        "comments": f"{counts.comments:,}" + (f" ({kinds})" if kinds else ""),
        "replies to a comment": f"{counts.replies:,}",
        "names": f"{len(counts.authors) - (None in counts.authors):,}",
    }
    return "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in values.items()) + "</dl>"


def _over_time(months: Counter[tuple[int, int] | None]) -> str:
    known = sorted(month for month in months if month is not None)
    note = _left_out(months[None], "comments have no time") if None in months else ""
    if not known:
        return render_columns(Chart("Comments over time", "comments", (), note))
    first, last = (year * 12 + month - 1 for year, month in (known[0], known[-1]))
    values: list[tuple[str, int]]
    if last - first < _MOST_MONTHS:
        values = [(f"{at // 12:04}-{at % 12 + 1:02}", months[at // 12, at % 12 + 1]) for at in range(first, last + 1)]
        return render_columns(Chart("Comments by month", "comments", values, note))
    years: Counter[int] = Counter()
    for year, month in known:
        years[year] += months[year, month]
    shown_years = range(known[0][0], known[-1][0] + 1)
    if len(shown_years) > _MOST_MONTHS:  # a wrong date or two; the years without comments are left out then
        shown_years = sorted(years)  # type: ignore[assignment]
        note = f"{note} Years without comments are left out.".strip()
    values = [(f"{year}", years[year]) for year in shown_years]
    return render_columns(Chart("Comments by year", "comments", values, note))


def _charts(counts: Statistics) -> Iterator[Chart]:
    yield Chart("Comments on a page", "pages", _doubling(counts.sizes))
    depths = sorted(depth for depth in counts.depths if depth is not None)
    yield Chart(
        "Depth of threads",
        "threads",
        [(f"{depth}", counts.depths[depth]) for depth in depths],
        _left_out(counts.depths[None], "threads show no evidence of depth"),
    )
    yield Chart(
        "Time from a comment to a reply",
        "replies",
        [(name, _between(counts.latencies, least, below)) for name, least, below in _LATENCIES]
        if any(latency is not None for latency in counts.latencies)
        else (),
        _left_out(counts.latencies[None], "replies do not state both times to the minute"),
    )
    yield Chart(
        "Busiest authors",
        "comments",
        _most({name: count for name, count in counts.authors.items() if name is not None}),
        "Names as the pages show them. " + _left_out(counts.authors[None], "comments show no name"),
    )
    yield Chart(
        "How sure the threads are",
        "pages",
        [(f"0.{at} to {(at + 1) / 10}", counts.confidences[at]) for at in range(10)]
        if any(at is not None for at in counts.confidences)
        else (),
        "The probability that a page's thread, also an empty one, is exactly right. "
        + _left_out(counts.confidences[None], "pages do not say"),
    )
    yield Chart("Doubts", "pages", _most(counts.doubts))
    yield Chart(
        "Languages",
        "pages",
        _most({tag: count for tag, count in counts.languages.items() if tag is not None}),
        _left_out(counts.languages[None], "pages show no language"),
    )
    if counts.errors:
        yield Chart("Not parsed", "pages", _most(counts.errors))


def _most(counter: dict[str, int]) -> list[tuple[str, int]]:
    """Return the largest counts; among equals, names in their order, so that the same corpus gives the same page."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:_MOST_NAMES]


def _between(latencies: Counter[int | None], least: int | None, below: int | None) -> int:
    return sum(
        count
        for minutes, count in latencies.items()
        if minutes is not None and (least is None or minutes >= least) and (below is None or minutes < below)
    )


def _doubling(sizes: Counter[int]) -> list[tuple[str, int]]:
    """Return sizes in classes that double: 0, 1, 2 to 3, 4 to 7 ..."""
    classes: Counter[int] = Counter()
    for size, count in sizes.items():
        classes[size.bit_length()] += count
    return [(_class_name(at), classes[at]) for at in range(max(classes, default=-1) + 1)]


def _class_name(bits: int) -> str:
    least, most = 1 << bits >> 1, (1 << bits) - 1
    return f"{least}" if least >= most else f"{least} to {most}"


def _left_out(count: int, words: str) -> str:
    return f"{count:,} {words}." if count else ""
