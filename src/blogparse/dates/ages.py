"""Ages in a line: "3 years ago", "6d", "yesterday"."""

import re
from collections.abc import Collection
from typing import Final

from blogparse.dates.line import Found, TokenLine
from blogparse.dates.match import TimestampMatch
from blogparse.dates.words.ages import BARE_AGE
from blogparse.dates.words.lexicon import NOW, ONE, TODAY, YESTERDAY, DateWord
from blogparse.dates.words.reader import DateReader
from blogparse.language import FALLBACK, UNITS
from blogparse.text import OUTER, begins_in_word, find_unspaced, folded_word

_pieces = re.compile(r"[^\s•·|]+").finditer
_PARTS: Final = 4  # days, hours, minutes and seconds: no page counts an age in more units
_AGE_REACH: Final = 48  # characters before a number in which "il y a plus de" is looked for


def read_age(line: TokenLine, first: int, last: int, *, unit_first: bool = False) -> Found | None:
    """Complete an age: a number and a unit, more of them, and the words around that make it one."""
    number, named = (last - 1, first) if unit_first else (first, last - 1)
    pairs = [(number, line.reader.word(line.tokens[named]))]
    while not unit_first and len(pairs) < _PARTS and (more := line.reader.grammar.more_units.match(line.letters, last)):
        last = more.end()
        another = next(token for token in range(more.start(), last) if line.tokens[token].isdecimal())
        pairs.append((another, line.reader.word(line.tokens[last - 1])))
    start, end = line.offsets[first], line.offsets[last]
    best: tuple[int, int] | None = None
    languages: set[str] = set()
    known = frozenset().union(*pairs[0][1].units.values())
    said = folded_word(line.tokens[number])
    if said in line.reader.counts:
        known &= line.reader.word(said).by_role[ONE]
    half_translated = [FALLBACK] if FALLBACK in line.reader.ages and FALLBACK not in known else []  # "1 săptămână ago"
    for tag in [*sorted(known), *half_translated]:
        if best is not None and tag not in known:
            break
        for before, after in line.reader.led_ages.get(tag, ()) if unit_first else line.reader.ages[tag]:
            span = _age_span(line, start, end, before, after)
            if span is None:
                continue
            if best is None or span[1] - span[0] > best[1] - best[0]:
                best, languages = span, set()
            if span == best:
                languages.add(tag)
            break
    if best is None:
        return None
    ages = [(unit, at) for at, word in pairs if (unit := unit_of(word, languages))]
    unit, at = max(ages, key=lambda age: UNITS.index(age[0]))
    count = line.tokens[at]
    counts = count.isdecimal()
    match = make_age(
        line.text,
        *best,
        unit,
        int(count) if counts else line.reader.counts.get(folded_word(count), 1),
        frozenset(languages),
    )
    return Found(match, count=at if counts else -1)


def _age_span(
    line: TokenLine, start: int, end: int, before: re.Pattern[str] | None, after: re.Pattern[str] | None
) -> tuple[int, int] | None:
    if before is None and after is None:
        return None  # a number and a unit alone state an age only as a whole line
    if before is not None:
        low = max(line.low, start - _AGE_REACH)
        found = before.search(line.text[low:start])
        if found is None:
            return None
        start = low + found.start()
    if after is not None:
        found = after.match(line.text, end)
        if found is None or not _ends(line.text, found.end()):
            return None
        end = found.end()
    return start, end


def _ends(text: str, end: int) -> bool:
    """Return whether a word ends here: no letter follows, or the capital of a word that is glued to it ("agoReply")."""
    if not begins_in_word(text, end) or find_unspaced(text[end - 1]):
        return True
    return text[end - 1].islower() and text[end].isupper()


def unit_of(word: DateWord, languages: Collection[str]) -> str:
    """Return the unit that a word names in the languages; English first, then as most languages have it."""
    if not word.units:
        return ""
    tags = word.units
    return min(tags, key=lambda unit: (tags[unit].isdisjoint(languages), "en" not in tags[unit], -len(tags[unit])))


def make_age(text: str, start: int, end: int, unit: str, count: int, languages: frozenset[str]) -> TimestampMatch:
    """Return the match of an age: a unit and a count of it into the past."""
    return TimestampMatch(start, end, text[start:end], "relative", relative=(unit, count), languages=languages)


