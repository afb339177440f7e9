"""Learn the weights of the labelling and of the headlines from pages with gold, and cross-validate them by site.

    python tests/training/train.py PAGES ... --changes transform.py --folds 5 --scorer score.py --date 2026-11-30

This writes ``weights.json`` of ``src/blogparse/labelling`` and of ``src/blogparse/sections`` (see `titles`) and, with
--folds, prints how pages are read by weights that have seen no page of their sites; the files keep those figures. PAGES
are folders of pages in the form of the corpus (see `gold`), transform.py and score.py are the corpus's own. The same
pages give the same files, bit for bit. A folder of some two hundred pages of fifty sites already gives usable weights;
more kinds of pages help more than more of a kind.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock

import numpy as np
import titles
from examples import Example, array, examples_of, folds_of, load_changes, pages_of
from perceptron import Ints, Labels, Learnt, learn

from blogparse import parse_post
from blogparse.labelling import LABELS, NAME_LABELS
from blogparse.labelling.chain import FORMAT
from blogparse.labelling.lines import consistent, second_columns
from blogparse.labelling.sight import Columns

OUTPUT: Final = Path(__file__).parents[2] / "src" / "blogparse" / "labelling" / "weights.json"
DRAFTS: Final = 3  # folds of the first labels that the second chain learns from
THREADLESS: Final = 2.5  # what an error on a page without a thread weighs
RARE: Final = 0.001  # what follows a label less often than this, and is followed so less often, never does
FIGURES: Final = ("det_f1", "whole", "thread_exact")
CANONICAL: Final = "resiliparse"
PARTS: Final = ("labels", "titles")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of pages")
    parser.add_argument("--changes", type=Path, help="the module that changes dumps (transform.py)")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by site, in so many folds")
    parser.add_argument("--scorer", type=Path, help="the module that scores a page (score.py), for --folds")
    parser.add_argument("--renderer", default=CANONICAL, help="whose dumps are scored, for --folds")
    parser.add_argument("--only", type=int, help="one fold alone")
    parser.add_argument("--json", type=Path, help="where to write the score of each page, for --folds")
    parser.add_argument("--date", default="", help="the date that the file names")
    parser.add_argument("--learn", nargs="+", default=PARTS, choices=PARTS, help="what to learn, in this order")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if options.changes is not None:
        sys.path.insert(0, str(options.changes.parent))
    pages = pages_of(options.folders)
    if "labels" in options.learn:
        train_labels(pages, options)
    if "titles" in options.learn:
        titles.train(pages, options)


def train_labels(pages: Sequence[Path], options: argparse.Namespace) -> None:
    """Learn the labels of lines from pages, and write their weights to where the library reads them."""
    with ProcessPoolExecutor(options.jobs) as pool:
        loaded = pool.map(partial(_load, options.changes), pages, chunksize=8)
        examples = [example for made in loaded for example in made]
    print(f"{len(pages)} pages, {len(examples)} dumps", file=sys.stderr, flush=True)
    held = {
        "format": FORMAT,
        "date": options.date,
        "sets": {folder.name: len(pages_of([folder])) for folder in options.folders},
        "dumps": len(examples),
        "figures": {},
        "chains": {name: learnt.packed() for name, learnt in train(examples).items()},
    }
    write(held)
    if options.folds:
        held["figures"] = cross_validate(examples, pages, options)
        write(held)


def write(held: dict[str, Any]) -> None:
    """Write the weights to where the library reads them."""
    OUTPUT.write_text(json.dumps(held, ensure_ascii=True, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size} bytes", file=sys.stderr, flush=True)


def _load(changes: Path | None, page: Path) -> list[Example]:
    return list(examples_of(page, load_changes(changes)))


def train(examples: Sequence[Example]) -> dict[str, Learnt]:
    """Return the three chains: first labels of lines, second labels of lines, names."""
    transitions = allowed([example.labels for example in examples])
    first = learn([e.first for e in examples], [e.labels for e in examples], LABELS, transitions, weigh(examples))
    folds = folds_of([e.site for e in examples], DRAFTS)
    columns: list[Ints] = []
    labels: list[Labels] = []
    importance: list[float] = []
    for fold in range(DRAFTS):  # labels of pages that a chain has learnt by heart would teach the second to trust it
        others = [e for e in examples if folds[e.site] != fold]
        own = [e for e in examples if folds[e.site] == fold]
        seen, right = [e.first for e in others], [e.labels for e in others]
        draft = learn(seen, right, LABELS, transitions, weigh(others), epochs=3).chain()
        for example in own:
            told = consistent(draft, example.first.T.tolist())
            others_say = array(second_columns(Columns(example.sight), told, example.verdict))
            columns.append(np.hstack([example.first, others_say]))
            labels.append(example.labels)
        importance += weigh(own)
    second = learn(columns, labels, LABELS, transitions, importance)
    named = [e for e in examples if e.names]
    names = learn(
        [line for e in named for line, _ in e.names],
        [right for e in named for _, right in e.names],
        NAME_LABELS,
        importance=[len(e.names) ** -0.5 for e in named for _ in e.names],
    )
    return {"first": first, "second": second, "names": names}


def weigh(examples: Sequence[Example]) -> list[float]:
    """Return what each example weighs: a false thread is worse than a missed one."""
    return [1.0 if example.is_thread else THREADLESS for example in examples]


def allowed(labels: Sequence[Labels]) -> Any:
    """Return which label may follow which (True): those that do so in the examples, and not by accident."""
    counts = np.zeros((LABELS, LABELS))
    for told in labels:
        np.add.at(counts, (told[:-1], told[1:]), 1)
    share = np.maximum(
        counts / np.maximum(1, counts.sum(1, keepdims=True)), counts / np.maximum(1, counts.sum(0, keepdims=True))
    )
    may = share >= RARE
    may[0, 0] = True
    return may


def cross_validate(examples: Sequence[Example], pages: Sequence[Path], options: argparse.Namespace) -> dict[str, Any]:
    """Return how the pages of each folder are read by weights that were learnt without their sites."""
    sys.path.insert(0, str(options.scorer.parent))
    scorer = importlib.import_module(options.scorer.stem)
    folds = folds_of([e.site for e in examples], options.folds)
    sites = {(e.group, e.page): e.site for e in examples}
    results: list[dict[str, Any]] = []
    for fold in range(options.folds):
        if options.only is not None and fold != options.only:
            continue
        chains = {n: learnt.chain() for n, learnt in train([e for e in examples if folds[e.site] != fold]).items()}
        own = [page for page in pages if folds.get(sites.get((page.parent.name, page.name), "")) == fold]
        with mock.patch("blogparse.labelling.thread.load_weights", partial(dict, chains)):
            results += scorer.run(parse_post, own, [options.renderer])
        print(f"fold {fold + 1} of {options.folds}: {len(own)} pages", file=sys.stderr, flush=True)
    if options.json is not None:
        options.json.write_text(json.dumps(results, default=str), "utf-8")
    groups = sorted({result["set"] for result in results})
    rows = [(group, scorer.aggregate([r for r in results if r["set"] == group])) for group in groups]
    print(scorer.table([*rows, ("ALL", scorer.aggregate(results))]))
    return {group: {key: round(float(row[key]), 4) for key in FIGURES} for group, row in rows}


if __name__ == "__main__":
    main()
