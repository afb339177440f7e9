"""What is seen of each candidate for the byline, as features of a ranking that many pages taught.

A name that the page calls the author ("by") beats one that merely stands there, one beside the post's own date beats
one below the text, and a name that the thread, a picture or another line knows beats a word that stands on a menu as
well. How much each of this is worth, and together with what, is not stated but learnt: as for headlines
(`sections.ranking`), a *column* holds one small whole number for each candidate, a *template* joins a few columns, and
its values have weights (``weights.json``; ``tests/training`` learns them). Their sums are what the candidates are
worth, and where none is worth more than nothing no line credits anybody.

Nothing here knows a word of any language but through the line's class and the reader of credit lines. It is wrong
where a category stands where names do, and nothing else on the page has it.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final

from blogparse.authorship.credit_lines import PLACES, Credited, Dated
from blogparse.authorship.lone_names import SOURCES, Candidate, is_known_name
from blogparse.labelling import Chain, Column, binned, join, letter_index, load_chains
from blogparse.page import Page
from blogparse.text import has_digit, is_person_shaped, is_unspaced, line_key

WEIGHTS: Final = "weights.json"
TEMPLATES: Final[Sequence[Sequence[str]]] = (
    ("source", "place"), ("source", "distance"), ("place", "distance"), ("source", "dated"), ("source", "own", "place"),
    ("source", "known"), ("known", "said"), ("source", "shape"), ("source", "words"), ("words", "case"),
    ("before", "behind"), ("source", "before"), ("source", "behind"), ("source", "letter"), ("over", "under"),
    ("place", "letter"), ("small", "words"), ("small", "source"), ("item", "source", "place"),
    ("vague", "posted", "source"), ("again", "source"), ("rivals", "source"),
    ("called", "source"), ("order",), ("rest", "source"), ("length", "case"), ("people", "source"),
    ("people", "known"), ("in title",), ("at top", "source"), ("owner",), ("own", "dated"), ("digit", "words"),
    ("anonymous", "source"), ("first", "smalls"), ("smalls", "source"), ("to thread", "source"), ("speaks", "source"),
    ("speaks", "place"), ("under", "source"), ("over", "source"), ("words", "place", "dated"),
)  # fmt: skip
"""The columns that each template joins."""
_PLACES: Final = {place: at for at, place in enumerate(PLACES)}
_SOURCES: Final = {source: at for at, source in enumerate(SOURCES)}
_CALLING: Final = frozenset({"called", "opened", "labelled"})
_NEAR: Final = (0, 1, 2, 3, 5, 8, 14, 25)
_FEW: Final = (0, 1, 2, 3)
_LENGTHS: Final = (2, 4, 6, 9, 13, 18, 25, 35)
_RESTS: Final = (0, 3, 8, 15, 25, 40, 70, 120)
_LEAST: Final = 5  # characters of a name that is looked for inside other words
_NEXT: Final = 1  # lines between the text and a name right below it
_TOP: Final = 4  # lines in which a site says its name
_SIGNS: Final = {
    sign: kind
    for kind, signs in enumerate((",，、", ":：", "|·•♦/~»«;\t", "-–—", ".。!?", "([{【", ")]}】", "@#", "\"'“”‘’"), 6)
    for sign in signs
}


def choose(
    page: Page, found: Sequence[Candidate], credited: Sequence[Credited], published: Dated | None
) -> Candidate | None:
    """Return the candidate that is most likely who wrote the post, None where none is likely enough.

    One whom a credit line calls the author, and nobody else, is likely enough however few pages have such a line, and
    so is the one of the thread's people who stands between headline and text or right below it, and a name beside the
    post's own date that thread or site have as well, or that is an office. Whom a sentence names outweighs the account.
    """
    if not found:
        return None
    columns = columns_of(page, found, credited, published)
    ranking = load_ranking()
    told = [map(table.get, column, repeat(0)) for table, column in zip(ranking.tables, columns, strict=True)]
    scores = [sum(row, ranking.starts[0]) for row in zip(*told, strict=True)]
    best = max(scores)
    chosen = found[scores.index(best)]
    if best > 0 and chosen.source != "last":
        guest = next((each for each in found if _is_guest(each, credited)), chosen)
        return next((each for each in found if _says_more(each, guest)), guest)
    called = [each for each in found if each.source == "called" and not each.credits.is_vague]
    people = [each for each in found if line_key(each.credits.names[0]) in page.people]
    sure = called or [each for each in people if each.spot.place == "between"] or _dated(page, found, people, published)
    sure = sure or [each for each in people if each.spot.place == "below" and each.spot.distance <= _NEXT]
    if len({each.credits.names for each in sure}) == 1:
        return sure[0]
    return chosen if best > 0 else None


def _is_guest(candidate: Candidate, credited: Sequence[Credited]) -> bool:
    """True for whom a sentence names, "This is a guest post by Ann": somebody else's account posted it."""
    return candidate.source == "called" and any(
        line.rows == candidate.rows
        and line.weight > candidate.spot.weight
        and line.credits.names == candidate.credits.names
        for line in credited
    )


