"""The article: the running text below the headline, to where it weighs most, without the boxes at its end."""

from collections.abc import Iterable
from itertools import compress, pairwise
from typing import Final

import regex

from blogparse.letters import ARTICLE_BREAKS, TEXT_LIKE, TITLE_LIKE
from blogparse.sections.repetition import stems_of
from blogparse.sections.survey import BlockIndex, Survey
from blogparse.text import CLOSERS, is_arrow, is_person_shaped, late_pattern, late_regex

_REACH: Final = 24  # blocks between a headline and its text
_MORE: Final = 0.5  # of its weight: an article goes on below a long list where this much more follows
_DROP: Final = 260.0  # weight of what ends an article: a comments heading, a form, a menu of sixteen lines
_LIST: Final = 30.0  # weight that short lines in a row take off where text stands below: what two do


def find_article(page: Survey, headline: BlockIndex) -> range:
    """Return the blocks of the article: the text below the headline, or the page's heaviest text where there is none.

    The text begins below the last dateline, byline or link that stands between headline and running text. It ends
    where it weighs most, before more chrome than articles have inside. A post of a line or two is not running text:
    where only the text below a form would be, it is what stands right below its headline.
    """
    if headline < 0:
        return page.heaviest
    stop = min(headline + 1 + _REACH, page.limit)
    first = next(
        (
            at
            for at in range(headline + 1, stop)
            if page.prose[at] and not is_credited(page.blocks.texts[at]) and not _is_about_author(page, headline, at)
        ),
        -1,
    )
    if first < 0:
        between = page.blocks.letters[headline + 1 : max(page.heaviest.start, 0)]
        if page.heaviest.start > headline and _BREAKS.isdisjoint(between):
            return page.heaviest
        first = next((at for at in range(headline + 1, stop) if page.worth[at] > 0), headline + 1)
    first = _begin(page, headline, first)
    return without_boxes(page, headline, first, _end(page, headline, first))


def _begin(page: Survey, headline: BlockIndex, first: int) -> int:
    """Return where the article begins: above its first running text, with greetings and sentences that go on in it."""
    texts = page.blocks.texts
    begin = first
    for at in range(first - 1, headline, -1):
        if page.blocks.letters[at] in _FURNITURE or page.dated[at] or page.items[at] or page.prose[at]:
            break  # prose up there is a caption or about the author
        if at and page.blocks.letters[at - 1] == "c":
            break  # the name below a lone "by"
        is_broken = begin == at + 1 and (is_middle(texts[begin]) or (begin < first and not page.is_parted))
        if is_broken or texts[at].rstrip(CLOSERS)[-1:] in OPENING_ENDS:
            begin = at
    return begin


def _end(page: Survey, headline: BlockIndex, first: int) -> int:
    """Return the block behind the article's last: where it weighs most, before too much chrome.

    Short lines in a row take off no more than two do, once running text stands below them: a list may be long.
    """
    letters, worth, suffix = page.blocks.letters, page.worth, page.suffix
    total = best = most = listed = spared = 0.0
    last = sure = first
    echo = _Topic(page, first)
    others = find_teasers(page, first)
    for at in range(first, page.limit):
        letter, weight = letters[at], _TEASER if at in others else worth[at]
        rest = suffix[at + 1]
        if at >= sure and best > 0:
            share = _REST_BREAK if letter in _BREAKS else _REST_BOX if _heads_box(page, at) else _REST
            is_cut = rest <= share * best and _may_end(page, headline, first, at)
            lost = best - total - weight
            if is_cut or (lost > _DROP and rest < lost + _MORE * best):  # more short lines than text makes up for
                sure = echo.goes_on(at, last, _TOPIC_SHARE if is_cut else _LIST_SHARE)
                if not sure:
                    break
                best = min(best, total)
                most = min(most, total + spared)
        if weight < 0 and letter in TITLE_LIKE and not page.dated[at]:
            listed -= weight
            spared += min(max(listed - _LIST, 0.0), -weight)
        else:
            listed = 0.0
        total += weight
        if weight > 0 and letter in "ptsE":
            best = max(best, total)
            if total + spared >= most and (total >= best or letter == "p" or at == last):
                most, last = total + spared, at + 1
    return last


