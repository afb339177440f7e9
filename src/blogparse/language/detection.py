"""Infer which languages a page's furniture speaks, so that the words of the others cannot spoil it.

"Pia" is a name on a German page and a Friday in Slovak; "den" is a name or a word before a Danish date. With forty
vocabularies merged, some word of some language always fits. The furniture of a page (its buttons, headings, labels) is
written in one or two languages, and whole-line phrases give them away. What counts is each distinct short line once:
a phrase that only one language has weighs 1, one that five share weighs a fifth. So do months, verbs of saying and
nouns for comments in lines with a number or a colon at the end. English stays in, as themes are often half
translated. A page without enough evidence is read with all languages.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import chain
from typing import Final

import attrs

from blogparse.language.locales import load_locale
from blogparse.language.roles import Role
from blogparse.language.vocabulary import expanded, is_exact
from blogparse.text import Lines, count_key, line_key

MIN_EVIDENCE: Final = 1.5  # more than one phrase that no other language has
SECOND_SHARE: Final = 0.1  # of the first language's evidence: a second one that weighs less is chance
SECOND_LEAST: Final = 1.2  # more than a phrase of its own: a shared word is no second language
MAX_PHRASE: Final = 60  # characters: interface phrases are short
MIN_MONTH: Final = 3  # characters: abbreviations of months are alike in too many languages
FALLBACK: Final = "en"


@attrs.frozen(slots=True, eq=False)
class _Telling:
    """What tells languages, with those that have it: whole phrases, and the words of heads."""

    phrases: Mapping[str, Collection[str]]
    words: Mapping[str, Collection[str]]


@lru_cache(maxsize=8)
def _telling(tags: tuple[str, ...]) -> _Telling:
    """Arrange the words of languages: phrases without slots, months in full, nouns for comments, verbs of saying."""
    phrases: dict[str, tuple[str, ...]] = {}
    words: dict[str, set[str]] = {}
    for locale in map(load_locale, tags):
        own = (locale.tag,)  # most phrases are of one language, and share this
        for key in dict.fromkeys(chain.from_iterable(locale.keys.values())):
            if is_exact(key):
                for form in expanded(key, locale.dates):
                    counted = count_key(form)
                    speaking = phrases.get(counted, ())
                    if locale.tag not in speaking:
                        phrases[counted] = speaking + own if speaking else own
        months = (name for names in locale.dates.months for name in names if len(name) > MIN_MONTH)
        verbs = (phrase.rpartition("}")[2] for phrase in locale.phrases[Role.SAYS])
        for word in (*months, *verbs, *locale.phrases[Role.COMMENT_NOUNS]):
            key = line_key(word)
            if key and " " not in key:
                words.setdefault(key, set()).add(locale.tag)
    return _Telling(phrases, words)


def infer_languages(lines: Lines, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the languages that the page's furniture speaks, the surest first; none where nothing tells."""
    evidence: Counter[str] = Counter()
    telling = _telling(tags)
    phrases, words = telling.phrases, telling.words
    for key in sorted(phrases.keys() & lines.distinct.values()):
        speaking = phrases[key]
        for tag in speaking:
            evidence[tag] += 1.0 / len(speaking)  # type: ignore[assignment]
    told = {
        word
        for text, key in lines.distinct.items()
        if ("{n}" in key or text[-1] in ":：") and len(text) <= MAX_PHRASE and key not in phrases
        for word in key.split()
        if word in words
    }
    for word in sorted(told):
        for tag in words[word]:
            evidence[tag] += 1.0 / len(words[word])  # type: ignore[assignment]
    ranked = sorted(evidence.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < MIN_EVIDENCE:
        return ()
    least = ranked[0][1] * SECOND_SHARE
    return tuple(tag for tag, weight in ranked[:2] if weight >= max(least, SECOND_LEAST))
