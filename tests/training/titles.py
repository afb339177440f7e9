"""Which candidate is the headline, by many pages' gold titles.

Pages whose gold has no title stay out: some have one that only a reader of the whole site would call so. `train.py`
runs this after the labels of lines, as the candidates stand outside the threads that these find.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from examples import CANONICAL, Dump, array
from rankings import Choice, Ranked

from blogparse.labelling import read_thread
from blogparse.post.parse import read_layout
from blogparse.sections.headline import candidates
from blogparse.sections.ranking import columns_of
from blogparse.sections.repetition import Repetition
from blogparse.sections.survey import survey
from blogparse.text import wrap_width

ENOUGH: Final = 0.8  # of the words in common: so much of a title is better than none, where none is whole
NO_TITLE: Final = "x" * 40  # no line of any page
_SENTENCE: Final = re.compile(r"(?<=[.!?。])\s+")
_WORD: Final = re.compile(r"\w+")


def choices_of(dump: Dump) -> Iterator[Choice]:
    """Yield the candidates of a dump, and of what is left of its page without anything but title and text."""
    for text, title in ((dump.text, dump.gold["title"] or ""), *_bare(dump)):
        choice = choice_of(text, title, dump.site)
        if choice is not None:
            yield choice


def _bare(dump: Dump) -> Iterator[tuple[str, str]]:
    """Yield, of a page's usual dump, title and text alone, title and first line alone, and the text without a title."""
    title, body = dump.gold["title"], dump.gold.get("body")
    if title and body and dump.renderer == CANONICAL and not dump.change:
        yield f"{title}\n\n{body}", title
        yield f"{title}\n\n{_SENTENCE.split(body, maxsplit=1)[0]}", title
        yield body, NO_TITLE


def choice_of(text: str, title: str, site: str) -> Choice | None:
    """Return the candidates of a dump; None where its title is not known, or nothing could be one."""
    wanted = title_key(title)
    front = read_layout(text)
    if not wanted or not front.content.size:
        return None
    letters, induction, _ = read_thread(front.content, front.induction)
    lines = front.content.lines
    seen = survey(lines, letters, induction, wrap_width(lines))
    found = candidates(seen)
    if not found:
        return None
    said = [seen.blocks.texts[at] for at in sorted(found)]
    right = [title_key(each) == wanted for each in said]
    if True not in right:
        right = [likeness(each, title) >= ENOUGH for each in said]
    return Choice(site, array(columns_of(seen, Repetition(seen), found)), right)


def title_key(text: str) -> str:
    """Return what of a title counts: its letters and digits, whatever the case."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def likeness(text: str, other: str) -> float:
    """Return the share of the words of two texts that they have in common."""
    words, others = (Counter(_WORD.findall(each.lower())) for each in (text, other))
    return 2 * (words & others).total() / max(1, words.total() + others.total())


TITLES: Final = Ranked(
    package="sections",
    label="headline",
    margin=0.3,  # of what that gives up, three in four were wrong
    figures=("page_title", "page_title_loose"),
    choices_of=choices_of,
)