_TEASER: Final = -16.0  # weight of the begin of another post
_TEASERS: Final = 3  # blocks from one to the next
_CUTS: Final = ("…", "...")  # where a site cuts a text short
_BRACKETS: Final = "])} "
_CUT_ENDS: Final = frozenset("….])}")
_NO_TITLE: Final = frozenset(".…。:：;,")  # what titles do not end with


def find_teasers(page: Survey, first: int) -> set[int]:
    """Return the texts that are cut short, each below a title, where several stand near one another: of other posts."""
    letters, texts = page.blocks.letters, page.blocks.texts
    found = [
        at
        for at in range(first + 1, page.limit)
        if texts[at][-1] in _CUT_ENDS
        and letters[at] in TEXT_LIKE
        and letters[at - 1] in TITLE_LIKE
        and texts[at].rstrip(_BRACKETS).endswith(_CUTS)
        and texts[at - 1][-1] not in _NO_TITLE
    ]
    return {at for pair in pairwise(found) if pair[1] - pair[0] <= _TEASERS for at in pair}


OPENING_ENDS: Final = frozenset(".!?…。！？।؟۔,，、:：;")  # of sentences and greetings


def _is_about_author(page: Survey, headline: BlockIndex, at: int) -> bool:
    """True for the box about the author above the text: it begins with the name that stands alone above it."""
    text = page.blocks.texts[at].casefold()
    return any(
        page.blocks.letters[above] == "s" and " " in page.keys[above] and text.startswith(page.keys[above] + " ")
        for above in range(headline + 1, at)
    )


_TOPIC_WORDS: Final = late_pattern(r"\w{5,}+")  # shorter words are the language's more than the article's
_TOPIC_TEXTS: Final = 5  # paragraphs that show what the text below is about
_TOPIC_SAMPLE: Final = 250  # characters of each
_TOPIC_LEAST: Final = 3  # paragraphs: one or two may be about the author, or a teaser
_TOPIC_SHARE: Final = 0.42  # of their words are the article's: in articles 0.55 on average, below them 0.3 at most
_LIST_SHARE: Final = 0.3  # and so little is enough where nothing but a long list or program has ended the text
_TOPIC_REACH: Final = 60  # blocks: a long list or program stands between them and the article at the utmost


class _Topic:
    """The words of the article so far, by which text below chrome is told to be the article's as well."""

    def __init__(self, page: Survey, first: int) -> None:
        self.page = page
        self.upto = first
        self.words: set[str] = set()

    def goes_on(self, at: int, last: int, share: float) -> int:
        """Return the block up to which text below block `at` is about the article's own subject; 0 where it is not."""
        page = self.page
        near: list[int] = []
        for below in range(at, min(at + _TOPIC_REACH, page.limit)):
            if page.blocks.letters[below] in _BREAKS:
                break
            if page.prose[below] and (not page.keys[below] or page.counts[page.keys[below]] < 2):
                near.append(below)
                if len(near) == _TOPIC_TEXTS:
                    break
        if len(near) < _TOPIC_LEAST:
            return 0
        self.words.update(self.words_of(range(self.upto, last)))
        self.upto = max(self.upto, last)
        words = set(self.words_of(near))
        return near[-1] + 1 if words and len(words & self.words) >= share * len(words) else 0

    def words_of(self, blocks: Iterable[int]) -> list[str]:
        texts = self.page.blocks.texts
        return _TOPIC_WORDS.findall("\n".join([texts[at][:_TOPIC_SAMPLE] for at in blocks]).lower())


_COLONS: Final = frozenset(":：")  # behind a step of a list, which the text below takes up as one does a name
_FURNITURE: Final = frozenset("DMBhHaXVRLTbWFOKyc")
_ENDS: Final = frozenset("WLXRGFHODMBb")
_BREAKS: Final = frozenset(ARTICLE_BREAKS)
_REST_BREAK: Final = 5.0  # where it is a comments heading or a form
_REST_BOX: Final = 0.6  # where it heads a list of titles
_REST: Final = 0.35  # of the article's weight: where more follows, the line is chrome inside the article


