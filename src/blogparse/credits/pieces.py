"""Cut a line that says who and when into pieces, and off a piece what is not the name.

Before a name stand words that call it the author's or the speaker's ("Posted by", "Comment from"), a picture's text, or
what somebody is; behind it a verb ("says"), a preposition and a category, a number and what it counts, an account, the
next sentence. Separators part pieces. A phrase is cut where it is words of its own; renderers glue words, so that a
capital or another script behind it ends one as well.

It is wrong where a name holds such a word ("Ann in Wonderland").
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

import regex

from blogparse.credits.persons import MAX_PARTICLE, MAX_UNSPACED, is_chrome
from blogparse.credits.phrases import LineWords, may_label, with_plain_colon, without_endings
from blogparse.text import (
    MAX_PERSON,
    OUTER,
    collapse_repetition,
    has_digit,
    is_unspaced,
    late_pattern,
    late_regex,
    line_key,
    lowered,
    trim_name,
    without_badge,
)  # fmt: skip

_MARK: Final = r"(?:[|·•∙⋅~»«;。\t—–]|(?<!\p{L})/|/(?!\p{Ll}))"
_PIECE: Final = rf"\s*+{_MARK}\s*+|\s*+_{{2,}}\s*+|\s{{3,}}|(?:\s[-.])++\s|\s\p{{So}}\s|[\[\]()]"
PIECE: Final = late_regex(_PIECE)
"""What parts the pieces of a line; in "Ημ/νία" no mark does."""
_LINK: Final = late_regex(rf"{_PIECE}|\s*+[,/]\s*+|\s{{2,}}")  # what parts links from each other and from a name
_SEPARATING: Final = frozenset("|·•∙⋅~/»«,.;。\t—–-_[]()\u00a0\u202f\u3000")  # some of which either has, but for spaces
EDGES: Final = " \t~-–—|·•»*>:,_"  # beside a byline
MAX_CUT: Final = 8  # words cut behind a name where there is no date: more are a sentence
MAX_TITLE: Final = 6  # characters of a title before a name: "Prof.", "Frau."
PROSE: Final = late_regex(r"\p{Ll}{3}[.!?]\s+\p{Lu}")  # a sentence ends inside
_NUMBERED: Final = late_regex(r"(?<![\w.,])(\d{1,6})\s++([\p{L}]++)")
_COUNTED: Final = late_regex(r"\s+[(\[]?\d[\d.,]*+\s*+(?:\p{L}.*+|[)\]].*+)?\Z", regex.DOTALL)
_ENDED: Final = late_regex(r"\p{L}\p{Ll}{2}[.]\Z")  # a word, not "Jr." or "B.A.", and the end of a sentence
_GLUED: Final = late_pattern(
    r"""
      (?<!\d) ((?:19|20)\d\d)                  # a year that touches
      (?= \d{1,2} (?: [./-] | [ ] [^\W\d_] )   # the day of the next date
        | [^\W\d_]{3,} )                       # or a word
    """,
    re.VERBOSE,
)
SEAM: Final = late_regex(r"(?<=[\p{Ll}\p{Lo}\p{N}\)])(?=\p{Lu})|(?<=\p{N})(?=\p{Lo})")  # where words may touch
_STRONG: Final = late_regex(r"\*{2,}\s*+")  # Markdown: "Von **Ann Lee **"
_ASIDE: Final = late_regex(r"\s*+\([^()]{1,60}\)(?=\s*+(?:,|\p{L}++\s++\p{Lu}))")  # "Ann Lee (Oslo) and Bo Berg"


# --- a line ----------------------------------------------------------------------------------------------------------


def is_glued(text: str) -> bool:
    """Return whether a year touches what follows it, as two dates do in "May 3, 2012May 4, 2012"."""
    return ("20" in text or "19" in text) and _GLUED.search(text) is not None


def tidy_line(text: str, words: LineWords) -> str:
    """Return a line without Markdown, asides and the endings of both genders, its words apart."""
    if is_glued(text):
        text = _GLUED.sub(r"\1 ", text)
    if SEAM.search(text) is not None:
        text = unglued(text, words)
    if "**" in text:
        text = _STRONG.sub("", text)
    text = without_endings(text)
    return _ASIDE.sub("", text) if "(" in text else text


def unglued(text: str, words: LineWords) -> str:
    """Return a line with its labels apart from what they touch: "2016AuteurAnnTags" is "2016 | Auteur: Ann | Tags"."""
    lower = lowered(text)
    pieces: list[str] = []
    start = 0
    for seam in SEAM.finditer(text):
        at = seam.start()
        above, below = lower[start:at], lower[at:]
        if any(not text[at + len(label) :][:1].islower() for label in beginning(below, words.labels)):
            pieces += [text[start:at], " | "]
        elif any(not above[: -len(label)][-1:].isalnum() for label in ending(above, words.labels)):
            pieces += [text[start:at], ": " if above.endswith(words.bare) else " "]
        else:
            continue
        start = at
    return "".join([*pieces, text[start:]])


def may_be_separated(text: str) -> bool:
    """Return whether a text may have a separator; most names and titles have none, and that is told faster."""
    return "  " in text or not _SEPARATING.isdisjoint(text)


def split_links(text: str) -> list[str]:
    """Return what the marks between links part; nothing for a text that has none, as most names and titles are."""
    return [piece for piece in _LINK.split(text) if piece] if may_be_separated(text) else []


def split_pieces(segment: str, words: LineWords) -> Sequence[str]:
    """Return what the separators of a segment part; a byline that is written with one, "文/Ann", stays whole."""
    lower = lowered(segment).lstrip()
    if any("/" in head for head in beginning(lower, words.heads)):
        return [segment]
    return [piece for piece in PIECE.split(segment) if piece.strip(OUTER)]


# --- a phrase at either end of a piece -------------------------------------------------------------------------------


def beginning(lower: str, heads: tuple[str, ...]) -> Iterable[str]:
    """Return those of the heads with which a text begins, in their order; one question where there are none."""
    return [head for head in heads if lower.startswith(head)] if lower.startswith(heads) else ()


def ending(lower: str, tails: tuple[str, ...]) -> Iterable[str]:
    """Return those of the tails with which a text ends, in their order; one question where there are none."""
    return [tail for tail in tails if lower.endswith(tail)] if lower.endswith(tails) else ()


def opening(text: str, phrases: tuple[str, ...]) -> str:
    """Return the first of some phrases with which a text begins, as words of their own; "" for none.

    Of several words the last may be glued to the name, however that is written: "Comment fromjane".
    """
    found = beginning(lowered(text), phrases)
    return next((each for each in found if " " in each or _is_apart(text, len(each))), "")


def closing(text: str, phrases: tuple[str, ...]) -> str:
    """Return the first of some phrases with which a text ends, as words of their own; "" for none.

    In scripts without spaces one character alone is a part of many names: "小说".
    """
    found = ending(lowered(text), phrases)
    glued = (each for each in found if (len(each) > 1 and is_unspaced(each)) or _is_apart(text, len(text) - len(each)))
    return next(glued, "")


def _is_apart(text: str, at: int) -> bool:
    """Return whether a word ends at an offset: beside white space and marks, or before a glued one."""
    above, below = text[max(at - 1, 0) : at], text[at : at + 1]
    if not (above.isalnum() and below.isalnum()) or is_unspaced(above) != is_unspaced(below):
        return True
    return above.islower() and below.isupper()


# --- a name ----------------------------------------------------------------------------------------------------------


def without_links(text: str, words: LineWords) -> tuple[str, bool]:
    """Return a text without the links at its ends, where separators part them; tell whether there were any."""
    pieces = split_links(text)
    if len(pieces) < 2:
        return text, False
    is_link = [words.stands_beside_dates(line_key(piece)) for piece in pieces]
    if all(link or line_key(piece) in words.connectors for piece, link in zip(pieces, is_link, strict=True)):
        return "", True
    first, last = 0, len(pieces)
    while is_link[last - 1] and last > first:
        last -= 1
    while is_link[first] and first < last:
        first += 1
    starts, at = [], 0
    for piece in pieces:
        starts.append(text.index(piece, at))
        at = starts[-1] + len(piece)
    start = starts[first - 1] + len(pieces[first - 1]) if first else 0
    stop = starts[last] if last < len(pieces) else len(text)
    is_cut = first > 0 or last < len(pieces)
    return trim_name(text[start:stop].strip()) if is_cut else text, is_cut


def without_first(text: str, words: LineWords) -> str:
    """Return a text without one connector at its beginning."""
    first = next(iter(text.split(None, 1)), "")
    is_connector = first in words.connectors or (len(first) > 3 and first.lower() in words.connectors)
    return trim_name(text[len(first) :]) if is_connector else text


def without_last(text: str, words: LineWords) -> tuple[str, bool]:
    """Return a text without one connector or badge at its end; tell if it was a badge."""
    tokens = text.split()
    last = tokens[-1]
    if len(last) > 1 and last[-1] in words.before_dates and not last[-1].isascii():
        return trim_name(text[:-1]), False  # scripts without spaces: "小鳳於 2013/12/28"
    # "Den" alone and "D." are names; "Jane Le" has a connector
    if last in words.connectors or (
        len(tokens) > 1 and len(last.rstrip(".")) > 1 and last.istitle() and last.lower() in words.before_dates
    ):
        return trim_name(text[: -len(last)]), False
    if (own := without_badge(text, words.marks)) != text:
        return trim_name(own), True  # "Post author" before "author"
    is_badge = len(tokens) > 1 and (
        (len(last) > 3 and last.casefold() in words.marks)
        # "Jane 游客": of two scripts the name is one, and what is said of it the other
        or (is_unspaced(last) and not is_unspaced(tokens[0]) and (last in words.marks or last in words.anonymous))
    )
    return (trim_name(text[: -len(last)]), True) if is_badge else (text, False)


def cut_avatar(name: str, words: LineWords) -> str:
    """Return a name without the alternative text of its picture, which repeats it: "Photo of Ann Ann"."""
    lower = name.lower().replace("’", "'")
    for head in beginning(lower, words.avatars):
        return collapse_repetition(name[len(head) :].strip(), single=True)
    return name


def opens_long(text: str, words: LineWords) -> bool:
    """Return whether several words that mean nothing else open a byline: "posted by"."""
    return line_key(text).startswith(words.longs)


def cut_byline(text: str, words: LineWords) -> str:
    """Return what a byline names, or "" for a text that is none.

    >>> from blogparse.credits import compile_words
    >>> from blogparse.language import load_vocabulary
    >>> cut_byline("Posted by Ann Lee in Travel", compile_words(load_vocabulary(["en"])))
    'Ann Lee'
    """
    text = with_plain_colon(" ".join(text.split()).lstrip(EDGES))
    lower = lowered(text)
    for head, tail in words.around:
        if lower.startswith(head) and 0 < (end := lower.find(tail, len(head))) <= len(head) + MAX_PERSON:
            return trim_name(text[len(head) : end])
    if head := opening(text, words.heads):
        rest = text[len(head) :].lstrip(" :：\u00a0")
        first, _, others = rest.partition(" ")
        if first[:1].isupper() and first.casefold() == head.rsplit(None, 1)[-1]:
            rest = others  # a theme and its author both wrote it: "Posted by By Ann"; but "von von Berg"
        return cut_tail(rest, words)
    if tail := closing(text, words.tails):
        first, _, others = trim_name(text[: -len(tail)]).partition(" ")
        return others if others and first in words.on else f"{first} {others}".rstrip()
    return ""


def cut_label(text: str, words: LineWords) -> str:
    """Return what a label names that has no colon, beside a date: "Autor Ann Lee"."""
    text = text.strip(EDGES + ".")
    label = opening(text, words.bare)
    if label and text[len(label) :][:1].isspace():
        return cut_tail(text[len(label) :], words)
    if text and is_unspaced(text) and len(text) <= MAX_UNSPACED:  # scripts without spaces: "2012年12月23日由老张"
        return next((text[len(word) :] for word in words.heads if word in words.by and text.startswith(word)), "")
    return ""


def cut_inner_byline(text: str, words: LineWords) -> str:
    """Return the names beside "by" inside a dateline: "Posted in Travel by Ann", "Ann Lee tarafından gönderildi"."""
    tokens = text.split()
    for at, token in enumerate(tokens[:-1]):
        if is_unspaced(token[-1]) and token[-1] in words.by and len(token) > 1:  # "文章由 Ann"
            return cut_tail(" ".join(tokens[at + 1 :]), words)
        word = token.rstrip(":：") or token
        if not at or (word not in words.by and not (word != token and lowered(word) in words.by)):
            continue
        if word in words.tails:
            first = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i] in words.on or tokens[i].islower()), 0)
            return " ".join(tokens[first:at])
        if len(tokens) != 3 or not tokens[0][0].isupper():  # "Reggio di Calabria"
            return cut_tail(" ".join(tokens[at + 1 :]), words)
    return ""


def cut_tail(text: str, words: LineWords) -> str:
    """Cut what follows the names: a preposition and a place, a number and a noun, an account, links."""
    label = words.topics.search(text) if may_label(text, words) else None
    if label is not None and label.start():
        text = text[: label.start()]
    tokens = without_count(text).split()
    stop = next((at for at in range(1, len(tokens)) if _ends_name(tokens, at, words)), len(tokens))
    name = collapse_repetition(trim_name(" ".join(_without_office(tokens[:stop]))))
    is_sentence = stop < len(tokens) and tokens[stop][0].isupper() and _ENDED.search(name) is not None
    return name[:-1] if is_sentence else name  # "by Ann Lee. Bookmark the permalink."


def _ends_name(tokens: Sequence[str], at: int, words: LineWords) -> bool:
    """Return whether a name ends before a word: at "in", an account, a phrase of the interface, the next sentence."""
    word, above = tokens[at], tokens[at - 1]
    if word in words.filing:
        return above[-1] != ","
    if word[-1] in ":：" and len(word) > 2:
        return True  # the next label
    if at == 1 and all(token[0].isupper() for token in tokens[:3]) and len(tokens) > 2 and len(above) <= MAX_TITLE:
        return False  # "Prof. Ann Lee"
    if word[0] == "@" or (above[-1] in ".!?" and PROSE.search(f"{above} {word}") is not None):
        return True
    if at == 1 and len(tokens) == 2 and above.islower() and word.istitle():
        return line_key(word) in words.chrome  # "ann Trackback"
    return is_chrome(tokens, at, words)


def _without_office(tokens: list[str]) -> list[str]:
    """Cut what somebody is before the name, "our reporter Ann Lee": words in small letters, too long for a name's."""
    first = next((at for at, token in enumerate(tokens) if not token[0].islower()), 0)
    return tokens[first:] if any(len(token) > MAX_PARTICLE for token in tokens[:first]) else tokens


