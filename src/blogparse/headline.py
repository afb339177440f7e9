"""Find the headline of the post among the lines above and around the article.

A dump prints the headline like a menu entry: a short line among short lines. What tells it apart is where it stands and
what the rest of the page says about it. Every block above the text, and the first of the text, is a candidate; the
evidence is summed by one table, `EVIDENCE`, and the heaviest candidate wins:

* *place*: running text follows, after few other lines; a dateline or a byline stands just below, or a dateline right
  above; blank lines part it from what stands around it;
* *shape*: several words, a Markdown heading; against it: list marks, capitals, a full stop or a colon at its end, the
  look of a person's name over a date;
* *echo*: its words come back in the text below; the whole line comes back in a breadcrumb, a previous-and-next bar, a
  list of recent posts, or quoted in the heading of the thread ("3 thoughts on “TITLE”"); it is a part of the document's
  title, where the dump begins with that, or of a feed's; against it: arrows, a feed of the same name, a breadcrumb, the
  name of the site, one more such line right above (then this one is the standfirst).

Place and shape take a glance, and by them the headline comes under the first few; only those are asked for their echo.

The weights were fitted to pages of many sites in ten renderings and then rounded; no single one decides. It is wrong
where a kicker or a standfirst reads like a headline and nothing echoes either, and on pages that print another
article's teaser with a date above their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs
import regex

from blogparse.layout import Induction
from blogparse.letters import CLOSERS, SHORT, Letters, classify_shape, head_links
from blogparse.lines import HEADING, Lines
from blogparse.paragraphs import Blocks, read_blocks
from blogparse.timestamps import COMBINING
from blogparse.vocabulary import is_unspaced

EVIDENCE: Final[Mapping[str, float]] = {
    # place
    "inside text": -5.3,  # for twenty blocks below the begin of the heaviest text
    "below prose": -3.0,  # a subheading, more often than not
    "dated below": 2.7,  # a dateline or byline right below; less for each line between
    "distance": -1.8,  # five lines or more between the candidate and running text; chrome counts a third
    "below a form": -2.4,  # for comments, which stands below articles
    "below a date": 2.7,  # the line right above is a dateline and no more, as Blogger prints it
    "blank above": 1.1,
    "blank around": 3.1,  # headings stand apart, entries of menus one below the other
    # shape
    "length": 1.2,  # for eight words or more; in proportion
    "length alone": 1.3,  # the same, where the dump has no blank lines
    "long": -1.2,  # more than 110 characters
    "very long": -3.0,  # more than 150: a paragraph, however its words come back
    "note": -3.0,  # "Editor's note: ...": a labelled sentence
    "heading mark": 2.4,
    "list mark": -1.3,
    "full stop": -1.4,
    "running text": -1.3,  # a sentence of some length, or several
    "odd letter": -1.1,  # it looks like something else: a widget's heading, a note, a head of a comment
    "colon at end": -1.2,
    "capitals": -1.3,
    "address": -3.0,  # "example.org", "@ann": the site
    "part of a sentence": -3.0,  # which some renderers give a line for each of its elements
    "person, dated": -2.3,  # two or three capitalised words over a date: who wrote it, not what it is called
    "above a picture": -1.5,  # of a person: the standfirst stands between the headline and the author
    "arrow": -1.5,
    "breadcrumb": -2.5,
    # echo
    "words": 5.6,  # if all longer words come back in the text below; in proportion
    "below a headline": -1.6,  # so do those of the line above: this is the standfirst
    "contained": 2.1,  # in two other lines; one is half as good
    "repeated": 1.0,  # the line stands there once more
    "quoted": 2.1,  # by the heading of the thread
    "part of first line": 3.6,  # "Headline - Site", the document's title; or the titles of its feeds, which name it
    "doubled at top": -3.8,  # twice in a row where the page begins: the site's name and its logo
    "said below": -3.3,  # by running text below the article: the site is, about itself
    "another's feed": -3.3,  # a link in the head of the page has it for its title: the site, or the post before
    "copyright": -1.4,  # the line with the copyright sign names it: the site, or its owner
}
"""What speaks for and against a headline, in units of one score; only their proportions mean something."""

MIN_SCORE: Final = 2.0  # below it more lines are something else than are headlines
_CANDIDATES: Final = frozenset("stpQEWMAKh")
_LEAST_TITLE: Final = 3  # characters
_MAX_TITLE: Final = 250
_LONG_TITLE, _VERY_LONG = 110, 150  # characters: few headlines are longer, hardly any
_FULL_LENGTH: Final = 8  # words
_BESIDE: Final = 0.7  # how near a date stands that is a person's
_TOP: Final = 2  # short lines above which a site says its name; running text, as about cookies, does not count
_HEADLINE_ECHO: Final = 1 / 3  # of the words of a line that could be the headline
_INSIDE: Final = 20  # blocks at the begin of the text that are candidates: a dateline may stand behind the first lines
_RANKED: Final = 20  # candidates whose echo is looked for, at the utmost: by place and shape, headlines come early
_FAR: Final = 5.0  # lines between a headline and its text, those of chrome and menus for a third each
_CHROME: Final = frozenset("DMBhaXVRLTbEHA")
_BELOW: Final = 8  # lines below the text of which a date is asked
_GAP: Final = 16  # lines between a headline and its text: share bars, counters, captions
_HEADLINE: Final = 150  # characters of a list item without a stop that is more likely a headline than a sentence
_BARE: Final = 3  # lines above the first text of a dump without frame
_PARTED: Final = 1.1  # lines for each block: a dump with fewer has no blank lines but by chance
_STANDFIRST: Final = 300  # characters of the one sentence that may stand between headline and dateline
_LEAST_TEXT: Final = 8.0  # an article may be one line
_LEAST_SHARE: Final = 0.1  # of the weight of the heaviest text: lighter texts are teasers, unless there is a date
_SHORT_TEXT: Final = 30  # characters: shorter sentences are slogans and links as often as text
_SITE_NAME_LEAST: Final = 4  # characters: shorter keys are found in any line by chance
_SENTENCE_END: Final = ' ?!.…)"'  # between a headline and the mark behind it: its key has lost them
_ONE_QUOTE: Final = str.maketrans(dict.fromkeys("“”„«»‟", '"') | dict.fromkeys("‘’‚‛", "'"))
_PARTING: Final = frozenset("-–—|:·•«»‹›<>/~(")
_QUOTED_LEAST: Final = 8  # characters
_CONTAINED_LEAST: Final = 10
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

_ECHO_TEXTS: Final = 12  # paragraphs below a headline in which its words come back
_ECHO_SAMPLE: Final = 600  # characters of each
_DOUBT: Final = 1.0  # words that do not come back, in addition: one word alone proves little
_ENDING: Final = 2  # letters of a longer word that may be its inflection
_SYLLABLES: Final = 4  # characters of scripts that part neither words nor syllables: a syllable or two

_WORDS: Final = re.compile(rf"[\w{COMBINING}]{{4,}}+|[가-힣]{{2,3}}")
_OPENING: Final = frozenset("([{,")  # what no sentence ends with
_MIDDLE: Final = frozenset(",;:.!?)’”")  # what no sentence begins with
_QUOTES: Final = frozenset('"“”„«»‹›「」『』')
_FULL_STOPS: Final = frozenset(".…。।۔")
_STOPS: Final = _FULL_STOPS | frozenset("!?:;,！？")
_step = re.compile(r"[»›>/|]").search
_arrow = re.compile(r"[←→«‹<»›>]").search
_DATE: Final = re.compile("[DM]")
_FORM: Final = re.compile(r"F.{0,3}F")  # a link to the form is one line
_ARROW: Final = regex.compile(
    r"""
      \A [«‹←<] [^»›]*+ \Z        # « the post before
    | \A [^«‹]*+ (?<=[»›→>]) \Z  # the post after »
    | [←→]
    | \A \w++ [ ] [›»]            # Next › the post after
    """,
    regex.VERBOSE,
)
_is_address = re.compile(r"(?:[\w-]++[.])++[a-z]{2,6}|[\w.-]*+@[\w.-]++", re.IGNORECASE).fullmatch
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
        if shapes[at] in "sth" and _GLUED.search(texts[at]) is not None:
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
        lines=lines,
        letters=letters,
        blocks=blocks,
        limit=limit,
        end=end,
        keys=keys,
        counts=counts,
        items=items,
        dated=dated,
        prose=prose,
        text_from=text_from,
        worth=worth,
        suffix=suffix,
        heaviest=heaviest,
        best=best,
        heading=lines.keys[heading] if heading >= 0 else "",
        form=form.start() if (form := _FORM.search(shapes)) is not None else -1,
        is_parted=is_parted,
    )


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
        elif total > best and letters[at] in "pt":
            best, first, last = total, start, at + 1
    return range(first, last), best


def _short_worth(text: str) -> float:
    """Return what a short line adds to an article: where a sentence goes on or somebody speaks, it is text as well.

    Some renderers give every element of a sentence a line.
    """
    if text[0].islower() or text[0] in ".,;:)" or (text[-1] in _QUOTES and text.lstrip("-–— ")[:1] in _QUOTES):
        return len(text) * 0.3
    return _SHORT_WORTH


def _worth(letter: str, text: str, *, is_item: bool, is_dated: bool, is_repeated: bool, is_parted: bool) -> float:
    """Return what a block adds to an article: text its length, chrome takes off."""
    if letter == "E":  # a labelled note is text of the article
        letter = classify_shape(text)
        if letter == "s":
            return _ITEM_WORTH if is_item else _short_worth(text)
    if letter in "pt":
        if text[0] == "[" and _FIELD in text:
            return _CHROME_WORTH
        size = len(text)
        is_sentence = _has_full_stop(text)
        if size > _SHORT_TEXT and ((is_repeated and letter == "t") or not (is_sentence or _is_running(text))):
            return _SHORT_WORTH
        if size <= _MAX_TITLE and not is_sentence:
            if is_dated or _is_path(text):
                return _CHROME_WORTH
            if is_item and size <= _HEADLINE and not _is_stopped(text):
                return _ITEM_WORTH  # a list of headlines
        if letter == "p":
            return min(float(size), _TEXT_WORTH)
        if letter == "t" and is_parted and size > SHORT and text[0].isupper() and text[-1].isalnum():
            return _ITEM_WORTH if is_item else _SHORT_WORTH  # a headline, a caption
        return size * (0.15 if is_item else 0.5)
    if letter in "HFO":
        return _BREAK_WORTH
    return _WORTH.get(letter, _CHROME_WORTH)


def _has_full_stop(text: str) -> bool:
    return text[-1] in _FULL_STOPS or (text[-1] in CLOSERS and text.rstrip(CLOSERS)[-1:] in _FULL_STOPS)


def _is_stopped(text: str) -> bool:
    """Tell whether a text ends as sentences and clauses do, or with a remark in brackets."""
    end = text.rstrip(CLOSERS)
    return end[-1:] in _STOPS or ")" in text[len(end) :]


def _is_path(text: str) -> bool:
    return _step(text) is not None and _CRUMB.search(text) is not None


def _is_running(text: str) -> bool:
    """Tell running text by the share of words that begin in lower case, or in a script that has no case."""
    first = [word[0] for word in text[:_GLANCE].split()]
    if sum([letter.islower() for letter in first]) >= 2 * _RUNNING * len(first):
        return True
    first = [word[0] for word in text[:_SAMPLE].split()]
    need = _RUNNING * len(first)
    if sum(map(str.islower, first)) >= need:
        return True
    return sum(letter.isalnum() and not letter.isupper() and not letter.isdigit() for letter in first) >= need


# --- the headline ----------------------------------------------------------------------------------------------------


def find_headline(page: Survey) -> int:
    """Return the block of the post's headline, or -1 where nothing looks enough like one."""
    ranked = sorted([(score, -at) for at, score in place_and_shape(page)], reverse=True)[:_RANKED]
    echo = Echo(page)
    best, best_score = -1, MIN_SCORE
    most = EVIDENCE["words"] + EVIDENCE["contained"]  # what an echo adds at the utmost
    if page.heading:
        most += EVIDENCE["quoted"]
    if echo.parts:
        most += EVIDENCE["part of first line"]
    for score, negated in ranked:
        at = -negated
        if score + most <= best_score:
            break
        score += echo.score(at)
        if score > best_score and echo.is_below_headline(at):
            score += EVIDENCE["below a headline"]
        if score > best_score:
            best, best_score = at, score
    return _whole(page, best) if best >= 0 else best


