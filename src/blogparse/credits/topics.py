"""The topics in a credit line: behind a preposition or a label, between separators."""

from typing import Final

from blogparse.credits.phrases import LineWords, is_interface, may_label, words_for_and
from blogparse.text import OUTER, late_regex, line_key

MAX_OTHER: Final = 4  # words before what is looked for: "was written by" in a sentence, "and tagged" among topics
MAX_TOPIC: Final = 60  # characters
MAX_TOPIC_WORDS: Final = 7
SENTENCE_END: Final = late_regex(r"[.!?](?:\s|\Z)|\s[|·•—–]\s?|[\[\]()]")
_TOPICS: Final = late_regex(r"\s*(?:[,;|•·\n،、]|[\u00a0 ]{2,})\s*|(?<=\S)\s*[#](?=\w)")  # what parts topics
_SLASH: Final = late_regex(r"\s*/\s*")  # where nothing else does: "8/10" is one


def topics_behind(name: str, segment: str, words: LineWords) -> tuple[str, ...]:
    """Return the topics behind the last name, which stands behind the date: "May 3, 2012 by Ann Lee in Travel"."""
    rest = segment.partition(name)[2].lstrip(" ,")
    return split_topics(rest, words) if rest.partition(" ")[0] in words.filing else ()


def split_topics(text: str, words: LineWords) -> tuple[str, ...]:
    """Return the topics behind a preposition or a label inside a line: "in Maps and tagged ponds, errors by Ann".

    >>> from blogparse.credits import compile_words
    >>> from blogparse.language import load_vocabulary
    >>> split_topics("in Maps and tagged ponds, errors by Ann.", compile_words(load_vocabulary(["en"])))
    ('Maps', 'ponds', 'errors')
    """
    tokens = text.split()
    if not tokens or (tokens[0].casefold() not in words.filing and not may_label(text, words)):
        return ()
    parts = words.topics.split(text.strip())
    head = parts[0].split(None, 1)
    if len(head) < 2 or head[0].casefold() not in words.filing:
        parts = parts[1:]
    else:
        parts[0] = head[1]
    found: list[str] = []
    for part in parts:
        tokens = _without_verb(SENTENCE_END.split(part, maxsplit=1)[0].split(), words)
        stop = next(
            (at for at, word in enumerate(tokens) if word in words.by or (at and word in words.on)), len(tokens)
        )
        listed = list_topics(" ".join(tokens[:stop]), words)
        if len(listed) == 1 and part is not parts[-1] and listed[0].islower() and " " not in listed[0]:
            continue  # "the" of "under the topics A, B"
        found += listed
    return tuple(dict.fromkeys(found))


def _without_verb(tokens: list[str], words: LineWords) -> list[str]:
    """Cut what a label goes on with before the first topic: "published in" of "This entry was published in Travel"."""
    first = next(
        (at for at, word in enumerate(tokens[:MAX_OTHER]) if word in words.filing or word in words.tagging), -1
    )
    return tokens[first + 1 :] if first > 0 and all(map(str.islower, tokens[:first])) else tokens


def list_topics(text: str, words: LineWords) -> list[str]:
    """Return the topics that separators part, without the words and links of the page between and behind them.

    >>> from blogparse.credits import compile_words
    >>> from blogparse.language import load_vocabulary
    >>> list_topics("Maps, Old ponds and tagged errors | Leave a comment", compile_words(load_vocabulary(["en"])))
    ['Maps', 'Old ponds', 'errors']
    """
    found: list[str] = []
    pieces = _TOPICS.split(text.strip(OUTER))
    for piece in pieces if len(pieces) > 1 else _SLASH.split(text):
        tokens = piece.strip(OUTER).split()
        if tokens and tokens[0] in words.joins:  # "and tagged with A"
            last = max((at for at, word in enumerate(tokens[:MAX_OTHER]) if _is_filing(word, words)), default=0)
            del tokens[: last + 1]
        elif len(tokens) > 1 and _is_filing(tokens[0], words) and tokens[1][0].isupper():  # "in Travel"
            del tokens[0]
        if len(tokens) > 2 and tokens[-2].isdecimal() and line_key(tokens[-1]) in words.nouns:
            del tokens[-2:]  # "Travel with 3 comments"
        while tokens and _is_filing(tokens[-1], words):
            tokens.pop()
        joint = next(
            (at for at in range(1, len(tokens) - 1) if all(_is_filing(word, words) for word in tokens[at : at + 2])), 0
        )  # "A and tagged B"
        for part in (tokens[:joint], tokens[joint + 2 :]) if joint else (tokens,):
            topic = " ".join(part).strip(OUTER)
            is_link = " " in topic and is_interface(line_key(topic), words)  # "News" may be a topic
            is_number = sum(map(str.isdigit, topic)) > sum(map(str.isalpha, topic)) and " " in topic
            if topic and len(topic) <= MAX_TOPIC and len(part) <= MAX_TOPIC_WORDS and not (is_link or is_number):
                found.append(topic)
    # "Filed under และ": the theme had nothing to list, and joins nothing in a language that it speaks here alone.
    is_joint = len(found) == 1 and not found[0].isascii() and found[0] in words_for_and()
    return [] if is_joint else found


def _is_filing(word: str, words: LineWords) -> bool:
    """True for the small words of a sentence that files a post: "and", "with", "tagged"."""
    return word.islower() and (word in words.joins or word in words.tagging)
