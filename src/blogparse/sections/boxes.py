"""The boxes at the end of an article: newsletters, donations, authors, other articles."""

import re
from itertools import compress
from typing import Final

from blogparse.letters import TITLE_LIKE
from blogparse.sections.repetition import stems_of
from blogparse.sections.survey import BlockIndex, Survey
from blogparse.text import is_person_shaped

_BOXES: Final = 4  # that may stand below one another
_BOX: Final = 250  # characters of text in a box
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
            if head in {text, first} or not article.is_box(head, text, last, size, total):
                break
            last = head
        while last > first and worth[last - 1] <= 0:
            last -= 1
    return range(first, last)


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
        if (size > _BOX or size > _BOX_SHARE * total) and not self.is_signed(page.keys[head]):
            return False
        if is_middle(page.blocks.texts[text]):
            return False  # a sentence goes on
        words = set(stems_of("\n".join(page.blocks.texts[head:last]).lower()))
        above = self.above(head)
        return sum([word in above for word in words]) <= _BOX_ECHO * (len(words) + 1)


_MAIL: Final = re.compile(r"\w@\w++[.]\w")
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
