"""The line table: where each line of the dump lies, how deep it is indented, what list mark it carries, what it says.

The table is lossless: joined in order, the lines are the dump. A line ends at CR LF, CR or LF and nowhere else. Text
renderers write structure as white space and marks, and that is all this module reads:

* *indentation* is the column of the first visible character (a tab goes to the next multiple of eight);
* a *list mark* is a bullet or a number with a point, followed by white space. Some renderers put the mark on a line of
  its own, above the item's text: such a *lone mark* is handed down to the line below it;
* Markdown writers mark headings with ``#``, strong text with ``**`` and quotations with ``>``, and escape a point after
  a number;
* some renderers print a picture without alternative text as its file's name in brackets.
"""

import re
from array import array
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, islice, repeat
from operator import add
from typing import Final, NewType

import attrs
import regex

from blogparse.text.keys import line_keys
from blogparse.text.patterns import late_pattern, late_regex

Row = NewType("Row", int)
"""The number of a line of the dump, from 0."""
NO_ROW: Final = Row(-1)
NUMBER: Final = "1"
"""What `Lines.markers` holds for a numbered item; other items hold their bullet."""
HEADING: Final = "#"
"""What `Lines.markers` holds for a Markdown heading."""
_INDENTATION: Final = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_BULLETS: Final = "•◦▪■□●○◎☆★◇◆‣⁃∙*+►▼▸"
_TYPED: Final = frozenset("*+")
"""Bullets that people type as well as renderers."""
_LISTED: Final = 3  # lines with such a bullet, from which on the dump's renderer writes it
_MARK: Final = frozenset(_BULLETS + "o-@#")
"""The characters with which a list mark may begin, numbers aside."""
_MARKS: Final = late_pattern(
    rf"(?: ( [{_BULLETS}]"  # list marks; of several, the last
    r"""
        | (?<=[ \t])o | -(?=[ ])                 # bullets that are letters and dashes elsewhere
        | (?<=[ ]{12})@                          # one of a deep level, where nobody types it
        | \d{1,7}+[.)]                           # an item's number, but not that of a date ...
          (?! (?<!\d{3}[.)]) [ ] [^\W\d_]{3,12}+ [.,]{0,2}+ (?: [ ](?:19|20)\d\d(?:(?![/\d]|[.-]\d)|(?=\d{1,2}[.]))
                                         | [ ][a-zà-ÿ]{1,3}[ ]\d{1,2}[:.]\d\d(?![.\d]) )
            | [ ] \d{1,2} [.] [ ] (?:19|20)\d\d (?!\d)    # ... "22. Dezember 2019", "6. 6. 2013",
            | (?<=\b(?:19|20)\d\d[.]) [ ] (?: \d{1,2}[.] | [^\W\d_]{3,12}+ [.]?+ [ ]\d{1,2}(?!\d) )
          )                                      # "2013. 6. 6.", "2013. június 6.", "2013. gada 6. jūnijs"
        | \#{1,6}+                               # a Markdown heading
        )
        (?=[ \t\u00a0\r\n]|\Z)
        [ \t\u00a0]*+
    )++
    """,
    re.VERBOSE,
)
_LINE_END: Final = late_pattern(r"\r\n?+|\n")
_INVISIBLE_CHARACTERS: Final = (
    "\u00ad\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_INVISIBLE: Final = late_pattern(f"[{_INVISIBLE_CHARACTERS}]")
_JOINERS: Final = "\u200c\u200d"  # Persian words, Indic letters and emoji are written with them: kept but at the ends
_ENTITY: Final = late_pattern(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# What Markdown writers begin a line with; the searched text has a line feed before its first line.
_MARKDOWN_HEADING: Final = late_pattern(r"#(?<=[\r\n]#)#{0,5}+ \S")
_MARKDOWN_NUMBER: Final = late_pattern(r"[\r\n]\d{1,4}+\\[.] ")  # escaped, as it must not become a list item
_EMPHASIS: Final = late_pattern(
    r"""
      ^ >[> ]*+                                  # quotation marks at the left
    | (?<!\w) \*\* (?=\S | [^*]*+ \*\*) | (?<=\S) \*\* (?!\w) | (?<=\S[ ]) \*\* (?=\s|$)  # strong
    | ^ _{2,}+                                   # what is left of an icon
    | \\ (?= [\\`*_{}\[\]()\#+.!>-] )            # an escape
    """,
    re.VERBOSE,
)
_ITALIC: Final = late_pattern(r"_(?:[^_]|(?<=\w)_(?=\w))+_")  # a line of its own
_PICTURE: Final = late_pattern(
    r"""
    \[
    (?= [^\]\s]*+ \] )                           # one word in brackets ...
    (?: [^\]\s]*? (?: \d[^\]\s]*?[A-Za-z] | [A-Za-z][^\]\s]*?\d | [.:_%-] ) [^\]\s]*+
      | gif | svg | png | jpe?g | img | pic
    )
    \]                                           # ... that reads like a file's name
    """,
    re.VERBOSE,
)
_PLACEHOLDER: Final = late_pattern(
    r"^(?:\[[^\]\s]{1,40}\]\s*+)++|\s*+\[[^\]\s]{1,40}\]$|(?<=\s)\[[^\]\s]{5,40}\](?=\s)"
)
_DEEP: Final = 12  # columns: where the bullets of a list's fifth level stand, and headings do not
_BUTTON: Final = late_pattern(r"^\((?:BUTTON|Button)\)\s*+")  # how a renderer marks buttons of forms
_PICTURES: Final = 3  # names of files in brackets, from which on the dump's writer prints pictures so
_IN_ITEM: Final = 2  # blank lines between paragraphs of an item, at most
_TAB: Final = 8


@attrs.frozen(slots=True, eq=False)
class Lines:
    """The lines of a dump as parallel sequences; index i is line i, counted from 0.

    `starts` and `ends` are offsets that include the line's own end, so that the slices tile the dump. `indents` is the
    column of the mark or of the text, `columns` the column of the text behind the mark. `markers` is "", a bullet,
    `NUMBER` or `HEADING`; `numbers` the item's number or -1. `texts` is what the line says, without mark, outer white
    space, invisible characters, entities or Markdown; `keys` and `counted` are the forms in which the texts
    meet the vocabulary (`line_keys`), and `distinct` holds each text that has a key once, with its
    counted form.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    indents: Sequence[int]
    columns: Sequence[int]
    markers: Sequence[str]
    numbers: Sequence[int]
    texts: Sequence[str]
    text_starts: Sequence[int]
    keys: Sequence[str]
    counted: Sequence[str]
    distinct: Mapping[str, str]
    lone: frozenset[int]
    is_markdown: bool

    def __len__(self) -> int:
        return len(self.starts)


def split_lines(text: str, breaks: Collection[int] = ()) -> Lines:
    r"""Return the line table of a dump, cut at the offsets of `breaks` as well, inside its lines.

    >>> split_lines("  1. Ann\r\n     hi").texts
    ['Ann', 'hi']
    >>> split_lines("Ann, May 3: hi", breaks=[12]).texts
    ['Ann, May 3:', 'hi']
    """
    raws, ends = _split(text)
    if breaks:
        ends = array("q", sorted({*ends, *breaks}))
        raws = [text[start:end].rstrip("\r\n") for start, end in zip([0, *ends], ends, strict=False)]
    starts = array("q", (0,)) + ends[:-1]
    texts = [raw.strip() for raw in raws]
    indents = [
        0 if raw is said else len(raw) - len(raw.lstrip(_INDENTATION)) for raw, said in zip(raws, texts, strict=True)
    ]  # `str.strip` returns the very string where there is nothing to strip
    columns = indents.copy()
    text_starts = array("q", map(add, starts, indents))
    marks: dict[int, str] = {}
    for at in [at for at, said in enumerate(texts) if said and (said[0] in _MARK or said[0].isdecimal())]:
        said = texts[at]
        if said[1:2] == " " and said[2].isalpha() and said[2] != "o" and said[0] in _BULLETS:
            marks[at], text_start, texts[at] = said[0], text_starts[at] + 2, said[2:]  # as most items are
        elif match := _MARKS.match(text, text_starts[at]):
            marks[at], text_start = match[1], match.end()
            texts[at] = text[text_start : ends[at]].strip()
        else:
            continue
        text_starts[at] = text_start
        columns[at] = text_start - starts[at]
    for at in _typed_marks(marks, texts) if not all(raws) and _TYPED.intersection(marks.values()) else ():
        begin = starts[at] + indents[at]
        spot = text.rindex(marks[at], begin, text_starts[at])
        if (spot == begin) != (texts[at] == "") or text[begin] == marks[at] != raws[at].strip():
            continue  # an item perhaps, or a line that is drawn
        texts[at], text_starts[at], columns[at] = text[spot : ends[at]].strip(), spot, spot - starts[at]
        if spot > begin and text[begin] in _BULLETS:
            marks[at] = text[begin]
        else:
            del marks[at]
    if "\t" in text:
        for at in [at for at, raw in enumerate(raws) if "\t" in raw[: indents[at]]]:
            columns[at] = len(raws[at][: columns[at]].expandtabs(_TAB))
            indents[at] = len(raws[at][: indents[at]].expandtabs(_TAB))
    if breaks:
        for at in range(1, len(raws)):
            if starts[at] in breaks:  # what follows is part of the same item
                indents[at] = columns[at] = columns[at - 1]
                marks.pop(at, None)
    edge = min((indent for indent, said in zip(indents, texts, strict=True) if said), default=0)
    at_edge = "\n".join([raw[edge:] for raw in raws]) if edge and ("#" in text or "\\" in text) else text
    is_markdown = ("#" in text and _MARKDOWN_HEADING.search("\n" + at_edge) is not None) or (
        "\\" in text and _MARKDOWN_NUMBER.search("\n" + at_edge) is not None
    )
    texts = _cleaned(text, texts, is_markdown=is_markdown)
    if is_markdown and "•" not in marks.values():  # Markdown has no such mark: people typed the rest of it
        _indent_items(texts, marks, indents, columns, edge)
    markers = [""] * len(texts)
    numbers = [-1] * len(texts)
    for at, mark in marks.items():
        first = "•" if mark == HEADING and indents[at] >= _DEEP else mark[0]  # so is a #
        markers[at] = NUMBER if first.isdigit() else first
        numbers[at] = int(mark[:-1]) if first.isdigit() else -1
    lone = frozenset(at for at in marks if not texts[at])
    for at in sorted(lone):
        heir = at + 1
        # a blank line may stand between, if what follows is deeper than the mark
        if heir < len(texts) - 1 and not texts[heir] and heir not in lone and indents[heir + 1] > indents[at]:
            heir += 1
        # a "#" alone is the sign of a link
        if heir < len(texts) and texts[heir] and heir not in marks and markers[at] != HEADING:
            indents[heir], markers[heir], numbers[heir] = indents[at], markers[at], numbers[at]
        markers[at], numbers[at] = "", -1
    keys, counted = line_keys(texts)
    distinct = {said: key for said, key in zip(texts, counted, strict=True) if key}
    return Lines(
        text, starts, ends, indents, columns, markers, numbers, texts, text_starts, keys, counted, distinct, lone,
        is_markdown,
    )  # fmt: skip


def _indent_items(
    texts: Sequence[str], marks: Mapping[int, str], indents: list[int], columns: list[int], edge: int
) -> None:
    """Put the further paragraphs of items at the column of their text, in place, where a writer of Markdown did not.

    One that indents its items and not what is in them writes several blank lines behind a list.
    """
    item, blank = -1, 0
    for at, said in enumerate(texts):
        if at in marks:
            item, blank = columns[at] if indents[at] > edge else -1, 0
        elif not said:
            blank += 1
        elif item < 0 or blank > _IN_ITEM:
            item = -1
        else:
            blank = 0
            if indents[at] == edge:
                indents[at] = columns[at] = item


def _typed_marks(marks: Mapping[int, str], texts: Sequence[str]) -> list[int]:
    """Return the lines with marks that people may have typed; none where so many have some that a renderer wrote them.

    Where no blank lines part anything, such marks are rather what is left of forms.
    """
    found = [at for at, mark in marks.items() if mark in _TYPED]
    return found if sum(1 for at in found if texts[at]) < _LISTED else []


def _cleaned(text: str, texts: list[str], *, is_markdown: bool) -> list[str]:
    """Return the texts of lines without what no reader sees; most dumps have none of it, and that is told for all."""
    texts = [said if said.isprintable() else _INVISIBLE.sub("", said).strip().strip(_JOINERS).strip() for said in texts]
    if "&" in text and _ENTITY.search(text) is not None:
        from html import unescape  # the table of all entities, for the few dumps that have any

        texts = [_ENTITY.sub(lambda m: unescape(m[0]), said).strip() if "&" in said else said for said in texts]
    if is_markdown:
        texts = [_EMPHASIS.sub("", said[1:-1] if _ITALIC.fullmatch(said) else said).strip() for said in texts]
    if "(B" in text:
        texts = [_BUTTON.sub("", said) for said in texts]
    if "[" in text and sum(1 for _ in islice(_PICTURE.finditer(text), _PICTURES)) == _PICTURES:
        texts = [_PLACEHOLDER.sub("", said).strip() if "[" in said else said for said in texts]
    return texts


def _split(text: str) -> tuple[list[str], "array[int]"]:
    """Return the lines of a text, with or without line feeds, and the offset behind each line's end."""
    if "\r" in text:
        ends = array("q", [match.end() for match in _LINE_END.finditer(text)])
        if not ends or ends[-1] < len(text):
            ends.append(len(text))
        return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)], ends
    raws = text.split("\n")
    if not raws[-1] and text:
        raws.pop()
    ends = array("q", accumulate(map(add, map(len, raws), repeat(1))))
    ends[-1] = len(text)
    return raws, ends


