"""Work grows in proportion to the dump: lines of every class alone and in turn, and what a search found to be dearest.

Work is counted in calls, of Python and of C functions, which are the same on every machine. What grows inside one call
shows in time alone: `tests/benchmarks` doubles the same dumps at a size where it would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from blogparse import parse_post
from line_classes import LINES
from test_properties import SHAPES, check_promises, count_calls

WORST: Final = Path(__file__).parent / "benchmarks" / "worst.txt"
"""Short sequences of lines that cost most for a character; ``python tests/climb.py`` finds them."""


def _ring() -> list[tuple[str, str]]:
    letters = sorted(LINES)
    return list(pairwise([*letters, letters[0]]))


def worst_sequences() -> list[str]:
    """Return the sequences that were found, each with its line end."""
    return [block.strip("\n") + "\n" for block in WORST.read_text("utf-8").split("\f\n") if block.strip("\n")]


UNITS: Final[Mapping[str, str]] = {
    **{f"{letter} alone": LINES[letter][-1] + "\n" for letter in LINES},
    **{f"{one} and {other}": f"{LINES[one][0]}\n{LINES[other][-1]}\n" for one, other in _ring()},
    **{f"found by search {at}": unit for at, unit in enumerate(worst_sequences())},
    "digits": "1234567890\n",
    "digits in one line": "1234567890 ",
    "months": "June\n",
    "months in one line": "June ",
    "list marks": "  • \n",
    "marks in one line": "• ",
    "numbers of lists": "1. 2. 3.\n",
    "unclosed quotes": "“The ferry (was ‘late [again\n",
    "quotes in one line": "“",
    "near-dates": "June 31st, 20133 at 25:61, 2013-6-xx\n",
    "near-dates in one line": "June 31st, 2013-13-45 at 25:61 o'clock, ",
    "ages in one line": "3 days ago, ",
    "names": "Jane Doe\n\n",
    "by and by": "By Jane Doe and by ",
}
"""What is repeated."""


@pytest.mark.parametrize("name", UNITS)
def test_work_grows_in_proportion_to_what_is_repeated(name: str) -> None:
    """Four times the dump is less than five times the calls."""
    unit = UNITS[name]
    small, large = ("A walk to the mill\n\n" + unit * many for many in (60, 240))
    check_promises(large)
    assert count_calls(lambda: parse_post(large)) < 5 * count_calls(lambda: parse_post(small))


BIG: Final[Mapping[str, Callable[[int], str]]] = {
    **{name: lambda many, unit=unit: unit * (many // len(unit)) for name, unit in UNITS.items()},  # type: ignore[misc]
    "a thread": lambda many: SHAPES["thread"](many // 300),
}
"""The same, and threads, by how many characters they have."""
