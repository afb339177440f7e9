"""Who wrote the post: lines that are glued, broken or crowded, names that stand alone, pages that credit nobody."""

from __future__ import annotations

import textwrap
from datetime import datetime

import pytest

from blogparse import Post, parse_post
from kettle import BODY, TITLE

MENU = "Skip to content\n\n  • Home\n  • About\n  • Kettles\n  • Contact\n"


def page(head: str, *, tail: str = "", body: str = BODY, top: str = "The Parish Pot", **options: object) -> Post:
    """Return the record of a page with a menu, the given lines above the body and those below it."""
    languages = options.get("languages", ("en", "de"))
    assert isinstance(languages, tuple)
    return parse_post(f"{top}\n\n{MENU}\n{head}\n\n{body}\n\n{tail}\n", languages=languages)


def authors(post: Post) -> tuple[str, ...]:
    return post.byline.authors if post.byline is not None else ()


def codes(post: Post) -> set[str]:
    return {diagnostic.code for diagnostic in post.diagnostics}


def comment(name: str, text: str, *, answers: str = "", at: int = 0) -> str:
    """Return a comment as WordPress prints it; its answer is indented deeper."""
    own = f"  • {name} says:\n    May {4 + at}, 2012 at 9:1{at} am\n\n    {text}\n\n    Reply\n"
    return own + (
        f"      • Ann says:\n        May {5 + at}, 2012 at 8:0{at} am\n\n        {answers}\n" if answers else ""
    )


# --- what stands in one line -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("en", "Posted May 3, 2012Author Ann LeeCategories Kettles", "Ann Lee"),
        ("nl", "Geplaatst op 3 mei 2012Auteur Ann LeeCategorieën Ketels", "Ann Lee"),
        ("nb", "InnleggsforfatterAv Ann Lee", "Ann Lee"),
        ("en", "AuthorAnn | Comment5 Comments | Share Article", "Ann"),
        ("hr", "Objavljeno 3. svibnja 2012. autor Ana Horvat", "Ana Horvat"),
        ("tr", "3 Mayıs 2012 tarihinde Ali Kaya tarafından gönderildi", "Ali Kaya"),
        ("fr", "Soumis par Luc Le Goff le lun 15/03/2021 - 17:50", "Luc Le Goff"),
        ("es", "Ana Candia | Palma de Mallorca | 08/01/2014", "Ana Candia"),
        ("es", "Publicado por Ana Candia activado Tuesday, 24 de November del 2020", "Ana Candia"),
        ("es", "Publicado el 31/05/2011 por ana.", "ana"),
        ("en", "By Prof. Ann Lee Saturday December 22, 2018", "Prof. Ann Lee"),
        ("en", "Posted by Ann Lee, S.I.Kom on May 3, 2012 under Kettles", "Ann Lee, S.I.Kom"),
        ("de", "3. Mai 2012 | Geschrieben von ann Kommentare: (18) Trackbacks: (0)", "ann"),
        ("zh-Hans", "2012年05月03日 王小明 评论 278 条评论 87,976 人阅读", "王小明"),
        ("zh-Hant", "王小明 ♦ 2012-05-03", "王小明"),
        ("zh-Hant", "小明 王. ♦ 2012-05-03 ♦ 1 個迴響", "小明 王."),
        ("zh-Hans", "小明 王. 发布于 2012-5-3 02:28 阅读：12", "小明 王."),
        ("zh-Hans", "王小明发布于2012-5-3", "王小明"),
        ("zh-Hans", "2012-5-3 文章由 王小明", "王小明"),
        ("en", "Posted byann May 3, 2012", "ann"),
        ("en", "Posted by ann_lee on May 3, 2012", "ann_lee"),
        ("en", "May 3, 2012 by ann Trackback", "ann"),
        ("en", "Filed by Dipl.-Ing. Ann Lee B.A. at May 3, 2012 under Kettles", "Dipl.-Ing. Ann Lee B.A."),
        ("en", "This entry was posted in Kettles on May 3, 2012 by Ann Lee. Bookmark the permalink.", "Ann Lee"),
    ],
    ids=lambda said: said.split()[0],
)
def test_labels_are_parted_from_what_they_touch(language: str, line: str, name: str) -> None:
    assert authors(page(f"{TITLE}\n\n{line}", languages=(language, "en"))) == (name,)


