"""Note, body, blocks and topics, on small dumps written for each claim."""

from __future__ import annotations

import pytest

from kettle import BODY, TITLE, authors, page


@pytest.mark.parametrize("place", ["above", "below"])
def test_an_editors_note_loses_its_label(place: str) -> None:
    note = "Editor’s note: Ann Lee keeps the keys of the parish kitchen."
    head = f"{TITLE}\n\nBy Ann Lee\n\n{note}" if place == "above" else f"{TITLE}\n\nBy Ann Lee"
    post = page(head, tail=note if place == "below" else "")
    assert post.editors_note == "Ann Lee keeps the keys of the parish kitchen."
    assert "keeps the keys" not in post.body


def test_body_keeps_headings_and_lists_and_drops_what_follows() -> None:
    body = f"{BODY}\n\nWhat you need\n\n  • A kettle of some age.\n  • Water from the tap.\n\n{BODY}"
    tail = "Share this:\n\n  • Facebook\n  • Twitter\n\nRelated Posts\n\n  • The spoon drawer\n  • A pan for every lid"
    post = page(f"{TITLE}\n\nMay 3, 2012", body=body, tail=tail)
    assert "What you need" in post.body
    assert "Water from the tap." in post.body
    assert not any(word in post.body for word in ("Share", "Facebook", "Related", "spoon"))


def test_the_box_of_the_author_is_no_body() -> None:
    tail = "Ann Lee\n\nAnn is a writer who lives in a house with eleven kettles and one very patient neighbour."
    post = page(f"{TITLE}\n\nBy Ann Lee", body=f"{BODY}\n\n{BODY}", tail=tail)
    assert "eleven kettles" not in post.body
    assert post.body.endswith("any that I can remember.")


@pytest.mark.parametrize(
    "line",
    [
        "More from Kettles: The spoon drawer",
        "See also » The spoon drawer",
        "Lesen Sie auch – Die Löffelschublade",
        "Also read: The spoon drawer",
    ],
)
def test_a_pointer_to_another_article_is_related_and_no_paragraph(line: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    post = page(f"{TITLE}\n\nBy Ann Lee", body=f"{first}\n\n{line}\n\n{rest}")
    assert post.related == (line,)
    assert len(post.paragraphs) == 3


@pytest.mark.parametrize(
    "heading",
    ["Popular posts about kettles:", "Weitere Artikel zu diesem Thema", "Other stories of this parish", "Mehr Themen:"],
)
def test_a_heading_made_of_the_words_of_boxes_ends_the_article(heading: str) -> None:
    titles = "  • Has the ladle been told?\n  • The spoon drawer\n  • A pan for every lid!"
    about = "The parish kitchen has been boiling water for the people of this valley, and their dogs, since the flood."
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=f"{heading}\n\n{titles}\n\n{about}")
    assert post.body == BODY


def test_a_heading_of_a_box_over_one_title_is_an_insert_of_the_article() -> None:
    first, rest = BODY.split("\n\n", 1)
    post = page(f"{TITLE}\n\nMay 3, 2012", body=f"{first}\n\nRead next\n\nThe spoon drawer\n\n{rest}")
    assert post.body.endswith("than any that I can remember.")


def test_what_people_say_in_a_word_or_two_is_text() -> None:
    said = "“Is it the kettle that I hear, or is it you again?”\n\n– “The kettle”\n\n– “Oh.”"
    post = page(f"{TITLE}\n\nMay 3, 2012", body=said, tail="Share this:\n\n  • Facebook\n  • Twitter")
    assert post.body == said


def test_a_headline_may_stand_far_above_the_heaviest_text() -> None:
    entries = "\n".join(f"Kettle number {number}\nParish {number}" for number in range(300))
    legal = "\n\n".join([BODY] * 3)
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=f"{entries}\n\n{legal}")
    assert post.title == TITLE
    assert post.body == BODY


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("Topics: Russia\u00a0• United States", ("Russia", "United States")),
        ("Filed under: Kettles, Wardens", ("Kettles", "Wardens")),
        ("Tags: kettles | wardens", ("kettles", "wardens")),
        ("Posted in Kettles Tagged limescale, wardens", ("Kettles", "limescale", "wardens")),
        (
            "This entry was posted in Kettles and tagged limescale, wardens. Bookmark the permalink.",
            ("Kettles", "limescale", "wardens"),
        ),
        (
            "Posted in Kettles and tagged limescale, wardens. Bookmark the permalink.",
            ("Kettles", "limescale", "wardens"),
        ),
        ("Abgelegt unter Kessel und mit Tee, Kalk getaggt | Hinterlasse einen Kommentar", ("Kessel", "Tee", "Kalk")),
        ("Categories Kettles Tags limescale, tea", ("Kettles", "limescale", "tea")),
        ("Tags: 8/10, kettles", ("8/10", "kettles")),
        ("Tags: kettles / wardens", ("kettles", "wardens")),
        ("  • #kettles\n  • #tea-time", ("kettles", "tea-time")),
        ("Filed under Kettles, News by Ann Lee", ("Kettles", "News")),
        ("Tags: kettles, wardens | 7 comments", ("kettles", "wardens")),
        ("More on this at the bottom.", ()),
    ],
)
def test_topics_in_whatever_separators(line: str, topics: tuple[str, ...]) -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=line)
    assert post.topics == topics
    assert post.body == BODY


