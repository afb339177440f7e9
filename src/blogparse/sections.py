"""The tokenizer: which lines are header, byline, editor's note, body, footer and comments.

Ordered rules look at the letters and vote, each for some lines, with a weight and a reason; one arbiter gives every
line to the heaviest vote and makes the tiling, so that no rule can break it. The rules rest on place and shape:

* the thread is where the layout induction found it, from its heading on;
* the article is the running text below the headline (`headline` finds that), to where it weighs most: text adds its
  length (shallow text features: length, punctuation, list marks), chrome takes off; a link, a label, a dateline or the
  author's name with little text behind it ends it, and so does a long list, unless the text behind goes on about the
  same things: its longer words are the article's. Without a headline it is the heaviest run of text on the page;
* it begins with text: captions, share bars and names that stand right above are the frame's. It ends above the boxes
  that newsletters, donations, authors and other articles get: a line or two, and a little text about something else;
* inside the article, what a picture says twice (its alternative text and its caption), captions that end in credits, a
  list of the article's own headings and a dateline that repeats the one above are chrome, as share bars are;
* byline, note and topics are lines with their letters, near either end of the article;
* what stands above the article is header, what stands below it is footer.

It is wrong where the last lines of an article and what follows them look alike: an appeal in plain sentences, without a
line above it that parts it from the text.
Whether text goes on about the same things is not asked in scripts that part no words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from typing import Final, NamedTuple

import attrs
import regex

from blogparse.headline import Survey, find_headline, is_arrow, is_person_shaped, stems_of, survey
from blogparse.layout import Induction
from blogparse.letters import CLOSERS, Letters
from blogparse.lines import Lines
from blogparse.paragraphs import end_of_line
from blogparse.records import Section, SectionKind
from blogparse.spans import Span
from blogparse.timestamps import TimestampMatch
from blogparse.vocabulary import Role, line_key


class Vote(NamedTuple):
    """A rule's claim on the lines ``[first, last)``."""

    kind: SectionKind
    first: int
    last: int
    weight: int
    reason: str


@attrs.frozen(slots=True, eq=False)
class Page:
    """What the rules look at. `article` is the range of lines that holds the body, empty where there is none.

    `thread` are the lines of the thread, from its heading on where that stands below the article. `found` are the
    blocks of the dump with what was seen of them, `body` those of the article.
    """

    lines: Lines
    letters: Letters
    found: Survey
    body: range
    article: range
    title: range
    thread: range
    wrap: int | None = None


@attrs.frozen(slots=True, eq=False)
class Sectioning:
    """The sections of a dump and, for each line, its kind and the reason for it."""

    sections: tuple[Section, ...]
    kinds: Sequence[SectionKind]
    reasons: Sequence[str]
    article: range
    thread: range
    title: range


BYLINE_REACH: Final = 14  # lines around the article in which a byline or a note is the article's own


def tokenize_lines(lines: Lines, letters: Letters, induction: Induction | None, wrap: int | None) -> Sectioning:
    """Return the tiling of the dump. The sections, in order, cover every character once."""
    found = survey(lines, letters, induction, wrap)
    headline = find_headline(found)
    article = find_article(found, headline)
    blocks = found.blocks
    rows = range(blocks.firsts[article.start], blocks.stops[article.stop - 1]) if article else range(0)
    title = range(blocks.firsts[headline], blocks.stops[headline]) if headline >= 0 else range(0)
    thread = _thread(lines, induction, rows)
    page = Page(lines, letters, found, article, rows, title, thread, wrap)
    return _arbitrate(page, [vote for rule in RULES for vote in rule(page)])


def _thread(lines: Lines, induction: Induction | None, article: range) -> range:
    if induction is None:
        return range(len(lines), len(lines))
    first, last = induction.records[0].start, induction.records[-1].end
    return range(induction.heading if induction.heading >= max(article.stop, 0) else first, last)


