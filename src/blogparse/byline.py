"""Who wrote the post, out of the lines that credit it.

A name that the page calls the author ("by") beats one that merely stands there. A name that merely stands there needs
something else: a date beside it or on a line near, words about its owner below it, the thread or a picture that knows
it. In doubt there is no byline.

It is wrong where another article's teaser, with its own author, stands right against this one, and where two
capitalised words beside the date are a category that stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

import attrs

from blogparse.attribution import BEGIN, BELOW, END, PLACES, Credited, Spot
from blogparse.comments import clean_name
from blogparse.credits import NOTHING, Credits, is_label, is_opening, is_person, read_named, read_names
from blogparse.page import Page
from blogparse.paragraphs import end_of_line
from blogparse.records import Byline
from blogparse.vocabulary import OUTER, line_key

MAX_NAME: Final = 50  # characters
SURE: Final = 5.0  # a name behind "by" outweighs a nearer one that nothing calls the author
UNDATED: Final = -2.5  # a name beside a name-like line, without a date
ONE_WORD: Final = -1.5  # one word beside the date may be a category, whatever else the page does with it
KNOWN: Final = 1.5  # for a name that the page says elsewhere, of a person
BOX: Final = 2.0  # a name over words about its owner, below the text
LEAST: Final = 2.0  # what a name must weigh
ABOUT: Final = 32  # characters: words about a person name them before that, behind a title or an office at most
MAX_FULL_NAME: Final = 3  # words of a name over words about its owner: more are a headline in capitals


def find_byline(page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]) -> Byline | None:
    """Return who wrote the post: the names that the best credit line holds, or the name beside the dateline."""
    best: tuple[float, Byline] | None = None
    for weight, row, found in chain(
        _in_credits(page, credited),
        _near_dates(page, spots, credited),
        _in_boxes(page, spots),
        _below_openings(page, spots, credited),
    ):
        if weight >= LEAST and (best is None or weight > best[0]):
            rows = range(row, end_of_line(page.lines, row, page.wrap))
            byline = Byline(
                authors=tuple(name for name in map(clean_name, found.names) if name),
                affiliation=found.affiliation,
                text=" ".join(page.lines.texts[at] for at in rows),
                span=page.span(rows[0], rows[-1]),
            )
            best = (weight, byline) if byline.authors else best
    return best[1] if best is not None else None


def _in_credits(page: Page, credited: Sequence[Credited]) -> Iterator[tuple[float, int, Credits]]:
    """Yield the names that credit lines call the author's, and those beside a date."""
    for line in credited:
        names = line.credits.names
        if line.credits.is_sure:
            yield line.weight + SURE, line.row, line.credits
        elif line.credits.dates and names and line.place not in {"end", "below"}:
            said = page.rows_saying(line_key(names[0]))
            if not _is_listed(page, said, line.row):
                alone = 0.0 if " " in names[0] or said or line_key(names[0]) in page.people else ONE_WORD
                yield line.weight + alone, line.row, _without_rest(page, line.credits)


def _near_dates(
    page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]
) -> Iterator[tuple[float, int, Credits]]:
    """Yield the names that stand alone on a line near a dateline."""
    texts, letters = page.lines.texts, page.letters.letters
    dated = {line.row for line in credited if line.credits.dates}
    for row in dict.fromkeys(near for line in credited if line.credits.dates for near in page.nearby(line.row)):
        spot = spots.get(row)
        if (
            spot is None
            or spot.place in {"end", "below"}
            or row in dated
            or letters[row] not in "sta"
            or len(texts[row]) > MAX_NAME
            or (spot.place == "above" and page.is_item(row))
            or _is_filed(page, row)
        ):
            continue
        distance = next((at for at, near in enumerate(page.nearby(row)) if near in dated), 4)
        found = read_names(texts[row], page.words)
        if not found.names or distance == 4:
            continue
        name = found.names[0]
        said = page.rows_saying(line_key(name))
        if _is_listed(page, said, row):
            continue
        is_known = _is_known(page, name, row)
        is_there = spot.place != "above" or (distance < 2 and is_known)
        if is_there and (" " in name or len(said) > 1 or line_key(name) in page.people):
            alone = 0.0 if " " in name else ONE_WORD
            yield spot.weight + UNDATED + alone + (KNOWN if is_known else 0.0) - distance // 2, row, found


def _is_listed(page: Page, said: Sequence[int], row: int) -> bool:
    """Tell a category by a list that has it as well, as menus do; but a dateline may itself be a list."""
    return not page.is_item(row) and any(page.is_item(at) for at in said)


def _in_boxes(page: Page, spots: Mapping[int, Spot]) -> Iterator[tuple[float, int, Credits]]:
    """Yield the name over words about its owner, below the text or in its last lines.

    Of several, each is one of those whom the article is about.
    """
    boxes: list[tuple[float, int, Credits]] = []
    for row, spot in spots.items():
        about = _words_below(page, row) if spot.place in {"end", "below"} else -1
        found = read_names(page.lines.texts[row], page.words) if about >= 0 else NOTHING
        if not found.names or _is_listed(page, page.rows_saying(line_key(found.names[0])), row):
            continue
        if name := _boxed_name(page, row, about):
            boxes.append((spot.weight, row, Credits.of_names(name)))
    boxes += _boxes_inside(page)
    if len({found.names for _, _, found in boxes}) == 1:
        weight, row, found = boxes[0]
        yield weight + BOX, row, found


