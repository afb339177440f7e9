"""The names in a credit line: behind the words of a byline, or alone between separators."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Self

import attrs

from blogparse.credits import persons
from blogparse.credits.heads import beginning, ending
from blogparse.credits.phrases import PIECE, CreditWords, with_plain_colon, without_endings
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
    lowered,
    trim_name,
)


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
    others: tuple[str, ...] = ()
    """Further words of the line that can be a name, where it calls nobody the author."""

    @classmethod
    def of_date(cls, match: TimestampMatch) -> Self:
        """Return what a line credits that has a date and nothing else."""
        return cls(((match, False),), (), None, is_sure=False)

    @classmethod
    def of_names(cls, *names: str) -> Self:
        """Return what a line credits that has names and nothing else, and does not call them the authors."""
        return cls((), names, None, is_sure=False)


NOTHING: Final = Credits.of_names()
MAX_CUT: Final = 8  # words cut behind a name where there is no date: more are a sentence
MAX_OTHER: Final = 4  # words before what is looked for: "was written by" in a sentence, "and tagged" among topics
MAX_UNSPACED: Final = 8  # characters of such a name where no blank parts words
MAX_BARE: Final = 4  # words of a name that nothing calls the author's
EDGES: Final = " \t~-–—|·•»*>:,_"  # beside a byline
_SYMBOLS: Final = late_regex(r"\A\s*+[^\p{L}\p{N}\s(\"'“„«@#]++\s++")  # "≈ Ann": what a theme draws before a name
_OWNED: Final = late_regex(r"\p{L}['’]\p{Ll}{1,2}\s")  # "Ann's notes" are hers


def read_names(text: str, words: CreditWords) -> Credits:
    """Return the names that a line consists of, where nothing calls them the author's; empty where it is none."""
    text = tidy_line(text, words)
    pieces = [piece for piece in split_pieces(text, words) if piece.strip(OUTER)]
    if len(pieces) != 1 or persons.without_count(text) != text:
        return NOTHING  # "The World's 50 best restaurants"
    return Credits.of_names(*next(_bare_names(pieces, words), ()))


def find_names(
    segments: Iterable[str], words: CreditWords, *, is_dated: bool, poster: str = ""
) -> tuple[tuple[str, ...], str | None, bool, bool, tuple[str, ...]]:
    """Return the names in a line, where they work, whether it calls them the author's, whether in small letters.

    The last of the five are further names, of a line that calls nobody the author.

    `poster` is what stands before a verb of posting, if anything does.
    """
    *before, last = segments
    pieces = [_without_dater(piece) for segment in before for piece in split_pieces(segment, words)]
    pieces += split_pieces(last, words)
    pieces = [_without_number(piece, words) for piece in pieces]
    for read in (_cut_glued_byline, _cut_label, _cut_inner_byline) if is_dated else (cut_byline,):
        for piece in pieces:
            named = read(piece, words)
            if not named or named.split(None, 1)[0] in words.joins:  # "by and large"
                continue
            if not is_dated and not opens_long(piece, words) and _is_prose(piece, named):
                continue
            authors, affiliation = persons.split_authors(named, words)
            if authors and not authors[0][0].isupper() and named.count(" ") > persons.MAX_PERSON_WORDS:
                continue  # "from there, with another ..."
            if authors and (persons.is_person(authors[0], words, called=True) or _has_long_head(piece, words)):
                return authors, affiliation, True, False, ()
            if authors and len(authors) == 1 and named.islower() and persons.is_person(named.title(), words):
                return authors, affiliation, True, True, ()  # a theme, or its owner, writes names so
    names, *others = [*_bare_names(pieces, words, poster)] or [()]
    return names, None, False, False, tuple(dict.fromkeys(name for each in others for name in each))


def _without_dater(piece: str) -> str:
    """Cut a last word in small letters before a date, "on" in whatever language: no name ends so."""
    tokens = piece.split()
    is_cut = len(tokens) > 2 and tokens[-1].islower() and not tokens[-2].islower()
    return piece.rstrip()[: -len(tokens[-1])] if is_cut else piece


def _without_number(piece: str, words: CreditWords) -> str:
    """Cut the number of comments before a byline: "4 comments Posted by Ann"."""
    tokens = piece.split(None, 2)
    is_counted = len(tokens) > 2 and tokens[0].isdecimal() and line_key(tokens[1]) in words.nouns
    return tokens[2] if is_counted else piece


def read_labelled(text: str, words: CreditWords) -> Credits:
    """Return the name with which a line ends, behind a label: "Author Ann Lee", "Tags: scale. Author: Ann"."""
    name = _cut_label(text, words)
    if not is_full_name(name):
        name = _cut_last(text, words)
    is_named = 0 < name.count(" ") + 1 <= MAX_BARE and persons.is_person(name, words, called=True)
    return Credits((), (name,), None, is_sure=True) if is_named else NOTHING


def _cut_last(text: str, words: CreditWords) -> str:
    """Return what stands at the end of a line behind words inside it that call a name the author's."""
    lower = lowered(text)
    if ":" not in lower and words.callers.isdisjoint(lower.split()):
        return ""
    for head in words.heads:
        at = lower.rfind(head) if " " in head or head[-1] == ":" else -1
        if at > 0 and not lower[at - 1].isalnum():
            rest = text[at + len(head) :].strip()
            return rest if persons.cut_tail(rest, words) == rest else ""
    return ""


