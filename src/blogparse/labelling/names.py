"""Where the name stands in the lines that hold one.

A theme prints names by a template: "NAME (Homepage)", "Comment by NAME |", "#3 NAMEsaid". What surrounds the name is
the same in all records, whatever it says and in whatever language, and what varies is the name. So the lines of all
records are cut into tokens, and each token is seen by how many of the lines share it, at which end, and in an unbroken
run with that end; beside that stand its shape, the date in the line, and what the phrase book takes for the name. A
chain of three labels (before, name, behind) is learnt from many pages, as the lines are.

It is wrong where one comment stands alone on its page and its line says more than a name; and it cannot tell a surname
from a badge that stands on one person's comments only.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, Self

from blogparse.labelling.chain import Chain
from blogparse.labelling.sight import Span, letter_index, masked
from blogparse.layout import Content

BEFORE, NAME, AFTER = 0, 1, 2
NAME_LABELS: Final = 3

_TOKEN: Final = re.compile(r"\d+|[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]|[^\W\d_]+|[^\w\s]|_")
_SEAM: Final = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[^\x00-\u024f])(?=[\x00-\u024f])|(?<=[\x00-\u024f])(?=[^\x00-\u024f])"
)  # where words were glued: before a capital, between scripts
_SIGNS: Final = (
    ":：", ",،、", "|·•/\\⋅∞»«›‹→←", "-–—", "([{（【", ")]}）】", ".", "@", "#", "'’\"“”„", "_", "!?", ";", "&+",
    "~*^=<>",
)  # fmt: skip
_PUNCTUATION: Final = {sign: kind for kind, signs in enumerate(_SIGNS) for sign in signs}
_OTHER_SIGN, _DIGITS, _IDEOGRAPH, _CAPITALS, _CAPITAL, _CAPITALISED, _SMALL, _CASELESS = 16, 20, 21, 22, 23, 24, 25, 26
_ABOVE_ALL: Final = 7  # in place of a share: the edge of the line
_SHARES: Final = (0.3, 0.6, 0.85, 0.999)
_MANY: Final = (1, 2, 4, 9)
_MOST_LINE: Final = 200  # characters of a line in which its name stands
_GLUED: Final = range(3, 13)  # characters of what is glued to names, as in "Annsays"
_LEAST_GLUED: Final = 4  # names that end alike: fewer may do so by chance
_GLUED_BY: Final = 0.6  # share of the lines
_BRACKETS: Final = ("()", "[]")


class Token(NamedTuple):
    """A word, a number or a sign of a line: where it stands, what it says in small letters, its kind."""

    start: int
    end: int
    text: str
    kind: int


def find_names(page: Content, places: Collection[int], chain: Chain) -> dict[int, str]:
    """Return the names that content lines hold; lines without one are left out."""
    wanted = sorted(places)
    found: dict[int, str] = {}
    for at, tokens, columns in zip(wanted, *name_columns(page, wanted), strict=True):
        labels, _ = chain.best(chain.emissions(columns)) if tokens else ((), 0)
        said = [token for token, label in zip(tokens, labels, strict=True) if label == NAME]
        if said:
            found[at] = _closed(page.texts[at], said[0].start, said[-1].end)
    return found


def _closed(text: str, start: int, end: int) -> str:
    """Return a part of a text with the bracket that closes one in it."""
    for opening, closing in _BRACKETS:
        if text.startswith(closing, end) and text.count(opening, start, end) > text.count(closing, start, end):
            end += 1
    return text[start:end]


def name_columns(page: Content, places: Sequence[int]) -> tuple[list[list[Token]], list[Sequence[Sequence[int]]]]:
    """Return, for content lines that hold the names of all records, their tokens and the tokens' templates."""
    texts = [page.texts[at][:_MOST_LINE] for at in places]
    dates = [_date_in(page, at) for at in places]
    known = [_known_name(page, at) for at in places]
    lines = _tokens(texts, known)
    sharing = _Sharing.of(texts, dates, lines)
    letters = [letter_index(page.shape[at]) for at in places]
    columns = [_columns(*each, sharing) for each in zip(texts, lines, letters, dates, known, strict=True)]
    return lines, columns


def _date_in(page: Content, at: int) -> Span:
    row = page.rows[at]
    match = page.letters.dates.get(row)
    if match is None and row in page.letters.stamps:
        match = page.letters.stamps[row].match
    return (match.start, match.end) if match is not None else None


