"""Loaded once by the server that forks workers, so that every worker begins with all vocabularies in its memory."""

from blogparse.post import warm_up

warm_up()