def find_bare_age(reader: DateReader, text: str, start: int) -> tuple[TimestampMatch, slice] | None:
    """Find a number and a unit that are a whole line, perhaps with a badge; tell where the number stands."""
    found = BARE_AGE.match(text, start)
    if found is None:
        return None
    name, badge = found["unit"], found["badge"]
    if name not in reader.bare_units and name.casefold() not in reader.bare_units:  # "6dEdited"
        cut = next((at for at, character in enumerate(name) if at and character.isupper()), len(name))
        name, badge = name[:cut], name[cut:] + badge
    if badge and badge.casefold() not in reader.badges:
        return None
    if name not in reader.bare_units and (len(name) <= 2 or name.casefold() not in reader.bare_units):
        return None
    word = reader.word(name)
    unit = unit_of(word, ())
    first, last = found.start("number"), found.start("unit") + len(name)
    match = make_age(text, first, last, unit, int(found["number"]), word.units[unit])
    return match, slice(*found.span("number"))


def find_worded(line: TokenLine) -> TimestampMatch | None:
    """Find an age in words ("a year ago", "yesterday", "rok temu") at either end of a line."""
    phrase, words = find_phrase(line), _find_number_word(line)
    if phrase is None or words is None:
        return phrase or words
    # "half an hour ago" ends like "an hour ago", "jedną godzinę temu" like "godzinę temu".
    return max(phrase, words, key=lambda match: match.end - match.start)


def _find_number_word(line: TokenLine) -> TimestampMatch | None:
    """Find a number in words with its unit, or a word such as "yesterday", at either end of a line."""
    for found in line.reader.grammar.worded.finditer(line.letters):
        first, last = found.span()
        if found.lastgroup == "age":
            aged = read_age(line, first, last)
            if aged is not None:
                outside = line.text[line.low : aged.match.start], line.text[aged.match.end :]
                if any(not side.strip(OUTER) for side in outside):
                    return aged.match
            continue
        word, start, end = line.reader.word(line.tokens[first]), line.offsets[first], line.offsets[last]
        before, after = line.text[line.low : start].rstrip(), line.text[end:].lstrip()
        if not before.strip(OUTER) or not after.strip(OUTER):
            several = " " in line.tokens[first]
            if several or ((not before or before[-1] in OUTER) and (not after or after[0] in OUTER)):
                role = word.roles & (TODAY | YESTERDAY | NOW)
                age = ("second", 0) if role & NOW else ("day", 0 if role & TODAY else 1)
                languages = frozenset().union(*(tags for has, tags in word.by_role.items() if has & role))
                return make_age(line.text, start, end, *age, languages)
    return None


def find_phrase(line: TokenLine) -> TimestampMatch | None:
    """Find a phrase that is an age as a whole ("rok temu", "vorgestern") at either end of a line."""
    reader, text = line.reader, line.text[line.low :]
    shown = text.strip(OUTER)
    words = [word.span() for word in _pieces(shown)]
    if not words:
        return None
    begins, ends = shown[slice(*words[0])] in reader.heads, shown[slice(*words[-1])] in reader.tails
    if not begins and not ends:
        return None
    low = line.low + text.find(shown)
    for size in range(min(len(words), reader.longest_phrase), 0, -1):
        if begins:
            phrase = shown[: words[size - 1][1]].rstrip(OUTER)
            age = reader.phrases.get(folded_word(phrase))
            beside = shown[len(phrase) :].lstrip()[:1]
            if age is not None and (
                beside in OUTER or (size > 1 and beside.isupper() and not _is_set_off(reader, phrase))
            ):
                return make_age(line.text, low, low + len(phrase), *age)
        if ends:
            phrase = shown[words[-size][0] :].lstrip(OUTER)
            age = reader.phrases.get(folded_word(phrase))
            if age is not None and size < len(words) and folded_word(shown[slice(*words[-size - 1])]) in reader.some:
                return None  # "mõni aasta tagasi", some years ago: how many is not said
            beside = shown[: len(shown) - len(phrase)].rstrip()[-1:]
            if age is not None and (
                beside in OUTER or (size > 1 and not beside.isdigit() and not _is_set_off(reader, phrase))
            ):
                return make_age(line.text, low + len(shown) - len(phrase), low + len(shown), *age)
    return None


def _is_set_off(reader: DateReader, phrase: str) -> bool:
    """Return whether a phrase is an age only where it is set off: "last month" ends sentences."""
    return folded_word(phrase) in reader.set_off
