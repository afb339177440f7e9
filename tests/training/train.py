"""Learn the weights of labels, headlines and bylines from pages with gold, and cross-validate them by site.

    python tests/training/train.py PAGES ... --changes transform.py --scorer score.py --date 2026-11-30

This writes ``weights.json`` of ``src/blogparse/labelling``, of ``sections`` (see `titles`) and of ``authorship`` (see
`bylines`) and, with --scorer, prints how pages are read by weights that have seen no page of their sites; the files
keep those figures.
PAGES are folders of pages in the form of the corpus (see `gold`), transform.py and score.py are the corpus's own.
Random pages of the theme writer are learnt from as well; without PAGES, from them alone. The same pages give the same
files, bit for bit.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, TypeVar
from unittest import mock

import confidences
import numpy as np
from bylines import BYLINES
from choices import learn_choice, learn_sure, taken_by
from ends import learn_ends
from examples import (
    CANONICAL,
    RETELLING,
    Dump,
    Example,
    Source,
    array,
    dumps_of,
    example_of,
    folds_of,
    load_changes,
    pages_of,
    random_pages,
)  # fmt: skip
from judged import Judged, judged_of
from perceptron import Ints, Labels, Learnt, learn
from rankings import train as train_ranking
from titles import TITLES

from blogparse import parse_post
from blogparse.labelling import LABELS, NAME_LABELS
from blogparse.labelling.chain import CHOICE, FORMAT, Chain, unpack
from blogparse.labelling.lines import SECOND, consistent, told_columns
from blogparse.labelling.sight import Columns, first_columns, further_columns
from blogparse.labelling.trees import unpack_trees
from blogparse.labelling.views import joined
from blogparse.thread.ends import TREES

LIBRARY: Final = Path(__file__).parents[2] / "src" / "blogparse"
OUTPUT: Final = LIBRARY / "labelling" / "weights.json"
FOLDS: Final = 5  # parts of the sites: what is right of readings is learnt from those by weights of the other parts
DRAFTS: Final = 3  # folds of the first labels that the second chain learns from
THREADLESS: Final = 2.5  # what an error on a page without a thread weighs
WRAPPED: Final = 0.3  # what names in a made-up template weigh
RARE: Final = 0.001  # what follows a label less often than this, and is followed so less often, never does
PARTS: Final = ("labels", "titles", "bylines", "confidence")
FIGURES: Final = ("det_f1", "whole", "thread_exact")

Packed = dict[str, Any]
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of pages")
    parser.add_argument("--changes", type=Path, help="the module that changes dumps (transform.py)")
    parser.add_argument("--scorer", type=Path, help="the module that scores a page (score.py): cross-validate with it")
    parser.add_argument("--renderer", default=CANONICAL, help="whose dumps are scored")
    parser.add_argument("--json", type=Path, help="where to write the score of each page, cross-validated")
    parser.add_argument("--date", default="", help="the date that the file names")
    parser.add_argument("--learn", nargs="+", default=PARTS, choices=PARTS, help="what to learn, in this order")
    parser.add_argument("--parts", type=Path, help="keep here what was learnt without each part, for the confidence")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if options.changes is not None:
        sys.path.insert(0, str(options.changes.parent))
    pages = pages_of(options.folders)
    parts = json.loads(options.parts.read_text("utf-8")) if options.parts is not None and options.parts.exists() else {}
    with mock.patch("blogparse.confidence.rating.probabilities", confidences.unrated):  # theirs may not fit any more
        if "labels" in options.learn:
            parts["labels"] = train_labels(pages, options)
        for part, ranked in (("titles", TITLES), ("bylines", BYLINES)):
            if part in options.learn and pages:
                parts[part] = train_ranking(ranked, pages, options)
    if options.parts is not None:
        options.parts.write_text(json.dumps(parts), "utf-8")
    if "confidence" in options.learn and pages and options.scorer is not None:
        if len(parts) < len(PARTS) - 1:
            parser.error("--learn confidence takes the parts of all others: learn them too, or give --parts")
        confidences.train(pages, options, {name: confidences.Parts(**part) for name, part in parts.items()})


def train_labels(pages: Sequence[Path], options: argparse.Namespace) -> Packed:
    """Learn the labels of lines from pages, and write their weights to where the library reads them.

    Return the folds of the sites, and with a scorer the chains that were learnt without each.
    """
    sources: list[Source] = [*pages, *random_pages().values()]
    with ProcessPoolExecutor(options.jobs) as pool:
        loaded = pool.map(partial(_examples, options.changes), sources, chunksize=8)
        examples = [example for made in loaded for example in made]
        tell(f"{len(pages)} pages, {len(examples)} dumps")
        folds = folds_of([e.site for e in examples], FOLDS)
        packed = learn_folds(examples, folds, options.jobs)
        judged = judge_all(pool, sources, options.changes, folds, packed)
    tell(f"{len(judged)} dumps with their readings")
    held = {
        "format": FORMAT,
        "date": options.date,
        "sets": {folder.name: len(pages_of([folder])) for folder in options.folders},
        "dumps": len(examples),
        "figures": {},
        "chains": packed[FOLDS],
    }
    fold_of = [folds[each.site] for each in judged]
    choices = [learn_choice(_others(judged, fold_of, fold)) for fold in range(FOLDS)]
    drafts = [unpack_trees(choice) for choice in choices]
    taken = [taken_by(drafts[fold], each) for fold, each in zip(fold_of, judged, strict=True)]
    held["chains"]["sure"] = learn_sure(judged, taken).packed()
    parts: list[Packed] = []
    if options.scorer is not None:
        for fold, choice in enumerate(choices):
            sure = learn_sure(_others(judged, fold_of, fold), _others(taken, fold_of, fold))
            ends = _learn_ends(_others(judged, fold_of, fold))
            parts.append({"chains": packed[fold] | {"sure": sure.packed()}, "trees": choice, "ends": ends})
        sites = {(e.group, e.page): e.site for e in examples}
        page_fold = {page: folds.get(sites.get((page.parent.name, page.name), ""), -1) for page in pages}
        held["figures"] = cross_validate(page_fold, parts, options)
    origin = {"date": options.date, "dumps": len(judged)}
    chosen, ended = ({**origin, "trees": trees} for trees in (learn_choice(judged), _learn_ends(judged)))
    for path, kept in ((OUTPUT, held), (OUTPUT.with_name(CHOICE), chosen), (LIBRARY / "thread" / TREES, ended)):
        path.write_text(json.dumps(kept, ensure_ascii=True, separators=(",", ":")) + "\n", "utf-8")
        tell(f"{path.name}: {path.stat().st_size} bytes")
    return {"folds": folds, **{kind: [part[kind] for part in parts] for kind in ("chains", "trees", "ends")}}


def _learn_ends(judged: Sequence[Judged]) -> Packed:
    return learn_ends([(each.page, each.is_changed, each.ends) for each in judged])


def _others(values: Sequence[T], fold_of: Sequence[int], fold: int) -> list[T]:
    """Return what is of other folds."""
    return [value for value, where in zip(values, fold_of, strict=True) if where != fold]


def tell(text: str) -> None:
    """Say how far the work is."""
    print(text, file=sys.stderr, flush=True)


def _dumps(changes: Path | None, source: Source, *, with_few: bool = False) -> Sequence[Dump]:
    return source if isinstance(source, list) else list(dumps_of(source, load_changes(changes), with_few=with_few))


def _examples(changes: Path | None, source: Source) -> list[Example]:
    return [example_of(dump) for dump in _dumps(changes, source)]


_shared: dict[str, Any] = {}  # what the processes that learn inherit: too large to be sent to each


def learn_folds(examples: Sequence[Example], folds: Mapping[str, int], jobs: int) -> list[Packed]:
    """Return the chains learnt without each fold, and behind them those learnt from all."""
    _shared.update(examples=examples, folds=folds)
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        return list(pool.map(_learn_fold, range(FOLDS + 1)))


def _learn_fold(fold: int) -> Packed:
    examples, folds = _shared["examples"], _shared["folds"]
    packed = {name: each.packed() for name, each in train([e for e in examples if folds[e.site] != fold]).items()}
    tell(f"learnt without part {fold + 1} of {FOLDS}" if fold < FOLDS else "learnt from all")
    return packed


def judge_all(
    pool: Executor, sources: Sequence[Source], changes: Path | None, folds: Mapping[str, int], packed: Sequence[Packed]
) -> list[Judged]:
    """Return the readings of all dumps by chains that have seen no page of their sites."""
    found = pool.map(partial(_judged, changes, folds, packed), sources, chunksize=8)
    return [each for made in found for each in made]


def _judged(changes: Path | None, folds: Mapping[str, int], packed: Sequence[Packed], source: Source) -> list[Judged]:
    made = []
    for dump in _dumps(changes, source, with_few=True):
        each = judged_of(dump, _chains(folds[dump.site], packed))
        if each is not None:
            made.append(each)
    return made


_unpacked: dict[int, dict[str, Chain]] = {}  # of each process


def _chains(fold: int, packed: Sequence[Packed]) -> dict[str, Chain]:
    if fold not in _unpacked:
        _unpacked[fold] = {name: unpack(chain) for name, chain in packed[fold].items()}
    return _unpacked[fold]


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
            told = consistent(draft, draft.emissions(example.first.T.tolist()))
            sight = Columns(example.sight)
            seen_twice = first_columns(sight) | further_columns(sight) | told_columns(sight, told, example.verdict)
            columns.append(array(joined(seen_twice, SECOND)))
            labels.append(example.labels)
        importance += weigh(own)
    second = learn(columns, labels, LABELS, transitions, importance)
    return {"first": first, "second": second, "names": train_names(examples)}


def train_names(examples: Sequence[Example]) -> Learnt:
    """Return the chain that cuts names out of their lines, as they stand and in other templates."""
    pages = [
        (lines, WRAPPED if is_wrapped or e.change.startswith(RETELLING) else 1.0)
        for e in examples
        for is_wrapped, lines in enumerate(e.names)
        if lines
    ]
    return learn(
        [columns for lines, _ in pages for columns, _ in lines],
        [labels for lines, _ in pages for _, labels in lines],
        NAME_LABELS,
        importance=[by * len(lines) ** -0.5 for lines, by in pages for _ in lines],
    )


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


def cross_validate(fold_of: Mapping[Path, int], parts: Sequence[Packed], options: argparse.Namespace) -> dict[str, Any]:
    """Return how the pages of each folder are read by weights that were learnt without their sites."""
    sys.path.insert(0, str(options.scorer.parent))
    scorer = importlib.import_module(options.scorer.stem)
    results: list[dict[str, Any]] = []
    for fold, part in enumerate(parts):
        chains = {name: unpack(held) for name, held in part["chains"].items()}
        own = [page for page, where in fold_of.items() if where == fold]
        with (
            mock.patch("blogparse.labelling.thread.load_weights", partial(dict, chains)),
            mock.patch("blogparse.labelling.thread.load_choice", return_value=unpack_trees(part["trees"])),
            mock.patch("blogparse.thread.ends.load_ends", return_value=unpack_trees(part["ends"])),
        ):
            results += scorer.run(parse_post, own, [options.renderer])
        tell(f"fold {fold + 1} of {FOLDS}: {len(own)} pages")
    if options.json is not None:
        options.json.write_text(json.dumps(results, default=str), "utf-8")
    groups = sorted({result["set"] for result in results})
    rows = [(group, scorer.aggregate([r for r in results if r["set"] == group])) for group in groups]
    print(scorer.table([*rows, ("ALL", scorer.aggregate(results))]))
    return {group: {key: round(float(row[key]), 4) for key in FIGURES} for group, row in rows}


if __name__ == "__main__":
    main()