def count_in(text: str, words: LineWords) -> int | None:
    """Return the number of comments that a text counts among other words."""
    found = _NUMBERED.finditer(text) if has_digit(text) else ()
    return next((int(each[1]) for each in found if line_key(each[2]) in words.nouns), None)


def without_count(text: str) -> str:
    """Cut a number and what it counts, at the end of a text."""
    return _COUNTED.sub("", text)


def without_counts(text: str, words: LineWords) -> str:
    """Cut numbers at the end of a text with what they count, and the words that stand before them."""
    bare = without_count(text)
    tokens = bare.split()
    while bare != text and len(tokens) > 1 and ((key := line_key(tokens[-1])) in words.nouns or key in words.chrome):
        tokens.pop()
    return " ".join(tokens)


def without_dater(piece: str) -> str:
    """Cut a last word in small letters before a date, "on" in whatever language: no name ends so."""
    tokens = piece.split()
    is_cut = len(tokens) > 2 and tokens[-1].islower() and not tokens[-2].islower()
    return piece.rstrip()[: -len(tokens[-1])] if is_cut else piece


def without_number(piece: str, words: LineWords) -> str:
    """Cut the number of comments before a byline: "4 comments Posted by Ann"."""
    tokens = piece.split(None, 2)
    is_counted = len(tokens) > 2 and tokens[0].isdecimal() and line_key(tokens[1]) in words.nouns
    return tokens[2] if is_counted else piece


