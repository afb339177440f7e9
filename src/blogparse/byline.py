"""Who wrote the post, out of the lines that credit it.

A name that the page calls the author ("by") beats one that merely stands there. A name that merely stands there needs
something else: a date beside it or on a line near, words about its owner below it, the thread or a picture that knows
it. Where no line credits anybody, `hosts` asks the rest of the page. In doubt there is no byline.

It is wrong where another article's teaser, with its own author, stands right against this one, and where two
capitalised words beside the date are a category that stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from typing import Final

import attrs

from blogparse.attribution import BEGIN, BELOW, END, PLACES, STEP, Credited, Dated, Spot, broken_line
from blogparse.comments import clean_name
from blogparse.credits import NOTHING, Credits, is_label, is_opening, read_named, read_names
from blogparse.hosts import Reading, find_host, is_sheet
from blogparse.names import MAX_NAME, MAX_NAME_WORDS, is_full_name, is_person, once
from blogparse.page import Page
from blogparse.phrases import may_open
from blogparse.records import Byline
from blogparse.timestamps import TimestampMatch
from blogparse.vocabulary import OUTER, line_key

SURE: Final = 5.0  # a name behind "by" outweighs a nearer one that nothing calls the author
UNDATED: Final = -2.5  # a name beside a name-like line, without a date
ONE_WORD: Final = -1.5  # one word beside the date may be a category, whatever else the page does with it
KNOWN: Final = 1.5  # for a name that the page says elsewhere, of a person
BOX: Final = 2.0  # a name over words about its owner, below the text
LEAST: Final = 2.0  # what a name must weigh
OWN: Final = 2.5  # a name beside the post's own date, where that stands below the text
ENOUGH: Final = PLACES["between"] + UNDATED + KNOWN + OWN  # more than any name has that nothing calls the author's
OTHERS: Final = -9.0  # a name behind "by" in a list of other posts, or beside another day below the text
OFFICE: Final = -2.0  # words that the page uses in small letters: "Product Manager" is what somebody is
ABOUT: Final = 32  # characters: words about a person name them before that, behind a title or an office at most
MAX_FULL_NAME: Final = 3  # words of a name over words about its owner: more are a headline in capitals
MAX_BEFORE: Final = 3  # words before it: "About the author Ann Lee"
TOP: Final = 3  # content lines below the title in which a name may stand without a date
MENU: Final = 6  # short lines in a row: more are a menu or a list
SIGN: Final = 4  # content lines below the text in which the day may stand once more, with the author
MARKS: Final = 4  # characters between the two
FOOT: Final = 6  # content lines below the text in which the post's own date and author stand


def find_byline(
    page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited], published: Dated | None
) -> tuple[Byline | None, bool]:
    """Return who wrote the post, and whether that is concluded, as no line of the page credits anybody.

    It is the names that the best credit line holds, or the name beside the dateline.
    """
    best: Reading | None = None
    names: dict[str, range] = {}  # with the rows in which each stands
    called = (
        _in_credits(page, credited, published),
        _below_openings(page, spots, credited),
    )
    standing = (_near_dates(page, spots, credited, published), _in_boxes(page, spots))
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
        best = find_host(page, spots)
    return (_byline(page, best.rows, best.credits, names) if best is not None else None), is_inferred


def _byline(page: Page, rows: range, found: Credits, names: Mapping[str, range]) -> Byline | None:
    """Return the record of a byline.

    `names` are all that may be names of the author, with the rows in which they stand: one may say more than the first
    name, and is the byline then.
    """
    authors, affiliation = list(found.names), found.affiliation
    if len(authors) > 1 and affiliation is None and found.is_sure and _is_office(page, authors[-1]):
        affiliation = authors.pop()
    if len(authors) == 1 and " " not in authors[0]:
        longer = (name for name in sorted(names) if name.startswith(f"{authors[0]} ") and not _is_office(page, name))
        name = next(longer, None)
        if name is not None:
            authors, rows = [name], names[name]
    cleaned = tuple(name for name in map(clean_name, authors) if name)
    if not cleaned:
        return None
    text = " ".join(page.lines.texts[at] for at in rows if page.lines.texts[at])
    return Byline(authors=cleaned, affiliation=affiliation, text=text, span=page.span(rows[0], rows[-1]))


def _is_office(page: Page, name: str) -> bool:
    """Tell "Head of Product" and "Tin Boat Foundation" from a person: the page has such words in small letters."""
    words = [word for word in name.split() if word.isalpha()]
    return len(words) > 1 and (any(word.islower() for word in words[1:-1]) or page.says_small(words[-1]))


def _in_credits(page: Page, credited: Sequence[Credited], published: Dated | None) -> Iterator[Reading]:
    """Yield the names that credit lines call the author's, and those beside a date."""
    own = published.match if published is not None else None
    ages = {line.row for line in credited if line.place == "above" and _is_aged(line)}
    teasers = ages if len(ages) > 1 else set()
    for line in credited:
        found = line.credits
        is_others = line.is_boxed
        if found.is_sure and found.names:
            if (found.dates or not is_sheet(page, line.row)) and not (found.is_vague and not _is_said(page, found)):
                yield Reading(line.weight + SURE + (OTHERS if is_others else 0.0), line.rows, _whole(page, line))
            continue
        if not (found.dates or found.count is not None) or is_others or (line.place == "above" and line.row in teasers):
            continue
        spoken = _spoken(page, line)
        if spoken:
            yield Reading(line.weight + KNOWN, line.rows, Credits.of_names(spoken))
        elif found.names and (line.place not in {"end", "below"} or _is_day_again(page, line, own)):
            name = found.names[0]
            said, is_speaker = page.rows_saying(line_key(name)), line_key(name) in page.people
            is_known = bool(said) or is_speaker
            is_listed = not is_speaker and _is_listed(page, said, line.row)
            if not is_listed and (is_known or not found.is_vague):
                alone = 0.0 if " " in name or is_known else ONE_WORD
                yield Reading(line.weight + alone, line.rows, found)


