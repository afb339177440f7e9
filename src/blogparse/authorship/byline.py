"""Who wrote the post, out of the lines that credit it.

A name that the page calls the author ("by") beats one that merely stands there. A name that merely stands there needs
something else: a date beside it or on a line near, words about its owner below it, the thread or a picture that knows
it. Where no line credits anybody, `host` asks the rest of the page. In doubt there is no byline.

It is wrong where another article's teaser, with its own author, stands right against this one, and where two
capitalised words beside the date are a category that stands nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

import attrs

from blogparse.authorship import lone_names
from blogparse.authorship.credit_lines import PLACES, STEP, Credited, Dated, Spot
from blogparse.authorship.host import infer_author, is_sheet
from blogparse.credits import Credits
from blogparse.dates import TimestampMatch
from blogparse.page import Page
from blogparse.records import Byline
from blogparse.text import MAX_PERSON, clean_name, line_key

LEAST: Final = 2.0  # what a name must weigh
ENOUGH: Final = (
    PLACES["between"] + lone_names.UNDATED + lone_names.KNOWN + lone_names.OWN
)  # more than any name has that nothing calls the author's
OTHERS: Final = -9.0  # a name behind "by" in a list of other posts, or beside another day below the text
SIGN: Final = 4  # content lines below the text in which the day may stand once more, with the author
MARKS: Final = 4  # characters between the two


def find_byline(
    page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited], published: Dated | None
) -> tuple[Byline | None, bool]:
    """Return who wrote the post, and whether that is concluded, as no line of the page credits anybody.

    It is the names that the best credit line holds, or the name beside the dateline.
    """
    best: lone_names.Candidate | None = None
    names: dict[str, range] = {}  # with the rows in which each stands
    called = (
        _in_credits(page, credited, published),
        lone_names.below_openings(page, spots, credited),
        lone_names.behind_labels(page, spots),
    )
    standing = (lone_names.near_dates(page, spots, credited, published), lone_names.in_boxes(page, spots))
    for readings in (called, standing):
        for reading in chain(*readings):
            if reading.weight >= LEAST:
                for name in reading.credits.names:
                    names.setdefault(name, reading.rows)
                best = reading if best is None or reading.weight > best.weight else best
        if best is not None and best.weight > ENOUGH and " " in best.credits.names[0]:
            break
    is_inferred = best is None
    if best is None:
        best = infer_author(page, spots)
    return (_byline(page, best.rows, best.credits, names) if best is not None else None), is_inferred


def _byline(page: Page, rows: range, found: Credits, names: Mapping[str, range]) -> Byline | None:
    """Return the record of a byline; of `names`, one that says more than the first author alone takes its place."""
    authors, affiliation = list(found.names), found.affiliation
    if len(authors) > 1 and affiliation is None and found.is_sure and lone_names.is_office(page, authors[-1]):
        affiliation = authors.pop()
    if len(authors) == 1 and " " not in authors[0]:
        longer = (
            name for name in sorted(names) if name.startswith(f"{authors[0]} ") and not lone_names.is_office(page, name)
        )
        name = next(longer, None)
        if name is not None:
            authors, rows = [name], names[name]
    cleaned = tuple(name for each in authors if (name := clean_name(page.letters.parts.without_picture(each))))
    if not cleaned:
        return None
    text = " ".join(page.lines.texts[at] for at in rows if page.lines.texts[at])
    return Byline(authors=cleaned, affiliation=affiliation, text=text, span=page.span(rows[0], rows[-1]))


def _in_credits(page: Page, credited: Sequence[Credited], published: Dated | None) -> Iterator[lone_names.Candidate]:
    """Yield the names that credit lines call the author's, and those beside a date."""
    own = published.match if published is not None else None
    ages = {line.row for line in credited if line.place == "above" and _is_aged(line)}
    teasers = ages if len(ages) > 1 else set()
    for line in credited:
        found = line.credits
        is_others = line.is_boxed
        if found.is_sure and found.names:
            if (found.dates or not is_sheet(page, line.row)) and not (found.is_vague and not _is_said(page, found)):
                yield lone_names.Candidate(
                    line.weight + lone_names.SURE + (OTHERS if is_others else 0.0), line.rows, _whole(page, line)
                )
            continue
        if not (found.dates or found.count is not None) or is_others or (line.place == "above" and line.row in teasers):
            continue
        spoken = _spoken(page, line)
        if spoken:
            yield lone_names.Candidate(line.weight + lone_names.KNOWN, line.rows, Credits.of_names(spoken))
        elif found.names and (line.place not in {"end", "below"} or _is_day_again(page, line, own)):
            name = found.names[0]
            said, is_speaker = page.rows_saying(line_key(name)), line_key(name) in page.people
            is_known = bool(said) or is_speaker
            is_listed = not is_speaker and lone_names.is_on_list(page, said, line.row)
            if not is_listed and (is_known or not found.is_vague):
                alone = 0.0 if " " in name or is_known else lone_names.ONE_WORD
                yield lone_names.Candidate(line.weight + alone, line.rows, found)