@pytest.mark.parametrize(
    ("line", "topics"),
    [
        ("May 3, 2012 by Ann Lee in Kettles, Wardens", ("Kettles", "Wardens")),
        ("May 3, 2012 By Ann Lee In Kettles", ("Kettles",)),
        ("May 3, 2012 by Ann Lee under Kettles", ("Kettles",)),
        ("Written by Ann Lee on May 3, 2012 in Kettles with 3 comments", ("Kettles",)),
    ],
)
def test_topics_in_a_credit_line(line: str, topics: tuple[str, ...]) -> None:
    post = page(f"{TITLE}\n\n{line}")
    assert (authors(post), post.topics) == (("Ann Lee",), topics)


BLOCKS = (
    "The kettle in the parish kitchen was bought in the year of the flood, and nobody has dared to descale it since.\n"
    "\n"
    "Photo: Ann Lee\n"
    "\n"
    "What the warden said\n"
    "\n"
    "I asked the warden about it, in front of witnesses, and she had an answer that I wrote down on a napkin at once.\n"
    "\n"
    "“A kettle which has outlived three wardens has earned every gram of its scale, and so have I.”\n"
    "\n"
    "  • the kettle\n"
    "  • the cups\n"
    "\n"
    "Update: the kettle has been descaled by persons unknown, and the tea is said to taste of nothing at all now.\n"
    "\n"
    "So we boiled it again and drank what came out, and the meeting was shorter than any that I can remember."
)


def test_blocks_tell_the_kinds_of_text_apart() -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012 by Ann Lee", body=BLOCKS)
    assert [block.kind for block in post.blocks] == [
        "paragraph",
        "caption",
        "heading",
        "paragraph",
        "quote",
        "list item",
        "list item",
        "paragraph",
        "paragraph",
    ]
    assert "\n\n".join(post.paragraphs) == post.body
    assert "Photo" not in post.body
    assert [block.text for block in post.blocks if block.kind == "list item"] == ["the kettle", "the cups"]


def test_headings_stand_over_lists_and_over_headings() -> None:
    parts = ["Kettles", "The oldest of them", BODY.split("\n\n")[0], "What you need", "  • A kettle\n  • Water", "Buy:"]
    post = page(f"{TITLE}\n\nMay 3, 2012 by Ann Lee", body="\n\n".join([BODY, *parts, "  • Tea", BODY]))
    assert [block.text for block in post.blocks if block.kind == "heading"] == parts[:2] + parts[3:4]


def test_blocks_lie_in_page_order_inside_the_body_without_overlap() -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012 by Ann Lee", body=BLOCKS)
    ends = [0]
    for block in post.blocks:
        assert block.span.start >= ends[-1]
        ends.append(block.span.end)
    bodies = [section.span for section in post.sections if section.kind == "body"]
    assert all(any(block.span in body for body in bodies) for block in post.blocks)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Update", "update"),
        ("Correction", "correction"),
        ("Full disclosure", "disclosure"),
        ("Note", "note"),
        ("Nachtrag", "update"),
        ("Richtigstellung", "correction"),
    ],
)
def test_notes_have_kinds_and_lose_their_labels(label: str, kind: str) -> None:
    text = "The kettle has been descaled by persons unknown, and the tea tastes of nothing."
    post = page(f"{TITLE}\n\nMay 3, 2012", body=f"{BODY}\n\n{label}: {text}")
    assert [(note.kind, note.text) for note in post.notes] == [(kind, text)]
    assert post.editors_note is None


def test_an_editors_note_is_no_part_of_the_body() -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012", body=f"Editor's note: Ann Lee boils water for a living.\n\n{BODY}")
    assert [(note.kind, note.text) for note in post.notes] == [("editor", "Ann Lee boils water for a living.")]
    assert post.editors_note == "Ann Lee boils water for a living."
    assert "boils water" not in post.body


def test_a_heading_that_reads_like_a_label_is_no_note() -> None:
    assert page(f"{TITLE}\n\nMay 3, 2012", tail="Disclaimer\n\nPrivacy\n\nContact").notes == ()