def _is_aged(line: Credited) -> bool:
    """Tell a line whose only time is an age: "AP - 53 mins ago" over the next headline."""
    return all(date.relative is not None for date, _ in line.credits.dates)


def _is_day_again(page: Page, line: Credited, own: TimestampMatch | None) -> bool:
    """Tell a line right below the text that has the post's day once more, a name, and nothing else."""
    if own is None or line.weight < PLACES[line.place] - STEP * SIGN or len(line.rows) > 1:
        return False
    dates = [date for date, _ in line.credits.dates if _is_same_day(own, date)]
    rest = len(page.lines.texts[line.row]) - len(line.credits.names[0])
    return bool(dates) and rest <= len(dates[0].text) + MARKS


def _is_same_day(match: TimestampMatch, other: TimestampMatch) -> bool:
    return (match.year, match.month, match.day) == (other.year, other.month, other.day)


def _is_said(page: Page, found: Credits) -> bool:
    """Tell whether the page writes a name elsewhere, in capitals: a theme may have put it in small letters."""
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
    longer = [name for name in elsewhere if len(name) <= MAX_NAME and name.casefold() in text]
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
    """Tell whether words stand between blanks, marks, digits, or seams at which a renderer glued other words."""
    before, behind = text[start - 1 : start], text[stop : stop + 1]
    opens = not before.isalpha() or (before.islower() and text[start].isupper())
    return opens and (not behind.isalpha() or (behind.isupper() and text[stop - 1].islower()))


def _near_dates(
    page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited], published: Dated | None
) -> Iterator[Reading]:
    """Yield the names that stand alone on a line near a dateline, and those of the thread's people wherever they do."""
    people, keys, letters = page.people, page.lines.keys, page.letters.letters
    dated = {row for line in credited if line.credits.dates and not line.is_boxed for row in line.rows}
    own = published.rows[0] if published is not None else -1
    rows = dict.fromkeys(near for line in dated for near in page.nearby(line))
    if people:
        rows.update((row, None) for row in spots if keys[row] in people)
    rows.update((row, None) for row in islice(spots, TOP))
    for row in rows:
        if row in spots and row not in dated and letters[row] in "stab" and _may_be_name(page, row):
            reading = _alone(page, spots, row, dated, own)
            if reading is not None:
                yield reading


