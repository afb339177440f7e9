"""The post's own fields: title, date, byline, note, body, topics, on small dumps written for each claim."""

from __future__ import annotations

import textwrap
from datetime import datetime, timedelta

import pytest

from blogparse import Post, parse_post
from blogparse.credits import compile_credits, cut_byline, is_person, read_credits, split_authors
from blogparse.dates import compile_dates
from blogparse.language import load_vocabulary

MENU = "Skip to content\n\nThe Kettle Diaries\n\n  • Home\n  • About\n  • Kettles\n  • Contact\n"
BODY = (
    "The kettle in the parish kitchen was bought in the year of the flood, and nobody has dared to descale it since.\n"
    "\n"
    "I asked the warden about it. She said that a kettle which has outlived three wardens has earned its scale.\n"
    "\n"
    "So we boiled it again and drank what came out, and the meeting was shorter than any that I can remember."
)
TITLE = "A kettle outlives three wardens"


def page(head: str, *, tail: str = "", body: str = BODY, languages: tuple[str, ...] = ("en", "de")) -> Post:
    """Return the record of a page with a menu, the given lines above the body and those below it."""
    return parse_post(f"{MENU}\n{head}\n\n{body}\n\n{tail}\n", languages=languages)


def authors(post: Post) -> tuple[str, ...] | None:
    return post.byline.authors if post.byline is not None else None


# --- title -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n\nMay 3, 2012 by Ann Lee",
        f"Thursday, May 3, 2012\n\n{TITLE}",
        f"{TITLE}\n\nWhat limescale can teach a committee\n\nAnn Lee's avatar\nAnn Lee\nMay 3, 2012",
        f"Kettles\n\n{TITLE}\n\nPosted on May 3, 2012 by Ann Lee",
        f"The Kettle Diaries » Kettles » {TITLE}\n\n{TITLE}\n\nMay 3, 2012",
        f"« The spoon drawer\n\n{TITLE}\n\nMay 3, 2012",
        f"# {TITLE}\n\nMay 3, 2012",
    ],
    ids=["dated below", "dated above", "standfirst", "kicker", "breadcrumb", "arrow above", "markdown"],
)
def test_title_and_day_are_found_in_every_arrangement(head: str) -> None:
    post = page(head)
    assert post.title == TITLE
    assert post.published == datetime(2012, 5, 3)


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE[:-4]}…\n\nKettles\n\n{TITLE}\n\nMay 3, 2012",
        f"kettles.example\n\n{TITLE}\n\nMay 3, 2012",
        f"ann@kettles\n\n{TITLE}\n\nMay 3, 2012",
        f"{TITLE}\n\nAnn Lee / 3.5.2012 / 18:15 / Photo: Kettles",
    ],
    ids=["a teaser cut short", "the site's address", "an account", "a row of credits"],
)
def test_the_title_is_none_of_the_lines_that_look_like_one(head: str) -> None:
    assert page(head).title == TITLE


@pytest.mark.parametrize("headline", ["Why “the kettle” outlives us all!", "Does a kettle outlive them (Shhh...) all?"])
def test_the_first_line_of_a_bare_dump_tells_the_headline_from_the_site(headline: str) -> None:
    first = headline.replace("“", '"').replace("”", '"').replace("...", "…") + " - The Kettle Diaries"
    lines = [
        first,
        "Home",
        "Kettle",
        "Warden work",
        "Kettle work",
        headline,
        "Kettle",
        "Descale it",
        *BODY.split("\n\n"),
    ]
    assert parse_post("\n".join(lines), languages=("en",)).title == headline


SITE, DARING = "The Kettle Diaries", "Nobody dares to say it aloud"
FEEDS = (f"{SITE} » Feed", f"{SITE} » Comments Feed", f"{SITE} » {DARING} Comments Feed")


