"""How often title, date and byline are right where they are asserted at all: the precision of pages with gold.

    PYTHONPATH=src python tests/precision.py PAGES ... --scorer score.py [--renderer resiliparse] [--show]

PAGES are folders of pages in the form of the corpus; score.py is the corpus's own, and says what counts as right. For
each field stand the pages that are asked, the share that is right, how many say nothing, and the precision: the share
that is right of those asserted. --show names every page that is wrong.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from blogparse import Post, parse_post

FIELDS: Final = ("title", "date", "byline")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of pages")
    parser.add_argument("--scorer", type=Path, required=True, help="the module that scores a page (score.py)")
    parser.add_argument("--renderer", default="resiliparse", help="whose dumps are read")
    parser.add_argument("--show", action="store_true", help="name the pages that are wrong")
    options = parser.parse_args()
    sys.path.insert(0, str(options.scorer.parent))
    scorer = importlib.import_module(options.scorer.stem)
    told: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for folder in options.folders:
        for page in sorted(folder.iterdir()):
            for field, is_right, said in judge(page, options.renderer, scorer):
                told[folder.name, field].append((is_right, said is not None))
                if options.show and not is_right:
                    print(f"{folder.name} {page.name} {field}: {said!r}")
    print(f"{'set':12}{'field':8}{'asked':>6}{'right':>7}{'silent':>7}{'precision':>10}")
    for (group, field), each in told.items():
        right, said = sum(right for right, _ in each), sum(said for _, said in each)
        print(
            f"{group:12}{field:8}{len(each):6}{right / len(each):7.3f}{len(each) - said:7}{right / max(said, 1):10.3f}"
        )


def judge(page: Path, renderer: str, scorer: ModuleType) -> Iterator[tuple[str, bool, Any]]:
    """Yield of each field that a page's gold asks for whether it is right, and what was said; None for nothing."""
    dump = page / f"{renderer}.txt"
    if not dump.is_file():
        return
    gold = json.loads((page / "gold.json").read_text("utf-8"))
    shown = json.loads((page / "vis.json").read_text("utf-8")).get(renderer)
    if shown is None or "error" in shown:
        return
    post = parse_post(dump.read_bytes().decode("utf-8"))
    asked = scorer.score_page(gold, shown, scorer.adapt(post))["page"]
    for field, said in zip(FIELDS, _said(post), strict=True):
        if field in asked:
            yield field, bool(asked[field]), said


def _said(post: Post) -> tuple[str | None, str | None, str | None]:
    """Return what a record says in each field."""
    day = post.published.date().isoformat() if post.published is not None else None
    return post.title, day, "; ".join(post.byline.authors) if post.byline is not None else None


if __name__ == "__main__":
    main()
