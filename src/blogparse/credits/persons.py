"""What can be the name of a person, and how many there are: "Ann Lee, MD and Bo Berg, Reuters".

No list of names is asked. A name is few words, capitalised where the script has capitals, and none of them a phrase of
the interface. It is wrong where a category looks like a name.
"""

from collections.abc import Sequence
from typing import Final

import regex

from blogparse.credits.phrases import LineWords, is_interface
from blogparse.text import MAX_PERSON, is_full_name, is_name, is_unspaced, late_regex, line_key, trim_name

MAX_PERSON_WORDS: Final = 6
MAX_PARTICLE: Final = 5  # characters of a word in small letters inside a name: "von", "della"
MIN_STOPPED: Final = 6  # characters of a word behind which a point ends the sentence: shorter ones are cut short
MAX_IDEOGRAPHS: Final = 4  # of a first name or a family name, with a point behind it
MAX_UNSPACED: Final = 8  # characters of a name where no blank parts words
MAX_CHROME: Final = 5  # words of a phrase of the interface behind a name: more are part of nothing else
_IDEOGRAPHS: Final = late_regex(r"\p{Han}++[.]?")
_ODD: Final = late_regex(r"[={}<>\\▼▲►◄▾▸★☆：]|://|: |[:?!]\Z")  # code, buttons, addresses, labels, questions
_OWNED: Final = late_regex(r"\p{L}['’]\p{Ll}{1,2}\Z")  # "Ann's"
_CREDENTIAL: Final = late_regex(
    r"""
      [A-Z][A-Za-z.]{0,2}[A-Z.] (?: [ /-] [A-Z][A-Za-z.]{0,2}[A-Z.] )*+   # "MD", "M.A.", "MS RD"
    | (?: [A-Z][a-z]{0,3}[.] ){1,3} [A-Z][A-Za-z]{0,4}                    # "S.Kom", "B.Eng"
    """,
    regex.VERBOSE,
)


def is_person(text: str, words: LineWords, *, called: bool = False) -> bool:
    """Return whether words can be a name: few, capitalised or one alone, and no words of the interface.

    What the page has `called` a name is one in scripts without capitals too, which do not tell names from categories.
    Else they take few ideographs, and what reads like a phrase is none.
    """
    if not text or len(text) > MAX_PERSON or text.count(" ") >= MAX_PERSON_WORDS or not is_name(text):
        return False
    key = line_key(text)
    if (
        not key
        or is_interface(key, words)
        or key in words.posted
        or key in words.updated
        or key in words.joints
        or (key in words.openings and key not in words.badges)
        or (" " in text and any(map(str.isdigit, text)))
        or not any(map(str.isalpha, text))
        or _ODD.search(text) is not None
        or (text[-1] == "." and text.islower() and text.count(".") == 1)  # "Von wegen."
    ):
        return False
    tokens = text.split()
    last = tokens[-1][0]
    is_capital = last.isupper() or (
        last.isalpha() and not last.islower() and (called or all(map(_is_ideographic, tokens)))
    )
    if len(tokens) > 1 and (not is_capital or tokens[0][0].islower()):
        return False
    return called or not (_reads_on(tokens, words) or (is_unspaced(text) and len(text) > MAX_UNSPACED))


def _reads_on(tokens: Sequence[str], words: LineWords) -> bool:
    """True for "A man in a garden", "One comment" and "Ann's notes", which stand beside dates as well."""
    return (
        is_chrome(tokens, 0, words)
        or any(
            token in words.filing or token in words.about or (token.islower() and len(token) > MAX_PARTICLE)
            for token in tokens[1:-1]
        )
        or any(_OWNED.search(token) is not None for token in tokens[:-1])
    )


def _is_ideographic(word: str) -> bool:
    """True for a few ideographs, which have a blank between them in names alone."""
    return len(word) <= MAX_IDEOGRAPHS and _IDEOGRAPHS.fullmatch(word) is not None


def split_authors(text: str, words: LineWords) -> tuple[tuple[str, ...], str | None]:
    """Split "A, B and C, Special to X" into names and affiliation; credentials stay with their name.

    What is no name in a list of names is an affiliation, and what follows it: "A, Senior Fellow, ABC Lab and Library".

    >>> from blogparse.credits import compile_words
    >>> from blogparse.language import load_vocabulary
    >>> split_authors("Ann Lee, MS, RD and Bo Berg, Special to The Day", compile_words(load_vocabulary(["en"])))
    (('Ann Lee, MS, RD', 'Bo Berg'), 'Special to The Day')
    """
    names: list[str] = []
    joined: list[bool] = []
    for part in [part for part in (piece.strip() for piece in text.split(",")) if part]:
        for name, follows in _joined(part, words):
            if names and _CREDENTIAL.fullmatch(name):
                names[-1] += f", {name}"
            else:
                names.append(name)
                joined.append(follows)
    kept = _authors_in(names, joined)
    affiliation = ", ".join(names[kept:]) or None
    cleaned = tuple(dict.fromkeys(name for name in map(_without_stop, map(trim_name, names[:kept])) if name))
    return cleaned, affiliation


def _without_stop(name: str) -> str:
    """Cut the full stop of a sentence behind a name, not the point of "Jr."."""
    word = name.rpartition(" ")[2]
    is_long = len(word) >= MIN_STOPPED and word[1:-1].islower()
    is_sentence = word.endswith("..") or (word[-1:] == "." and (is_long or name.islower()))
    return name[:-1] if is_sentence else name


def _joined(part: str, words: LineWords) -> list[tuple[str, bool]]:
    """Return the names between "and", with whether one stood before each."""
    found: list[tuple[str, bool]] = []
    current: list[str] = []
    follows = False
    for token in [*part.split(), ""]:
        if token and token.casefold() not in words.joins:
            current.append(token)
            continue
        if current:
            found.append((" ".join(current), follows))
            current = []
        follows = True
    return found


def _authors_in(names: Sequence[str], joined: Sequence[bool]) -> int:
    """Return how many of some parts are names of authors; the others say where these work."""
    size = len(names)
    odd = next((at for at in range(1, size) if not joined[at] and not _is_like(names[at], names[0])), size)
    if odd == size:
        return size - 1 if size > 1 and any(joined) and not joined[-1] else size
    return odd if odd == size - 1 else next((at for at in range(1, size) if not joined[at]), size)


def _is_like(name: str, first: str) -> bool:
    """Return whether a part of a list can be a person as the first is: a full name, and no short form of an office."""
    bare = name.split(", ")[0]
    if " " not in first and " " not in bare:
        return True
    shouts = any(len(token) > 2 and token.isupper() and token.isalpha() for token in bare.split())
    return is_full_name(bare) and (not shouts or first.isupper())


def is_chrome(tokens: Sequence[str], at: int, words: LineWords) -> bool:
    """Return whether a phrase of the interface stands at a place: "Leave a comment", "One comment", "댓글 4개"."""
    if at + 1 >= len(tokens):
        return False
    word, following = line_key(tokens[at]), tokens[at + 1]
    if word in words.ones and line_key(following) in words.nouns:
        return True
    if word in words.nouns and following[0].isdigit():
        return True
    sizes = range(2, min(MAX_CHROME, len(tokens) - at) + 1) if word in words.phrasing else ()
    return any(line_key(" ".join(tokens[at : at + size])) in words.chrome for size in sizes)
