"""Lines of every class that the parser knows, by the letter of the class: what made-up dumps are put together from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

LINES: Final[Mapping[str, Sequence[str]]] = {
    "_": ("",),
    "D": ("June 6, 2013 at 8:33 am", "3 days ago", "06.06.2013", "2013-06-06T08:33:00Z"),
    "M": ("Jane Doe, June 6, 2013 at 8:33 am", "Ann - 3 hours ago"),
    "A": ("Jane says:", "Joe Bloggs wrote:"),
    "y": ("says:",),
    "c": ("on",),
    "R": ("Reply", "Like | Share | Report"),
    "V": ("+3", "12"),
    "K": ("In reply to Jane", "@Jane"),
    "P": ("Pingback: Another page",),
    "Z": ("This comment has been removed by the author.",),
    "H": ("3 Comments", "Responses to “A walk”", "Comments"),
    "h": ("Filed under travel | 3 comments",),
    "F": ("Leave a Reply", "Your email address will not be published."),
    "O": ("Comments are closed.",),
    "G": ("« Older Comments",),
    "T": ("Sort by newest",),
    "b": ("Author",),
    "a": ("Avatar of Jane",),
    "B": ("By Jane Doe",),
    "E": ("Editor's note: the ferry runs again.",),
    "L": ("Tags: harbour, ferries",),
    "Q": ("Related: how the harbour froze",),
    "X": ("Home | About | Contact", "Next post »"),
    "W": ("Recent Posts",),
    "s": ("A walk to the mill", "Jane Doe"),
    "t": ("The ferry was late again.", "“The ferry (was [late"),
    "p": ("The ferry was late again, and so were we, since the tide waits for nobody and the clock had stopped." * 2,),
}
"""A letter's lines; a dump around them may make something else of one."""