@pytest.mark.parametrize(
    ("line", "names", "affiliation"),
    [
        ("By Ann Lee (Oslo) and Bo Berg", ("Ann Lee", "Bo Berg"), None),
        ("By our kitchen correspondent Ann Lee", ("Ann Lee",), None),
        ("By Ann Lee, Senior Fellow, KET Lab, Tea, and Library", ("Ann Lee",), "Senior Fellow, KET Lab, Tea, Library"),
        ("By Ann Lee, Parish Kitchen", ("Ann Lee",), "Parish Kitchen"),
        ("By Ann Lee, Bo Berg", ("Ann Lee", "Bo Berg"), None),
        ("Checked by Bo Berg — Written by Ann Lee — May 3, 2012", ("Ann Lee",), None),
        ("By Ann Lee @annboils published May 3, 2012, last updated May 9, 2012", ("Ann Lee",), None),
        ("May 3, 2012 · 7 min read · by Ann Lee", ("Ann Lee",), None),
        ("Von Ann Lee · 3. Mai 2012, 22:15 Uhr · Lesezeit: 2 Min.", ("Ann Lee",), None),
    ],
)
def test_roles_asides_and_accounts_are_no_names(line: str, names: tuple[str, ...], affiliation: str | None) -> None:
    byline = page(f"{TITLE}\n\n{line}").byline
    assert byline is not None
    assert (byline.authors, byline.affiliation) == (names, affiliation)


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2012 · 2 min read",
        "Science and Engineering May 3, 2012",
        "Thoughts, Technology\nMay 3, 2012",
        "Statement No. 14/2016 of May 3, 2012",
        "Paskelbta 2012-05-03",
        "May 3, 2012 · #poetry",
        "May 3, 2012 · share ▼",
        "May 3, 2012\nHead of Product",
        "May 3, 2012\nThe best of our kitchen",
        "May 3, 2012\nThe 50 best kettles",
    ],
)
def test_what_stands_beside_a_date_is_not_always_a_name(line: str) -> None:
    assert authors(page(f"{TITLE}\n\n{line}")) == ()


def test_the_text_says_who_wrote_it() -> None:
    body = f"{BODY}\n\nThis article was written by Ann Lee and Bo Berg."
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", body=body)) == ("Ann Lee", "Bo Berg")


def test_a_signature_that_ends_with_a_link_is_read() -> None:
    post = page(f"May 3, 2012\n\n{TITLE}", body=f"{BODY}\n\nPosted by Ann at 18:42 Email this!")
    assert authors(post) == ("Ann",)
    assert post.published == datetime(2012, 5, 3, 18, 42)


def test_a_name_in_small_letters_is_one_that_the_page_writes_in_capitals() -> None:
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail="by ann lee\n\nAbout Ann Lee, who boils.")) == ("ann lee",)
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail="by and large\n\nTags: tea")) == ()


# --- lines that were one ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Posted on\nMay 3, 2012\nby\nAnn Lee", ("Ann Lee",)),
        ("By\nAnn Lee\nand\nBo Berg\nMay 3, 2012", ("Ann Lee", "Bo Berg")),
        ("Posted by:\nAnn Lee\n, Posted on: May 3, 2012 - Categories:\nTea\n,\nScale", ("Ann Lee",)),
        ("Ann Lee\n|\nMay 3, 2012\n|\n7 comments", ("Ann Lee",)),
    ],
)
def test_a_credit_line_that_a_renderer_broke_is_read_as_one(head: str, names: tuple[str, ...]) -> None:
    post = page(f"{TITLE}\n{head}")
    assert authors(post) == names
    assert post.published == datetime(2012, 5, 3)


