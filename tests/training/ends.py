"""Trees that tell where the text at the open end of a thread ends, learnt from all readings of dumps.

Boosted trees rank the possible ends of each (LightGBM's LambdaMART); on sites left out they are right where sums of
weights over signs and pairs of them were not. The readings are those by weights that had not seen the sites; a reading
that ends wrongly where another one ends right weighs less, for it is hardly the one that is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
from boosting import learn_ranking

from blogparse.thread.ends import OpenEnd, end_columns, find_open_end

if TYPE_CHECKING:
    from gold import Found
    from perceptron import Ints

    from blogparse.labelling import Possible
    from blogparse.layout import Content

TREES: Final = 240
BOOSTING: Final[dict[str, Any]] = {"learning_rate": 0.08, "num_leaves": 31, "min_data_in_leaf": 20}
A_PAGE: Final = 0.7  # all dumps of a page together weigh as their number to the power of what is left of 1
CHANGED: Final = 0.5  # what a changed dump weighs
UNLIKELY: Final = 0.3  # what a wrong end weighs where another reading has the right one


@attrs.frozen(eq=False)
class Ended:
    """The possible ends of one reading: what is seen of each, which was read, and which is right."""

    columns: Ints
    given: int
    right: int


def ends_of(page: Content, readings: Iterable[Possible], found: Sequence[Found]) -> Iterator[Ended]:
    """Yield the open ends of some readings, where the text there begins as a comment of the gold does."""
    seen = set()
    for reading in readings:
        if reading.induction is None:
            continue
        end = find_open_end(page, reading.letters, reading.induction)
        right = right_size(page, end, found) if end is not None else 0
        if end is not None and right and (end.lines, end.size) not in seen:
            seen.add((end.lines, end.size))
            yield Ended(np.array(end_columns(page, end), np.int32), end.size - 1, right - 1)


def right_size(page: Content, end: OpenEnd, found: Sequence[Found]) -> int:
    """Return how many lines of an open end are the comment's, or 0 where no comment of the gold begins there."""
    place = {int(row): at for at, row in enumerate(page.rows)}
    for comment in found:
        body = [place[row] for row in comment.body if row in place]
        if end.lines[0] in body and abs(body.index(end.lines[0]) - end.before) <= 1:
            return sum(at <= body[-1] for at in end.lines)
    return 0


def learn_ends(dumps: Sequence[tuple[str, bool, Sequence[Ended]]]) -> dict[str, Any]:
    """Return the trees by which possible ends are compared, in the form in which they are kept.

    Each dump is its page, whether it was changed, and its open ends.
    """
    times = Counter(page for page, _, ends in dumps for _ in ends)
    told: list[Ended] = []
    by: list[float] = []
    for page, is_changed, ends in dumps:
        is_found = any(end.given == end.right for end in ends)
        for end in ends:
            told.append(end)
            unlikely = is_found and end.given != end.right
            by.append(times[page] ** -A_PAGE * (CHANGED if is_changed else 1) * (UNLIKELY if unlikely else 1))
    grades = [(np.arange(len(end.columns)) == end.right).astype(int) for end in told]
    return learn_ranking(BOOSTING, TREES, [end.columns for end in told], grades, by)