def _heads_box(page: Survey, at: int) -> bool:
    """True for the heading of a box with titles, such as "Related posts", not one over a title with text below."""
    if page.blocks.letters[at] != "W" and page.blocks.firsts[at] not in page.letters.box_heads:
        return False
    below = range(at + 1, min(at + 3, len(page.blocks)))
    return not any(page.prose[near] or is_middle(page.blocks.texts[near]) for near in below)


def _may_end(page: Survey, headline: BlockIndex, first: int, at: int) -> bool:
    """True if a block looks like what stands below articles: links, labels, a dateline, the box of the author."""
    letter, text, key = page.blocks.letters[at], page.blocks.texts[at], page.keys[at]
    if letter in _ENDS or is_arrow(text) or page.blocks.firsts[at] in page.letters.box_heads:
        return True
    is_person = is_person_shaped(text)
    if is_person and key in authors_around(page, headline, first):
        return True
    if letter != "s" or len(key) < 3 or text[-1] in _COLONS:
        return False
    below = page.blocks.texts[at + 1] if at + 1 < len(page.blocks) else ""
    name = key.split()[0] if is_person else key
    return below[: len(name) + 4].casefold().startswith(name + " ")


MAX_CAPTION: Final = 220  # characters of a caption with its credits
CREDITS: Final = 60  # characters that a caption may have more than the alternative text of its picture
_CREDITED: Final = late_regex(
    r"""
    [.!?…。|(/–—] \s*+
    \p{L}{3,12} \s?+ : \s?+                                  # "Photo:"
    (?: \p{Lu}[\p{L}\p{N}.'’-]*+ | \p{Ll}{1,4} | [/,&] )       # a name, "for" a paper
    (?: [ ,/]+ (?: \p{Lu}[\p{L}\p{N}.'’-]*+ | \p{Ll}{1,4} | [/,&] ) ){0,6}
    [.)\s]*+ \Z
    """,
    regex.VERBOSE,
)


def is_credited(text: str) -> bool:
    """True for a caption by the credits at its end: "The quay at noon. Photo: Ann Lee"."""
    return len(text) <= MAX_CAPTION and _CREDITED.search(text, max(len(text) - CREDITS, 0)) is not None


_BOXES: Final = 4  # that may stand below one another
_BOX: Final = 250  # characters of text in a box
_BOX_DENSE: Final = 100  # and where no white space parts it from the text
_BOX_SHARE: Final = 0.15  # of the article's text
_BOX_SIGNED: Final = 600  # and so much under the name of the author
_SHARE_SIGNED: Final = 0.35
_BOX_ECHO: Final = 0.45  # of the words of a box are the article's: then it is its last section


def without_boxes(page: Survey, headline: BlockIndex, first: int, last: int) -> range:
    """Return the article without the boxes at its end.

    That is what newsletters, donations, authors, sponsors and other articles get, in any language: a line or two, and
    below it a little text about something else; or a last paragraph that names the site or an address for mail.
    """
    worth = page.worth
    sizes = [
        len(text) if weight > 0 else 0
        for text, weight in zip(page.blocks.texts[first:last], worth[first:last], strict=True)
    ]
    total = sum(sizes)
    if 2 * sum(compress(sizes, page.prose[first:last])) <= total:
        return range(first, last)  # a poem, a list
    article = _ArticleText(page, headline, first, last)
    for _ in range(_BOXES):
        head = last - 1
        if page.prose[head] and sizes[head - first] <= _BOX_SHARE * total and article.is_appeal(head):
            last = head
        else:
            size = 0
            head = last
            while head > first and size <= _BOX_SIGNED and worth[head - 1] > 0:  # the text of the box
                head -= 1
                size += sizes[head - first]
            text = head
            while head > first and worth[head - 1] <= 0:  # the lines above it
                head -= 1
            while head < text and not _opens_box(page, head):
                head += 1
            if head in {text, first} or not article.is_box(head, text, last, size, total):
                break
            last = head
        while last > first and worth[last - 1] <= 0:
            last -= 1
    return range(first, last)


