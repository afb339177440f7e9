"""What is not the name: cut it off.

Before a name stand words that call it the author's or the speaker's ("Posted by", "Comment from"), a picture's text, or
what somebody is; behind it a verb ("says"), a preposition and a category, a number and what it counts, an account, the
next sentence. Separators part pieces. A phrase is cut where it ends a word; renderers glue words, so that a capital or
another script behind it ends one as well.

It is wrong where a name holds such a word ("Ann in Wonderland").
"""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from blogparse.credits.persons import MAX_PARTICLE, is_chrome
from blogparse.credits.phrases import PIECE, CreditWords, HeadWords, may_label, with_plain_colon
from blogparse.text import (
    MAX_PERSON,
    OUTER,
    collapse_repetition,
    is_unspaced,
    late_pattern,
    late_regex,
    line_key,
    lowered,
    trim_name,
    words_of,
)  # fmt: skip

SEPARATED: Final = late_pattern(r"\s*[|·•/»«,;]\s*|\s{2,}|\s[-–—]\s|[\[\]()]+|//")
_SEPARATOR: Final = late_pattern(  # a character of `SEPARATED`, or white space that is no plain space
    r"[|·•/»«,;\[\]()\-–—\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
EDGES: Final = " \t~-–—|·•»*>:,_"  # beside a byline
MAX_UNSPACED: Final = 8  # characters of such a name where no blank parts words
MAX_CUT: Final = 8  # words cut behind a name where there is no date: more are a sentence
MAX_TITLE: Final = 6  # characters of a title before a name: "Prof.", "Frau."
PROSE: Final = late_regex(r"\p{Ll}{3}[.!?]\s+\p{Lu}")  # a sentence ends inside
_COUNTED: Final = late_regex(r"\s+[(\[]?\d[\d.,]*+\s*+(?:\p{L}.*+|[)\]].*+)?\Z", regex.DOTALL)
_ENDED: Final = late_regex(r"\p{L}\p{Ll}{2}[.]\Z")  # a word, not "Jr." or "B.A.", and the end of a sentence


def beginning(lower: str, heads: tuple[str, ...]) -> Iterable[str]:
    """Return those of the heads with which a text begins, in their order; one question where there are none."""
    return [head for head in heads if lower.startswith(head)] if lower.startswith(heads) else ()


def ending(lower: str, tails: tuple[str, ...]) -> Iterable[str]:
    """Return those of the tails with which a text ends, in their order; one question where there are none."""
    return [tail for tail in tails if lower.endswith(tail)] if lower.endswith(tails) else ()


def ends_word(text: str, at: int) -> bool:
    """Return whether a word ends at an offset: beside white space and marks, or before a glued name."""
    if not text[at].isalnum() or not text[at - 1].isalnum():
        return True
    if is_unspaced(text[at - 1]):
        return not is_unspaced(text[at])
    return at > 1 and text[at - 1].islower() and text[at].isupper()


def may_be_separated(text: str) -> bool:
    """Return whether a text holds what `SEPARATED` can match; most names and titles do not, and that is told faster."""
    return "  " in text or _SEPARATOR.search(text) is not None


def split_pieces(segment: str, words: CreditWords) -> Sequence[str]:
    """Return what the separators of a segment part; a byline that is written with one, "文/Ann", stays whole."""
    if words.parted and lowered(segment).lstrip().startswith(words.parted):
        return [segment]
    return [piece for piece in PIECE.split(segment) if piece.strip(OUTER)]


def cut_avatar(name: str, words: HeadWords) -> str:
    """Return a name without the alternative text of its picture, which repeats it: "Photo of Ann Ann"."""
    if not name:
        return name
    lower = name.lower().replace("’", "'")
    if name.isascii() and words.avatar_words.isdisjoint(words_of(lower)):
        return name
    for head in beginning(lower, words.avatar_heads):
        return collapse_repetition(name[len(head) :].strip(), single=True)
    return name


def cut_heads(name: str, words: HeadWords) -> str:
    """Return a name without its picture's text and words such as "Comment by" before it."""
    name = cut_avatar(name, words)
    lower = lowered(name)
    for head in beginning(lower, words.heads):
        is_apart = lower.startswith(" ", len(head)) or is_unspaced(head)
        if is_apart and (" " in head or head in words.paired):
            return trim_name(name[len(head) :])
    return name


def opens_long(text: str, words: CreditWords) -> bool:
    """Return whether several words that mean nothing else open a byline: "posted by"."""
    return line_key(text).startswith(words.longs)


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
        if len(text) == len(head) or ends_word(text, len(head)):
            rest = _without_second_head(text[len(head) :].lstrip(" :：\u00a0"), head)
            return cut_tail(rest, words) if rest else ""
    for tail in ending(lower, words.tails):
        if lower[: -len(tail)][-1:].isspace() or is_unspaced(tail):
            first, _, others = trim_name(text[: -len(tail)]).partition(" ")
            return others if others and first in words.on else f"{first} {others}".rstrip()
    return ""


def _without_second_head(rest: str, head: str) -> str:
    """Return what follows "by", where a theme and its author both wrote it: "Posted by By Ann"; but "von von Berg"."""
    again = head.rsplit(None, 1)[-1]
    first, _, others = rest.partition(" ")
    return others.lstrip() if others and first.casefold() == again and first[0].isupper() else rest


def cut_glued_byline(text: str, words: CreditWords) -> str:
    """Return what a byline beside a date names, which a renderer may have glued to it: "Posted byann"."""
    named = cut_byline(text, words)
    if not named and opens_long(text, words):
        text = " ".join(text.split()).lstrip(EDGES)
        head = next((head for head in words.longs if lowered(text).startswith(head)), "")
        named = cut_tail(text[len(head) :], words) if head and text[len(head) :][:1].isalpha() else ""
    return named


def cut_label(text: str, words: CreditWords) -> str:
    """Return what a label names that has no colon, beside a date: "Autor Ann Lee"."""
    text = text.strip(EDGES + ".")
    if not text:
        return ""
    lower = lowered(text)
    for label in beginning(lower, words.bare):
        if text[len(label) : len(label) + 1].isspace():
            return cut_tail(text[len(label) :], words)
    if is_unspaced(text) and len(text) <= MAX_UNSPACED:  # scripts without spaces: "2012年12月23日由老张"
        size = max((len(word) for word in words.by if lower.startswith(word)), default=0)
        return text[size:] if size else ""
    return ""


def cut_last(text: str, words: CreditWords) -> str:
    """Return what stands at the end of a line behind words inside it that call a name the author's."""
    lower = lowered(text)
    if ":" not in lower and words.callers.isdisjoint(lower.split()):
        return ""
    for head in words.heads:
        at = lower.rfind(head) if " " in head or head[-1] == ":" else -1
        if at > 0 and not lower[at - 1].isalnum():
            rest = text[at + len(head) :].strip()
            return rest if cut_tail(rest, words) == rest else ""
    return ""


def cut_inner_byline(text: str, words: CreditWords) -> str:
    """Return the names beside "by" inside a dateline: "Posted in Travel by Ann", "Ann Lee tarafından gönderildi"."""
    tokens = text.split()
    for at, token in enumerate(tokens[:-1]):
        if is_unspaced(token[-1]) and token[-1] in words.by and len(token) > 1:  # "文章由 Ann"
            return cut_tail(" ".join(tokens[at + 1 :]), words)
        if not at:
            continue
        word = token.rstrip(":：") if token[-1] in ":：" else token
        if word not in words.by and not (word != token and lowered(word) in words.by):
            continue
        if word in words.tails:
            first = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i] in words.on or tokens[i].islower()), 0)
            return " ".join(tokens[first:at])
        if len(tokens) != 3 or not tokens[0][0].isupper():  # "Reggio di Calabria"
            return cut_tail(" ".join(tokens[at + 1 :]), words)
    return ""


