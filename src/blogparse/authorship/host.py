"""Who wrote a post that no line credits: who answers its comments, who signs it, whose page it is.

These are conclusions, and each wants two signs: one person answers several others in the thread, hardly anybody else
answers, and the name stands outside the thread as well; a name in brackets or behind a dash below the last paragraph
signs it; a name that the page's head has ("Ann Lee's notes"), its copyright or its thread, stands over words about its
owner, or head and copyright both say whose notes they are; the first words below the text are about somebody ("Ann Lee
mends kettles"), under no heading of their own.

It is wrong where an editor answers the comments on a guest's post that does not name the guest.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from blogparse.authorship.credit_lines import BELOW, Spot
from blogparse.authorship.lone_names import Candidate
from blogparse.credits import Credits, is_person
from blogparse.letters import TITLE_LIKE
from blogparse.page import Page, find_site
from blogparse.text import MAX_PERSON, OUTER, end_of_line, is_person_shaped, late_regex, line_key

MIN_ANSWERED: Final = 3  # people whom the host answers: fewer is a talk
OPENING: Final = 40  # characters of a comment in which it says whom it answers
MIN_CALL: Final = 3  # characters of a name by which somebody is called
HOST_SHARE: Final = 0.5  # of all answers that are the host's
LAST: Final = 6  # lines of the text's end in which a box about the author may have been caught
SIGNED: Final = 3  # lines of the text's end, and below it, that may sign it
_FULL: Final = r"(\p{Lu}[\p{L}.’'-]*+(?:\s\p{Lu}[\p{L}.’'-]*+){1,2})"
_NAMED: Final = late_regex(rf"{_FULL}(?=\s\p{{L}}|\Z)")  # a line that begins with a name
# what an apostrophe joins to a name says whose the rest is: English "'s", Turkish "'in"
_WHOSE: Final = r"(\p{Lu}[\p{L}.-]*+(?:\s\p{Lu}[\p{L}.-]*+){1,2})['’]\p{Ll}{1,2}\s"
_OWNED: Final = late_regex(_WHOSE)  # "Ann Lee's notes"
_OWNER: Final = late_regex(  # "© 2012 Ann Lee.", "© 2012 Ann Lee's notes"
    rf"©[\s\d–,-]*+(?:{_FULL}(?=\s*+(?:\Z|[|·•.,∙-]))|{_WHOSE})"
)
_SIGNED: Final = late_regex(r"\A(?:[-–—―]{1,2}\s*+(?P<dash>\S.*)|[(（](?P<bracket>[^()（）]++)[)）])\Z")
_QUOTES: Final = frozenset('"”“»«’」』')


def infer_author(page: Page, spots: Mapping[int, Spot]) -> Candidate | None:
    """Return who wrote a post that no line credits, None in doubt."""
    return _signature(page, spots) or _owner(page) or _answering(page)


def _inferred(rows: range, found: Credits) -> Candidate:
    return Candidate("inferred", Spot("below", BELOW), rows, found)


def _signature(page: Page, spots: Mapping[int, Spot]) -> Candidate | None:
    """Return who signs the text in its last lines: "(Ann Lee)", "— Ann"."""
    texts = page.lines.texts
    last = set(page.article[-SIGNED:])
    for row, spot in spots.items():
        is_near = spot.distance < SIGNED if spot.place == "below" else row in last
        if spot.place in {"between", "above"} or not is_near or len(texts[row]) > MAX_PERSON:
            continue
        found, above = _SIGNED.match(texts[row]), page.row_above(row)
        if found is None or (above >= 0 and texts[above][-1] in _QUOTES):
            continue
        name = (found["dash"] or found["bracket"]).strip()
        if is_person(name, page.words, called=True) and not name.isupper():
            return _inferred(range(row, row + 1), Credits.of_names(name))
    return None


def is_sheet(page: Page, row: int) -> bool:
    """True for the data of a book or a film, "Author: Ann Lee" among "Publisher: ..." and "Pages: ..."."""
    texts, shape = page.lines.texts, page.letters.letters
    if not 0 < texts[row].find(":") <= MAX_PERSON:
        return False
    near = [*page.content(row - 3, row), *page.content(row + 1, row + 4)]
    labelled = [at for at in near if shape[at] in TITLE_LIKE and 0 < texts[at].find(":") < len(texts[at]) - 2]
    return len(labelled) > 1


def _owner(page: Page) -> Candidate | None:
    """Return whose page it is: a name for which two of its head, its copyright, a box and its thread speak."""
    texts, shape = page.lines.texts, page.letters.letters
    article, thread = page.sectioning.article, page.sectioning.thread
    has_head = any("’" in text or "'" in text for text in texts[: article.start])
    if not (has_head or page.people or any("©" in text for text in texts)):
        return None  # nothing that goes with a box
    last = set(page.article[-LAST:])  # the box may have been taken for text
    signs: defaultdict[str, set[str]] = defaultdict(set)
    rows: dict[str, int] = {}
    for row, text in enumerate(texts):
        if not text or row in thread:
            continue
        sign, name = "", ""
        if "©" in text:
            found = _OWNER.search(text)
            sign, name = "copyright", (found[1] or found[2]) if found is not None else ""
        elif row < article.start and ("’" in text or "'" in text) and (found := _OWNED.match(text)) is not None:
            sign, name = "head", found[1]
        elif text[0].isupper():
            is_outside = row not in article or row in last
            below = page.row_below(row) if shape[row] in TITLE_LIKE and is_outside else -1
            if _is_prose(page, row) or (below >= 0 and _is_prose(page, below)):
                found = _NAMED.match(text)
                for name in {found[1], " ".join(found[1].split()[:2])} if found is not None else ():
                    signs[name].add("box")
                    rows.setdefault(name, row)
            continue
        if is_person_shaped(name):
            signs[name].add(sign)
            rows.setdefault(name, row)
    for name in signs:
        if {line_key(name), line_key(name.split()[0])} & page.people.keys():
            signs[name].add("thread")
    site = find_site(page.lines, page.letters, page.sectioning)
    named = [
        name
        for name, found in signs.items()
        if ({"head", "copyright"} <= found or ("box" in found and len(found) > 1 + (name == site)))
        and is_person_shaped(name)
        and not page.says_small(name)
    ]
    said = page.lines.text
    longer = {
        name for name in named for own in named if name.startswith(f"{own} ") and said.count(name) < said.count(own)
    }
    named = [name for name in named if name not in longer]  # "Ann Lee Writer", who is Ann Lee
    if len(named) != 1:
        return None
    return _inferred(range(rows[named[0]], rows[named[0]] + 1), Credits.of_names(named[0]))


def _is_prose(page: Page, row: int) -> bool:
    """True for running text, which a fixed width may have broken."""
    shape = page.letters.letters[row]
    return shape == "p" or (shape == "t" and end_of_line(page.lines, row, page.wrap) > row + 1)


def _answering(page: Page) -> Candidate | None:
    """Return who answers the comments, where one person does whom the page names outside of them as well."""
    answered: defaultdict[str, set[str]] = defaultdict(set)
    answers: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    known: dict[str, str] = {}  # who has spoken, by the first word of the name
    for comment in page.comments:
        if comment.author is None:
            continue
        spoken[comment.author] += 1
        above = page.comments[comment.parent].author if comment.parent is not None else None
        if above is None and comment.depth is None:  # nothing shows who answers whom but the names in the text
            opening = (word.strip(OUTER).casefold() for word in comment.body[:OPENING].split())
            above = next((known[word] for word in opening if word in known), None)
        if above is not None and above != comment.author:
            answered[comment.author].add(above)
            answers[comment.author] += 1
        first = comment.author.split()[0].strip(OUTER).casefold()
        if len(first) >= MIN_CALL:
            known.setdefault(first, comment.author)
    if not answers:
        return None
    host, count = max(answers.items(), key=lambda answer: answer[1])
    if (
        len(answered[host]) < MIN_ANSWERED
        or count < HOST_SHARE * answers.total()
        or count < HOST_SHARE * spoken[host]
        or line_key(host) in page.words.anonymous
    ):
        return None
    said = (row for row, text in enumerate(page.lines.texts) if host in text and not page.in_comment(row))
    row = next(said, -1)
    return _inferred(range(row, row + 1), Credits.of_names(host)) if row >= 0 else None
