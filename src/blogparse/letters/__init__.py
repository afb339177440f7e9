"""One class for each line, written as a letter: what the line looks like, whatever it turns out to be."""

from blogparse.letters.alphabet import (
    ARTICLE_BREAKS, BESIDE_NAMES, CLOSING, COUNTING, DATED, FORM_LIKE, HEADER_LIKE, JOINING, NAME_LIKE, NUMBERED,
    PLAIN, SHORT, TEXT_EDGES, TEXT_LIKE, THREAD_BREAKS, TITLE_LIKE, Letter, Letters, Stamp, classify_shape,
)  # fmt: skip
from blogparse.letters.classify import classify_lines
from blogparse.letters.inline import inline_heads
from blogparse.letters.parts import PartWords
from blogparse.letters.recurring import LEAST, learn_heads

__all__ = [
    "ARTICLE_BREAKS", "BESIDE_NAMES", "CLOSING", "COUNTING", "DATED", "FORM_LIKE", "HEADER_LIKE", "JOINING",
    "LEAST", "NAME_LIKE", "NUMBERED", "PLAIN", "SHORT", "TEXT_EDGES", "TEXT_LIKE", "THREAD_BREAKS", "TITLE_LIKE",
    "Letter", "Letters", "PartWords", "Stamp", "classify_lines", "classify_shape", "inline_heads", "learn_heads",
]  # fmt: skip
