"""Who wrote a post and when: credit lines weighed by their place, and what else a page tells of its author."""

from blogparse.authorship.byline import find_byline
from blogparse.authorship.credit_lines import PLACES, Credited, Dated, find_credits, find_published, find_updated
from blogparse.authorship.credit_lines import find_spots, find_title_date

__all__ = [
    "PLACES",
    "Credited",
    "Dated",
    "find_byline",
    "find_credits",
    "find_published",
    "find_spots",
    "find_title_date",
    "find_updated",
]
