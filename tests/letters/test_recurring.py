"""What recurs beside every date of a page is the theme's, in whatever words."""

from __future__ import annotations

import pytest

from blogparse import parse_post

NAMES = ("Ida Vinter", "Bo", "Clementine Marsh", "Dag Okoro", "Bo")
TEXTS = (
    "The kettle has sung on our stove since the flood, and it never boiled dry.",
    "Ours needs a new lid.",
    "Nine minutes is what a good story takes.",
    "I mended mine with tin.\nIt leaks again.",
    "Tin is the wrong metal, Dag.",
)
HEAD = "The slow kettle\n\nA kettle that takes nine minutes teaches a kitchen to plan ahead.\n\n5 Comments\n"


def page(template: str) -> str:
    """Return a page whose comments are written by a template, one text node a line as in WET files."""
    written = (
        template.format(name=name, text=text, date=f"{day} May 2012 at 10:1{day}")
        for day, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), 2)
    )
    return HEAD + "\n".join(written)


@pytest.mark.parametrize(
    "template",
    [
        "{name}\nSkrevet {date}\n{text}",
        "{name}\n|\nzu {date} (3:02 am)\n|\n{text}",
        "{name}\nSays:\n{text}\nIngemarkt\n{date}",
        "{name}•yesterday\n{text}\n0 | Reply",
    ],
)
def test_the_word_beside_every_date_is_no_name(template: str) -> None:
    post = parse_post(page(template))
    assert [comment.author for comment in post.comments] == list(NAMES)
    assert [" ".join(comment.body.split()) for comment in post.comments] == [text.replace("\n", " ") for text in TEXTS]


def test_somebody_who_writes_most_comments_keeps_the_name() -> None:
    heads = [("Ida Vinter", "Bo")[number == 2] for number in range(5)]
    thread = (f"{name} 1{day} May 2012\n{text}" for day, (name, text) in enumerate(zip(heads, TEXTS, strict=True)))
    assert [comment.author for comment in parse_post(HEAD + "\n".join(thread)).comments] == heads


@pytest.mark.parametrize("day", ["{} de Mac", "{} May", "May {}", "{}. Mai"])
def test_days_without_a_year_date_names_where_several_lines_have_one(day: str) -> None:
    thread = (f"{name} {day.format(at)}\n{text}" for at, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), 3))
    post = parse_post(HEAD + "\n".join(thread), languages=["en", "de", "ms"])
    assert [comment.author for comment in post.comments] == list(NAMES)
    assert {comment.timestamp_precision for comment in post.comments} == {"day"}


@pytest.mark.parametrize("link", ["| Reply", "|   Reply", "· Reply"])
def test_a_name_before_a_link_is_the_name_alone(link: str) -> None:
    assert {comment.author for comment in parse_post(page("{text}\n{date}\n{name} " + link)).comments} == set(NAMES)


@pytest.mark.parametrize("joint", [" @\n", "\n@ ", "\n@\n", "\nat\n", "\n", " at\n"])
def test_a_time_below_its_date_is_read_with_it(joint: str) -> None:
    written = (
        f"{name}\n{day} May 2012{joint}10:1{day}\n{text}\nReply"
        for day, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), 2)
    )
    comments = parse_post(HEAD + "\n".join(written)).comments
    assert [comment.author for comment in comments] == list(NAMES)
    assert [str(comment.timestamp)[:16] for comment in comments] == [f"2012-05-0{n} 10:1{n}" for n in range(2, 7)]


@pytest.mark.parametrize("sign", ["Quill 12Brassbox", "¶", "sent from the kitchen"])
def test_what_stands_between_each_head_and_its_text_is_no_text(sign: str) -> None:
    post = parse_post(page("{name} {date}\n" + sign + "\n{text}"))
    assert [comment.body.replace("\n\n", "\n") for comment in post.comments] == list(TEXTS)


@pytest.mark.parametrize("odd", ["77", "Univ.Prof. Clementine Marsh B.Sc."])
def test_the_slot_decides_what_a_name_is(odd: str) -> None:
    written = (
        f"{odd if name == 'Clementine Marsh' else name} zu {day} May 2012 10:1{day} (Antwort)\n\n{text}\n\n"
        for day, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), 2)
    )
    post = parse_post(HEAD + "\n" + "".join(written))
    assert [comment.author for comment in post.comments] == ["Ida Vinter", "Bo", odd, "Dag Okoro", "Bo"]


@pytest.mark.parametrize("head", ["{name} says:\n{date} | #{n}", "{name} - {date} #{n}", "#{n} {name} {date}"])
def test_a_comment_s_number_stands_on_either_side_of_its_date(head: str) -> None:
    written = (
        head.format(name=name, date=f"{day} May 2012 at 10:1{day}", n=day - 1) + f"\n\n{text}\n\n"
        for day, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True), 2)
    )
    comments = parse_post(HEAD + "\n" + "".join(written)).comments
    assert [(comment.author, comment.timestamp.minute if comment.timestamp else None) for comment in comments] == [
        (name, day + 10) for day, name in enumerate(NAMES, 2)
    ]
