"""Find the headline of the post among the lines above and around the article.

A dump prints the headline like a menu entry: a short line among short lines. What tells it apart is where it stands and
what the rest of the page says about it. Every block above the thread is a candidate; the evidence is summed by one
table, `EVIDENCE`, and the heaviest candidate wins:

* *place*: running text follows, after few other lines; a dateline or a byline stands just below, or just above;
* *echo*: its words come back in the article; the whole line comes back in a breadcrumb, a previous-and-next bar, a list
  of recent posts, or quoted in the heading of the thread ("3 thoughts on “TITLE”");
* *shape*: several words, a Markdown heading; against it: list marks, arrows, a breadcrumb, the look of a person's name,
  the name of the site, one more such line right above (then this one is the standfirst).

The weights were fitted to pages of many sites in ten renderings and then rounded; no single one decides. It is wrong
where a kicker or a standfirst reads like a headline and nothing echoes either, and on pages that print another
article's teaser with a date above their own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import attrs
import regex

from blogparse.layout import Induction
from blogparse.letters import CLOSERS, Letters, classify_shape
from blogparse.lines import HEADING, Lines
from blogparse.paragraphs import Blocks, read_blocks
from blogparse.vocabulary import line_key

EVIDENCE: Final[Mapping[str, float]] = {
    # place
    "distance": -0.1,  # for each line, up to 30, between the candidate and running text; chrome counts a third
    "text lost": -1.5,  # if none of the page's heaviest text followed; in proportion
    "text below": 1.5,  # for each power of ten of the characters of text that follow
    "text above": -3.0,  # for a thousand characters of text within twelve lines above
    "inside text": -1.2,  # the heaviest text begins above: a subheading, more often than not
    "dated below": 2.8,  # a dateline or byline right below; less for each line between
    "dated above": 1.7,  # a dateline right above, as Blogger prints it
    "menu below": -1.7,  # and below the menu a line that could be the headline
    "page top": -0.5,  # the first two lines of a page are the site's
    # echo
    "words": 3.0,  # if all longer words come back in running text; in proportion
    "contained": 3.0,  # in two other lines; one is half as good
    "repeated": 0.6,  # the line stands there once more
    "listed below": 0.5,  # as a list item below the text: recent posts, popular posts
    "quoted": 2.6,  # by the heading of the thread
    "doubled at top": -1.6,  # twice in a row where the page begins: the site's name and its logo
    "copyright": -0.9,  # the line with the copyright sign names it: the site, or its owner
    # shape
    "length": 2.8,  # for eight words or more; in proportion
    "one word": -1.1,
    "long": -1.8,  # more than 110 characters
    "heading mark": 2.1,
    "list mark": -3.1,
    "menu": -1.5,  # the neighbours have list marks as well
    "question": 0.7,  # or exclamation
    "colon inside": 0.6,
    "colon at end": -0.8,
    "sentences": -2.5,  # two of them, the last with a full stop
    "capitals": -1.6,
    "person": -0.9,  # two or three capitalised words
    "person, dated": -1.3,  # and a date right below: who wrote it, not what it is called
    "above a name": -1.9,  # the standfirst stands between the headline and the author
    "below a headline": -1.2,  # the line above could be the headline: this is the standfirst
    "arrow": -2.0,
    "breadcrumb": -2.1,
    "odd letter": -1.0,  # it looks like something else: a widget's heading, a note, a head of a comment
}
"""What speaks for and against a headline, in units of one score; only their proportions mean something."""

MIN_SCORE: Final = 4.0  # what the least convincing headlines have; below it there is none
_CANDIDATES: Final = frozenset("stpQEWMAKh")
_MAX_TITLE: Final = 250  # characters
_MANY: Final = 400  # candidates above the text: menus have hundreds of lines, the headline stands below them
_INSIDE: Final = 80  # candidates inside the text
_GAP: Final = 16  # lines between a headline and its text: share bars, counters, captions
_HEADLINE: Final = 150  # characters of a list item without a stop that is more likely a headline than a sentence
_STANDFIRST: Final = 300  # characters of the one sentence that may stand between headline and dateline
_ECHOED: Final = 40  # candidates worth a search of the whole page for lines that contain them
_LEAST_TEXT: Final = 8.0  # an article may be one line
_CHROME: Final = frozenset("DMBhaXVRLTbEHA")
_SITE_NAME_LEAST: Final = 4  # characters: shorter keys are found in any line by chance
_SAMPLE: Final = 300  # characters of a block that tell whether it is running text
_RUNNING: Final = 0.25  # share of the words in lower case: menus in one line have fewer, prose of any language has more
_TEXT_WORTH: Final = 500.0  # what one long paragraph weighs at most, so that none outweighs an article
_WORTH: Final[Mapping[str, float]] = {"Q": -1.0, "V": -4.0, "b": -6.0, "y": -4.0, "K": -8.0}
_CHROME_WORTH: Final = -30.0  # datelines, links, labels, headings: what stands around articles
_BREAK_WORTH: Final = -260.0  # a comments heading, a form: no article runs across it
_SHORT_WORTH: Final = -14.0
_ITEM_WORTH: Final = -16.0

_TWO_SENTENCES: Final = regex.compile(r"\w{3}[.!?] \p{Lu}")
_WORDS: Final = re.compile(r"\w{4,}+")
_FULL_STOPS: Final = frozenset(".…。")
_STOPS: Final = _FULL_STOPS | frozenset("!?:;,！？")
_STEPS: Final = frozenset("»›>/|")
_ARROWS: Final = frozenset("←→«‹<»›>")
_ARROW: Final = regex.compile(
    r"""
      \A [«‹←<] [^»›]*+ \Z        # « the post before
    | \A [^«‹]*+ (?<=[»›→>]) \Z  # the post after »
    | [←→]
    | \A \w++ [ ] [›»]            # Next › the post after
    """,
    regex.VERBOSE,
)
_GLUED: Final = regex.compile(r"(?<!\d)(?:19|20)\d\d\d{1,2}[./ -]|(?<!\d)(?:19|20)\d\d\p{Lu}\p{Ll}")
_CRUMB: Final = regex.compile(
    r"""
      \S [ ]? [»›>/|] [ ]? \S .*? [»›>/|] [ ]? \S   # three steps of a path
    | \bHome\b [ ]? [»›>/|]
    """,
    regex.VERBOSE,
)


@attrs.frozen(slots=True, eq=False)
class Survey:
    """The blocks of a dump with what headline and article are judged by; block numbers everywhere.

    `limit` is where the thread begins. `worth` is what a block adds to an article, `suffix[i]` the heaviest text that
    begins at i; `heaviest` is the range of the page's heaviest text and `best` its weight. `keys` are the blocks' keys,
    "" for long ones, `counts` how often each key stands outside the thread, `echo` those keys in one string. `words`
    are the longer words of running text. `prose` and `dated` tell running text and blocks with a date, and
    `text_from[i]` is the first running text from i on.
    """

    lines: Lines
    letters: Letters
    blocks: Blocks
    limit: int
    keys: Sequence[str]
    counts: Mapping[str, int]
    echo: str
    listed: frozenset[str]
    copyright: str
    heading: str
    names: frozenset[str]
    words: Mapping[str, int]
    worth: Sequence[float]
    suffix: Sequence[float]
    prose: Sequence[bool]
    text_from: Sequence[int]
    dated: Sequence[bool]
    heaviest: range
    best: float

    def is_item(self, at: int) -> bool:
        """Tell whether a block is a list item."""
        return self.blocks.markers[at] not in {"", HEADING}

    def weight_below(self, at: int) -> float:
        """Return the weight of the text that begins below a block, across the lines between headline and text."""
        stop = min(at + _GAP, self.limit, self.text_from[at + 1] + 1)
        return max(self.suffix[at + 1 : stop], default=0.0)

    def shared_words(self, at: int) -> float:
        """Return the share of a block's longer words that running text elsewhere has as well."""
        words = set(_WORDS.findall(self.blocks.texts[at].lower()))
        own = 1 if self.prose[at] else 0
        return sum(self.words.get(word, 0) > own for word in words) / len(words) if words else 0.0


