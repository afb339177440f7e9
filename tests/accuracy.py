"""Write `docs/accuracy.md` from what the scorer measured.

    python tests/accuracy.py SCORER LEFT_OUT.json SHIPPED.json --date 2026-11-30

SCORER is the module that scored (``score.py``). LEFT_OUT is what ``tests/training/train.py --json`` wrote: every page
read by weights that have not seen its site. SHIPPED is what ``score.py blogparse:parse_post --renderer all --json``
wrote: the weights of the package, which have seen these pages.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from blogparse.language import available_languages, load_vocabulary

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "accuracy.md"
CANONICAL: Final = "resiliparse"
LEAST: Final = 3  # pages of a platform that has a line of its own
SETS: Final = {
    "pages": "real pages of many sites, and static copies of old blogs",
    "mirrors": "static copies of more old sites",
    "wordpress": "WordPress with ninety of its themes, in 45 locales",
    "engines": "eleven other engines",
}
THREADS: Final = {
    "comments": "gold_comments", "F1": "det_f1", "author": "author", "time": "ts", "whole": "whole",
    "thread": "thread_exact", "false": "neg_false_comments",
}  # fmt: skip
POSTS: Final = {"title": "page_title", "date": "page_date", "byline": "page_byline", "text": "page_body_f1"}

Result = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("left_out", type=Path)
    parser.add_argument("shipped", type=Path)
    parser.add_argument("--date", required=True, help="the day of the measurement")
    options = parser.parse_args()
    sys.path.insert(0, str(options.scorer.parent))
    scorer = importlib.import_module(options.scorer.stem)
    left_out = json.loads(options.left_out.read_text("utf-8"))
    shipped = json.loads(options.shipped.read_text("utf-8"))["pages"]
    canonical = [each for each in shipped if each["renderer"] == CANONICAL]
    made = [each for each in canonical if each["set"] in {"wordpress", "engines"}]
    text = TEXT.format(
        date=options.date,
        pages=len(left_out),
        sets="\n".join(f"- `{name}`: {said}" for name, said in SETS.items()),
        left_out=table(scorer, left_out, "set", THREADS),
        shipped=table(scorer, canonical, "set", THREADS | POSTS),
        renderers=table(scorer, shipped, "renderer", THREADS | POSTS),
        languages=table(scorer, made, "lang", THREADS, least=1),
        unmeasured=unmeasured(each["lang"] for each in made),
        platforms=table(scorer, canonical, "platform", THREADS),
    )
    DOCUMENT.write_text(text, "utf-8")


def unmeasured(languages: Iterable[str]) -> str:
    """Return the languages with a locale file that none of some pages speaks."""
    measured = {tag for language in languages for tag in load_vocabulary([language]).languages}
    return ", ".join(tag for tag in available_languages() if tag not in measured)


def table(scorer: Any, results: Sequence[Result], by: str, columns: dict[str, str], least: int = LEAST) -> str:
    """Return the figures of each group of results, and of all, as a table in Markdown."""
    groups = sorted({str(each[by]) for each in results})
    parts = {group: [each for each in results if str(each[by]) == group] for group in groups}
    rows = [(group, part) for group, part in parts.items() if len({each["id"] for each in part}) >= least]
    lines = [_row((by, "pages", *columns)), _row("---" for _ in range(len(columns) + 2))]
    for name, part in [*rows, ("all", list(results))]:
        figures = scorer.aggregate(part)
        lines.append(_row((name, str(len(part)), *(_written(figures[key]) for key in columns.values()))))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _written(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}".removeprefix("0")


TEXT: Final = """# Accuracy

How well threads and posts are read, measured on {date} on {pages} pages whose comments are known. This page is written
by `tests/accuracy.py` from what the scorer measured; no figure in it was typed.

{sets}

The pages are not part of the project. Whoever has pages of the same form measures them by the same commands, which the
head of `tests/accuracy.py` tells.

*F1* says how many comments are found and how few invented (a comment is found if eight tenths of its words are). Of the
comments found, *author*, *time* and *text* are right as often as their columns say. *whole* are comments of which
author, time, text and depth are all right, *thread* the pages of which every comment is so and none is missing or
invented. *false* counts comments on pages that have none.

## On sites that the weights have not seen

This is what to expect of a page from elsewhere. The sites are cut into five parts, and each part is read by weights
that were learnt from the other four. Words and rules were written with these pages in sight, so that even these figures
flatter a little: on pages that nobody had looked at they have been some points lower.

{left_out}

## With the weights of the package

These have seen all of the pages: they tell whether a change has broken something, not what to expect.

{shipped}

### By the renderer that made the text

{renderers}

### By language, WordPress and other engines

{languages}

No page here speaks {unmeasured}. Pages in their words are written at random, as for all languages, and each must read
back whole through every renderer: `tests/test_round_trip.py`.

### By platform

{platforms}

## Where it fails

Each class has a dump of its own under `fixtures/known_failures/`, as a test that is expected to fail.

- **Comments without dates and links.** Names and texts alone, as static copies of Disqus threads have them, repeat too
  little to be told from a text with headings.
- **No words and few comments.** Two or three comments whose buttons, headings and verbs are in no language that is
  known, without dates, are taken for text. Four of one form are found.
- **Heads that look like credits.** Comments of one person without a heading, between the author's box and the form,
  are taken for more lines about the article.
- **Names broken over lines**, first name above family name: the nearer line is taken for the whole name.
- **Names beside other words.** What stands in most heads of a page is cut from the names; what stands in one head alone
  ("Club member Jane Doe") stays, as a first name would.
- **Where a text ends.** Links below a comment that the words do not tell as links, and that stand below few of its
  comments, stay in the text; a signature line stays as well.
- **Lists of other articles** with authors, dates and first sentences below a page without comments are taken for a
  thread.
- **The title** where the page says no headline, or only in a list of links; **the byline** where a name stands
  nowhere near words that tell an author.
"""


if __name__ == "__main__":
    main()
