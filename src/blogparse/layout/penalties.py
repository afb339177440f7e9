"""What speaks against a reading: lists, teasers, lone records, what a thread would not have around it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from blogparse.layout.content import Content
from blogparse.layout.headers import BODY_LETTERS
from blogparse.layout.templates import Header, Place, RecordTemplate
from blogparse.letters import HEADER_LIKE, TEXT_LIKE
from blogparse.text import CLOSERS, HEADING, line_key

CLEAN_NAME: Final = 0.6  # how sure the names of a clean reading are in the mean
NAME_EXPECTED: Final = 0.3
BODY_EXPECTED: Final = 0.8
CHROME: Final = "RVbaKGTX"
EDGE: Final = 1.5  # what stands below the last anchor tells a date above the body from one below it
MEAN_NAME: Final = 25  # characters: the mean of people's names is about 12, that of titles about 45
BODIES: Final = 0.9  # share of the items with a body, from which on they may be comments
MISSING: Final = 6  # one of so many declared comments may be no item: links from other pages, removed comments
NEAR: Final = 4  # content lines between a heading and the list that it heads
FORM_ABOVE_REACH: Final = 12  # content lines above it: forms are long
MIN_LIST: Final = 3
ONE_AUTHOR: Final = 0.7  # share of the records that one author has in lists of posts, guests aside
MAX_RECORDS: Final = 4  # unheaded dated records above which talk is talk beyond doubt


def _body_lines(template: RecordTemplate, record: tuple[Header, int, int]) -> range:
    """Return the content lines of a record's body, links and badges at its ends with it."""
    head, start, stop = record
    if template.body is Place.BELOW:
        return range(head.last + 1, stop)
    return range(
        start if template.author is not Place.FIRST else head.author + 1,
        head.author if template.author is Place.ABOVE else head.anchor,
    )


def is_teaser(page: Content, template: RecordTemplate, record: tuple[Header, int, int]) -> bool:
    """True for a title or the cut beginning of a text, not what somebody says: a line or two that end in the middle."""
    rows = [at for at in _body_lines(template, record) if page.shape[at] not in CHROME and page.markers[at] != HEADING]
    if not rows or len(rows) > 2:
        return not rows
    text = page.texts[rows[-1]].rstrip(CLOSERS)
    if text.endswith(("…", "...")):
        return True
    last = text[-1:]
    return last.isdecimal() or last.islower() or last.isupper()


def lists_people(
    page: Content,
    heads: Sequence[Header],
    heading: int,
    starts: Sequence[int],
    shares: Mapping[str, float],
    *,
    invited: bool,
) -> bool:
    """Return whether items with no more than names are comments: a heading counts them,."""
    if heading < 0 or shares["prose"] < 0.5 or shares["body"] < BODIES - BODY_EXPECTED:
        return False
    named = [head for head in heads if head.author >= 0]
    if not named and "F" in page.shape[heading : starts[0]]:
        return False  # rules for those who write
    level = min(page.indents[start] for start in starts)
    marks = [page.markers[start] for start in starts if page.indents[start] == level]
    if len(set(marks)) > 1:
        return False
    count, top = len(heads), len(marks)
    declared = page.counts.get(heading, 0)
    if declared and (top <= declared <= count or count <= declared <= count + max(1, count // MISSING)):
        return True
    if page.shape[heading] != "H" or starts[0] - heading > NEAR or len(named) * 2 < count:
        return False
    short = sum(len(page.texts[head.author]) for head in named) <= MEAN_NAME * len(named)
    return short and (invited or shares["links"] >= 0.5)


def share_of_talk(page: Content, heads: Sequence[Header], shares: Mapping[str, float], *, invited: bool) -> float:
    """Return how much the records look like people talking, 0 to 1: prose by several, with times of day."""
    distinct = len({line_key(_author_text(page, head)) for head in heads}) > 1
    dated = max(shares["times"], 0.8 * shares["marks"]) if invited else shares["times"]
    named = shares["name"] + NAME_EXPECTED >= 0.55
    return min((len(heads) - 1) / MAX_RECORDS, 1.0) * dated * shares["prose"] * distinct * named


def penalty_without_heading(page: Content, heads: Sequence[Header], start: int, shares: Mapping[str, float]) -> float:
    """Return the penalty for records that no comments heading announces."""
    penalty = 0.0
    if len(heads) == 1 and not speaks_for_itself(page, heads[0]):
        penalty += 5.0
    if len(heads) == 2 and shares["verbs"] < 0.5:
        penalty += 2.5
    if "W" in page.shape[max(0, start - 3) : start]:
        penalty += 4.0  # a sidebar's box
    if shares["prose"] < 0.3:
        penalty += 1.5  # bodies like titles
    if not 0 <= page.first_prose < start:
        penalty += 1.0  # no article above
    authors = Counter(line_key(_author_text(page, head)) for head in heads)
    if len(heads) >= MIN_LIST and max(authors.values()) >= ONE_AUTHOR * len(heads):
        penalty += 3.0  # one author: posts
    return penalty


def speaks_for_itself(page: Content, head: Header) -> bool:
    """True for a lone comment without a heading, not a dateline: a list item or a colon, a verb of saying, a time."""
    says = head.author >= 0 and page.shape[head.author] == "A" and bool(head.stamps)
    return says and (bool(page.markers[head.start]) or page.texts[head.author].endswith((":", "：")))


def unexplained_above(page: Content, start: int) -> float:
    """Return what stands between first record and heading or form: a sentence 1, words a quarter, a stray header 2."""
    count = 0.0
    for index in range(start - 1, max(-1, start - FORM_ABOVE_REACH), -1):
        letter = page.shape[index]
        if letter in "HTGF":
            return min(count, 4.0)
        count += 2.0 * (letter in HEADER_LIKE) + (letter in TEXT_LIKE) + 0.25 * (letter == "s")
    return 0.0


def score_edges(page: Content, template: RecordTemplate, run: Sequence[Header]) -> float:
    """Weigh what follows the last anchor: a body where bodies stand below their anchor, else none."""
    index = run[-1].last + 1
    while index < page.size and index <= run[-1].last + 3 and page.shape[index] in "RVbK":
        index += 1
    follows = (
        index < page.size
        and page.gaps[index] <= 2
        and page.shape[index] in BODY_LETTERS
        and not (page.shape[index] == "s" and page.indents[index] < page.indents[run[-1].start])
    )
    prose = follows and page.shape[index] != "s"
    if template.body is Place.ABOVE:
        return EDGE if not follows else -EDGE if prose else -0.3 * EDGE
    return EDGE if prose else 0.3 * EDGE if follows else -EDGE


def _author_text(page: Content, head: Header) -> str:
    if head.author < 0:
        return ""
    stamp = page.stamps.get(head.author)
    if stamp is not None and stamp.name:
        return stamp.name
    return page.names.get(head.author, page.texts[head.author])