def _arbitrate(page: Page, votes: list[Vote]) -> Sectioning:
    """Give every line to the heaviest vote, and blank lines to what stands above them; then make the tiling."""
    size = len(page.lines)
    letters, lone = page.letters.letters, page.lines.lone
    kinds = [SectionKind.HEADER] * size
    reasons = [""] * size
    votes.sort(key=lambda vote: vote.weight)
    edges = {0}
    for vote in votes:
        first, last = vote.first, min(vote.last, size)
        kinds[first:last] = [vote.kind] * (last - first)
        reasons[first:last] = [vote.reason] * (last - first)
        edges.update((first, last))
    starts = [0]
    for edge in sorted(edges):
        row = edge
        while 0 < row < size and letters[row] == "_" and row not in lone:
            kinds[row], reasons[row] = kinds[row - 1], reasons[row - 1]
            row += 1
        if starts[-1] < row < size and kinds[row] is not kinds[row - 1]:
            starts.append(row)
    offsets = [page.lines.starts[row] for row in starts] + [page.lines.ends[-1]]
    sections = [
        Section(kinds[row], Span(start, end))
        for row, start, end in zip(starts, offsets[:-1], offsets[1:], strict=True)
        if start < end
    ]
    return Sectioning(tuple(sections), kinds, reasons, page.article, page.thread, page.title)


# --- the article -----------------------------------------------------------------------------------------------------

_REACH: Final = 24  # blocks between a headline and its text
_MORE: Final = 0.5  # of its weight: an article goes on below a long list where this much more follows
_DROP: Final = 260.0  # weight of what ends an article: a comments heading, a form, a menu of sixteen lines


def find_article(page: Survey, headline: int) -> range:
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
    return _without_boxes(page, headline, first, _end(page, headline, first))


def _begin(page: Survey, headline: int, first: int) -> int:
    """Return where the article begins whose first running text is block `first`.

    Short lines above it are captions, share bars, names; those are the article's that end as sentences and greetings
    do, and those whose sentence goes on below, as renderers with a line for every element have them.
    """
    texts = page.blocks.texts
    begin = first
    for at in range(first - 1, headline, -1):
        if page.blocks.letters[at] in _FRAME or page.dated[at] or page.items[at]:
            break
        if at and page.blocks.letters[at - 1] == "c":
            break  # the name below a lone "by"
        is_broken = begin == at + 1 and (_is_middle(texts[begin]) or (begin < first and not page.is_parted))
        if is_broken or texts[at].rstrip(CLOSERS)[-1:] in _OPENING_ENDS:
            begin = at
    return begin


def _end(page: Survey, headline: int, first: int) -> int:
    """Return the block behind the article's last: where it weighs most, before too much chrome."""
    letters, worth, suffix = page.blocks.letters, page.worth, page.suffix
    total = best = 0.0
    last = sure = first
    echo = _Echo(page, first)
    for at in range(first, page.limit):
        letter = letters[at]
        rest = suffix[at + 1]
        if letter == "F" and rest <= _FORM_REST * best and _is_form(page, at):
            break
        if at >= sure and best > 0:
            share = _REST_BREAK if letter in _BREAKS else _REST_BOX if _heads_box(page, at) else _REST
            is_cut = rest <= share * best and _may_end(page, headline, first, at)
            lost = best - total - worth[at]
            if is_cut or (lost > _DROP and rest < lost + _MORE * best):  # more short lines than text makes up for
                sure = echo.goes_on(at, last, _TOPIC_SHARE if is_cut else _LIST_SHARE)
                if not sure:
                    break
                best = min(best, total)
        total += worth[at]
        if total >= best and letter in "ptsE":
            best, last = total, at + 1
    return last


_BOXES: Final = 4  # that may stand below one another
_BOX: Final = 250  # characters of text in a box
_BOX_SHARE: Final = 0.15  # of the article's text
_BOX_SIGNED: Final = 600  # and so much under the name of the author
_SHARE_SIGNED: Final = 0.35
_BOX_ECHO: Final = 0.45  # of the words of a box are the article's: then it is its last section


def _without_boxes(page: Survey, headline: int, first: int, last: int) -> range:
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
    article = _Text(page, headline, first, last)
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