def survey(lines: Lines, letters: Letters, induction: Induction | None, wrap: int | None) -> Survey:
    """Return the blocks of a dump with what the steps after this one ask of them."""
    blocks = read_blocks(lines, letters.letters, wrap)
    size = len(blocks)
    limit, end = size, size
    names = {line_key(name) for name in letters.names.values()}
    names.update(line_key(stamp.name) for stamp in letters.stamps.values() if stamp.name.count(" ") < 3)
    if induction is not None:
        first, last = induction.records[0].start, induction.records[-1].end
        limit = next((at for at in range(size) if blocks.stops[at] > first), size)
        end = next((at for at in range(limit, size) if blocks.firsts[at] >= last), size)
        names.update(line_key(lines.texts[record.author]) for record in induction.records if record.author >= 0)
    keys = [line_key(text) if len(text) <= _MAX_TITLE else "" for text in blocks.texts]
    outside = [*keys[:limit], *keys[end:]]
    counts = Counter(outside)
    dated = [
        blocks.firsts[at] in letters.dates or blocks.letters[at] in "DM" or _is_glued(blocks, at) for at in range(size)
    ]
    worth = [
        _worth(blocks, at, is_dated=dated[at], is_repeated=keys[at] != "" and counts[keys[at]] > 1)
        for at in range(limit)
    ]
    suffix = [0.0] * (size + 1)
    for at in range(limit - 1, -1, -1):
        suffix[at] = max(0.0, worth[at] + suffix[at + 1])
    worth += [_BREAK_WORTH] * (size - limit)
    prose = [worth[at] > 0 and _is_prose(blocks, at) for at in range(limit)] + [False] * (size - limit)
    text_from = [size] * (size + 1)
    for at in range(size - 1, -1, -1):
        text_from[at] = at if prose[at] else text_from[at + 1]
    words = Counter(_WORDS.findall("\n".join(blocks.texts[at] for at in range(limit) if prose[at]).lower()))
    heading = induction.heading if induction is not None else -1
    heaviest, best = find_heaviest(blocks, worth, range(limit))
    return Survey(
        lines=lines,
        letters=letters,
        blocks=blocks,
        limit=limit,
        keys=keys,
        counts=counts,
        echo="\n".join(outside),
        listed=frozenset(
            keys[at] for at in range(heaviest.stop, size) if keys[at] and blocks.markers[at] and not limit <= at < end
        ),
        copyright="\n".join(key for key, text in zip(keys, blocks.texts, strict=True) if key and "©" in text),
        heading=line_key(lines.texts[heading]) if heading >= 0 else "",
        names=frozenset(names - {""}),
        words=words,
        worth=worth,
        suffix=suffix,
        prose=prose,
        text_from=text_from,
        dated=dated,
        heaviest=heaviest,
        best=best,
    )


