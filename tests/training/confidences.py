"""Learn how sure a record is, from readings by weights that had not seen their sites.

Readings by weights that have learnt a page by heart are right more often than those of pages met for the first time,
and what is learnt from them promises too much. So each page is read by the chains of the fold that its site is not in.
The corpus's own scorer says what of each record is right; a field that the gold does not have is right where the record
does not have it either.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock

import attrs
import numpy as np
from boosting import learn_chances
from examples import CANONICAL, RETELLING, Dump, dumps_of, example_of, folds_of, load_changes
from perceptron import TOP, Index, Ints
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from blogparse import parse_post
from blogparse.confidence.lines import marginals
from blogparse.confidence.model import AS_IT_WAS, THREAD, TREE_UNIT, TREES, UNIT
from blogparse.labelling import Chain, label_lines
from blogparse.labelling.chain import FORMAT, pack, unpack
from blogparse.labelling.trees import Trees, unpack_trees

OUTPUT: Final = Path(__file__).parents[2] / "src" / "blogparse" / "confidence" / "weights.json"
MODELS: Final = ("thread", "comment", "title", "published", "byline")
FIELDS: Final = {"title": "title", "date": "published", "byline": "byline"}  # the scorer's names, and the record's
FOLDS: Final = 5
CHANGES: Final = 6  # changed dumps of each page
CHANGED: Final = 0.1  # what one weighs: most are harder than real pages are
OTHERS: Final = 0.1  # what a dump by another renderer than the canonical one weighs
GROWN: Final = 200  # trees of the thread's model
BOOSTING: Final[dict[str, Any]] = {
    "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 40, "feature_fraction": 0.3, "lambda_l2": 10.0,
}  # fmt: skip
"""With four or eight leaves, or other seeds, sites left out are rated about as well."""
PENALTY: Final = 10.0  # from 10 to 30 sites left out are rated alike; 4 promises too much, 80 too little
A_PAGE: Final = 1.5  # what all dumps of a page weigh together
LEAST: Final = 12  # a sign seen less often teaches chance
STEPS: Final = 80
BINS: Final = 10
UNITS: Final = (15, 25, 40, 60, 80, 110, 150)  # the units of labels that are tried
EVERY: Final = 8  # pages: every eighth tells which is best
FLOOR: Final = 1e-6  # what the right label is likely at least: one line must not decide
SHARES: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@attrs.frozen(eq=False)
class Rated:
    """What is seen of things of one sort in one dump (a thing a row), and which of them are right."""

    model: str
    group: str
    site: str
    renderer: str
    is_changed: bool
    columns: Ints
    right: Sequence[bool]


@attrs.frozen(eq=False)
class Labelled:
    """The lines of one dump as the chain of labels saw them, and their right labels."""

    chain: Chain
    told: Sequence[tuple[int, ...]]
    right: Sequence[int]


Packed = Mapping[str, Any]


@attrs.frozen(eq=False)
class Parts:
    """What was learnt without each fold of the sites: the chains by name, trees, and which fold a site is in.

    `trees` choose among readings, `ends` among the ends of a thread's last text.
    """

    folds: Mapping[str, int]
    chains: Sequence[Mapping[str, Packed]]
    trees: Sequence[Packed] = ()
    ends: Sequence[Packed] = ()

    _unpacked: dict[int, dict[str, Chain]] = attrs.field(factory=dict, init=False)
    _trees: dict[int, tuple[Trees, Trees]] = attrs.field(factory=dict, init=False)

    def of(self, site: str) -> dict[str, Chain]:
        """Return the chains that have seen no page of a site."""
        fold = self.folds[site]
        if fold not in self._unpacked:
            self._unpacked[fold] = {name: unpack(chain) for name, chain in self.chains[fold].items()}
        return self._unpacked[fold]

    def grown(self, site: str) -> tuple[Trees, Trees]:
        """Return the trees that have seen no page of a site: those that choose readings, and those for ends."""
        fold = self.folds[site]
        if fold not in self._trees:
            self._trees[fold] = unpack_trees(self.trees[fold]), unpack_trees(self.ends[fold])
        return self._trees[fold]


@contextmanager
def reading_by(parts: Mapping[str, Parts], site: str) -> Iterator[None]:
    """Let the library read by what has seen no page of a site."""
    chains = {name: chain for part in parts.values() for name, chain in part.of(site).items()}
    choice, ends = parts["labels"].grown(site)
    with (
        mock.patch("blogparse.labelling.thread.load_weights", partial(dict, chains)),
        mock.patch("blogparse.labelling.thread.load_choice", return_value=choice),
        mock.patch("blogparse.thread.ends.load_ends", return_value=ends),
        mock.patch("blogparse.sections.ranking.load_ranking", return_value=chains["headline"]),
        mock.patch("blogparse.authorship.ranking.load_ranking", return_value=chains["byline"]),
    ):
        yield


class _Recorder:
    """Stands in for the probabilities, and keeps what they would be made of."""

    def __init__(self) -> None:
        self.seen: dict[str, Ints] = {}

    def __call__(self, model: str, shared: Sequence[int], columns: Sequence[Sequence[int]] = ()) -> list[float]:
        many = len(columns[0]) if columns else 1
        own = np.array(columns, np.int32).reshape(len(columns), many).T
        self.seen[model] = np.hstack([np.tile(np.array(shared, np.int32), (many, 1)), own])
        return [0.5] * many


def rated_of(dump: Dump, scorer: Any) -> Iterator[Rated]:
    """Yield what is seen of a dump's thread, comments and fields as they are read, beside what of them is right."""
    recorder = _Recorder()
    with mock.patch("blogparse.confidence.rating.probabilities", recorder):
        post = scorer.adapt(parse_post(dump.text))
    pairs: list[Mapping[int, int]] = []

    def align(*given: Any) -> Any:
        found = aligned(*given)
        pairs.append(found[0])
        return found

    aligned = scorer.align
    with mock.patch.object(scorer, "align", align):
        score = scorer.score_page(dump.gold, dump.shown, post)
    right: dict[str, dict[int, bool]] = {
        "thread": {0: score["thread_exact"] == 1 if score["n_gold"] else not score["fp"]}
    }
    comments = dump.gold["comments"]
    asked = [
        at
        for at, (comment, seen) in enumerate(zip(comments, dump.shown["comments"], strict=True))
        if comment["body"] is not None and seen["state"] == "visible" and comment["kind"] == "comment"
    ]
    whole = dict(zip(asked, score["whole"], strict=True))
    right["comment"] = {at: whole[to] == 1 for at, to in pairs[0].items() if to in whole}
    right["comment"] |= dict.fromkeys(score["fp_ids"], False)
    for name, field in FIELDS.items():
        given = post["authors" if name == "byline" else field]
        if name in score["page"]:
            right[field] = {0: score["page"][name] == 1}
        elif not dump.gold["authors" if name == "byline" else name]:
            right[field] = {} if given else {0: True}
    for model, of in right.items():
        if of:
            columns = recorder.seen[model]
            rows = sorted(of)
            yield Rated(
                model, dump.group, dump.site, dump.renderer, bool(dump.change), columns[rows], [of[row] for row in rows]
            )


