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

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import accumulate, islice
from typing import Final

import attrs

NUMBER: Final = "1"
"""What `Lines.markers` holds for a numbered item; other items hold their bullet."""
HEADING: Final = "#"
"""What `Lines.markers` holds for a Markdown heading."""

_INDENTATION: Final = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_MARKS: Final = re.compile(
    r"""
    (?:                                          # list marks; of several, the last
        ( [•◦▪■□●○◎☆★◇◆‣⁃∙*+►▼▸]              # a bullet
        | (?<=[ \t])o | -(?=[ ])                 # bullets that are letters and dashes elsewhere
        | (?<=[ ]{12})@                          # one of a deep level, where nobody types it
        | \d{1,5}+[.)]                           # an item's number, but not that of a date ...
          (?! (?<!\d{3}[.)]) [ ] [^\W\d_]{3,12}+ [.]?+ (?: [ ](?:19|20)\d\d(?:(?![/\d])|(?=\d{1,2}[.]))  # two may touch
                                         | [ ][a-zà-ÿ]{1,3}[ ]\d{1,2}[:.]\d\d(?![.\d]) )
            | [ ] \d{1,2} [.] [ ] (?:19|20)\d\d (?!\d)    # ... "22. Dezember 2019", "6. 6. 2013",
            | (?<=\b(?:19|20)\d\d[.]) [ ] (?: \d{1,2}[.] | [^\W\d_]{3,12}+ [.]?+ [ ]\d{1,2}(?!\d) )
          )                                      # "2013. 6. 6.", "2013. június 6."
        | \#{1,6}+                               # a Markdown heading
        )
        (?=[ \t\u00a0\r\n]|\Z)
        [ \t\u00a0]*+
    )++
    """,
    re.VERBOSE,
)
_LINE_END: Final = re.compile(r"\r\n?+|\n")
_INVISIBLE_CHARACTERS: Final = (
    "\u00ad\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_INVISIBLE: Final = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
_JOINERS: Final = "\u200c\u200d"  # Persian words, Indic letters and emoji are written with them: kept but at the ends
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# What Markdown writers begin a line with; the searched text has a line feed before its first line.
_MARKDOWN_HEADING: Final = re.compile(r"#(?<=[\r\n]#)#{0,5}+ \S")
_MARKDOWN_NUMBER: Final = re.compile(r"[\r\n]\d{1,4}+\\[.] ")  # escaped, as it must not become a list item
_EMPHASIS: Final = re.compile(
    r"""
      ^ >[> ]*+                                  # quotation marks at the left
    | \*\* (?=\S) | (?<=\S) \*\*                # strong
    | ^ _{2,}+                                   # what is left of an icon
    | \\ (?= [\\`*_{}\[\]()\#+.!>-] )            # an escape
    """,
    re.VERBOSE,
)
_PICTURE: Final = re.compile(
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
_PLACEHOLDER: Final = re.compile(r"^(?:\[[^\]\s]{1,40}\]\s*+)++|\s*+\[[^\]\s]{1,40}\]$|(?<=\s)\[[^\]\s]{5,40}\](?=\s)")
_DEEP: Final = 12  # columns: where the bullets of a list's fifth level stand, and headings do not
_BUTTON: Final = re.compile(r"^\((?:BUTTON|Button)\)\s*+")  # how a renderer marks buttons of forms
_PICTURES: Final = 3  # names of files in brackets, from which on the dump's writer prints pictures so
_TAB: Final = 8


@attrs.frozen(slots=True, eq=False)
class Lines:
    """The lines of a dump as parallel sequences; index i is line i, counted from 0.

    `starts` and `ends` are offsets that include the line's own end, so that the slices tile the dump. `indents` is the
    column of the mark or of the text, `columns` the column of the text behind the mark. `markers` is "", a bullet,
    `NUMBER` or `HEADING`; `numbers` the item's number or -1. `texts` is what the line says, without mark, outer white
    space, invisible characters, entities or Markdown.
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
    lone: frozenset[int]
    is_markdown: bool

    def __len__(self) -> int:
        return len(self.starts)


def split_lines(text: str) -> Lines:
    r"""Return the line table of a dump.

    >>> split_lines("  1. Ann\r\n     hi").texts
    ['Ann', 'hi']
    """
    starts: list[int] = []
    ends: list[int] = []
    indents: list[int] = []
    columns: list[int] = []
    markers: list[str] = []
    numbers: list[int] = []
    texts: list[str] = []
    text_starts: list[int] = []
    lone: set[int] = set()
    has_tabs = "\t" in text
    # One search for each character is faster than one for their set, and most dumps have none.
    has_invisible = not text.isascii() and any(character in text for character in _INVISIBLE_CHARACTERS + _JOINERS)
    has_entities = "&" in text and _ENTITY.search(text) is not None
    is_markdown = ("#" in text and _MARKDOWN_HEADING.search("\n" + text) is not None) or (
        "\\." in text and _MARKDOWN_NUMBER.search("\n" + text) is not None
    )
    has_pictures = (
        text.count("[") >= _PICTURES and sum(1 for _ in islice(_PICTURE.finditer(text), _PICTURES)) == _PICTURES
    )
    inherited: tuple[int, str, int] | None = None
    end = 0
    for next_end in _line_ends(text):
        start, end = end, next_end
        raw = text[start:end]
        body = raw.lstrip(_INDENTATION)
        said = body.strip()
        indent = column = len(raw) - len(body)
        text_start = start + indent
        mark = None
        # A line that begins with a letter has no mark, unless the letter is one.
        if said and (not body[0].isalpha() or (body[0] == "o" and not body[1:2].isalpha())):
            match = _MARKS.match(text, text_start)
            if match is not None:
                mark = match[1]
                text_start = match.end()
                column = text_start - start
                said = text[text_start:end].strip()
        if has_tabs and "\t" in raw[:indent]:
            column = len(raw[:column].expandtabs(_TAB))
            indent = len(raw[:indent].expandtabs(_TAB))
        if has_invisible:
            said = _INVISIBLE.sub("", said).strip().strip(_JOINERS).strip()
        if has_entities and "&" in said:
            said = _ENTITY.sub(lambda m: unescape(m[0]), said).strip()
        if is_markdown and said:
            said = _EMPHASIS.sub("", said).strip()
        if said.startswith("(B"):
            said = _BUTTON.sub("", said)
        if has_pictures and "[" in said:
            said = _PLACEHOLDER.sub("", said).strip()
        marker, number = "", -1
        if mark is not None:
            first = "•" if mark == HEADING and indent >= _DEEP else mark[0]  # so is a #
            if first.isdigit():
                marker, number = NUMBER, int(mark[:-1])
            else:
                marker = first
            if not said:
                lone.add(len(starts))
                inherited = (indent, marker, number)
                marker, number = "", -1
            else:
                inherited = None
        elif inherited is not None and said:
            # a blank line may stand between, if what follows is deeper than the mark
            if len(starts) - 1 in lone or (len(starts) - 2 in lone and indent > inherited[0]):
                indent, marker, number = inherited
            inherited = None
        starts.append(start)
        ends.append(end)
        indents.append(indent)
        columns.append(column)
        markers.append(marker)
        numbers.append(number)
        texts.append(said)
        text_starts.append(text_start)
    return Lines(
        text, starts, ends, indents, columns, markers, numbers, texts, text_starts, frozenset(lone), is_markdown
    )


def _line_ends(text: str) -> list[int]:
    """Return the offset behind each line's end; one line for the empty text."""
    if "\r" in text:
        ends = [match.end() for match in _LINE_END.finditer(text)]
    else:
        ends = list(accumulate([len(line) + 1 for line in text.split("\n")]))
        ends.pop()  # what follows the last line feed is a line without one
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends
