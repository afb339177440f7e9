"""Labels of lines: which part of a comment each line is, or none.

Two linear chains. The first labels each line by what it and its neighbours look like. The second sees, beside that, how
the first labelled the lines that are like it on this page (the same words, the same surroundings, the same look), and
what the layout's templates made of the page: so lines that look alike are read alike, and either kind of evidence can
outvote the other. Names stand on one side of all texts of a page, and so do dates.

It is wrong where a page shows one comment in a form that no page it learnt from has.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from blogparse.labelling.chain import Chain
from blogparse.labelling.sight import (
    FIRST,
    FIRST_VIEWS,
    FURTHER,
    Column,
    Columns,
    Sight,
    Template,
    first_columns,
    further_columns,
)  # fmt: skip
from blogparse.labelling.views import Views

OUTSIDE: Final = 0
BETWEEN: Final = 1
"""In the thread, but no part of a comment: links, badges, votes."""
NAME_ABOVE, DATE_ABOVE, BOTH_ABOVE = 2, 3, 4
BODY, MORE_BODY = 5, 6
"""The first line of a comment's text, and its others."""
NAME_BELOW, DATE_BELOW, BOTH_BELOW = 7, 8, 9
HEAD: Final = 10
"""What stands between a name or date above the text and what follows it."""
LABELS: Final = 11

NAMES: Final = frozenset({NAME_ABOVE, BOTH_ABOVE, NAME_BELOW, BOTH_BELOW})
DATES: Final = frozenset({DATE_ABOVE, BOTH_ABOVE, DATE_BELOW, BOTH_BELOW})
ABOVE: Final = frozenset({NAME_ABOVE, DATE_ABOVE, BOTH_ABOVE})
BELOW: Final = frozenset({NAME_BELOW, DATE_BELOW, BOTH_BELOW})
TEXT: Final = frozenset({BODY, MORE_BODY})
FILLING: Final = frozenset({BETWEEN, HEAD})
_SIDES: Final = (
    BELOW,
    frozenset({NAME_BELOW, BOTH_BELOW, DATE_ABOVE, BOTH_ABOVE}),
    frozenset({NAME_ABOVE, BOTH_ABOVE, DATE_BELOW, BOTH_BELOW}),
    ABOVE,
)
"""What a page does not show, by where its names and its dates stand."""
SUPPOSED: Final = 150
"""What a line outside the thread costs where one is supposed, in weights, which are up to 127: with 200 and more, most
such threads are none."""
_EDGE: Final = 30
_ALONE: Final = 31  # no other line is like it
_CLEAR, _MOST = 0.8, 0.5  # shares of the like lines that have one label
_USUAL: Final = 3  # labels above a text that are compared
_SIZES: Final = (0, 1, 2, 4, 9)
_AGREEMENT: Final = (0.05, 0.4, 0.7, 0.9, 0.98)


SECOND: Final[Sequence[Template]] = (
    *FIRST, *FURTHER, ("own",), ("own over", "own"), ("own", "own under"), ("own over", "own", "own under"),
    ("own over 2", "own over", "own"), ("own", "own under", "own under 2"), ("own", "letter"),
    ("own over", "letter", "own under"), ("says",), ("says", "own"), ("stands",), ("stands", "own"), ("looks",),
    ("looks", "own"), ("says", "stands"), ("says", "looks"), ("stands", "looks", "own"), ("size", "own"), ("size",),
    ("usual", "own"), ("usual", "own over", "letter"), ("before", "own"), ("starts", "own"), ("starts", "letter"),
    ("given",), ("given", "own"), ("given over", "given", "given under"), ("given", "letter"),
    ("given", "given size", "own"), ("given", "own", "fit"), ("fit", "own"), ("given", "says"), ("given", "stands"),
    ("given", "size", "given size"), ("given", "fit", "size"), ("given over", "given", "own", "own over"),
    ("own held", "letter"), ("own held", "own", "held"),
)  # fmt: skip
"""The templates of the second chain."""
SECOND_VIEWS: Final[Sequence[Template]] = (
    ("before", "given", "says", "stands", "looks", "own"),
    ("where", "rest", "is dated", "last", "has digit", "name", "length", "letter"),
    ("is dated", "same beside", "echo", "echo below", "mark below", "starts", "own", "letter"),
    ("usual", "own over 2", "own over", "letter", "own", "own under", "own under 2"),
    ("given", "own", "fit", "size", "given size"),
    ("own held", "own", "held", "holds below", "letter", "depth", "holds", "name", "mark"),
    ("over 2", "over", "letter", "under"), ("given over", "given", "given under", "own", "own over"),
    ("exact", "near many", "name", "same", "letter"), ("gap below", "turn", "turn below", "mark", "letter"),
    ("until link", "since link", "until heading", "since form", "letter"),
    ("near often", "same", "rate", "length", "since often", "until often"), ("exact", "name", "gap below", "under"),
    ("dates", "rate", "near date", "letter"), ("told", "heading", "until form", "since form"),
    ("name", "words", "first", "same look", "letter"), ("prose", "since date", "until date", "side", "near date"),
    ("gap", "gap below", "depth", "mark", "length"), ("given", "side", "gap", "letter"),
    ("same last", "same first", "same look", "same depth", "length"), ("over", "letter", "under", "under 2"),
    ("told", "same around", "letter"), ("heading", "name above", "letter"), ("place", "until form", "letter"),
    ("since text", "until text", "name", "name below", "over"),
)  # fmt: skip
"""Columns that templates of the second chain share; searched for the fewest combinations on pages."""


TOLD: Final = (
    "own", "own over", "own under", "own over 2", "own under 2", "says", "stands", "looks", "starts", "own held",
    "usual", "size", "given size", "fit", "before", "given", "given over", "given under",
)  # fmt: skip
"""The columns that labels make."""


class Labelling(NamedTuple):
    """The labels of a page's lines, what the chain that gave them weighed, and other labels that may be right.

    The other ones are those of the first chain, and those of the second where it is not told what the templates made of
    the page, or is told its own labels in place of the first chain's.
    """

    labels: list[int]
    chain: Chain
    told: list[tuple[int, ...]]
    others: Sequence[list[int]] = ()

    def loss(self, labels: Sequence[int]) -> int:
        """Return by how much the score of some labels falls short of that of these; 0 at best."""
        return max(0, self.chain.score(self.told, self.labels) - self.chain.score(self.told, labels))

    def supposed(self) -> list[int]:
        """Return the best labels where a thread is supposed: each line outside it costs `SUPPOSED`."""
        return consistent(self.chain, [(outside - SUPPOSED, *others) for outside, *others in self.told])

    def turned(self) -> list[int]:
        """Return the best labels in which names or dates stand on another side of the texts; none without either."""
        used = frozenset(self.labels)
        found = [self.chain.best(self.told, forbidden) for forbidden in _SIDES if used & forbidden]
        return max(found, key=lambda each: each[1])[0] if found else []


def label_lines(sight: Sight, verdict: Sequence[int], chains: Mapping[str, Chain]) -> Labelling:
    """Return a label for each line; `verdict` is what the templates of the layout made of it."""
    columns = Columns(sight)
    first = first_columns(columns)
    told = _first_views(chains["first"]).emissions(first)
    labels = consistent(chains["first"], told)
    if any(verdict) and first_lines(labels) == first_lines(verdict):
        return Labelling(labels, chains["first"], told)
    del told  # some hundred bytes a line
    chain = chains["second"]
    views = _second_views(chain)

    seen = first | further_columns(columns)
    still = views.still(seen)

    def told_again(own: Sequence[int], given: Sequence[int]) -> list[tuple[int, ...]]:
        """Return what the second chain says where it is given two readings of the page."""
        return views.emissions(seen | told_columns(columns, own, given), still)

    told = told_again(labels, verdict)
    best = consistent(chain, told)
    alone = consistent(chain, told_again(labels, [OUTSIDE] * len(labels))) if any(verdict) else best
    again = consistent(chain, told_again(best, verdict)) if best != labels else best
    return Labelling(best, chain, told, (labels, alone, again))


@lru_cache(maxsize=2)
def _first_views(chain: Chain) -> Views:
    return Views(chain, FIRST, FIRST_VIEWS)


@lru_cache(maxsize=2)
def _second_views(chain: Chain) -> Views:
    return Views(chain, SECOND, SECOND_VIEWS, TOLD)


