"""Boosted trees: what some columns of small numbers say together, as the sum of what many small trees say.

Where signs mean different things together than alone (a name that looks odd means little where all names do), a sum of
weights falls short. The trees were learnt with LightGBM (``tests/training``) and are data beside this file; a tree asks
a handful of questions, and what its leaf says is a whole number.
"""

import base64
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

Node = tuple[int, int, int, int]
"""The column that is asked, the most that leads to the first of the two that follow: another node, or ``~leaf``."""
_NODE: Final = "Bhbb"


@attrs.frozen(eq=False)
class Trees:
    """Trees, each as its nodes, the first one its root, and what its leaves say."""

    trees: Sequence[tuple[Sequence[Node], Sequence[int]]]

    def total(self, row: Sequence[int]) -> int:
        """Return the sum of what the trees say for a row: a value a column."""
        total = 0
        for nodes, leaves in self.trees:
            at = 0
            while at >= 0:
                column, most, low, high = nodes[at]
                at = low if row[column] <= most else high
            total += leaves[~at]
        return total


def pack_trees(trees: Iterable[tuple[Sequence[Node], Sequence[int]]]) -> dict[str, Any]:
    """Return the form in which trees are kept; a tree has 127 nodes at most, and one at least."""
    sizes, data = [], b""
    for nodes, leaves in trees:
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
