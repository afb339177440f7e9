"""Where the name stands in one or two lines that hold one: too few to count what they share.

What two lines that differ have in common at one end is the theme's if it is written as no name is: in small letters, in
brackets, or before a colon and nowhere else on the page. Numbers that run are the theme's too. A line alone tells less:
behind a word with a capital, one in small letters is no name if a colon follows, nor is a short one right before a
date. A date in a line parts the name from what is said of it.

It is wrong where two people share a surname that they write in small letters, or somebody writes his surname alone so.
"""

from collections.abc import Collection, Sequence
from typing import Final

from blogparse.labelling.names import NameLine, name_lines, undated_tokens
from blogparse.labelling.tokens import DIGITS, IDEOGRAPH, SMALL, Token, tokens_of
from blogparse.layout import Content
from blogparse.letters import Letter
from blogparse.text import OUTER, late_pattern

_HEADS: Final = 2  # in which a word of the theme stands
_PARTICLE: Final = 3  # characters of words before a date: "on", "den"
_SAID: Final = late_pattern(r"[ )]*(?:[:：…]|\.{3})")  # what closes "Jane said:"
_NUMBER: Final = late_pattern(r"#?\s?(\d{1,4}(?:\.\d{1,4})*)[.)]?\s+(?:[-–—|]\s+)?(?=\S)")
_FIRST: Final = "1"
_VERBS: Final = 2  # words of "has said"
_CLOSING: Final = frozenset(".)]")  # signs that end names


def find_few_names(page: Content, places: Collection[int]) -> dict[int, str]:
    """Return the names in one or two content lines, where they are less than what the phrase book takes for them."""
    wanted = sorted(at for at in places if page.shape[at] != Letter.PINGBACK)
    lines = name_lines(page, wanted)
    cut = tokens_of([line.text for line in lines], [line.known for line in lines], [line.date for line in lines])
    inside = [_inside(line, tokens) for line, tokens in zip(lines, cut, strict=True)]
    if not inside or not all(inside):
        return {}
    inside = _unnumbered(lines, inside)
    first, last = inside[0], inside[-1]
    if [token.text for token in first] != [token.text for token in last]:
        most = min(len(first), len(last)) - 1
        tail = _shared(first[::-1], last[::-1], most)
        if tail and not _is_themes(page, lines[0], first[-tail:], -1):
            tail = 0
        head = _shared(first, last, most - tail)
        if head and not _is_themes(page, lines[0], first[:head], 0):
            head = 0
        names = [tokens[head : len(tokens) - tail] for tokens in inside]
    else:
        names = [_alone(line, tokens) for line, tokens in zip(lines, inside, strict=True)]
    found: dict[int, str] = {}
    for at, line, tokens in zip(wanted, lines, names, strict=True):
        name, known = line.text[tokens[0].start : tokens[-1].end], line.text[slice(*(line.known or (0, None)))]
        if name.strip(OUTER) != known.strip(OUTER) and any(token.kind >= DIGITS for token in tokens):
            found[at] = name
    return found


def _inside(line: NameLine, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of what is known as the name, those on one side of a date in it."""
    start, end = line.known or (0, len(line.text))
    inside = [token for token in undated_tokens(tokens, line.date) if start <= token.start and token.end <= end]
    if line.date is None or not start <= line.date[0] < end:
        return inside
    before = [token for token in inside if token.end <= line.date[0]]
    behind = [token for token in inside if token.start >= line.date[1]]
    is_short = all(token.kind < IDEOGRAPH or token.end - token.start <= _PARTICLE for token in before)
    while behind and behind[0].kind < DIGITS:
        del behind[0]
    return behind if is_short and behind else before


def _unnumbered(lines: Sequence[NameLine], inside: list[list[Token]]) -> list[list[Token]]:
    """Return the tokens of names without the numbers of their comments before them."""
    numbers = [_NUMBER.match(line.text, tokens[0].start) for line, tokens in zip(lines, inside, strict=True)]
    found = [number for number in numbers if number is not None]
    values = [number[1] for number in found]
    if len(found) < len(lines) or values[0] != _FIRST or values.count(_FIRST) > 1:
        return inside
    return [
        [token for token in tokens if token.start >= number.end()] or tokens
        for tokens, number in zip(inside, found, strict=True)
    ]


def _shared(tokens: Sequence[Token], others: Sequence[Token], most: int) -> int:
    """Return with how many tokens, up to some number, both sequences begin."""
    return next((at for at in range(most) if tokens[at].text != others[at].text), max(0, most))


def _is_themes(page: Content, line: NameLine, run: Sequence[Token], outer: int) -> bool:
    """True if what two names have in common, at their outer end `outer`, is none of either's."""
    words = [token for token in run if token.kind >= DIGITS]
    if not words or words[outer].kind == SMALL or run[outer].text in {")", "]"}:
        return True
    # as in "Jane Said:" and in "Comment by Jane"
    is_closed = words[-1].kind == SMALL if not outer else _SAID.match(line.text, words[-1].end) is not None
    said = line.text[words[outer].start : words[outer].end]
    return is_closed and sum(said in text for text in page.texts) <= _HEADS


def _alone(line: NameLine, tokens: list[Token]) -> list[Token]:
    """Return the tokens of a name without a word or two in small letters behind it that a colon or a date follows."""
    words = [token for token in tokens if token.kind >= DIGITS]
    if not words:
        return tokens
    text, end = line.text, words[-1].end
    is_small = words[0].kind == SMALL
    is_said = not is_small and _SAID.match(text, end) is not None
    is_dated = line.date is not None and line.date[0] > end and not text[end : line.date[0]].strip()
    own = len(words)
    while own > is_small and words[own - 1].kind == SMALL and text[words[own - 1].start - 1].isspace():
        if not is_said and not (is_dated and words[own - 1].end - words[own - 1].start <= _PARTICLE - is_small):
            break
        own -= 1
    if not 0 < len(words) - own <= _VERBS:
        return tokens
    named = [token for token in tokens if token.end <= words[own].start]
    while named[-1].kind < DIGITS and named[-1].text not in _CLOSING:
        del named[-1]
    return named
