"""What is seen of every block before headline and article are told: running text, dates, and what it is worth."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Final, NewType

import attrs

from blogparse.layout import Induction
from blogparse.letters import ARTICLE_BREAKS, NUMBERED, SHORT, TEXT_LIKE, Letters, PartWords, classify_shape
from blogparse.text import (
    CLOSERS,
    HEADING,
    LONG,
    MAX_TITLE,
    Lines,
    is_wrapped,
    joined,
    late_pattern,
    late_regex,
    line_key,
)


@attrs.frozen(slots=True, eq=False)
class Blocks:
    """The blocks of a dump as parallel sequences: block i is lines ``[firsts[i], stops[i])``.

    `letters` has one letter a block: that of its line, or the shape of the joined text where the block has several.
    `texts` is the text without line breaks, `markers` the list mark of the first line, `keys` the key of the text or,
    for long ones, "".
    """

    firsts: Sequence[int]
    stops: Sequence[int]
    letters: str
    texts: Sequence[str]
    markers: Sequence[str]
    keys: Sequence[str]

    def __len__(self) -> int:
        return len(self.firsts)


BlockIndex = NewType("BlockIndex", int)
"""The number of a block of the dump, from 0."""
NO_BLOCK: Final = BlockIndex(-1)
_KEPT: Final = frozenset("ELQHFOBR")  # letters of a first line that say what the whole block is


def read_blocks(lines: Lines, letters: str, wrap: int | None) -> Blocks:
    """Return the blocks of a dump; without wrapping every line that is not blank is one."""
    texts = lines.texts
    rows = list(compress(range(len(texts)), texts))
    if wrap is None:
        return Blocks(
            firsts=rows,
            stops=[at + 1 for at in rows],
            letters=letters.replace("_", ""),  # which stands for blank lines alone
            texts=list(filter(None, texts)),
            markers=list(compress(lines.markers, texts)),
            keys=list(compress(lines.keys, texts)),
        )
    firsts: list[int] = []
    stops: list[int] = []
    for at in rows:
        if stops and stops[-1] == at and is_wrapped(lines, at, wrap):
            stops[-1] = at + 1
        else:
            firsts.append(at)
            stops.append(at + 1)
    found = [letters[at] for at in firsts]
    said = [texts[at] for at in firsts]
    keys = [lines.keys[at] for at in firsts]
    for block, (first, stop) in enumerate(zip(firsts, stops, strict=True)):
        if stop - first > 1:
            said[block] = joined(texts[first:stop])
            keys[block] = line_key(said[block]) if len(said[block]) <= LONG else ""
            if found[block] not in _KEPT and letters[first:stop].strip("X"):
                found[block] = classify_shape(said[block])
    return Blocks(firsts, stops, "".join(found), said, [lines.markers[at] for at in firsts], keys)


FAR: Final = 5.0  # lines between a headline and its text, those of chrome and menus for a third each
_BELOW: Final = 8  # lines below the text of which a date is asked
_HEADLINE: Final = 150  # characters of a list item without a stop that is more likely a headline than a sentence
_PARTED: Final = 1.1  # lines for each block: a dump with fewer has no blank lines but by chance
_SHORT_TEXT: Final = 30  # characters: shorter sentences are slogans and links as often as text
_NO_ITEM: Final = frozenset({"", HEADING})
_SAMPLE: Final = 300  # characters of a block that tell whether it is running text
_GLANCE: Final = 64  # characters that tell it for most
_RUNNING: Final = 0.25  # share of the words in lower case: menus in one line have fewer, prose of any language has more
_TEXT_WORTH: Final = 500.0  # what one long paragraph weighs at most, so that none outweighs an article
_WORTH: Final[Mapping[str, float]] = {"Q": -1.0, "V": -4.0, "b": -6.0, "y": -4.0, "K": -8.0}
_CHROME_WORTH: Final = -30.0  # datelines, links, labels, headings: what stands around articles
_BREAK_WORTH: Final = -260.0  # a comments heading, a form: no article runs across it
_SHORT_WORTH: Final = -14.0
_ITEM_WORTH: Final = -16.0
_FIELD: Final = "   ]"  # the end of a field of a form, as text browsers draw it
_QUOTES: Final = frozenset('"“”„«»‹›「」『』')
_FULL_STOPS: Final = frozenset(".…。।۔")
_STOPS: Final = _FULL_STOPS | frozenset("!?:;,！？")
_step = re.compile(r"[»›>/|]").search
_DATE: Final = late_pattern("[DM]")
_FORM: Final = late_pattern(r"F.{0,3}F")  # a link to the form is one line
_GLUED: Final = late_regex(r"(?<!\d)(?:19|20)\d\d\d{1,2}[./ -]|(?<!\d)(?:19|20)\d\d\p{Lu}\p{Ll}")
_STEPS: Final = late_pattern(r"\S ?[»›>/|] ?\S.*?[»›>/|] ?\S")  # three steps of a path


@attrs.frozen(slots=True, eq=False)
class Survey:
    """The blocks of a dump with what headline and article are judged by; block numbers everywhere.

    `limit` is where the thread begins, `end` where it ends. `keys` are the blocks' keys, "" for long ones, `counts` how
    often each stands outside the thread. `items` tells list items, `dated` blocks with a date, `prose` running text;
    `text_from[i]` is the first running text from i on. `worth` is what a block adds to an article, `suffix[i]` the
    heaviest text that begins at i; `heaviest` is the range of the page's heaviest text and `best` its weight. `heading`
    is the key of the thread's heading. `form` is the first line of a form for comments, or -1. `is_parted` tells
    whether the dump has blank lines between its blocks.
    """

    lines: Lines
    letters: Letters
    blocks: Blocks
    limit: int
    end: int
    keys: Sequence[str]
    counts: Mapping[str, int]
    items: Sequence[bool]
    dated: Sequence[bool]
    prose: Sequence[bool]
    text_from: Sequence[int]
    worth: Sequence[float]
    suffix: Sequence[float]
    heaviest: range
    best: float
    heading: str
    form: int
    is_parted: bool


def survey(lines: Lines, letters: Letters, induction: Induction | None, wrap: int | None) -> Survey:
    """Return the blocks of a dump with what the steps after this one ask of them."""
    blocks = read_blocks(lines, letters.letters, wrap)
    size = len(blocks)
    texts, shapes, firsts = blocks.texts, blocks.letters, blocks.firsts
    limit = end = size
    heading = -1
    if induction is not None:
        records, heading = induction.records, induction.heading
        limit = bisect_right(blocks.stops, records[0].start)
        end = max(bisect_left(firsts, records[-1].end), limit)
    keys = blocks.keys
    counts = Counter(keys[:limit])
    counts.update(keys[end:])
    counts[""] = 0
    items = [marker not in _NO_ITEM for marker in blocks.markers]
    items.append(False)
    is_parted = len(lines) > _PARTED * size
    near = min(limit + _BELOW, size)
    dates = letters.dates
    dated = [row in dates for row in firsts[:near]]
    dated += [False] * (size - near)
    for match in _DATE.finditer(shapes, 0, near):
        dated[match.start()] = True
    for at in [at for at, text in enumerate(texts[:near]) if "20" in text or "19" in text]:
        if shapes[at] in NUMBERED and _GLUED.search(texts[at]) is not None:
            dated[at] = True
    worth: list[float] = []
    prose: list[bool] = []
    for at in range(limit):
        shape, text = shapes[at], texts[at]
        if shape == "s":
            worth.append(_CHROME_WORTH if dated[at] else _ITEM_WORTH if items[at] else _short_worth(text))
            prose.append(False)
        elif shape == "p" and text[-1] in _FULL_STOPS:
            worth.append(min(float(len(text)), _TEXT_WORTH))
            prose.append(True)
        else:
            weight = _worth(
                shape,
                text,
                is_item=items[at],
                is_dated=dated[at],
                is_repeated=counts[keys[at]] > 1,
                is_parted=is_parted,
                parts=letters.parts,
            )
            worth.append(weight)
            prose.append(
                weight > 0 and (shape == "p" or (shape == "t" and len(text) > _SHORT_TEXT and _has_full_stop(text)))
            )
    heaviest, best = find_heaviest(blocks, worth, range(limit))
    worth += [_BREAK_WORTH] * (size - limit)
    prose += [False] * (size - limit)
    suffix = [0.0] * (size + 1)
    text_from = [size] * (size + 1)
    below, nearest = 0.0, size
    for at in range(limit - 1, -1, -1):
        below += worth[at]
        if below < 0.0:
            below = 0.0
        suffix[at] = below
        if prose[at]:
            nearest = at
        text_from[at] = nearest
    return Survey(
        lines=lines, letters=letters, blocks=blocks, limit=limit, end=end, keys=keys, counts=counts, items=items,
        dated=dated, prose=prose, text_from=text_from, worth=worth, suffix=suffix, heaviest=heaviest, best=best,
        heading=lines.keys[heading] if heading >= 0 else "",
        form=form.start() if (form := _FORM.search(shapes)) is not None else -1, is_parted=is_parted,
    )  # fmt: skip


def find_heaviest(blocks: Blocks, worth: Sequence[float], where: range) -> tuple[range, float]:
    """Return the run of blocks with the greatest sum of worths, and the sum; it ends with text."""
    best = total = 0.0
    first = start = where.start
    last = where.start
    letters = blocks.letters
    for at in where:
        total += worth[at]
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best and letters[at] in TEXT_LIKE:
            best, first, last = total, start, at + 1
    return range(first, last), best


def _short_worth(text: str) -> float:
    """Return what a short line adds to an article: text, where a sentence goes on or somebody speaks."""
    if text[0].islower() or text[0] in ".,;:)" or (text[-1] in _QUOTES and text.lstrip("-–— ")[:1] in _QUOTES):
        return len(text) * 0.3
    return _SHORT_WORTH


def _worth(
    letter: str, text: str, *, is_item: bool, is_dated: bool, is_repeated: bool, is_parted: bool, parts: PartWords
) -> float:
    """Return what a block adds to an article: text its length, chrome takes off."""
    if letter == "E":  # a labelled note is text of the article
        letter = classify_shape(text)
        if letter == "s":
            return _ITEM_WORTH if is_item else _short_worth(text)
    if letter in TEXT_LIKE:
        if text[0] == "[" and _FIELD in text:
            return _CHROME_WORTH
        size = len(text)
        is_sentence = _has_full_stop(text)
        if size > _SHORT_TEXT and ((is_repeated and letter == "t") or not (is_sentence or _is_running(text))):
            return _SHORT_WORTH
        if size <= MAX_TITLE and not is_sentence:
            if is_dated or is_path(text, parts):
                return _CHROME_WORTH
            if is_item and size <= _HEADLINE and not _is_stopped(text):
                return _ITEM_WORTH  # a list of headlines
        if letter == "p":
            return min(float(size), _TEXT_WORTH)
        if letter == "t" and is_parted and size > SHORT and text[0].isupper() and text[-1].isalnum():
            return _ITEM_WORTH if is_item else _SHORT_WORTH  # a headline, a caption
        return size * (0.15 if is_item else 0.5)
    if letter in ARTICLE_BREAKS:
        return _BREAK_WORTH
    return _WORTH.get(letter, _CHROME_WORTH)


def _has_full_stop(text: str) -> bool:
    return text[-1] in _FULL_STOPS or (text[-1] in CLOSERS and text.rstrip(CLOSERS)[-1:] in _FULL_STOPS)


def _is_stopped(text: str) -> bool:
    """Return whether a text ends as sentences and clauses do, or with a remark in brackets."""
    end = text.rstrip(CLOSERS)
    return end[-1:] in _STOPS or ")" in text[len(end) :]


def is_path(text: str, parts: PartWords) -> bool:
    """Return whether a line is a breadcrumb: of three steps or more, or from the home page on."""
    return _step(text) is not None and (_STEPS.search(text) is not None or parts.home.search(text) is not None)


def _is_running(text: str) -> bool:
    """True for running text by the share of words that begin in lower case, or in a script that has no case."""
    first = [word[0] for word in text[:_GLANCE].split()]
    if sum([letter.islower() for letter in first]) >= 2 * _RUNNING * len(first):
        return True
    first = [word[0] for word in text[:_SAMPLE].split()]
    need = _RUNNING * len(first)
    if sum(map(str.islower, first)) >= need:
        return True
    return sum(letter.isalnum() and not letter.isupper() and not letter.isdigit() for letter in first) >= need