@pytest.mark.parametrize(
    "links",
    [
        f"#{' '.join(FEEDS)} alternate alternate",
        textwrap.fill(f"#{' '.join(FEEDS)} alternate alternate", 60),
        "\n".join(f"   Link: {feed} (alternate)" for feed in FEEDS),
    ],
    ids=["in one line", "wrapped", "one a line"],
)
def test_the_links_of_the_head_name_the_post_where_a_browser_prints_them(links: str) -> None:
    kicker = "The parish kettle and three wardens"  # all its words come back in the text, none of the title's
    dump = f"{links}\n\n{MENU}\n{kicker}\n\n{DARING}\n\nMay 3, 2012\n\n{BODY}\n"
    assert parse_post(dump, languages=("en",)).title == DARING


@pytest.mark.parametrize("links", [f"Link: {SITE} (alternate)", f"#{SITE} alternate", f"#{SITE} - Atom"])
def test_what_a_feed_in_the_head_is_called_is_the_site(links: str) -> None:
    body = f"Another day, another kettle for these diaries.\n\n{BODY}\n\nShare {SITE}\n\nSubscribe to {SITE}"
    dump = f"{links}\n\n{SITE}\n\n{DARING}\n\nAnn Lee\nMay 3, 2012\n\n{body}\n"
    assert parse_post(dump, languages=("en",)).title == DARING


def test_below_a_site_that_says_its_name_twice_the_headline_is_no_standfirst() -> None:
    name = "The Kettle Gazette"
    assert page(f"{name}\n\n{name}\n\n{DARING}\n\nAnn Lee\nMay 3, 2012", tail=f"Share {name}").title == DARING


def test_a_line_that_says_the_headline_and_more_makes_no_standfirst_of_it() -> None:
    teasers = "\n".join(f"How a ladle outlives {count} cooks\nby Bo Berg\nA tip" for count in ("two", "four"))
    head = f"{TITLE} - A tip\n\n{TITLE}\n\nThe trick with the scale\n\n2\n727\n{teasers}"
    assert page(head).title == TITLE


def test_a_note_at_the_begin_is_no_title_however_its_words_come_back() -> None:
    note = "Editor’s note: The kettle in the parish kitchen has outlived three wardens"
    assert page(f"{DARING}\n\n{note}", body=f"{note}\n\n{BODY}").title == DARING


def test_a_long_paragraph_is_no_title_however_its_words_come_back() -> None:
    opening = " ".join(BODY.split()[:32]).replace(".", ",").rstrip(",")
    assert len(opening) > 150
    assert page(f"{TITLE}\n\n{opening}").title == TITLE


def test_the_field_of_a_form_is_no_text() -> None:
    post = page(f"[                    ] [Enter your search ...]\n{TITLE}\nMay 3, 2012")
    assert post.title == TITLE


def test_an_entry_of_a_list_with_typed_marks_is_no_title() -> None:
    marks = "✅ The kettle that outlives three wardens\n✅ The warden that nobody has dared to descale\n✅ Scale"
    post = page(
        f"{TITLE}\n\n  • Deutsch\n  • Polski\n  • Suomi\n  • Türkçe\n\nAnn Lee", body=f"{BODY}\n\n{marks}\n\n{BODY}"
    )
    assert post.title == TITLE


def test_a_piece_of_a_sentence_is_no_title_where_every_element_has_a_line() -> None:
    pieces = "In this kitchen we have seen how to\noutlive wardens and the kettles of wardens\n, one by one.\n"
    dump = "\n".join(line for line in f"{MENU}\n{TITLE}\n{pieces}{BODY}".split("\n") if line)
    assert parse_post(dump, languages=("en",)).title == TITLE


def test_a_title_does_not_go_on_in_a_rule_below_it() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in BODY.split("\n\n"))
    dump = f"{MENU}\n{TITLE}\n{'_' * 72}\n\nMay 3, 2012\n\n{wrapped}\n"
    assert parse_post(dump, languages=("en",)).title == TITLE


def test_title_is_not_the_entry_of_a_list_of_recent_posts() -> None:
    tail = f"Recent Posts\n\n  • The spoon drawer\n  • {TITLE}\n  • A pan for every lid"
    post = page(f"{TITLE}\n\nMay 3, 2012", tail=tail)
    assert post.title == TITLE
    assert post.title_span is not None
    assert post.title_span.start < 200


