"""Learn which of a page's candidates is the one: a softmax over them and "none of them", by what many pages' gold says.

What is ranked says how its candidates are found (`Ranked`); learning and cross-validation are the same for all. Random
pages in the themes of the tests are learnt from as well, so that what is plain there stays so.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock

import attrs
import numba as nb
import numpy as np
from examples import Dump, Source, dumps_of, folds_of, load_changes, pages_of, random_pages, site_of
from perceptron import CLIPPED, SMALL, TOP, Index, Ints

from blogparse import parse_post
from blogparse.authorship import ranking as bylines
from blogparse.labelling.chain import FORMAT, load_weights, pack, unpack
from blogparse.sections import ranking as headlines

PACKAGE: Final = Path(__file__).parents[2] / "src" / "blogparse"
CHANGES: Final = 4  # changed dumps of each page
FOLDS: Final = 5
EPOCHS: Final = 12
RATE: Final = 0.1
DECAY: Final = 0.03
LEAST: Final = 4  # a feature seen less often teaches chance
SEED: Final = 0


@attrs.frozen(eq=False)
class Choice:
    """The candidates of one dump: their features (a candidate a row), and which are the right ones, if any."""

    site: str
    columns: Ints
    right: Sequence[bool]


@attrs.frozen
class Ranked:
    """Something that is ranked: the package with its weights, their name there, and how a dump's candidates are found.

    `margin` is by how much the best candidate must be better than none; `figures` are the scorer's columns that the
    file keeps.
    """

    package: str
    label: str
    margin: float
    figures: Sequence[str]
    choices_of: Callable[[Dump], Iterable[Choice]]

    @property
    def output(self) -> Path:
        """Where the library reads the weights."""
        return PACKAGE / self.package / "weights.json"


@nb.njit(cache=True)
def _fit(items: Any, bounds: Any, right: Any, orders: Any, size: int, rate: float, decay: float) -> Any:
    """Return the mean of the weights after each epoch: stochastic gradients of the softmax, with adaptive rates."""
    weights, squares, mean = np.zeros(size), np.ones(size), np.zeros(size)
    templates = items.shape[1]
    for epoch in range(orders.shape[0]):
        for each in orders[epoch]:
            first, many = bounds[each], bounds[each + 1] - bounds[each]
            scores = np.zeros(many + 1)  # the last: none of them
            for at in range(many):
                for template in range(templates):
                    scores[at] += weights[items[first + at, template]]
            told = np.exp(scores - scores.max())
            told /= told.sum()
            wanted = np.zeros(many + 1)
            for at in range(many):
                if right[first + at]:
                    wanted[at] = told[at]
            if wanted.sum() == 0.0:
                wanted[many] = 1.0
            wanted /= wanted.sum()
            for at in range(many):
                error = wanted[at] - told[at]
                if abs(error) < 1e-4:
                    continue
                for template in range(templates):
                    feature = items[first + at, template]
                    if feature > 0:
                        slope = error - decay * weights[feature]
                        squares[feature] += slope * slope
                        weights[feature] += rate * slope / np.sqrt(squares[feature])
        mean += weights
    return mean / orders.shape[0]


def learn(choices: Sequence[Choice], margin: float) -> dict[str, Any]:
    """Return the weights of a ranking in the form in which they are kept, rounded to eight bits."""
    index = Index.of([choice.columns for choice in choices], LEAST)
    items = np.concatenate([index.numbered(choice.columns) for choice in choices])
    right = np.array([each for choice in choices for each in choice.right])
    bounds = np.cumsum([0, *(len(choice.right) for choice in choices)])
    shuffle = np.random.default_rng(SEED)
    orders = np.array([shuffle.permutation(len(choices)) for _ in range(EPOCHS)])
    weights = _fit(items, bounds, right, orders, index.size, RATE, DECAY)
    scale = TOP / float(np.quantile(np.abs(weights[weights != 0]), CLIPPED))
    rounded = np.clip(np.rint(weights * scale), -TOP, TOP).astype(int)
    tables = []
    for known, first in zip(index.values, index.firsts, strict=True):
        own = rounded[first : first + len(known)]
        kept = np.abs(own) >= SMALL
        said = zip(known[kept].tolist(), own[kept].tolist(), strict=True)
        tables.append({int(value): [weight] for value, weight in said})
    return pack(tables, [[0]], [-round(margin * scale)])


def forget() -> None:
    """Forget the weights that were read: those just written are asked for next."""
    for load in (load_weights, headlines.load_ranking, bylines.load_ranking):
        load.cache_clear()


def _load(ranked: Ranked, changes: Path | None, source: Source) -> list[Choice]:
    dumps = source if isinstance(source, list) else dumps_of(source, load_changes(changes), CHANGES)
    return [choice for dump in dumps for choice in ranked.choices_of(dump)]


def train(ranked: Ranked, pages: Sequence[Path], options: argparse.Namespace) -> dict[str, Any]:
    """Learn a ranking from pages, and write it to where the library reads it.

    Return the folds of the sites, and with a scorer the ranking that was learnt without each.
    """
    with ProcessPoolExecutor(options.jobs, initializer=forget) as pool:
        sources: list[Source] = [*pages, *random_pages().values()]
        loaded = pool.map(partial(_load, ranked, options.changes), sources, chunksize=8)
        choices = [choice for made in loaded for choice in made]
    sites = {page: site_of(page, json.loads((page / "gold.json").read_text("utf-8"))) for page in pages}
    folds = folds_of(list(sites.values()), FOLDS)
    parts = [
        {ranked.label: learn([choice for choice in choices if folds.get(choice.site) != fold], ranked.margin)}
        for fold in range(FOLDS if options.scorer is not None else 0)
    ]
    page_fold = {page: folds[site] for page, site in sites.items()}
    held = {
        "format": FORMAT,
        "date": options.date,
        "sets": {folder.name: len(pages_of([folder])) for folder in options.folders},
        "dumps": len(choices),
        "figures": cross_validate(ranked, parts, page_fold, options) if parts else {},
        "chains": {ranked.label: learn(choices, ranked.margin)},
    }
    ranked.output.write_text(json.dumps(held, ensure_ascii=True, separators=(",", ":")) + "\n", "utf-8")
    size = ranked.output.stat().st_size
    print(f"{ranked.package}/{ranked.output.name}: {size} bytes", file=sys.stderr, flush=True)
    forget()
    return {"folds": folds, "chains": parts}


def cross_validate(
    ranked: Ranked, parts: Sequence[Mapping[str, Any]], fold_of: Mapping[Path, int], options: argparse.Namespace
) -> dict[str, Any]:
    """Return how each folder's pages are read by weights that were learnt without their sites."""
    sys.path.insert(0, str(options.scorer.parent))
    scorer = importlib.import_module(options.scorer.stem)
    results: list[dict[str, Any]] = []
    for fold, part in enumerate(parts):
        chain = unpack(part[ranked.label])
        with mock.patch(f"blogparse.{ranked.package}.ranking.load_ranking", return_value=chain):
            own = [page for page, where in fold_of.items() if where == fold]
            results += scorer.run(parse_post, own, [options.renderer])
    groups = sorted({result["set"] for result in results})
    rows = [(group, scorer.aggregate([r for r in results if r["set"] == group])) for group in groups]
    print(scorer.table([*rows, ("ALL", scorer.aggregate(results))]))
    return {group: {key: round(float(row[key]), 4) for key in ranked.figures} for group, row in rows}
