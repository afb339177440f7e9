"""Names that stand alone: near a dateline, over words about their owner, below "Posted by"."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from blogparse.authorship.credit_lines import BEGIN, BELOW, END, Credited, Spot, broken_line
from blogparse.credits import (
    MAX_PERSON_WORDS,
    NOTHING,
    Credits,
    is_label,
    is_opening,
    is_person,
    may_matter,
    may_open,
    read_labelled,
    read_named,
    read_names,
)  # fmt: skip
from blogparse.letters import NAME_LIKE
from blogparse.page import Page
from blogparse.text import MAX_PERSON, OUTER, collapse_repetition, is_full_name, line_key


class Candidate(NamedTuple):
    """Who may have written the post: where that stands, the lines that say so, what these credit.

    `source` says how the name was found, a key of `SOURCES`.
    """

    source: str
    spot: Spot
    rows: range
    credits: Credits


SOURCES: Final = (
    "called",  # a credit line calls the name the author's
    "speaker",  # a dated line has the name of somebody in the thread
    "beside",  # a name beside a date or a count
    "opened",  # below "Posted by" or "Author:"
    "labelled",  # at the end of a line, behind a label
    "alone",  # on a line of its own, near a date, the title or the ends of the text
    "last",  # behind one word, on a short line below the text
    "boxed",  # over words about its owner
)


def is_office(page: Page, name: str) -> bool:
    """True for "Head of Product" and "Tin Boat Foundation", not a person: the page has such words in small letters."""
    words = [word for word in name.split() if word.isalpha()]
    return len(words) > 1 and (any(word.islower() for word in words[1:-1]) or page.says_small(words[-1]))


def is_full(page: Page, name: str) -> bool:
    """True for a full name, of which no word stands on the page in small letters, as those of "World news" do."""
    return is_full_name(name) and not page.says_small(name)


def is_on_list(page: Page, said: Sequence[int], row: int) -> bool:
    """True for a category by a list that has it as well, as menus do; but a dateline may itself be a list."""
    thread = page.sectioning.thread
    return not page.is_item(row) and any(page.is_item(at) and at not in thread for at in said)


def may_be_author(page: Page, name: str, row: int, *, is_vague: bool = False) -> bool:
    """True for a name in the thread, and for one that is no category of the page's.

    A word that may as well be something else (`is_vague`) must stand on a line of its own somewhere.
    """
    said = page.rows_saying(line_key(name))
    return not is_on_list(page, said, row) and (bool(said) or not is_vague)


def is_known_name(page: Page, name: str, row: int | None = None) -> bool:
    """Return whether the page calls somebody so: in its thread, in prose, behind "Author:", by a picture at `row`."""
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


ABOUT: Final = 32  # characters: words about a person name them before that, behind a title or an office at most
MAX_BOXED_NAME: Final = 3  # words of a name over words about its owner: more are a headline in capitals
MAX_BEFORE: Final = 3  # words before it: "About the author Ann Lee"
TOP: Final = 3  # content lines below the title in which a name may stand without a date
_DASHES: Final = frozenset("-–—―")
MENU: Final = 6  # short lines in a row: more are a menu or a list
MAX_LABELLED: Final = 160  # characters of a line below the text that ends with its author
FOOT: Final = 6  # content lines below the text in which the post's own date and author stand


def standing_alone(page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]) -> Iterator[Candidate]:
    """Yield the names that stand alone near a dateline, the title or the text's ends, and those of the thread's people.

    Below the text a name may stand behind one word, in whatever language that says what the name is.
    """
    people, keys, letters = page.people, page.lines.keys, page.letters.letters
    dated = {row for line in credited if line.credits.dates and not line.is_boxed for row in line.rows}
    rows = dict.fromkeys(near for line in dated for near in page.nearby(line))
    if people:
        rows.update((row, None) for row in spots if keys[row] in people)
    rows.update((row, None) for row in islice(spots, TOP))
    feet = [row for row, spot in spots.items() if spot.place == "below" and spot.distance < FOOT]
    rows.update((row, None) for row in feet)
    for row in rows:
        if row not in spots or row in dated or letters[row] not in "stab" or not _may_be_name(page, row):
            continue
        names, found = _names_at(page, spots, row)
        is_signature = page.lines.texts[row][0] in _DASHES  # or whose words the text above are
        is_undated = spots[row].place == "between" and dated.isdisjoint(page.nearby(row))
        is_doubtful = bool(found.names) and (is_undated or is_office(page, found.names[0]))
        if is_doubtful and not is_known_name(page, found.names[0], row):
            continue  # a category, a kicker, what somebody is
        if found.names and not is_signature and may_be_author(page, found.names[0], row):
            yield Candidate("alone", spots[row], names, found)
        _, _, rest = page.lines.texts[row].partition(" ")
        if (
            row in feet
            and not is_signature
            and not page.is_item(row)
            and is_person(rest.strip(), page.words, called=True)
        ):
            yield Candidate("last", spots[row], range(row, row + 1), Credits.of_names(rest.strip()))


def _may_be_name(page: Page, row: int) -> bool:
    """True for a line that may be a name: not long, no menu's entry."""
    text = page.lines.texts[row]
    if len(text) > MAX_PERSON or (text.count(" ") >= MAX_PERSON_WORDS and collapse_repetition(text) == text):
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
    """True for a line that may be a menu's entry, as the title is not."""
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


