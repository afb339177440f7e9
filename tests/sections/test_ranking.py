"""The ranking of headlines: its weights fit the code and say what they are, and the kinds of lines around them."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from blogparse import parse_post
from blogparse.sections.ranking import TEMPLATES, WEIGHTS, load_ranking

MOST_BYTES = 20_000
TEXT = (
    "The ferry was late again, and the people on the quay had begun to tell each other where they were going.\n\n"
    "Nobody minded that the ferry was late, as the quay was dry and somebody had brought a kettle and some cups.\n"
)


def test_the_weights_fit_the_code() -> None:
    """A template more or less in the code asks for new weights: ``tests/training/train.py``."""
    assert len(load_ranking().tables) == len(TEMPLATES)


def test_the_weights_say_what_they_are() -> None:
    file = resources.files("blogparse.sections").joinpath(WEIGHTS)
    held = json.loads(file.read_text("utf-8"))
    assert held["date"]
    assert sum(held["sets"].values()) > 0
    assert set(held["figures"]) == set(held["sets"])
    assert len(file.read_bytes()) <= MOST_BYTES


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Quay Notes\nHome\nAbout\n\nThe ferry that was late\n\nMay 3, 2012\n\nBy Ann Lee", "The ferry that was late"),
        ("Quay Notes\nNotes on quays and rain\n\nMay 3, 2012\n\nThe ferry that was late", "The ferry that was late"),
        (
            "Quay Notes\n\nThe ferry that was late\n\nBy Ann Lee\n\nWho waits on a quay, and why.",
            "The ferry that was late",
        ),
    ],
    ids=["byline below", "date above", "standfirst below"],
)
def test_the_headline_is_told_from_what_stands_around_it(head: str, title: str) -> None:
    assert parse_post(f"{head}\n\n{TEXT}").title == title
