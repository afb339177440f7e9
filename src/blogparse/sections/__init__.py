"""Headline, article and the tiling: which lines of a dump are header, byline, note, body, footer, comments."""

from blogparse.sections.rules import RULES
from blogparse.sections.tokenizer import tokenize_lines
from blogparse.sections.votes import BYLINE_REACH, Sectioning

__all__ = ["BYLINE_REACH", "RULES", "Sectioning", "tokenize_lines"]
