"""Boosted trees: what some columns of small numbers say together, as the sum of what many small trees say.

Where signs mean different things together than alone (a name that looks odd means little where all names do), a sum of
weights falls short. The trees were learnt with LightGBM (``tests/training``) and are data beside this file; a tree asks
a handful of questions, and what its leaf says is a whole number.
"""

import base64
import json
import struct
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from importlib import resources
from itertools import accumulate
from operator import getitem
from typing import Any, Final

import attrs

Node = tuple[int, int, int, int]
"""The column that is asked, the most that leads to the first of the two that follow: another node, or ``~leaf``."""
_NODE: Final = "Bhbb"
_FIELD: Final = 32  # bits of a tree


@attrs.frozen(eq=False)
class Trees:
    """Trees, each as its nodes, the first one its root, and what its leaves say.

    All trees are asked at once (Lucchese et al., *QuickScorer*, SIGIR 2015): one number has a field for each tree, with
    a bit for each leaf, the leftmost first. What a column's value rules out is one mask over all fields, and of the
    leaves that no column rules out the first is the one that a tree's questions lead to.
    """

    trees: Sequence[tuple[Sequence[Node], Sequence[int]]]

    @cached_property
    def _form(self) -> struct.Struct:
        return struct.Struct(f"<{len(self.trees)}I")

    @cached_property
    def _firsts(self) -> int:
        """The first bits of all fields."""
        return int.from_bytes(self._form.pack(*[1] * len(self.trees)), "little")

    @cached_property
    def _questions(self) -> Sequence[tuple[int, Sequence[int], Sequence[int]]]:
        """Each column with its limits, and the leaves that are left for values up to the first of them, and so on."""
        every = (1 << (_FIELD * len(self.trees))) - 1
        ruled_out: dict[int, Counter[int]] = {}
        for place, (nodes, _) in enumerate(self.trees):
            for column, most, leaves in _arranged(nodes)[1]:
                ruled_out.setdefault(column, Counter())[most] += leaves << (_FIELD * place)
        questions = []
        for column, masks in sorted(ruled_out.items()):
            limits = sorted(masks)
            left = accumulate((masks[most] for most in limits), lambda mask, more: mask & ~more, initial=every)
            questions.append((column, limits, list(left)))
        return questions

    @cached_property
    def _answers(self) -> Sequence[Mapping[int, int]]:
        """What the bit of each leaf says, for each tree."""
        return [{1 << at: leaves[leaf] for at, leaf in enumerate(_arranged(nodes)[0])} for nodes, leaves in self.trees]

    def total(self, row: Sequence[int]) -> int:
        """Return the sum of what the trees say for a row: a value a column."""
        left = -1
        for column, limits, masks in self._questions:
            left &= masks[bisect_left(limits, row[column])]
        form = self._form
        left &= ~(left - self._firsts)  # the first bit of each field alone
        return sum(map(getitem, self._answers, form.unpack(left.to_bytes(form.size, "little"))))


def _arranged(nodes: Sequence[Node]) -> tuple[Sequence[int], Sequence[tuple[int, int, int]]]:
    """Return a tree's leaves from left to right, and its questions: column, limit, and bits of the leaves up to it."""
    order: list[int] = []
    questions = []

    def below(at: int) -> int:
        if at < 0:
            order.append(~at)
            return 1 << (len(order) - 1)
        column, most, low, high = nodes[at]
        leaves = below(low)
        questions.append((column, most, leaves))
        return leaves | below(high)

    below(0)
    return order, questions


def pack_trees(trees: Iterable[tuple[Sequence[Node], Sequence[int]]]) -> dict[str, Any]:
    """Return the form in which trees are kept; a tree has at least one node, and at most a leaf for each bit."""
    sizes, data = [], b""
    for nodes, leaves in trees:
        if not 1 < len(leaves) <= _FIELD:
            raise ValueError(f"a tree with {len(leaves)} leaves")
        sizes.append(len(nodes))
        data += b"".join([struct.pack(f"<{_NODE}", *node) for node in nodes]) + struct.pack(f"<{len(leaves)}h", *leaves)
    return {"sizes": sizes, "data": base64.b85encode(zlib.compress(data, 9)).decode("ascii")}


def unpack_trees(held: Mapping[str, Any]) -> Trees:
    """Return the trees that `pack_trees` gave a form to."""
    data = zlib.decompress(base64.b85decode(held["data"]))
    width, at = struct.calcsize(f"<{_NODE}"), 0
    trees = []
    for size in held["sizes"]:
        nodes = list(struct.iter_unpack(f"<{_NODE}", data[at : at + size * width]))
        at += size * width
        trees.append((nodes, struct.unpack_from(f"<{size + 1}h", data, at)))
        at += 2 * (size + 1)
    return Trees(trees)


def load_trees(package: str, file: str) -> Trees:
    """Return the trees that a file of a package holds."""
    return unpack_trees(json.loads(resources.files(package).joinpath(file).read_text("utf-8"))["trees"])
