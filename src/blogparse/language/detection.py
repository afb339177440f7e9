"""Infer which languages a page's furniture speaks, so that the words of the others cannot spoil it.

"Pia" is a name on a German page and a Friday in Slovak; "den" is a name or a word before a Danish date. With forty
vocabularies merged, some word of some language always fits. The furniture of a page (its buttons, headings, labels) is
written in one or two languages, and whole-line phrases give them away. What counts is each distinct short line once:
a phrase that only one language has weighs 1, one that five share weighs a fifth. So do months, verbs of saying and
nouns for comments in lines with a number or a colon at the end. English stays in, as themes are often half
translated. A page without enough evidence is read with all languages.

The dates of a page may speak another language than its furniture: themes print "3 mei 2020" among English buttons, and
"22 de December de 2011" where somebody copied a Portuguese format. So what stands between the numbers of dates is
looked up apart: the language that names the most of the months that the page's languages do not know is added for dates
alone. It is wrong where a word between two numbers is no month.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import chain
from typing import Final

import attrs

from blogparse.language.locales import load_locale
from blogparse.language.roles import Role
from blogparse.language.vocabulary import expanded, is_exact
from blogparse.text import IN_WORD, Lines, count_key, folded_word, line_key

MIN_EVIDENCE: Final = 1.5  # more than one phrase that no other language has
SECOND_SHARE: Final = 0.1  # of the first language's evidence: a second one that weighs less is chance
SECOND_LEAST: Final = 1.2  # more than a phrase of its own: a shared word is no second language
MAX_PHRASE: Final = 60  # characters: interface phrases are short
MIN_MONTH: Final = 3  # characters: abbreviations of months are alike in too many languages
FALLBACK: Final = "en"
MAX_DATELINE: Final = 120  # characters: datelines hold a name or a title besides
MOST_DATED: Final = 2  # languages that are added for dates: that of the months, and that of the words between
_NAME: Final = rf"(?:d['’])?{IN_WORD}++(?:\.{IN_WORD}++)*+"  # "d'octubre", "ม.ค."
_OF: Final = rf"(?:(?P<of>{IN_WORD}{{1,4}}+)\.?\s)?"
_YEAR: Final = r"(?:19|20|25)\d\d(?!\d)"
_has_year: Final = re.compile(_YEAR).search
_times: Final = re.compile(
    rf"{_YEAR},?\s(?P<at>{IN_WORD}++(?:\s{IN_WORD}++)?)\s\d{{1,2}}[:.]\d\d(?!\d)"
).search  # a las
_dates: Final = re.compile(
    rf"""
    (?<!\d)\d{{1,2}}(?:[.ºª°]|{IN_WORD}{{1,3}}+\.?(?=[\s/\-]))?+[\s/\-]{{0,2}} {_OF}
        (?P<first>{_NAME})\.?[\s,/\-]{{1,3}} {_OF.replace("of", "of2")} {_YEAR}   # 3rd of May, 2013; 3. máj 2013
    | (?P<second>{_NAME})\.?[\s/\-]{{0,2}}\d{{1,2}}{IN_WORD}{{0,3}}+[\s,./\-]{{1,3}} {_OF.replace("of", "of3")} {_YEAR}
    | {_YEAR}\.?[\s/\-]{{0,2}} (?:(?P<of4>{IN_WORD}{{1,4}}+)\.?\s)?
        (?P<third>{_NAME})\.?[\s/\-]{{0,2}}\d{{1,2}}(?!\d)                         # 2013. június 6.
    """,
    re.VERBOSE,
).finditer


@attrs.frozen(slots=True, eq=False)
class _Telling:
    """What tells languages, with those that have it: whole phrases, and the words of heads."""

    phrases: Mapping[str, Collection[str]]
    words: Mapping[str, Collection[str]]
    months: Mapping[str, Collection[str]]
    joints: Mapping[str, Collection[str]]


@lru_cache(maxsize=8)
def _telling(tags: tuple[str, ...]) -> _Telling:
    """Arrange the words of languages: phrases without slots, months in full, nouns for comments, verbs of saying."""
    phrases: dict[str, tuple[str, ...]] = {}
    words: dict[str, set[str]] = {}
    dated: tuple[dict[str, set[str]], dict[str, set[str]]] = {}, {}
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
        joints = (word for word in (*locale.dates.of, *locale.dates.at))
        for found, names in zip(dated, (chain.from_iterable(locale.dates.months), joints), strict=True):
            for name in names:
                found.setdefault(folded_word(name), set()).add(locale.tag)
    return _Telling(phrases, words, *dated)


def infer_languages(lines: Lines, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the languages that the page's furniture speaks, the surest first; none where nothing tells."""
    ranked = sorted(weigh_languages(lines, tags).items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < MIN_EVIDENCE:
        return ()
    least = ranked[0][1] * SECOND_SHARE
    return tuple(tag for tag, weight in ranked[:2] if weight >= max(least, SECOND_LEAST))


def weigh_languages(lines: Lines, tags: tuple[str, ...]) -> Counter[str]:
    """Return the evidence that the page's furniture gives for each of the languages."""
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
    return evidence


def infer_date_languages(lines: Lines, known: Collection[str], tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages, besides the known ones, that name the months of the page's dates and join their parts."""
    telling = _telling(tags)
    words: Counter[tuple[str, bool]] = Counter()
    for text, key in lines.distinct.items():
        if "{n}" in key and len(text) <= MAX_DATELINE and _has_year(text) is not None:
            timed = _times(text)
            if timed is not None:
                words[folded_word(timed["at"]), False] += 1
            for found in _dates(text):
                month = folded_word(found["first"] or found["second"] or found["third"])
                speaking = telling.months.get(month)
                if speaking:
                    words[month, True] += 1
                    for name in ("of", "of2", "of3", "of4"):
                        if found[name]:
                            words[folded_word(found[name]), False] += 1
    added: list[str] = []
    while len(added) < MOST_DATED:
        chosen = {*known, *added}
        weights: Counter[str] = Counter()
        for (word, is_month), count in words.items():
            speaking = (telling.months if is_month else telling.joints).get(word, ())
            if chosen.isdisjoint(speaking):
                weights.update(dict.fromkeys(speaking, count))
        if not weights:
            break
        evidence = weigh_languages(lines, tags)
        added.append(min(weights, key=lambda tag: (-weights[tag], -evidence[tag], tag)))
    return tuple(added)
