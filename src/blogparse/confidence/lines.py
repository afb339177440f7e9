"""How sure the label of each line is: its probability in the chain of labels, for views.

A chain scores whole sequences; the share that the sequences with a certain label at a certain line have in all of them
is that label's probability there (forward and backward sums). Scores of a perceptron are no logarithms of
probabilities: the unit that makes them such is data, learnt as the other weights of this package are.
"""

import math
from collections.abc import Sequence
from typing import Final

from blogparse.confidence.model import label_unit
from blogparse.labelling import NEVER, OUTSIDE, Chain, label_lines, load_weights, sight_of, verdict_of
from blogparse.layout import Content, Induction

LABEL_NAMES: Final = (
    "", "between", "name", "date", "name, date", "text", "text", "name", "date", "name, date", "head",
)  # fmt: skip
"""What the labels are called, by their numbers."""


def rate_lines(page: Content, induced: Induction | None, found: Induction | None) -> list[tuple[str, float]]:
    """Return for each line of a dump what part of a comment it was read as, and how likely the labels find that.

    `induced` is what the record templates made of the page, `found` the thread that was settled on. What is no part of
    a comment is ""; blank lines are that for certain.
    """
    told: list[tuple[str, float]] = [("", 1.0)] * len(page.lines)
    if page.size:
        labelling = label_lines(sight_of(page), verdict_of(page, induced), load_weights())
        chances = marginals(labelling.chain, labelling.told, label_unit())
        for row, label, chance in zip(page.rows, verdict_of(page, found), chances, strict=True):
            told[row] = LABEL_NAMES[label], chance[label]
    return told


def marginals(chain: Chain, told: Sequence[tuple[int, ...]], unit: float) -> list[list[float]]:
    """Return the probability of each label at each item, where `told` is what the items' features say."""
    labels = range(len(chain.starts))
    steps = [[math.exp(weight / unit) if weight > NEVER // 2 else 0.0 for weight in row] for row in chain.follows]
    emitted = [_raised(row, unit) for row in told]
    forward = [_normed([math.exp(start / unit) * says for start, says in zip(chain.starts, emitted[0], strict=True)])]
    for says in emitted[1:]:
        before = forward[-1]
        forward.append(_normed([sum([before[a] * steps[a][b] for a in labels]) * says[b] for b in labels]))
    backward = [_normed([row[OUTSIDE] for row in steps])]
    for says in reversed(emitted[1:]):
        after = [told * said for told, said in zip(backward[-1], says, strict=True)]
        backward.append(_normed([sum([steps[a][b] * after[b] for b in labels]) for a in labels]))
    pairs = zip(forward, reversed(backward), strict=True)
    return [_normed([a * b for a, b in zip(ahead, behind, strict=True)]) for ahead, behind in pairs]


def _raised(row: Sequence[int], unit: float) -> list[float]:
    """Return scores as factors; the best is 1."""
    most = max(row)
    return [math.exp((score - most) / unit) for score in row]


def _normed(values: Sequence[float]) -> list[float]:
    """Return values that add up to 1, all alike where none is left."""
    total = sum(values)
    return [value / total for value in values] if total > 0.0 else [1.0 / len(values)] * len(values)