def _dated(
    page: Page, found: Sequence[Candidate], people: Sequence[Candidate], published: Dated | None
) -> Sequence[Candidate]:
    """Return who stands beside the post's own date, and in the thread or the page's first lines too, or an office."""
    if published is None:
        return []
    top = _top_of(page)
    return [
        each
        for each in found
        if each.source == "beside"
        and not set(published.rows).isdisjoint(each.rows)
        and (each in people or _stands_in(top, key := line_key(each.credits.names[0])) or key in page.words.badges)
    ]


def _top_of(page: Page) -> Sequence[str]:
    """Return the keys of the first lines, in which a site says its name."""
    return [key for key in page.lines.keys if key][:_TOP]


def _says_more(candidate: Candidate, chosen: Candidate) -> bool:
    """True for the credit line or the label that the chosen candidate is a part of: it knows the names."""
    if candidate.source not in _CALLING or chosen.rows[0] not in candidate.rows:
        return False
    names, known = chosen.credits.names, candidate.credits.names
    return set(names) <= set(known) or all(name.endswith(f" {own}") for name, own in zip(names, known, strict=False))


@lru_cache(maxsize=1)
def load_ranking() -> Chain:
    """Return the weights of the ranking, which lie beside this file: those of one label, for "wrote the post"."""
    return load_chains("blogparse.authorship", WEIGHTS)["byline"]


def columns_of(
    page: Page, found: Sequence[Candidate], credited: Sequence[Credited], published: Dated | None
) -> list[Column]:
    """Return the templates of some candidates, one value a candidate each."""
    seen = _seen(page, found, credited, published)
    return [join(*[seen[name] for name in names]) for names in TEMPLATES]


