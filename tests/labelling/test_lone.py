"""Names in the heads of one comment or two, in words that no language has."""

from __future__ import annotations

import pytest

from blogparse import parse_post

HEAD = "The rope\n\nPosted on May 1, 2012\n\nI found the rope behind the shed, and it was longer than I thought.\n\n"
TEXTS = ("I had one like it for years. It rotted in the end.", "Longer than mine, I think. Do you still use it?")


def authors(count: int, head: str, names: tuple[str, str]) -> list[str | None]:
    written = "".join(
        head.format(name=name, day=day, number=day - 1) + f"\n\n    {text}\n\n"
        for day, (name, text) in enumerate(zip(names[:count], TEXTS, strict=False), 2)
    )
    noun = "2 comments" if count == 2 else "1 comment"
    return [comment.author for comment in parse_post(f"{HEAD}{noun}\n\n{written}").comments]


@pytest.mark.parametrize(
    "head",
    [
        "  {number}. {name} vano:\n     May {day}, 2012 xo 3:12 pm",
        "  {number}. {name} Mofa:\n     May {day}, 2012 at 3:12 pm",
        "{name} zimud xo May {day}, 2012 at 3:12 pm:",
        "quq {name} xu May {day}, 2012 at 3:12 pm",
        "{number} {name} // May {day}, 2012 at 3:12 pm",
        "{name} (xex fobilupo)\nMay {day}, 2012 at 3:12 pm",
        "{number} On May {day}, 2012, {name} said:",
    ],
)
def test_what_two_heads_share_and_no_name_is_like_is_no_name(head: str) -> None:
    assert authors(2, head, ("Ida Vinter", "bo")) == ["Ida Vinter", "bo"]


@pytest.mark.parametrize(
    "head",
    [
        "  1. {name} vano:\n     May {day}, 2012 xo 3:12 pm",
        "1 {name} // May {day}, 2012 at 3:12 pm",
        "  • {name} xo May {day}, 2012 at 3:12 pm",
    ],
)
@pytest.mark.parametrize("name", ["Ida Vinter", "J. B."])
def test_a_head_alone_loses_words_behind_the_name(head: str, name: str) -> None:
    assert authors(1, head, (name, "")) == [name]


@pytest.mark.parametrize(
    "names", [("Ida Vinter", "Bo Vinter"), ("Ida de Vries", "Bo de Vries"), ("Ida", "Ida"), ("ida vinter", "bo hall")]
)
def test_what_may_be_a_surname_stays(names: tuple[str, str]) -> None:
    assert authors(2, "{name}\nMay {day}, 2012 at 3:12 pm", names) == list(names)