class _Text:
    """The text of an article, by which the boxes at its end are told; looked into only where there may be one."""

    def __init__(self, page: Survey, headline: int, first: int, last: int) -> None:
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
        """Tell a paragraph with an address for mail, or that names the site, which the text above hardly does."""
        text = self.page.blocks.texts[at]
        if _MAIL.search(text) is not None:
            return True
        if self.sites is None:
            self.sites = _site_names(self.page, self.headline, self.first)
        lowered = text.lower()
        return any(site in lowered and self.above(at).count(site) <= 1 for site in self.sites)

    def is_signed(self, key: str) -> bool:
        """Tell the name of the author."""
        if self.authors is None:
            self.authors = _authors(self.page, self.headline, self.first)
        return key != "" and key in self.authors

    def is_box(self, head: int, text: int, last: int, size: int, total: int) -> bool:
        """Tell a box: little text, `size` of `total` characters, under the lines from `head` on, about other things."""
        page = self.page
        if size > _BOX_SIGNED or size > _SHARE_SIGNED * total:
            return False
        if (size > _BOX or size > _BOX_SHARE * total) and not self.is_signed(page.keys[head]):
            return False
        if _is_middle(page.blocks.texts[text]):
            return False  # a sentence goes on
        words = set(stems_of("\n".join(page.blocks.texts[head:last]).lower()))
        above = self.above(head)
        return sum([word in above for word in words]) <= _BOX_ECHO * (len(words) + 1)


_MAIL: Final = re.compile(r"\w@\w++[.]\w")
_SITE_LINES: Final = 4  # at the top of a page, in which the site says its name
_SITE_LEAST: Final = 5  # characters of it
_SITE_MOST: Final = 40


def _site_names(page: Survey, headline: int, first: int) -> list[str]:
    """Return the keys of the lines at the top of a page that may be the site's name: two words, or said again."""
    return [
        page.keys[at]
        for at in range(min(_SITE_LINES, first))
        if at != headline
        and _SITE_LEAST <= len(page.keys[at]) <= _SITE_MOST
        and page.blocks.letters[at] in "st"
        and not page.items[at]
        and not page.dated[at]
        and page.keys[at] != page.keys[headline]
        and (" " in page.keys[at] or page.counts[page.keys[at]] > 1)
    ]


_MIDDLE: Final = frozenset(",;:.!?)…’”")  # what no sentence begins with


def _is_middle(text: str) -> bool:
    """Tell a text that begins in the middle of a sentence."""
    return text[0].islower() or text[0] in _MIDDLE


_OPENING_ENDS: Final = frozenset(".!?…。！？।؟۔,，、:：;")  # of sentences and greetings
_AUTHOR_ABOVE: Final = 3  # blocks above a headline in which its author may stand
_FORM_LINES: Final = 4  # blocks of a form, of which two have its words
_FORM_REST: Final = 10.0  # of the text above: where so much more follows, the form stands above the article


def _authors(page: Survey, headline: int, first: int) -> str:
    """Return the keys of the lines around a headline that have a date or a byline, and of names alone below it."""
    return "\n".join(
        page.keys[at]
        for at in range(max(headline - _AUTHOR_ABOVE, 0), first)
        if page.dated[at]
        or page.blocks.letters[at] == "B"
        or (at > headline and is_person_shaped(page.blocks.texts[at]))
    )


def _is_form(page: Survey, at: int) -> bool:
    """Tell the form for comments, which says so in several lines, from a link to it, which may stand anywhere."""
    return page.blocks.letters[at] == "F" and "F" in page.blocks.letters[at + 1 : at + _FORM_LINES]


def _is_about_author(page: Survey, headline: int, at: int) -> bool:
    """Tell the box about the author above the text: it begins with the name that stands alone above it."""
    text = page.blocks.texts[at].casefold()
    return any(
        page.blocks.letters[above] == "s" and " " in page.keys[above] and text.startswith(page.keys[above] + " ")
        for above in range(headline + 1, at)
    )


_TOPIC_WORDS: Final = re.compile(r"\w{5,}+")  # shorter words are the language's more than the article's
_TOPIC_TEXTS: Final = 5  # paragraphs that show what the text below is about
_TOPIC_SAMPLE: Final = 250  # characters of each
_TOPIC_LEAST: Final = 3  # paragraphs: one or two may be about the author, or a teaser
_TOPIC_SHARE: Final = 0.42  # of their words are the article's: in articles 0.55 on average, below them 0.3 at most
_LIST_SHARE: Final = 0.3  # and so little is enough where nothing but a long list or program has ended the text
_TOPIC_REACH: Final = 60  # blocks: a long list or program stands between them and the article at the utmost


class _Echo:
    """The words of the article so far, by which text below chrome is told to be the article's as well."""

    def __init__(self, page: Survey, first: int) -> None:
        self.page = page
        self.upto = first
        self.words: set[str] = set()

    def goes_on(self, at: int, last: int, share: float) -> int:
        """Return the block up to which the text below block `at` is about what the article, up to `last`, is about.

        0 where it is not, or where there is too little text to tell.
        """
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