def test_a_title_inside_what_looks_like_text_starts_the_body_below_it() -> None:
    slogan = "A diary of kettles, kept by someone who has boiled more water than was strictly needed in one life."
    post = page(f"{slogan}\n\n{TITLE}\n\nMay 3, 2012 by Ann Lee")
    assert post.title == TITLE
    assert slogan not in post.body
    assert post.body.startswith("The kettle in the parish kitchen")


def test_a_wrapped_title_is_joined() -> None:
    long = "Why the oldest kettle of the parish has outlived three wardens and a flood of the river below"
    lines = long[:75].rsplit(" ", 1)[0], long[len(long[:75].rsplit(" ", 1)[0]) + 1 :]
    prose = "\n\n".join(_wrapped(paragraph) for paragraph in BODY.split("\n\n") * 3)
    post = parse_post(f"{MENU}\n{lines[0]}\n{lines[1]}\n\nMay 3, 2012\n\n{prose}\n")
    assert post.title == long


def _wrapped(text: str, width: int = 76) -> str:
    out = [""]
    for word in text.split():
        if out[-1] and len(out[-1]) + 1 + len(word) > width:
            out.append("")
        out[-1] += (" " if out[-1] else "") + word
    return "\n".join(out)


def test_a_short_page_is_known_to_be_wrapped() -> None:
    text = "\n\n".join(_wrapped(paragraph, 48) for paragraph in BODY.split("\n\n"))
    post = parse_post(f"{MENU}\n{TITLE}\n\nMay 3, 2012\n\n{text}\n")
    assert post.title == TITLE
    assert post.body == BODY


def test_signs_of_east_asia_take_two_columns_and_are_joined_without_a_space() -> None:
    text = (
        "山の上の小さな駅に着いたのは夕方で、誰もいない待合室には古い時計がひとつあり、針は五時のところで止まったままだった。"
        "翌朝になってから村の人に聞いてみると、あの時計は三十年前の春からずっと同じ時刻を指しているという話だった。"
    )
    broken = "\n".join(text[at : at + 36] for at in range(0, len(text), 36))
    assert parse_post(f"止まった時計\n\n2012年5月3日\n\n{broken}\n").body == text


def test_without_a_headline_the_article_is_the_dated_text_not_the_longest_notice() -> None:
    notice = "Every kettle that is left on the hob after nine is taken to the cellar, and comes back on Mondays. "
    links = "\n".join(f"  • Kettle {number}" for number in range(30))
    post = parse_post(f"May 3, 2012\n\n{BODY}\n\n{links}\n\n{notice * 4}\n")
    assert "outlived three wardens" in post.body


def test_a_menu_alone_has_no_title() -> None:
    post = parse_post("  • Home\n  • About\n  • Kettles\n  • Contact\n  • Imprint\n")
    assert post.title is None
    assert post.body == ""


# --- dates -----------------------------------------------------------------------------------------------------------


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


# --- byline ----------------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("date", ["投稿日 2020年1月5日", "投稿日: 2020年1月5日"])
def test_the_label_of_a_date_is_no_name(date: str) -> None:
    assert authors(page(f"{TITLE}\n\n{date}", languages=("ja",))) is None


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


# --- note, body, topics ----------------------------------------------------------------------------------------------


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


# --- credit lines by themselves --------------------------------------------------------------------------------------

ENGLISH = load_vocabulary(["en"])
WORDS = compile_credits(ENGLISH)


def test_a_credit_line_tells_updates_and_counts() -> None:
    found = read_credits(
        "Published: Mar 8, 2024 · Modified: May 19, 2025 by Ann Lee · 31 Comments", WORDS, compile_dates(ENGLISH)
    )
    assert [(match.text, is_update) for match, is_update in found.dates] == [
        ("Mar 8, 2024", False),
        ("May 19, 2025", True),
    ]
    assert (found.names, found.is_sure, found.count) == (("Ann Lee",), True, 31)