def _whole(page: Survey, at: int) -> int:
    """Return the first block below that says in full what a block says with an ellipsis for its end."""
    key = page.keys[at]
    if len(key) < _CONTAINED_LEAST or not page.blocks.texts[at].endswith(("…", "...")):
        return at
    for below in range(at + 1, page.limit):
        rest = page.keys[below][len(key) :]
        if rest and page.keys[below].startswith(key) and rest.lstrip()[0].isalnum():
            return below
    return at


def place_and_shape(page: Survey) -> Iterator[tuple[int, float]]:
    """Yield the candidates: the blocks above the text, and those at its begin, each with what a glance at it shows."""
    weights = EVIDENCE
    blocks, items, prose, dated, counts, keys = page.blocks, page.items, page.prose, page.dated, page.counts, page.keys
    letters, texts, firsts, stops, markers = blocks.letters, blocks.texts, blocks.firsts, blocks.stops, blocks.markers
    suffix, text_from, dates = page.suffix, page.text_from, page.letters.dates
    begin = page.heaviest.start
    least = max(_LEAST_TEXT, _LEAST_SHARE * page.best)
    is_bare = page.text_from[0] <= _BARE
    for at in range(min(begin + _INSIDE, page.limit)):
        letter, text = letters[at], texts[at]
        size = len(text)
        if letter not in _CANDIDATES or not _LEAST_TITLE <= size <= _MAX_TITLE:
            continue
        if items[at] and items[at - 1] and items[at + 1]:
            continue  # an entry of a menu
        if text[0] == "[" and text[-1] == "]":
            continue  # a picture, a button
        if not text[0].isalnum() and _is_in_list(texts, at):
            continue
        if firsts[at] in dates and dates[firsts[at]].has_time:
            continue  # a dateline
        is_prose = prose[at]
        is_below_prose = at > 0 and prose[at - 1]
        if is_prose and is_below_prose and not (keys[at] and keys[at - 1].endswith(keys[at])):
            continue  # one more paragraph, and not the headline below the path to it
        below = suffix[at + 1 : min(at + _GAP, page.limit, text_from[at + 1] + 1)]
        if (not below or max(below) < least) and True not in dated[at + 1 : at + 3]:
            continue
        # place
        score = weights["distance"] * _distance(page, at)
        if at > begin:
            score += weights["inside text"] * (at - begin) / _INSIDE
        if is_below_prose:
            score += weights["below prose"]
        if 0 <= page.form < at:
            score += weights["below a form"]
        if near := _dated_below(page, at):
            score += weights["dated below"] * near
            if near > _BESIDE and is_person_shaped(text):
                score += weights["person, dated"]
        if at and letters[at - 1] == "D":
            score += weights["below a date"]
        # shape
        length = min(text.count(" ") + 1, _FULL_LENGTH) / _FULL_LENGTH
        score += weights["length"] * length
        if not page.is_parted and not is_bare:
            score += weights["length alone"] * length
        elif at == 0 or firsts[at] > stops[at - 1]:
            score += weights["blank above"]
            if at + 1 == len(letters) or firsts[at + 1] > stops[at]:
                score += weights["blank around"]
        if items[at]:
            score += weights["list mark"]
        elif markers[at]:
            score += weights["heading mark"]
        if size > _LONG_TITLE:
            score += weights["long" if size <= _VERY_LONG else "very long"]
        if letter == "E" and size > SHORT:
            score += weights["note"]
        if is_prose:
            score += weights["running text"]
        elif letter not in "stp":
            score += weights["odd letter"]
        if text[-1] in ".。" and not text.endswith(".."):
            score += weights["full stop"]
        elif text[-1] in ":：":
            score += weights["colon at end"]
        if text.isupper():
            score += weights["capitals"]
        if " " not in text and _is_address(text):
            score += weights["address"]
        if _is_part_of_sentence(page, at):
            score += weights["part of a sentence"]
        if counts[keys[at]] > 1:
            score += weights["repeated"]
        yield at, score