def cut_tail(text: str, words: CreditWords) -> str:
    """Cut what follows the names: a preposition and a place, a number and a noun, an account, links."""
    label = words.topics.search(text) if may_label(text, words) else None
    if label is not None and label.start():
        text = text[: label.start()]
    tokens = without_count(text).split()
    stop = next((at for at in range(1, len(tokens)) if _ends_name(tokens, at, words)), len(tokens))
    name = collapse_repetition(trim_name(" ".join(_without_office(tokens[:stop]))))
    is_sentence = stop < len(tokens) and tokens[stop][0].isupper() and _ENDED.search(name) is not None
    return name[:-1] if is_sentence else name  # "by Ann Lee. Bookmark the permalink."


def _ends_name(tokens: Sequence[str], at: int, words: CreditWords) -> bool:
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


def without_count(text: str) -> str:
    """Cut a number and what it counts, at the end of a text."""
    return _COUNTED.sub("", text)


def without_counts(text: str, words: CreditWords) -> str:
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


def without_number(piece: str, words: CreditWords) -> str:
    """Cut the number of comments before a byline: "4 comments Posted by Ann"."""
    tokens = piece.split(None, 2)
    is_counted = len(tokens) > 2 and tokens[0].isdecimal() and line_key(tokens[1]) in words.nouns
    return tokens[2] if is_counted else piece


def is_prose(text: str, named: str) -> bool:
    """True for "from one to the next. There ..." and "From Firefox 85 on you can now ...", not bylines."""
    return PROSE.search(text) is not None or text.count(" ") - named.count(" ") > MAX_CUT
