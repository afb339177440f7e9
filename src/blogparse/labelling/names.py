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

import regex

from blogparse.labelling.chain import Chain
from blogparse.labelling.sight import Span, letter_index, masked
from blogparse.layout import Content

BEFORE, NAME, AFTER = 0, 1, 2
NAME_LABELS: Final = 3

_CHARACTER: Final = r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]"  # of a script in which each is a token
_LETTER: Final = rf"(?:(?!{_CHARACTER})\p{{L}})"
_WORD: Final = rf"{_LETTER}(?:{_LETTER}|\p{{M}})*"
_TOKEN: Final = regex.compile(
    rf"(?P<url>https?://\S*)|\d+|{_CHARACTER}|{_WORD}(?:['’._]{_LETTER}(?:{_LETTER}|\p{{M}})+)*(?:_?\d+)?|[^\w\s]|_"
)
_SEAM: Final = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[^\x00-\u024f])(?=[\x00-\u024f])|(?<=[\x00-\u024f])(?=[^\x00-\u024f])"
)  # where words were glued: before a capital, between scripts
_SIGNS: Final = (
    ":：", ",،、", "|·•/\\⋅∞»«›‹→←", "-–—", "([{（【", ")]}）】", ".", "@", "#", "'’\"“”„", "_", "!?", ";", "&+",
    "~*^=<>",
)  # fmt: skip
_PUNCTUATION: Final = {sign: kind for kind, signs in enumerate(_SIGNS) for sign in signs}
_OTHER_SIGN, _URL, _DIGITS, _IDEOGRAPH, _CAPITALS, _CAPITAL, _CAPITALISED, _SMALL, _CASELESS = (
    16, 19, 20, 21, 22, 23, 24, 25, 26,
)  # fmt: skip
_ABOVE_ALL: Final = 7  # in place of a share: the edge of the line
_SHARES: Final = (0.3, 0.6, 0.85, 0.999)
_MANY: Final = (1, 2, 4, 9)
_MOST_LINE: Final = 200  # characters of a line in which its name stands
_SAYS: Final = letter_index("A")
THEMES: Final = 0.15  # share of the lines from which on a word may be the theme's and no name's,
MANY: Final = 10  # lines from which on it can be told what is the theme's
SAYERS: Final = 0.7  # and that share beside a verb of saying, where little but names stands
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


class NameLine(NamedTuple):
    """A line that holds a name: its text, its class as a number, where its date stands, and what is taken for the name.

    The last is where the phrase book sees the name: the whole line where it knows no better.
    """

    text: str
    letter: int
    date: Span
    known: Span


def find_names(page: Content, places: Collection[int], chain: Chain) -> dict[int, str]:
    """Return the names that content lines hold; lines without one are left out.

    What the phrase book takes for the name loses no word that few of the lines have: that is a surname, or somebody's
    second name, and no theme's. Nor does it gain a word that most lines have.
    """
    wanted = sorted(places)
    lines = name_lines(page, wanted)
    cut = _tokens([line.text for line in lines], [line.known for line in lines], [line.date for line in lines])
    distinct = {_undated(line.text, line.date): tokens for line, tokens in zip(lines, cut, strict=True)}
    many = len(distinct)
    counts = Counter(word for tokens in distinct.values() for word in {token.text for token in tokens})
    sharing: _Sharing | None = None
    found: dict[int, str] = {}
    for at, line, tokens in zip(wanted, lines, cut, strict=True):
        own: list[Token] = []
        loose = tokens
        if line.known is not None:
            most = many * (SAYERS if line.letter == _SAYS or many < MANY else THEMES)
            own = _with_points([t for t in _own_words(tokens, line.known) if counts[t.text] < most], tokens)
            loose = [
                token
                for token in tokens
                if _side(token, line.known) == 2
                or (_side(token, line.date) != 2 and counts[token.text] < many * SAYERS)
            ]
        if own and (own[0], own[-1]) == (loose[0], loose[-1]):
            said = own  # whatever the chain says
        else:
            sharing = sharing or _Sharing.of([line.text for line in lines], [line.date for line in lines], cut)
            labelled = _labelled(line, tokens, sharing, chain)
            said = [*([token for token in labelled if token in loose] or labelled), *own] if labelled else []
        if said:
            start, end = min(token.start for token in said), max(token.end for token in said)
            found[at] = _closed(page.texts[at], start, end)
    return found


def _labelled(line: NameLine, tokens: Sequence[Token], sharing: "_Sharing", chain: Chain) -> list[Token]:
    """Return the tokens of a line that the chain takes for its name."""
    if not tokens:
        return []
    labels, _ = chain.best(chain.emissions(_columns(line, tokens, sharing)))
    return [token for token, label in zip(tokens, labels, strict=True) if label == NAME]


def _undated(text: str, date: Span) -> str:
    """Return a line without its date and with its numbers masked: what is alike for all comments of one person."""
    return masked(text if date is None else f"{text[: date[0]]}|{text[date[1] :]}")


def _own_words(tokens: Sequence[Token], span: tuple[int, int]) -> list[Token]:
    """Return the words of a span that it says once."""
    words = [token for token in tokens if span[0] <= token.start and token.end <= span[1] and token.kind >= _IDEOGRAPH]
    counts = Counter(token.text for token in words)
    return [token for token in words if counts[token.text] == 1]


