"""Read who and when out of one line: the head of a comment, or the credit line of a post.

`line` is the page to read: the grammar of such a line, and what the place in which it stands makes of its pieces.
"""

from blogparse.credits.line import (
    NOTHING, Credits, read_beside, read_credits, read_dateline, read_labelled, read_named, read_names,
    read_sentence, said_by,
)  # fmt: skip
from blogparse.credits.persons import MAX_PERSON_WORDS, is_person
from blogparse.credits.phrases import LineWords, compile_words, connectors_in, verbs_in
from blogparse.credits.pieces import (
    EDGES, PROSE, count_in, cut_avatar, ends_with_opening, is_glued, is_label, is_opening, may_be_separated,
    may_credit, may_matter, may_open, split_links,
)  # fmt: skip
from blogparse.credits.topics import list_topics, split_topics

__all__ = [
    "EDGES", "MAX_PERSON_WORDS", "NOTHING", "PROSE", "Credits", "LineWords", "compile_words",
    "connectors_in", "count_in", "cut_avatar", "ends_with_opening", "is_glued", "is_label", "is_opening",
    "is_person", "list_topics", "may_be_separated", "may_credit", "may_matter", "may_open",
    "read_beside", "read_credits", "read_dateline", "read_labelled", "read_named", "read_names", "read_sentence",
    "said_by", "split_links", "split_topics", "verbs_in",
]  # fmt: skip
