"""Induce the page's own comment layout from its regularity.

A thread is one record layout repeated. Which layout is not looked up, it is inferred: `anchors` finds the lines that
recur (timestamps, "NAME says:") and reads each by every `Scheme`; here anchors become runs, runs become records with a
beginning and an end, and the reading that `weighing` finds best is the page's thread. Anchors that stand inside bodies
(quoted heads) are dropped where the others agree on their list marks, and so are the article's own dateline above a
number of comments and the datelines of a list below the thread; pingbacks and the owner's answers are added where they
stand among the records.

Most runs on a page are no threads, and a clean reading has no rivals: what cannot matter is not weighed.

The thread ends where the last body ends: at a form, a heading or a sidebar's box, at a line that is not as deep as
bodies are here, behind links such as end the other records.

Where it is wrong: two records say nothing about regularity, so a lone comment without heading, verb or reply link is
left alone (a false thread is worse than a missed one), unless it ends the page; and a page that prints its related
posts exactly as it prints its comments, without a heading between, gives both.
"""

from blogparse.layout.content import without_digits
from blogparse.layout.induction import Induction, RecordLines, compare_readings, induce_layout
from blogparse.layout.schemes import Place

__all__ = ["Induction", "Place", "RecordLines", "compare_readings", "induce_layout", "without_digits"]