@pytest.mark.parametrize("text", ["bypass the kettle", "Byron was here", ""])
def test_a_word_that_begins_like_a_byline_is_none(text: str) -> None:
    assert cut_byline(text, WORDS) == ""


def test_a_glued_byline_is_cut_before_its_capital() -> None:
    assert cut_byline("Posted byAnn Lee", WORDS) == "Ann Lee"


@pytest.mark.parametrize("text", ["Leave a comment", "12 Comments", "what a lovely kettle", "Share", "Read more:"])
def test_words_of_the_interface_are_no_person(text: str) -> None:
    assert not is_person(text, WORDS)


def test_two_full_names_and_a_comma_are_two_authors() -> None:
    assert split_authors("Ann Lee, Bo Berg", WORDS) == (("Ann Lee", "Bo Berg"), None)
    assert split_authors("Ann Lee, Reuters", WORDS) == (("Ann Lee",), "Reuters")


# --- dates beyond the first ------------------------------------------------------------------------------------------


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


# --- comments' times -------------------------------------------------------------------------------------------------


def thread(*dates: str) -> str:
    comments = "\n\n".join(
        f"  • Guest {at} says:\n    {date}\n\n    I have a kettle as old as that, number {at}.\n\n    Reply"
        for at, date in enumerate(dates)
    )
    return f"{len(dates)} Responses\n\n{comments}\n"


def test_precision_is_what_the_page_states() -> None:
    dates = ("May 4, 2012 at 8:33 am", "May 5, 2012", "2 years ago", "May 6, 2012 at 9:00:10 am")
    comments = page(f"{TITLE}\n\nMay 3, 2012", tail=thread(*dates)).comments
    assert [comment.timestamp_precision for comment in comments] == ["minute", "day", "relative", "second"]


def test_years_left_out_follow_from_the_post_and_from_the_comments_before() -> None:
    post = page(f"{TITLE}\n\nNovember 3, 2012", tail=thread("Nov 4", "Dec 30", "Jan 2", "May 9", "Sep 1"))
    days = [comment.timestamp and comment.timestamp.date().isoformat() for comment in post.comments]
    assert days == ["2012-11-04", "2012-12-30", "2013-01-02", "2013-05-09", "2013-09-01"]


def test_years_left_out_stay_out_where_nothing_gives_them() -> None:
    post = page(TITLE, tail=thread("Nov 4", "Dec 30", "Jan 2"))
    assert [comment.timestamp for comment in post.comments] == [None, None, None]
    assert [comment.timestamp_text for comment in post.comments] == ["Nov 4", "Dec 30", "Jan 2"]


# --- doubts ----------------------------------------------------------------------------------------------------------


def codes(post: Post) -> list[str]:
    return [diagnostic.code for diagnostic in post.diagnostics]


def test_dates_that_nothing_settles_are_doubts() -> None:
    dump = f"{TITLE}\n\n03/04/2012\n\n{BODY}"  # one such date, and no frame that speaks a language
    post = parse_post(dump)
    assert (post.published, post.published_text, codes(post)) == (None, "03/04/2012", ["day-or-month"])
    settled = parse_post(dump, dayfirst=True)
    assert (settled.published, codes(settled)) == (datetime(2012, 4, 3), [])


def test_a_zone_that_several_countries_share_is_a_doubt() -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012 at 8:33 am IST")
    assert post.published == datetime(2012, 5, 3, 8, 33)
    assert codes(post) == ["unknown-zone"]


def test_a_thread_that_goes_on_elsewhere_is_a_doubt() -> None:
    tail = thread("May 4, 2012 at 8:33 am", "May 5, 2012 at 8:33 am") + "\n← Older Comments\n"
    assert "thread-page" in codes(page(f"{TITLE}\n\nMay 3, 2012", tail=tail))
    assert "thread-page" not in codes(page(f"{TITLE}\n\nMay 3, 2012", tail=thread("May 4, 2012 at 8:33 am")))


# --- blocks and notes ------------------------------------------------------------------------------------------------

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


# --- around the post -------------------------------------------------------------------------------------------------


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
