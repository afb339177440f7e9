"""Where the name stands in the lines that hold one.

A theme prints names by a template: "NAME (Homepage)", "Comment by NAME |", "#3 NAMEsaid". What surrounds the name is
the same in all records, whatever it says and in whatever language, and what varies is the name. So the lines of all
records are cut into tokens, and each token is seen by how many of the lines share it, at which end, and in an unbroken
run with that end; beside that stand its shape, the date in the line, and what the phrase book takes for the name. A
chain of three labels (before, name, behind) is learnt from many pages, as the lines are.

It is wrong where one comment stands alone on its page and its line says more than a name; and it cannot tell a surname
from a badge that stands on one person's comments only.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain as chain_of
from itertools import pairwise
from typing import Final, NamedTuple, Self

from blogparse.labelling.chain import Chain
from blogparse.labelling.sight import Span, letter_index, masked
from blogparse.labelling.tokens import CAPITAL, DIGITS, IDEOGRAPH, URL, Token, tokens_of
from blogparse.layout import Content
from blogparse.letters import Letter

BEFORE, NAME, AFTER = 0, 1, 2
NAME_LABELS: Final = 3

_ABOVE_ALL: Final = 7  # in place of a share: the edge of the line
_SHARES: Final = (0.3, 0.6, 0.85, 0.999)
_MANY: Final = (1, 2, 4, 9)
_MOST_LINE: Final = 200  # characters of a line in which its name stands
_SAYS: Final = letter_index("A")
THEMES: Final = 0.15  # share of the lines from which on a word may be the theme's and no name's,
MANY: Final = 10  # lines from which on it can be told what is the theme's
SAYERS: Final = 0.7  # and that share beside a verb of saying, where little but names stands
DOUBLED: Final = 0.2  # share of the lines that say a name twice, from which on that is the theme's habit
ODD: Final = 3  # lines from which on a verb of saying in one of them is odd
_BRACKETS: Final = ("()", "[]", "（）")
_INSIDE: Final = 2  # where a token stands against a span


_SeenTokens = tuple[tuple[int, ...], ...]
"""What is seen of each token of a line: a number for each sign."""


class NameLine(NamedTuple):
    """A line that holds a name: its text, its class as a number, where its date stands, and what is taken for the name.

    The last is where the phrase book sees the name: the whole line where it knows no better.
    """

    text: str
    letter: int
    date: Span
    known: Span


def find_names(page: Content, places: Collection[int], chain: Chain) -> dict[int, str]:
    """Return the names that content lines hold; lines without one are left out, as are links from other pages.

    What the phrase book takes for the name loses no word that few of the lines have: that is a surname, or somebody's
    second name, and no theme's. Nor does it gain a word that most lines have. A name said twice is
    one name where others are said twice too.
    """
    wanted = sorted(at for at in places if page.shape[at] != Letter.PINGBACK)
    lines = _without_odd_verbs(name_lines(page, wanted))
    cut = tokens_of([line.text for line in lines], [line.known for line in lines], [line.date for line in lines])
    distinct = {_undated(line.text, line.date): tokens for line, tokens in zip(lines, cut, strict=True)}
    many = len(distinct)
    halves = [_first_half(line, tokens) for line, tokens in zip(lines, cut, strict=True)]
    twice = {half[-1].text for half in halves if half}
    is_doubled = len(twice) > 1 and len(twice) >= DOUBLED * many
    counts = Counter(chain_of.from_iterable([{token.text for token in tokens} for tokens in distinct.values()]))
    numbers = counts["#"] and sum(map(_has_number, distinct.values()))
    sharing: _Sharing | None = None
    found: dict[int, str] = {}
    for at, line, tokens, half in zip(wanted, lines, cut, halves, strict=True):
        own: list[Token] = []
        loose = undated = undated_tokens(tokens, line.date)
        if line.known is not None:
            most = many * (SAYERS if line.letter == _SAYS or many < MANY else THEMES)
            said_once = _own_words(undated, line.known, once=is_doubled)
            own = _with_points([t for t in said_once if counts[t.text] < most], tokens)
            loose = [t for t in undated if _side(t, line.known) == _INSIDE or counts[t.text] < many * SAYERS]
        if is_doubled and half:
            said = half
        elif own and loose and (own[0], own[-1]) == (loose[0], loose[-1]):
            said = own  # whatever the chain says
        else:
            sharing = sharing or _Sharing.of([line.text for line in lines], [line.date for line in lines], cut)
            labelled = _labelled(line, tokens, sharing, chain)
            labelled = [token for token in labelled if token in undated] or labelled
            said = [*([token for token in labelled if token in loose] or labelled), *own] if labelled else []
        if said:
            start, end = min(token.start for token in said), max(token.end for token in said)
            found[at] = _closed(line, start - (numbers < ODD and _is_numeral(line.text, start, end)), end)
    return found


def _has_number(tokens: Sequence[Token]) -> bool:
    """True for a line with a sign for numbers right before a word."""
    return any(b.start == a.end for a, b in pairwise(tokens) if a.text == "#")


def _without_odd_verbs(lines: Sequence[NameLine]) -> list[NameLine]:
    """Return lines that hold names, one with a verb of saying all name where no other has one: "Simon says"."""
    said = {line.text for line in lines if line.letter == _SAYS}
    if len(said) > 1 or len({line.text for line in lines}) < ODD:
        return list(lines)
    return [line._replace(known=(0, len(line.text))) if line.text in said else line for line in lines]


def _labelled(line: NameLine, tokens: Sequence[Token], sharing: "_Sharing", chain: Chain) -> list[Token]:
    """Return the tokens of a line that the chain takes for its name."""
    if not tokens:
        return []
    labels = _best_labels(chain, *_seen(line, tokens, sharing))
    return [token for token, label in zip(tokens, labels, strict=True) if label == NAME]


@lru_cache(maxsize=2048)
def _best_labels(chain: Chain, letter: int, many: int, seen: _SeenTokens) -> Sequence[int]:
    """Return the labels of tokens; remembered, as lines of two words look alike on many pages."""
    return chain.best(chain.emissions(_columns(letter, many, seen)))[0]


def _undated(text: str, date: Span) -> str:
    """Return a line without its date and with its numbers masked: what is alike for all comments of one person."""
    return masked(text if date is None else f"{text[: date[0]]}|{text[date[1] :]}")


def undated_tokens(tokens: Sequence[Token], date: Span) -> list[Token]:
    """Return the tokens of a line that are no part of its date."""
    return list(tokens) if date is None else [t for t in tokens if t.end <= date[0] or t.start >= date[1]]


def _own_words(tokens: Sequence[Token], span: tuple[int, int], *, once: bool) -> list[Token]:
    """Return the words of a span, or its signs where it has nothing else; with `once` those that it says once."""
    inside = [token for token in tokens if span[0] <= token.start and token.end <= span[1]]
    words = [token for token in inside if token.kind >= IDEOGRAPH]
    if not words and all(token.kind < URL for token in inside):  # a name of signs
        words = inside
    if not once:
        return words
    counts = Counter([token.text for token in words])
    return [token for token in words if counts[token.text] == 1]


def _first_half(line: NameLine, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with which a line, or the known name in it, begins twice; none where it does not."""
    inside = list(tokens) if line.known is None else [token for token in tokens if token.start >= line.known[0]]
    said = [token.text for token in inside]
    if said.count(said[0] if said else "") < 2:
        return []
    return next((inside[:half] for half in range(len(said) // 2, 0, -1) if said[:half] == said[half : 2 * half]), [])


def _with_points(words: Sequence[Token], line: Sequence[Token]) -> list[Token]:
    """Return words of a line with the points behind initials among them ("Sena O.")."""
    initials = {word.end for word in words if word.kind == CAPITAL}
    if not initials:
        return list(words)
    return sorted([*words, *(token for token in line if token.text == "." and token.start in initials)])


def labels_of(tokens: Sequence[Token], span: tuple[int, int]) -> list[int]:
    """Return the labels that make a span the name."""
    return [BEFORE if token.end <= span[0] else AFTER if token.start >= span[1] else NAME for token in tokens]


def _closed(line: NameLine, start: int, end: int) -> str:
    """Return a part of a line's text with the bracket that closes one in it."""
    text = line.text
    for opening, closing in _BRACKETS:
        if text.startswith(closing, end) and text.count(opening, start, end) > text.count(closing, start, end):
            end += 1
    return text[start:end]


def _is_numeral(text: str, start: int, end: int) -> bool:
    """True for a name that is a number behind a sign for one."""
    return text[start:end].isdecimal() and text[start - 1 : start] == "#"


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
    cut = tokens_of(texts, known, dates)
    sharing = _Sharing.of(texts, dates, cut)
    return cut, [_columns(*_seen(line, tokens, sharing)) for line, tokens in zip(lines, cut, strict=True)]


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


def _seen(whole: NameLine, line: Sequence[Token], sharing: _Sharing) -> tuple[int, int, _SeenTokens]:
    """Return the class of a line, how many lines hold names, and what is seen of its tokens."""
    text, letter, date, known = whole
    share, texts = sharing.share, [token.text for token in line]
    pairs = [share(sharing.pairs[pair]) for pair in pairwise(["^", *texts, "$"])]
    words = [token.text if token.kind >= IDEOGRAPH else "" for token in line]
    seen = zip(
        [token.kind for token in line],
        [share(sharing.tokens[word]) for word in texts],
        [share(sharing.heads[place]) for place in enumerate(texts)],
        [share(sharing.tails[place]) for place in enumerate(reversed(texts))][::-1],
        pairs[:-1],
        pairs[1:],
        [_side(token, date) for token in line],
        [_side(token, known) for token in line],
        [share(sharing.near[each]) for each in zip(_from_date(line, date), texts, strict=True)],
        [(word in words[:at]) + 2 * (word in words[at + 1 :]) if word else 0 for at, word in enumerate(words)],
        [text[t.start - 1 : t.start].isspace() * 2 + text[t.end : t.end + 1].isspace() for t in line],
        [bisect_left((1, 2, 4, 8), token.end - token.start) for token in line],
        strict=True,
    )
    return letter, bisect_left(_MANY, sharing.total), tuple(seen)


def _columns(letter: int, many: int, seen: _SeenTokens) -> Sequence[tuple[int, ...]]:
    """Return the templates of the tokens of a line, of which that is `_seen`; their order belongs to the weights."""
    if not seen:
        return []
    n = len(seen)
    token_kinds, shares, head, tail, _, _, sides, of_known, _, echo, _, _ = zip(*seen, strict=True)
    kinds = [30, 30, *token_kinds, 31, 31]
    recs, wheres, places = ([_ABOVE_ALL, *each, _ABOVE_ALL] for each in (shares, sides, of_known))
    heads, tails, echoes = [_ABOVE_ALL, *head], [*tail, _ABOVE_ALL], [_ABOVE_ALL, *echo, _ABOVE_ALL]
    openings, closings = [_ABOVE_ALL, *_running_least(head)], [*_running_least(tail[::-1])[::-1], _ABOVE_ALL]
    rows = []
    for i, (k, r, h, t, pair, pair_behind, w, p, near, again, space, length) in enumerate(seen):
        first, last = min(i, 4), min(n - 1 - i, 4)
        before, behind, before2, behind2 = kinds[i + 1], kinds[i + 3], kinds[i], kinds[i + 4]
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
            (opening * 8 + openings[i]) * 8 + many, (int(k < DIGITS) * 8 + r) * 8 + many, (closing * 8 + p) * 8 + many,
            (w * 8 + p) * 8 + r, ((p * 8 + h) * 8 + t) * 8 + many, (last * 8 + pair_behind) * 8 + t,
            (first * 8 + pair) * 8 + h, near * 8 + many, (near * 8 + w) * 8 + h, (near * 8 + w) * 32 + k,
            again * 32 + k, (again * 8 + echoes[i]) * 8 + echoes[i + 2], (again * 8 + p) * 8 + w,
            (again * 8 + r) * 8 + many,
        ))  # fmt: skip
    return list(zip(*rows, strict=True))


def _from_date(line: Sequence[Token], date: Span) -> list[int]:
    """Return how many tokens each one is away from the date, those before it below 0; from the end without a date."""
    if date is None:
        return list(range(-len(line), 0))
    before = sum([token.end <= date[0] for token in line])
    behind = sum([token.start < date[1] for token in line])
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
