"""What can be a name by its shape alone, and names as a person would write them."""

from typing import Final

from blogparse.text.keys import has_digit, line_key
from blogparse.text.patterns import late_pattern

MAX_NAME: Final = 64  # characters: names with affiliations and site names, as pingbacks have them
MAX_NAME_WORDS: Final = 8
BADGE_WORDS: Final = 5  # "Auteur de l'article", "von der Redaktion empfohlen"
_NAME_EDGE: Final = " \t\u00a0\u202f:,;|·•⋅∙●○■□▪◦»«›‹→←↓↑⇒/\\–—-：，｜、#>¶∞"
_PAIRS: Final = (("(", ")"), ("[", "]"), ("{", "}"))


def trim_name(text: str) -> str:
    """Return a name without the separators around it; its own points, brackets and exclamation marks stay.

    >>> trim_name("| Ann (Oslo) -"), trim_name("G.M. ("), trim_name(") ")
    ('Ann (Oslo)', 'G.M.', '')
    """
    text = text.strip(_NAME_EDGE)
    for opening, closing in _PAIRS:
        if opening in text or closing in text:
            while text.endswith(opening) or (text.endswith(closing) and text.count(opening) < text.count(closing)):
                text = text[:-1].rstrip(_NAME_EDGE)
            while text.startswith(closing) or (text.startswith(opening) and text.count(opening) > text.count(closing)):
                text = text[1:].lstrip(_NAME_EDGE)
    return text


def without_badge(name: str, badges: frozenset[str]) -> str:
    """Return a name without the badge behind it: one in brackets, or one of several words.

    >>> badges = frozenset({"not verified", "post author", "guest"})
    >>> [without_badge(name, badges) for name in ("Ann (not verified)", "Ann Post author", "Ann Guest", "[Guest]")]
    ['Ann', 'Ann', 'Ann Guest', '[Guest]']
    """
    if name[-1:] in {")", "]"}:
        cut = max(name.rfind("("), name.rfind("["))
        return name[:cut].rstrip() if cut > 0 and line_key(name[cut:]) in badges else name
    words = name.split(None, BADGE_WORDS + 1)
    for size in range(min(len(words) - 1, BADGE_WORDS), 1, -1):
        if line_key(" ".join(words[-size:])) in badges:
            return " ".join(words[:-size])
    return name


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a person, an account or a site.

    >>> [is_name(text) for text in ("Nina | Lemons", "j. von hettlingen", "I read this. It was good", "")]
    [True, True, False, False]
    """
    size = len(text)
    if not size or size > MAX_NAME or text.count(" ") >= MAX_NAME_WORDS:
        return False
    if size <= 3 and not any(map(str.isalpha, text)):
        return False  # a day, a vote, a counter
    if text[-1] in "?!;:" and text.strip("?!") and size > 20:
        return False
    for stop in (". ", "! ", "? "):
        at = text.find(stop)
        # a point inside a name follows an initial or a title: "j. von", "Dr. med.", "St. John"
        while at > 0:
            word = text[:at].rpartition(" ")[2].rpartition("-")[2]  # "Dipl.-Ing. Lee"
            if len(word) > 5 or (len(word) > 3 and word.islower()):
                return False
            at = text.find(stop, at + 1)
    return not text.endswith(("…", "...")) and "://" not in text


MAX_PERSON: Final = 50  # characters: more is a sentence or a headline
MAX_FULL_NAME: Final = 4  # words of a first name and a family name, with what may stand between


def collapse_repetition(name: str, *, single: bool = False) -> str:
    """Return a name that a page printed twice, as a picture's text and as a link, once; with `single` one of one word.

    >>> [collapse_repetition(name) for name in ("Ann LeeAnn Lee", "Ann Lee Ann Lee", "Bora Bora")]
    ['Ann Lee', 'Ann Lee', 'Bora Bora']
    """
    name = name.strip("_* ") if " " in name and not single else name  # left of Markdown
    half = len(name) // 2
    first = name[:half].rstrip()
    is_name_twice = first == name[half:].lstrip() and (" " in first or (single and name[half : half + 1].isspace()))
    return first if is_name_twice else name


def is_full_name(text: str) -> bool:
    """True for a first name and a family name by their shape: two words or more, all capitalised."""
    tokens = text.split()
    return 2 <= len(tokens) <= MAX_FULL_NAME and all(token[0].isupper() for token in tokens)


def is_person_shaped(text: str) -> bool:
    """True for two or three capitalised words without marks, as most names of persons are."""
    if not 1 <= text.count(" ") <= 2:
        return False
    words = text.split()
    return 2 <= len(words) <= 3 and all(
        word[0].isupper() and word.replace("-", "").replace("’", "").replace("'", "").isalpha() for word in words
    )


_PICTURE: Final = late_pattern(r"(?:\[[^\[\]\s]{1,24}\]\s*+)++(?=\S)")  # a picture before a name, in text browsers


def clean_name(text: str, *, is_cut: bool = False) -> str:
    """Return a name as a person would write it: without pictures, marks around it, or itself once more.

    Of a name that `is_cut` out of its line by what the page says in all of them, nothing is told by its halves.

    >>> clean_name("Ken Ken:"), clean_name("[photo] Ann 12 Ann")
    ('Ken', 'Ann')
    """
    text = text.strip()
    if text[:1] == "[" and (picture := _PICTURE.match(text)) is not None:
        text = text[picture.end() :]
    name = trim_name(text) if is_cut else collapse_repetition(trim_name(text), single=True)
    if not has_digit(name):
        return name
    words = name.split()
    middle = len(words) // 2
    if len(words) % 2 and words[middle].isdecimal() and words[:middle] == words[middle + 1 :] and middle:
        name = " ".join(words[:middle])  # picture, running number, name
    return name