# --- questions that tell most lines before they are read --------------------------------------------------------------


def may_matter(text: str, key: str, words: LineWords, *, glued: bool) -> bool:
    """Return whether a line has a word of a byline, an opening or a dateline: the cheapest question."""
    if not words.hints.isdisjoint(key.split()) or (not key.isascii() and key.startswith(words.starts)):
        return True
    return key.endswith(words.tails) or is_glued(text) or (glued and SEAM.search(text) is not None)


def may_credit(text: str, words: LineWords) -> bool:
    """Return whether a line, or a piece of it, begins or ends with the words of a byline: a cheap question."""
    lower = lowered(text).strip(EDGES)
    is_parted = may_be_separated(text) and not words.hints.isdisjoint(lower.split())
    pieces = [lower, *(split_pieces(lower, words) if is_parted else ())]
    if any(piece.startswith(words.starts) or piece.endswith(words.tails) for piece in pieces):
        return PROSE.search(text) is None
    return SEAM.search(text) is not None and unglued(text, words) != text


def may_open(key: str, words: LineWords) -> bool:
    """Return whether a key may end with an opening or a word before a date: the cheap question."""
    last = key.rpartition(" ")[2]
    return last in words.lasts or not last.isalpha()


def is_label(text: str) -> bool:
    """True for "Posted by" and "Author:", which stand before names alone, not a bare "by"."""
    return " " in text.strip() or text.rstrip()[-1:] in {":", "："}


def is_opening(text: str, words: LineWords) -> bool:
    """Return whether a line has the words before a name and nothing else: "Posted by", "Autor(in):"."""
    return line_key(without_endings(text)) in words.openings


def ends_with_opening(text: str, words: LineWords) -> bool:
    """Return whether a line ends with words that stand before a name, a date or a category: "Written by", "am"."""
    key = line_key(without_endings(text))
    if key in words.openings or key.rpartition(" ")[2] in words.on:
        return True
    return any(key.endswith(f" {head}") for head in ending(key, words.longs))