def in_boxes(page: Page, spots: Mapping[int, Spot]) -> Iterator[Candidate]:
    """Yield the names over words about their owners near the end of the text, and inside it where a list follows."""
    letters = page.letters.letters
    for row, spot in spots.items():
        about = _words_below(page, row) if spot.place in {"end", "below"} and letters[row] in NAME_LIKE else -1
        name = _boxed_name(page, row, about) if about >= 0 else ""
        found = read_names(page.lines.texts[row], page.words) if name else NOTHING
        if found.names:
            yield Candidate("boxed", spot, range(row, row + 1), Credits.of_names(name))
    texts = page.lines.texts
    rows = page.article
    for row in rows[max(len(rows) // 4, len(rows) - BELOW) : max(BEGIN, len(rows) - END)]:
        about = _words_below(page, row) if len(texts[row]) <= MAX_PERSON else -1
        name = _boxed_name(page, row, about, alone=True) if about >= 0 else ""
        if name and is_person(name, page.words):
            yield Candidate("boxed", Spot("end", END), range(row, row + 1), Credits.of_names(name))


def _words_below(page: Page, row: int) -> int:
    """Return the line of running text below a short line, past one more short line at most; -1 where there is none."""
    letters = page.letters.letters
    if letters[row] not in NAME_LIKE or page.is_item(row):
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
    name = collapse_repetition(texts[row].strip(OUTER))
    is_over = not alone and about == page.row_below(row)
    if is_over and (is_known_name(page, name) or (is_full(page, name) and is_known_name(page, name, row))):
        return name
    tokens = name.split()
    for at in range(max(len(tokens) - MAX_BOXED_NAME, 0), min(len(tokens) - 1, MAX_BEFORE + 1)):
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
    """Return whether a text soon says what one of some names does: a word in small letters follows the name."""
    second = names[0].split()[1].casefold()
    for name in names:
        at = text.find(f"{name} ", 0, ABOUT + len(name))
        rest = text[at + len(name) + 1 :]
        is_heading = rest.split(" ", 1)[0].casefold() == second  # "Leadership Styles" over "Leadership styles are"
        if at >= 0 and not text[at - 1 : at].isalnum() and rest[:1].islower() and not is_heading:
            return True
    return False


def behind_labels(page: Page, spots: Mapping[int, Spot]) -> Iterator[Candidate]:
    """Yield the names with which lines right below the text end, behind a label: "4 comments Posted by Ann"."""
    letters, texts = page.letters.letters, page.lines.texts
    for row, spot in spots.items():
        if (
            spot.place == "below"
            and spot.distance < FOOT
            and letters[row] in "shtL"
            and len(texts[row]) <= MAX_LABELLED
            and may_matter(texts[row], page.lines.keys[row], page.words, glued=True)
        ):
            named = read_labelled(texts[row], page.words)
            if named.names and (letters[row] in "hL" or spot.distance == 0) and not page.is_item(row):
                yield Candidate("labelled", spot, range(row, row + 1), named)


def below_openings(page: Page, spots: Mapping[int, Spot], credited: Sequence[Credited]) -> Iterator[Candidate]:
    """Yield the names that have "Posted by" or "Author:" on the line above, as dumps with one text node a line do."""
    texts, keys, letters = page.lines.texts, page.lines.keys, page.letters.letters
    for row, spot in spots.items():
        if (
            len(texts[row]) > MAX_PERSON
            or not may_open(keys[row], page.words)
            or not is_opening(texts[row], page.words)
        ):
            continue
        rows = page.content(row + 1, page.until_comment(row, row + 5).stop)
        below = next((at for at in rows if letters[at] != "a" and texts[at][0] != "["), -1)  # past a picture
        # inside the text "by" alone may stand before any link
        dated = {line.row for line in credited if line.credits.dates}
        is_framed = is_label(texts[row]) or spot.place in {"between", "below"}
        is_framed = is_framed or not dated.isdisjoint(page.nearby(row))
        is_framed = is_framed or (spot.place != "above" and not (texts[row][0].islower() or texts[below][0].islower()))
        named = read_named(texts[below], texts[row], page.words) if below >= 0 and is_framed else None
        if named is not None:
            yield Candidate("opened", spot, range(below, below + 1), named)
