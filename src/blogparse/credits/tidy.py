"""Credit lines as a theme wrote them: labels apart from what they touch, Markdown and asides gone."""

import re
from typing import Final

from blogparse.credits.phrases import CreditWords, without_endings
from blogparse.text import late_pattern, late_regex, lowered

_GLUED: Final = late_pattern(
    r"""
      (?<!\d) ((?:19|20)\d\d)                  # a year that touches
      (?= \d{1,2} (?: [./-] | [ ] [^\W\d_] )   # the day of the next date
        | [^\W\d_]{3,} )                       # or a word
    """,
    re.VERBOSE,
)
SEAM: Final = late_regex(r"(?<=[\p{Ll}\p{Lo}\p{N}\)])(?=\p{Lu})|(?<=\p{N})(?=\p{Lo})")  # where words may touch
STRONG: Final = late_regex(r"\*{2,}\s*+")  # Markdown: "Von **Ann Lee **"
_ASIDE: Final = late_regex(r"\s*+\([^()]{1,60}\)(?=\s*+(?:,|\p{L}++\s++\p{Lu}))")  # "Ann Lee (Oslo) and Bo Berg"


def is_glued(text: str) -> bool:
    """Return whether a year touches what follows it, as two dates do in "May 3, 2012May 4, 2012"."""
    return ("20" in text or "19" in text) and _GLUED.search(text) is not None


def tidy_line(text: str, words: CreditWords) -> str:
    """Return a line without Markdown, asides and the endings of both genders, its words apart."""
    if is_glued(text):
        text = _GLUED.sub(r"\1 ", text)
    if SEAM.search(text) is not None:
        text = unglued(text, words)
    if "**" in text:
        text = STRONG.sub("", text)
    text = without_endings(text)
    if "(" in text:
        text = _ASIDE.sub("", text)
    return text


def unglued(text: str, words: CreditWords) -> str:
    """Return a line with its labels apart from what they touch: "2016AuteurAnnTags" is "2016 | Auteur: Ann | Tags"."""
    lower = lowered(text)
    pieces: list[str] = []
    start = 0
    for seam in SEAM.finditer(text):
        at = seam.start()
        above, below = lower[start:at], lower[at:]
        if below.startswith(words.labels) and _labelled(below, text[at:], words):
            pieces += [text[start:at], " | "]
        elif above.endswith(words.labels) and any(
            above.endswith(label) and not above[: -len(label)][-1:].isalnum() for label in words.labels
        ):
            pieces += [text[start:at], ": " if above.endswith(words.bare) else " "]
        else:
            continue
        start = at
    return "".join([*pieces, text[start:]])


def _labelled(lower: str, text: str, words: CreditWords) -> bool:
    """Return whether a label that begins a text ends with a word, or touches the next one."""
    for label in words.labels:
        if lower.startswith(label):
            following = text[len(label) : len(label) + 1]
            if not following.isalnum() or following.isupper() or not following.islower():
                return True
    return False