_FRAME_LINES: Final = 16  # blocks between the dateline below a standfirst and the text
_STANDFIRSTS: Final = 8  # blocks of the article that may stand above its dateline
_FRAME: Final = frozenset("DMBhHaXVRLTbWFOKyc")
_ENDS: Final = frozenset("WLXRGFHODMBb")
_BREAKS: Final = frozenset("HFO")
_REST_BREAK: Final = 5.0  # where it is a comments heading or a form
_REST_BOX: Final = 0.6  # where it heads a list of titles
_REST: Final = 0.35  # of the article's weight: where more follows, the line is chrome inside the article


def _heads_box(page: Survey, at: int) -> bool:
    """Tell the heading of a box with titles, such as "Related posts", from one over a title that text goes on below."""
    if page.blocks.letters[at] != "W" and page.blocks.firsts[at] not in page.letters.box_heads:
        return False
    below = range(at + 1, min(at + 3, len(page.blocks)))
    return not any(page.prose[near] or _is_middle(page.blocks.texts[near]) for near in below)


def _may_end(page: Survey, headline: int, first: int, at: int) -> bool:
    """Tell whether a block looks like what stands below articles: links, labels, a dateline, the box of the author."""
    letter, text, key = page.blocks.letters[at], page.blocks.texts[at], page.keys[at]
    if letter in _ENDS or is_arrow(text) or page.blocks.firsts[at] in page.letters.box_heads:
        return True
    is_person = is_person_shaped(text)
    if is_person and key in _authors(page, headline, first):
        return True
    if letter != "s" or len(key) < 3:
        return False
    below = page.blocks.texts[at + 1] if at + 1 < len(page.blocks) else ""
    name = key.split()[0] if is_person else key
    return below[: len(name) + 4].casefold().startswith(name + " ")


# --- the rules -------------------------------------------------------------------------------------------------------

_CHROME: Final = frozenset("XTGFOHh")
_MAX_CAPTION: Final = 220  # characters of a caption with its credits
_LEAST_CAPTION: Final = 15  # characters: shorter lines come back by chance ("Yes, I do.", a name)
_CREDITS: Final = 60  # characters that a caption may have more than the alternative text of its picture
_CODE: Final = frozenset("{}();=<>")
_LEAST_BODY: Final = 5  # blocks: the last of fewer may be the dateline itself
_MAX_DATELINE: Final = 300  # characters: "Filed on" a day "under" many topics
_CONTENTS: Final = 3  # entries of a table of contents
_LABEL_WORDS: Final = 4  # "In this article", "Table of contents"
_FILES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
_OWNER: Final = re.compile(
    r"""
    (?: \A | [^\w\s] \s? )  # at the begin, or behind a bracket, a colon, a full stop
    ©                       # whose picture it is
    """,
    re.VERBOSE,
)


_CREDITED: Final = regex.compile(
    r"""
    [.!?…。|(/–—] \s*+
    \p{L}{3,12} \s?+ : \s?+                                  # "Photo:"
    (?: \p{Lu}[\p{L}\p{N}.'’-]*+ | \p{Ll}{1,4} | [/,&] )       # a name, "for" a paper
    (?: [ ,/]+ (?: \p{Lu}[\p{L}\p{N}.'’-]*+ | \p{Ll}{1,4} | [/,&] ) ){0,6}
    [.)\s]*+ \Z
    """,
    regex.VERBOSE,
)
_FIRST_SERVICES: Final = ("facebook", "twitter", "tweet", "whatsapp", "pinterest", "mail")  # one is in most share bars
_SERVICES: Final = (
    *("facebook", "twitter", "whatsapp", "pinterest", "linkedin", "reddit", "xing", "telegram", "flipboard", "tumblr"),
    *("pocket", "mail", "rss", "instagram", "youtube", "mastodon", "bluesky", "delicious", "digg", "stumbleupon"),
    *("google+", "vkontakte", "skype", "messenger", "tweet"),
)


def is_credited(text: str) -> bool:
    """Tell a caption by the credits at its end: "The quay at noon. Photo: Ann Lee"."""
    return len(text) <= _MAX_CAPTION and _CREDITED.search(text, max(len(text) - _CREDITS, 0)) is not None


def thread_is_comments(page: Page) -> Iterator[Vote]:
    """Claim the induced thread, from its heading to its last record."""
    thread = page.thread
    if thread:
        yield Vote(SectionKind.COMMENTS, thread.start, thread.stop, 60, "the records of the induced layout")


def prose_is_body(page: Page) -> Iterator[Vote]:
    """Claim the article."""
    article = page.article
    if article:
        yield Vote(SectionKind.BODY, article.start, article.stop, 20, "running text below the headline")


def chrome_is_footer(page: Page) -> Iterator[Vote]:
    """Take share bars, counters and forms out of the body."""
    letters = page.letters.letters
    for row in page.article:
        if letters[row] in _CHROME:
            yield Vote(SectionKind.FOOTER, row, row + 1, 25, "chrome inside the article")
    found = page.found
    for at in page.body:
        if found.blocks.letters[at] in "st" and not found.prose[at] and _is_share_bar(found.keys[at]):
            yield _chrome(page, at, at + 1, "a share bar inside the article")


def _is_share_bar(key: str) -> bool:
    """Tell a line that names two services, which have the same names in all languages."""
    return any(map(key.__contains__, _FIRST_SERVICES)) and sum(map(key.__contains__, _SERVICES)) > 1


def frame_is_header(page: Page) -> Iterator[Vote]:
    """Take out the dateline below a standfirst, and the captions and links that stand between it and the text."""
    found, body = page.found, page.body
    letters, texts, dates = found.blocks.letters, found.blocks.texts, page.letters.dates
    firsts, prose = found.blocks.firsts, found.prose
    above = body[:_STANDFIRSTS]
    dated = next((at for at in above if firsts[at] in dates and letters[at] in "DMst" and not prose[at]), -1)
    if dated < 0:
        return
    near = range(dated + 1, min(body.stop, dated + _FRAME_LINES))
    stop = next((at for at in near if prose[at] or texts[at].rstrip(CLOSERS)[-1:] in _OPENING_ENDS), -1)
    if stop >= 0:
        yield Vote(SectionKind.HEADER, firsts[dated], firsts[stop], 26, "the dateline below a standfirst")


def pictures_are_footer(page: Page) -> Iterator[Vote]:
    """Take out what pictures leave in a dump: their alternative texts, which captions repeat, and file names."""
    letters = page.found.blocks.letters
    texts = page.found.blocks.texts[page.body.start : page.body.stop]
    is_prose = _is_mostly_prose(page)
    for at, text, below in zip(page.body, texts, [*texts, ""][1:], strict=True):
        if letters[at] in "st" and (
            ("©" in text and _OWNER.search(text)) or (" " not in text and text.lower().endswith(_FILES))
        ):
            yield _chrome(page, at, at + 1, "the credits or the file of a picture")
        if ":" in text and is_credited(text):
            yield _chrome(page, at, at + 1, "a caption that ends in credits")
        is_twin = is_prose and below[:_LEAST_CAPTION] == text[:_LEAST_CAPTION]
        if is_twin and _is_caption(page.found, at) and _repeats(text, below):
            yield _chrome(page, at, at + 2, "a picture's text and the caption that repeats it")


def _is_caption(page: Survey, at: int) -> bool:
    """Tell whether a block could be a caption: of some length, no list item, no line of a program."""
    text = page.blocks.texts[at]
    return (
        page.blocks.letters[at] in "stp"
        and len(page.keys[at]) >= _LEAST_CAPTION
        and len(text) <= _MAX_CAPTION
        and " " in text
        and not page.items[at]
        and _CODE.isdisjoint(text)
    )


def _repeats(text: str, below: str) -> bool:
    """Tell a caption that says what its picture's text says, with credits or without."""
    text = text.rstrip(".")
    rest = below[len(text) :]
    return below.startswith(text) and len(rest) <= _CREDITS and not rest.lstrip(" ")[:1].isalnum() and text[-1] != ":"


def _is_mostly_prose(page: Page) -> bool:
    """Tell an article from a poem, whose lines may come back."""
    first, stop = page.body.start, page.body.stop
    sizes = [len(text) for text in page.found.blocks.texts[first:stop]]
    return 2 * sum(compress(sizes, page.found.prose[first:stop])) > sum(sizes)


def contents_are_footer(page: Page) -> Iterator[Vote]:
    """Take out the table of contents: list items in a row that stand in the article once more, as its headings."""
    found = page.found
    headings = {found.keys[at] for at in page.body if not found.items[at]} - {""}
    entries = [at for at in page.body if found.items[at] and found.keys[at] in headings]
    for first, last in _rows_of(entries):
        if last - first >= _CONTENTS:
            label = first - 1 in page.body and found.blocks.texts[first - 1].count(" ") < _LABEL_WORDS
            yield _chrome(page, first - label, last, "a table of contents")


