"""What stands beside a comment's date or verb: a name, once links, connectors, badges and verbs are cut."""

from typing import NamedTuple

from blogparse.credits.cutting import SEPARATED, beginning, cut_heads, ending, may_be_separated
from blogparse.credits.phrases import HeadWords
from blogparse.text import OUTER, ends_with_initial, is_unspaced, line_key, lowered, trim_name, without_badge, words_of


class Beside(NamedTuple):
    """The words on one side of a date that may be a name, and whether a link, and a verb, were cut off them."""

    text: str = ""
    chrome: bool = False
    verb: bool = False


def read_beside(text: str, words: HeadWords) -> Beside:
    """Read what stands on one side of a date: a name without the links, connectors, badges and verbs around it."""
    if not text.strip(OUTER):
        return Beside()
    text = trim_name(text)
    key = line_key(text)
    if not key or (not key[0].isalnum() and key in words.joints):
        return Beside()  # marks, or the "@" before a time on a line of its own
    if words.stands_beside_dates(key):
        return Beside(text) if key in words.anonymous else Beside(chrome=True)
    is_separated = may_be_separated(text)
    if not is_separated and text.isascii() and text[0].isalpha():
        said = words_of(key)
        if said[0] not in words.around_names and said[-1] not in words.around_names:
            return Beside(text)  # a name and nothing else, as most are
    chrome = verb = False
    if is_separated:
        text, chrome = _without_links(text, words)
        if not text:
            return Beside(chrome=True)
    introduced = False  # behind "by", a name may begin with a word such as "le"
    while text.strip(OUTER) and text.split():
        before = text
        text, cuts_badge, cuts_verb = _cut_last(text, words)
        chrome, verb = chrome or cuts_badge, verb or cuts_verb
        text, cuts_head, cuts_verb = _cut_first(text, words, introduced=introduced)
        introduced, verb = introduced or cuts_head, verb or cuts_verb
        if text == before:
            break
    key = line_key(text)
    if not key or (words.stands_beside_dates(key) and key not in words.anonymous):
        return Beside("", chrome=True, verb=verb)
    return Beside(text, chrome, verb)


def _without_links(text: str, words: HeadWords) -> tuple[str, bool]:
    """Return a text without the links at its ends, where separators part them; tell whether there were any."""
    pieces = [piece for piece in SEPARATED.split(text) if piece]
    if len(pieces) < 2:
        return text, False
    is_link = [words.stands_beside_dates(line_key(piece)) for piece in pieces]
    if all(link or line_key(piece) in words.connectors for piece, link in zip(pieces, is_link, strict=True)):
        return "", True
    chrome = False
    while pieces and is_link.pop():
        text, chrome = trim_name(text[: text.rindex(pieces.pop())]), True
    for piece in pieces:
        if not words.stands_beside_dates(line_key(piece)):
            break
        text, chrome = trim_name(text[text.index(piece) + len(piece) :]), True
    return text, chrome


def _cut_last(text: str, words: HeadWords) -> tuple[str, bool, bool]:
    """Return a text without one verb, connector or badge at its end; tell if a badge was cut, and if a verb was."""
    bare = text.rstrip(OUTER)  # as the phrase "said(a)" lost its bracket
    lower = lowered(bare)
    for tail in ending(lower, words.tails):
        is_apart = len(lower) == len(tail) or lower[-len(tail) - 1].isspace()
        # a verb of one character is a part of many names: "小说"
        if is_apart or (is_unspaced(tail) and (len(tail) > 1 or not is_unspaced(lower[-2]))):
            return trim_name(bare[: -len(tail)]), False, True
    tokens = text.split()
    last = tokens[-1]
    if len(last) > 1 and last[-1] in words.before_dates and not last[-1].isascii():
        return trim_name(text[:-1]), False, False  # scripts without spaces: "小鳳於 2013/12/28"
    # "Den" alone and "D." are names; "Jane Le" has a connector
    is_connector = last in words.connectors or (
        len(tokens) > 1 and len(last.rstrip(".")) > 1 and last.istitle() and last.lower() in words.before_dates
    )
    if not is_connector and (own := without_badge(text, words.badges)) != text:
        return trim_name(own), True, False  # "Post author" before "author"
    is_badge = (not is_connector and len(tokens) > 1) and (
        (len(last) > 3 and last.casefold() in words.badges)
        # "Jane 游客": of two scripts the name is one, and what is said of it the other
        or (is_unspaced(last) and not is_unspaced(tokens[0]) and (last in words.badges or last in words.anonymous))
    )
    return (trim_name(text[: len(text) - len(last)]) if is_connector or is_badge else text), is_badge, False


def _cut_first(text: str, words: HeadWords, *, introduced: bool) -> tuple[str, bool, bool]:
    """Return a text without one phrase or connector at its beginning; tell if a phrase was cut, and if it has a verb.

    `introduced` tells that a phrase was cut before: then a connector may be a part of the name.
    """
    lower = lowered(text)
    for head in beginning(lower, words.heads):
        # of several words the last may be glued to the name: "Comment fromJane"
        if len(lower) == len(head) or " " in head or not lower[len(head)].isalnum():
            return trim_name(text[len(head) :]), True, " " in head
    first = text.split(None, 1)[:1]
    for word in first if not introduced else ():
        if word in words.connectors or (len(word) > 3 and word.lower() in words.connectors):
            return trim_name(text[len(word) :]), False, False
    return text, False, False


def said_by(text: str, words: HeadWords) -> str:
    """Return the name in "NAME says:" or "" where the line is more than that."""
    bare = text.rstrip(OUTER)
    lower = lowered(bare)
    for tail in ending(lower, words.tails):
        name = bare[: len(bare) - len(tail)]
        if name[-1:].isspace() or not tail[0].isalpha() or not tail.isascii():
            return cut_heads(trim_name(name), words)
    for head in beginning(lower, words.heads):
        name = trim_name(text[len(head) :])
        return name if ends_with_initial(name) else trim_name(bare[len(head) :])
    return ""
