"""Learn from the page what its heads have in common, and read lines again that a phrase book alone could not.

Themes print heads by a template: "NAME, DATE - report abuse", "Link to comment NAME DATE sent by NAME", "TITLE DATE, by
NAME". What surrounds name and date there may be words that no list knows, of any language, but they are the same words
in every head. So the lines that hold a date are laid side by side: what their parts before and after the date have in
common at either end is the template's, and what is left of one part is the name. Numbers count as equal.

More is told by repetition alone: a "name" that stands beside each date of the page is none, nor is a line
that stands above each date where names have a verb, a dateline right below "NAME says:" is that comment's, and
"NAME 1 year", "NAME 3 May" have a date behind the name, and what stands between head and text of nearly all comments in
the same words is no text.

It is wrong where fewer than `LEAST` heads are on the page, and where everybody's name begins alike.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from blogparse.dates import DateReader, find_timestamp
from blogparse.letters.alphabet import HEADER_LIKE, NAME_LIKE, PLAIN, TEXT_LIKE, TITLE_LIKE, Letter, Letters, Stamp
from blogparse.letters.heads import MAX_HEADING
from blogparse.text import (
    MAX_NAME,
    Affixes,
    Lines,
    count_key,
    ends_sentence,
    is_name,
    late_pattern,
    line_key,
    trim_name,
)  # fmt: skip

LEAST: Final = 3  # lines: two may have anything in common
MOST_OF: Final = 0.6  # share of the lines that a template must explain: datelines of other things stand between
CONSTANT: Final = 0.9  # share of the lines with one and the same word in place of the name
BADGED: Final = 0.75  # share of the heads above what marks all: that of the post has another line below it
BLANKS: Final = 3  # lines above a dateline in which "NAME says:" stands, blank lines with them
DIGITS: Final = 4  # of a name that is a number
LINKS: Final = 2  # words that stand in place of names again and again
WORDS: Final = 7  # of a name between the words of a template
_RELEARNT: Final = frozenset("stpK")
_LOOSE: Final = late_pattern(
    r"(?P<name>\S.*?)[\s·•|,-]+(?P<date>\d{1,3}\.?\s?(?:[^\W\d_]{1,3}\s)?[^\W\d_]{1,12}|[^\W\d_]{3,12}\s\d{1,2})"
)


def learn_heads(lines: Lines, letters: Letters, reader: DateReader) -> Letters:
    """Return the letters of a page with those heads that only its own repetition explains read as M and D."""
    found = dict(_demoted(lines, letters))
    found.update(_promoted(lines, letters))
    found.update(_loosely_dated(lines, letters, reader))
    named = dict(_undated(lines, letters)) if not found else {}
    labels = _labels(lines, letters)
    badges = _badges(lines, letters)
    if not found and not named and not labels and not badges:
        return letters
    shape = list(letters.letters)
    for row in badges:
        shape[row] = Letter.BADGE
    for row in labels:
        shape[row] = Letter.CONNECTOR
    for row, stamp in found.items():
        shape[row] = Letter.META if stamp.name else Letter.DATE
    for row in named:
        shape[row] = Letter.SAYS
    return attrs.evolve(
        letters, letters="".join(shape), stamps={**letters.stamps, **found}, names={**letters.names, **named}
    )


def _demoted(lines: Lines, letters: Letters) -> Iterator[tuple[int, Stamp]]:
    """Find datelines whose "name" is no author: the same beside most dates, or somebody "says" right above.

    Beside most dates stands the theme's word ("On", "Posted on") if other names stand above them.
    """
    rows = [row for row in letters.stamps if letters.letters[row] == "M"]
    if len(rows) < LEAST:
        return
    below = {row for row in rows if letters.letters[max(0, row - BLANKS) : row].rstrip("_")[-1:] in {"A", "y"}}
    are_said = len(below) >= MOST_OF * len(rows)
    said = [count_key(line_key(letters.stamps[row].name)) for row in rows]
    label, times = Counter(said).most_common(1)[0]
    is_no_name = times == len(rows) and letters.stamps[rows[0]].name.startswith("(")
    if not is_no_name and times >= LEAST and sum(label in key for key in said) >= CONSTANT * len(rows):
        is_no_name = _are_named_above(
            lines, letters, [row for row, key in zip(rows, said, strict=True) if key == label]
        )
    for row, key in zip(rows, said, strict=True):
        if (is_no_name and key == label) or (are_said and row in below):
            yield row, attrs.evolve(letters.stamps[row], before="", after="", chrome=True)


def _labels(lines: Lines, letters: Letters) -> list[int]:
    """Find the lines above dates that say the same each time ("Posted on"), where names have a verb of their own."""
    shape = letters.letters
    said = shape.count("A") + shape.count("y")
    if said < LEAST:
        return []
    rows: dict[str, list[int]] = {}
    for row in letters.stamps:
        above = max(0, row - BLANKS) + len(shape[max(0, row - BLANKS) : row].rstrip("_")) - 1
        if shape[row] == "D" and above >= 0 and shape[above] in TITLE_LIKE:
            rows.setdefault(lines.keys[above], []).append(above)
    found = max(rows.values(), key=len, default=[])
    return found if len(found) >= max(LEAST, MOST_OF * said) else []


def _badges(lines: Lines, letters: Letters) -> list[int]:
    """Find the lines between heads and texts that say the same each time, and stand nowhere else: a browser, a sign."""
    shape = letters.letters
    rows: dict[str, list[int]] = {}
    heads = 0
    for row, letter in enumerate(shape):
        if letter in HEADER_LIKE:
            heads += 1
            below = _next_row(shape, row)
            if below >= 0 and shape[below] in TITLE_LIKE:
                rows.setdefault(lines.texts[below], []).append(below)
    said, found = max(rows.items(), key=lambda each: len(each[1]), default=("", []))
    if len(found) < max(LEAST, BADGED * heads) or lines.texts.count(said) > len(found):
        return []
    return found if 2 * sum(_below(shape, row) in TEXT_LIKE for row in found) > len(found) else []


def _are_named_above(lines: Lines, letters: Letters, rows: Sequence[int]) -> bool:
    """Return whether lines that may be names, and differ, stand right above most of some rows."""
    shape = letters.letters
    above = [max(0, row - BLANKS) + len(shape[max(0, row - BLANKS) : row].rstrip("_V")) - 1 for row in rows]
    names = [lines.texts[at] for at in above if at >= 0 and shape[at] in TITLE_LIKE and is_name(lines.texts[at])]
    return len(names) >= MOST_OF * len(rows) and len(set(names)) >= LEAST


def _promoted(lines: Lines, letters: Letters) -> Iterator[tuple[int, Stamp]]:
    """Read lines with a date that is not all of them by what they have in common."""
    shape = letters.letters
    dated = [
        (row, match)
        for row, match in letters.dates.items()
        if (shape[row] in _RELEARNT or shape[row] == "M") and len(lines.texts[row]) <= MAX_HEADING
    ]
    if len(dated) < LEAST or all(shape[row] == "M" for row, _ in dated):
        return
    befores = [lines.texts[row][: match.start] for row, match in dated]
    afters = [lines.texts[row][match.end :] for row, match in dated]
    need = max(LEAST, int(MOST_OF * len(dated)))
    before, after = Affixes.of(befores, need), Affixes.of(afters, need)
    if not before and not after:
        return
    rests = [
        (trim_name(before.cut(left) or ""), trim_name(after.cut(right) or ""))
        for left, right in zip(befores, afters, strict=True)
    ]
    lefts, rights = Counter(left for left, _ in rests), Counter(right for _, right in rests)
    is_left, is_right = _varies(lefts), _varies(rights)
    for (row, match), left, right, (name, other) in zip(dated, befores, afters, rests, strict=True):
        if shape[row] == "M" or before.cut(left) is None or after.cut(right) is None:
            continue
        if is_right and other and (not is_left or not name or (after.head and line_key(name) != line_key(other))):
            name = other  # a title, the date, "by", a name
        elif not is_left or (other and rights[other] < 2 and line_key(name) != line_key(other)):
            continue
        if _fits_slot(name, both=bool(before and after)) and (after or not ends_sentence(lines.texts[row])):
            yield row, Stamp(match, name, "", chrome=False, verb=False)


def _fits_slot(name: str, *, both: bool) -> bool:
    """Return whether what stands where other heads have a name is one; between words of the template most things are.

    Somebody is called "42", somebody else "Univ.Prof. Jane Roe B.Sc.".
    """
    if is_name(name) or (name.isdecimal() and len(name) <= DIGITS):
        return True
    return both and 0 < len(name) <= MAX_NAME and name.count(" ") < WORDS and name[-1] not in "!?;:…"


def _loosely_dated(lines: Lines, letters: Letters, reader: DateReader) -> Iterator[tuple[int, Stamp]]:
    """Find heads with a loose date, an age without "ago" or a day without year: "Jane 1 year", "Jane 3 May".

    One alone may be anything.
    """
    shape, texts = letters.letters, lines.texts
    heading = max(shape.rfind("H"), shape.find("h"))
    if heading < 0 or sum(shape.count(letter, heading) for letter in HEADER_LIKE) >= LEAST:
        return
    heads: list[tuple[int, Stamp]] = []
    for row in range(heading + 1, len(shape)):
        if shape[row] != "s" or (head := _LOOSE.fullmatch(texts[row])) is None or _below(shape, row) not in PLAIN:
            continue
        match = find_timestamp(head["date"], reader)
        if match is not None and match.text == head["date"] and is_name(head["name"]):
            match = attrs.evolve(match, start=head.start("date"), end=head.end("date"))
            heads.append((row, Stamp(match, head["name"], "", chrome=False, verb=False)))
    if len(heads) >= LEAST:
        yield from heads


def _varies(rests: Counter[str]) -> bool:
    """Return whether what is left of many lines may be names: one or two words that recur are links."""
    said = sum(number for rest, number in rests.items() if rest)
    return said >= MOST_OF * rests.total() and len(rests.keys() - {""}) > min(said / 2, LINKS)


def _undated(lines: Lines, letters: Letters) -> Iterator[tuple[int, str]]:
    """Read the heads of a thread that has lost its dates: where only the main text of a page is kept, they may be gone.

    Below the heading stand lines over text that end alike ("Jane on", "Joe on"), or names below pictures of them.
    """
    shape, texts = letters.letters, lines.texts
    heading = shape.rfind("H")
    while heading >= 0 and _below(shape, heading) in "FOTGHWX_":
        heading = shape.rfind("H", 0, heading)
    first = _next_row(shape, heading) if heading >= 0 else -1
    if first < 0 or shape[first] not in NAME_LIKE:
        return
    if shape[first] == "a":
        rows = [
            row
            for row in range(first + 1, len(shape))
            if shape[row - 1] == "a" and shape[row] in TITLE_LIKE and texts[row] and texts[row] in texts[row - 1]
        ]
        names = [texts[row] for row in rows]
    else:
        tail = texts[first].rsplit(None, 1)[-1]
        rows = [row for row in range(first, len(shape)) if shape[row] in TITLE_LIKE and texts[row].endswith(tail)]
        heads = [texts[row] for row in rows]
        cut = Affixes.of(heads, len(rows)).cut
        names = [trim_name(cut(head) or "") for head in heads]
    if len(rows) < LEAST or sum(shape.count(letter, first) for letter in HEADER_LIKE) >= len(rows):
        return
    if len(set(names)) >= LEAST and all(map(is_name, names)) and all(_below(shape, row) in TEXT_LIKE for row in rows):
        yield from zip(rows, names, strict=True)


def _next_row(shape: str, row: int) -> int:
    """Return the next row that is not blank, or -1."""
    row += 1
    while row < len(shape) and shape[row] == "_":
        row += 1
    return row if row < len(shape) else -1


def _below(shape: str, row: int) -> str:
    """Return the letter of the next row that is not blank; blank for none."""
    below = _next_row(shape, row)
    return shape[below] if below >= 0 else "_"
