"""Label each line by what many kinds of pages taught: which part of a comment it is, or none.

The weights are data (``weights.json``), learnt from pages with gold by ``tests/training``; `sight` says what is seen of
a line, `lines` labels, `names` cuts names out of their lines, `records` turns labels into records, `judging` sees
what tells a right reading, and `thread` takes the likeliest of those that templates and labels give.
"""

from blogparse.labelling.chain import NEVER, Chain, load_chains, load_weights
from blogparse.labelling.judging import Possible
from blogparse.labelling.lines import (
    BETWEEN, BODY, BOTH_ABOVE, BOTH_BELOW, DATE_ABOVE, DATE_BELOW, HEAD, LABELS, MORE_BODY, NAME_ABOVE, NAME_BELOW,
    OUTSIDE, label_lines,
)  # fmt: skip
from blogparse.labelling.names import NAME, NAME_LABELS, NameLine, labels_of, name_columns, name_lines
from blogparse.labelling.records import verdict_of
from blogparse.labelling.sight import Column, Sight, binned, join, letter_index, sight_of
from blogparse.labelling.thread import possible_readings, read_thread
from blogparse.labelling.trees import Trees, load_trees

__all__ = [
    "BETWEEN", "BODY", "BOTH_ABOVE", "BOTH_BELOW", "DATE_ABOVE", "DATE_BELOW", "HEAD", "LABELS", "MORE_BODY", "NAME",
    "NAME_ABOVE", "NAME_BELOW", "NAME_LABELS", "NEVER", "OUTSIDE", "Chain", "Column", "NameLine", "Possible", "Sight",
    "Trees", "binned", "join", "label_lines", "labels_of", "letter_index", "load_chains", "load_trees", "load_weights",
    "name_columns", "name_lines", "possible_readings", "read_thread", "sight_of", "verdict_of",
]  # fmt: skip