def first_lines(labels: Sequence[int]) -> list[int]:
    """Return where the texts of comments begin."""
    return [at for at, label in enumerate(labels) if label == BODY]


def consistent(chain: Chain, told: Sequence[tuple[int, ...]]) -> list[int]:
    """Return the best labels in which names stand on one side of all texts, and dates on one."""
    labels, _ = chain.best(told)
    if not _is_mixed(frozenset(labels)):
        return labels
    return max((chain.best(told, forbidden) for forbidden in _SIDES), key=lambda found: found[1])[0]


def _is_mixed(labels: frozenset[int]) -> bool:
    return any(labels & kind & ABOVE and labels & kind & BELOW for kind in (NAMES, DATES))


def told_columns(columns: Columns, labels: Sequence[int], verdict: Sequence[int]) -> dict[str, Column]:
    """Return what the first labels, the lines alike and another reading's labels (`verdict`) say of each line."""
    n = len(labels)
    sight, mask = columns.sight, columns.mask
    letters, indents, markers = sight.letters, sight.indents, sight.markers
    own, given = list(labels), list(verdict)
    over, under = [_EDGE, *own[:-1]], [*own[1:], _EDGE]
    padded = f"N{letters}N"
    stands = [(padded[at : at + 3], markers[at][:1], indents[at] > 0, columns.dated[at]) for at in range(n)]
    looks = [(letters[at], indents[at], markers[at][:1], min(sight.gaps[at], 2), columns.dated[at]) for at in range(n)]
    size, given_size = (bisect_left(_SIZES, each.count(BODY)) for each in (own, given))
    inside = [at for at, label in enumerate(own) if label] or [-1]
    either = sum(1 for a, b in zip(own, given, strict=True) if a or b)
    agreed = sum(a == b for a, b in zip(own, given, strict=True) if a or b)
    fit = len(_AGREEMENT) + 1 if not either else bisect_left(_AGREEMENT, agreed / either)
    return {
        "own": own, "own over": over, "own under": under, "own over 2": [_EDGE, *over[:-1]],
        "own under 2": [*under[1:], _EDGE], "says": _majorities(mask, own), "stands": _majorities(stands, own),
        "looks": _majorities(looks, own), "starts": _majorities([text.split(None, 1)[0] for text in mask], own),
        "own held": [own[parent] if parent >= 0 else _EDGE for parent in columns.parents],
        "usual": [_usual_head(own)] * n, "size": [size] * n, "given size": [given_size] * n, "fit": [fit] * n,
        "before": [(at < inside[0]) + 2 * (at > inside[-1]) for at in range(n)],
        "given": given, "given over": [_EDGE, *given[:-1]], "given under": [*given[1:], _EDGE],
    }  # fmt: skip


def _usual_head(labels: Sequence[int]) -> int:
    """Return, as one number, the labels that stand most often above a text."""
    heads: Counter[tuple[int, ...]] = Counter()
    head: list[int] = []
    for label in labels:
        if label == BODY:
            heads[tuple(head[-_USUAL:])] += 1
        if label in {BODY, OUTSIDE}:
            head = []
        elif label != MORE_BODY:
            head.append(label)
    code = 0
    for label in heads.most_common(1)[0][0] if heads else ():
        code = code * (LABELS + 1) + label + 1
    return code


def _majorities(keys: Sequence[Hashable], labels: Sequence[int]) -> Column:
    """Return what most other lines with the same key are, and how clearly."""
    tallies: dict[Hashable, dict[int, int]] = {}
    for key, label in zip(keys, labels, strict=True):
        tally = tallies.setdefault(key, {})
        tally[label] = tally.get(label, 0) + 1
    made = {key: {own: _majority(tally, own) for own in tally} for key, tally in tallies.items()}
    return [made[key][own] for key, own in zip(keys, labels, strict=True)]


def _majority(tally: Mapping[int, int], own: int) -> int:
    total = sum(tally.values()) - 1
    if not total:
        return _ALONE
    if len(tally) == 1:
        label, count = own, total
    else:
        label, count = max(((each, many - (each == own)) for each, many in tally.items()), key=itemgetter(1))
    clear = 2 if count >= _CLEAR * total and total > 2 else 1 if count >= _MOST * total else 0
    return 3 * min(label, BOTH_BELOW) + clear
