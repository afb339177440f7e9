"""Weights of a choice: which of several readings is likely the one that is worth most.

A log-linear model over the readings of a dump. Its loss is what is expected to be lost against the best of them, with a
penalty on the squares of the weights; it starts from the weights that make the best reading most likely. A logistic
model beside it tells where the templates' reading is so surely the best that no other needs to be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from perceptron import Index, Learnt
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from blogparse.labelling.thread import LEAD

if TYPE_CHECKING:
    from judged import Judged

    from blogparse.labelling.chain import Chain

PENALTY: Final = 5.0  # from 3 to 30 the sites left out are read alike; 100 is worse
THREADLESS: Final = 6.0  # what a false thread on a page without one weighs
CHANGED: Final = 0.5  # what a changed dump weighs
LEAST: Final = 20  # a sign seen less often teaches chance
STEPS: Final = 60, 150
SURE: Final = 0.96
"""How likely it must be that the choice takes no better reading than the templates' for labels not to be asked: on
sites left out of the training two in three pages with such a reading are not, and whole comments fall by .002."""
GRAVE: Final = 3.0  # what a better reading weighs that is worth 1 more
LEAST_GRAVE: Final = 0.1


def learn_choice(judged: Sequence[Judged]) -> Learnt:
    """Return the weights by which the readings of a page are compared, as those of a chain with one label."""
    told = [each for each in judged if max(each.worth) - min(each.worth) > 1e-6]
    columns = [np.array(each.columns, np.int64) for each in told]
    index = Index.of(columns, LEAST)
    numbers = np.concatenate([index.numbered(each) for each in columns])
    sizes = [len(each.columns) for each in told]
    starts = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(told)), sizes)
    worth = np.concatenate([each.worth for each in told])
    best = np.maximum.reduceat(worth, starts)
    by = np.array([(1.0 if each.asked else THREADLESS) * (CHANGED if each.is_changed else 1.0) for each in told])
    seen = numbers > 0
    signs = csr_matrix(
        (np.ones(int(seen.sum())), (np.repeat(np.arange(len(numbers)), seen.sum(1)), numbers[seen])),
        shape=(len(numbers), index.size),
    )
    is_best = worth >= best[of] - 1e-9
    gap = by * (best - np.minimum.reduceat(worth, starts))

    def likely(weights: Any) -> Any:
        scores = signs @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        return raised / np.add.reduceat(raised, starts)[of]

    def surprise(weights: Any) -> tuple[float, Any]:
        chance = likely(weights)
        of_best = np.add.reduceat(chance * is_best, starts)
        slope = gap[of] * (chance - chance * is_best / of_best[of])
        return _penalised(-float(gap @ np.log(of_best)), signs.T @ slope, weights)

    def regret(weights: Any) -> tuple[float, Any]:
        chance = likely(weights)
        expected = np.add.reduceat(chance * worth, starts)
        slope = -by[of] * chance * (worth - expected[of])
        return _penalised(float(by @ (best - expected)), signs.T @ slope, weights)

    weights = np.zeros(index.size)
    for loss, steps in zip((surprise, regret), STEPS, strict=True):
        weights = minimize(loss, weights, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return Learnt(index, weights[:, None].astype(np.float32), np.zeros((1, 1), np.float32), np.zeros(1, np.float32))


def learn_sure(judged: Sequence[Judged], taken: Sequence[int]) -> Learnt:
    """Return the weights of what tells that the choice takes no better reading than the templates', as a chain.

    `taken` are the readings that choices take which were learnt without their sites. The chain has one label. Where
    the sum of a reading's weights and the start is above 0, that is more likely than `SURE`.
    """
    lost = np.array([max(0.0, e.worth[at] - e.worth[1]) for e, at in zip(judged, taken, strict=True) if e.known])
    told = [each for each in judged if each.known]
    columns = [np.array([each.known], np.int64) for each in told]
    index = Index.of(columns, LEAST)
    numbers = np.concatenate([index.numbered(each) for each in columns])
    seen = numbers > 0
    signs = csr_matrix(
        (np.ones(int(seen.sum())), (np.repeat(np.arange(len(numbers)), seen.sum(1)), numbers[seen])),
        shape=(len(numbers), index.size),
    )
    is_best = (lost < 1e-6).astype(float)
    by = np.array([(1.0 if each.asked else THREADLESS) * (CHANGED if each.is_changed else 1.0) for each in told])
    by *= np.where(is_best > 0, 1.0, np.maximum(LEAST_GRAVE, GRAVE * lost))

    def surprise(weights: Any) -> tuple[float, Any]:
        scores = signs @ weights[1:] + weights[0]
        slope = by * (1 / (1 + np.exp(-scores)) - is_best)
        loss = float(by @ (np.logaddexp(0, scores) - is_best * scores))
        loss, by_sign = _penalised(loss, signs.T @ slope, weights[1:])
        return loss, np.concatenate([[slope.sum()], by_sign])

    weights = minimize(surprise, np.zeros(index.size + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS[1]}).x
    start = np.array([weights[0] - np.log(SURE / (1 - SURE))], np.float32)
    return Learnt(index, weights[1:, None].astype(np.float32), np.zeros((1, 1), np.float32), start)


def taken_by(choice: Chain, judged: Judged) -> int:
    """Return which reading of a dump a choice takes."""
    scores = [choice.total(each) for each in judged.columns]
    if judged.known:
        scores[1] += LEAD
    return scores.index(max(scores))


def _penalised(loss: float, slope: Any, weights: Any) -> tuple[float, Any]:
    return loss + PENALTY / 2 * float(weights @ weights), slope + PENALTY * weights
