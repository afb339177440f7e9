"""Threads in every language: each way a locale says who speaks, each date of the tables, read back from a page.

The pages hold no more than a frame in the language; names and bodies are the same in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from blogparse import parse_post
from blogparse.dates import compile_dates, find_timestamp
from blogparse.language import Role, Speech, available_languages, infer_speech, load_locale, load_vocabulary
from blogparse.letters import classify_lines
from blogparse.text import split_lines
from tables import locale_of, rows

NAMES = ["Ann Berg", "Tomek", "Lucia Ferro", "maria77"]
BODIES = [
    "I never knew that this was possible, thank you.",
    "The second time I went there it rained.",
    "Where did you park the car, if I may ask?",
    "Same here.",
]
ARTICLE = (
    "A long way home\n\nThe river was cold that day, and we walked along its bank for hours, until the light went."
)
MOMENTS = [row for row in rows() if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?( .*)?", row[2])]
"""The rows of the tables that give date and time, and leave no doubt about day and month."""
LANGUAGES = sorted({locale_of(row[0]) or "" for row in MOMENTS})


def moments(tag: str) -> list[tuple[str, str]]:
    """Return the dates of a language as pages print them, each with its reading."""
    return [(text, reading[:16]) for language, _, reading, text in MOMENTS if locale_of(language) == tag]


def heads(tag: str, date: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the ways to write a comment's head in a language: a description, and the head for each name."""
    for phrase in load_locale(tag).phrases[Role.SAYS]:
        if set(re.findall(r"\{(\w+)\}", phrase)) == {"author"}:
            said = [phrase.replace("{author}", name) for name in NAMES]
            yield f"{phrase}: / date", [f"{head}:\n{date}" for head in said]
            yield f"{phrase}: date", [f"{head}: {date}" for head in said]
            yield f"date / {phrase}:", [f"{date}\n{head}:" for head in said]
    yield "name / date", [f"{name}\n{date}" for name in NAMES]


def page(tag: str, written: list[str], heading: str) -> str:
    """Return a page with a thread of four comments."""
    phrases = load_locale(tag).phrases
    reply, form = phrases[Role.REPLY][0], phrases[Role.COMMENT_FORM][0]
    comments = [f"{head}\n{body}\n{reply}" for head, body in zip(written, BODIES, strict=True)]
    return "\n\n".join([ARTICLE, heading, *comments, form])


def thread(text: str) -> list[tuple[str | None, str | None, str]]:
    return [
        (comment.author, comment.timestamp.isoformat()[:16] if comment.timestamp else None, comment.body)
        for comment in parse_post(text).comments
    ]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_way_to_say_who_speaks(tag: str) -> None:
    phrases = load_locale(tag).phrases
    plain = next(heading for heading in phrases[Role.COMMENTS_HEADINGS] if "{" not in heading)
    dates = moments(tag)
    wrong = []
    for at, (date, moment) in enumerate(dates):
        for heading in (plain, f"4 {phrases[Role.COMMENT_NOUNS][-1]}"):
            for number, (name, written) in enumerate(heads(tag, date)):
                if number % len(dates) == at:  # every phrase and every date, not every pair
                    expected = list(zip(NAMES, [moment] * len(NAMES), BODIES, strict=True))
                    if thread(page(tag, written, heading)) != expected:
                        wrong.append(f"{heading} | {name} | {date}")
    assert not wrong


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_date_of_the_table_dates_comments(tag: str) -> None:
    heading = next(text for text in load_locale(tag).phrases[Role.COMMENTS_HEADINGS] if "{" not in text)
    wrong = []
    for date, moment in moments(tag):
        written = [f"{name}\n{date}" for name in NAMES]
        if thread(page(tag, written, heading)) != list(zip(NAMES, [moment] * len(NAMES), BODIES, strict=True)):
            wrong.append(date)
    assert not wrong


ENGLISH = "Skip to content\n\nPosted by Ann\n\nLeave a reply\n\nRecent comments\n\nPowered by us"
MIXED = [
    ("3 mei 2020", "2020-05-03T00:00"),
    ("27 Dicembre, 2022 @ 01:19", "2022-12-27T01:19"),
    ("28 四月 2014 at 6:44", "2014-04-28T06:44"),
    ("15. jún 2018, 14:21", "2018-06-15T14:21"),
    ("Eylül 30, 2022 at 10:58", "2022-09-30T10:58"),
    ("22 de دسمبر de 2011 13:05", "2011-12-22T13:05"),
    ("25 de November de 2007 a las 10:15", "2007-11-25T10:15"),
    ("2014. április 7. 18:30", "2014-04-07T18:30"),
]
"""Dates in words of a language that the page's frame does not speak."""


@pytest.mark.parametrize(("date", "moment"), MIXED)
def test_dates_of_another_language_in_an_english_frame(date: str, moment: str) -> None:
    assert infer_speech(split_lines(ENGLISH), available_languages()) == Speech(("en",))
    written = [f"{name}\n{date}" for name in NAMES]
    text = page("en", written, "4 comments").replace(ARTICLE, f"{ENGLISH}\n\n{ARTICLE}")
    assert thread(text) == list(zip(NAMES, [moment] * len(NAMES), BODIES, strict=True))
    assert infer_speech(split_lines(text), available_languages()).dated


