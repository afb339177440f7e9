"""The names in a credit line: behind the words of a byline, or alone between separators."""

from collections.abc import Iterable, Iterator
from typing import Final, Self

import attrs

from blogparse.credits.cutting import (
    MAX_UNSPACED,
    cut_byline,
    cut_glued_byline,
    cut_inner_byline,
    cut_label,
    cut_last,
    ending,
    is_prose,
    opens_long,
    split_pieces,
    without_count,
    without_counts,
    without_dater,
    without_number,
)  # fmt: skip
from blogparse.credits.persons import MAX_PERSON_WORDS, is_person, is_phrase, split_authors
from blogparse.credits.phrases import CreditWords, without_endings
from blogparse.credits.tidy import STRONG, tidy_line
from blogparse.dates import TimestampMatch
from blogparse.text import (
    MAX_PERSON,
    OUTER,
    collapse_repetition,
    is_full_name,
    is_name,
    is_unspaced,
    late_regex,
    line_key,
    trim_name,
)  # fmt: skip


@attrs.frozen(slots=True)
class Credits:
    """What a line credits: dates in order, with whether each is an update; names, with whether the line says "by".

    `is_posted` tells that the line says in several words what it is: "Posted by Ann", "Published on May 3, 2012".
    `is_vague` tells that the name may as well be something else: "Published 2012-05-03" in a language that nobody here
    speaks, "read" of "read 344 times", or words in small letters behind "by".
    """

    dates: tuple[tuple[TimestampMatch, bool], ...]
    names: tuple[str, ...]
    affiliation: str | None
    is_sure: bool
    topics: tuple[str, ...] = ()
    count: int | None = None
    is_posted: bool = False
    is_vague: bool = False

    @classmethod
    def of_date(cls, match: TimestampMatch) -> Self:
        """Return what a line credits that has a date and nothing else."""
        return cls(((match, False),), (), None, is_sure=False)

    @classmethod
    def of_names(cls, *names: str) -> Self:
        """Return what a line credits that has names and nothing else, and does not call them the authors."""
        return cls((), names, None, is_sure=False)


NOTHING: Final = Credits.of_names()
MAX_OTHER: Final = 4  # words before what is looked for: "was written by" in a sentence, "and tagged" among topics
MAX_BARE: Final = 4  # words of a name that nothing calls the author's
_SYMBOLS: Final = late_regex(r"\A\s*+[^\p{L}\p{N}\s(\"'“„«@#]++\s++")  # "≈ Ann": what a theme draws before a name
_OWNED: Final = late_regex(r"\p{L}['’]\p{Ll}{1,2}\s")  # "Ann's notes" are hers


def read_names(text: str, words: CreditWords) -> Credits:
    """Return the names that a line consists of, where nothing calls them the author's; empty where it is none."""
    text = tidy_line(text, words)
    pieces = [piece for piece in split_pieces(text, words) if piece.strip(OUTER)]
    if len(pieces) != 1 or without_count(text) != text:
        return NOTHING  # "The World's 50 best restaurants"
    return Credits.of_names(*next(_bare_names(pieces, words), ()))


def find_names(
    segments: Iterable[str], words: CreditWords, *, is_dated: bool, poster: str = ""
) -> tuple[tuple[str, ...], str | None, bool, bool]:
    """Return the names in a line, where they work, whether it calls them the author's, whether in small letters.

    `poster` is what stands before a verb of posting, if anything does.
    """
    *before, last = segments
    pieces = [without_dater(piece) for segment in before for piece in split_pieces(segment, words)]
    pieces += split_pieces(last, words)
    pieces = [without_number(piece, words) for piece in pieces]
    for read in (cut_glued_byline, cut_label, cut_inner_byline) if is_dated else (cut_byline,):
        for piece in pieces:
            named = read(piece, words)
            if not named or named.split(None, 1)[0] in words.joins:  # "by and large"
                continue
            if not is_dated and not opens_long(piece, words) and is_prose(piece, named):
                continue
            authors, affiliation = split_authors(named, words)
            if authors and (is_person(authors[0], words, called=True) or _has_long_head(piece, words)):
                return authors, affiliation, True, False
            if authors and len(authors) == 1 and named.islower() and is_person(named.title(), words):
                return authors, affiliation, True, True  # a theme, or its owner, writes names so
    return next(_bare_names(pieces, words, poster), ()), None, False, False


def read_labelled(text: str, words: CreditWords) -> Credits:
    """Return the name with which a line ends, behind a label: "Author Ann Lee", "Tags: scale. Author: Ann"."""
    name = cut_label(text, words)
    if not is_full_name(name):
        name = cut_last(text, words)
    is_named = 0 < name.count(" ") + 1 <= MAX_BARE and is_person(name, words, called=True)
    return Credits((), (name,), None, is_sure=True) if is_named else NOTHING


def _bare_names(pieces: Iterable[str], words: CreditWords, poster: str = "") -> Iterator[tuple[str, ...]]:
    """Yield what of each piece can be a name, or names: full ones, where it is a list."""
    for piece in pieces:
        if piece.lstrip()[:1] == "#":
            continue  # a tag
        name = collapse_repetition(trim_name(_SYMBOLS.sub("", without_counts(piece, words)).strip("@ ")))
        may_name = is_person(name, words, called=name == poster)
        if may_name and not (_ends_with_colon(piece) or _OWNED.search(name)):
            if is_phrase(name.split(), words) or (is_unspaced(name) and len(name) > MAX_UNSPACED):
                continue
            names, affiliation = split_authors(name, words)
            is_list = len(names) > 1 or affiliation is not None
            if is_list and not all(map(is_full_name, [*names, *([affiliation] if affiliation else [])])):
                continue  # "Science and Engineering", "Thoughts, Technology"
            if names and len(names[0].split()) <= MAX_BARE:
                yield names


def is_label(text: str) -> bool:
    """True for "Posted by" and "Author:", which stand before names alone, not a bare "by"."""
    return " " in text.strip() or _ends_with_colon(text)


def _ends_with_colon(text: str) -> bool:
    return text.rstrip()[-1:] in {":", "："}


def ends_with_opening(text: str, words: CreditWords) -> bool:
    """Return whether a line ends with words that stand before a name, a date or a category: "Written by", "am"."""
    key = line_key(without_endings(text))
    if key in words.openings or key.rpartition(" ")[2] in words.on:
        return True
    return any(key.endswith(f" {head}") for head in ending(key, words.longs))


def is_opening(text: str, words: CreditWords) -> bool:
    """Return whether a line has the words before a name and nothing else: "Posted by", "Autor(in):"."""
    return line_key(without_endings(text)) in words.openings


def read_named(text: str, opening: str, words: CreditWords) -> Credits | None:
    """Return what the line below such words names; None where it is no name."""
    named = collapse_repetition(trim_name(STRONG.sub("", text)))
    # "Posted by" and "Author:" stand before a name however it is written, "by" alone before other things as well
    is_odd = is_label(opening) and is_name(named) and len(named) <= MAX_PERSON and line_key(named) not in words.chrome
    if not (is_person(named, words, called=True) or is_odd) or is_opening(named, words):
        return None
    names, affiliation = split_authors(named, words)
    return Credits((), names, affiliation, is_sure=True) if names else None


def _has_long_head(text: str, words: CreditWords) -> bool:
    """True for "posted by der Michel", not "by the way": names behind several words are written as one likes."""
    return text.count(" ") <= MAX_PERSON_WORDS + 2 and opens_long(text, words)
