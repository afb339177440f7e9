"""Find the headline of the post among the lines above and around the article.

A dump prints the headline like a menu entry: a short line among short lines. What tells it apart is where it stands and
what the rest of the page says about it. Every block above the text, and the first of the text, is a candidate, and one
table, `EVIDENCE`, says what speaks for and against it:

* *place*: running text follows, after few other lines; a dateline or a byline stands just below, or a dateline right
  above; blank lines part it from what stands around it;
* *shape*: several words, a Markdown heading; against it: list marks, capitals, a full stop or a colon at its end, the
  look of a person's name over a date;
* *echo*: its words come back in the text below; the whole line comes back in a breadcrumb, a previous-and-next bar, a
  list of recent posts, or quoted in the heading of the thread ("3 thoughts on “TITLE”"); it is a part of the document's
  title, where the dump begins with that, or of a feed's; against it: arrows, a feed of the same name, a breadcrumb, the
  name of the site, one more such line right above (then this one is the standfirst).

Place and shape take a glance, and by them the headline comes under the first few. Only those are asked for their echo
and compared: `ranking` says what each is worth beside the others, by weights that many pages taught, and a page whose
candidates are all worth less than nothing has no headline. One that the heading of the thread names is the headline.

It is wrong where a kicker or a standfirst reads like a headline and nothing echoes either, and on pages that print
another article's teaser with a date above their own.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from blogparse.letters import PLAIN, SHORT
from blogparse.sections.ranking import GAP, dated_below, distance, worth
from blogparse.sections.repetition import CONTAINED_LEAST, EVIDENCE, Repetition, is_quoted, path_ends
from blogparse.sections.survey import NO_BLOCK, BlockIndex, Survey
from blogparse.text import MAX_TITLE, is_person_shaped, late_pattern

NO_WORTHS: Final = (-10_000, -10_000)  # less than any candidate is worth
_CANDIDATES: Final = frozenset("stpQEWMAKh")
_LEAST_TITLE: Final = 3  # characters
_LONG_TITLE, _VERY_LONG = 110, 150  # characters: few headlines are longer, hardly any
_FULL_LENGTH: Final = 8  # words
_BESIDE: Final = 0.7  # how near a date stands that is a person's
_INSIDE: Final = 20  # blocks at the begin of the text that are candidates: a dateline may stand behind the first lines
_NAMED: Final = 600  # what it is worth that the heading of the thread names a candidate: more than all else
_STEPPED: Final = (
    300  # that a breadcrumb ends with it: more than two lines differ in most cases, but a kicker may be one
)
_RANKED: Final = 10  # candidates that are looked at closely: by place and shape, headlines come early
_BARE: Final = 3  # lines above the first text of a dump without page furniture
_LEAST_TEXT: Final = 8.0  # an article may be one line
_LEAST_SHARE: Final = 0.1  # of the weight of the heaviest text: lighter texts are teasers, unless there is a date
_OPENING: Final = frozenset("([{,")  # what no sentence ends with
_MIDDLE: Final = frozenset(",;:.!?)’”")  # what no sentence begins with
_ADDRESS: Final = late_pattern(r"(?:[\w-]++[.])++[a-z]{2,6}|[\w.-]*+@[\w.-]++", re.IGNORECASE)


def find_headline(page: Survey) -> tuple[BlockIndex, tuple[int, int]]:
    """Return the block of the post's headline, and what the best two candidates are worth.

    The block is -1 where nothing looks enough like a headline.
    """
    found = candidates(page)
    if not found:
        return NO_BLOCK, NO_WORTHS
    ends = path_ends(page, _last(page))
    ranked = sorted(
        (value + _NAMED * is_quoted(page, at) + _STEPPED * (at in ends), -at)
        for value, at in worth(page, Repetition(page), found)
    )
    best, second = ranked[-1][0], ranked[-2][0] if len(ranked) > 1 else NO_WORTHS[1]
    letters = page.blocks.letters
    chosen = ranked[-1:] if best > 0 else [each for each in ranked if -each[1] and letters[-each[1] - 1] == "D"]
    return _whole(page, BlockIndex(-chosen[-1][1])) if chosen else NO_BLOCK, (best, second)


def candidates(page: Survey) -> dict[int, float]:
    """Return the blocks that are looked at closely, with their scores by place and shape.

    What the heading of the thread quotes is, wherever it stands, and so is the last step of a breadcrumb above.
    """
    ends = path_ends(page, _last(page))
    scored = place_and_shape(page, ends)
    ranked = sorted([(is_quoted(page, at) or at in ends, score, -at) for at, score in scored], reverse=True)
    return {-negated: score for _, score, negated in ranked[:_RANKED]}


def _whole(page: Survey, at: BlockIndex) -> BlockIndex:
    """Return the first block below that says in full what a block says with an ellipsis for its end."""
    key = page.keys[at]
    if len(key) < CONTAINED_LEAST or not page.blocks.texts[at].endswith(("…", "...")):
        return at
    for below in range(at + 1, page.limit):
        rest = page.keys[below][len(key) :]
        if rest and page.keys[below].startswith(key) and rest.lstrip()[0].isalnum():
            return BlockIndex(below)
    return at


def _last(page: Survey) -> int:
    """Return the block behind the last that may be the headline."""
    return min(page.heaviest.start + _INSIDE, page.limit)


def place_and_shape(page: Survey, ends: AbstractSet[int]) -> Iterator[tuple[int, float]]:
    """Yield the candidates: the blocks above the text, and those at its begin, each with what a glance at it shows.

    Those that end a path need no text below: what they head may be a picture.
    """
    least = max(min(_LEAST_TEXT, page.best or _LEAST_TEXT), _LEAST_SHARE * page.best)
    for at in range(_last(page)):
        if at in ends or (_may_head(page, at) and _has_text_below(page, at, least)):
            yield at, _weigh_place(page, at) + _weigh_shape(page, at)


def _may_head(page: Survey, at: int) -> bool:
    """Return whether a block can be a headline by itself: no menu, button, dateline, nor one more paragraph."""
    blocks, items, prose, keys = page.blocks, page.items, page.prose, page.keys
    text = blocks.texts[at]
    if not _LEAST_TITLE <= len(text) <= MAX_TITLE:
        return False
    if is_quoted(page, at) and not items[at]:
        return True
    if blocks.letters[at] not in _CANDIDATES:
        return False
    if items[at] and items[at - 1] and items[at + 1] and blocks.letters[at + 1] not in "DMB":
        return False  # an entry of a menu
    if text[0] == "[" and text[-1] == "]":
        return False  # a picture, a button
    if not text[0].isalnum() and _is_in_list(blocks.texts, at):
        return False
    date = page.letters.dates.get(blocks.firsts[at])
    if date is not None and date.has_time:
        return False  # a dateline
    if not (prose[at] and at and prose[at - 1]):
        return True
    return keys[at] != "" and keys[at - 1].endswith(keys[at])  # the headline below the path to it


def _has_text_below(page: Survey, at: int, least: float) -> bool:
    """Return whether text or a dateline begins soon below a block."""
    below = page.suffix[at + 1 : min(at + GAP, page.limit, page.text_from[at + 1] + 1)]
    return (bool(below) and max(below) >= least) or True in page.dated[at + 1 : at + 3]


def _weigh_place(page: Survey, at: int) -> float:
    """Return what the place of a block says."""
    weights, begin = EVIDENCE, page.heaviest.start
    score = weights["distance"] * distance(page, at)
    if at > begin:
        score += weights["inside text"] * (at - begin) / _INSIDE
    if at and page.prose[at - 1]:
        score += weights["below prose"]
    if 0 <= page.form < at:
        score += weights["below a form"]
    if near := dated_below(page, at):
        score += weights["dated below"] * near
        if near > _BESIDE and is_person_shaped(page.blocks.texts[at]):
            score += weights["person, dated"]
    if at and page.blocks.letters[at - 1] == "D":
        score += weights["below a date"]
    return score


def _weigh_shape(page: Survey, at: int) -> float:
    """Return what the shape of a block says, and the white space and marks around it."""
    weights, blocks = EVIDENCE, page.blocks
    letters, firsts, stops, text = blocks.letters, blocks.firsts, blocks.stops, blocks.texts[at]
    score = 0.0
    length = min(text.count(" ") + 1, _FULL_LENGTH) / _FULL_LENGTH
    score += weights["length"] * length
    if not page.is_parted and page.text_from[0] > _BARE:
        score += weights["length alone"] * length
    elif at == 0 or firsts[at] > stops[at - 1]:
        score += weights["blank above"]
        if at + 1 == len(letters) or firsts[at + 1] > stops[at]:
            score += weights["blank around"]
    if page.items[at]:
        score += weights["list mark"]
    elif blocks.markers[at]:
        score += weights["heading mark"]
    if len(text) > _LONG_TITLE:
        score += weights["long" if len(text) <= _VERY_LONG else "very long"]
    if page.prose[at]:
        score += weights["running text"]
    elif letters[at] not in PLAIN:
        score += weights["odd letter"]
    signs = {
        "note": letters[at] == "E" and len(text) > SHORT,
        "full stop": text[-1] in ".。" and not text.endswith(".."),
        "colon at end": text[-1] in ":：",
        "capitals": text.isupper(),
        "address": " " not in text and _ADDRESS.fullmatch(text),
        "part of a sentence": _is_part_of_sentence(page, at),
        "repeated": page.counts[page.keys[at]] > 1,
    }
    return score + sum([weights[name] for name, is_seen in signs.items() if is_seen])


def _is_in_list(texts: Sequence[str], at: int) -> bool:
    """True for an entry of a list whose marks were typed: the line above or below begins with the same sign."""
    near = (texts[at - 1] if at else "", *texts[at + 1 : at + 2])
    return any(other.startswith(texts[at][0]) and other != texts[at] for other in near)


def _is_part_of_sentence(page: Survey, at: int) -> bool:
    """True for what a sentence is broken into: the line begins or ends in its middle, or the one right below does."""
    blocks = page.blocks
    text = blocks.texts[at]
    if text[-1] in _OPENING or _goes_on(text):
        return True
    if not page.is_parted and text[0].islower() and at and blocks.texts[at - 1][-1].islower():
        return True
    below = at + 1
    if below == len(blocks) or blocks.firsts[below] > blocks.stops[at] or blocks.letters[below] not in "stpV":
        return False
    return blocks.texts[below][0].islower() or _goes_on(blocks.texts[below])


def _goes_on(text: str) -> bool:
    """True for a text that begins with what ends words and clauses."""
    return text[0] in _MIDDLE and not text.startswith("...")
