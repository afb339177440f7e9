"""A name that may be the author's, and what the page knows of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from blogparse.credits import Credits, is_opening
from blogparse.page import Page
from blogparse.text import collapse_repetition, is_full_name, line_key


class Candidate(NamedTuple):
    """Who may have written the post: what that weighs, the lines that say so, the names."""

    weight: float
    rows: range
    credits: Credits


def is_office(page: Page, name: str) -> bool:
    """Tell "Head of Product" and "Tin Boat Foundation" from a person: the page has such words in small letters."""
    words = [word for word in name.split() if word.isalpha()]
    return len(words) > 1 and (any(word.islower() for word in words[1:-1]) or page.says_small(words[-1]))


def is_full(page: Page, name: str) -> bool:
    """Tell a full name, of which no word stands on the page in small letters, as those of "World news" do."""
    return is_full_name(name) and not page.says_small(name)


def has_small(name: str) -> bool:
    """Tell "Cakes from our kitchen" from a name: words in small letters inside it, and nothing else for it."""
    return any(word.islower() for word in name.split())


def is_on_list(page: Page, said: Sequence[int], row: int) -> bool:
    """Tell a category by a list that has it as well, as menus do; but a dateline may itself be a list."""
    thread = page.sectioning.thread
    return not page.is_item(row) and any(page.is_item(at) and at not in thread for at in said)


def is_known_name(page: Page, name: str, row: int | None = None) -> bool:
    """Tell whether the page calls somebody by a name: in its thread, behind "Author:", beside a picture, in prose.

    A picture and its caption, or a picture's text and a link, are the line in `row` once more, right beside it.
    """
    texts = page.lines.texts
    key = line_key(name)
    if key in page.people:
        return True
    if " " not in name:
        return False
    if row is not None:
        if collapse_repetition(texts[row]) != texts[row].strip("_* "):
            return True
        again = page.rows_saying(key)
        if row - 1 in again or row + 1 in again:
            return True
        if any(is_opening(texts[at], page.words) for twin in again for at in page.content(twin - 2, twin)):
            return True
        if any(texts[at].startswith(f"{name} ") and texts[at][len(name) + 1 :][:1].islower() for at in page.prose):
            return True
    return any(name in texts[at] for at in page.pictures)