def find_heaviest(blocks: Blocks, worth: Sequence[float], where: range) -> tuple[range, float]:
    """Return the run of blocks with the greatest sum of worths, and the sum; it ends with text."""
    best = total = 0.0
    first = start = where.start
    last = where.start
    for at in where:
        total += worth[at]
        if total <= 0:
            total, start = 0.0, at + 1
        elif total > best and blocks.letters[at] in "pt":
            best, first, last = total, start, at + 1
    return range(first, last), best


def _is_glued(blocks: Blocks, at: int) -> bool:
    """Tell a line with two dates that touch, as in "May 3, 2012May 4, 2012"."""
    return blocks.letters[at] in "sth" and _GLUED.search(blocks.texts[at]) is not None


def _worth(blocks: Blocks, at: int, *, is_dated: bool, is_repeated: bool) -> float:
    letter, text = blocks.letters[at], blocks.texts[at]
    if letter == "E":  # a labelled note is text of the article
        letter = classify_shape(text)
    is_item = blocks.markers[at] not in {"", HEADING}
    size = len(text)
    if letter in "pt" and size > 30 and ((is_repeated and letter == "t") or not _is_running(text)):
        return _SHORT_WORTH
    if letter in "pts" and size <= _MAX_TITLE and not _has_full_stop(text) and (is_dated or _is_path(text)):
        return _CHROME_WORTH
    if letter in "pt" and is_item and size <= _HEADLINE and not _is_stopped(text):
        return _ITEM_WORTH  # a list of headlines
    if letter == "p":
        return min(float(size), _TEXT_WORTH)
    if letter == "t":
        return size * (0.15 if is_item else 0.5)
    if letter == "s":
        if not is_item and (text[0].islower() or text[0] in ".,;:)"):
            return size * 0.3  # a sentence goes on: some renderers give every element a line
        return _ITEM_WORTH if is_item else _SHORT_WORTH
    if letter in "HFO":
        return _BREAK_WORTH
    return _WORTH.get(letter, _CHROME_WORTH)


