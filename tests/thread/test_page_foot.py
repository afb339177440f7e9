"""Where the texts at the open ends of a thread begin and end: what a page says at its own head and foot is no text."""

from __future__ import annotations

import pytest

from blogparse import parse_post

ARTICLE = """Notes from the weir

The lower weir

April 30, 2020

We had not seen an otter below the weir since the flood, and nobody believed the boy. On Monday it sat there again.

"""
SAYINGS = (
    ("Tom Oslo", "I saw it too, two days ago, and it looked well fed"),
    ("Pia Holm", "The heron was there before, it only waits for somebody else to do the work."),
    ("zefira", "How large was the perch"),
)


def last_text(foot: str, last: str = SAYINGS[-1][1]) -> str:
    """Return the text of the last of three comments, with a foot of the page right below it."""
    text = f"{ARTICLE}3 comments\n\n"
    for at, (name, said) in enumerate((*SAYINGS[:-1], (SAYINGS[-1][0], last))):
        text += f"{name}, 2020/05/0{at + 2} 09:15\n\n{said}\n\n"
    comments = parse_post(text.rstrip("\n") + foot).comments
    assert [comment.author for comment in comments] == [name for name, _ in SAYINGS]
    return comments[-1].body


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(
            "\nNotes from the weir\n\nDapli\n",
            marks=pytest.mark.xfail(strict=True, reason="the site's name right below a text that has no full stop"),
        ),
        "\n\nZedrap tuvil. Mopla keltu:\n\nblog/p2.txt · Hintu: 2020/04/30 08:23 tuk 127.0.0.1\n\nVeltu\n",
    ],
    ids=["the site's name", "a form and the date of a change"],
)
def test_the_page_s_foot_is_no_text(foot: str) -> None:
    assert last_text(foot) == SAYINGS[-1][1]


def test_a_sentence_with_a_date_stays_text() -> None:
    assert last_text("\n", "We met on 2020/05/01 09:30 at the weir.").endswith("at the weir.")


@pytest.mark.xfail(strict=True, reason="where heads stand below, the first text begins below the heading")
@pytest.mark.parametrize("said", [1, 5])
def test_the_first_text_begins_below_its_author_s_name(said: int) -> None:
    sayings = (*SAYINGS, ("Ben Ost", "My aunt says there were three of them"), ("Ann Lee", "What a lovely story"))[
        :said
    ]
    text = f"{ARTICLE}Comments\n\nFeed You can follow this talk by subscribing to the feed for this post.\n\n"
    for at, (name, told) in enumerate(sayings):
        text += f"{name}\n\n{told}.\n\nPosted by: {name} | May {at + 2}, 2020 at 09:15 AM\n\n"
    comments = parse_post(f"{text}Verify your Comment\n\nPosted by:  |\n\nThis is a preview alone.\n").comments
    assert [comment.author for comment in comments] == [name for name, _ in sayings]
    assert comments[0].body == f"{SAYINGS[0][1]}."