def test_a_weekday_tells_the_language_of_dates() -> None:
    text = "Reply\n\nLeave a reply\n\nJane | maandag 16 juni 2008, 11:05\n\nBo | vrijdag 5 december 2008, 12:10"
    assert "nl" in infer_speech(split_lines(text), available_languages()).dated


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("2 bình luận", ("vi",)),  # a noun of two words
        ("Gepostet am 17 Mai 2018", ("de",)),  # how a line opens
        ("Συντάκτης: Jane Doerr", ("el",)),  # a label
        ("Jane Doerr tarafından", ("tr",)),  # how a line ends
        ("před 3 lety", ("cs",)),  # a unit of time
        ("Jane Doerr", ()),
    ],
)
def test_one_line_makes_a_language_likely(line: str, tags: tuple[str, ...]) -> None:
    speech = infer_speech(split_lines(f"{ARTICLE}\n\n{line}"), available_languages())
    assert (speech.spoken or speech.likely)[:1] == tags


def test_months_of_no_language_are_told_by_their_place() -> None:
    dates = ["12 plimo 2014", "13 plimo 2014 10:23", "2 dorto 2014", "13 plimo 2014"]
    text = page("en", [f"{name}\n{date}" for name, date in zip(NAMES, dates, strict=True)], "4 comments")
    assert infer_speech(split_lines(text), available_languages()).months == {"plimo", "dorto"}
    comments = parse_post(text).comments
    assert [comment.author for comment in comments] == NAMES
    assert [comment.timestamp_text for comment in comments] == dates
    assert {(comment.timestamp, comment.timestamp_precision) for comment in comments} == {(None, "year")}


def test_words_beside_numbers_are_no_months_where_most_dates_have_known_ones() -> None:
    text = "Version 12 Plimo 2014\n\nVersion 13 Plimo 2014\n\nVersion 3 Plimo 2013\n\n" + "\n".join(
        f"{day} May 2014" for day in (1, 2, 3)
    )
    assert infer_speech(split_lines(text), available_languages()).months == frozenset()


@pytest.mark.parametrize("date", ["Friday, 23 September. 2016 10:15", "23 Sep 2016 10:15 am", "2016-09-23 10:15"])
@pytest.mark.parametrize("tag", ["ru", "el", "ja", "fi", "pl"])
def test_english_dates_in_the_frame_of_another_language(date: str, tag: str) -> None:
    written = [f"{name}\n{date}" for name in NAMES]
    heading = next(text for text in load_locale(tag).phrases[Role.COMMENTS_HEADINGS] if "{" not in text)
    assert thread(page(tag, written, heading)) == list(zip(NAMES, ["2016-09-23T10:15"] * 4, BODIES, strict=True))


def test_a_page_whose_language_dates_its_comments_needs_no_other() -> None:
    text = page("de", [f"{name}\n3. Mai 2020 um 10:15" for name in NAMES], "4 Kommentare")
    assert infer_speech(split_lines(text), available_languages()).dated == ()


@pytest.mark.parametrize("tag", available_languages())
def test_the_line_table_leaves_phrases_as_they_are(tag: str) -> None:
    phrases = [phrase for role in load_locale(tag).phrases.values() for phrase in role]
    changed = [phrase for phrase in phrases if split_lines(f"x {phrase}").texts != [f"x {phrase}"]]
    assert not changed, "a line never reads like this: such a phrase is found on no page"


@pytest.mark.parametrize(
    ("credit", "authors"),
    [
        ("執筆者：Jane Doerr", ("Jane Doerr",)),
        ("Συντάκτης: Jane Doerr", ("Jane Doerr",)),
        ("Jane Doerr tarafından", ("Jane Doerr",)),
        ("Data di pubblicazione: maggio 8, 2009 alle 1:55 am", None),
        ("Fecha de publicación: junio 15, 2010 6:06 am", None),
    ],
)
def test_credits_beside_a_headline(credit: str, authors: tuple[str, ...] | None) -> None:
    title, article = ARTICLE.split("\n\n")
    date = "" if authors is None else "\n2013-06-06 10:23"
    post = parse_post(f"{title}\n{credit}{date}\n\n{article}\n\nOn the way back we met nobody at all, not even a dog.")
    assert (post.title, post.byline.authors if post.byline else None) == (title, authors)
    assert post.published is not None


@pytest.mark.parametrize(
    ("tag", "heads", "names"),
    [
        ("en", ("Comment fromJane Doerr - 6 June 2013 at 10:23", "Comment fromstardust99 - 6 June 2013 at 11:23"),
         ("Jane Doerr", "stardust99")),
        ("zh-Hans", ("Jane Doerr 管理员 2013-06-06 10:23", "Bob 游客 2013-06-06 11:23"), ("Jane Doerr", "Bob")),
        ("he", ("195 ימים לפני (195 ימים לפני) Jane Doerr", "94 ימים לפני (94 ימים לפני) Bob"), ("Jane Doerr", "Bob")),
    ],
)  # fmt: skip
def test_names_beside_dates_lose_what_is_glued_or_said_of_them(
    tag: str, heads: Sequence[str], names: tuple[str, ...]
) -> None:
    vocabulary = load_vocabulary([tag, "en"])
    letters = classify_lines(split_lines("\n".join(heads)), vocabulary, compile_dates(vocabulary))
    assert tuple(stamp.name for stamp in letters.stamps.values()) == names


def test_a_time_stands_behind_the_words_into_which_a_format_was_translated() -> None:
    reader = compile_dates(load_vocabulary(["ur", "en"]))
    match = find_timestamp("Jane | 22 de دسمبر de 2011 at جی: آئی اے(3:02 pm)", reader)
    assert match is not None
    assert (match.year, match.month, match.day, match.hour, match.minute) == (2011, 12, 22, 15, 2)
