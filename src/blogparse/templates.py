"""Learn from the page what its heads have in common, and read lines again that a phrase book alone could not.

Themes print heads by a template: "NAME, DATE - report abuse", "Link to comment NAME DATE sent by NAME", "TITLE DATE, by
NAME". What surrounds name and date there may be words that no list knows, of any language, but they are the same words
in every head. So the lines that hold a date are laid side by side: what their parts before and after the date have in
common at either end is the template's, and what is left of one part is the name. Numbers count as equal.

Three more things are told by repetition alone: a "name" that stands beside each date of the page is none, a dateline
right below "NAME says:" is that comment's, and "NAME 1 year" has an age behind the name.

It is wrong where fewer than `LEAST` heads are on the page, and where everybody's name begins alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from blogparse.letters import MAX_HEADING, Letter, Letters, Stamp, ends_sentence, is_name, trim_name
from blogparse.lines import Lines
from blogparse.timestamps import DateReader, find_timestamp
from blogparse.vocabulary import line_key

LEAST: Final = 3  # lines: two may have anything in common
MOST_OF: Final = 0.6  # share of the lines that a template must explain: datelines of other things stand between
GLUED: Final = 6  # characters that names end with alike by chance less often: "Janecommented"
BLANKS: Final = 3  # lines above a dateline in which "NAME says:" stands, blank lines with them
UNSPACED: Final = 3  # signs that names share by chance less often, where words are not parted by spaces
_RELEARNT: Final = frozenset("stpK")
_NUMBER: Final = re.compile(r"\d++")
_AGED: Final = re.compile(r"(?P<name>\S.*?)[\s·•|,-]+(?P<age>\d{1,3}\s?[^\W\d_]{1,12})")


def learn_heads(lines: Lines, letters: Letters, reader: DateReader) -> Letters:
    """Return the letters of a page with those heads that only its own repetition explains read as M and D."""
    found = dict(_demoted(letters))
    found.update(_promoted(lines, letters))
    found.update(_aged(lines, letters, reader))
    named = dict(_undated(lines, letters)) if not found else {}
    links = _links(lines, letters)
    if not found and not named and not links:
        return letters
    shape = list(letters.letters)
    for row in links:
        shape[row] = Letter.REPLY
    for row, stamp in found.items():
        shape[row] = Letter.META if stamp.name else Letter.DATE
    for row in named:
        shape[row] = Letter.SAYS
    return attrs.evolve(
        letters, letters="".join(shape), stamps={**letters.stamps, **found}, names={**letters.names, **named}
    )


def _demoted(letters: Letters) -> Iterator[tuple[int, Stamp]]:
    """Find datelines whose name is no author: it is the same beside each date, or somebody "says" right above.

    Themes in languages without a locale file have datelines with an unknown word beside the date.
    """
    rows = [row for row in letters.stamps if letters.letters[row] == "M"]
    if len(rows) < LEAST:
        return
    below = {row for row in rows if letters.letters[max(0, row - BLANKS) : row].rstrip("_")[-1:] in {"A", "y"}}
    is_no_name = len({line_key(letters.stamps[row].name) for row in rows}) == 1
    are_said = len(below) >= MOST_OF * len(rows)
    for row in rows:
        stamp = letters.stamps[row]
        if (is_no_name and stamp.name.startswith("(")) or (are_said and row in below):
            yield row, attrs.evolve(stamp, before="", after="", chrome=True)


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
        if name and is_name(name) and (after or not ends_sentence(lines.texts[row])):
            yield row, Stamp(match, name, "", chrome=False, verb=False)


def _aged(lines: Lines, letters: Letters, reader: DateReader) -> Iterator[tuple[int, Stamp]]:
    """Find heads that show an age without "ago" behind the name: "Jane 1 year". One alone may be anything."""
    shape, texts = letters.letters, lines.texts
    heading = shape.rfind("H")
    if heading < 0 or sum(shape.count(letter, heading) for letter in "DMA") >= LEAST:
        return
    heads: list[tuple[int, Stamp]] = []
    for row in range(heading + 1, len(shape)):
        if shape[row] != "s" or (head := _AGED.fullmatch(texts[row])) is None or _below(shape, row) not in "spt":
            continue
        match = find_timestamp(head["age"], reader)
        if match is not None and match.text == head["age"] and is_name(head["name"]):
            heads.append((row, Stamp(match, head["name"], "", chrome=False, verb=False)))
    if len(heads) >= LEAST:
        yield from heads


def _varies(rests: Counter[str]) -> bool:
    """Tell whether what is left of many lines may be names: one or two words that recur are links."""
    said = sum(number for rest, number in rests.items() if rest)
    return said >= MOST_OF * rests.total() and len(rests.keys() - {""}) * 2 > said


def _links(lines: Lines, letters: Letters) -> list[int]:
    """Find links below each comment that read like a form, or like a notice that comments need a login."""
    shape = letters.letters
    heading = shape.rfind("H")
    if heading < 0 or shape.count("O", heading) + shape.count("F", heading) < LEAST:
        return []
    rows: dict[str, list[int]] = {}
    for row in range(heading, len(shape)):
        if shape[row] in "OF":
            rows.setdefault(lines.keys[row], []).append(row)
    dates = shape.count("D", heading) + shape.count("M", heading)
    return [
        row
        for key, found in rows.items()
        if key and len(found) >= LEAST and dates >= len(found) - 1
        if shape.count("D", found[0], found[-1]) + shape.count("M", found[0], found[-1]) >= len(found) - 1
        for row in found
    ]


def _undated(lines: Lines, letters: Letters) -> Iterator[tuple[int, str]]:
    """Read the heads of a thread that has lost its dates: where only the main text of a page is kept, they may be gone.

    Below the heading stand lines over text that end alike ("Jane on", "Joe on"), or names below pictures of them.
    """
    shape, texts = letters.letters, lines.texts
    heading = shape.rfind("H")
    while heading >= 0 and _below(shape, heading) in "FOTGHWX_":
        heading = shape.rfind("H", 0, heading)
    first = _next_row(shape, heading) if heading >= 0 else -1
    if first < 0 or shape[first] not in "sta":
        return
    if shape[first] == "a":
        rows = [
            row
            for row in range(first + 1, len(shape))
            if shape[row - 1] == "a" and shape[row] in "st" and texts[row] and texts[row] in texts[row - 1]
        ]
        names = [texts[row] for row in rows]
    else:
        tail = texts[first].rsplit(None, 1)[-1]
        rows = [row for row in range(first, len(shape)) if shape[row] in "st" and texts[row].endswith(tail)]
        heads = [texts[row] for row in rows]
        cut = Affixes.of(heads, len(rows)).cut
        names = [trim_name(cut(head) or "") for head in heads]
    if len(rows) < LEAST or sum(shape.count(letter, first) for letter in "DMA") >= len(rows):
        return
    if len(set(names)) >= LEAST and all(map(is_name, names)) and all(_below(shape, row) in "pt" for row in rows):
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


@attrs.frozen(slots=True)
class Affixes:
    """What many texts begin and end with, numbers written 0."""

    head: str
    tail: str

    def __bool__(self) -> bool:
        return bool(self.head or self.tail)

    @classmethod
    def of(cls, texts: Sequence[str], need: int) -> Affixes:
        """Find the longest beginning and the longest end that `need` of the texts share."""
        head = tail = ""
        if _agree([text[:1] for text in texts], need):
            head = _shared([_NUMBER.sub("0", text) for text in texts], need, _whole_beginning)
        if _agree([text[-1:] for text in texts], need):
            left = [plain[len(head) :] for text in texts if (plain := _NUMBER.sub("0", text)).startswith(head)]
            tail = _shared([text[::-1] for text in left], min(need, len(left)), _whole_end)[::-1]
        return cls(head, tail)

    def cut(self, text: str) -> str | None:
        """Return a text without what it shares with the others, or None where it does not."""
        if not self:
            return text
        rest = _after(text, self.head)
        if rest is None:
            return None
        rest = _after(rest[::-1], self.tail[::-1])
        return None if rest is None else rest[::-1]


def _agree(characters: Sequence[str], need: int) -> bool:
    """Tell whether `need` of some characters could be the same, digits being alike."""
    counted = Counter("0" if character.isdecimal() else character for character in characters)
    del counted[""]
    return max(counted.values(), default=0) >= need


def _after(text: str, head: str) -> str | None:
    """Return what follows `head` in a text, where 0 stands for any number."""
    at = 0
    for character in head:
        if character == "0":
            start = at
            while at < len(text) and text[at].isdecimal():
                at += 1
            if at == start:
                return None
        elif at < len(text) and text[at] == character:
            at += 1
        else:
            return None
    return text[at:]


def _shared(texts: Sequence[str], need: int, whole: Callable[[str, str], bool]) -> str:
    """Return the longest beginning that `need` of the texts share, cut back to where a word may end."""
    ordered = sorted(texts)
    best = ""
    tried = set[str]()  # what most texts share has few beginnings: the work stays in proportion
    for at, (first, last) in enumerate(zip(ordered, ordered[need - 1 :], strict=False)):
        size = 0
        for one, other in zip(first, last, strict=False):
            if one != other:
                break
            size += 1
        if first[:size] in tried:
            continue
        tried.add(first[:size])
        end = size
        while end and not all(whole(first[:end], text[end:]) for text in ordered[at : at + need]):
            end -= 1
        if not end and size >= GLUED:
            end = size
        best = max(best, first[:end], key=len)
    return best


def _whole_beginning(head: str, rest: str) -> bool:
    """Tell whether a word may end between two parts of a text."""
    if not rest or not _is_letter(head[-1]) or not _is_letter(rest[0]):
        return True
    if not rest[0].isalnum():  # a vowel sign
        return False
    last, first = head[-1], rest[0]
    if last.isdecimal() or first.isdecimal():
        return last.isdecimal() is not first.isdecimal()
    is_cased = last.islower() or last.isupper()
    return (last.islower() and first.isupper()) if is_cased else len(head) >= UNSPACED


def _whole_end(tail: str, rest: str) -> bool:
    """Tell whether a word may begin between two parts of a text that are both written backwards."""
    if not rest or not _is_letter(rest[0]):
        return True
    if not _is_letter(tail[-1]):
        return tail[-1] != "." or not rest[1:2].isspace()  # "Jane D."
    return tail[-1].isupper()


def _is_letter(character: str) -> bool:
    """Tell what words are made of: letters, digits, and the signs that scripts write above, below or behind these."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


__all__ = ["Affixes", "learn_heads"]
