"""Evidence to probabilities: a logistic regression over columns of small numbers."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final

from blogparse.labelling import Chain, load_chains

WEIGHTS: Final = "weights.json"
UNIT: Final = 48.0  # weights to one unit of log odds: they are within a signed byte
DIGITS: Final = 3  # of a probability: more would say nothing, and differ between machines
_LEAST: Final = 0.001  # nothing is certain


@lru_cache(maxsize=1)
def load_models() -> Mapping[str, Chain]:
    """Return the weights of each model by its name, which lie beside this file: those of one label, "is right"."""
    return load_chains("blogparse.confidence", WEIGHTS)


def label_unit() -> float:
    """Return by what the scores of labels are divided to be logarithms of probabilities."""
    return float(load_models()["labels"].starts[0])


def probabilities(model: str, shared: Sequence[int], columns: Sequence[Sequence[int]] = ()) -> list[float]:
    """Return how likely things are right: what is `shared` by all, and for each sort of evidence a column of theirs.

    Without columns it is one thing.
    """
    chain = load_models()[model]
    tables = chain.tables
    base = sum(map(dict.get, tables, shared, repeat(0)), chain.starts[0])
    told = [map(table.get, of, repeat(0)) for table, of in zip(tables[len(shared) :], columns, strict=True)]
    if not columns:
        return [_probability(base)]
    return [_probability(sum(row, base)) for row in zip(*told, strict=True)]


def _probability(weight: float) -> float:
    chance = 1.0 / (1.0 + math.exp(-weight / UNIT))
    return round(min(max(chance, _LEAST), 1.0 - _LEAST), DIGITS)
