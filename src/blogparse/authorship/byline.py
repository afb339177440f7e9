"""Who wrote the post, out of the lines that credit it.

A name that the page calls the author ("by") beats one that merely stands there. A name that merely stands there needs
something else: a date beside it or on a line near, words about its owner below it, the thread or a picture that knows
it. Where no line credits anybody, `host` asks the rest of the page. In doubt there is no byline.

It is wrong where another article's teaser, with its own author, stands right against this one, and where two
capitalised words beside the date are a category that stands nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from blogparse.authorship import lone_names
from blogparse.authorship.credit_lines import Credited, Dated, Spot
from blogparse.authorship.host import infer_author, is_sheet
from blogparse.authorship.ranking import choose
from blogparse.credits import Credits
from blogparse.page import Page
from blogparse.records import Byline
from blogparse.text import clean_name

MOST: Final = 40  # candidates: pages have few; lists of names more


def find_byline(
    page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited], published: Dated | None
) -> tuple[Byline | None, bool]:
    """Return who wrote the post, and whether that is concluded, as no line of the page credits anybody.

    It is the names that the best credit line holds, or the name beside the dateline.
    """
    found = candidates(page, spots, credited)
    best = choose(page, found, credited, published)
    is_inferred = best is None
    if best is None:
        best = infer_author(page, spots)
        if best is None:
            return None, True
    return _byline(page, best), is_inferred


def candidates(page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]) -> Sequence[lone_names.Candidate]:
    """Return who may have written the post, as the lines around headline and text have it, the nearest first."""
    everyone = chain(
        _in_credits(page, spots, credited),
        lone_names.below_openings(page, spots, credited),
        lone_names.behind_labels(page, spots),
        lone_names.standing_alone(page, spots, credited),
        lone_names.in_boxes(page, spots),
    )
    return list(islice(everyone, MOST))


def _byline(page: Page, best: lone_names.Candidate) -> Byline | None:
    """Return the record of a byline."""
    rows, found = best.rows, best.credits
    authors, affiliation = list(found.names), found.affiliation
    if len(authors) > 1 and affiliation is None and found.is_sure and lone_names.is_office(page, authors[-1]):
        affiliation = authors.pop()
    cleaned = tuple(name for each in authors if (name := clean_name(each)))
    if not cleaned:
        return None
    text = " ".join(page.lines.texts[at] for at in rows if page.lines.texts[at])
    return Byline(authors=cleaned, affiliation=affiliation, text=text, span=page.span(rows[0], rows[-1]))


def _in_credits(page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]) -> Iterator[lone_names.Candidate]:
    """Yield the names that credit lines call the author's, and those beside a date."""
    for line in credited:
        if line.is_boxed:
            continue
        found, spot = line.credits, next(spots[row] for row in line.rows if row in spots)
        if found.is_sure and found.names:
            if found.dates or not is_sheet(page, line.row):
                yield lone_names.Candidate("called", spot, line.rows, found)
            continue
        if not (found.dates or found.count is not None):
            continue
        spoken = _spoken(page, line)
        if spoken:
            yield lone_names.Candidate("speaker", spot, line.rows, Credits.of_names(spoken))
        if found.names and lone_names.may_be_author(page, found.names[0], line.row, is_vague=found.is_vague):
            yield lone_names.Candidate("beside", spot, line.rows, found)


def _spoken(page: Page, line: Credited) -> str:
    """Return the name of somebody in the thread that a dated line has, whatever else it says in whatever language."""
    texts = page.lines.texts
    text = " ".join(texts[row] for row in line.rows)
    for name in page.people.values():
        if len(name) > 1 and name in text:
            return name
    return ""
