"""Infer which languages a page's furniture speaks, so that the words of the others cannot spoil it.

"Pia" is a name on a German page and a Friday in Slovak; "den" is a name or a word before a Danish date. With forty
vocabularies merged, some word of some language always fits. The furniture of a page (its buttons, headings, labels) is
written in one or two languages, and whole-line phrases give them away. What counts is each distinct short line once:
a phrase that only one language has weighs 1, one that five share weighs a fifth. So do months, verbs of saying and
nouns for comments in lines with a number or a colon at the end. English stays in, as themes are often half
translated. A page without enough evidence is read with the few languages for which something speaks: words of all at
once would collide, and take long to arrange.

The dates of a page may speak another language than its furniture: themes print "3 mei 2020" among English buttons, and
"22 de December de 2011" where somebody copied a Portuguese format. So what stands between the numbers of dates is
looked up apart: the language that names the most of the months that the page's languages do not know is added for dates
alone. Where no language names them, and most dates of the page are such, they are months all the same, of which nothing
more is known. It is wrong where a word between two numbers is no month.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from blogparse.language.locales import load_locale
from blogparse.language.roles import Role
from blogparse.language.vocabulary import expanded, is_exact
from blogparse.text import IN_WORD, Lines, count_key, folded_word, has_digit, late_pattern, line_key, names_feed

MIN_EVIDENCE: Final = 1.5  # more than one phrase that no other language has
SECOND_SHARE: Final = 0.1  # of the first language's evidence: a second one that weighs less is chance
SECOND_LEAST: Final = 1.2  # more than a phrase of its own: a shared word is no second language
OWN: Final = 0.9  # a word that no other language has; where nothing tells, one such is the best guess
MOST_LIKELY: Final = 3  # languages to read a page with where nothing tells: nearly related ones share their words
LEAST_LIKELY: Final = 0.2
MAX_PHRASE: Final = 60  # characters: interface phrases are short
MIN_MONTH: Final = 3  # characters: abbreviations of months are alike in too many languages
OTHER_SCRIPT: Final = 1.5  # the weight of a word in another script than the Latin: it is not there by chance
_JOINT, _MONTH, _WEEKDAY = range(3)
_FIRST_GREEK: Final = "\u0370"
FALLBACK: Final = "en"
_TELLING: Final = frozenset(Role) - {Role.HOME, Role.SERVICES, Role.COPYRIGHT}  # of parts of lines
_OPENING_ROLES: Final = (Role.POSTED_ON, Role.UPDATED_ON, Role.COMMENT_BY, Role.BYLINE, Role.TOPICS, Role.COMMENT_FORM)
MAX_DATELINE: Final = 120  # characters: datelines hold a name or a title besides
LEAST_UNKNOWN: Final = 3  # dates with words that no language has: fewer are numbers beside a word
MOST_DATED: Final = 2  # languages that are added for dates: that of the months, and that of the words between
_NAME: Final = rf"(?:d['’])?{IN_WORD}++(?:\.{IN_WORD}++)*+"  # "d'octubre", "ม.ค."
_OF: Final = rf"(?:(?P<of>{IN_WORD}{{1,4}}+)\.?\s)?"
_YEAR: Final = r"(?:19|20|25)\d\d(?!\d)"
_labels: Final = late_pattern(r"(?P<label>[^:：]{2,40})[:：]")
_PLAIN: Final = late_pattern(rf"\d{{1,2}}[.]?\s\w+[.]?\s(?:\w{{1,4}}\s)?{_YEAR}")
_TIMES: Final = late_pattern(rf"{_YEAR},?\s(?P<at>{IN_WORD}++(?:\s{IN_WORD}++)?)\s\d{{1,2}}[:.]\d\d(?!\d)")  # a las
_DATES: Final = late_pattern(
    rf"""
    (?=\d)(?:
        (?<!\d)\d{{1,2}}(?:[.ºª°]|{IN_WORD}{{1,3}}+\.?(?=[\s/\-]))?+[\s/\-]{{0,2}} {_OF}
            (?P<first>{_NAME})\.?[\s,/\-]{{1,3}} {_OF.replace("of", "of2")} {_YEAR}   # 3rd of May, 2013; 3. máj 2013
        | {_YEAR}\.?[\s/\-]{{0,2}} (?:(?P<of4>{IN_WORD}{{1,4}}+)\.?\s)?
            (?P<third>{_NAME})\.?[\s/\-]{{0,2}}\d{{1,2}}(?!\d)                         # 2013. június 6.
    )
    | (?<![^\W\d_])  # a word is tried once, not from each of its letters
        (?P<second>{_NAME})\.?[\s/\-]{{0,2}}\d{{1,2}}{IN_WORD}{{0,3}}+
            [\s,./\-]{{1,3}} {_OF.replace("of", "of3")} {_YEAR}
    """,
    re.VERBOSE,
)


class _Telling(NamedTuple):
    """What tells languages, with those that have it: whole phrases, and the words of heads."""

    phrases: Mapping[str, Collection[str]]
    words: Mapping[str, Collection[str]]
    paired: frozenset[str]
    """The first of those words that are two."""
    opened: frozenset[str]
    """The first words of the next."""
    openings: Mapping[str, Collection[str]]
    """The first two words of lines that go on with a date, a name or topics, or what stands there before a colon."""
    endings: Mapping[str, Collection[str]]
    """The last word of such lines."""
    months: Mapping[str, Collection[str]]
    joints: Mapping[str, Collection[str]]
    weekdays: Mapping[str, Collection[str]]


@lru_cache(maxsize=8)
def _telling(tags: tuple[str, ...]) -> _Telling:
    """Arrange the words of languages: phrases without slots, months in full, nouns for comments, verbs of saying."""
    phrases: dict[str, tuple[str, ...]] = {}
    words: dict[str, set[str]] = {}
    openings: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    dated: tuple[dict[str, set[str]], ...] = {}, {}, {}
    for locale in map(load_locale, tags):
        own = (locale.tag,)  # most phrases are of one language, and share this
        for key in dict.fromkeys(chain.from_iterable(keys for role, keys in locale.keys.items() if role in _TELLING)):
            if is_exact(key):
                for form in expanded(key, locale.dates):
                    counted = count_key(form)
                    speaking = phrases.get(counted, ())
                    if locale.tag not in speaking:
                        phrases[counted] = speaking + own if speaking else own
        months = (name for names in locale.dates.months for name in names if len(name) > MIN_MONTH)
        verbs = (phrase.rpartition("}")[2] for phrase in locale.phrases[Role.SAYS])
        units = (name for names in locale.dates.units.values() for name in names if len(name) > MIN_MONTH)
        for word in (*months, *units, *verbs, *locale.phrases[Role.COMMENT_NOUNS]):
            key = line_key(word)
            if key and key.count(" ") < 2:
                words.setdefault(key, set()).add(locale.tag)
        for role in _OPENING_ROLES:
            for key in locale.keys[role]:
                before, slot, _ = key.partition("{")
                opening = " ".join(before.split(" ")[:2]) if " " in before.strip() else before.strip()
                if slot and (" " in opening or opening[-1:] in {":", "："}):
                    openings.setdefault(opening.rstrip(":："), set()).add(locale.tag)
                ending = key.rpartition("}")[2].strip()
                if slot and not before and len(ending) > MIN_MONTH and " " not in ending:
                    endings.setdefault(ending, set()).add(locale.tag)
        weekdays = (name for name in chain.from_iterable(locale.dates.weekdays) if len(name) > MIN_MONTH)
        joints = (word for word in (*locale.dates.of, *locale.dates.at))
        for found, names in zip(dated, (chain.from_iterable(locale.dates.months), joints, weekdays), strict=True):
            for name in names:
                found.setdefault(folded_word(name), set()).add(locale.tag)
    paired = frozenset(word.partition(" ")[0] for word in words if " " in word)
    opened = frozenset(opening.partition(" ")[0] for opening in openings)
    tables = [_settled(table) for table in (words, openings, endings, *dated)]
    return _Telling(phrases, tables[0], paired, opened, *tables[1:])


def _settled(table: Mapping[str, set[str]]) -> Mapping[str, Collection[str]]:
    """Return a table with tuples for its sets: a third of the memory, no time of the garbage collector."""
    return {word: tuple(sorted(tags)) for word, tags in table.items()}


class Speech(NamedTuple):
    """The languages of a page."""

    spoken: tuple[str, ...]
    """Those that its furniture speaks, the surest first; none where nothing tells."""
    likely: tuple[str, ...] = ()
    """Where nothing tells, those for which something speaks."""
    dated: tuple[str, ...] = ()
    """Those of its dates, besides these."""
    months: frozenset[str] = frozenset()
    """Names of months that no language has."""


def infer_speech(lines: Lines, tags: tuple[str, ...]) -> Speech:
    """Return which of the languages a page speaks."""
    telling = _telling(tags)
    told, numbered = _gather(lines, telling)
    evidence = _weigh(told)
    ranked = sorted(evidence.items(), key=lambda item: (-item[1], item[0]))
    spoken, likely = _spoken(ranked), tuple[str, ...]()
    if not spoken:
        least, most = (OWN, 1) if ranked and ranked[0][1] >= OWN else (LEAST_LIKELY, MOST_LIKELY)
        likely = tuple(tag for tag, weight in ranked[:most] if weight >= least)
    return Speech(spoken, likely, *_infer_date_languages(numbered, {*spoken, *likely, FALLBACK}, telling, evidence))


def _spoken(ranked: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    if not ranked or ranked[0][1] < MIN_EVIDENCE:
        return ()
    least = ranked[0][1] * SECOND_SHARE
    return tuple(tag for tag, weight in ranked[:2] if weight >= max(least, SECOND_LEAST))


def _gather(lines: Lines, telling: _Telling) -> tuple[dict[str, Collection[str]], list[str]]:
    """Return what of a page tells languages, with those that have it, and the lines with numbers; in one pass."""
    phrases, words, openings, endings = telling.phrases, telling.words, telling.openings, telling.endings
    opened, paired = telling.opened, telling.paired
    told: dict[str, Collection[str]] = {}
    numbered: list[str] = []
    feet = _feet(lines)
    for text, key in chain(lines.distinct.items(), feet.items()):
        size = len(text)
        counts = "{n}" in key
        if counts and size <= MAX_DATELINE:
            numbered.append(text)
        if key in phrases:
            told[key] = phrases[key]
            continue
        if size > MAX_DATELINE:
            continue
        first, space, rest = key.partition(" ")
        if space and first in opened:
            opening = f"{first} {rest.partition(' ')[0]}"
            if opening in openings:
                told[opening] = openings[opening]
        if ((":" in key and space) or "：" in key) and (label := _labels.match(key)) and label["label"] in openings:
            told[label["label"]] = openings[label["label"]]
        if size <= MAX_PHRASE and space and (last := key[key.rindex(" ") + 1 :]) in endings:
            told[last] = endings[last]
        if (size <= MAX_PHRASE and (counts or text[-1] in ":：")) or text in feet:
            spoken = key.split(" ")
            for word in spoken:
                if word in words:
                    told[word] = words[word]
            if not paired.isdisjoint(spoken):
                told.update((pair, words[pair]) for pair in map(" ".join, pairwise(spoken)) if pair in words)
    return told, numbered


def _feet(lines: Lines) -> dict[str, str]:
    """Return the first words, with their counted form, of long lines that say when the post appeared, and of its feed.

    Where all else is in the theme's own English, this sentence may be all that somebody put into another language.
    """
    if not names_feed(lines.text):
        return {}
    long = (text[:MAX_DATELINE] for text in lines.texts if len(text) > MAX_DATELINE and names_feed(text))
    return {text: count_key(line_key(text)) for text in long if has_digit(text)}


def _weigh(told: Mapping[str, Collection[str]]) -> dict[str, float]:
    """Return the evidence for each language: each word once, shared by the languages that have it."""
    evidence: dict[str, float] = {}
    for word, speaking in sorted(told.items()):  # in one order, as sums of fractions depend on it
        weight = (1.0 if max(word) < _FIRST_GREEK else OTHER_SCRIPT) / len(speaking)
        for tag in speaking:
            evidence[tag] = evidence.get(tag, 0.0) + weight
    return evidence


def _infer_date_languages(
    numbered: Iterable[str], known: Collection[str], telling: _Telling, evidence: Mapping[str, float]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the languages, besides the known ones, that name the months of the page's dates and join their parts.

    Where several do, `evidence` for each decides. The second result are months that no language has: what stands again
    and again where most other dates of the page have no name.
    """
    tables = telling.joints, telling.months, telling.weekdays
    words: Counter[tuple[str, int]] = Counter()  # and in which of the tables to look them up
    unknown: Counter[str] = Counter()
    for text in numbered:
        if not ("20" in text or "19" in text or "25" in text):
            continue  # no year
        timed = _TIMES.search(text)
        if timed is not None:
            words[folded_word(timed["at"]), _JOINT] += 1
        for found in _DATES.finditer(text):
            of, first, of2, of4, third, second, of3 = found.groups()
            if second is not None and of3 is not None and folded_word(of3) in telling.months:
                first, of3 = of3, None  # "maandag 16 juni 2008"
            month = folded_word(first or second or third)
            if month in telling.months:
                words[month, _MONTH] += 1
                before = text[: found.end("second") if second else found.start()].rstrip(" ,").rpartition(" ")[2]
                if before:
                    words[folded_word(before), _WEEKDAY] += 1
                for joint in filter(None, (of, of2, of3, of4)):
                    words[folded_word(joint), _JOINT] += 1
            elif first is None or _PLAIN.fullmatch(found[0]) is None or not (found.start() == 0 or _ends(found)):
                continue  # "10:23 du 6 juin 2013", "Ann 3/2013": the word before the numbers is another
            elif not any(month in table for table in (telling.words, telling.phrases, telling.joints)):
                unknown[month] += 1
    added: list[str] = []
    while len(added) < MOST_DATED:
        chosen = {*known, *added}
        weights: Counter[str] = Counter()
        for (word, table), count in words.items():
            speaking = tables[table].get(word, ())
            if chosen.isdisjoint(speaking):
                weights.update(dict.fromkeys(speaking, count))
        if not weights:
            break
        added.append(min(weights, key=lambda tag: (-weights[tag], -evidence.get(tag, 0.0), tag)))
    told = sum(count for (_, table), count in words.items() if table == _MONTH)
    months = unknown if unknown.total() >= LEAST_UNKNOWN and unknown.total() > told else ()
    return tuple(added), frozenset(months)


def _ends(found: re.Match[str]) -> bool:
    """Return whether nothing but a time, or marks, stands behind a date."""
    return not any(map(str.isalpha, found.string[found.end() :]))
