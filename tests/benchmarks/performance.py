"""Measure what a page costs, against making text of its HTML, and write `docs/performance.md`.

    python tests/benchmarks/performance.py

Needs what the extra ``test`` installs; a row of trafilatura is added where that is installed. Times are processor time,
the least of some runs, so that other work on the machine matters little; memory is read from ``/proc`` (Linux).
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

import themes
from blogparse import parse_post, warm_up
from dumpers import DUMPERS
from html_pages import html_page

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "performance.md"
PAGES: Final = 3 * len(themes.FAMILIES)
SITES: Final = 5  # of a crawl
RUNS: Final = 5
STARTS: Final = 5  # fresh processes

_START: Final = """
import time
{before}
start = time.process_time()
{work}
used = 1000 * (time.process_time() - start)
# The peak of this very process: what getrusage tells is inherited from the one that started it.
peak = next((line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), "nan")
print(used, float(peak) / 1024)
"""
_DEPENDENCIES: Final = "import attrs, regex, dateutil.parser, dateutil.tz, dateutil.relativedelta"
_ENGLISH: Final = "A walk\\n\\n1 comment\\n\\nAnn says:\\nMay 2, 2020 at 9:15 am\\n\\nLovely.\\n\\nReply\\n"


def each(work: Callable[[str], object], texts: Sequence[str], runs: int) -> list[float]:
    """Return the least milliseconds that each text took."""
    best = [float("inf")] * len(texts)
    for _ in range(runs):
        for at, text in enumerate(texts):
            start = time.process_time()
            work(text)
            best[at] = min(best[at], 1000 * (time.process_time() - start))
    return best


def start_of(work: str, before: str = "pass") -> tuple[float, float]:
    """Return the milliseconds that some code takes in a fresh process, and the process's memory in MB at its end."""
    code = _START.format(before=before, work=work)
    with tempfile.TemporaryDirectory() as folder:
        # An installed package has its bytecode beside it; here the first start writes it, and the others read it.
        kept = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        told = [
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=kept).stdout
            for _ in range(STARTS + 1)
        ]
    runs = [tuple(map(float, each.split())) for each in told[1:]]
    return min(run[0] for run in runs), median(run[1] for run in runs)


def main() -> None:
    """Measure, and write the page."""
    warm_up()
    render = DUMPERS["resiliparse"].dump
    pages = [html_page(seed) for seed in range(PAGES)]
    dumps = [render(page) for page in pages]
    families = sorted(themes.FAMILIES)[:SITES]
    crawl = [render(html_page(1000 + at, families[at * SITES // PAGES])) for at in range(PAGES)]
    new = each(parse_post, dumps, 1)
    rendered = each(render, pages, RUNS)
    again = each(parse_post, dumps, RUNS)
    crawled = each(parse_post, crawl, 1)
    rows = [
        ("resiliparse, HTML to text", rendered),
        ("`parse_post`, pages of themes not seen before", new),
        ("`parse_post`, the same pages again", again),
        (f"`parse_post`, a crawl: pages of {SITES} sites", crawled),
    ]
    if find_spec("trafilatura") is not None:
        from trafilatura import extract  # type: ignore[import-not-found, unused-ignore]

        rows.append(("trafilatura, HTML to text of the article and its comments", each(extract, pages, 1)))
    base = sum(rendered)
    table = "\n".join(
        f"| {name} | {sum(ms) / len(ms):.2f} | {sum(ms) / base:.1f} | {max(ms):.1f} |" for name, ms in rows
    )
    ratios = sorted(a / b for a, b in zip(again, rendered, strict=True))
    import_ms, _ = start_of("import blogparse", _DEPENDENCIES)
    english = start_of(f"parse_post({_ENGLISH!r}, languages=['en'])", "from blogparse import parse_post")
    unknown = start_of(f"parse_post({_ENGLISH!r})", "from blogparse import parse_post")
    DOCUMENT.write_text(
        TEXT.format(
            python=platform.python_version(),
            machine=platform.machine(),
            pages=PAGES,
            html=sum(map(len, pages)) // PAGES // 1000,
            text=sum(map(len, dumps)) // PAGES // 1000,
            table=table,
            worst=ratios[-1],
            middle=median(ratios),
            imports=import_ms,
            english=english,
            unknown=unknown,
        ),
        "utf-8",
    )


TEXT: Final = """# Performance

What a page costs, measured against what it costs to make text of its HTML. This page is written by
`python tests/benchmarks/performance.py`; here with Python {python} on one processor ({machine}).

{pages} pages of random themes, each with thirty comments: {html} kB of HTML, {text} kB of text.

| work | ms a page | against the renderer | slowest page, ms |
|---|---|---|---|
{table}

The renderer is C++, this library is Python. On one page after another `parse_post` takes {middle:.1f} times as long as
its rendering in the middle, {worst:.1f} times at worst.

| a fresh process | ms | memory, MB |
|---|---|---|
| `import blogparse`, beyond attrs, regex and dateutil | {imports:.0f} | |
| the first page, in English alone | {english[0]:.0f} | {english[1]:.0f} |
| the first page, in whatever language | {unknown[0]:.0f} | {unknown[1]:.0f} |

Time grows with the length of the dump: threads of 50,000 comments, replies 3,000 deep and lines of ten million
characters are read by `python -m pytest tests/benchmarks --benchmark-enable`.

A worker that reads many pages should call `blogparse.warm_up()` as it starts. Lines that recur (menus, links, headings)
are remembered, so that the pages of one site cost less than pages of many.
"""


if __name__ == "__main__":
    main()
