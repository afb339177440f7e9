"""How sure a record is: the probability that its thread, each of its comments and each of its fields are exactly right.

A parser that cannot say when it is wrong makes its users check everything. Most of what goes wrong shows: names of odd
forms, a head unlike the others, times that run back and forth, dates left over, a number of comments that does not fit,
two readings that are nearly as likely. `evidence` and `fields` put that into columns of small numbers, as the rankings
of headlines and readings do; `model` adds up what each of them, or for the thread several together, was worth on many
pages (logistic regressions and boosted trees, which are data) and gives the probability.

The weights were learnt from readings of pages by labels that had not seen their sites (``tests/training``), so that
they know how wrong the parser is on pages that it meets for the first time. They are wrong where a page breaks a thread
in a way that leaves it regular: comments on a second page that nothing points to, a name that a theme does not print.
"""

from blogparse.confidence.rating import rate_fields, rate_thread
from blogparse.confidence.lines import rate_lines

__all__ = ["rate_fields", "rate_lines", "rate_thread"]