def _is_in_list(texts: Sequence[str], at: int) -> bool:
    """Tell an entry of a list whose marks were typed: the line above or below begins with the same sign."""
    near = (texts[at - 1] if at else "", *texts[at + 1 : at + 2])
    return any(other.startswith(texts[at][0]) and other != texts[at] for other in near)


def _is_part_of_sentence(page: Survey, at: int) -> bool:
    """Tell what a sentence is broken into: the line begins or ends in the middle of it, or the one right below does."""
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
    """Tell a text that begins with what ends words and clauses."""
    return text[0] in _MIDDLE and not text.startswith("...")


def _dated_below(page: Survey, at: int) -> float:
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


def _distance(page: Survey, at: int) -> float:
    """Return how many lines stand between a candidate and running text: 1.0 for `_FAR` or more."""
    letters, prose, items = page.blocks.letters, page.prose, page.items
    distance = 0.0
    for below in range(at + 1, len(letters)):
        if prose[below]:
            break
        distance += 0.3 if letters[below] in _CHROME or items[below] else 1.0
        if distance >= _FAR:
            return 1.0
    return distance / _FAR


class Echo:
    """What the rest of a page says about its candidates; looked for few of them, as it takes searches."""

    def __init__(self, page: Survey) -> None:
        self.page = page
        self.keys = "\n".join([*page.keys[: page.limit], *page.keys[page.end :]])
        owned = zip(page.keys, page.blocks.texts, strict=True) if "©" in page.lines.text else ()
        self.copyright = "\n".join([key for key, text in owned if "©" in text])
        self.said_below = "\n".join(
            [page.blocks.texts[at] for at in range(page.heaviest.stop, page.limit) if page.prose[at]]
        ).lower()
        links = head_links(page.lines)
        self.links = "\n".join(page.lines.texts[links.start : links.stop]).casefold()
        self.parts = set[str]()
        if page.keys:
            keys = page.keys[1 : page.limit]
            self.parts = _listed(self.links, keys) if page.is_parted else _parts(page.keys[0], keys)
        short = [at for at, letter in enumerate(page.blocks.letters[: page.limit]) if letter in "st"]
        self.top = short[_TOP] if len(short) > _TOP else page.limit
        self.below: dict[int, str] = {}
        self.lowered: dict[int, str] = {}

    def score(self, at: int) -> float:
        """Return what the rest of the page says for and against a candidate."""
        page, weights = self.page, EVIDENCE
        blocks, keys = page.blocks, page.keys
        text, key = blocks.texts[at], keys[at]
        score = weights["words"] * self.shared_words(at, at) + weights["contained"] * self.contained(key)
        if page.heading and len(key) >= _QUOTED_LEAST and key in page.heading:
            score += weights["quoted"]
        if at and key in self.parts:
            score += weights["part of first line"]
        if self.links and _is_listed_alone(self.links, key):
            score += weights["another's feed"]
        if len(key) >= _SITE_NAME_LEAST:
            if key in self.copyright:
                score += weights["copyright"]
            if key in self.said_below:
                score += weights["said below"]
        if at <= self.top and key in (keys[at - 1] if at else "", *keys[at + 1 : at + 2]):
            score += weights["doubled at top"]
        if at + 1 < len(keys) and blocks.letters[at + 1] == "a":
            score += weights["above a picture"]
        if is_arrow(text):
            score += weights["arrow"]
        if _is_path(text) or _ends_with_line_below(page, at):
            score += weights["breadcrumb"]
        return score

    def is_below_headline(self, at: int) -> bool:
        """Tell a standfirst by the line above it, which could be the headline of the text below both.

        A line that stands there twice is the site's name, one that says the same and more, "Headline - A tip", an echo.
        """
        page, above = self.page, at - 1
        if (
            at <= 1
            or page.keys[at] in _parts(page.keys[above], page.keys[at : at + 1])
            or page.keys[above] == page.keys[above - 1]
            or page.items[above]
            or page.blocks.letters[above] not in "stp"
        ):
            return False
        return 2 <= page.blocks.texts[above].count(" ") < 25 and self.shared_words(above, at) >= _HEADLINE_ECHO

    def shared_words(self, at: int, above: int) -> float:
        """Return the share of a block's longer words that come back in the text below block `above`."""
        words = set(stems_of(self.page.blocks.texts[at].lower()))
        if not words:
            return 0.0
        text = self.text_below(above)
        return sum([word in text for word in words]) / (len(words) + _DOUBT)

    def text_below(self, at: int) -> str:
        """Return the first paragraphs below a block, in lower case."""
        page = self.page
        first = page.text_from[at + 1]
        if first not in self.below:
            near: list[str] = []
            below = first
            while below < page.limit and len(near) < _ECHO_TEXTS:
                if below not in self.lowered:
                    self.lowered[below] = page.blocks.texts[below][:_ECHO_SAMPLE].lower()
                near.append(self.lowered[below])
                below = page.text_from[below + 1]
            self.below[first] = "\n".join(near)
        return self.below[first]

    def contained(self, key: str) -> float:
        """Return how many other lines contain a candidate: 1.0 for two or more."""
        if len(key) < _CONTAINED_LEAST or (key.count(" ") < 2 and not is_unspaced(key)):
            return 0.0
        return min(self.keys.count(key) - self.page.counts.get(key, 0), 2) / 2


