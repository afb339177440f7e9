"""Where the text at the open end of a thread ends, and what of the head's last line is none of a text."""

from __future__ import annotations

from textwrap import fill

import pytest

from blogparse import parse_post

ARTICLE = """\
Notes from the weir

Home
Archive

The otter came back

By Ada Renner
March 3, 2014

We had not seen one below the weir since the flood, and nobody had believed the boy who said that it was there.

It sat on the lower sill, ate half a perch, and left the other half to the heron. Then it slid into the race.

Discussion

"""
SAYINGS = (
    ("Tom Oslo", "I saw it too, two days ago, and it looked well fed."),
    ("Pia Holm", "The heron was there before, it only waits for somebody else to do the work."),
    ("zefira", "How large was the perch?"),
    ("Ben Ost", "My aunt says there were three of them in her time, and that they stole the eels out of the pots."),
    ("Ann Lee", "What a lovely story."),
)


def thread(head: str = "{name}, 2014/03/0{day} 10:1{day}", size: int = len(SAYINGS)) -> str:
    return "".join(
        f"{head.format(name=name, day=day)}\n\n{text}\n\n" for day, (name, text) in enumerate(SAYINGS[:size], 4)
    )


def bodies(text: str) -> list[str]:
    return [comment.body for comment in parse_post(text).comments]


@pytest.mark.parametrize(
    "tail",
    [
        "Gribble your vorpel. Snark nopta:\n\notter.txt · Zadnop: 2014/03/01 09:02 by 127.0.0.1\n\nTools\n\n  • Edit\n",
        "Subscribe to these notesSubscribe to all notes\nPowered by Weir v2.1\n© Weir\n",
        "",
    ],
    ids=["editor's hint and last change", "glued links", "nothing"],
)
def test_the_last_text_ends_where_the_page_speaks_again(tail: str) -> None:
    assert bodies(f"{ARTICLE}{thread()}{tail}") == [text for _, text in SAYINGS]


@pytest.mark.parametrize("signature", ["Thanks,\n\nAnn.", "I shall tell it to my sister."])
def test_the_last_text_may_be_signed(signature: str) -> None:
    text = f"{ARTICLE}{thread()}{signature}\n\nLeave a comment\n\nName\n\nEmail\n"
    assert bodies(text)[-1] == f"{SAYINGS[-1][1]}\n\n{signature}"


def test_an_answered_name_that_opens_a_text_is_of_the_text() -> None:
    text = thread().replace("How large", "@Pia Holm:\n\nHow large")
    assert bodies(f"{ARTICLE}{text}")[2] == f"@Pia Holm:\n\n{SAYINGS[2][1]}"


@pytest.mark.parametrize(
    "saying",
    [
        "It was far too cold for any of them, and rather too wet, at the same time.",
        pytest.param(
            "We counted the eels twice that night, by hand, and there were over just 5.",
            marks=pytest.mark.xfail(strict=True, reason="a number that stands alone is taken for that of an item"),
        ),
        "The weir has asked for help with nets, pots, and lower sills, die Rede- und Antwortzeit.",
    ],
    ids=["time", "number", "hyphen"],
)
def test_what_a_fixed_width_breaks_off_a_text_stays(saying: str) -> None:
    sayings = [*(text for _, text in SAYINGS), saying, "So it is."]
    heads = [
        f"Ann {name}, 2014/03/{day} 10:12"
        for day, name in enumerate(("Oslo", "Holm", "Ost", "Lee", "By", "Aa", "Fox"), 11)
    ]
    records = "".join(
        f"{head}\n\n{fill(text, 72, break_on_hyphens=False)}\n\n" for head, text in zip(heads, sayings, strict=True)
    )
    article = "\n\n".join(fill(part, 72) for part in ARTICLE.split("\n\n"))
    assert bodies(f"{article}\n\n{records}Leave a comment\n\nName\n") == sayings
