"""The ranking of bylines: its weights fit the code and say what they are."""

from __future__ import annotations

import json
from importlib import resources
from unittest import mock

import pytest

from blogparse import parse_post
from blogparse.authorship.ranking import TEMPLATES, WEIGHTS, load_ranking
from blogparse.labelling import Chain
from kettle import BODY, MENU, TITLE, authors, page, thread

UNTAUGHT = Chain([{} for _ in TEMPLATES], [[0]], [-1])
"""Weights that know of no line anything, as of a theme unlike all."""
COMMENTS = thread("May 4, 2012 at 9:12 am", "May 5, 2012 at 10:15 am")

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


@pytest.mark.parametrize("dated", ["2012-05-03 (TeaLady)", "May 3, 2012 TeaLady 2 Comments"])
def test_a_name_beside_the_date_that_site_or_thread_have_needs_no_weights(dated: str) -> None:
    spoken = COMMENTS.replace("Guest 1", "TeaLady")
    with mock.patch("blogparse.authorship.ranking.load_ranking", return_value=UNTAUGHT):
        headed = f"TeaLady's kitchen\n\n{MENU}\n{TITLE}\n\n{dated}\n\n{BODY}\n"
        assert authors(parse_post(headed)) == ("TeaLady",)
        assert authors(page(f"{TITLE}\n\n{dated}", tail=spoken)) == ("TeaLady",)
        assert authors(page(f"{TITLE}\n\n{dated}")) is None


def test_one_of_the_thread_right_below_the_text_needs_no_weights() -> None:
    named = "Skribent Ann Selby\n\n"
    with mock.patch("blogparse.authorship.ranking.load_ranking", return_value=UNTAUGHT):
        spoken = COMMENTS.replace("Guest 1", "Ann Selby")
        assert authors(page(TITLE, tail=f"{named}{spoken}")) == ("Ann Selby",)
        assert authors(page(TITLE, tail=f"{named}{COMMENTS}")) is None


def test_an_office_beside_the_date_needs_no_weights() -> None:
    with mock.patch("blogparse.authorship.ranking.load_ranking", return_value=UNTAUGHT):
        assert authors(page(f"{TITLE}\n\nRedaktion 3. Mai 2012 10:29")) == ("Redaktion",)
        assert authors(page(f"{TITLE}\n\nTee 3. Mai 2012 10:29")) is None


def test_whom_a_sentence_names_outweighs_whose_account_posted_it() -> None:
    said = f"This is a guest post by Ann Lee, who mends kettles.\n\n{BODY}"
    assert authors(page(f"{TITLE}\n\nMay 3, 2012 by Bo Berg", body=said)) == ("Ann Lee",)


def test_a_name_with_a_mark_is_told_by_its_other_places() -> None:
    tail = "Posted by:\nAnn / Kettle House"
    assert authors(page(f"{TITLE}\n\nAnn / Kettle House\n\nMay 3, 2012", tail=tail)) == ("Ann / Kettle House",)


def test_what_stands_before_a_colon_is_not_what_the_label_names() -> None:
    assert (
        authors(page(TITLE, tail="Recent posts\n\n  • The spoon drawer\n\nVon wegen Tee: was die Kanne kostet")) is None
    )
