"""What stands around the post: site, neighbours, language, whether comments are open."""

from __future__ import annotations

import pytest

from blogparse import parse_post
from kettle import BODY, TITLE, authors, page


def test_the_site_is_named_by_its_top_and_its_copyright() -> None:
    head = f"{TITLE}\n\nMay 3, 2012"
    assert page(head, tail="© 2012–2024 The Kettle Diaries. All rights reserved.").site == "The Kettle Diaries"
    assert page(head, tail="© 2012 Some Holding Ltd.").site is None
    assert page(head).site is None


@pytest.mark.parametrize(
    "tail",
    [
        "Previous post: The spoon drawer\nNext post: A pan for every lid",
        "Previous Post\n\nThe spoon drawer\n\nNext Post\n\nA pan for every lid",
        "← The spoon drawer\nA pan for every lid →",
        "Previous\nThe spoon drawer\nNext\nA pan for every lid",
        "Vorheriger Beitrag: The spoon drawer\n\nNächster Beitrag: A pan for every lid",
        "« Previous: The spoon drawer Next: A pan for every lid »",
    ],
    ids=["label", "line below", "arrows", "bare words", "german", "one line"],
)
def test_neighbours_are_named_by_links_near_the_article(tail: str) -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=tail)
    assert (post.previous_post, post.next_post) == ("The spoon drawer", "A pan for every lid")


@pytest.mark.parametrize(
    "tail",
    [
        "View the whole archive →",
        "« Older Posts",
        "Next\n\nlast",
        "Top stories »",
        "« Previous post\n\nCreative commons license",
        "Previous post · Share · Report",
    ],
)
def test_a_link_in_one_direction_leads_anywhere(tail: str) -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=tail)
    assert (post.previous_post, post.next_post) == (None, None)


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        ("Leave a Reply\n\nYour email address will not be published.", "open"),
        ("Comments are closed.", "closed"),
        ("Leave a Reply\n\nYou must be logged in to post a comment.", "login"),
        ("About the weather", None),
    ],
)
def test_the_page_says_whether_comments_are_open(tail: str, told: str | None) -> None:
    assert page(f"{TITLE}\n\nMay 3, 2012", tail=tail).comments_open == told


@pytest.mark.parametrize(
    ("tail", "language"),
    [
        ("Schreibe einen Kommentar\n\nDeine E-Mail-Adresse wird nicht veröffentlicht.\n\nVorheriger Beitrag", "de"),
        ("Laisser un commentaire\n\nArticle précédent\n\nArticle suivant\n\nRépondre", "fr"),
    ],
)
def test_the_language_is_that_of_the_frame(tail: str, language: str) -> None:
    body = BODY.replace("kettle", "Kessel")
    assert parse_post(f"{TITLE}\n\n{body}\n\n{tail}\n").language == language


def test_a_page_that_shows_no_frame_has_no_language() -> None:
    assert parse_post(BODY).language is None


def test_an_author_behind_the_date_is_no_topic() -> None:
    post = page(f"{TITLE}\n\n12 Mart 2018 tarihinde Selin Kaya tarafından yayınlandı", languages=("tr",))
    assert (authors(post), post.topics) == (("Selin Kaya",), ())