def _alone(page: Page, spots: Mapping[int, Spot], row: int, dated: AbstractSet[int], own: int) -> Reading | None:
    """Return who a line that is a name and nothing else may credit; `own` is the line of the post's own date."""
    spot, near = spots[row], page.nearby(row)
    rows, found = _names_at(page, spots, row)
    name = found.names[0] if found.names else ""
    distance = next((at for at, other in enumerate(near) if other in dated), len(near))
    is_item, is_own, is_badge = page.is_item(row), own in near[:2], page.letters.letters[row] == "b"
    if not name or (spot.place == "above" and is_item and not (distance < 2 and page.is_item(near[distance]))):
        return None
    is_known, is_speaker = _is_known(page, name, row), line_key(name) in page.people
    if not is_speaker and _is_listed(page, page.rows_saying(line_key(name)), row):
        return None
    if spot.place in {"end", "below"}:
        is_there = spot.distance < FOOT and (is_speaker or (is_own and (is_known or _is_full(page, name))))
    elif spot.place == "above":
        is_there = distance < len(near) and (is_known or (is_own and (is_item or _is_full(page, name))))
    elif distance == len(near):  # right below the title a name may stand without a date, where a picture has it too
        is_there = is_speaker or (is_known and spot.distance < TOP and _is_full(page, name))
    else:
        is_there = is_speaker or is_known or not _has_small(name)
    if not is_there or not (" " in name or is_known or (is_badge and distance < 2)):
        return None
    weight = spot.weight + UNDATED + (KNOWN if is_known else 0.0) - distance // 2
    weight += (0.0 if " " in name else ONE_WORD) + (OWN if is_own and spot.place in {"begin", "end", "below"} else 0.0)
    weight += OFFICE if not is_known and _is_office(page, name) else 0.0
    return Reading(weight, rows, found)


def _is_full(page: Page, name: str) -> bool:
    """Tell a full name, of which no word stands on the page in small letters, as those of "World news" do."""
    return is_full_name(name) and not page.says_small(name)


def _has_small(name: str) -> bool:
    """Tell "Cakes from our kitchen" from a name: words in small letters inside it, and nothing else for it."""
    return any(word.islower() for word in name.split())


def _may_be_name(page: Page, row: int) -> bool:
    """Tell a line that may be a name from a long one, a category behind "in", a link in a sentence, a menu's entry."""
    text = page.lines.texts[row]
    if len(text) > MAX_NAME or (text.count(" ") >= MAX_NAME_WORDS and once(text) == text):
        return False
    if _is_filed(page, row) or _is_fragment(page, row):
        return False
    if page.is_item(row):
        return True
    first = stop = row
    while stop - first <= MENU and _is_entry(page, above := page.row_above(first)):
        first = above
    while stop - first <= MENU and _is_entry(page, below := page.row_below(stop)):
        stop = below
    return len(list(page.content(first, stop + 1))) <= MENU


def _is_entry(page: Page, row: int) -> bool:
    """Tell a line that may be a menu's entry, as the title is not."""
    is_short = row >= 0 and page.letters.letters[row] == "s"
    return is_short and row not in page.sectioning.title and not page.is_item(row)


def _names_at(page: Page, spots: Mapping[int, Spot], row: int) -> tuple[range, Credits]:
    """Return the names that a line consists of, with those that commas and "and" on lines of their own join to it."""
    texts = page.lines.texts
    rows = broken_line(page, spots, row)
    if len(rows) > 1 and not any(at in page.letters.dates or at in page.letters.stamps for at in rows):
        found = read_names(" ".join(texts[at] for at in rows), page.words)
        if found.names:
            return rows, found
    found = read_names(texts[row], page.words)
    if not found.names and page.letters.letters[row] == "b" and not is_opening(texts[row], page.words):
        found = Credits.of_names(texts[row].strip(OUTER))
    return range(row, row + 1), found


def _is_listed(page: Page, said: Sequence[int], row: int) -> bool:
    """Tell a category by a list that has it as well, as menus do; but a dateline may itself be a list."""
    thread = page.sectioning.thread
    return not page.is_item(row) and any(page.is_item(at) and at not in thread for at in said)


def _is_filed(page: Page, row: int) -> bool:
    """Tell whether "in" stands alone on the line above: flat dumps part it from the category."""
    above = list(page.content(row - 3, row))
    return bool(above) and page.lines.keys[above[-1]] in page.words.filing


def _is_fragment(page: Page, row: int) -> bool:
    """Tell a link inside a sentence, which flat dumps put on a line of its own: the line below goes on."""
    below = page.row_below(row)
    text = page.lines.texts[below] if below >= 0 else ""
    return page.letters.letters[below] in "pt" and (text[:1].islower() or text[:1] in set(",.;:)"))


def _in_boxes(page: Page, spots: Mapping[int, Spot]) -> Iterator[Reading]:
    """Yield the name over words about its owner, below the text or in its last lines.

    Of several, each is one of those whom the article is about.
    """
    letters = page.letters.letters
    boxes: list[Reading] = []
    for row, spot in spots.items():
        about = _words_below(page, row) if spot.place in {"end", "below"} and letters[row] in "sta" else -1
        name = _boxed_name(page, row, about) if about >= 0 else ""
        found = read_names(page.lines.texts[row], page.words) if name else NOTHING
        if found.names and not _is_listed(page, page.rows_saying(line_key(found.names[0])), row):
            boxes.append(Reading(spot.weight + BOX, range(row, row + 1), Credits.of_names(name)))
    boxes += _boxes_inside(page)
    if len({box.credits.names for box in boxes}) == 1:
        yield boxes[0]


