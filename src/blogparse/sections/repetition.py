"""What the rest of a page says about its candidates for the headline: words, lines and links that repeat them."""

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from blogparse.letters import PLAIN, TITLE_LIKE
from blogparse.sections.survey import Survey, is_path
from blogparse.text import COMBINING, MAX_TITLE, has_digit, head_links, is_arrow, is_unspaced, late_pattern

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
_TOP: Final = 2  # short lines above which a site says its name; running text, as about cookies, does not count
_HEADLINE_ECHO: Final = 1 / 3  # of the words of a line that could be the headline
_SITE_NAME_LEAST: Final = 4  # characters: shorter keys are found in any line by chance
_SENTENCE_END: Final = ' ?!.…)"'  # between a headline and the mark behind it: its key has lost them
_ONE_QUOTE: Final = str.maketrans(dict.fromkeys("“”„«»‟", '"') | dict.fromkeys("‘’‚‛", "'"))
_PARTING: Final = frozenset("-–—|:·•«»‹›<>/~(")
_NAMED_LEAST: Final = 3  # characters in quotation marks
_QUOTED_LEAST, _QUOTED_SPACES = 8, 2  # characters and spaces of what a heading says without them
_TRAIL: Final = 12  # lines between a breadcrumb and the headline
_STEPS: Final = frozenset("»›>/→")
_QUOTE: Final = late_pattern(r"""[“”„"«»「」『』《》‹›‘]|(?<!\w)'""")
_OPENED: Final = late_pattern(r"""(?:\A|[“„"«»「『《‹‘'])\W*\Z""")  # a key has lost the marks at its ends
_CLOSED: Final = late_pattern(r"""\W*(?:\Z|[”“"»«」』》›]|[’'](?!\w))""")
CONTAINED_LEAST: Final = 10
_ECHO_TEXTS: Final = 12  # paragraphs below a headline in which its words come back
_ECHO_SAMPLE: Final = 600  # characters of each
_OFTEN: Final = 3  # a word that stands there more often is one of any page on the subject
_PIECE: Final = 0.25  # of a word, what two characters of an unspaced script count
_DOUBT: Final = 1.0  # words that do not come back, in addition: one word alone proves little
_ENDING: Final = 2  # letters of a longer word that may be its inflection
_SYLLABLES: Final = 4  # characters of scripts that part neither words nor syllables: a syllable or two
_WORDS: Final = late_pattern(rf"[\w{COMBINING}]{{4,}}+|[가-힣]{{2,3}}")


def weigh(told: Mapping[str, float]) -> float:
    """Return what some evidence weighs."""
    return sum([EVIDENCE[name] * value for name, value in told.items()])