def _opens_box(page: Survey, at: int) -> bool:
    """Return whether a box may begin: white space parts it from the text above, and no sentence goes on in it."""
    blocks = page.blocks
    is_apart = not page.is_parted or blocks.firsts[at] > blocks.stops[at - 1]
    return is_apart and not is_middle(blocks.texts[at])


class _ArticleText:
    """The text of an article, by which the boxes at its end are told; looked into only where there may be one."""

    def __init__(self, page: Survey, headline: BlockIndex, first: int, last: int) -> None:
        self.page = page
        self.headline = headline
        self.first = first
        self.last = last
        self.authors: str | None = None
        self.lowered: list[str] = []
        self.sites: list[str] | None = None

    def above(self, at: int) -> str:
        """Return the article above a block, in lower case."""
        if not self.lowered:
            self.lowered = "\0".join(self.page.blocks.texts[self.first : self.last]).lower().split("\0")
        return "\n".join(self.lowered[: at - self.first])

    def is_appeal(self, at: int) -> bool:
        """True for a paragraph with an address for mail, or that names the site, which the text above hardly does."""
        text = self.page.blocks.texts[at]
        if _MAIL.search(text) is not None:
            return True
        if self.sites is None:
            self.sites = _site_names(self.page, self.headline, self.first)
        lowered = text.lower()
        return any(site in lowered and self.above(at).count(site) <= 1 for site in self.sites)

    def is_signed(self, key: str) -> bool:
        """True for the name of the author."""
        if self.authors is None:
            self.authors = authors_around(self.page, self.headline, self.first)
        return key != "" and key in self.authors

    def is_box(self, head: int, text: int, last: int, size: int, total: int) -> bool:
        """True for a box: little text, `size` of `total` characters, below lines from `head` on, on other topics."""
        page = self.page
        if size > _BOX_SIGNED or size > _SHARE_SIGNED * total:
            return False
        most = _BOX if page.is_parted else _BOX_DENSE
        if (size > most or size > _BOX_SHARE * total) and not self.is_signed(page.keys[head]):
            return False
        if is_middle(page.blocks.texts[text]):
            return False  # a sentence goes on
        words = set(stems_of("\n".join(page.blocks.texts[head:last]).lower()))
        above = self.above(head)
        return sum([word in above for word in words]) <= _BOX_ECHO * (len(words) + 1)


_MAIL: Final = late_pattern(r"\w@\w++[.]\w")
_SITE_LINES: Final = 4  # at the top of a page, in which the site says its name
_SITE_LEAST: Final = 5  # characters of it
_SITE_MOST: Final = 40


def _site_names(page: Survey, headline: BlockIndex, first: int) -> list[str]:
    """Return the keys of the lines at the top of a page that may be the site's name: two words, or said again."""
    return [
        page.keys[at]
        for at in range(min(_SITE_LINES, first))
        if at != headline
        and _SITE_LEAST <= len(page.keys[at]) <= _SITE_MOST
        and page.blocks.letters[at] in TITLE_LIKE
        and not page.items[at]
        and not page.dated[at]
        and page.keys[at] != page.keys[headline]
        and (" " in page.keys[at] or page.counts[page.keys[at]] > 1)
    ]


_MIDDLE: Final = frozenset(",;:.!?)…’”")  # what no sentence begins with


def is_middle(text: str) -> bool:
    """True for a text that begins in the middle of a sentence."""
    return text[0].islower() or text[0] in _MIDDLE


_AUTHOR_ABOVE: Final = 3  # blocks above a headline in which its author may stand


def authors_around(page: Survey, headline: BlockIndex, first: int) -> str:
    """Return the keys of the lines around a headline that have a date or a byline, and of names alone below it."""
    return "\n".join(
        page.keys[at]
        for at in range(max(headline - _AUTHOR_ABOVE, 0), first)
        if page.dated[at]
        or page.blocks.letters[at] == "B"
        or (at > headline and is_person_shaped(page.blocks.texts[at]))
    )
