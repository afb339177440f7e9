"""What the rules of the tokenizer look at, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import attrs

from blogparse.letters import Letters
from blogparse.records import Section, SectionKind
from blogparse.sections.survey import Survey
from blogparse.text import Lines


class Vote(NamedTuple):
    """A rule's claim on the lines ``[first, last)``."""

    kind: SectionKind
    first: int
    last: int
    weight: int
    reason: str


@attrs.frozen(slots=True, eq=False)
class Context:
    """What the rules look at. `article` is the range of lines that holds the body, empty where there is none.

    `thread` are the lines of the thread, from its heading on where that stands below the article. `found` are the
    blocks of the dump with what was seen of them, `body` those of the article.
    """

    lines: Lines
    letters: Letters
    found: Survey
    body: range
    article: range
    title: range
    thread: range
    wrap: int | None = None


@attrs.frozen(slots=True, eq=False)
class Sectioning:
    """The sections of a dump and, for each line, its kind and the reason for it."""

    sections: tuple[Section, ...]
    kinds: Sequence[SectionKind]
    reasons: Sequence[str]
    article: range
    thread: range
    title: range


BYLINE_REACH: Final = 14  # lines around the article in which a byline or a note is the article's own
