"""The line with the sign of a copyright and its year is the page's, wherever the sign stands in it."""

import pytest

from blogparse.dates import compile_dates
from blogparse.language import load_vocabulary
from blogparse.letters import classify_lines
from blogparse.text import split_lines

VOCABULARY = load_vocabulary(["en"])


@pytest.mark.parametrize(
    ("line", "is_furniture"),
    [
        ("© 2019 Tin Boats", True),
        ("Ann Lee • © 2019 • Tin Boats", True),
        ("Tin Boats 2019 ©", True),
        ("All pictures © Ann Lee", False),
        (
            "He wrote © 2019 below each of the pictures, " + "and below that of his boat, " * 4 + "without a right.",
            False,
        ),
    ],
)
def test_the_year_beside_the_sign(line: str, is_furniture: bool) -> None:
    letters = classify_lines(split_lines(line), VOCABULARY, compile_dates(VOCABULARY))
    assert (letters.letters == "X") is is_furniture