# --- names that stand alone ------------------------------------------------------------------------------------------


def test_the_date_above_the_title_has_its_author_beside_it() -> None:
    assert authors(page(f"Ann Lee\n\nMay 3, 2012\n\n{TITLE}")) == ("Ann Lee",)
    assert authors(page(f"  • Ann Lee\n  • May 3, 2012\n  • 1 min read\n\n{TITLE}")) == ("Ann Lee",)
    assert authors(page(f"Kettle notes\n\nMay 3, 2012\n\n{TITLE}", body=f"{BODY} Take notes of it.")) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Author Ann Lee", ("Ann Lee",)),
        ("4 Comments Posted by Ann", ("Ann",)),
        ("Categories: Kettles. Tags: scale. Author: Ann", ("Ann",)),
        ("Author guidelines", ()),
        ("4 Comments Posted by those who own a kettle", ()),
    ],
    ids=["label alone", "behind a counter", "behind topics", "no name", "a sentence"],
)
def test_a_line_right_below_the_text_may_end_with_its_author(line: str, names: tuple[str, ...]) -> None:
    assert authors(page(TITLE, tail=line)) == names


def test_the_date_below_the_text_has_its_author_beside_it() -> None:
    post = page(TITLE, tail="May 3, 2012\n\nAnn Lee\n\nKettles, Tea")
    assert (authors(post), post.published) == (("Ann Lee",), datetime(2012, 5, 3))


def test_a_name_below_the_title_needs_no_date_where_a_picture_has_it_too() -> None:
    assert authors(page(f"{TITLE}\n\nAnn Lee\nAnn Lee\n\nKettles")) == ("Ann Lee",)
    assert authors(page(f"{TITLE}\n\nTea Pots\n\nKettles")) == ()


def test_a_count_of_comments_has_the_author_beside_it() -> None:
    assert authors(page(f"{TITLE}\n\nAnn Lee 7 comments")) == ("Ann Lee",)
    assert authors(page(f"{TITLE}\n\n7 comments")) == ()


def test_an_office_is_no_author() -> None:
    assert authors(page(f"{TITLE}\n\nHead of Product\n\nAnn Lee\n\nMay 3, 2012")) == ("Ann Lee",)


def test_the_thread_knows_the_author() -> None:
    thread = "2 comments\n\n" + comment("Bo", "So true, every word.") + comment("Ann", "Thank you for it.", at=1)
    assert authors(page(f"{TITLE}\n\nMay 3, 2012 ◦ ievietoja Ann ◦ 344", tail=thread)) == ("Ann",)
    assert authors(page(f"{TITLE}\n\nMay 3, 2012\n\nTea\n\nScale\n\nAnn", tail=thread)) == ("Ann",)


def test_the_author_of_a_book_is_not_that_of_its_review() -> None:
    sheet = "Title: The Kettle\nAuthor: Bo Berg\nPublisher: Tin Boats\nPages: 312"
    assert authors(page(f"{TITLE}\n\nMay 3, 2012\n\n{sheet}")) == ()


# --- pages that credit nobody ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["(Ann Lee)", "— Ann Lee", "-- Ann"])
def test_the_last_line_of_the_text_may_sign_it(line: str) -> None:
    post = page(f"{TITLE}\n\nMay 3, 2012", body=f"{BODY}\n\n{line}", tail="Share this:\n\n  • Facebook\n  • Twitter")
    assert authors(post) == (line.strip("(—) -"),)
    assert "inferred-author" in codes(post)


def test_who_is_quoted_signs_nothing() -> None:
    body = f"{BODY}\n\n“A watched kettle never boils, they say.”\n\n— Ben Franklin"
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", body=body)) == ()


