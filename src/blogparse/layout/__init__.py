"""Induce the page's own comment layout from its regularity: wrapper induction for plain text.

A thread is one record repeated. Which record is not looked up, it is inferred: `headers` reads the lines that recur
(timestamps, "NAME says:") by every `RecordTemplate`; such headers become runs, runs become records with a beginning and
an end, and the reading with the best score (`scoring`, `penalties`) is the page's thread. Headers inside bodies, such
as quoted ones, are dropped where the others agree on their list marks, and so are the article's own dateline above a
number of comments and the datelines of a list below the thread; pingbacks and the owner's answers are added where they
stand among the records. The thread ends where the last body ends: at a form, a heading or a sidebar's box, at a line
that is not as deep as bodies are here, behind links such as end the other records.

It is wrong where there is too little to be regular: a lone comment without heading, verb or reply link is left alone,
as a false thread is worse than a missed one; and where related posts are printed just as comments are.
"""

from blogparse.layout.content import Content, without_digits
from blogparse.layout.induction import Induction, RecordLines, compare_readings, induce_layout
from blogparse.layout.runs import heading_above
from blogparse.layout.templates import TEMPLATES, Place, RecordTemplate

__all__ = [
    "TEMPLATES", "Content", "Induction", "Place", "RecordLines", "RecordTemplate", "compare_readings", "heading_above",
    "induce_layout", "without_digits",
]  # fmt: skip