def _with_points(words: Sequence[Token], line: Sequence[Token]) -> list[Token]:
    """Return words of a line with the points behind initials among them ("Sena O.")."""
    initials = {word.end for word in words if word.kind == _CAPITAL}
    if not initials:
        return list(words)
    return sorted([*words, *(token for token in line if token.text == "." and token.start in initials)])


def labels_of(tokens: Sequence[Token], span: tuple[int, int]) -> list[int]:
    """Return the labels that make a span the name."""
    return [BEFORE if token.end <= span[0] else AFTER if token.start >= span[1] else NAME for token in tokens]


def _closed(text: str, start: int, end: int) -> str:
    """Return a part of a text with the bracket that closes one in it."""
    for opening, closing in _BRACKETS:
        if text.startswith(closing, end) and text.count(opening, start, end) > text.count(closing, start, end):
            end += 1
    return text[start:end]


def name_lines(page: Content, places: Sequence[int]) -> list[NameLine]:
    """Return the lines of a page that hold names."""
    return [
        NameLine(page.texts[at][:_MOST_LINE], letter_index(page.shape[at]), _date_in(page, at), _known_name(page, at))
        for at in places
    ]


def name_columns(lines: Sequence[NameLine]) -> tuple[list[list[Token]], list[Sequence[Sequence[int]]]]:
    """Return, for the lines that hold the names of all records of a page, their tokens and the tokens' templates."""
    if not lines:
        return [], []
    texts, _, dates, known = zip(*lines, strict=True)
    cut = _tokens(texts, known, dates)
    sharing = _Sharing.of(texts, dates, cut)
    return cut, [_columns(line, tokens, sharing) for line, tokens in zip(lines, cut, strict=True)]


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


def _tokens(texts: Sequence[str], known: Sequence[Span], dates: Sequence[Span]) -> list[list[Token]]:
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
    edges = (*(known or ()), *(date or ()))
    line: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        if end - start == 1 or (word.isascii() and (word.isdigit() or word.islower() or word[1:].islower())):
            tokens = [_token(text, start, end)]  # as most are: nothing can be glued there
        else:
            tokens = _parts(text, start, end) if match["url"] is None else [_token(text, start, end)]
        if any(start < at < end for at in edges):
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


def _kind(word: str) -> int:
    if word.isdigit():
        return _DIGITS
    if "://" in word:
        return _URL
    if not word[0].isalpha():
        return _PUNCTUATION.get(word[0], _OTHER_SIGN)
    if len(word) == 1 and "\u2e80" <= word <= "\uffdc":
        return _IDEOGRAPH
    if word.isupper():
        return _CAPITALS if len(word) > 1 else _CAPITAL
    if word[0].isupper():
        return _CAPITALISED
    return _SMALL if word.islower() else _CASELESS


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


# --- templates -------------------------------------------------------------------------------------------------------


class _Sharing(NamedTuple):
    """In how many distinct lines each token, each pair of them, and each token at its place from either end stands."""

    total: int
    tokens: Counter[str]
    heads: Counter[tuple[int, str]]
    tails: Counter[tuple[int, str]]
    pairs: Counter[tuple[str, str]]
    near: Counter[tuple[int, str]]

    @classmethod
    def of(cls, texts: Sequence[str], dates: Sequence[Span], lines: Sequence[Sequence[Token]]) -> Self:
        distinct = {
            _undated(text, date): (line, date)
            for text, date, line in reversed(list(zip(texts, dates, lines, strict=True)))
        }
        made = cls(len(distinct), Counter(), Counter(), Counter(), Counter(), Counter())
        for line, date in distinct.values():
            said = [token.text for token in line]
            made.tokens.update(set(said))
            made.heads.update(enumerate(said))
            made.tails.update(enumerate(reversed(said)))
            made.pairs.update(set(pairwise(["^", *said, "$"])))
            made.near.update(zip(_from_date(line, date), said, strict=True))
        return made

    def share(self, count: int) -> int:
        return 0 if count <= 1 else 1 + bisect_left(_SHARES, count / self.total)


def _columns(whole: NameLine, line: Sequence[Token], sharing: _Sharing) -> Sequence[Sequence[int]]:
    """Return the templates of a line's tokens; their order belongs to the weights."""
    text, letter, date, known = whole
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
    near = [share(sharing.near[each]) for each in zip(_from_date(line, date), said[1:-1], strict=True)]
    words = [token.text if token.kind >= _IDEOGRAPH else "" for token in line]
    echo = [
        (bool(word) and word in words[:at]) + 2 * (bool(word) and word in words[at + 1 :])
        for at, word in enumerate(words)
    ]
    echoes = [_ABOVE_ALL, *echo, _ABOVE_ALL]
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
            (first * 8 + pair) * 8 + h, near[i] * 8 + many, (near[i] * 8 + w) * 8 + h, (near[i] * 8 + w) * 32 + k,
            echo[i] * 32 + k, (echo[i] * 8 + echoes[i]) * 8 + echoes[i + 2], (echo[i] * 8 + p) * 8 + w,
            (echo[i] * 8 + r) * 8 + many,
        ))  # fmt: skip
    return list(zip(*rows, strict=True))


def _from_date(line: Sequence[Token], date: Span) -> list[int]:
    """Return how many tokens each one is away from the date, those before it below 0; from the end without a date."""
    before = len(line) if date is None else sum(token.end <= date[0] for token in line)
    behind = len(line) if date is None else sum(token.start < date[1] for token in line)
    return [at - before if at < before else at - behind + 1 if at >= behind else 0 for at in range(len(line))]


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