class Repetition:
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
            self.parts = _listed(self.links, keys) if page.is_parted else _title_parts(page.keys[0], keys)
        short = [at for at, letter in enumerate(page.blocks.letters[: page.limit]) if letter in TITLE_LIKE]
        self.top = short[_TOP] if len(short) > _TOP else page.limit
        self.below: dict[int, str] = {}
        self.lowered: dict[int, str] = {}
        self.words: dict[int, AbstractSet[str]] = {}
        self.found: dict[tuple[int, int], Sequence[str]] = {}

    def told(self, at: int) -> dict[str, float]:
        """Return what the rest of the page says for and against a candidate, by the names of `EVIDENCE`."""
        page = self.page
        blocks, keys = page.blocks, page.keys
        text, key = blocks.texts[at], keys[at]
        signs = {
            "quoted": is_quoted(page, at),
            "part of first line": at > 0 and key in self.parts,
            "another's feed": self.links != "" and _is_listed_alone(self.links, key),
            "copyright": len(key) >= _SITE_NAME_LEAST and key in self.copyright,
            "said below": len(key) >= _SITE_NAME_LEAST and key in self.said_below,
            "doubled at top": at <= self.top and key in (keys[at - 1] if at else "", *keys[at + 1 : at + 2]),
            "above a picture": at + 1 < len(keys) and blocks.letters[at + 1] == "a",
            "arrow": is_arrow(text),
            "breadcrumb": is_path(text, page.letters.parts) or _ends_with_line_below(page, at),
            "below a headline": self._is_below_headline(at),
        }
        return {
            "words": self.shared_words(at, at),
            "contained": self.contained(key),
            **{name: 1.0 for name, is_seen in signs.items() if is_seen},
        }

    def _is_below_headline(self, at: int) -> bool:
        """Return whether the line above could be the headline of the text below both: then this is the standfirst."""
        page, above = self.page, at - 1
        if (
            at <= 1
            or page.items[above]
            or page.blocks.letters[above] not in PLAIN
            or not 2 <= page.blocks.texts[above].count(" ") < 25
            or page.keys[above] == page.keys[above - 1]
            or page.keys[at] in _title_parts(page.keys[above], page.keys[at : at + 1])
        ):
            return False
        return self.shared_words(above, at) >= _HEADLINE_ECHO

    def shared_words(self, at: int, above: int) -> float:
        """Return the share of a block's longer words that come back in the text below block `above`."""
        words, found = self._words_below(at, above)
        return len(found) / (len(words) + _DOUBT)

    def rarity(self, at: int) -> float:
        """Return how many words of a candidate come back in the text below it, each the more the rarer it is."""
        text = self.text_below(at)
        _, found = self._words_below(at, at)
        rare = [min(1.0, _OFTEN / text.count(word)) * (_PIECE if is_unspaced(word) else 1.0) for word in found]
        return math.fsum(rare)

    def _words_below(self, at: int, above: int) -> tuple[AbstractSet[str], Sequence[str]]:
        """Return a block's longer words, and those of them that come back in the text below block `above`."""
        if at not in self.words:
            self.words[at] = set(stems_of(self.page.blocks.texts[at].lower()))
        words, below = self.words[at], (at, self.page.text_from[above + 1])
        if below not in self.found:
            text = self.text_below(above)
            self.found[below] = [word for word in words if word in text]
        return words, self.found[below]

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
        if len(key) < CONTAINED_LEAST or (key.count(" ") < 2 and not is_unspaced(key)):
            return 0.0
        return min(self.keys.count(key) - self.page.counts.get(key, 0), 2) / 2


def is_quoted(page: Survey, at: int) -> bool:
    """Return whether the heading of the thread says the whole of a line, and more: "3 thoughts on “TITLE”".

    Without quotation marks the line ends or begins it, and the rest counts something or the line is of several words.
    """
    key, heading = page.keys[at], page.heading
    if not _NAMED_LEAST <= len(key) < len(heading) or page.blocks.letters[at] == "H" or key not in heading:
        return False
    before, _, behind = heading.partition(key)
    if _QUOTE.search(f"{before} {behind}") is not None:
        return _OPENED.search(before) is not None and _CLOSED.match(behind) is not None
    if (before and behind) or before[-1:].isalnum() or behind[:1].isalnum() or len(key) < _QUOTED_LEAST:
        return False
    return has_digit(before + behind) or key.count(" ") >= _QUOTED_SPACES


def path_ends(page: Survey, limit: int) -> set[int]:
    """Return the blocks above `limit` that are the last step of a breadcrumb above them: "Home › Travel › TITLE"."""
    ends: set[int] = set()
    for above, text in enumerate(page.blocks.texts[:limit]):
        if len(text) <= MAX_TITLE and is_path(text, page.letters.parts):
            key = page.keys[above]
            for at in range(above + 1, min(above + 1 + _TRAIL, limit)):
                own = page.keys[at]
                is_last = len(own) >= _NAMED_LEAST and key.endswith(own) and key[: -len(own)].rstrip()[-1:] in _STEPS
                if is_last and not is_path(page.blocks.texts[at], page.letters.parts):
                    ends.add(at)
    return ends


def _title_parts(first: str, keys: Sequence[str]) -> set[str]:
    """Return the keys that the first line is, or that a mark between headline and site parts from the rest of it."""
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
    return {key for key in keys if len(key) >= CONTAINED_LEAST and links.count(key) == 1 and f"» {key}" in links}


def _is_listed_alone(links: str, key: str) -> bool:
    """True for the whole title of a link in the page's head: "Link: Site (alternate)", "#Site » Feed"."""
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
    """True for a path whose last step is the headline below it: "HomeTravelA week in Rome"."""
    key = page.keys[at]
    return any(len(below) >= 8 and key != below and key.endswith(below) for below in page.keys[at + 1 : at + 4])
