"""Which candidate is the headline, by many pages' gold titles.

Pages whose gold has no title stay out: some have one that only a reader of the whole site would call so. `train.py`
runs this after the labels of lines, as the candidates stand outside the threads that these find.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from examples import CANONICAL, Dump, array
from rankings import Choice, Ranked
from wrapping import random_words

from blogparse.labelling import read_thread
from blogparse.post.parse import read_layout
from blogparse.sections.headline import candidates
from blogparse.sections.ranking import columns_of
from blogparse.sections.repetition import Repetition
from blogparse.sections.survey import survey
from blogparse.text import wrap_width

ENOUGH: Final = 0.8  # of the words in common: so much of a title is better than none, where none is whole
NO_TITLE: Final = "x" * 40  # no line of any page
HEADS: Final = (
    "{site}|{line}|{menu}|{title}|{date}|{body}",
    "{menu}|{site}|{line}|{title}|{topic}|{date}|{body}",
    "{site}|{menu}|{title}|by {author}|{date}|{body}",
    "{site}|{line}|« {more} / {less} »|{title}|{topic}|{date}|{body}",
    "{site}|{line}|{menu}|{date}|{title}|{body}",
    "{site}|{line}|« {more}|{less} »|{topic}|{title}|{date} / 4 {word}|{body}",
    "{site}|{menu}|{title}|{more}|{date}|{body}",
    "{title}|{site}|{menu}|{title}|{body}|4 {word}",
    "{title} - {site}|{site}|{line}|{menu}|{title}|{date}|{body}",
    "{site}|{line}|{menu}|{title}|Leave a comment|{body}",
    "{site}|{line}|{title}|{body}|4 {word}",
    "{site}|{menu}|{date}|{title}|{body}|{topic}",
    "{site}|{line}|{menu}|{title}|{body}|{topic}",
    "{menu}|{site}|{line}|« {more}|{less} »|{title}|{author} / {date}|{body}",
    "{site}|{line}|{menu}|{topic}|{title}|{date}|{body}",
    "{title} | {site}|{site}|{menu}|« {more}|{less} »|{title}|{author}|{body}|4 {word}",
    "{site}|{line}|{date}|{title}|{topic}|{body}",
    "{site}|{line}|{menu}|{title}|{first}|{body}",
)
"""What may stand around a title and its text, from above: the parts are parted by blank lines, or by none."""
MANY: Final = 3  # of them for each page: with more of them real pages count too little
DENSE: Final = 0.3  # share of them without blank lines
LISTED: Final = 0.5  # of those with a list of other posts below, and the site's name
SHORT: Final = 0.7  # share of the lines that are as short as titles
LONG: Final = 90  # characters of a line about something else
_SENTENCE: Final = re.compile(r"(?<=[.!?。])\s+")
_WORD: Final = re.compile(r"\w+")


def choices_of(dump: Dump) -> Iterator[Choice]:
    """Yield the candidates of a dump, and of what is left of its page without anything but title and text."""
    for text, title in ((dump.text, dump.gold["title"] or ""), *_bare(dump), *_arranged(dump)):
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


def _arranged(dump: Dump) -> Iterator[tuple[str, str]]:
    """Yield, of a page's usual dump, title and text below a site's name, its tagline, menu and other posts.

    What the taglines and other titles say is said in comments of the page, which these dumps do not show.
    """
    title, body = dump.gold["title"], dump.gold.get("body")
    said = [each["body"] for each in dump.gold["comments"] if each["body"]]
    if not (title and body and said) or dump.renderer != CANONICAL or dump.change:
        return
    rng = random.Random(dump.page)  # noqa: S311 - a fixed draw, no secret
    for head in rng.sample(HEADS, MANY):
        lines = [_line(rng, text) for text in rng.choices(said, k=7)]
        written = date(2004 + rng.randrange(20), rng.randint(1, 12), rng.randint(1, 28))
        mark = rng.choice(("", "  • "))
        site = random_words(rng).title() if rng.random() < SHORT else lines.pop()
        parts = head.replace(" | ", " – ").replace("|", "\n\n").format(
            site=site, line=lines[0], more=lines[1], less=lines[2], title=title, body=body, word=random_words(rng),
            menu="\n".join([mark + random_words(rng).capitalize() for _ in range(rng.randint(2, 6))]),
            date=rng.choice((f"{written:%B} {written.day}, {written.year}", f"{written}", f"{written:%d.%m.%Y}")),
            topic=random_words(rng).title(), author=(dump.gold.get("authors") or [random_words(rng).title()])[0],
            first=_SENTENCE.split(body, maxsplit=1)[0],
        )  # fmt: skip
        if rng.random() < LISTED:
            parts += "\n\n" + "\n".join([f"  • {line}" for line in lines[3:]]) + f"\n\n© {written.year} {site}"
        yield parts.replace("\n\n", "\n") if rng.random() < DENSE else parts, title


def _line(rng: random.Random, text: str) -> str:
    """Return the first words of a text, as few as titles have, in most cases."""
    line = _SENTENCE.split(text, maxsplit=1)[0][:LONG].strip(" .")
    if rng.random() < SHORT:
        words = line.split(" ")
        line = " ".join(words[: rng.randint(2, 8)]) if len(words) > 1 else line[: rng.randint(5, 20)]
    return line[:1].upper() + line[1:]


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
