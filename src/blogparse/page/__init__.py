"""The article's blocks and notes, and what the page says around the post."""

from blogparse.page.body import find_body, find_notes
from blogparse.page.page import Page
from blogparse.page.surroundings import find_neighbours, find_openness, find_site, find_thread_page

__all__ = ["Page", "find_body", "find_neighbours", "find_notes", "find_openness", "find_site", "find_thread_page"]
