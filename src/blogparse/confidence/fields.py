"""What speaks for and against title, date and byline of a post, as columns of small numbers.

For the title it is by how much the ranking preferred it; for the date, how much its line weighs beside the other dates
near the article, and whether the thread begins after it; for the byline, what calls the name the author's and where
else it stands. A field that the post does not have is judged by what the page shows in its place.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from blogparse.authorship import PLACES, Credited, Dated
from blogparse.labelling import letter_index
from blogparse.page import Page
from blogparse.records import Byline
from blogparse.text import NO_ROW, is_person_shaped, line_key

_FEW: Final = (0, 1, 2, 3, 5, 8)
_PLACES: Final = (0, 1, 2, 3, 5, 8, 14, 25, 45)
_WORTHS: Final = (-200, -120, -60, -20, 0, 20, 50, 90, 140, 200, 280, 380)
_LEADS: Final = (0, 10, 25, 45, 70, 100, 140, 190, 260, 350)
_WEIGHTS: Final = (3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.5, 14.0)
_LENGTHS: Final = (8, 16, 25, 35, 50, 70, 100)
_DAYS: Final = (-30, -1, 0, 1, 3, 10, 40, 400)
_SEPARATORS: Final = ("|", " - ", " – ", " — ", "»", "«", "::", " : ", "…", "...")


def title_columns(page: Page) -> list[int]:
    """Return what is seen of the title."""
    lines, letters, found = page.lines, page.letters.letters, page.sectioning
    best, second = found.worths
    worth, lead = bisect_left(_WORTHS, best), bisect_left(_LEADS, best - max(second, 0))
    shape = 2 * (page.wrap is not None) + ("_" in letters)
    common = [worth, 16 * worth + lead, lead, shape, 16 * shape + worth, 16 * (page.induction is not None) + lead]
    if not found.title:
        return [*common, *[0] * _OF_TITLES]
    row = found.title.start
    text, key = lines.texts[row], lines.keys[row]
    again = min(lines.keys.count(key), 4)
    place = bisect_left(_PLACES, len(letters[:row].replace("_", "")))
    marks = sum([1 << at for at, mark in enumerate(_SEPARATORS) if mark in text])
    to_text = bisect_left(_PLACES, _apart(page, row, found.article.start)) if found.article else 10
    return [
        *common, 1 + 32 * letter_index(letters[row]) + lead, 1 + place, 1 + 16 * place + lead,
        1 + bisect_left(_LENGTHS, len(text)), 1 + marks, 1 + again, 1 + 16 * again + lead,
        1 + 32 * _class(page, page.row_above(row)) + _class(page, page.row_below(row)),
        1 + 16 * to_text + lead, 1 + text.isupper() + 2 * text[0].islower(),
        1 + min(_apart(page, row, found.title.stop), 3),
        1 + (second > 0), 1 + bool(lines.markers[row]),
    ]  # fmt: skip


_OF_TITLES: Final = 13


def date_columns(page: Page, published: Dated | None, credited: Sequence[Credited]) -> list[int]:
    """Return what is seen of the date of the post."""
    letters = page.letters.letters
    dated = [line for line in credited if line.credits.dates]
    days = {match.text for line in dated for match, _ in line.credits.dates if match.is_complete_date}
    outside = sum(not page.in_comment(row) for row in page.letters.dates)
    common = [
        1 + bisect_left(_FEW, len(days)), 1 + bisect_left(_FEW, outside), 1 + (page.induction is not None),
        1 + bisect_left(_FEW, letters.count("D")), 1 + bool(page.sectioning.title),
        1 + 16 * bisect_left(_FEW, len(dated)) + bisect_left(_FEW, outside),
    ]  # fmt: skip
    if published is None:
        return [*[2 * each for each in common], *[0] * _OF_DATES]
    match, row = published.match, published.rows.start
    own = [line for line in dated if line.rows == published.rows or row in line.rows]
    best = max(own, key=lambda line: line.weight, default=None)
    others = [line.weight for line in dated if line not in own and line.credits.dates[0][0].text != match.text]
    weight = best.weight if best is not None else 0.0
    lead = bisect_left((-2.0, 0.0, 0.3, 1.0, 2.0, 4.0, 7.0), weight - max(others)) if others else 9
    place = _KINDS[best.place] if best is not None else 7
    moment = page.times.resolve(match)
    first = min([c.timestamp.replace(tzinfo=None) for c in page.comments if c.timestamp is not None], default=None)
    gap = 0 if moment is None or first is None else 1 + bisect_left(_DAYS, (first.date() - moment.date()).days)
    said = 2 * match.ambiguous + (match.order is not None)
    languages = len(match.languages)
    return [
        *[2 * each + 1 for each in common], 1 + place, 1 + 16 * place + lead, 1 + lead,
        1 + bisect_left(_WEIGHTS, weight), 1 + gap, 1 + 16 * gap + place,
        1 + 4 * said + (moment is not None), 1 + bisect_left(_FEW, languages), 1 + match.has_time,
        1 + letter_index(letters[row]), 1 + 16 * bisect_left(_FEW, len(days)) + place,
        1 + min(_apart(page, row, published.rows.stop), 3),
        1 + (best is not None and best.credits.is_posted) + 2 * (best is not None and best.credits.is_sure),
        1 + 32 * _class(page, page.row_above(row)) + _class(page, page.row_below(row)),
    ]  # fmt: skip


_OF_DATES: Final = 14
_KINDS: Final = {place: at for at, place in enumerate(PLACES)}


def byline_columns(
    page: Page, published: Dated | None, credited: Sequence[Credited], byline: Byline | None, *, is_inferred: bool
) -> list[int]:
    """Return what is seen of the byline."""
    letters = page.letters.letters
    sure = {name for line in credited if line.credits.is_sure and not line.is_boxed for name in line.credits.names}
    named = {name for line in credited if not line.credits.is_sure for name in line.credits.names}
    common = [
        1 + bisect_left(_FEW, len(sure)), 1 + bisect_left(_FEW, len(named)), 1 + bisect_left(_FEW, letters.count("B")),
        1 + (published is not None), 1 + (page.induction is not None), 1 + bool(page.sectioning.title),
        1 + 16 * bisect_left(_FEW, len(sure)) + bisect_left(_FEW, len(named)), 1 + min(letters.count("b"), 3),
    ]  # fmt: skip
    if byline is None:
        return [*[2 * each for each in common], *[0] * _OF_BYLINES]
    name, row = byline.authors[0], page.row_at(byline.span.start)
    key = line_key(name)
    line = next((line for line in credited if row in line.rows), None)
    place = 7 if line is None else _KINDS[line.place]
    is_sure = line is not None and line.credits.is_sure
    words = min(name.count(" "), 5)
    is_dated = published is not None and row in published.rows
    apart = bisect_left(_PLACES, _apart(page, *sorted((row, published.rows.start)))) if published is not None else 12
    told = 4 * is_inferred + 2 * is_sure + is_dated
    again = bisect_left(_FEW, page.lines.text.count(name))
    return [
        *[2 * each + 1 for each in common], 1 + told, 1 + 16 * told + place, 1 + place, 1 + words,
        1 + 8 * is_person_shaped(name) + told,
        1 + (key in page.people), 1 + 8 * (key in page.people) + told, 1 + again, 1 + 8 * again + told,
        1 + 16 * apart + told, 1 + min(len(byline.authors), 4), 1 + letter_index(letters[row]),
        1 + bisect_left(_LENGTHS, len(byline.text)), 1 + any(map(str.isdigit, name)) + 2 * name[0].islower(),
        1 + 16 * bisect_left(_FEW, len(sure - set(byline.authors))) + told,
        1 + (line is not None and line.is_boxed) + 2 * (line is not None and line.credits.is_vague),
        1 + 32 * _class(page, page.row_above(row)) + _class(page, page.row_below(row)),
    ]  # fmt: skip


_OF_BYLINES: Final = 17


def _apart(page: Page, row: int, below: int) -> int:
    """Return how many lines that are not blank one line is above another; 0 for one that is not."""
    return len(page.letters.letters[row:below].replace("_", ""))


def _class(page: Page, row: int) -> int:
    """Return the number of a line's class, that of what is outside the page for no line."""
    return letter_index("N" if row == NO_ROW else page.letters.letters[row])