def _boxes_inside(page: Page) -> Iterator[tuple[float, int, Credits]]:
    """Yield the names over words about their owners in the article's last lines, where a list of posts follows them."""
    texts = page.lines.texts
    rows = [row for row in page.sectioning.article if texts[row]]
    for row in rows[max(len(rows) // 3, len(rows) - BELOW) : max(BEGIN, len(rows) - END)]:
        about = _words_below(page, row) if len(texts[row]) <= MAX_NAME else -1
        name = _boxed_name(page, row, about, alone=True) if about >= 0 else ""
        if name and is_person(name, page.words):
            yield PLACES["end"], row, Credits.of_names(name)


def _words_below(page: Page, row: int) -> int:
    """Return the line of running text below a short line, past one more short line at most; -1 where there is none."""
    letters = page.letters.letters
    if letters[row] not in "sta" or page.is_item(row):
        return -1
    for at, below in enumerate(islice(page.content(row + 1, row + 5), 2)):
        if letters[below] == "p" or (page.wrap is not None and letters[below] == "t"):
            return below
        if at or letters[below] not in "sb":
            break
    return -1


def _boxed_name(page: Page, row: int, about: int, *, alone: bool = False) -> str:
    """Return the name that stands over a few words about its owner, in the line `about`, "" where it is none.

    Such a line is a name that the page knows or that the words begin with, maybe behind "About"; what its owner does
    may stand between. `alone` asks for what the words say alone: inside an article, one of the thread's people may
    head a section.
    """
    texts = page.lines.texts
    name = texts[row].strip(OUTER)
    if not alone and about == next(page.content(row + 1, row + 5)) and _is_known(page, name):
        return name
    tokens = name.split()
    for at in range(max(len(tokens) - MAX_FULL_NAME, 0), len(tokens) - 1):
        whole = " ".join(tokens[at:])
        called = [whole] if at else [whole, tokens[0]]  # "Ann writes about"
        is_word = f" {tokens[at].lower()} "  # "The Garden" is no person
        if (
            all(token[0].isupper() for token in tokens[at:])
            and _opens_with(texts[about], called)
            and not any(is_word in text for text in texts)
        ):
            return whole
    return ""


def _below_openings(
    page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]
) -> Iterator[tuple[float, int, Credits]]:
    """Yield the names that have their "Posted by" or "Author:" on the line above."""
    texts, letters = page.lines.texts, page.letters.letters
    for row, spot in spots.items():
        if len(texts[row]) > MAX_NAME or not is_opening(texts[row], page.words):
            continue
        rows = page.content(row + 1, row + 5)
        below = next((at for at in rows if letters[at] != "a" and texts[at][0] != "["), -1)  # past a picture
        # inside the text "by" alone may stand before any link
        dated = {line.row for line in credited if line.credits.dates}
        is_framed = is_label(texts[row]) or spot.place not in {"begin", "end"}
        is_framed = is_framed or not dated.isdisjoint(page.nearby(row))
        is_framed = is_framed or not (texts[row][0].islower() or texts[below][0].islower())
        named = read_named(texts[below], texts[row], page.words) if below >= 0 and is_framed else None
        if named is not None:
            yield spot.weight + SURE, below, named


def _is_filed(page: Page, row: int) -> bool:
    """Tell whether "in" stands alone on the line above: flat dumps part it from the category."""
    above = list(page.content(row - 3, row))
    return bool(above) and line_key(page.lines.texts[above[-1]]) in page.words.filing


def _opens_with(text: str, names: Sequence[str]) -> bool:
    """Tell whether a text soon says what one of some names does: a word in small letters follows the name."""
    second = names[0].split()[1].casefold()
    for name in names:
        at = text.find(f"{name} ", 0, ABOUT + len(name))
        rest = text[at + len(name) + 1 :]
        is_heading = rest.split(" ", 1)[0].casefold() == second  # "Leadership Styles" over "Leadership styles are"
        if at >= 0 and not text[at - 1 : at].isalnum() and rest[:1].islower() and not is_heading:
            return True
    return False


def _is_known(page: Page, name: str, row: int | None = None) -> bool:
    """Tell whether the page calls somebody by a name: in its thread, behind "Author:", beside a picture, in prose.

    A picture and its caption, or a picture's text and a link, are the line in `row` once more, right beside it.
    """
    texts, letters = page.lines.texts, page.letters
    key = line_key(name)
    if key in page.people:
        return True
    if " " not in name:
        return False
    if row is not None:
        again = page.rows_saying(key)
        if row - 1 in again or row + 1 in again:
            return True
        if any(is_opening(texts[at], page.words) for twin in again for at in page.content(twin - 2, twin)):
            return True
        prose = (texts[at] for at, letter in enumerate(letters.letters) if letter == "p")
        if any(text.startswith(f"{name} ") and text[len(name) + 1 :][:1].islower() for text in prose):
            return True
    return any(name in texts[at] for at, letter in enumerate(letters.letters) if letter == "a")


def _without_rest(page: Page, found: Credits) -> Credits:
    """Cut a category behind a name that the page's thread knows: "Ann Lee Travel" where Ann Lee answers comments."""
    first = found.names[0]
    known = {line_key(name): name for name in page.letters.names.values() if " " in name}
    whole = next((name for name in known.values() if first.startswith(f"{name} ")), None)
    return found if whole is None else attrs.evolve(found, names=(whole,))
