"""Headline, article and the tiling: which lines of a dump are header, byline, note, body, footer, comments."""

from blogparse.sections.rules import BYLINE_REACH, RULES, Sectioning
from blogparse.sections.tokenizer import tokenize_lines

__all__ = ["BYLINE_REACH", "RULES", "Sectioning", "tokenize_lines"]
