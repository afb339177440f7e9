"""A linear chain: what the features of each item say for each label, and which label follows which.

The weights were learnt from many pages by averaged perceptrons (``tests/training``) and are data beside this file. What
a feature says for all labels is one integer with a field of `FIELD` bits a label, so that one addition adds for all
labels at once; the best sequence is found by Viterbi's algorithm within a beam.
"""

import base64
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise, repeat
from operator import getitem
from typing import Any, Final

import attrs

from blogparse.labelling.trees import Trees, load_trees

FIELD: Final = 16  # bits of a label's sum: 250 templates with weights of eight bits fit
_HALF: Final = 1 << (FIELD - 1)
BEAM: Final = 1400  # labels worse than the best so far by more than this are given up: some ten weights
NEVER: Final = -(10**6)  # no sum of weights outweighs it
_UNREACHED: Final = NEVER * 1000
FORMAT: Final = 1
"""The version of the file and of the templates: weights of another version cannot be read."""
WEIGHTS: Final = "weights.json"
CHOICE: Final = "choice.json"


@attrs.frozen(eq=False)
class Chain:
    """The weights of a chain: for each template a table from values to packed weights, and those of neighbours.

    ``follows[a][b]`` is what label b behind label a is worth, `NEVER` where that cannot be.
    """

    tables: Sequence[dict[int, int]]
    follows: Sequence[Sequence[int]]
    starts: Sequence[int]

    @cached_property
    def _form(self) -> struct.Struct:
        return struct.Struct(f"<{len(self.starts)}H")

    @cached_property
    def _bounded(self) -> list[list[int]]:
        """What each label behind each other is worth, as a large loss where it cannot be."""
        return [[max(weight, -BEAM) for weight in row] for row in self.follows]

    @cached_property
    def _steps(self) -> dict[frozenset[int], tuple[list[list[tuple[int, int]]], list[int]]]:
        return {}

    def _steps_without(self, barred: frozenset[int]) -> tuple[list[list[tuple[int, int]]], list[int]]:
        """Return which labels may follow each, with what that is worth, and the labels; without those barred."""
        if barred not in self._steps:
            labels = [label for label in range(len(self.starts)) if label not in barred]
            follows = [[(after, row[after]) for after in labels if row[after] > NEVER // 2] for row in self.follows]
            self._steps[barred] = follows, labels
        return self._steps[barred]

    def emissions(self, columns: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
        """Return what the features of each item say for each label."""
        told = [map(table.get, column, repeat(0)) for table, column in zip(self.tables, columns, strict=True)]
        return self.spread(map(sum, zip(*told, strict=True)))

    def spread(self, sums: Iterable[int]) -> list[tuple[int, ...]]:
        """Return sums of packed weights as what they say for each label."""
        bias = sum(_HALF << (FIELD * label) for label in range(len(self.starts)))
        spread, width = self._form.unpack, self._form.size
        return [spread((told + bias).to_bytes(width, "little")) for told in sums]

    def total(self, values: Sequence[int]) -> int:
        """Return what one item's features and the start say for the label of a chain that has one."""
        return sum(map(dict.get, self.tables, values, repeat(0)), self.starts[0])

    def best(
        self, told: Sequence[tuple[int, ...]], forbidden: Iterable[int] = (), beam: int = BEAM
    ) -> tuple[list[int], int]:
        """Return the best labels for what the items' features say, and their score; `forbidden` labels are none."""
        follows, labels = self._steps_without(frozenset(forbidden))
        alive = [(self.starts[label] + told[0][label], label) for label in labels]
        origins: list[list[int]] = []
        size = len(self.starts)
        for items in told[1:]:
            least = max(alive)[0] - beam
            # nothing can follow nothing: so no beam ends in the middle
            kept = [(score, label) for score, label in alive if score >= least or not label]
            if len(kept) == 1:  # as in most lines that are no part of a comment
                score, label = kept[0]
                origins.append([label] * size)
                alive = [(score + weight + items[after], after) for after, weight in follows[label]]
            else:
                scores, origin = [_UNREACHED] * size, [0] * size
                for score, label in kept:
                    for after, weight in follows[label]:
                        if score + weight > scores[after]:
                            scores[after], origin[after] = score + weight, label
                origins.append(origin)
                alive = [(scores[label] + items[label], label) for label in labels if scores[label] > _UNREACHED]
            if not alive and beam == BEAM:  # what was best so far leads nowhere
                return self.best(told, forbidden, beam=-NEVER * len(told))
        # behind the last item is what label 0 stands for: nothing
        score, label = max((each for each in alive if self.follows[each[1]][0] > NEVER // 2), default=max(alive))
        path = [label]
        for origin in reversed(origins):
            path.append(origin[path[-1]])
        return path[::-1], score

    def score(self, told: Sequence[tuple[int, ...]], labels: Sequence[int]) -> int:
        """Return the score of given labels, as `best` counts it; steps that cannot be count as a large loss each."""
        steps = sum([self._bounded[a][b] for a, b in pairwise(labels)])
        return self.starts[labels[0]] + sum(map(getitem, told, labels)) + steps


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Chain]:
    """Return the chains that lie beside this file, by name: "first", "second", "names" and others."""
    return load_chains("blogparse.labelling", WEIGHTS)


@lru_cache(maxsize=1)
def load_choice() -> Trees:
    """Return the trees beside this file that choose among the readings of a page."""
    return load_trees("blogparse.labelling", CHOICE)


def load_chains(package: str, file: str) -> Mapping[str, Chain]:
    """Return the chains that a file of a package holds, by name."""
    held = json.loads(resources.files(package).joinpath(file).read_text("utf-8"))
    return {name: unpack(chain) for name, chain in held["chains"].items()}


def pack(
    tables: Sequence[Mapping[int, Sequence[int]]], follows: Sequence[Sequence[int]], starts: Sequence[int]
) -> dict[str, Any]:
    """Return the form in which a chain is kept; weights are within a signed byte."""
    values = [sorted(table) for table in tables]
    steps = [b - a for each in values for a, b in zip([0, *each], each, strict=False)]
    rows = [table[value] for table, each in zip(tables, values, strict=True) for value in each]
    weights = [row[label] for label in range(len(starts)) for row in rows]  # alike ones together: they shrink more
    data = struct.pack(f"<{len(steps)}I{len(weights)}b", *steps, *weights)
    text = base64.b85encode(zlib.compress(data, 9)).decode("ascii")
    return {"counts": [len(each) for each in values], "follows": follows, "starts": starts, "data": text}


def unpack(held: Mapping[str, Any]) -> Chain:
    """Return the chain that `pack` gave a form to."""
    counts, size = held["counts"], len(held["starts"])
    total = sum(counts)
    data = zlib.decompress(base64.b85decode(held["data"]))
    steps = struct.unpack_from(f"<{total}I", data)
    by_label = struct.unpack_from(f"{total * size}b", data, 4 * total)
    packed = [0] * total
    for label in range(size):
        shift = FIELD * label
        weights = by_label[label * total : (label + 1) * total]
        packed = [whole + (weight << shift) if weight else whole for whole, weight in zip(packed, weights, strict=True)]
    tables: list[dict[int, int]] = []
    at = 0
    for count in counts:
        table: dict[int, int] = {}
        value = 0
        for step, weight in zip(steps[at : at + count], packed[at : at + count], strict=True):
            value += step
            table[value] = weight
        tables.append(table)
        at += count
    return Chain(tables, held["follows"], held["starts"])
