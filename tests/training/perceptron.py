"""Averaged perceptrons over sequences: the numbers of features in, the weights of a chain out.

Needs numpy and numba (the dependency group "training"); the library needs neither. The same examples in the same order
give the same weights, bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
import numba as nb
import numpy as np
import numpy.typing as npt

from blogparse.labelling.chain import NEVER, Chain, pack, unpack

SEED: Final = 0
EPOCHS: Final = 5  # twice as many change the scores by less than a hundredth
MARGIN: Final = 8.0  # by how much the right label must beat each wrong one in training: tried from 1 to 40
LEAST: Final = 3  # a feature seen less often teaches chance
LONGEST: Final = 1_000_000  # items of one sequence
TOP: Final = 127  # the largest weight that is kept: eight bits
CLIPPED: Final = 0.999  # quantile of the weights that is scaled to it
SMALL: Final = 2  # features all of whose scaled weights are smaller say nothing

IMPOSSIBLE: Final = -1e6

Ints = npt.NDArray[np.int32]
Labels = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float32]


@nb.njit(cache=True)
def _viterbi(weights: Any, follows: Any, starts: Any, items: Any, right: Any, margin: float, out: Any) -> float:
    n, templates = items.shape
    size = starts.shape[0]
    scores = np.zeros((n, size), np.float32)
    for i in range(n):
        for t in range(templates):
            feature = items[i, t]
            if feature > 0:
                for k in range(size):
                    scores[i, k] += weights[feature, k]
        if right[0] >= 0:
            for k in range(size):
                if k != right[i]:
                    scores[i, k] += margin
    back = np.zeros((n, size), np.int8)
    best = scores[0] + starts
    new = np.zeros(size, np.float32)
    for i in range(1, n):
        for k in range(size):
            came, value = 0, best[0] + follows[0, k]
            for j in range(1, size):
                other = best[j] + follows[j, k]
                if other > value:
                    came, value = j, other
            back[i, k] = came
            new[k] = value + scores[i, k]
        best[:] = new
    k = int(np.argmax(best))
    out[n - 1] = k
    for i in range(n - 1, 0, -1):
        k = back[i, k]
        out[i - 1] = k
    return float(best.max())


@nb.njit(cache=True)
def _learn(
    weights: Any, follows: Any, starts: Any, drift: Any, drift_follows: Any, drift_starts: Any,
    items: Any, bounds: Any, labels: Any, importance: Any, order: Any, margin: float, now: int,
) -> int:  # fmt: skip
    guess = np.zeros(LONGEST, np.int8)
    templates = items.shape[1]
    for e in order:
        first, stop = bounds[e], bounds[e + 1]
        rows, right = items[first:stop], labels[first:stop]
        _viterbi(weights, follows, starts, rows, right, margin, guess)
        by = importance[e]
        is_wrong = False
        for i in range(stop - first):
            g, r = guess[i], right[i]
            if g != r:
                is_wrong = True
                for t in range(templates):
                    feature = rows[i, t]
                    if feature > 0:
                        weights[feature, r] += by
                        weights[feature, g] -= by
                        drift[feature, r] += by * now
                        drift[feature, g] -= by * now
        if is_wrong:
            starts[right[0]] += by
            starts[guess[0]] -= by
            drift_starts[right[0]] += by * now
            drift_starts[guess[0]] -= by * now
            for i in range(1, stop - first):
                follows[right[i - 1], right[i]] += by
                follows[guess[i - 1], guess[i]] -= by
                drift_follows[right[i - 1], right[i]] += by * now
                drift_follows[guess[i - 1], guess[i]] -= by * now
        now += 1
    return now


@attrs.frozen(eq=False)
class Index:
    """The values that each template takes often enough, and the number of each as a feature."""

    values: list[Any]
    firsts: list[int]
    size: int

    @classmethod
    def of(cls, examples: Sequence[Any], least: int = LEAST) -> Index:
        """Return the index of all features that stand in some examples (items by templates) at least so often."""
        everything = np.concatenate(examples)
        values, firsts, size = [], [], 1
        for template in range(everything.shape[1]):
            found, counts = np.unique(everything[:, template], return_counts=True)
            values.append(found[counts >= least])
            firsts.append(size)
            size += len(values[-1])
        return cls(values, firsts, size)

    def numbered(self, example: Any) -> Ints:
        """Return the features of an example as numbers from 1; 0 is one that training has not seen."""
        result = np.zeros(example.shape, np.int32)
        for template, (known, first) in enumerate(zip(self.values, self.firsts, strict=True)):
            if len(known):
                at = np.searchsorted(known, example[:, template])
                at[at == len(known)] = 0
                result[:, template] = np.where(known[at] == example[:, template], at + first, 0)
        return result


@attrs.frozen(eq=False)
class Learnt:
    """What was learnt, before it is rounded."""

    index: Index
    weights: Floats
    follows: Floats
    starts: Floats

    def packed(self) -> dict[str, Any]:
        """Return the chain in the form in which it is kept, rounded to eight bits and without what says nothing."""
        said = np.abs(self.weights[self.weights != 0])
        scale = TOP / float(np.quantile(said, CLIPPED)) if said.size else 1.0
        rounded = np.clip(np.rint(self.weights * scale), -TOP, TOP).astype(int)
        tables = []
        for known, first in zip(self.index.values, self.index.firsts, strict=True):
            rows = rounded[first : first + len(known)]
            kept = np.abs(rows).max(axis=1, initial=0) >= SMALL
            tables.append(
                {int(value): row for value, row in zip(known[kept].tolist(), rows[kept].tolist(), strict=True)}
            )
        follows = np.where(self.follows < IMPOSSIBLE / 2, NEVER, np.rint(self.follows * scale)).astype(int).tolist()
        return pack(tables, follows, np.rint(self.starts * scale).astype(int).tolist())

    def chain(self) -> Chain:
        """Return the chain that the library would load."""
        return unpack(self.packed())


def learn(
    examples: Sequence[Ints],
    labels: Sequence[Labels],
    size: int,
    allowed: npt.NDArray[np.bool_] | None = None,
    importance: Sequence[float] | None = None,
    epochs: int = EPOCHS,
) -> Learnt:
    """Return what an averaged perceptron learns: wrong labels move the weights, the mean over time stays.

    `examples` hold a row an item and a column a template, `labels` the right label of each item out of `size`;
    ``allowed[a, b]`` says whether label b may follow label a.
    """
    index = Index.of(examples)
    items = np.concatenate([index.numbered(example) for example in examples])
    right = np.concatenate(labels).astype(np.int8)
    bounds = np.cumsum([0, *map(len, labels)])
    weights, follows, starts = (np.zeros(shape, np.float32) for shape in ((index.size, size), (size, size), (size,)))
    if allowed is not None:
        follows[~allowed] = IMPOSSIBLE
    drift, drift_follows, drift_starts = (np.zeros(part.shape, np.float64) for part in (weights, follows, starts))
    by = np.ones(len(labels), np.float32) if importance is None else np.asarray(importance, np.float32)
    shuffle = np.random.default_rng(SEED)
    now = 1
    for _ in range(epochs):
        order = shuffle.permutation(len(labels))
        now = _learn(
            weights, follows, starts, drift, drift_follows, drift_starts, items, bounds, right, by, order, MARGIN, now
        )
    means = (
        (part - moved / now).astype(np.float32)
        for part, moved in ((weights, drift), (follows, drift_follows), (starts, drift_starts))
    )
    return Learnt(index, *means)
