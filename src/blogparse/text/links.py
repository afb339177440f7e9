"""Links that are told by their form: arrows, and the titles of feeds and neighbours in the head of a page."""

from __future__ import annotations

import re
from typing import Final

import regex

from blogparse.text.lines import Lines

MAX_TITLE: Final = 250
_arrow = re.compile(r"[←→«‹<»›>]").search
_ARROW: Final = regex.compile(
    r"""
      \A [«‹←<] [^»›]*+ \Z        # « the post before
    | \A [^«‹]*+ (?<=[»›→>]) \Z  # the post after »
    | [←→]
    | \A \w++ [ ] [›»]            # Next › the post after
    """,
    regex.VERBOSE,
)


def is_arrow(text: str) -> bool:
    """Tell a link to the post before or after by its arrow."""
    return len(text) <= MAX_TITLE and _arrow(text) is not None and _ARROW.search(text) is not None


_HEAD_LINKS: Final = re.compile(r"#\S.*(?:»|\b(?:alternate|RSS|Atom|Feed)\b)", re.DOTALL)
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