def _is_aged(line: Credited) -> bool:
    """True for a line whose only time is an age: "AP - 53 mins ago" over the next headline."""
    return all(date.relative is not None for date, _ in line.credits.dates)


def _is_day_again(page: Page, line: Credited, own: TimestampMatch | None) -> bool:
    """True for a line right below the text that has the post's day once more, a name, and nothing else."""
    if own is None or line.weight < PLACES[line.place] - STEP * SIGN or len(line.rows) > 1:
        return False
    dates = [date for date, _ in line.credits.dates if _is_same_day(own, date)]
    rest = len(page.lines.texts[line.row]) - len(line.credits.names[0])
    return bool(dates) and rest <= len(dates[0].text) + MARKS


def _is_same_day(match: TimestampMatch, other: TimestampMatch) -> bool:
    return (match.year, match.month, match.day) == (other.year, other.month, other.day)


def _is_said(page: Page, found: Credits) -> bool:
    """Return whether the page writes a name elsewhere, in capitals: a theme may have put it in small letters."""
    name = found.names[0].title()
    return any(name in text for text in page.lines.texts)


def _whole(page: Page, line: Credited) -> Credits:
    """Return the names of a line, the first as the page has it elsewhere: "Ann on the hill", "on" included."""
    found, first = line.credits, line.credits.names[0]
    text = " ".join(page.lines.texts[row] for row in line.rows).casefold()
    behind = text.partition(first.casefold())[2]
    if len(found.names) > 1 or not (behind[:1].isspace() and behind[1:2].isalpha()):
        return found
    elsewhere = (name for name in page.beginning_with(f"{first} ") if name.casefold() != text)
    longer = [name for name in elsewhere if len(name) <= MAX_PERSON and name.casefold() in text]
    return attrs.evolve(found, names=(min(longer, key=len),)) if longer else found


def _spoken(page: Page, line: Credited) -> str:
    """Return the name of somebody in the thread that a dated line has, whatever else it says in whatever language."""
    if line.place in {"end", "below"} and line.weight < PLACES[line.place] - 1.0:
        return ""
    texts = page.lines.texts
    text = " ".join(texts[row] for row in line.rows)
    for name in page.people.values():
        at = text.find(name) if len(name) > 1 else -1
        if at >= 0 and _is_apart(text, at, at + len(name)):
            return name
    return ""


def _is_apart(text: str, start: int, stop: int) -> bool:
    """Return whether words stand between blanks, marks, digits, or seams at which a renderer glued other words."""
    before, behind = text[start - 1 : start], text[stop : stop + 1]
    opens = not before.isalpha() or (before.islower() and text[start].isupper())
    return opens and (not behind.isalpha() or (behind.isupper() and text[stop - 1].islower()))