def labelled_of(dump: Dump, labels: Mapping[str, Chain]) -> Labelled:
    """Return the lines of a dump as the chain of labels sees them, beside their right labels."""
    example = example_of(dump)
    labelling = label_lines(example.sight, example.verdict, labels)
    return Labelled(labelling.chain, labelling.told, example.labels.tolist())


def learn_unit(labelled: Sequence[Labelled]) -> Packed:
    """Return the unit in which scores of labels are logarithms of probabilities: the one that is least surprised."""

    def surprise(unit: int) -> float:
        return -sum(
            math.log(max(row[label], FLOOR))
            for page in labelled
            for row, label in zip(marginals(page.chain, page.told, unit), page.right, strict=True)
        )

    return pack([], [[0]], [min(UNITS, key=surprise)])


def learn(rated: Sequence[Rated]) -> dict[str, Any]:
    """Return the weights of one model in the form in which they are kept, rounded to eight bits."""
    index = Index.of([each.columns for each in rated], LEAST)
    numbers = np.concatenate([index.numbered(each.columns) for each in rated])
    right = np.concatenate([np.asarray(each.right, np.float64) for each in rated])
    shares = np.array([weigh(each) for each in rated])
    pages = sum(each.renderer == CANONICAL and not each.is_changed for each in rated)
    shares *= A_PAGE * pages / shares.sum()  # more dumps of the same pages are no more pages
    sizes = np.array([len(each.right) for each in rated])
    by = np.repeat(shares / sizes**0.5, sizes)  # comments of one dump tell the same story
    seen = numbers > 0
    signs = csr_matrix(
        (np.ones(int(seen.sum())), (np.repeat(np.arange(len(numbers)), seen.sum(1)), numbers[seen])),
        shape=(len(numbers), index.size),
    )

    # what was changed on purpose is harder than pages are: it teaches what to look at, and not how often that is right
    changed = np.repeat(np.array([float(each.is_changed) for each in rated]), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = signs @ weights[2:] + weights[0] + weights[1] * changed
        chance = 1.0 / (1.0 + np.exp(-scores))
        surprise = float(by @ (np.logaddexp(0.0, scores) - right * scores))
        slope = by * (chance - right)
        own = signs.T @ slope + PENALTY * weights[2:]
        penalty = PENALTY / 2 * float(weights[2:] @ weights[2:])
        return surprise + penalty, np.concatenate([[slope.sum(), slope @ changed], own])

    start = np.zeros(index.size + 2)
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    rounded = np.clip(np.rint(weights[2:] * UNIT), -TOP, TOP).astype(int)
    tables = []
    for known, first in zip(index.values, index.firsts, strict=True):
        own = rounded[first : first + len(known)]
        kept = own != 0  # small ones are many, and add up
        tables.append({int(v): [int(w)] for v, w in zip(known[kept].tolist(), own[kept].tolist(), strict=True)})
    return pack(tables, [[0]], [round(float(weights[0]) * UNIT)])


def grow(rated: Sequence[Rated]) -> dict[str, Any]:
    """Return the trees of the thread's model: the last column tells whether a dump was changed."""
    rows = np.vstack([np.append(each.columns[0], int(each.is_changed)) for each in rated])
    right = np.array([float(each.right[0]) for each in rated])
    return learn_chances(BOOSTING, GROWN, rows, right, np.array([weigh(each) for each in rated]), TREE_UNIT)


def grown_chances(held: Mapping[str, Any], columns: Ints) -> Any:
    """Return the probabilities that the library would give to threads."""
    trees = unpack_trees(held)
    return 1.0 / (1.0 + np.exp(-np.array([trees.total([*row, AS_IT_WAS]) for row in columns.tolist()]) / TREE_UNIT))


def weigh(rated: Rated) -> float:
    """Return what a dump weighs in learning beside the others of its page."""
    return CHANGED if rated.is_changed else 1.0 if rated.renderer == CANONICAL else OTHERS


def chances(held: Mapping[str, Any], columns: Ints) -> Any:
    """Return the probabilities that the library would give."""
    chain = unpack(held)
    told = [[table.get(v, 0) for v in column] for table, column in zip(chain.tables, columns.T.tolist(), strict=True)]
    return 1.0 / (1.0 + np.exp(-(np.sum(told, axis=0) + chain.starts[0]) / UNIT))


def reliability(chance: Any, right: Any) -> dict[str, Any]:
    """Return how probabilities compare with what is right: bins of equal size, their mean distance, the ranking."""
    order = np.argsort(-chance, kind="stable")
    bins = [
        {"count": len(part), "chance": _rounded(chance[part].mean()), "right": _rounded(right[part].mean())}
        for part in np.array_split(order[::-1], BINS)
        if len(part)
    ]
    error = sum(each["count"] * abs(each["chance"] - each["right"]) for each in bins) / max(1, len(chance))
    kept = {str(share): _rounded(right[order[: max(1, round(share * len(order)))]].mean()) for share in SHARES}
    share, error = _rounded(right.mean()), _rounded(error)
    return {"count": len(chance), "right": share, "error": error, "kept": kept, "bins": bins}


def _rounded(value: Any) -> float:
    return round(float(value), 4)


def cross_validate(rated: Sequence[Rated], folds: Mapping[str, int], *, is_thread: bool) -> dict[str, Any]:
    """Return how sure models that have not seen a site are of its dumps: of canonical ones, others, changed ones."""
    groups: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for fold in range(FOLDS):
        others = [each for each in rated if folds[each.site] != fold]
        told = partial(grown_chances, grow(others)) if is_thread else partial(chances, learn(others))
        for each in rated:
            if folds[each.site] == fold:
                kind = "changed" if each.is_changed else "canonical" if each.renderer == CANONICAL else "others"
                groups[kind].append((told(each.columns), np.asarray(each.right, float)))
    return {kind: reliability(*map(np.concatenate, zip(*pairs, strict=True))) for kind, pairs in sorted(groups.items())}


_parts: dict[str, Parts] = {}  # of each process: too large to be sent with each page


def share(parts: Mapping[str, Parts]) -> None:
    """Make chains known to this process."""
    _parts.update(parts)


def load(changes: Path | None, scorer: Path, page: Path) -> tuple[list[Rated], list[Labelled]]:
    """Return what is seen of all dumps of a page, and the lines of the canonical one."""
    sys.path.insert(0, str(scorer.parent))
    module = importlib.import_module(scorer.stem)
    rated: list[Rated] = []
    labelled: list[Labelled] = []
    for dump in dumps_of(page, load_changes(changes), CHANGES):
        if dump.change.startswith(RETELLING):
            continue  # a retold thread: the scorer asks for more than is known of it
        with reading_by(_parts, dump.site):
            rated += rated_of(dump, module)
        if dump.renderer == CANONICAL and not dump.change:
            labelled.append(labelled_of(dump, _parts["labels"].of(dump.site)))
    return rated, labelled


def unrated(model: str, shared: Sequence[int], columns: Sequence[Sequence[int]] = ()) -> list[float]:  # noqa: ARG001
    """Stand in for the probabilities while there are no weights that fit."""
    return [0.5] * (len(columns[0]) if columns else 1)


def train(pages: Sequence[Path], options: argparse.Namespace, parts: Mapping[str, Parts]) -> None:
    """Learn the models from readings of pages by chains that have not seen them, and write them for the library."""
    with ProcessPoolExecutor(options.jobs, initializer=share, initargs=(parts,)) as pool:
        made = list(pool.map(partial(load, options.changes, options.scorer), pages, chunksize=8))
    fit([each for rated, _ in made for each in rated], [each for _, lines in made for each in lines], pages, options)


def fit(
    rated: Sequence[Rated], labelled: Sequence[Labelled], pages: Sequence[Path], options: argparse.Namespace
) -> None:
    """Learn the models from what was read, and write them to where the library reads them."""
    folds = folds_of([each.site for each in rated], FOLDS)
    held: dict[str, Any] = {
        "format": FORMAT,
        "date": options.date,
        "sets": {folder.name: sum(page.parent == folder for page in pages) for folder in options.folders},
        "figures": {},
        "chains": {"labels": learn_unit(labelled[::EVERY])},
    }
    for model in MODELS:
        own = [each for each in rated if each.model == model]
        held["figures"][model] = cross_validate(own, folds, is_thread=model == THREAD)
        if model == THREAD:
            _write(TREES, {"date": options.date, "dumps": len(own), "trees": grow(own)})
        else:
            held["chains"][model] = learn(own)
        for kind, told in held["figures"][model].items():
            print(model, kind, {key: value for key, value in told.items() if key != "bins"}, flush=True)
    _write(OUTPUT.name, held)


def _write(file: str, held: Mapping[str, Any]) -> None:
    path = OUTPUT.with_name(file)
    path.write_text(json.dumps(held, ensure_ascii=True, separators=(",", ":")) + "\n", "utf-8")
    print(f"{path.parent.name}/{path.name}: {path.stat().st_size} bytes", file=sys.stderr, flush=True)