def _boxes_inside(page: Page) -> Iterator[Reading]:
    """Yield the names over words about their owners in the article's last lines, where a list of posts follows them."""
    texts = page.lines.texts
    rows = page.article
    for row in rows[max(len(rows) // 4, len(rows) - BELOW) : max(BEGIN, len(rows) - END)]:
        about = _words_below(page, row) if len(texts[row]) <= MAX_NAME else -1
        name = _boxed_name(page, row, about, alone=True) if about >= 0 else ""
        if name and is_person(name, page.words):
            yield Reading(PLACES["end"] + BOX, range(row, row + 1), Credits.of_names(name))


def _words_below(page: Page, row: int) -> int:
    """Return the line of running text below a short line, past one more short line at most; -1 where there is none."""
    letters = page.letters.letters
    if letters[row] not in "sta" or page.is_item(row):
        return -1
    prose = "p" if page.wrap is None else "pt"
    below = page.row_below(row)
    if below >= 0 and letters[below] in "sb" and letters[below] not in prose:
        below = page.row_below(below)
    return below if row < below < row + 5 and letters[below] in prose else -1


def _boxed_name(page: Page, row: int, about: int, *, alone: bool = False) -> str:
    """Return the name that stands over a few words about its owner, in the line `about`, "" where it is none.

    Such a line is a name that the page knows or that the words begin with, maybe behind "About"; what its owner does
    may stand between. Of whom the article itself speaks, nobody learns here that they wrote it. `alone` asks for what
    the words say alone: inside an article, one of the thread's people may head a section.
    """
    texts = page.lines.texts
    name = once(texts[row].strip(OUTER))
    is_over = not alone and about == page.row_below(row)
    if is_over and (_is_known(page, name) or (_is_full(page, name) and _is_known(page, name, row))):
        return name
    tokens = name.split()
    for at in range(max(len(tokens) - MAX_FULL_NAME, 0), min(len(tokens) - 1, MAX_BEFORE + 1)):
        whole = " ".join(tokens[at:])
        called = [whole] if at else [whole, tokens[0]]  # "Ann writes about"
        is_word = f" {tokens[at].lower()} "  # "The Garden" is no person
        if (
            all(token[0].isupper() for token in tokens[at:])
            and _opens_with(texts[about], called)
            and is_word not in page.lines.text
            and not any(whole in texts[other] for other in page.prose if other not in {row, about})
        ):
            return whole
    return ""


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


def _below_openings(page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]) -> Iterator[Reading]:
    """Yield the names that have their "Posted by" or "Author:" on the line above.

    Dumps with one text node a line have it so on many engines, and some themes in every dump.
    """
    texts, keys, letters = page.lines.texts, page.lines.keys, page.letters.letters
    for row, spot in spots.items():
        if len(texts[row]) > MAX_NAME or not may_open(keys[row], page.words) or not is_opening(texts[row], page.words):
            continue
        rows = page.content(row + 1, row + 5)
        below = next((at for at in rows if letters[at] != "a" and texts[at][0] != "["), -1)  # past a picture
        # inside the text "by" alone may stand before any link
        dated = {line.row for line in credited if line.credits.dates}
        is_framed = is_label(texts[row]) or spot.place in {"between", "below"}
        is_framed = is_framed or not dated.isdisjoint(page.nearby(row))
        is_framed = is_framed or (spot.place != "above" and not (texts[row][0].islower() or texts[below][0].islower()))
        named = read_named(texts[below], texts[row], page.words) if below >= 0 and is_framed else None
        if named is not None:
            yield Reading(spot.weight + SURE, range(below, below + 1), named)


def _is_known(page: Page, name: str, row: int | None = None) -> bool:
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
        if once(texts[row]) != texts[row].strip("_* "):
            return True
        again = page.rows_saying(key)
        if row - 1 in again or row + 1 in again:
            return True
        if any(is_opening(texts[at], page.words) for twin in again for at in page.content(twin - 2, twin)):
            return True
        if any(texts[at].startswith(f"{name} ") and texts[at][len(name) + 1 :][:1].islower() for at in page.prose):
            return True
    return any(name in texts[at] for at in page.pictures)
