"""The tokenizer: sections tile every dump, and each kind is where a reader would see it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from blogparse import SectionKind, tokenize
from blogparse.post import analyse
from blogparse.sections import RULES
from blogparse.spans import tiles

PROSE = "The ferry was late again, and the people on the quay had begun to tell each other where they were going."
DUMP = (
    "Home\nAbout\n\nThe ferry that was late\n\nMay 3, 2012\n\nBy Ann Lee\n\n"
    "Editor's note: The timetable has changed since.\n\n"
    f"{PROSE}\n\n{PROSE[::1]} It was a good hour.\n\n"
    "Topics: Ferries\n\nShare this:\n\n"
    "2 Comments\n\n  1. Bo says:\n    May 4, 2012 at 9:15 am\n\n    I was on it.\n\n    Reply\n"
    "  2. Cy says:\n    May 5, 2012 at 8:00 am\n\n    So was I.\n\n    Reply\n\nLeave a Reply\n\nName\n"
)


def sliced(text: str, kind: SectionKind) -> str:
    return "".join(section.span.of(text) for section in tokenize(text) if section.kind is kind)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_is_where_a_reader_sees_it(end: str) -> None:
    text = DUMP.replace("\n", end)
    assert "The ferry that was late" in sliced(text, SectionKind.HEADER)
    assert sliced(text, SectionKind.BYLINE).strip() == "By Ann Lee"
    assert sliced(text, SectionKind.EDITORS_NOTE).strip() == "Editor's note: The timetable has changed since."
    assert sliced(text, SectionKind.BODY).startswith("The ferry was late again")
    assert sliced(text, SectionKind.BODY).strip().endswith("It was a good hour.")
    assert "Topics: Ferries" in sliced(text, SectionKind.FOOTER)
    assert "Leave a Reply" in sliced(text, SectionKind.FOOTER)
    assert sliced(text, SectionKind.COMMENTS).startswith("2 Comments")
    assert "So was I." in sliced(text, SectionKind.COMMENTS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        " \n\t\n",
        "one line",
        "\ufeff\x00",
        "•",
        "• \n• \n",
        "#",
        "2 Comments",
        "Reply\n" * 50,
        DUMP,
        DUMP * 3,
        DUMP[::-1],
    ],
)
def test_sections_tile_whatever_the_text(text: str) -> None:
    sections = tokenize(text)
    assert tiles((section.span for section in sections), len(text))
    assert all(first.kind is not second.kind for first, second in pairwise(sections))


def test_blank_lines_belong_to_what_stands_above_them() -> None:
    assert all(not section.span.of(DUMP)[0].isspace() for section in tokenize(DUMP))


def test_every_line_of_a_section_has_a_reason_but_for_the_header() -> None:
    found = analyse(DUMP).sectioning
    unexplained = {kind for kind, reason in zip(found.kinds, found.reasons, strict=True) if not reason}
    assert unexplained == {SectionKind.HEADER}


def test_the_article_ends_above_a_menu_of_teasers() -> None:
    teasers = "\n".join(f"  • A teaser for article number {n} that goes on for a while" for n in range(30))
    text = f"The ferry that was late\n\nMay 3, 2012\n\n{PROSE}\n\n{PROSE} It was a good hour.\n\n{teasers}\n"
    assert "teaser" not in sliced(text, SectionKind.BODY)
    assert "article number 29" in sliced(text, SectionKind.FOOTER)


def test_the_article_goes_on_below_a_long_list_where_most_of_its_text_is() -> None:
    contents = "\n".join(f"  • Part {n}" for n in range(30))
    rest = "\n\n".join(f"Part {n}\n\n{PROSE} This happened on the trip number {n}." for n in range(30))
    text = f"The ferry that was late\n\nMay 3, 2012\n\n{PROSE}\n\n{contents}\n\n{rest}\n"
    body = sliced(text, SectionKind.BODY)
    assert body.startswith("The ferry was late")
    assert "trip number 29" in body


def test_a_share_bar_inside_the_article_is_not_its_text() -> None:
    text = f"The ferry that was late\n\nMay 3, 2012\n\n{PROSE}\n\nShare this:\n\n{PROSE} More.\n\n{PROSE} Most.\n"
    body = sliced(text, SectionKind.BODY)
    assert "Share" not in body
    assert body.strip().endswith("Most.")


def test_rules_have_names_and_reasons() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)
