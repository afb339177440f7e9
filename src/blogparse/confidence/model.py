"""Evidence to probabilities: logistic regressions over columns of small numbers, and boosted trees for the thread.

What speaks against a thread hangs on who read it and on the rest of the page, and trees rank threads better; of
comments and fields a sum tells as much.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final

from blogparse.labelling import Chain, Trees, load_chains, load_trees

WEIGHTS: Final = "weights.json"
UNIT: Final = 48.0  # weights to one unit of log odds: they are within a signed byte
THREAD: Final = "thread"
TREES: Final = "thread.json"
TREE_UNIT: Final = 1000.0  # what leaves say, likewise
AS_IT_WAS: Final = 0  # the last column of the trees: whether a dump was changed on purpose, to learn from
DIGITS: Final = 3  # of a probability: more would say nothing, and differ between machines
_LEAST: Final = 0.001  # nothing is certain


@lru_cache(maxsize=1)
def load_models() -> Mapping[str, Chain]:
    """Return the weights of each model by its name, which lie beside this file: those of one label, "is right"."""
    return load_chains("blogparse.confidence", WEIGHTS)


@lru_cache(maxsize=1)
def load_thread() -> Trees:
    """Return the trees beside this file that tell how likely a thread is right."""
    return load_trees("blogparse.confidence", TREES)


def label_unit() -> float:
    """Return by what the scores of labels are divided to be logarithms of probabilities."""
    return float(load_models()["labels"].starts[0])


def probabilities(model: str, shared: Sequence[int], columns: Sequence[Sequence[int]] = ()) -> list[float]:
    """Return how likely things are right: what is `shared` by all, and for each sort of evidence a column of theirs.

    Without columns it is one thing.
    """
    if model == THREAD:
        return [_probability(load_thread().total([*shared, AS_IT_WAS]) / TREE_UNIT)]
    chain = load_models()[model]
    tables = chain.tables
    base = sum(map(dict.get, tables, shared, repeat(0)), chain.starts[0])
    told = [map(table.get, of, repeat(0)) for table, of in zip(tables[len(shared) :], columns, strict=True)]
    if not columns:
        return [_probability(base / UNIT)]
    return [_probability(sum(row, base) / UNIT) for row in zip(*told, strict=True)]


def _probability(odds: float) -> float:
    """Return a probability by the logarithm of its odds."""
    chance = 1.0 / (1.0 + math.exp(-odds))
    return round(min(max(chance, _LEAST), 1.0 - _LEAST), DIGITS)