def _has_full_stop(text: str) -> bool:
    return text.rstrip(CLOSERS)[-1:] in _FULL_STOPS


def _is_stopped(text: str) -> bool:
    """Tell whether a text ends as sentences and clauses do, or with a remark in brackets."""
    end = text.rstrip(CLOSERS)
    return end[-1:] in _STOPS or ")" in text[len(end) :]


def _is_path(text: str) -> bool:
    return not _STEPS.isdisjoint(text) and _CRUMB.search(text) is not None


def _is_running(text: str) -> bool:
    """Tell running text by the share of words that begin in lower case, or in a script that has no case."""
    first = [word[0] for word in text[:_SAMPLE].split()]
    need = _RUNNING * len(first)
    if sum(map(str.islower, first)) >= need:
        return True
    return sum(letter.isalnum() and not letter.isupper() and not letter.isdigit() for letter in first) >= need


def _is_prose(blocks: Blocks, at: int) -> bool:
    letter, text = blocks.letters[at], blocks.texts[at]
    return letter == "p" or (letter == "t" and len(text) > 30 and _has_full_stop(text))


def find_headline(page: Survey) -> int:
    """Return the block of the post's headline, or -1 where nothing looks enough like one."""
    found = [at for at in range(page.limit) if _is_candidate(page, at)]
    above = [at for at in found if at < page.heaviest.start][-_MANY:]
    inside = [at for at in found if at >= page.heaviest.start][:_INSIDE]
    scored = sorted(((_score(evidence(page, at)), -at) for at in [*above, *inside]), reverse=True)[:_ECHOED]
    best, best_score = -1, MIN_SCORE
    for score, negated in scored:
        whole = score + _score({"contained": _contained(page, -negated)})
        if whole > best_score:
            best, best_score = -negated, whole
    return best


def _score(found: Mapping[str, float]) -> float:
    return sum(EVIDENCE[name] * value for name, value in found.items())


def _contained(page: Survey, at: int) -> float:
    """Return how many other lines contain a candidate: 1.0 for two or more."""
    key = page.keys[at]
    if len(key) < 10 or key.count(" ") < 2:
        return 0.0
    return min(page.echo.count(key) - page.counts.get(key, 0), 2) / 2


def _is_candidate(page: Survey, at: int) -> bool:
    if page.blocks.letters[at] not in _CANDIDATES or not 3 <= len(page.blocks.texts[at]) <= _MAX_TITLE:
        return False
    if 0 < at < len(page.blocks) - 1 and page.blocks.texts[at].count(" ") < 2 and all(map(page.is_item, _around(at))):
        return False  # an entry of a menu
    return page.weight_below(at) >= _LEAST_TEXT or any(page.dated[at + 1 : at + 3])


def _around(at: int) -> range:
    return range(at - 1, at + 2)


