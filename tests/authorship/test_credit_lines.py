"""The post's dates and its byline, on small dumps written for each claim."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from blogparse import parse_post
from kettle import BODY, TITLE, authors, page


def test_the_day_of_publication_wins_over_that_of_an_update() -> None:
    assert page(f"{TITLE}\n\nUpdated June 9, 2015 · Published May 3, 2012").published == datetime(2012, 5, 3)
    assert page(f"{TITLE}\n\nLast updated on June 9, 2015").published == datetime(2015, 6, 9)


def test_two_dates_that_touch_are_the_post_and_its_update() -> None:
    post = page(f"{TITLE}\n\n3. Mai 20129. Juni 2015 von Ann Lee")
    assert post.published == datetime(2012, 5, 3)
    assert authors(post) == ("Ann Lee",)


def test_a_time_on_the_line_below_the_day_is_of_the_zone_of_that_day() -> None:
    post = page(f"{TITLE}\nJune 6th, 2013\n07:35 AM ET\n")
    assert post.published is not None
    assert post.published.utcoffset() == timedelta(hours=-4)
    assert (post.published.hour, post.published.minute) == (7, 35)


def test_a_date_in_a_sentence_is_not_the_dateline() -> None:
    body = BODY.replace("I asked the warden about it.", "On March 4, 1997 I asked the warden about it.")
    assert page(TITLE, body=body).published is None


def test_a_date_that_opens_the_headline_is_the_day_where_no_other_is() -> None:
    post = page(f"2012-05-03 {TITLE}")
    assert (post.title, post.published) == (TITLE, datetime(2012, 5, 3))


def test_a_headline_keeps_the_date_that_opens_it_beside_a_dateline() -> None:
    post = page(f"2012-05-03 {TITLE}\n\nPosted on May 4, 2012")
    assert (post.title, post.published) == (f"2012-05-03 {TITLE}", datetime(2012, 5, 4))


def test_a_dateline_below_the_heading_of_an_empty_list_is_the_posts() -> None:
    post = page(TITLE, tail="Share this:\n\nRelated posts\n\nWritten by Ann Lee\n\nMay 3, 2012\n")
    assert (authors(post), post.published) == (("Ann Lee",), datetime(2012, 5, 3))


def test_a_date_of_the_sidebar_is_not_the_dateline() -> None:
    items = "\n".join(f"  • The spoon drawer, part {n}" for n in range(40))
    post = page(TITLE, tail=f"Archives\n\n{items}\n\nMay 3, 2012")
    assert post.published is None


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n\nPublished on May 3, 2012 | Updated on June 9, 2013",
        f"{TITLE}\n\nMay 3, 2012\n\nLast updated: June 9, 2013",
        f"{TITLE}\n\nLast updated: June 9, 2013\n\nPublished: May 3, 2012",
    ],
    ids=["one line", "below", "above"],
)
def test_an_update_is_kept_apart_from_the_day_of_the_post(head: str) -> None:
    post = page(head)
    assert (post.published, post.updated) == (datetime(2012, 5, 3), datetime(2013, 6, 9))
    assert post.updated_text == "June 9, 2013"
    assert post.updated_span is not None


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        ("May 3, 2012June 9, 2013 by Ann Lee", datetime(2012, 5, 3), datetime(2013, 6, 9)),
        ("June 9, 2013May 3, 2012 by Ann Lee", datetime(2012, 5, 3), datetime(2013, 6, 9)),
        ("June 9, 2013\n\nMay 3, 2012\n\nby\n\nAnn Lee", datetime(2012, 5, 3), datetime(2013, 6, 9)),
        ("May 4, 2012May 3, 2012 by Ann Lee", datetime(2012, 5, 4), datetime(2012, 5, 3)),
    ],
    ids=["update last", "update first", "on lines of their own", "set to appear"],
)
def test_of_two_days_that_touch_the_earlier_is_that_of_the_post(
    head: str, published: datetime, updated: datetime
) -> None:
    post = page(f"{TITLE}\n\n{head}")
    assert (post.published, post.updated) == (published, updated)


@pytest.mark.parametrize(
    "line",
    [
        "Published: May 3, 2012",
        "This entry was posted on Thursday, May 3, 2012 at 8:41 pm and is filed under Kettles. "
        + "You can follow it. " * 9,
        "Ann Lee, May 3, 2012 | One like. Be the first of your friends.",
    ],
    ids=["one word", "a long sentence", "a row of links"],
)
def test_what_says_to_be_the_day_is_it_below_a_list_of_posts(line: str) -> None:
    related = "Related Posts\n\n  • The spoon drawer\n  • A pan for every lid"
    post = page(TITLE, tail=f"{related}\n\n{line}" if line[0] != "A" else line)
    assert post.published is not None
    assert post.published.date().isoformat() == "2012-05-03"


def test_the_day_in_a_list_above_the_title_is_the_posts_where_it_stands_alone() -> None:
    assert page(f"  • Ann Lee\n  • May 3, 2012\n  • 1 min\n\n{TITLE}").published == datetime(2012, 5, 3)
    assert page(f"  • May 3, 2012: The spoon drawer\n  • May 1, 2012: A pan\n\n{TITLE}").published is None


def test_a_page_without_an_update_has_none() -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012")
    assert (post.updated, post.updated_text, post.updated_span) == (None, None, None)


def test_the_time_of_the_signature_joins_the_day_above_the_title() -> None:
    post = page(f"Thursday, May 3, 2012\n\n{TITLE}", tail="Posted by Ann Lee at 3:08 PM")
    assert post.published == datetime(2012, 5, 3, 15, 8)
    assert post.published_precision == "minute"


@pytest.mark.parametrize(
    ("line", "names", "affiliation"),
    [
        ("By Ann Lee", ("Ann Lee",), None),
        ("By Ann Lee and Bo Berg", ("Ann Lee", "Bo Berg"), None),
        (
            "By Ann Lee, Bo Berg and Cy Dahl, Special to The Day",
            ("Ann Lee", "Bo Berg", "Cy Dahl"),
            "Special to The Day",
        ),
        ("By Ann Lee, MS, RD", ("Ann Lee, MS, RD",), None),
        ("Written by ANN LEE", ("ANN LEE",), None),
        ("Posted by Ann Lee on May 3, 2012 at 7:35 pm", ("Ann Lee",), None),
        ("Posted on May 3, 2012 by Ann Lee in Kettles", ("Ann Lee",), None),
        ("May 3, 2012 by Ann Lee 21 Comments", ("Ann Lee",), None),
        ("Ann Lee · May 3, 2012 · 7 Comments", ("Ann Lee",), None),
        ("Von Ann Lee am 3. Mai 2012", ("Ann Lee",), None),
        ("Am 3. Mai 2012 Von Ann Lee In Kessel", ("Ann Lee",), None),
        ("By Lee In Soo", ("Lee In Soo",), None),
        ("Ann Lee / 03.05.2012 / 06:15 / 12", ("Ann Lee",), None),
    ],
)
def test_names_of_a_credit_line(line: str, names: tuple[str, ...], affiliation: str | None) -> None:
    byline = page(f"{TITLE}\n\n{line}").byline
    assert byline is not None
    assert (byline.authors, byline.affiliation, byline.text) == (names, affiliation, line)


PERMALINK = "Bookmark the permalink. Follow any comments here with the RSS feed for this post, or leave a trackback."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            f"This entry was written by Ann Lee, posted on May 3, 2012 at 9:15 am, filed under Kettles. {PERMALINK}",
            ("Ann Lee",),
        ),
        (f"This entry was posted on Thursday, May 3, 2012 and is filed under Kettles. {PERMALINK}", None),
        ("Posted on 3 May 2012, in Kettles. Bookmark the permalink. 3 Comments.", None),
        ("Posted on 03.05.2012 by Ann Kettler. It was filed under Kettles.", ("Ann Kettler",)),
    ],
    ids=["written and posted", "posted and filed", "opened by the date", "two sentences"],
)
def test_a_sentence_below_the_body_files_the_post(line: str, names: tuple[str, ...] | None) -> None:
    post = page(TITLE, body=f"{BODY}\n\n{line}")
    assert post.published is not None
    assert post.published.date() == datetime(2012, 5, 3).date()
    assert authors(post) == names


INDONESIAN = (
    "Tulisan ini diposting pada Kamis, 3 Mei 2012 pukul 4:58 pm oleh Ann Lee dan masuk kategori Ketel. "
    "Kamu bisa mengikuti komentar dan balasannya pada tulisan ini menggunakan umpan RSS 2.0, atau trackback."
)
ITALIAN = (
    "Questo articolo è stato scritto da Ann Lee, e pubblicato il 3 Maggio 2012 alle 16:58, archiviato in Tè. "
    "Salva nei segnalibri il permalink. Seguine i commenti qui con il feed RSS di questo articolo."
)


@pytest.mark.parametrize(
    ("line", "names"),
    [(INDONESIAN, None), (ITALIAN, ("Ann Lee",))],
    ids=["a month that many have", "two words that no other language has"],
)
def test_the_sentence_that_files_the_post_may_speak_another_language(line: str, names: tuple[str, ...] | None) -> None:
    post = parse_post(f"Skip to content\n\n{TITLE}\n\n{BODY}\n\n{line}\n\nLeave a reply\n\nRecent posts\n")
    assert post.published == datetime(2012, 5, 3, 16, 58)
    assert authors(post) == names


def test_a_last_paragraph_about_a_day_files_nothing() -> None:
    last = "The first of them had been bought by the wardens on May 3, 2011, and nobody has asked for another."
    assert page(TITLE, body=f"{BODY}\n\n{last} {BODY}").published is None


def test_byline_below_the_body() -> None:
    post = page(f"May 3, 2012\n\n{TITLE}", tail="Posted by Ann Lee at 3:08 PM\n\nLabels: kettles, wardens")
    assert authors(post) == ("Ann Lee",)
    assert post.topics == ("kettles", "wardens")


def test_a_name_on_the_line_below_a_lone_by() -> None:
    post = page(f"{TITLE}\nBy\nAnn Lee\nMay 3, 2012")
    assert (post.title, authors(post)) == (TITLE, ("Ann Lee",))


def test_an_entry_of_the_menu_is_no_author() -> None:
    assert page(f"{TITLE}\n\nMay 3, 2012\nKettles").byline is None


def test_an_empty_byline_gives_nothing() -> None:
    assert page(f"{TITLE}\n\nMay 3, 2012", tail="Post by:\nTopics: Kettles • Wardens").byline is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("May 3, 2012 by Ann Lee One comment", ("Ann Lee",)),
        ("May 3, 2012 by Ann Lee Leave a comment", ("Ann Lee",)),
        ("Posted by Ann Lee under Kettles, Scale | Tags: tea", ("Ann Lee",)),
        ("Posted by By Ann May 3, 2012", ("Ann",)),
        ("Posted by Ann LeeAnn Lee May 3, 2012", ("Ann Lee",)),
        ("__May 3, 2012 __Ann Lee __Kettles, Tea __2", ("Ann Lee",)),
        ("By **Ann Lee **| May 3, 2012", ("Ann Lee",)),
        ("Eingetragen am 3. Mai 2012 von Anna Berg", ("Anna Berg",)),
        ("Autor*in: Anna Berg | 3. Mai 2012", ("Anna Berg",)),
        ("≈ Ann Lee | May 3, 2012", ("Ann Lee",)),
        ("May 3, 2012 | A cup on a windowsill", None),
        ("From one kettle to the next. The warden knows.", None),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(line: str, names: tuple[str, ...] | None) -> None:
    assert authors(page(f"{TITLE}\n\n{line}")) == names


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("zh-Hans", "由 小明 发布于 2020-01-05", "小明"),
        ("zh-Hans", "由小明发布于2020年1月5日", "小明"),
        ("zh-Hans", "文/张三", "张三"),
        ("ja", "投稿日: 2020年1月5日 投稿者: 田中太郎", "田中太郎"),
        ("ja", "2020-01-05に公開 | 田中太郎 | 3 件のコメント", "田中太郎"),
        ("ko", "김철수님이 작성", "김철수"),
        ("ar", "بقلم/ أحمد علي", "أحمد علي"),
        ("sk", "Napísal(a) Jana Nová 5. 1. 2020", "Jana Nová"),
        ("hr", "Objavio/la Ana Horvat 5. siječnja 2020.", "Ana Horvat"),
        ("fr", "Mis en ligne par Luc Dubois le 3 mai 2012", "Luc Dubois"),
        ("tr", "5 Ocak 2020 tarihinde Ali Kaya tarafından yayınlandı", "Ali Kaya"),
        ("he", "מאת דנה כהן 5 בינואר 2020", "דנה כהן"),
    ],
)
def test_words_before_and_behind_a_name_part_it_from_the_line(language: str, line: str, name: str) -> None:
    assert authors(page(f"{TITLE}\n\n{line}", languages=(language,))) == (name,)


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("ja", "投稿日 2020年1月5日"), ("ja", "投稿日: 2020年1月5日"), ("ja", "2020-01-05に公開"),
        ("el", "Ημ/νία Ιαν 5, 04:57 μ.μ."),
    ],
)  # fmt: skip
def test_the_label_of_a_date_is_no_name(language: str, date: str) -> None:
    assert authors(page(f"{TITLE}\n\n{date}", languages=(language,))) is None


@pytest.mark.parametrize(
    ("head", "tail", "name"),
    [
        ("By\n\nAnn Lee\n\n,\n\nColumnist\n\nMay 3, 2012", "", "Ann Lee"),
        ("Author:\n\nkettlefan\n\n|\n\nMay 3, 2012", "", "kettlefan"),
        ("Ann Lee\n\n|\n\non\n\nMay 3, 2012", "", "Ann Lee"),
        ("May 3, 2012\n\nin\n\nOld Kettles", "", None),
        ("May 3, 2012", "Posted by\n\nder Michel\n\nat\n\n21:11", "der Michel"),
        ("May 3, 2012", "Ann Lee\n\nAnn Lee mends kettles, and writes about them and those who own them.", "Ann Lee"),
        ("May 3, 2012", "About Ann Lee\n\nAnn Lee mends kettles, and writes about them and their owners.", "Ann Lee"),
        ("May 3, 2012", "Ann Lee\n\nTinker\n\nDr. Lee aside, Ann mends kettles and writes about them.", None),
        ("May 3, 2012", "Scale Removal\n\nScale removal is a long business, and nobody should hurry it here.", None),
        ("May 3, 2012\n\nThis is a guest post by Bo Berg, who owns a kettle.", "", "Bo Berg"),
    ],
    ids=[
        "by above",
        "label above",
        "separators",
        "category",
        "verb above, below the text",
        "box",
        "about",
        "far",
        "heading",
        "guest",
    ],
)
def test_names_on_lines_of_their_own(head: str, tail: str, name: str | None) -> None:
    assert authors(page(f"{TITLE}\n\n{head}", tail=tail)) == (None if name is None else (name,))


def test_a_category_behind_a_name_is_told_by_the_thread() -> None:
    thread = "2 comments\n\nBo Berg says:\nMay 4, 2012 at 9:12 am\n\nSo true, every word of it.\n\nReply\n\n"
    thread += "Ann Lee says:\nMay 4, 2012 at 9:20 am\n\nThank you for reading it.\n\nReply"
    assert authors(page(f"{TITLE}\n\nMay 3, 2012 Ann Lee Kettles", tail=thread)) == ("Ann Lee",)


def test_the_date_that_opens_the_text_is_the_day_where_no_other_is() -> None:
    body = f"Oslo, 29.11.2022 – {BODY}"
    assert page(TITLE, body=body).published == datetime(2022, 11, 29)
    assert page(f"{TITLE}\n\nMay 3, 2012", body=body).published == datetime(2012, 5, 3)
