"""What is seen of each candidate for the headline, as features of a ranking that many pages taught.

The candidates that place and shape bring forward stand side by side: how each looks and what stands around it, where it
stands among lines, dates, credits and running text, what its sum of `EVIDENCE` is and how much more or less than that
of the others, how rare the words are that come back in the text below. As for the labels of lines, a *column* holds one
small whole number for each candidate, a *template* joins a few columns, and its values have weights (``weights.json``;
``tests/training`` learns them): their sums are what the candidates are worth, and what is worth nothing is no headline.

Nothing here knows a word of any language but through the line's class. Which templates there are, and their order,
belongs to the weights: whoever changes them trains anew. It is wrong where the page's kicker or tagline stands where
headlines do, and is echoed as they are.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from typing import Final

from blogparse.labelling import Chain, Column, binned, join, letter_index, load_chains
from blogparse.sections.repetition import Repetition, weigh
from blogparse.sections.survey import FAR, Survey
from blogparse.text import MAX_TITLE, is_arrow, is_person_shaped

WEIGHTS: Final = "weights.json"
TEMPLATES: Final[Sequence[Sequence[str]]] = (
    ("letter", "under"), ("over", "letter", "under"), ("under", "under 2"), ("over 2", "over"), ("first", "last"),
    ("last", "length"), ("dated", "length"), ("mark", "marks above"), ("mark", "parted"), ("mark", "total"),
    ("gap", "gap below", "parted"), ("place", "parted"), ("place", "order"), ("run", "parted"),
    ("credit below", "credit above"), ("person above", "over"), ("total",), ("rarest", "rare"),
    ("in first line", "parted"), ("inside", "around"), ("echoes",), ("margin", "mark", "parted"), ("rank", "to text"),
    ("words", "distance"), ("place", "spaces"), ("to text", "date above"), ("run", "near"), ("run", "words"),
    ("case", "place"), ("rank", "first"), ("is near",), ("full stop",), ("doubled at top",), ("rank", "words next"),
    ("longer", "order"), ("text above", "share above"), ("share above", "place"),
    ("quoted",), ("contained",), ("bars",), ("bars", "under bars"),
)  # fmt: skip
"""The columns that each template joins; on pages of sites left out, no further one found more headlines."""
_ECHOES: Final = ("quoted", "part of first line", "copyright", "said below", "doubled at top")
_EDGE: Final = "N"
_NEAR: Final = (0, 1, 2, 3, 5, 8, 14)
_LENGTHS: Final = (6, 12, 20, 30, 45, 64, 90, 120, 150)
_RATIOS: Final = (0, 0.1, 0.3, 0.6, 1, 2, 5)
_SCORES: Final = (2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16)
_MARGINS: Final = (-8, -5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 5, 8)
_SHARES: Final = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_PLACES: Final = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60)
_FEW: Final = (0, 1, 2, 3, 5)
_NONE_BELOW: Final = 15  # behind the last candidate
_RUN: Final = 6  # short lines in a row on either side that are counted
_REACH: Final = 12  # lines in which a date or a credit is looked for
_BAR: Final = 4  # lines above and below in which links to other posts are looked for
_IN_BAR: Final = 31
_BACK, _FORTH = frozenset("«‹←<≪⟵"), frozenset("»›→>≫⟶")
GAP: Final = 16  # lines between a headline and its text: share bars, counters, captions
_BEYOND: Final = 9  # the bin where there is none
_PART_LEAST: Final = 4  # characters of a key that is looked for in the first line
_CREDITS: Final = "DMBc"
_CHROME: Final = frozenset("DMBhaXVRLTbEHA")
_STANDFIRST: Final = 300  # characters of the one sentence that may stand between headline and dateline


def worth(page: Survey, echo: Repetition, found: Mapping[int, float]) -> list[tuple[int, int]]:
    """Return what each candidate is worth, with its block; `found` has their scores by place and shape, by block."""
    columns = columns_of(page, echo, found)
    ranking = load_ranking()
    told = [map(table.get, column, repeat(0)) for table, column in zip(ranking.tables, columns, strict=True)]
    return [(sum(row, ranking.starts[0]), at) for row, at in zip(zip(*told, strict=True), sorted(found), strict=True)]


@lru_cache(maxsize=1)
def load_ranking() -> Chain:
    """Return the weights of the ranking, which lie beside this file: those of one label, for "is the headline"."""
    return load_chains("blogparse.sections", WEIGHTS)["headline"]


def columns_of(page: Survey, echo: Repetition, found: Mapping[int, float]) -> list[Column]:
    """Return the templates of some candidates in page order, one value a candidate each."""
    seen = _seen(page, echo, found)
    return [join(*[seen[name] for name in names]) for names in TEMPLATES]


def _seen(page: Survey, echo: Repetition, found: Mapping[int, float]) -> dict[str, Column]:
    """Return the columns by name."""
    ats = sorted(found)
    blocks, size = page.blocks, len(page.blocks)
    keys, firsts, stops = page.keys, blocks.firsts, blocks.stops
    said = [blocks.texts[at] for at in ats]
    told = [echo.told(at) for at in ats]
    sums = [found[at] + weigh(each) for at, each in zip(ats, told, strict=True)]
    words = [each["words"] for each in told]
    rare = [echo.rarity(at) for at in ats]
    letters = f"{_EDGE}{_EDGE}{blocks.letters[: ats[-1] + 3]}{_EDGE}{_EDGE}"
    near = [letters[at : at + 5] for at in ats]
    order = list(range(len(ats)))
    over_2, over, letter, under, under_2 = (list(map(letter_index, each)) for each in zip(*near, strict=True))
    is_credit = [each in _CREDITS for each in blocks.letters[: ats[-1] + 1 + _REACH]]
    pairs = [(a, b) for a in ats for b in ats if keys[a] in keys[b] and keys[a] and a != b]
    inside, around = {a for a, _ in pairs}, {b for a, b in pairs if keys[a] != keys[b]}
    scores, lengths = sorted([-each for each in sums]), sorted([-len(text) for text in said])
    shares = binned(words, _SHARES)
    bars = [_bars(page, at) for at in ats]
    above = _heaviest_above(page, ats)
    headed = [max([1.0, *page.suffix[at + 1 : min(at + GAP, page.limit, page.text_from[at + 1] + 1)]]) for at in ats]
    return {
        # the lines around it
        "letter": letter, "over": over, "over 2": over_2, "under": under, "under 2": under_2,
        "gap": [min(firsts[at] - (stops[at - 1] if at else 0), 3) for at in ats],
        "gap below": [min(firsts[at + 1] - stops[at], 3) if at + 1 < size else 3 for at in ats],
        "parted": [int(page.is_parted)] * len(ats),
        "run": [_run(page, at) for at in ats],
        "person above": [int(at > 0 and is_person_shaped(blocks.texts[at - 1])) for at in ats],
        # its shape
        "length": binned(map(len, said), _LENGTHS),
        "spaces": binned([text.count(" ") for text in said], (0, 1, 2, 3, 5, 8, 12)),
        "longer": binned([bisect_left(lengths, -len(text)) for text in said], (0, 1, 2, 4)),
        "first": [_kind(text[0]) for text in said],
        "last": [_kind(text[-1]) for text in said],
        "full stop": [int(text[-1] in ".。" and not text.endswith("..")) for text in said],
        "case": list(map(_case, said)),
        "mark": [0 if not mark else 1 if mark == "#" else 2 for mark in (blocks.markers[at] for at in ats)],
        "marks above": [bisect_left((0, 1, 2, 4), blocks.markers[:at].count("#")) for at in ats],
        # its place
        "place": binned(ats, _PLACES),
        "order": binned(order, _FEW),
        "to text": binned([page.text_from[at + 1] - at for at in ats], _NEAR),
        "distance": binned([distance(page, at) for at in ats], (0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)),
        "text above": binned([over / own for over, own in zip(above, headed, strict=True)], _RATIOS),
        "share above": binned([each / max(page.best, 1.0) for each in above], (0, 0.05, 0.1, 0.2, 0.4, 0.7, 0.99)),
        "dated": [int(page.dated[at]) for at in ats],
        "date above": [_seek(page.dated[max(at - _REACH, 0) : at][::-1]) for at in ats],
        "credit below": [_seek(is_credit[at + 1 : at + 1 + _REACH]) for at in ats],
        "credit above": [_seek(is_credit[max(at - _REACH, 0) : at][::-1]) for at in ats],
        "near": binned(beside := [dated_below(page, at) for at in ats], (0, 0.3, 0.6, 0.8, 0.9)),
        "is near": [int(each > 0) for each in beside],
        # its score beside those of the others
        "total": binned(sums, _SCORES),
        "margin": binned(_margins(sums), _MARGINS),
        "rank": binned([bisect_left(scores, -each) for each in sums], _FEW),
        # what the rest of the page says
        "words": shares,
        "words next": [*shares[1:], _NONE_BELOW],
        "rare": binned(rare, (0, 0.5, 1, 1.5, 2, 3, 4, 6)),
        "rarest": binned([max(rare) - each for each in rare], (0, 0.5, 1, 2, 3)),
        "echoes": [sum([1 << bit for bit, name in enumerate(_ECHOES) if name in each]) for each in told],
        "doubled at top": [int("doubled at top" in each) for each in told],
        "in first line": [_part_of(keys[0], keys[at]) if at else 3 for at in ats],
        "inside": [int(at in inside) for at in ats],
        "around": [int(at in around) for at in ats],
        "quoted": [int(each.get("quoted", 0) > 0) for each in told],
        "contained": binned([each["contained"] for each in told], (0, 0.5)),
        "bars": bars,
        "under bars": [each and below for each, below in zip(bars, under, strict=True)],
    }  # fmt: skip


def _bars(page: Survey, at: int) -> int:
    """Return in one number how near links to the posts before and after stand above and below a candidate."""
    if _is_bar(page, at):
        return _IN_BAR
    up, down = min(_BAR, at), min(_BAR, len(page.blocks) - 1 - at)
    above = next((many for many in range(1, up + 1) if _is_bar(page, at - many)), 0)
    below = next((many for many in range(1, down + 1) if _is_bar(page, at + many)), 0)
    return (_BAR + 1) * above + below


def _is_bar(page: Survey, at: int) -> bool:
    """True for a link to another post by its arrow, or several: "« Before | Home | After »"."""
    text = page.blocks.texts[at]
    return len(text) <= MAX_TITLE and (text[0] in _BACK or text[-1] in _FORTH or is_arrow(text))


def _heaviest_above(page: Survey, ats: Sequence[int]) -> list[float]:
    """Return the weight of the heaviest text above each candidate: a headline stands above its article, not below."""
    weights: list[float] = []
    total = best = 0.0
    for first, stop in pairwise([0, *ats]):
        for worth in page.worth[first:stop]:
            total = max(0.0, total + worth)
            best = max(best, total)
        weights.append(best)
    return weights


def _margins(sums: Sequence[float]) -> list[float]:
    """Return by how much each score is more than the best of the others."""
    *_, second, best = sorted([0.0, *sums])
    return [each - (best if each < best else second) for each in sums]


def _kind(character: str) -> int:
    if character.isdigit():
        return 1
    if character.isupper():
        return 2
    if character.islower():
        return 3
    if character.isalpha():
        return 4
    return _SIGNS.get(character, 15)


_SIGNS: Final = {
    sign: kind
    for kind, signs in enumerate(
        (".。", "?!？！", ":：", ",;", ")]", "([{", "…", "\"'“”‘’«»", "|·•»«→←#-–—¶>/<", "@+*"), 5
    )
    for sign in signs
}


def _case(text: str) -> int:
    """Return how a text is written: 0 in no case, in capitals, all words with one, most, some, none; 6 one word."""
    if text.isupper():
        return 1
    if not any(map(str.islower, text)):
        return 0
    words = [word[0] for word in text.split() if word[0].isalpha()]
    capitals = sum(map(str.isupper, words))
    if capitals == len(words):
        return 2 if capitals > 1 else 6
    return 3 if capitals * 2 > len(words) else 4 if capitals else 5


def _run(page: Survey, at: int) -> int:
    """Return in one number how many short lines without white space between them stand above and below."""
    above = next((many for many in range(_RUN) if not _is_entry(page, at - many - 1, at - many)), _RUN)
    below = next((many for many in range(_RUN) if not _is_entry(page, at + many + 1, at + many)), _RUN)
    return 4 * bisect_left((0, 1, 3), above) + bisect_left((0, 1, 3), below)


def _is_entry(page: Survey, at: int, beside: int) -> bool:
    """True for a short line that touches the one beside it."""
    blocks = page.blocks
    if not 0 <= at < len(blocks) or blocks.letters[at] not in "sX":
        return False
    upper, lower = min(at, beside), max(at, beside)
    return not page.is_parted or blocks.firsts[lower] == blocks.stops[upper]


def _seek(flags: Sequence[bool]) -> int:
    """Return in how many lines the first with a flag stands, binned."""
    return bisect_left(_NEAR, flags.index(True)) if True in flags else _BEYOND


def _part_of(line: str, key: str) -> int:
    """Return whether a key begins a line (1), stands in it elsewhere (2) or not at all (0)."""
    if len(key) < _PART_LEAST or key not in line:
        return 0
    return 1 if line.startswith(key) else 2


def dated_below(page: Survey, at: int) -> float:
    """Return how near below a candidate a dateline or a byline stands: 1.0 for the next line, 0.0 for none."""
    letters, dated, prose = page.blocks.letters, page.dated, page.prose
    between = 0.0
    is_text = False
    for below in range(at + 1, min(at + 7, len(letters))):
        if letters[below] in "DMBc" or (dated[below] and not prose[below]):
            if "c" in letters[max(0, at - 3) : at]:
                return 0.0  # a name below a lone "by"
            return max(1.0 - 0.2 * between, 0.0)
        if prose[below]:
            if is_text or len(page.blocks.texts[below]) > _STANDFIRST:
                break
            is_text = True
        between += 1.0 if letters[below] in "stpQ" else 0.4
    return 0.0


def distance(page: Survey, at: int) -> float:
    """Return how many lines stand between a candidate and running text: 1.0 for `FAR` or more."""
    letters, prose, items = page.blocks.letters, page.prose, page.items
    distance = 0.0
    for below in range(at + 1, len(letters)):
        if prose[below]:
            break
        distance += 0.3 if letters[below] in _CHROME or items[below] else 1.0
        if distance >= FAR:
            return 1.0
    return distance / FAR