def evidence(page: Survey, at: int) -> dict[str, float]:
    """Return how much of each kind of evidence a candidate has, but for "contained": that takes a search."""
    blocks, key, text = page.blocks, page.keys[at], page.blocks.texts[at]
    letters = blocks.letters
    size = len(blocks)
    words = text.split()
    below = _dated_below(page, at)
    weight = page.weight_below(at)
    is_item = page.is_item(at)
    is_person = is_person_shaped(text)
    neighbours = [near for near in (at - 1, at + 1) if 0 <= near < size]
    above = page.prose[max(0, at - 12) : at]
    return {
        "distance": _distance(page, at),
        "text lost": 1.0 - weight / page.best if page.best > 0 else 0.0,
        "text below": math.log10(max(weight, 1.0)),
        "text above": min(sum(page.worth[at - len(above) + i] for i, prose in enumerate(above) if prose), 1000.0)
        / 1000,
        "inside text": at in page.heaviest,
        "dated below": below,
        "dated above": next(
            (
                1.0 - 0.3 * (at - 1 - i)
                for i in range(at - 1, max(at - 4, -1), -1)
                if page.dated[i] and not page.prose[i]
            ),
            0.0,
        ),
        "menu below": _has_menu_below(page, at),
        "page top": at <= 1 or page.blocks.letters[:at].strip("X") == "",
        "words": page.shared_words(at),
        "repeated": page.counts.get(key, 0) > 1,
        "listed below": key in page.listed,
        "quoted": len(key) >= 8 and key in page.heading,
        "doubled at top": at <= 2 and any(page.keys[near] == key for near in neighbours),
        "copyright": len(key) >= _SITE_NAME_LEAST and key in page.copyright,
        "length": min(len(words), 8) / 8,
        "one word": len(words) <= 1,
        "long": len(text) > 110,
        "heading mark": blocks.markers[at] == HEADING,
        "list mark": is_item,
        "menu": 0.5 * sum(blocks.markers[near] != "" for near in neighbours) if is_item else 0.0,
        "question": text[-1] in "?!",
        "colon inside": ": " in text,
        "colon at end": text[-1] in ":：",
        "sentences": len(text) > 80 and text[-1] in ".…。" and _TWO_SENTENCES.search(text) is not None,
        "capitals": text.isupper(),
        "person": is_person,
        "person, dated": is_person and below > 0.7,
        "above a name": at + 1 < size and (page.keys[at + 1] in page.names or letters[at + 1] == "a"),
        "below a headline": at > 1 and _could_be_headline(page, at - 1) and page.keys[at - 1] != key,
        "arrow": is_arrow(text),
        "breadcrumb": _is_path(text) or _ends_with_line_below(page, at),
        "odd letter": letters[at] not in "stp",
    }


def _ends_with_line_below(page: Survey, at: int) -> bool:
    """Tell a path whose last step is the headline below it: "HomeTravelA week in Rome"."""
    key = page.keys[at]
    return any(len(below) >= 8 and key != below and key.endswith(below) for below in page.keys[at + 1 : at + 4])


def _has_menu_below(page: Survey, at: int) -> bool:
    """Tell the name of a site over its menu: entries, and then a longer line, stand between it and the text."""
    stop = min(page.text_from[at + 1], at + _GAP, page.limit)
    menu = next((below for below in range(at + 1, stop) if page.is_item(below)), stop)
    return any(
        page.blocks.letters[below] in "st" and not page.is_item(below) and page.blocks.texts[below].count(" ") >= 2
        for below in range(menu, stop)
        if not page.dated[below]
    )


def _distance(page: Survey, at: int) -> float:
    distance = 0.0
    for below in range(at + 1, len(page.blocks)):
        if distance >= 30 or page.prose[below]:
            break
        distance += 0.3 if page.blocks.letters[below] in _CHROME else 1.0
    return distance


def is_arrow(text: str) -> bool:
    """Tell a link to the post before or after by its arrow."""
    return len(text) <= _MAX_TITLE and not _ARROWS.isdisjoint(text) and _ARROW.search(text) is not None


def _dated_below(page: Survey, at: int) -> float:
    between = 0.0
    standfirsts = 0
    if "c" in page.blocks.letters[max(0, at - 3) : at]:
        return 0.0  # a name below a lone "by"
    for below in range(at + 1, min(at + 7, len(page.blocks))):
        if (page.dated[below] and not page.prose[below]) or page.blocks.letters[below] in "DMBc":
            return max(1.0 - 0.2 * between, 0.0)
        if page.prose[below]:
            standfirsts += 1
            if standfirsts > 1 or len(page.blocks.texts[below]) > _STANDFIRST:
                break
        between += 1.0 if page.blocks.letters[below] in "stpQ" else 0.4
    return 0.0


def _could_be_headline(page: Survey, at: int) -> bool:
    if page.blocks.letters[at] not in "stp" or page.is_item(at):
        return False
    return 3 <= len(page.blocks.texts[at].split()) <= 25 and page.shared_words(at) >= 0.4


def is_person_shaped(text: str) -> bool:
    """Tell two or three capitalised words without marks, as most names of persons are."""
    words = text.split()
    return 2 <= len(words) <= 3 and all(
        word[0].isupper() and word.replace("-", "").replace("’", "").replace("'", "").isalpha() for word in words
    )
