"""Read who and when out of one line: the head of a comment, or the credit line of a post.

`line` is the page to read: the grammar of such a line, and what the place in which it stands makes of its pieces.
"""

from blogparse.credits.line import (
    NOTHING, Credits, read_beside, read_credits, read_labelled, read_named, read_names, said_by,
)  # fmt: skip
from blogparse.credits.persons import MAX_PERSON_WORDS, is_person, split_authors
from blogparse.credits.phrases import LineWords, compile_words, connectors_in, verbs_in
from blogparse.credits.pieces import EDGES, LINKED, PROSE, cut_avatar, cut_byline, is_glued, may_be_separated
from blogparse.credits.prose import may_say, read_dateline, read_sentence
from blogparse.credits.questions import (
    ends_with_opening, is_label, is_opening, may_credit, may_matter, may_open, may_start,
)  # fmt: skip
from blogparse.credits.topics import list_topics, split_topics

__all__ = [
    "EDGES", "LINKED", "MAX_PERSON_WORDS", "NOTHING", "PROSE", "Credits", "LineWords", "compile_words",
    "connectors_in", "cut_avatar", "cut_byline", "ends_with_opening", "is_glued", "is_label", "is_opening",
    "is_person", "list_topics", "may_be_separated", "may_credit", "may_matter", "may_open", "may_say", "may_start",
    "read_beside", "read_credits", "read_dateline", "read_labelled", "read_named", "read_names", "read_sentence",
    "said_by", "split_authors", "split_topics", "verbs_in",
]  # fmt: skip
