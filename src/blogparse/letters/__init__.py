"""One class for each line, written as a letter: what the line looks like, whatever it turns out to be."""

from blogparse.letters.alphabet import SHORT, Letter, Letters, Stamp, classify_shape
from blogparse.letters.classify import classify_lines
from blogparse.letters.recurring import LEAST, learn_heads

__all__ = ["LEAST", "SHORT", "Letter", "Letters", "Stamp", "classify_lines", "classify_shape", "learn_heads"]
