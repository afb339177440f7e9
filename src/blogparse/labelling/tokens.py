"""Words, numbers and signs of the lines that hold names, cut where the page glued something to a name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from blogparse.labelling.sight import Span
from blogparse.text import late_pattern, late_regex

_CHARACTER: Final = r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]"  # of a script in which each is a token
_LETTER: Final = rf"(?:(?!{_CHARACTER})\p{{L}})"
_WORD: Final = rf"{_LETTER}(?:{_LETTER}|\p{{M}})*"
_TOKEN: Final = late_regex(
    rf"(?P<url>https?://\S*)|\d+|{_CHARACTER}|{_WORD}(?:['’._]{_LETTER}(?:{_LETTER}|\p{{M}})+)*(?:_?\d+)?|[^\w\s]|_"
)
_ASCII_TOKEN: Final = late_pattern(  # the same, sooner found
    r"(?P<url>https?://\S*)|\d+|[A-Za-z]+(?:['._][A-Za-z]{2,})*(?:_?\d+)?|[^\w\s]|_"
)
_SEAM: Final = late_pattern(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[^\x00-\u024f])(?=[\x00-\u024f])|(?<=[\x00-\u024f])(?=[^\x00-\u024f])"
)  # where words were glued: before a capital, between scripts
_SIGNS: Final = (
    ":：", ",،、", "|·•/\\⋅∞»«›‹→←", "-–—", "([{（【", ")]}）】", ".", "@", "#", "'’\"“”„", "_", "!?", ";", "&+",
    "~*^=<>",
)  # fmt: skip
_PUNCTUATION: Final = {sign: kind for kind, signs in enumerate(_SIGNS) for sign in signs}
_OTHER_SIGN, URL, DIGITS, IDEOGRAPH, _CAPITALS, CAPITAL, _CAPITALISED, SMALL, _CASELESS = (
    16, 19, 20, 21, 22, 23, 24, 25, 26,
)  # fmt: skip
_GLUED: Final = range(3, 13)  # characters of what is glued to names, as in "Annsays"
_LEAST_GLUED: Final = 4  # names that end alike: fewer may do so by chance
_GLUED_BY: Final = 0.6  # share of the lines


class Token(NamedTuple):
    """A word, a number or a sign of a line: where it stands, what it says in small letters, its kind."""

    start: int
    end: int
    text: str
    kind: int


def tokens_of(texts: Sequence[str], known: Sequence[Span], dates: Sequence[Span]) -> list[list[Token]]:
    """Return the tokens of all lines of a page that hold names; none reaches across an end of a known name or date."""
    cut = [_cut(*each) for each in zip(texts, known, dates, strict=True)]
    lasts = [_last_word(line, date) for line, date in zip(cut, dates, strict=True)]
    ending = _glued_ending([token.text for token in lasts if token is not None])
    if not ending:
        return cut
    return [
        [
            part
            for token in line
            for part in (
                _recut(text, token, (token.end - len(ending),))
                if token is last and token.text.endswith(ending)
                else (token,)
            )
        ]
        for text, line, last in zip(texts, cut, lasts, strict=True)
    ]


def _cut(text: str, known: Span, date: Span) -> list[Token]:
    """Return the tokens of a line; none reaches across an end of the known name or of the date."""
    edges = [at for at in (*(known or ()), *(date or ())) if 0 < at < len(text) and " " not in text[at - 1 : at + 1]]
    line: list[Token] = []
    for match in (_ASCII_TOKEN if text.isascii() else _TOKEN).finditer(text):
        start, end = match.span()
        word = match[0]
        if end - start == 1 or (word.isascii() and (word.isdigit() or word.islower() or word[1:].islower())):
            tokens = [_token(text, start, end)]  # as most are: nothing can be glued there
        else:
            tokens = _parts(text, start, end) if match["url"] is None else [_token(text, start, end)]
        if edges and any(start < at < end for at in edges):
            tokens = [part for token in tokens for part in _recut(text, token, edges)]
        line += tokens
    return line


def _last_word(line: Sequence[Token], date: Span) -> Token | None:
    """Return the last word before the date of a line, or of the line: where something may be glued to a name."""
    before = [token for token in line if date is None or not date[0] or token.end <= date[0]]
    return next((token for token in reversed(before) if token.text[0].isalpha()), None)


def _parts(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a word, cut where two were glued."""
    seams = [match.start() for match in _SEAM.finditer(text, start + 1, end)]
    return [_token(text, a, b) for a, b in pairwise([start, *(seam for seam in seams if start < seam < end), end])]


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(start, end, "0" if word.isdigit() else word.lower(), _kind(word))


@lru_cache(maxsize=4096)
def _kind(word: str) -> int:
    if word.isdigit():
        return DIGITS
    if "://" in word:
        return URL
    if not word[0].isalpha():
        return _PUNCTUATION.get(word[0], _OTHER_SIGN)
    if len(word) == 1 and "\u2e80" <= word <= "\uffdc":
        return IDEOGRAPH
    if word.isupper():
        return _CAPITALS if len(word) > 1 else CAPITAL
    if word[0].isupper():
        return _CAPITALISED
    return SMALL if word.islower() else _CASELESS


def _glued_ending(words: Sequence[str]) -> str:
    """Return what is glued to the end of most of some words, or nothing."""
    distinct = set(words)
    if len(distinct) < _LEAST_GLUED:
        return ""
    need = max(_LEAST_GLUED, int(_GLUED_BY * len(distinct)))
    counts = Counter(word[-size:] for word in distinct for size in _GLUED if size < len(word))
    common = [ending for ending, count in counts.items() if count >= need]
    return max(common, key=lambda ending: (len(ending), ending), default="")


def _recut(text: str, token: Token, places: Iterable[int]) -> Iterable[Token]:
    """Yield a token, cut at those of some places that are inside it."""
    cuts = sorted({token.start, token.end, *(at for at in places if token.start < at < token.end)})
    if len(cuts) == 2:  # its own two ends
        yield token
    else:
        yield from (_token(text, a, b) for a, b in pairwise(cuts))
