"""The tokenizer: sections tile every dump, and each kind is where a reader would see it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from blogparse import SectionKind, tokenize
from blogparse.post import analyse
from blogparse.records import tiles
from blogparse.sections import RULES

PROSE = "The ferry was late again, and the people on the quay had begun to tell each other where they were going."
DUMP = (
    "Home\nAbout\n\nThe ferry that was late\n\nMay 3, 2012\n\nBy Ann Lee\n\n"
    "Editor's note: The timetable has changed since.\n\n"
    f"{PROSE}\n\nNobody on the quay minded that the ferry was late. It was a good hour.\n\n"
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


@pytest.mark.parametrize("line", ["The quay in the rain (Photo: Lee)", "A quay", "Share Tweet Print", "Ann Lee, Ryde"])
def test_short_lines_above_the_text_are_captions_and_share_bars(line: str) -> None:
    assert body_of_lines(line).startswith("The ferry was late again")


@pytest.mark.parametrize("line", ["Dear readers,", "This is what I saw:", "A ferry!", "“Never again.”"])
def test_greetings_and_short_sentences_above_the_text_are_its_own(line: str) -> None:
    assert body_of_lines(line).startswith(line)


def test_a_sentence_that_begins_in_a_line_of_its_own_is_whole() -> None:
    text = f"The ferry that was late\nMay 3, 2012\nOn Monday\nthe ferry\nwas late. {PROSE}\n{PROSE}\n"
    assert sliced(text, SectionKind.BODY).startswith("On Monday")


def body_of_lines(line: str) -> str:
    """Return the body of a page that has a short line between its dateline and its text."""
    text = "\n\n".join(("The ferry that was late", "May 3, 2012", line, PROSE, *ON_TOPIC))
    return sliced(text, SectionKind.BODY)


BOXES = [
    ("Zenta", "Ruk la zenta pallimon, ti vekka numbo dorral kesperin."),
    ("Pallimon vekka\n\nDorral kesperin", "Tib zuldan mek orra pintelu kest, wirra nolp zuldanek ferrimo."),
]


@pytest.mark.parametrize("box", BOXES)
def test_a_little_text_under_a_line_of_its_own_is_a_box_in_any_language(box: tuple[str, str]) -> None:
    body = body_of(*ON_TOPIC, *box)
    assert body.rstrip().endswith(ON_TOPIC[-1])
    assert body_of(*ON_TOPIC, *BOXES[0], *BOXES[1]) == body


def test_a_short_last_section_about_the_same_is_no_box() -> None:
    assert body_of(*ON_TOPIC, "The end", "The people on the quay were late again.").rstrip().endswith("late again.")


def test_a_sentence_that_goes_on_is_no_box() -> None:
    rest = "nolp zuldanek ferrimo tib, ruk la zenta pallimon, ti vekka numbo."
    assert body_of(*ON_TOPIC, "Wirra", rest).rstrip().endswith(rest)


@pytest.mark.parametrize("box", BOXES)
def test_a_box_is_parted_from_the_text(box: tuple[str, str]) -> None:
    touching = f"{ON_TOPIC[-1]}\n{box[0].splitlines()[0]}\n{box[1]}"
    assert body_of(*ON_TOPIC, touching).rstrip().endswith(box[1])


def test_without_white_space_more_text_is_no_box() -> None:
    lines = [
        "The ferry that was late",
        "May 3, 2012",
        f"{PROSE} {PROSE} {PROSE} {PROSE} {PROSE}",
        *ON_TOPIC,
        "Pallimon",
    ]
    box = f"{BOXES[0][1]} {BOXES[1][1]}"
    assert sliced("\n".join([*lines, box]), SectionKind.BODY).rstrip().endswith(box)
    assert not sliced("\n\n".join([*lines, box]), SectionKind.BODY).rstrip().endswith(box)


def test_no_box_begins_in_the_middle_of_a_sentence() -> None:
    lines = ["The ferry that was late", "May 3, 2012", f"{PROSE} {PROSE}", *ON_TOPIC, "and the word was", "late", ".”"]
    rest = BOXES[0][1]
    assert sliced("\n".join([*lines, rest]), SectionKind.BODY).rstrip().endswith(rest)
    assert not sliced("\n".join([*lines, *BOXES[0]]), SectionKind.BODY).rstrip().endswith(rest)


def test_text_goes_on_below_its_own_list() -> None:
    items = "\n\n".join(
        f"{way} crossing" for way in ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"]
    )
    for rest in (ON_TOPIC[0], OFF_TOPIC[0]):
        assert body_of(items, rest).rstrip().endswith(rest)


def test_a_step_that_its_text_takes_up_is_no_box_of_an_author() -> None:
    steps = "1. Wait and see:\nWait and see what the ferry does; it was late, and so were its people.", ON_TOPIC[0]
    assert body_of(*ON_TOPIC, *ON_TOPIC, *steps).rstrip().endswith(ON_TOPIC[0])


def test_texts_below_titles_that_are_cut_short_are_other_posts() -> None:
    teasers = [f"{OFF_TOPIC[number]} {PROSE[:90]}{end}" for number, end in enumerate(("...", "…", " [...]"))]
    others = [line for pair in zip(("Of gulls", "Of ropes", "Of tar"), teasers, strict=True) for line in pair]
    body = body_of(*ON_TOPIC, *others)
    assert body.rstrip().endswith(ON_TOPIC[-1])
    assert body_of(*ON_TOPIC, f"{ON_TOPIC[0]}..", f"{ON_TOPIC[1]}..").rstrip().endswith("..")


def test_the_text_does_not_begin_with_the_box_of_the_author_above_it() -> None:
    box = "Ann Lee", "Ann Lee writes. She lives in a house with eleven kettles.", "Kettles", "Ask her anything:"
    text = "\n\n".join(("The ferry that was late", "May 3, 2012", *box, f"{PROSE} {PROSE}", *ON_TOPIC))
    assert "kettles" not in sliced(text, SectionKind.BODY)


def test_a_last_paragraph_that_names_the_site_or_an_address_is_an_appeal() -> None:
    for appeal in ("Quays and Rain lives from its readers.", "Tips? Write to lee@quays.example and we answer."):
        head = "Quays and Rain", "The ferry that was late", "May 3, 2012", f"{PROSE} {PROSE}"
        body = sliced("\n\n".join((*head, *ON_TOPIC, appeal)), SectionKind.BODY)
        assert body.rstrip().endswith(ON_TOPIC[-1])


def test_what_stands_between_a_dateline_below_the_standfirst_and_the_text_is_the_frames() -> None:
    head = "# The ferry that was late", "A ferry was late, and so were its people.", "May 3, 2012", "A quay", "Share"
    body = sliced("\n\n".join((*head, f"{PROSE} {PROSE}", *ON_TOPIC)), SectionKind.BODY)
    assert not any(line in body for line in head[2:])
    assert body.startswith(head[1])


def test_a_post_of_one_line_is_not_the_licence_below_the_form() -> None:
    text = (
        "Ferries\n\nLate once again\n\nMay 3, 2012\n\nIt came at noon.\n\nLeave a Reply\n\n"
        "Your email address will not be published. Required fields are marked *\n\n"
        f"{OFF_TOPIC[2]}\n"
    )
    assert sliced(text, SectionKind.BODY).strip() == "It came at noon."


def test_rules_have_names_and_reasons() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


def body_of(*blocks: str) -> str:
    """Return the body of a page whose article begins with a headline, a dateline and a paragraph."""
    text = "\n\n".join(("The ferry that was late", "May 3, 2012", f"{PROSE} {PROSE}", *blocks))
    return sliced(text, SectionKind.BODY)


ON_TOPIC = [
    "The people on the quay were late as well, and the ferry had begun to tell them where they were going.",
    "Nobody on the ferry was late again after that, and the people began to tell each other about the quay.",
    "Where they were going, people had begun to wait on another quay for another ferry that was late again.",
]
OFF_TOPIC = [
    "Visitors accept small files that remember settings, measure traffic and show suitable advertisements daily.",
    "Questions concerning privacy reach our office within twenty working days unless holidays prevent answers.",
    "Copyright remains with photographers wherever indicated; reproduction requires written permission always.",
]
LIST = "\n".join(f"• Crossing number {number}" for number in range(30))


def test_text_below_a_long_list_is_the_articles_if_it_goes_on_about_the_same() -> None:
    assert body_of(LIST, *ON_TOPIC).rstrip().endswith(ON_TOPIC[-1])
    assert not any(text in body_of(LIST, *OFF_TOPIC) for text in OFF_TOPIC)


def test_one_paragraph_is_too_little_to_tell_what_it_is_about() -> None:
    assert ON_TOPIC[0] not in body_of(LIST, ON_TOPIC[0])


def test_a_caption_goes_with_the_text_of_its_picture() -> None:
    body = body_of("The quay in the rain at noon", "The quay in the rain at noon (Photo: Lee)", *ON_TOPIC)
    assert "noon" not in body
    assert ON_TOPIC[-1] in body


def test_lines_of_a_poem_may_come_back() -> None:
    line = "O ferry, be late once again."
    assert body_of(*([line] * 12)).count(line) == 12


@pytest.mark.parametrize(
    "line",
    [
        "(© Lee)",
        "Photo: © Ann Lee",
        "quay-at-noon.JPG",
        "The quay at noon, when nobody is there yet. Photo: Ann Lee",
        "The quay at noon (foto: Ann Lee / The Ryde Herald)",
        "Share on Facebook Tweet 214 Print",
    ],
)
def test_credits_and_files_of_pictures_and_share_bars_are_no_body(line: str) -> None:
    assert line not in body_of(line, *ON_TOPIC)


@pytest.mark.parametrize("line", ["She said it. Then: silence.", "One name said all: Ann Lee", "I saw it on Facebook."])
def test_what_looks_a_little_like_credits_stays(line: str) -> None:
    assert line in body_of(ON_TOPIC[0], line, *ON_TOPIC[1:])


def test_a_list_of_the_articles_own_headings_is_no_body() -> None:
    headings = ["On the quay", "On the water", "On the far side"]
    contents = "\n".join(f"• {heading}" for heading in headings)
    parts = [block for pair in zip(headings, ON_TOPIC, strict=True) for block in pair]
    body = body_of("Contents", contents, *parts)
    assert "•" not in body
    assert all(heading in body for heading in headings)


def test_an_article_ends_above_the_box_about_its_author() -> None:
    text = DUMP.replace("Topics: Ferries", "Ann Lee\n\nShe has written about ferries for this paper since 1988.")
    assert "1988" not in sliced(text, SectionKind.BODY)


def test_an_article_ends_above_a_form_however_much_follows() -> None:
    form = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"
    assert not any(text in body_of(form, *OFF_TOPIC, *OFF_TOPIC) for text in OFF_TOPIC)


def test_a_dateline_that_comes_back_at_the_end_is_no_body() -> None:
    assert "Ferries" not in body_of(*ON_TOPIC, "This story was filed on May 3, 2012 under Ferries, Quays and Rain.")
