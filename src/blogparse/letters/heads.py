"""What stands beside a timestamp or a verb of saying: a name, once links, connectors and verbs are cut."""

from collections.abc import Iterable
from typing import Final

import attrs

from blogparse.dates import TimestampMatch, find_timestamp
from blogparse.language import Role
from blogparse.letters.alphabet import SHORT, Letter, Line, Notes, Stamp
from blogparse.letters.counts import is_counter
from blogparse.letters.phrasebook import Phrasebook
from blogparse.text import (
    OUTER,
    collapse_halves,
    ends_with_initial,
    is_name,
    is_unspaced,
    late_pattern,
    line_key,
    lowered,
    trim_name,
    without_badge,
    words_of,
)

_PARTICLE: Final = 3  # characters of "van", "von", "dos" in names
_REPLIED_WORDS: Final = 3  # spaces in "Jane replied to Joe", the shortest of its kind
MAX_HEADING: Final = 160  # characters: "12 thoughts on" and a long title
SEPARATED: Final = late_pattern(r"\s*[|·•/»«,;]\s*|\s{2,}|\s[-–—]\s|[\[\]()]+|//")
_SEPARATOR: Final = late_pattern(  # a character of `SEPARATED`, or white space that is no plain space
    r"[|·•/»«,;\[\]()\-–—\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
PATH: Final = late_pattern(r"\s*#\s?(\d{1,6}(?:\.\d{1,6})*+)(?![\w.])")


def read_stamped(book: Phrasebook, notes: Notes, line: Line, match: TimestampMatch | None) -> str | None:
    """Read what stands beside a timestamp: nothing but links, or a name."""
    if match is None or match.precision == "month":
        return None
    if match.is_complete_date:
        notes.dates[line.at] = match
    before, after = line.text[: match.start], line.text[match.end :]
    if len(before) + len(after) > MAX_HEADING or min(len(before), len(after)) > SHORT:
        return None
    path: tuple[int, ...] = ()
    numbered = PATH.match(before)
    if numbered is not None:
        path = tuple(map(int, numbered[1].split(".")))
        before = before[numbered.end() :]
    again = find_timestamp(after, book.reader) if after.strip(OUTER) else None
    if again is not None and not after[: again.start].strip(OUTER):
        after = after[again.end :]  # "15 seconds ago (7:18 PM)": the same moment once more
    before, chrome_before, verb_before = _cut(book, before)
    after, chrome_after, verb_after = _cut(book, after)
    chrome, verb = chrome_before or chrome_after, verb_before or verb_after
    if after and verb_after and line_key(before) in book.connectors:
        before = ""  # "At 9:12 AM, Jane said"
    stamp = Stamp(match, cut_avatar(book, before), after, chrome, verb, path)
    if not before and not after:
        notes.stamps[line.at] = stamp
        return Letter.DATE
    if before and after:
        # "Fr, 7. Mai - 12:38, Jane (Bonn)" has both; "Jane 3. Mai said this to me" is prose
        return None
    if stamp.name.count(" ") >= _REPLIED_WORDS:
        stamp = _cut_mention(book, notes, line, stamp)
    if line.text[match.end :] == "." and not (verb or chrome) and _is_phrase(stamp.name):
        return None  # "It was mended on May 3, 2009."
    if is_name(stamp.name):
        if is_counter(book, stamp.name):
            notes.stamps[line.at] = attrs.evolve(stamp, before="", after="", chrome=True)
            return Letter.DATE
        sure = match.is_dated or match.has_time or match.relative is not None or verb or chrome
        if not sure or (not match.is_dated and len(stamp.name) > 40):
            return None
        notes.stamps[line.at] = stamp
        return Letter.META
    return None


def _is_phrase(name: str) -> bool:
    """True if the words read like a phrase: at least two of them are in lower case, particles aside."""
    return sum(1 for word in name.split() if word[0].islower() and len(word) > _PARTICLE) > 1


def _cut_mention(book: Phrasebook, notes: Notes, line: Line, stamp: Stamp) -> Stamp:
    """Return a stamp whose name is "Jane replied to comment from Joe" with "Jane" alone; note Joe."""
    for match in book.vocabulary.matches(line_key(stamp.name)):
        author, parent = match.slots.get("author", ""), match.slots.get("parent", "")
        if match.role is Role.REPLIED_TO and author and parent and lowered(stamp.name).startswith(author):
            notes.names[line.at] = parent
            return attrs.evolve(stamp, before=trim_name(stamp.name[: len(author)]), after="", verb=True)
    return stamp


def _cut(book: Phrasebook, text: str) -> tuple[str, bool, bool]:
    """Return the text beside a timestamp without links, connectors and verbs; tell whether any were cut."""
    if not text.strip(OUTER):
        return "", False, False
    text = trim_name(text)
    chrome = verb = False
    key = line_key(text)
    if not key or (not key[0].isalnum() and book.letters.get(key) is Letter.CONNECTOR):
        return "", False, False  # marks, or the "@" before a time on a line of its own
    if book.stands_beside_dates(key):
        return (text, False, False) if key in book.anonymous else ("", True, False)
    is_separated = may_be_separated(text)
    if not is_separated and text.isascii() and text[0].isalpha():
        words = words_of(key)
        if words[0] not in book.around_names and words[-1] not in book.around_names:
            return text, False, False  # a name and nothing else, as most are
    if is_separated:
        text, chrome = _without_links(book, text)
        if not text:
            return "", True, False
    introduced = False  # behind "by", a name may begin with a word such as "le"
    while text.strip(OUTER) and text.split():
        before = text
        text, cuts_badge, cuts_verb = _cut_last(book, text)
        chrome, verb = chrome or cuts_badge, verb or cuts_verb
        text, cuts_head, cuts_verb = _cut_first(book, text, introduced=introduced)
        introduced, verb = introduced or cuts_head, verb or cuts_verb
        if text == before:
            break
    key = line_key(text)
    if not key or (book.stands_beside_dates(key) and key not in book.anonymous):
        return "", True, verb
    return text, chrome, verb


def _without_links(book: Phrasebook, text: str) -> tuple[str, bool]:
    """Return a text without the links at its ends, where separators part them; tell whether there were any."""
    pieces = [piece for piece in SEPARATED.split(text) if piece]
    if len(pieces) < 2:
        return text, False
    is_link = [book.stands_beside_dates(line_key(piece)) for piece in pieces]
    if all(link or line_key(piece) in book.connectors for piece, link in zip(pieces, is_link, strict=True)):
        return "", True
    chrome = False
    while pieces and is_link.pop():
        text, chrome = trim_name(text[: text.rindex(pieces.pop())]), True
    for piece in pieces:
        if not book.stands_beside_dates(line_key(piece)):
            break
        text, chrome = trim_name(text[text.index(piece) + len(piece) :]), True
    return text, chrome


def _cut_last(book: Phrasebook, text: str) -> tuple[str, bool, bool]:
    """Return a text without one verb, connector or badge at its end; tell if a badge was cut, and if a verb was."""
    bare = text.rstrip(OUTER)  # as the phrase "said(a)" lost its bracket
    lower = lowered(bare)
    for tail in ending(lower, book.tails):
        is_apart = len(lower) == len(tail) or lower[-len(tail) - 1].isspace()
        # a verb of one character is a part of many names: "小说"
        if is_apart or (is_unspaced(tail) and (len(tail) > 1 or not is_unspaced(lower[-2]))):
            return trim_name(bare[: -len(tail)]), False, tail in book.verb_tails
    words = text.split()
    last = words[-1]
    if len(last) > 1 and last[-1] in book.before_dates and not last[-1].isascii():
        return trim_name(text[:-1]), False, False  # scripts without spaces: "小鳳於 2013/12/28"
    # "Den" alone and "D." are names; "Jane Le" has a connector
    is_connector = last in book.connectors or (
        len(words) > 1 and len(last.rstrip(".")) > 1 and last.istitle() and last.lower() in book.before_dates
    )
    if not is_connector and (own := without_badge(text, book.badges)) != text:
        return trim_name(own), True, False  # "Post author" before "author"
    is_badge = (not is_connector and len(words) > 1) and (
        (len(last) > 3 and last.casefold() in book.badges)
        # "Jane 游客": of two scripts the name is one, and what is said of it the other
        or (is_unspaced(last) and not is_unspaced(words[0]) and (last in book.badges or last in book.anonymous))
    )
    return (trim_name(text[: len(text) - len(last)]) if is_connector or is_badge else text), is_badge, False


def _cut_first(book: Phrasebook, text: str, *, introduced: bool) -> tuple[str, bool, bool]:
    """Return a text without one phrase or connector at its beginning; tell if a phrase was cut, and if it has a verb.

    `introduced` tells that a phrase was cut before: then a connector may be a part of the name.
    """
    lower = lowered(text)
    for head in _beginning(lower, book.heads):
        # of several words the last may be glued to the name: "Comment fromJane"
        if len(lower) == len(head) or " " in head or not lower[len(head)].isalnum():
            return trim_name(text[len(head) :]), True, " " in head
    first = text.split(None, 1)[:1]
    for word in first if not introduced else ():
        if word in book.connectors or (len(word) > 3 and word.lower() in book.connectors):
            return trim_name(text[len(word) :]), False, False
    return text, False, False


def said_by(book: Phrasebook, text: str) -> str:
    """Return the name in "NAME says:" or "" where the line is more than that."""
    bare = text.rstrip(OUTER)
    lower = lowered(bare)
    for tail in ending(lower, book.verb_tails):
        name = bare[: len(bare) - len(tail)]
        if name[-1:].isspace() or not tail[0].isalpha() or not tail.isascii():
            return cut_heads(book, trim_name(name))
    for head in _beginning(lower, book.heads):
        name = trim_name(text[len(head) :])
        return name if ends_with_initial(name) else trim_name(bare[len(head) :])
    return ""


def cut_avatar(book: Phrasebook, name: str) -> str:
    """Return a name without the alternative text of its picture, which repeats it: "Photo of Ann Ann"."""
    if not name:
        return name
    lower = name.lower().replace("’", "'")
    if name.isascii() and book.avatar_words.isdisjoint(words_of(lower)):
        return name
    for head in _beginning(lower, book.avatar_heads):
        return collapse_halves(name[len(head) :].strip())
    return name


def cut_heads(book: Phrasebook, name: str) -> str:
    """Return a name without its picture's text and words such as "Comment by" before it."""
    name = cut_avatar(book, name)
    lower = lowered(name)
    for head in _beginning(lower, book.heads):
        is_apart = lower.startswith(" ", len(head)) or is_unspaced(head)
        if is_apart and (" " in head or head in book.paired_heads):
            return trim_name(name[len(head) :])
    return name


def may_be_separated(text: str) -> bool:
    """Return whether a text holds what `SEPARATED` can match; most names and titles do not, and that is told faster."""
    return "  " in text or _SEPARATOR.search(text) is not None


def _beginning(lower: str, heads: tuple[str, ...]) -> Iterable[str]:
    """Return those of the heads with which a text begins, in their order; one question where there are none."""
    return [head for head in heads if lower.startswith(head)] if lower.startswith(heads) else ()


def ending(lower: str, tails: tuple[str, ...]) -> Iterable[str]:
    """Return those of the tails with which a text ends, in their order; one question where there are none."""
    return [tail for tail in tails if lower.endswith(tail)] if lower.endswith(tails) else ()
