"""Threads in words that no language has, names that share a template, pages that are none."""

from __future__ import annotations

import pytest

from blogparse import parse_post

ARTICLE = """\
Skerry Notes
Home
About
Archive

A walk to the lighthouse

Written by Talmer Quist on 3 May 2019

The old quay was empty when we came, and the gulls had taken the benches for themselves. The kiosk sold rope.

Nobody had told us that the kiosk would be closed for the winter, so we walked on and counted the boats that were left.

The keeper waved. We waved back, and by the time that we had found the stairs the tide was in and the bus had gone.

"""
PEOPLE = ("Marlow", "Ines Okafor", "tidewatcher", "Old Pete", "J. Brandt", "Kasimira", "Lotte van Dam", "quill_9")
SAYINGS = (
    "We were there the week before, and the kiosk was still open then.",
    "The benches belong to the gulls, everyone knows that.",
    "I counted eleven boats last year. How many were left this time?",
    "Lovely pictures, thank you for taking us along.",
    "My grandfather kept the lighthouse for thirty years, and he never once spoke of the winters. I wish I had asked.",
    "Seven, if you count the wreck.",
    "You should come back in June, when the terns are nesting.",
    "I had no idea that one could walk out so far.",
)


def thread(record: str, sayings: tuple[str, ...] = SAYINGS) -> str:
    days = range(4, 4 + len(sayings))
    return "".join(
        record.format(name=name, saying=saying, day=day, number=number)
        for number, (name, saying, day) in enumerate(zip(PEOPLE, sayings, days, strict=False), 1)
    )


@pytest.mark.parametrize(
    "record",
    [
        "{name}\n{day} May 2019\n\n{saying}\n\nDapli\n\n",
        "{name} frobs:\n\n{day} May 2019 zu 10:2{number}\n\n{saying}\n\nDapli | Morp\n\n",
        "{saying}\n\nQuarl {name}, {day} May 2019 10:2{number}\n\n",
        "{number}. {name}\n   {day} May 2019\n\n   {saying}\n\n",
    ],
    ids=["name date text", "verb", "below", "numbered"],
)
def test_a_thread_is_seen_without_a_word_of_its_own(record: str) -> None:
    post = parse_post(f"{ARTICLE}8 Zwirbels\n\n{thread(record)}")
    assert [comment.body for comment in post.comments] == list(SAYINGS)
    assert [comment.timestamp.day for comment in post.comments if comment.timestamp] == list(range(4, 12))


@pytest.mark.parametrize(
    "record",
    [
        "{name} (Glorpsite)\n{day} May 2019 10:2{number}\n\n{saying}\n\n",
        "Zusel vunna {name}\n{day} May 2019 10:2{number}\n\n{saying}\n\n",
        "{name} | Permafix\n{day} May 2019 10:2{number}\n\n{saying}\n\n",
    ],
    ids=["bracket behind", "words before", "link behind"],
)
def test_what_all_names_share_is_no_name(record: str) -> None:
    post = parse_post(f"{ARTICLE}8 Comments\n\n{thread(record)}")
    assert [comment.author for comment in post.comments] == list(PEOPLE)


@pytest.mark.parametrize("name", ["LoLo", "Bram Bram", "Quill says", "#42", "Vera K.", "Jun Mori"])
def test_what_one_name_has_alone_is_its_own(name: str) -> None:
    people = (*PEOPLE[:3], name, *PEOPLE[4:])
    text = thread("{name}\n{day} May 2019\n\n{saying}\n\nReply\n\n").replace(PEOPLE[3], name)
    post = parse_post(f"{ARTICLE}8 Comments\n\n{text}")
    assert [comment.author for comment in post.comments] == list(people)


def test_what_all_names_do_is_the_themes_habit() -> None:
    post = parse_post(f"{ARTICLE}8 Comments\n\n" + thread("{name} {name} {day} May 2019\n\n{saying}\n\nReply\n\n"))
    assert [comment.author for comment in post.comments] == list(PEOPLE)


def test_badges_of_two_words_are_cut_whole() -> None:
    text = thread("{name} Post author{day} May 2019\n\n{saying}\n\nReply\n\n", SAYINGS[:2])
    post = parse_post(f"{ARTICLE}2 Comments\n\n{text}")
    assert [comment.author for comment in post.comments] == list(PEOPLE[:2])


@pytest.mark.xfail(strict=True, reason="labels alone must be surer of a thread than they are of this one")
@pytest.mark.parametrize("mark", ["•", "*"])
def test_items_with_texts_under_names_are_a_thread_without_dates_or_heading(mark: str) -> None:
    menu = "".join(f"  {mark} {each}\n" for each in ("Tides", "Ferries", "Old logs", "Lamps", "Press"))
    record = f"  {mark} {{name}}\n\n    {{saying}}\n\n"
    post = parse_post(f"{ARTICLE}{thread(record)}Browse\n\n{menu}\nFound a mistake?\n")
    assert [(each.author, each.body) for each in post.comments] == list(zip(PEOPLE, SAYINGS, strict=True))


def test_an_article_in_the_form_of_a_list_is_no_thread() -> None:
    steps = "".join(f"{number}. {saying}\n\n" for number, saying in enumerate(SAYINGS, 1))
    assert parse_post(f"{ARTICLE}{steps}Leave a comment\n").comments == ()


@pytest.mark.parametrize("text", ["", "\n \n", "Ann", "May 2, 2020", "•\n•\n•\n", "Reply\n" * 50])
def test_scraps_are_no_thread(text: str) -> None:
    assert parse_post(text).comments == ()


def test_sentences_between_a_head_and_the_next_are_text() -> None:
    sayings = (*SAYINGS[:3], f"{SAYINGS[3]}\n\n{SAYINGS[1]} {SAYINGS[5]}", *SAYINGS[4:6], SAYINGS[1])
    text = thread("{name} {day} May 2019\n{saying}\n", sayings)
    post = parse_post(f"{ARTICLE}{text}\nvorpel_snark\n\nQuarlsite\n")
    assert [comment.body for comment in post.comments] == list(sayings)


def test_a_sentence_above_a_text_is_in_the_span_of_its_comment() -> None:
    dump = (
        " Nobody in the valley still depends on the last tram home – twice, in fact! imho the author "
        "taught me to respect a wooden spoon, but who is counting! A cheap bicycle has to live with "
        "the price of copper as far as I can see.\n"
        "  Posted by: Ülkü B. at Sep 21, 2018, 8:06 am\n"
        " Your third example is cheaper than the last tram home, more or less. My daughter could not "
        "survive without cold tea – twice, in fact. The garden gate always smelled of rain; the rest "
        "is detail.\n"
        "Posted by: Mira at Sep 22, 2018, 4:11 am\n"
        " The second edition is cheaper than the tides, more or less.\n"
        "The lighthouse keeper always smelled of 40 metres of rope? The later data turned out to "
        "ignore fresh paint – twice, in fact.\n"
        "  Posted by: mrs.pepper at Sep 21, 2018, 11:22 pm\n"
    )
    comments = parse_post(dump).comments
    assert comments
    for comment, below in zip(comments, [*comments[1:], None], strict=True):
        assert comment.body_span is None or comment.body_span in comment.span
        assert below is None or comment.span.end <= below.span.start