def _seen(
    page: Page, found: Sequence[Candidate], credited: Sequence[Credited], published: Dated | None
) -> dict[str, Column]:
    """Return the columns by name."""
    texts, shape = page.lines.texts, page.letters.letters
    rows = [each.rows[0] for each in found]
    names = [each.credits.names[0] for each in found]
    keys = list(map(line_key, names))
    counts = Counter(dict.fromkeys(zip(keys, rows, strict=True)))
    again = Counter(key for key, _ in counts)
    dated = {row for line in credited if line.credits.dates for row in line.rows}
    own = set(published.rows) if published is not None else set()
    said = [" ".join([texts[at] for at in each.rows]) for each in found]
    places = [text.find(name) for text, name in zip(said, names, strict=True)]
    rivals = len({key for key, each in zip(keys, found, strict=True) if each.source in _CALLING})
    sources = Counter(each.source for each in found)
    firsts: Counter[str] = Counter()
    order: list[int] = []
    for each in found:
        order.append(firsts[each.source])
        firsts[each.source] += 1
    twins = {key: page.rows_saying(key) for key in set(keys)}
    known = {(key, row): is_known_name(page, name, row) for key, name, row in zip(keys, names, rows, strict=True)}
    title = " ".join([page.lines.keys[row] for row in page.sectioning.title])
    top = _top_of(page)
    thread = page.sectioning.thread.start
    speakers = Counter(line_key(comment.author) for comment in page.comments if comment.author)
    owners = "\n".join([line for line in texts if "©" in line]) if "©" in page.lines.text else ""
    return {
        "source": [_SOURCES[each.source] for each in found],
        "place": [_PLACES[each.spot.place] for each in found],
        "distance": binned([each.spot.distance for each in found], _NEAR),
        # its line, and those around it
        "letter": [letter_index(shape[row]) for row in rows],
        "over": [letter_index(shape[above]) if (above := page.row_above(row)) >= 0 else 0 for row in rows],
        "under": [letter_index(shape[at]) if (at := page.row_below(each.rows[-1])) >= 0 else 0 for each in found],
        "item": [int(page.is_item(row)) for row in rows],
        "dated": [int(not dated.isdisjoint(each.rows)) for each in found],
        "own": [_near(page, each.rows, own, dated) for each in found],
        "rest": binned([len(text) - len(name) for text, name in zip(said, names, strict=True)], _RESTS),
        "before": [_kind(text[:at].rstrip()[-1:]) if at > 0 else 0 for text, at in zip(said, places, strict=True)],
        "behind": [
            _kind(text[at + len(name) :].lstrip()[:1]) if at >= 0 else 1
            for text, at, name in zip(said, places, names, strict=True)
        ],
        "vague": [int(each.credits.is_vague) for each in found],
        "posted": [int(each.credits.is_posted) for each in found],
        # its shape
        "words": binned([name.count(" ") for name in names], (0, 1, 2, 3)),
        "case": list(map(_case, names)),
        "shape": [int(is_person_shaped(name)) + 2 * int(is_unspaced(name)) for name in names],
        "first": [_kind(name[0]) for name in names],
        "smalls": binned([sum(map(str.islower, name.split())) for name in names], (0, 1, 2)),
        "digit": [int(has_digit(name)) for name in names],
        "length": binned(map(len, names), _LENGTHS),
        "small": [int(page.says_small(name)) for name in names],
        "anonymous": [int(key in page.words.anonymous) + 2 * int(key in page.words.badges) for key in keys],
        # what the rest of the page says of it
        "known": [int(known[key, row]) for key, row in zip(keys, rows, strict=True)],
        "people": [int(key in page.people) for key in keys],
        "said": binned([len(twins[key]) for key in keys], _FEW),
        "again": binned([again[key] for key in keys], (1, 2, 3)),
        "in title": [int(key in title) if title else 2 for key in keys],
        "at top": [_stands_in(top, key) for key in keys],
        "to thread": binned([thread - row if row < thread else -1 for row in rows], _NEAR),
        "speaks": binned([speakers[key] for key in keys], (0, 1, 3)),
        "owner": [int(name in owners) if owners else 2 for name in names],
        # the others
        "order": binned(order, _FEW),
        "rivals": [min(rivals, 3)] * len(found),
        "called": binned([sources[each.source] for each in found], (1, 2, 4)),
    }  # fmt: skip


def _near(page: Page, rows: range, own: set[int], dated: set[int]) -> int:
    """Return how near the post's own date stands, or another: on the line, on the nearest, on the next but one."""
    if not own.isdisjoint(rows):
        return 1
    near = page.nearby(rows[0])
    for at, row in enumerate(near):
        if row in own:
            return 2 + at // 2
    for at, row in enumerate(near):
        if row in dated:
            return 4 + at // 2
    return 0


def _kind(character: str) -> int:
    """Return of which kind what touches a name is; 0 for nothing."""
    if not character:
        return 0
    if character.isdigit():
        return 2
    if character.isupper():
        return 3
    if character.islower():
        return 4
    if character.isalpha():
        return 5
    return _SIGNS.get(character, 1)


def _stands_in(lines: Sequence[str], key: str) -> int:
    """Return whether some lines are a name (1), say it among other words (2), or not at all (0)."""
    if key in lines:
        return 1
    bare = key.replace(" ", "")
    return 2 if len(bare) >= _LEAST and any(bare in line.replace(" ", "") for line in lines) else 0


def _case(name: str) -> int:
    """Return how a name is written: small, in capitals, as a name, without case, or in another way."""
    if not any(map(str.isupper, name)):
        return 1 if any(map(str.islower, name)) else 2
    if name.isupper():
        return 3
    words = [word for word in name.split() if word[0].isalpha()]
    return 4 if all(word[0].isupper() for word in words) else 5