def _parts(first: str, keys: Sequence[str]) -> set[str]:
    """Return the keys that are the first line, or that a mark between a headline and a site parts from the rest of it.

    Pages have other quotation marks in their first line, which is the document's title, than in their headline.
    """
    found = set()
    first = _plain(first)
    for key in keys:
        if not _SITE_NAME_LEAST <= len(key) <= len(first) + 2:
            continue
        plain = _plain(key)
        if first.startswith(plain):
            rest = first[len(plain) :].lstrip(_SENTENCE_END)
            if not rest or rest[0] in _PARTING:
                found.add(key)
        elif first.endswith(plain) and first[: -len(plain)].rstrip()[-1] in _PARTING:
            found.add(key)
    return found


def _listed(links: str, keys: Sequence[str]) -> set[str]:
    """Return the keys that the links of the page's head name once, behind the site: "Site » Headline Comments Feed"."""
    links = " ".join(links.split())
    return {key for key in keys if len(key) >= _CONTAINED_LEAST and links.count(key) == 1 and f"» {key}" in links}


def _is_listed_alone(links: str, key: str) -> bool:
    """Tell what a link of the page's head has for its title, and no more: "Link: Site (alternate)", "#Site » Feed"."""
    return f"link: {key} (" in links or links.startswith((f"#{key} »", f"#{key} - ", f"#{key} alternate"))


