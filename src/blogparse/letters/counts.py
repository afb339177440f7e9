"""Numbers of comments: the headings over threads, and counters among other words."""

from typing import Final

from blogparse.letters.alphabet import Letter, Line, Notes
from blogparse.letters.phrasebook import Phrasebook
from blogparse.text import COMBINING, Lines, late_pattern

_TOKENS: Final = late_pattern(rf"\{{n\}}|(?:[^\W\d_]|[{COMBINING}])++(?:['’\-][^\W\d_]++)*+")
_NUMBER: Final = late_pattern(r"\d[\d.,\u00a0\u202f]*+")
QUOTED: Final = late_pattern(r"[\"“”„«»‘’‹›「『《]")


def read_count(book: Phrasebook, notes: Notes, line: Line) -> str | None:
    """Read a number of comments: a heading (H) or a counter among other words (h)."""
    if line.key == line.counted and book.words.ones.isdisjoint(line.key.split(" ", 2)[:2]):
        return None
    tokens = _TOKENS.findall(line.counted)
    for index, word in enumerate(tokens[:10]):
        is_one = index <= 1 and word in book.words.ones
        if word == "{n}" or is_one:
            size = 0 if is_one and index else _noun_size(book, tokens, index + 1, 1)
            first, last = index, index + size
            if not size:
                size = _noun_size(book, tokens, index - 1, -1)
                first, last = index - size, index
            if not size:
                continue
            number = 1 if is_one else _nth_number(line.key, tokens[:index].count("{n}"))
            if number is None:
                continue
            strength = _heading_strength(book, line.text, tokens, first, last)
            if is_one and index and strength is not Letter.HEADING:
                continue  # Hebrew puts "one" behind its noun; German "Kommentar einer Leserin" counts nothing
            notes.counts[line.at] = number
            return strength
    return None


def is_count(book: Phrasebook, counted: str) -> bool:
    """True for "5 comments", which says no more than that."""
    tokens = _TOKENS.findall(counted)
    return tokens[:1] == ["{n}"] and _noun_size(book, tokens, 1, 1) == len(tokens) - 1


def _noun_size(book: Phrasebook, tokens: list[str], at: int, step: int) -> int:
    """Return how many tokens from `at` on, in the direction of `step`, make a comment noun; 0 for none."""
    for size in (3, 2, 1):
        span = tokens[at : at + size] if step > 0 else tokens[max(at - size + 1, 0) : at + 1]
        if len(span) != size or at < 0:
            continue
        # of "reader-comments" the last part counts
        if " ".join(span) in book.words.nouns or (size == 1 and span[0].rpartition("-")[2] in book.words.nouns):
            return size
    return 0


def _heading_strength(book: Phrasebook, text: str, tokens: list[str], first: int, last: int) -> str:
    before, after = tokens[:first], tokens[last + 1 :]
    if not before and not after:
        return Letter.HEADING
    if not before and (after[0] in book.prepositions or QUOTED.search(text) is not None):
        return Letter.HEADING
    if not after and (QUOTED.search(text) is not None or text.rstrip().endswith(")")) and len(before) <= 12:
        return Letter.HEADING
    return Letter.COUNT


def _nth_number(key: str, skip: int) -> int | None:
    found = _NUMBER.findall(key)
    digits = "".join(ch for ch in found[skip] if ch.isdigit()) if skip < len(found) else ""
    return int(digits) if 0 < len(digits) <= 9 else None


def count_above(notes: Notes, lines: Lines, letters: str) -> None:
    """Give headings without a number the one that stands alone on the line above or below."""
    at = letters.find(Letter.HEADING)
    while at >= 0:
        if at not in notes.counts:
            for near in (at - 1, at + 1):
                if 0 <= near < len(letters) and letters[near] == Letter.VOTES:
                    digits = lines.texts[near].strip("()[]{} ")
                    if digits.isdecimal() and len(digits) <= 9:
                        notes.counts[at] = int(digits)
                        break
        at = letters.find(Letter.HEADING, at + 1)
