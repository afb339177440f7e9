"""Names in other templates: what a theme prints around names, drawn at random and laid around those of real pages.

Few pages show each of the ways in which themes wrap names: labels before them, roles behind them, an address or an
alternative text in front, nothing in between. What they have in common is that the page repeats it; so words of no
language are put around the names of a page, alike in all its lines. Badges on one person's comments are no such way:
learnt from, they cost surnames.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from blogparse.labelling import NameLine

Span = tuple[int, int] | None
_LETTERS: Final = ("aeioubdfgklmnprstvwz", "аеиоубдгклмнпрст", "的人发表说回博客文章者", "のはをにコメント返信")
_BRACKETS: Final = ("()", "[]", "||", "--", "", "", "", "", "")
_SEPARATORS: Final = ("", " ", " ", " ", ": ", " - ", " | ", " — ", " • ")
_WAYS: Final = ("before", "behind", "both", "twice", "address", "number")
FEWEST: Final = 3  # lines from which on it can be seen what they share
KNOWN: Final = 0.2  # share of the pages on which the phrase book takes what is put there for the name


def wrap_names(rng: Random, named: Sequence[tuple[NameLine, Span]]) -> list[tuple[NameLine, Span]]:
    """Return lines with names, wrapped in one way that is drawn for all of them; the same where they are too few."""
    names = [line.text[span[0] : span[1]] if span is not None else "" for line, span in named]
    if len(set(names)) < FEWEST:
        return list(named)
    way = rng.choice(_WAYS)
    before = random_words(rng) + rng.choice(_SEPARATORS) if way in {"before", "both"} else ""
    behind = rng.choice(_SEPARATORS) + random_words(rng) if way in {"behind", "both"} else ""
    between = rng.choice(("", " ", " ", ", "))
    is_known = rng.random() < KNOWN
    wrapped = []
    for number, ((line, span), name) in enumerate(zip(named, names, strict=True), 1):
        head = before
        if way == "twice":
            head = name + between
        elif way == "address":
            head = "".join(("http://", rng.choice(("www.", "")), "".join(name.split()).lower(), ".com", "/ "))
        elif way == "number":
            head = f"{number}. " if len(names) % 2 else f"#{number} "
        wrapped.append((_wrapped(line, span, head, behind, is_known=is_known), _moved(span, len(head))))
    return wrapped


def _wrapped(line: NameLine, span: Span, head: str, tail: str, *, is_known: bool) -> NameLine:
    if span is None:
        return line
    low, high = span
    text = f"{line.text[:low]}{head}{line.text[low:high]}{tail}{line.text[high:]}"

    def place(at: int, *, is_end: bool) -> int:
        if at < low or (at == low and is_end):
            return at
        return at + len(head) + (len(tail) if at > high or (at == high and not is_end) else 0)

    date = None if line.date is None else (place(line.date[0], is_end=False), place(line.date[1], is_end=True))
    if is_known and line.known is not None and line.known[0] <= low and high <= line.known[1]:
        known: Span = (line.known[0], line.known[1] + len(head) + len(tail))
    else:
        known = None if line.known is None else (
            place(line.known[0], is_end=False), place(line.known[1], is_end=True)
        )  # fmt: skip
    return NameLine(text, line.letter, date, known)


def _moved(span: Span, by: int) -> Span:
    return None if span is None else (span[0] + by, span[1] + by)


def random_words(rng: Random) -> str:
    """Return one to three words of no language, perhaps in brackets."""
    letters = rng.choice(_LETTERS)
    words = ["".join(rng.choices(letters, k=rng.randint(2, 8))) for _ in range(rng.choice((1, 1, 2, 2, 3)))]
    if rng.random() < 0.6:
        words[0] = words[0].capitalize()
    opening, closing = (*rng.choice(_BRACKETS), "", "")[:2]
    return f"{opening}{' '.join(words)}{closing}"