def _plain(key: str) -> str:
    """Return a key with one kind of quotation marks and of ellipsis."""
    return key if key.isascii() and "..." not in key else key.translate(_ONE_QUOTE).replace("...", "…")


def stems_of(text: str) -> list[str]:
    """Return the longer words of a text without their last letters, and pieces where a script parts no words."""
    stems = []
    for word in _WORDS.findall(text):
        if is_unspaced(word):
            stems += [word[at : at + 2] for at in range(len(word) - 1)]
        elif "\u0e00" <= word[0] < "\u1100":  # Thai and its neighbours
            stems += [word[at : at + _SYLLABLES] for at in range(len(word) - _SYLLABLES + 1)]
        else:
            stems.append(word[: max(4, len(word) - _ENDING)])
    return stems


def _ends_with_line_below(page: Survey, at: int) -> bool:
    """Tell a path whose last step is the headline below it: "HomeTravelA week in Rome"."""
    key = page.keys[at]
    return any(len(below) >= 8 and key != below and key.endswith(below) for below in page.keys[at + 1 : at + 4])


def is_arrow(text: str) -> bool:
    """Tell a link to the post before or after by its arrow."""
    return len(text) <= _MAX_TITLE and _arrow(text) is not None and _ARROW.search(text) is not None


def is_person_shaped(text: str) -> bool:
    """Tell two or three capitalised words without marks, as most names of persons are."""
    if not 1 <= text.count(" ") <= 2:
        return False
    words = text.split()
    return 2 <= len(words) <= 3 and all(
        word[0].isupper() and word.replace("-", "").replace("’", "").replace("'", "").isalpha() for word in words
    )
