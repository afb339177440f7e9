"""Find where heads and texts share a line: "Jane says: May 3, 2009 at 9:15 am What a walk!".

Some themes print a comment as one paragraph, and some renderers join what a page keeps apart. Such a line is prose to
whoever looks for heads. But where several lines begin with a name and a date and go on with different texts, and what
stands between the date and the text is the same in most ("· Reply", ":"), each is a head with a text behind it. The
dump is then cut there, as if it had a line for each.

It is wrong where a list gives several events or posts in this form; so it is asked only where it shows more records
than the page has otherwise.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from blogparse.dates import DateReader, find_timestamp
from blogparse.letters.alphabet import SHORT
from blogparse.letters.recurring import LEAST, MOST_OF
from blogparse.text import Affixes, Lines, ends_sentence, is_name, late_pattern

_DATED: Final = late_pattern(r"\d\d{0,3}\D{1,14}\d{2}")  # numbers of a day: others may be words
_REACH: Final = 90  # characters of a line in which the date of its head begins
_HEAD: Final = 160  # characters of a line that its head may take
_SHORTEST: Final = 2  # characters of a text
_LONG: Final = 40  # characters behind the numbers of a date that the rest of a head mostly does not take
_APART: Final = 4  # lines between two heads: more part the thread from what stands above it
_LINKS: Final = 24  # characters of what all lines have between date and text: a link, a verb
_EDGES: Final = " \t\u00a0:·•|,–—-»"


class _Head(NamedTuple):
    """A line that begins with a name and a date, and what it says behind the date."""

    row: int
    rest: str


def inline_heads(lines: Lines, reader: DateReader) -> list[int]:
    """Return the offsets in a dump at which the texts begin that stand behind a head in its line; none, mostly."""
    dated = {
        row: len(text) - digits.end()
        for row, (text, counted) in enumerate(zip(lines.texts, lines.counted, strict=True))
        if len(text) > _LINKS
        and (not counted or "{n}" in counted)
        and (digits := _DATED.search(text, 1, _REACH)) is not None
        and is_name(text[: digits.start()].strip(_EDGES))
    }
    if sum(size > _LONG for size in dated.values()) < LEAST:
        return []
    heads = list(_heads(lines, dated, reader))
    if len(heads) < LEAST:
        return []
    need = max(LEAST, int(MOST_OF * len(heads)))
    shared = Affixes.of([head.rest[:_LINKS] for head in heads], need).head
    texts = [(head, head.rest.removeprefix(shared).lstrip(_EDGES)) for head in heads]
    told = [(head, text) for head, text in texts if len(text) >= _SHORTEST and text[0] not in _EDGES]
    said = {text for _, text in told if len(text) > SHORT or ends_sentence(text)}
    if len(told) < need or len(said) * 2 <= len(told):
        return []
    if told[0][1] not in said and told[1][0].row - told[0][0].row > _APART:
        del told[0]  # the post's own line
    return [at for head, text in told if (at := _offset(lines, head.row, len(lines.texts[head.row]) - len(text))) > 0]


def _heads(lines: Lines, rows: Iterable[int], reader: DateReader) -> Iterator[_Head]:
    """Yield the lines that begin with a name and a date and go on behind it."""
    for row in rows:
        text = lines.texts[row]
        match = find_timestamp(text[:_HEAD], reader)
        if match is None or not 0 < match.start <= _REACH or not (match.is_dated and match.day):
            continue
        before, rest = text[: match.start].strip(_EDGES), text[match.end :]
        if is_name(before) and rest.strip(_EDGES):
            yield _Head(row, rest)


def _offset(lines: Lines, row: int, at: int) -> int:
    """Return the offset of a character of a line's text in the dump; 0 where the dump writes the line otherwise."""
    wanted = [character for character in lines.texts[row][:at] if character.isalnum()]
    place, end = lines.text_starts[row], lines.ends[row]
    for character in wanted:
        while place < end and not lines.text[place].isalnum():
            place += 1
        if place == end or lines.text[place] != character:
            return 0
        place += 1
    begins = lines.texts[row][at]
    while place < end and lines.text[place] != begins:
        if lines.text[place].isalnum():
            return 0
        place += 1
    return place if place < end else 0
