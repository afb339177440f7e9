"""What the page says around the post: the site's name, the posts before and after, whether comments are open.

All of it is chrome to the article, and is read only where the page is plain about it: a name that stands both at the
top and beside the sign of the copyright, a title behind "Previous post" or an arrow near the article, a form, a notice.
In doubt a field is None.

It is wrong where a page names its owner at the top and in the copyright, and its own name nowhere.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final, Literal

import regex

from blogparse.language import Role
from blogparse.letters import PLAIN, TITLE_LIKE, Letters, PartWords
from blogparse.sections import Sectioning
from blogparse.text import OUTER, Lines, collapse_repetition, is_arrow, late_regex, line_key

MAX_SITE: Final = 60  # characters
MIN_SITE: Final = 4  # characters of a key: shorter ones are found in any copyright by chance
SITE_REACH: Final = 60  # content lines above the headline: the name stands over the menu
MAX_TITLE: Final = 200  # characters
_YEARS: Final = late_regex(r"\b(?:19|20)\d\d\b")


def find_site(lines: Lines, letters: Letters, sectioning: Sectioning) -> str | None:
    """Return the name of the site: a line above the post that the copyright names too, or that opens the page twice."""
    texts, shape = lines.texts, letters.letters
    top = sectioning.title.start if sectioning.title else sectioning.article.start
    rows = list(islice((row for row in range(top) if texts[row]), SITE_REACH))
    is_doubled = (
        len(rows) > 1 and not lines.markers[rows[1]] and lines.keys[rows[0]] == lines.keys[rows[1]] != ""
    )  # the logo and the name
    signed = (text for text in texts if "©" in text and len(text) <= MAX_TITLE)
    owners = [owner for text in signed for owner in _owners(text, letters.parts)]
    if not owners and not is_doubled:
        return None
    title = {lines.keys[row] for row in sectioning.title}
    named: dict[int, str] = {}
    for row in rows:
        if shape[row] in TITLE_LIKE and len(texts[row]) <= MAX_SITE and "©" not in texts[row]:
            key = lines.keys[row]
            if len(key) >= MIN_SITE and key not in title:
                named[row] = key
    for row, key in named.items():
        if any(owner.startswith(key) and not owner[len(key) :][:1].isalnum() for owner in owners):
            return texts[row]
    return texts[rows[0]] if is_doubled and rows[0] in named else None


def _owners(text: str, parts: PartWords) -> Iterator[str]:
    """Yield whom a copyright names: the words behind its sign, and those before it."""
    before, _, after = text.partition("©")
    for side in (after, before):
        yield line_key(parts.copyright.sub("", _YEARS.sub("", side)))


ABOVE: Final = 8  # content lines above the headline in which links to neighbours stand
PAIR: Final = 3  # content lines between the links to the post before and to the post after
BELOW: Final = 60  # content lines below the article
_BEFORE: Final = "«‹←<⟵⇐"
_AFTER: Final = "»›→>⟶⇒"
_LINKS: Final = frozenset("|·•/")  # between the links of a row
_ARROWS: Final = frozenset("←→⟵⟶⇐⇒<>")
_SENTENCES: Final = late_regex(r"\w{3}[.!?] \p{Lu}\p{Ll}+ .*[.!?]\Z")  # two, and the second ends


def find_neighbours(
    lines: Lines, letters: Letters, sectioning: Sectioning, labels: regex.Pattern[str]
) -> tuple[str | None, str | None]:
    """Return the titles of the posts before and after this one, as links near the article name them.

    A phrase such as "Previous post" says it alone. A bare "Next" or an arrow leads anywhere: it counts where the link
    in the other direction stands near. `labels` finds such phrases inside a line that names both posts.
    """
    sure: dict[Role, str] = {}
    unsure: list[tuple[int, Role, str]] = []
    roles, texts = letters.roles, lines.texts
    for at, row in enumerate(_near(lines, sectioning)):
        if row not in roles and texts[row][0] not in _BEFORE and texts[row][-1] not in _AFTER:
            continue
        for role, title, is_sure in _read_neighbours(lines, letters, row, labels):
            if is_sure:
                sure.setdefault(role, title)
                continue
            pair = next((other for other in unsure if other[1] is not role and at - other[0] <= PAIR), None)
            if pair is not None:
                sure.setdefault(pair[1], pair[2])
                sure.setdefault(role, title)
            unsure.append((at, role, title))
    return sure.get(Role.PREVIOUS_POST), sure.get(Role.NEXT_POST)


def _near(lines: Lines, sectioning: Sectioning) -> Iterator[int]:
    """Yield the content lines in which links to neighbours stand: below the article, then above the headline."""
    article, thread = sectioning.article, sectioning.thread
    if not article:
        return
    below = (row for row in range(article.stop, len(lines)) if lines.texts[row] and row not in thread)
    yield from islice(below, BELOW)
    top = sectioning.title.start if sectioning.title else article.start
    yield from [row for row in range(top) if lines.texts[row]][-ABOVE:]


def _read_neighbours(
    lines: Lines, letters: Letters, row: int, labels: regex.Pattern[str]
) -> Iterator[tuple[Role, str, bool]]:
    """Yield the directions of the links in a line, the title each names, and whether its words alone are enough."""
    text = lines.texts[row]
    role = letters.roles.get(row)
    if role is Role.PREVIOUS_POST or role is Role.NEXT_POST:
        label = letters.labels.get(row)
        if label is None:
            below = next((at for at in range(row + 1, len(lines)) if lines.texts[at]), -1)
            if below >= 0 and letters.letters[below] in TITLE_LIKE and lines.markers[below] in {"", lines.markers[row]}:
                # an arrow beside the words: they are a whole link, and what stands below them may be anything
                is_whole = text[0] in _BEFORE or text[-1] in _AFTER
                is_sure = " " in lines.keys[row] and not is_whole
                yield from _titled(role, lines.texts[below], is_sure=is_sure)
            return
        other = labels.search(text, label)
        yield from _titled(role, text[label : other.start() if other is not None else len(text)], is_sure=True)
        if other is not None:
            opposite = Role.NEXT_POST if role is Role.PREVIOUS_POST else Role.PREVIOUS_POST
            yield from _titled(opposite, text[other.end() :], is_sure=True)
    elif (text[0] in _BEFORE) != (text[-1] in _AFTER) and letters.letters[row] in PLAIN and is_arrow(text):
        yield from _titled(Role.PREVIOUS_POST if text[0] in _BEFORE else Role.NEXT_POST, text, is_sure=False)


def _titled(role: Role, text: str, *, is_sure: bool) -> Iterator[tuple[Role, str, bool]]:
    """Yield a link where its text can be a title: one sentence, no more arrows, not one of several links in a row."""
    title = collapse_repetition(text.partition(" | ")[0].strip(_BEFORE + _AFTER + " :：\u00a0\t"))
    is_title = title.strip(OUTER) and len(title) <= MAX_TITLE and _ARROWS.isdisjoint(title) and title[0] not in _LINKS
    if is_title and _SENTENCES.search(title) is None:
        yield role, title, is_sure


def find_openness(letters: Letters, sectioning: Sectioning) -> Literal["open", "closed", "login"] | None:
    """Return what the page says of new comments: a notice outweighs a form, for themes leave the form's words."""
    shape = letters.letters
    if "O" in shape:
        told = {letters.roles.get(row) for row in range(len(shape)) if shape[row] == "O"}
        if Role.COMMENTS_CLOSED in told:
            return "closed"
        if Role.LOGIN_NEEDED in told:
            return "login"
    return "open" if "F" in shape[sectioning.article.stop :] else None


def find_thread_page(lines: Lines, letters: Letters, sectioning: Sectioning) -> int:
    """Return the line that leads to more comments than this page shows, or -1."""
    thread = sectioning.thread
    if not thread or letters.letters.find("G", thread.start) < 0:
        return -1
    rows = [row for row in range(thread.start, len(lines)) if lines.texts[row]]
    last = next((at for at, row in enumerate(rows) if row >= thread.stop), len(rows))
    return next((row for row in rows[: last + ABOVE] if letters.letters[row] == "G"), -1)
