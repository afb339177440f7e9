"""Read who and when out of one line: the head of a comment, or the credit line of a post.

"Jane said on May 3, 2012" heads a comment: what stands beside its date or verb is a name, once links, connectors,
badges and verbs are cut (`heads`).

A credit line, "Posted on May 3, 2012 by Ann Lee in Travel · 7 comments", is made of pieces between separators and
dates. A piece that opens with a byline's words ("by", "written by", "von") holds names for sure, and so does one that
has them inside, beside a date; the words beside a date alone may be a name. Labels that a renderer glued to their
neighbours ("2016AuteurAnnCategorieën") are parted first. Whether the line belongs to the post at all is for the caller,
who knows where it stands.

It takes a category for a name where nothing but separators stands around it; the caller prefers sure names.
"""

from blogparse.credits.bylines import (
    NOTHING, Credits, ends_with_opening, is_label, is_opening, read_labelled, read_named, read_names,
)  # fmt: skip
from blogparse.credits.cutting import EDGES, PROSE, SEPARATED, cut_avatar, cut_byline, ending, may_be_separated
from blogparse.credits.heads import read_beside, said_by
from blogparse.credits.line import (
    may_credit, may_matter, may_say, may_start, read_credits, read_dateline, read_sentence,
)  # fmt: skip
from blogparse.credits.persons import MAX_PERSON_WORDS, is_person, split_authors
from blogparse.credits.phrases import (
    CreditWords, HeadWords, compile_credits, compile_heads, connectors_in, may_open, verbs_in,
)  # fmt: skip
from blogparse.credits.tidy import is_glued
from blogparse.credits.topics import list_topics, split_topics

__all__ = [
    "EDGES", "MAX_PERSON_WORDS", "NOTHING", "PROSE", "SEPARATED", "CreditWords", "Credits", "HeadWords",
    "compile_credits", "compile_heads", "connectors_in", "cut_avatar", "cut_byline", "ending", "ends_with_opening",
    "is_glued", "is_label", "is_opening", "is_person", "list_topics", "may_be_separated", "may_credit",
    "may_matter", "may_open", "may_say", "may_start", "read_beside", "read_credits", "read_dateline",
    "read_labelled", "read_named", "read_names", "read_sentence", "said_by", "split_authors", "split_topics",
    "verbs_in",
]  # fmt: skip
