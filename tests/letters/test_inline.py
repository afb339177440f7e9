"""Comments whose head and text share a line, as some themes print them and some renderers join them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from blogparse import parse_post

ARTICLE = (
    "# The ferry in winter\n\nPosted on May 6, 2019 by Jane Doe\n\n"
    "The ferry runs until the ice is too thick for it, and then everybody walks. It was like that every year.\n\n"
)
SAID = (
    ("Ann Lind", "7 May 2019 at 9:15", "I walked it once with my father, and the ice sang all the way to the island."),
    ("Bert", "7 May 2019 at 17:40", "Nobody should."),
    ("Cid of the mill", "8 May 2019 at 8:02", "We had a car out there in 1987, and it is still there, some say."),
    ("Dora", "11 May 2019 at 22:30", "The pictures are lovely, and I should like to have the second one on my wall."),
)
POSTS = (
    ("The old bridge", "3 May 2019", "We went there on a rainy day and found nobody but the gulls, as in all years."),
    ("A walk to the mill", "12 April 2019", "The mill has been closed for years, and yet its wheel turns."),
    ("What the tide left", "28 March 2019", "Shells, ropes, and a boot that nobody wanted back from us."),
    ("On bread", "14 February 2019", "It takes three days, a warm kitchen, and more patience than anybody has."),
)
FORMS = {
    "a colon": "  {n}. {name} on {date}: {body}",
    "a verb": "  {n}. {name} sagt: {date} {body}",
    "a link": "  * {name} {date} · {link} {body}",
    "words of no language": "{name} gnarp {date} blorf {body}",
    "escaped Markdown": "  * {name} {escaped} {body}",
}


def told(form: str, said: Sequence[tuple[str, str, str]], link: str) -> str:
    return "\n\n".join(
        FORMS[form].format(n=n, name=name, date=date, escaped=date.replace(" May", "\\. May"), body=body, link=link)
        for n, (name, date, body) in enumerate(said, 1)
    )


def page(form: str) -> str:
    below = "Leave a Reply\n\nYour email address will not be published.\n"
    return f"{ARTICLE}4 comments\n\n{told(form, SAID, 'Reply')}\n\n{below}"


@pytest.mark.parametrize("form", FORMS)
def test_a_head_that_shares_its_line_with_the_text_is_told_from_it(form: str) -> None:
    dump = page(form)
    post = parse_post(dump)
    assert [(c.author, c.body) for c in post.comments] == [(name, body) for name, _, body in SAID]
    assert [c.timestamp and c.timestamp.day for c in post.comments] == [7, 7, 8, 11]
    assert "".join(section.span.of(dump) for section in post.sections) == dump
    for comment in post.comments:
        assert comment.body_span is not None
        assert comment.body_span.of(dump).strip() == comment.body


def test_what_follows_such_a_line_is_the_same_comment() -> None:
    dump = page("a colon").replace("Nobody should.", "Nobody should.\n\n    Not in March, that is.")
    assert [c.paragraphs for c in parse_post(dump).comments][1] == ("Nobody should.", "Not in March, that is.")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heading", ["More from this blog", "Related posts", "Archive"])
def test_a_list_of_posts_is_no_thread(form: str, heading: str) -> None:
    assert not parse_post(f"{ARTICLE}{heading}\n\n{told(form, POSTS, 'Read on')}\n").comments