MAX_TITLE: Final = 250
_arrow = re.compile(r"[←→«‹<»›>]").search
_ARROW: Final = late_regex(
    r"""
      \A [«‹←<] [^»›]*+ \Z        # « the post before
    | \A [^«‹]*+ (?<=[»›→>]) \Z  # the post after »
    | [←→]
    | \A \w++ [ ] [›»]            # Next › the post after
    """,
    regex.VERBOSE,
)


def is_arrow(text: str) -> bool:
    """True for a link to the post before or after by its arrow."""
    return len(text) <= MAX_TITLE and _arrow(text) is not None and _ARROW.search(text) is not None


_FEED: Final = late_pattern(r"\bRSS\b")
_FEEDS: Final = ("Permalink", "permalink", "Trackback", "trackback")


def names_feed(text: str) -> bool:
    """True for a text with what themes call so in every language: the post's feed, its address, links to it."""
    return any(word in text for word in _FEEDS) or ("RSS" in text and _FEED.search(text) is not None)


_HEAD_LINKS: Final = late_pattern(r"#\S.*(?:»|\b(?:alternate|RSS|Atom|Feed)\b)", re.DOTALL)
_HEAD_LINK: Final = "Link: "
_MOST_LINKS: Final = 24  # lines of a paragraph of links, wrapped: more are a dump without blank lines


def head_links(lines: Lines) -> range:
    """Return the lines with which some text browsers begin a page: the titles of its feeds and of the pages near it.

    All in one paragraph, "#Site » Feed Site » Headline Comments Feed alternate", or each on a line of its own, "Link:
    Site (alternate)".
    """
    texts = lines.texts
    first = next((at for at, text in enumerate(texts) if text), 0)
    if texts and texts[first].startswith(_HEAD_LINK):
        stop = next((at for at in range(first, len(lines)) if not texts[at].startswith(_HEAD_LINK)), len(lines))
        return range(first, stop)
    if not texts or not texts[first].startswith("#"):
        return range(0)
    stop = next((at for at in range(first, min(first + _MOST_LINKS, len(lines))) if not texts[at]), first)
    return range(first, stop) if _HEAD_LINKS.match("\n".join(texts[first:stop])) else range(0)