def test_the_owner_of_the_page_is_told_by_two_signs() -> None:
    box = "Profile\n\nAnn Lee\n\nI mend kettles, and write about those who own them, and about the tea they make."
    post = page(f"{TITLE}\n\nMay 3, 2012", top="Ann Lee's notes on kettles, tea and the people who make it", tail=box)
    assert authors(post) == ("Ann Lee",)
    assert "inferred-author" in codes(post)
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail=box)) == ()
    about = "Parish Pots\n\nParish Pots mends kettles of all makes, and has done so for a hundred years."
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail=f"{about}\n\n© 2012 Parish Pots")) == ()


def test_what_the_owner_does_may_stand_behind_the_name() -> None:
    about = "I'm Ann Lee. On this page I mend kettles, and write about those who own them, and about their tea."
    talk = comment("Bo", "Which one?", answers="The old one.")
    tail = f"2 Comments\n\n{talk}\nProfile\n\nAnn Lee Kettle Mender\n\n{about}"
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail=tail)) == ("Ann Lee",)


def test_a_page_is_its_owners_where_head_and_copyright_say_whose_notes_they_are() -> None:
    head = f"{TITLE}\n\nMay 3, 2012"
    assert authors(page(head, top="Ann Lee's Kettle Notes", tail="© 2012 Ann Lee's Kettle Notes")) == ("Ann Lee",)
    assert authors(page(head, top="Ann Lee's Kettle Notes", tail="© 2012 Parish Pots")) == ()


def test_the_box_about_the_owner_may_be_broken_into_lines() -> None:
    about = "I mend kettles, and write about those who own them, and about the tea that they make of it."
    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in [*BODY.split("\n\n"), "More of me", "Ann Lee", about])
    post = page(f"{TITLE}\n\nMay 3, 2012", body=wrapped, top="Ann Lee's notes on kettles")
    assert authors(post) == ("Ann Lee",)


def test_a_short_title_does_not_make_a_menu_of_the_name_below_it() -> None:
    menu = [f"Kettles of {place}" for place in ("Rome", "Oslo", "Bergen", "Turku", "Riga", "Vilnius", "Gdańsk", "Kyiv")]
    lines = [*menu, "Kettles at work in the parish", "Ann Lee", "May 3, 2012"]
    dump = "\n".join([*lines, *BODY.split("\n\n")])
    assert authors(parse_post(f"{dump}\n", languages=("en",))) == ("Ann Lee",)


def test_who_answers_by_name_is_the_author() -> None:
    talk = ""
    for at, name in enumerate(("Boris", "Cyril", "Diana", "Edgar")):
        talk += f"{name} says:\nMay {4 + at}, 2012 at 9:1{at} am\n\nWhich kettle is it that you mean?\n\n"
        talk += f"Ann says:\nMay {4 + at}, 2012 at 10:1{at} am\n\n{name}, it is the old one with the scale.\n\n"
    about = "About Ann\n\nKettles, and those who own them."
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail=f"8 comments\n\n{talk}\n{about}")) == ("Ann",)


def test_who_answers_the_comments_is_the_author() -> None:
    names = ("Bo", "Cy", "Di", "Ed")
    talk = [comment(name, "Which kettle is it?", answers="The old one.", at=at) for at, name in enumerate(names)]
    about = "\nAbout Ann\n\nKettles, and those who own them."
    post = page(f"{TITLE}\n\nMay 3, 2012", tail="8 comments\n\n" + "\n".join(talk) + about)
    assert authors(post) == ("Ann",)
    assert "inferred-author" in codes(post)
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail="4 comments\n\n" + "\n".join(talk[:2]) + about)) == ()
    assert authors(page(f"{TITLE}\n\nMay 3, 2012", tail="8 comments\n\n" + "\n".join(talk))) == ()


def test_a_credited_author_is_no_doubt() -> None:
    assert "inferred-author" not in codes(page(f"{TITLE}\n\nBy Ann Lee\n\nMay 3, 2012"))