def _known_name(page: Content, at: int) -> Span:
    """Return where the phrase book sees the name in a line; the whole line where it says nothing."""
    row, text = page.rows[at], page.texts[at]
    stamp = page.letters.stamps.get(row)
    name = (stamp.name if stamp is not None else page.letters.names.get(row, text)).strip()
    start = text.find(name) if name else -1
    return (start, start + len(name)) if start >= 0 else None


# --- tokens ----------------------------------------------------------------------------------------------------------


def _tokens(texts: Sequence[str], known: Sequence[Span]) -> list[list[Token]]:
    lines = [[token for match in _TOKEN.finditer(text) for token in _parts(text, *match.span())] for text in texts]
    ending = _glued_ending(texts, lines)
    return [
        [part for token in line for part in _recut(text, token, span, ending)]
        for text, line, span in zip(texts, lines, known, strict=True)
    ]


def _parts(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a word, cut where two were glued."""
    seams = [match.start() for match in _SEAM.finditer(text, start + 1, end)] if end - start > 1 else []
    return [_token(text, a, b) for a, b in pairwise([start, *(seam for seam in seams if start < seam < end), end])]


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(start, end, "0" if word.isdigit() else word.lower(), _kind(word))


def _kind(word: str) -> int:
    if word.isdigit():
        return _DIGITS
    if not word[0].isalpha():
        return _PUNCTUATION.get(word[0], _OTHER_SIGN)
    if len(word) == 1 and "\u2e80" <= word <= "\uffdc":
        return _IDEOGRAPH
    if word.isupper():
        return _CAPITALS if len(word) > 1 else _CAPITAL
    if word[0].isupper():
        return _CAPITALISED
    return _SMALL if word.islower() else _CASELESS


def _glued_ending(texts: Sequence[str], lines: Sequence[Sequence[Token]]) -> str:
    """Return what is glued to the end of different words in most lines, or nothing."""
    distinct = dict(zip(texts, lines, strict=True)).values()
    need = max(_LEAST_GLUED, int(_GLUED_BY * len(distinct)))
    if len(distinct) < _LEAST_GLUED:
        return ""
    counts: Counter[str] = Counter()
    for line in distinct:
        counts.update({token.text[-size:] for token in line for size in _GLUED if size < len(token.text)})
    words = {token.text for line in distinct for token in line}
    common = [ending for ending, count in counts.items() if count >= need]
    various = [ending for ending in common if sum(word.endswith(ending) for word in words) >= _LEAST_GLUED]
    return max(various, key=lambda ending: (len(ending), ending), default="")


def _recut(text: str, token: Token, known: Span, ending: str) -> Iterable[Token]:
    """Yield a token, cut where the known name begins or ends and where a common ending is glued to it."""
    cuts = {token.start, token.end}
    if known is not None:
        cuts.update(at for at in known if token.start < at < token.end)
    if ending and token.text.endswith(ending) and len(token.text) > len(ending):
        cuts.add(token.end - len(ending))
    if len(cuts) == 2:  # its own two ends
        yield token
    else:
        yield from (_token(text, a, b) for a, b in pairwise(sorted(cuts)))


# --- templates -------------------------------------------------------------------------------------------------------


class _Sharing(NamedTuple):
    """In how many distinct lines each token, each pair of them, and each token at its place from either end stands."""

    total: int
    tokens: Counter[str]
    heads: Counter[tuple[int, str]]
    tails: Counter[tuple[int, str]]
    pairs: Counter[tuple[str, str]]

    @classmethod
    def of(cls, texts: Sequence[str], dates: Sequence[Span], lines: Sequence[Sequence[Token]]) -> Self:
        distinct = {
            masked(text if date is None else f"{text[: date[0]]}|{text[date[1] :]}"): line
            for text, date, line in reversed(list(zip(texts, dates, lines, strict=True)))
        }
        made = cls(len(distinct), Counter(), Counter(), Counter(), Counter())
        for line in distinct.values():
            said = [token.text for token in line]
            made.tokens.update(set(said))
            made.heads.update(enumerate(said))
            made.tails.update(enumerate(reversed(said)))
            made.pairs.update(set(pairwise(["^", *said, "$"])))
        return made

    def share(self, count: int) -> int:
        return 0 if count <= 1 else 1 + bisect_left(_SHARES, count / self.total)


def _columns(
    text: str, line: Sequence[Token], letter: int, date: Span, known: Span, sharing: _Sharing
) -> Sequence[Sequence[int]]:
    """Return the templates of a line's tokens; their order belongs to the weights."""
    n = len(line)
    share, many = sharing.share, bisect_left(_MANY, sharing.total)
    kinds = [30, 30, *(token.kind for token in line), 31, 31]
    recs = [_ABOVE_ALL, *(share(sharing.tokens[token.text]) for token in line), _ABOVE_ALL]
    head = [share(sharing.heads[i, token.text]) for i, token in enumerate(line)]
    tail = [share(sharing.tails[n - 1 - i, token.text]) for i, token in enumerate(line)]
    heads, tails = [_ABOVE_ALL, *head], [*tail, _ABOVE_ALL]
    openings, closings = [_ABOVE_ALL, *_running_least(head)], [*_running_least(tail[::-1])[::-1], _ABOVE_ALL]
    wheres = [_ABOVE_ALL, *(_side(token, date) for token in line), _ABOVE_ALL]
    places = [_ABOVE_ALL, *(_side(token, known) for token in line), _ABOVE_ALL]
    said = ["^", *(token.text for token in line), "$"]
    rows = []
    for i, token in enumerate(line):
        space = int(text[token.start - 1 : token.start].isspace()) * 2 + int(text[token.end : token.end + 1].isspace())
        pair, pair_behind = (share(sharing.pairs[said[at], said[at + 1]]) for at in (i, i + 1))
        length = bisect_left((1, 2, 4, 8), token.end - token.start)
        first, last = min(i, 4), min(n - 1 - i, 4)
        k, before, behind, before2, behind2 = token.kind, kinds[i + 1], kinds[i + 3], kinds[i], kinds[i + 4]
        p, w, r, h, t = places[i + 1], wheres[i + 1], recs[i + 1], head[i], tail[i]
        opening, closing = openings[i + 1], closings[i]
        rows.append((
            k, k * 32 + before, k * 32 + behind, (k * 32 + before) * 32 + behind, (k * 32 + behind) * 32 + behind2,
            (k * 32 + before) * 32 + before2, r * 8 + many, (r * 32 + k) * 8 + many,
            (recs[i] * 8 + r) * 8 + recs[i + 2],
            (h * 8 + many) * 32 + k, (t * 8 + many) * 32 + k, (heads[i] * 8 + h) * 8 + many,
            (tails[i + 1] * 8 + t) * 8 + many, (pair * 8 + r) * 8 + many, (pair_behind * 8 + r) * 8 + many, w * 32 + k,
            (w * 8 + r) * 8 + many, (wheres[i] * 8 + w) * 8 + wheres[i + 2], p * 8 + many, (p * 8 + r) * 8 + many,
            (places[i] * 8 + p) * 8 + places[i + 2], (p * 32 + k) * 32 + letter, (p * 32 + letter) * 8 + r,
            first * 32 + k, last * 32 + k, (first * 8 + last) * 32 + letter, (first * 8 + r) * 8 + w,
            (last * 8 + r) * 8 + w, (length * 32 + k) * 8 + r, space * 32 + k, (space * 32 + k) * 32 + before,
            t * 8 + many, h * 8 + many, (opening * 8 + many) * 8 + w,
            (closing * 8 + many) * 8 + w, (opening * 8 + closing) * 8 + r, (closing * 8 + closings[i + 1]) * 8 + many,
            (opening * 8 + openings[i]) * 8 + many, (int(k < _DIGITS) * 8 + r) * 8 + many, (closing * 8 + p) * 8 + many,
            (w * 8 + p) * 8 + r, ((p * 8 + h) * 8 + t) * 8 + many, (last * 8 + pair_behind) * 8 + t,
            (first * 8 + pair) * 8 + h,
        ))  # fmt: skip
    return list(zip(*rows, strict=True))


def _running_least(values: Sequence[int]) -> list[int]:
    least, found = _ABOVE_ALL, []
    for value in values:
        least = min(least, value)
        found.append(least)
    return found


def _side(token: Token, span: Span) -> int:
    """Return where a token stands: 0 there is no span, 1 before it, 2 in it, 3 behind it."""
    if span is None:
        return 0
    return 1 if token.end <= span[0] else 3 if token.start >= span[1] else 2
