"""Boosted trees in the form in which the library keeps them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import lightgbm
import numpy as np

from blogparse.labelling.trees import Node, pack_trees

if TYPE_CHECKING:
    from perceptron import Ints

UNIT: Final = 100  # what a leaf says is kept in such parts of 1
BOOSTING: Final[dict[str, Any]] = {
    "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "deterministic": True,
    "force_row_wise": True, "num_threads": 1, "seed": 1, "verbose": -1,
}  # fmt: skip
RANKING: Final[dict[str, Any]] = {"objective": "lambdarank"}
LOGISTIC: Final[dict[str, Any]] = {"objective": "binary"}


def learn_ranking(
    options: dict[str, Any], trees: int, rows: Sequence[Ints], grades: Sequence[Any], weights: Sequence[float]
) -> dict[str, Any]:
    """Return packed trees by which what belongs together is compared: the rows of each, their grades, its weight."""
    data = lightgbm.Dataset(
        np.vstack(rows),
        np.concatenate(grades),
        group=[len(each) for each in rows],
        weight=np.repeat(weights, [len(each) for each in rows]),
    )
    return _learn(RANKING | options, trees, data, UNIT)


def learn_chances(
    options: dict[str, Any], trees: int, rows: Any, right: Any, weights: Any, unit: float
) -> dict[str, Any]:
    """Return packed trees whose sums are the logarithms of odds, in parts of `unit`."""
    return _learn(LOGISTIC | options, trees, lightgbm.Dataset(rows, right, weight=weights), unit)


def _learn(options: dict[str, Any], trees: int, data: Any, unit: float) -> dict[str, Any]:
    booster = lightgbm.train(BOOSTING | options, data, trees)
    return pack_trees([_tree_of(each["tree_structure"], unit) for each in booster.dump_model()["tree_info"]])


def _tree_of(root: dict[str, Any], unit: float) -> tuple[list[Node], list[int]]:
    """Return the nodes of a tree, and what its leaves say."""
    nodes: list[Node] = []
    leaves: list[int] = []

    def add(told: dict[str, Any]) -> int:
        if "leaf_value" in told:
            leaves.append(round(told["leaf_value"] * unit))
            return ~(len(leaves) - 1)
        at = len(nodes)
        nodes.append((0, 0, 0, 0))
        low, high = add(told["left_child"]), add(told["right_child"])
        nodes[at] = told["split_feature"], math.floor(told["threshold"]), low, high
        return at

    if add(root) < 0:  # nothing to tell: a question whose answers say the same
        return [(0, 0, -1, -2)], leaves * 2
    return nodes, leaves
