"""Learn which candidate is the headline: a softmax over those of a page and "none of them", by many pages' gold titles.

Random pages in the themes of the tests are learnt from as well, so that what is plain there stays so. Pages whose gold
has no title stay out: some have one that only a reader of the whole site would call so. `train.py` runs this after the
labels of lines, as the candidates stand outside the threads that these find.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock

import attrs
import numba as nb
import numpy as np
from examples import array, dumps_of, folds_of, load_changes, pages_of, site_of
from perceptron import CLIPPED, SMALL, TOP, Index, Ints

from blogparse import parse_post
from blogparse.labelling import Chain, read_thread
from blogparse.labelling.chain import FORMAT, load_weights, pack, unpack
from blogparse.post.parse import read_layout
from blogparse.sections.headline import candidates
from blogparse.sections.ranking import columns_of
from blogparse.sections.repetition import Repetition
from blogparse.sections.survey import survey
from blogparse.text import wrap_width

OUTPUT: Final = Path(__file__).parents[2] / "src" / "blogparse" / "sections" / "weights.json"
CHANGES: Final = 4  # changed dumps of each page
DRAWN: Final = 300  # random pages in the themes of the tests
EPOCHS: Final = 12
RATE: Final = 0.1
DECAY: Final = 0.03
MARGIN: Final = 0.6  # by which a headline must be better than none: of what that gives up, three in four were wrong
LEAST: Final = 4  # a feature seen less often teaches chance
ENOUGH: Final = 0.8  # of the words in common: so much of a title is better than none, where none is whole
SEED: Final = 0
FIGURES: Final = ("page_title", "page_title_loose")
_WORD: Final = re.compile(r"\w+")


@attrs.frozen(eq=False)
class Choice:
    """The candidates of one dump: their features (a candidate a row), and which are the headline, if any."""

    site: str
    columns: Ints
    right: Sequence[bool]


def choices_of(page: Path, changes: Any) -> Iterator[Choice]:
    """Yield the candidates of a page in its dumps by all renderers, and in some changed ones."""
    for _, _, text, gold, _ in dumps_of(page, changes, CHANGES):
        chosen = choice_of(text, gold["title"] or "", site_of(page, gold))
        if chosen is not None:
            yield chosen


def drawn() -> Iterator[Choice]:
    """Yield the candidates of random pages in the themes of the tests, as two dumpers print them."""
    sys.path.append(str(Path(__file__).parents[1]))
    themes, dumpers = importlib.import_module("themes"), importlib.import_module("dumpers").DUMPERS
    for seed in range(DRAWN):
        rng = random.Random(seed)  # noqa: S311 - the same pages each time, no secret
        family, comments = rng.choice(sorted(themes.FAMILIES)), [None] * rng.choice((0, 2, 5))
        extras = rng.choice((*sorted(themes.FRAMES.values()), rng.sample(themes.EXTRAS, rng.randint(0, 6))))
        page = themes.draw_page(seed, family, comments, extras=extras)
        for dumper in ("outline", "flat"):
            text = dumpers[dumper].dump(themes.render_html(page))
            chosen = choice_of(text, page.article.title, f"drawn {seed}")
            if chosen is not None:
                yield chosen


def choice_of(text: str, title: str, site: str) -> Choice | None:
    """Return the candidates of a dump; None where its title is not known, or nothing could be one."""
    wanted = title_key(title)
    front = read_layout(text)
    if not wanted or not front.content.size:
        return None
    letters, induction = read_thread(front.content, front.induction)
    lines = front.content.lines
    seen = survey(lines, letters, induction, wrap_width(lines))
    found = candidates(seen)
    if not found:
        return None
    said = [seen.blocks.texts[at] for at in sorted(found)]
    right = [title_key(each) == wanted for each in said]
    if True not in right:
        right = [likeness(each, title) >= ENOUGH for each in said]
    return Choice(site, array(columns_of(seen, Repetition(seen), found)), right)


def title_key(text: str) -> str:
    """Return what of a title counts: its letters and digits, whatever the case."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def likeness(text: str, other: str) -> float:
    """Return the share of the words of two texts that they have in common."""
    words, others = (Counter(_WORD.findall(each.lower())) for each in (text, other))
    return 2 * (words & others).total() / max(1, words.total() + others.total())


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


def learn(choices: Sequence[Choice]) -> dict[str, Any]:
    """Return the weights of the ranking in the form in which they are kept, rounded to eight bits."""
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
    return pack(tables, [[0]], [-round(MARGIN * scale)])


def _load(changes: Path | None, page: Path) -> list[Choice]:
    return list(choices_of(page, load_changes(changes)))


def train(pages: Sequence[Path], options: argparse.Namespace) -> None:
    """Learn the ranking of headlines from pages, and write it to where the library reads it."""
    with ProcessPoolExecutor(options.jobs, initializer=load_weights.cache_clear) as pool:  # those just written
        loaded = pool.map(partial(_load, options.changes), pages, chunksize=8)
        choices = [choice for made in loaded for choice in made]
    choices += drawn()
    held = {
        "format": FORMAT,
        "date": options.date,
        "sets": {folder.name: len(pages_of([folder])) for folder in options.folders},
        "dumps": len(choices),
        "figures": cross_validate(choices, pages, options) if options.folds else {},
        "chains": {"headline": learn(choices)},
    }
    OUTPUT.write_text(json.dumps(held, ensure_ascii=True, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUTPUT.parent.name}/{OUTPUT.name}: {OUTPUT.stat().st_size} bytes", file=sys.stderr, flush=True)


def cross_validate(choices: Sequence[Choice], pages: Sequence[Path], options: argparse.Namespace) -> dict[str, Any]:
    """Return how the titles of each folder's pages are read by weights that were learnt without their sites."""
    sys.path.insert(0, str(options.scorer.parent))
    scorer = importlib.import_module(options.scorer.stem)
    sites = {page: site_of(page, json.loads((page / "gold.json").read_text("utf-8"))) for page in pages}
    folds = folds_of(list(sites.values()), options.folds)
    results: list[dict[str, Any]] = []
    for fold in range(options.folds):
        chain = unpack(learn([choice for choice in choices if folds.get(choice.site) != fold]))
        with mock.patch("blogparse.sections.ranking.load_ranking", partial(_same, chain)):
            own = [page for page in pages if folds[sites[page]] == fold]
            results += scorer.run(parse_post, own, [options.renderer])
    groups = sorted({result["set"] for result in results})
    rows = [(group, scorer.aggregate([r for r in results if r["set"] == group])) for group in groups]
    print(scorer.table([*rows, ("ALL", scorer.aggregate(results))]))
    return {group: {key: round(float(row[key]), 4) for key in FIGURES} for group, row in rows}


def _same(chain: Chain) -> Chain:
    return chain