def _rows_of(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of numbers that follow one another, as ranges ``[first, stop)``."""
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[first], numbers[at - 1] + 1
            first = at


def _chrome(page: Page, first: int, stop: int, reason: str) -> Vote:
    blocks = page.found.blocks
    return Vote(SectionKind.FOOTER, blocks.firsts[first], blocks.stops[stop - 1], 25, reason)


def dateline_is_footer(page: Page) -> Iterator[Vote]:
    """Take out an article's last line that says once more when the post appeared: "Filed on ... under ..."."""
    if len(page.body) < _LEAST_BODY:
        return
    dates, letters, blocks = page.letters.dates, page.letters.letters, page.found.blocks
    last = page.body.stop - 1
    row = blocks.firsts[last]
    text = blocks.texts[last]
    if len(text) > _MAX_DATELINE:
        return
    above = range(max(page.title.start - BYLINE_REACH, 0), page.article.start)
    said = [dates[near] for near in above if letters[near] in "DMB" and near in dates]
    if any(match.text in text or (row in dates and _day(match) == _day(dates[row])) for match in said):
        yield _chrome(page, last, last + 1, "the dateline once more")


def _day(match: TimestampMatch) -> tuple[int | None, ...]:
    return (match.year, match.month, match.day)


def below_is_footer(page: Page) -> Iterator[Vote]:
    """Claim everything below the article that nothing else claims."""
    article = page.article
    if article:
        yield Vote(SectionKind.FOOTER, article.stop, len(page.lines), 10, "below the article")
    elif page.thread:
        yield Vote(SectionKind.FOOTER, page.thread.stop, len(page.lines), 10, "below the thread")


def bylines(page: Page) -> Iterator[Vote]:
    """Claim bylines near either end of the article."""
    for row in _around(page, "B"):
        yield Vote(SectionKind.BYLINE, row, row + 1, 30, "a byline near the article")


def notes(page: Page) -> Iterator[Vote]:
    """Claim an editor's note at either end of the article; its text may stand on the line below the label."""
    for row in _around(page, "E", inside=True):
        if not _is_editors_note(page, row):
            continue
        last = end_of_line(page.lines, row, page.wrap)
        if not page.lines.texts[row][page.letters.labels.get(row, 10**6) :].strip():
            while last < len(page.lines) and page.letters.letters[last] == "_":
                last += 1
            last = end_of_line(page.lines, last, page.wrap) if last < len(page.lines) else last
        yield Vote(SectionKind.EDITORS_NOTE, row, last, 40, "a labelled note at an end of the article")


def _is_editors_note(page: Page, row: int) -> bool:
    role = page.letters.roles.get(row)
    return role is Role.EDITORS_NOTE or (role is None and row not in page.letters.labels)


def topics(page: Page) -> Iterator[Vote]:
    """Take topics that end the article out of the body."""
    article = page.article
    row = article.stop - 1
    while row in article and page.letters.letters[row] in "L_X":
        yield Vote(SectionKind.FOOTER, row, row + 1, 30, "topics below the article")
        row -= 1


def _around(page: Page, letter: str, *, inside: bool = False) -> Iterator[int]:
    """Yield the lines of a letter near the article's ends that are not the thread's."""
    article, thread = page.article, page.thread
    stop = min(len(page.lines), article.stop + BYLINE_REACH)
    row = page.letters.letters.find(letter, max(0, article.start - BYLINE_REACH), stop)
    while row >= 0:
        if row not in thread and (inside or not article.start + 3 < row < article.stop - 3):
            yield row
        row = page.letters.letters.find(letter, row + 1, stop)


RULES: Final[tuple[Callable[[Page], Iterator[Vote]], ...]] = (
    below_is_footer,
    prose_is_body,
    chrome_is_footer,
    frame_is_header,
    pictures_are_footer,
    contents_are_footer,
    dateline_is_footer,
    bylines,
    topics,
    notes,
    thread_is_comments,
)
"""The rules. A new section clue is one small function, its name here, and a fixture that shows it."""

__all__ = ["RULES", "Page", "Sectioning", "Vote", "find_article", "line_key", "tokenize_lines"]
