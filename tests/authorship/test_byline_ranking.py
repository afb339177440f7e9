"""The ranking of bylines: its weights fit the code and say what they are."""

from __future__ import annotations

import json
from importlib import resources

from blogparse.authorship.ranking import TEMPLATES, WEIGHTS, load_ranking

MOST_BYTES = 20_000


def test_the_weights_fit_the_code() -> None:
    """A template more or less in the code asks for new weights: ``tests/training/train.py``."""
    assert len(load_ranking().tables) == len(TEMPLATES)


def test_the_weights_say_what_they_are() -> None:
    file = resources.files("blogparse.authorship").joinpath(WEIGHTS)
    held = json.loads(file.read_text("utf-8"))
    assert held["date"]
    assert sum(held["sets"].values()) > 0
    assert set(held["figures"]) == set(held["sets"])
    assert len(file.read_bytes()) <= MOST_BYTES