def _bare_names(pieces: Iterable[str], words: CreditWords, poster: str = "") -> Iterator[tuple[str, ...]]:
    """Yield what of each piece can be a name, or names: full ones, where it is a list."""
    for piece in pieces:
        if piece.lstrip()[:1] == "#":
            continue  # a tag
        name = collapse_repetition(trim_name(_SYMBOLS.sub("", persons.without_counts(piece, words)).strip("@ ")))
        is_person = persons.is_person(name, words, called=name == poster)
        if is_person and not (_ends_with_colon(piece) or _OWNED.search(name)):
            if persons.is_phrase(name.split(), words) or (is_unspaced(name) and len(name) > MAX_UNSPACED):
                continue
            names, affiliation = persons.split_authors(name, words)
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


def split_pieces(segment: str, words: CreditWords) -> Sequence[str]:
    """Return what the separators of a segment part; a byline that is written with one, "文/Ann", stays whole."""
    if words.parted and lowered(segment).lstrip().startswith(words.parted):
        return [segment]
    return [piece for piece in PIECE.split(segment) if piece.strip(OUTER)]


def cut_byline(text: str, words: CreditWords) -> str:
    """Return what a byline names, or "" for a text that is none.

    >>> from blogparse.credits import compile_credits
    >>> from blogparse.language import load_vocabulary
    >>> cut_byline("Posted by Ann Lee in Travel", compile_credits(load_vocabulary(["en"])))
    'Ann Lee'
    """
    text = " ".join(text.split()).lstrip(EDGES)
    text = with_plain_colon(text) if ":" in text or "：" in text else text
    lower = lowered(text)
    for head, tail in words.around if lower.startswith(words.before) else ():
        if lower.startswith(head) and 0 < (end := lower.find(tail, len(head))) <= len(head) + MAX_PERSON:
            return trim_name(text[len(head) : end])
    for head in beginning(lower, words.heads):
        if len(text) == len(head) or _ends_word(text, len(head)):
            rest = _without_second_head(text[len(head) :].lstrip(" :：\u00a0"), head)
            return persons.cut_tail(rest, words) if rest else ""
    for tail in ending(lower, words.tails):
        if lower[: -len(tail)][-1:].isspace() or is_unspaced(tail):
            first, _, others = trim_name(text[: -len(tail)]).partition(" ")
            return others if others and first in words.on else f"{first} {others}".rstrip()
    return ""


def _cut_glued_byline(text: str, words: CreditWords) -> str:
    """Return what a byline beside a date names, which a renderer may have glued to it: "Posted byann"."""
    named = cut_byline(text, words)
    if not named and opens_long(text, words):
        text = " ".join(text.split()).lstrip(EDGES)
        head = next((head for head in words.longs if lowered(text).startswith(head)), "")
        named = persons.cut_tail(text[len(head) :], words) if head and text[len(head) :][:1].isalpha() else ""
    return named


def _cut_label(text: str, words: CreditWords) -> str:
    """Return what a label names that has no colon, beside a date: "Autor Ann Lee"."""
    text = text.strip(EDGES + ".")
    if not text:
        return ""
    lower = lowered(text)
    for label in beginning(lower, words.bare):
        if text[len(label) : len(label) + 1].isspace():
            return persons.cut_tail(text[len(label) :], words)
    if is_unspaced(text) and len(text) <= MAX_UNSPACED:  # scripts without spaces: "2012年12月23日由老张"
        size = max((len(word) for word in words.by if lower.startswith(word)), default=0)
        return text[size:] if size else ""
    return ""


def _without_second_head(rest: str, head: str) -> str:
    """Return what follows "by", where a theme and its author both wrote it: "Posted by By Ann"; but "von von Berg"."""
    again = head.rsplit(None, 1)[-1]
    first, _, others = rest.partition(" ")
    return others.lstrip() if others and first.casefold() == again and first[0].isupper() else rest


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
    if not (persons.is_person(named, words, called=True) or is_odd) or is_opening(named, words):
        return None
    names, affiliation = persons.split_authors(named, words)
    return Credits((), names, affiliation, is_sure=True) if names else None


def _has_long_head(text: str, words: CreditWords) -> bool:
    """True for "posted by der Michel", not "by the way": names behind several words are written as one likes."""
    return text.count(" ") <= persons.MAX_PERSON_WORDS + 2 and opens_long(text, words)


def _is_prose(text: str, named: str) -> bool:
    """True for "from one to the next. There ..." and "From Firefox 85 on you can now ...", not bylines."""
    return persons.PROSE.search(text) is not None or text.count(" ") - named.count(" ") > MAX_CUT


def opens_long(text: str, words: CreditWords) -> bool:
    """Return whether several words that mean nothing else open a byline: "posted by"."""
    return line_key(text).startswith(words.longs)


def _ends_word(text: str, at: int) -> bool:
    """Return whether a word ends at an offset: beside white space and marks, or before a glued name."""
    if not text[at].isalnum() or not text[at - 1].isalnum():
        return True
    if is_unspaced(text[at - 1]):
        return not is_unspaced(text[at])
    return at > 1 and text[at - 1].islower() and text[at].isupper()


def _cut_inner_byline(text: str, words: CreditWords) -> str:
    """Return the names beside "by" inside a dateline: "Posted in Travel by Ann", "Ann Lee tarafından gönderildi"."""
    tokens = text.split()
    for at, token in enumerate(tokens[:-1]):
        if is_unspaced(token[-1]) and token[-1] in words.by and len(token) > 1:  # "文章由 Ann"
            return persons.cut_tail(" ".join(tokens[at + 1 :]), words)
        if not at:
            continue
        word = token.rstrip(":：") if token[-1] in ":：" else token
        if word not in words.by and not (word != token and lowered(word) in words.by):
            continue
        if word in words.tails:
            first = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i] in words.on or tokens[i].islower()), 0)
            return " ".join(tokens[first:at])
        if len(tokens) != 3 or not tokens[0][0].isupper():  # "Reggio di Calabria"
            return persons.cut_tail(" ".join(tokens[at + 1 :]), words)
    return ""
