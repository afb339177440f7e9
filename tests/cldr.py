"""Write the date words of the locale files that CLDR knows: ``python tests/cldr.py`` rewrites them, all or some tags.

Each ``src/blogparse/locales/<tag>.toml`` has a ``<tag>.json`` beside it, in the same shape as its table ``[dates]``,
with the months, weekdays, day periods, relative times and joining words that the Common Locale Data Repository gives,
read by way of Babel. The loader adds them to the words of the locale file, whose own come first and win where CLDR
gives a word another meaning. So each file beside is data of one source, never edited, and what a locale file says
itself is what CLDR does not know: other cases, short forms, what one platform's translation prints.

What is left out of CLDR, for every language:

* narrow forms of months and weekdays, which are single letters of several at once, and abbreviations of one or two
  letters, which are words of prose, initials or parts of names (locale files list those that pages print; units of a
  letter or two stand in whole relative times alone, "pred {n} r");
* a name that stands for two months or two weekdays of one language, or for a month and a weekday;
* day periods other than the halves of the day: an hour "in the evening" needs a calculation of its own;
* the future, and eras, which no blog prints but those of Japan and Taiwan (they are notation: `dates.words.lexicon`);
* relative times that the reader cannot count: no words are shared by several units.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError

LOCALES: Final = Path(__file__).parent.parent / "src" / "blogparse" / "locales"

BABEL_TAGS: Final = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}
"""How Babel writes a tag, where it differs."""

COUNTS: Final = {"one": 1, "two": 2}
"""Categories of plurals whose forms may leave the number out."""

UNITS: Final = ("second", "minute", "hour", "day", "week", "month", "year")
WIDTHS: Final = ("", "-short", "-narrow")
SHORTEST: Final = 3
"""Letters: what is shorter is a word of its own in too many languages, unless its script writes syllables."""


WRONG: Final = frozenset({"now", "خلال {n} أشهر"})
"""Relative times that are none of their language's past: what is not translated, an Arabic "within"."""


def locale_of(tag: str) -> Locale | None:
    """Return the data of a language, None where CLDR has none."""
    try:
        return Locale.parse(BABEL_TAGS.get(tag, tag), sep="_")
    except (UnknownLocaleError, ValueError):
        return None


def word_of(text: str) -> str:
    """Return a name as locale files have it: without marks of direction, and without its dot if it has only one."""
    text = " ".join(re.sub("[\u200e\u200f\u061c]", "", text).split())
    return text.removesuffix(".").removesuffix("॰") if text.count(".") <= 1 else text


def tells(word: str) -> bool:
    """Tell a word that is long enough; abbreviations of scripts without case are kept, as they are no initials."""
    if word.lower() == word.upper():
        return len(word) > 1
    return len([character for character in word if character.isalpha()]) >= SHORTEST


def names(data: Mapping[str, Any], first: int, count: int) -> list[list[str]]:
    """Return the names of months or weekdays: wide and abbreviated, within dates and alone."""
    rows = []
    for number in range(first, first + count):
        uses = [data[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]
        forms = [word_of(use[number]) for use in uses]
        rows.append(distinct(form for form in forms if tells(form)))
    return rows


def distinct(words: Iterable[str]) -> list[str]:
    """Return words in their order, each once whatever its case."""
    return list({word.casefold(): word for word in reversed(list(words))}.values())[::-1]


def unambiguous(*tables: list[list[str]]) -> None:
    """Take out what stands in two rows of the tables."""
    seen = Counter(name.casefold() for table in tables for row in table for name in row)
    for table in tables:
        for row in table:
            row[:] = [name for name in row if seen[name.casefold()] == 1]


def halves(periods: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the words for the two halves of the day."""
    found: dict[str, list[str]] = {}
    for half in ("am", "pm"):
        forms = [
            word_of(periods[use][width][half])
            for use in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
            if half in periods[use].get(width, {})
        ]
        found[half] = distinct(form for form in forms if len([c for c in form if c.isalpha()]) >= 2)
    return found


def order_of(locale: Locale) -> str:
    """Return the order of day, month and year in numeric dates."""
    pattern = re.sub("'[^']*'", "", locale.date_formats["short"].pattern)
    fields = [field.lower() for field in re.findall("[dMy]", pattern)]
    return "".join(dict.fromkeys(fields))


def joints(locale: Locale) -> dict[str, list[str]]:
    """Return the words that the date patterns put between their parts: before the year ("of") and after it."""
    found: dict[str, list[str]] = {"of": [], "after_time": []}
    for width in ("long", "medium"):
        pattern = locale.date_formats[width].pattern
        for before, word, after in re.findall(r"([dMy])\s*\.?\s+'([^\W\d_]+\.?)'(?=\s*(\w?))", pattern):
            found["of" if after else "after_time"].append(word_of(word))
            del before
    return {key: distinct(words) for key, words in found.items()}


def ages_of(locale: Locale) -> dict[str, Any]:
    """Return the relative times of the past: patterns of "ago", units, and phrases that are no pattern."""
    fields = locale._data["date_fields"]
    patterns: dict[str, list[str]] = {unit: [] for unit in UNITS}
    ages: dict[str, list[str]] = {}
    for unit in UNITS:
        for width in WIDTHS:
            for plural, pattern in dict(fields.get(unit + width, {}).get("past", {})).items():
                pattern = word_of(pattern)
                if is_glued(pattern):
                    continue
                if re.search(r"[+\-\u2212]\s*\{0\}|\{0\}\s*[+\-\u2212]", pattern):
                    continue  # "-3 d": no words at all
                if "{0}" in pattern:
                    patterns[unit].append(pattern)
                elif plural in COUNTS:
                    ages.setdefault(f"{COUNTS[plural]} {unit}", []).append(pattern)
    for unit in ("day", "week", "month", "year"):
        for past in (2, 3):
            if forms := relative(fields, unit, -past):
                ages[f"{past} {unit}"] = [*ages.get(f"{past} {unit}", []), *forms]
    last = {unit: relative(fields, unit, -1) for unit in ("week", "month", "year")}
    found: dict[str, Any] = {
        "last": {unit: forms for unit, forms in last.items() if forms},
        "yesterday": relative(fields, "day", -1),
        "today": relative(fields, "day", 0),
        "just_now": [word for word in relative(fields, "second", 0) if word not in WRONG or locale.language == "en"],
    }
    ago, units = common(patterns)
    if not ago:
        ago, units = unit_first(patterns)
    rest: dict[str, str] = {}
    for unit, forms in patterns.items():
        for form in forms:
            if any(matched(pattern, form) for pattern in ago):
                continue
            tail = form.partition("{0}")[2].strip()
            if tail and (rest.setdefault(tail, unit) == unit) and not re.match(r"\w", form.partition("{0}")[2]):
                ages.setdefault(f"{{n}} {unit}", []).append(form.replace("{0}", "{n}"))
            else:
                rest[tail] = ""
    wide = {form for unit in UNITS for form in map(word_of, dict(fields.get(unit, {}).get("past", {})).values())}
    for form, unit in brief(patterns, ago, {word for form in wide for one in ago if (word := matched(one, form))}):
        ages.setdefault(f"{{n}} {unit}", []).append(form)
        rest[form.partition("{n}")[2].strip()] = unit
    spoken = {form.casefold() for forms in units.values() for form in forms}  # Albanian "vjet" is last year and years
    for age, forms in ages.items():
        ages[age] = [
            form
            for form in distinct(forms)
            if form not in WRONG
            and (rest[form.partition("{n}")[2].strip()] == age[4:] if "{n}" in form else form.casefold() not in spoken)
        ]
    found |= {"ago": ago, "units": units, "ages": {age: forms for age, forms in sorted(ages.items()) if forms}}
    return found


def relative(fields: Mapping[str, Any], unit: str, offset: int) -> list[str]:
    """Return the words for a day, week, month or year so many back: "last month", and its short forms."""
    forms = (word_of(fields.get(unit + width, {}).get("relative", {}).get(offset, "")) for width in WIDTHS)
    return distinct(form for form in forms if tells(form) or (form and unit == "second"))


def brief(patterns: Mapping[str, list[str]], ago: Iterable[str], words: Collection[str]) -> Iterable[tuple[str, str]]:
    """Return the relative times whose unit is too short to stand without them, "pred {n} r", each with its unit.

    `words` are units that are written so in full.
    """
    found: dict[str, set[str]] = {}
    for unit, forms in patterns.items():
        for form in forms:
            unit_word = word_of(min((word for one in ago if (word := matched(one, form))), key=len, default=""))
            if unit_word and unit_word not in words and not tells(unit_word):
                found.setdefault(form.replace("{0}", "{n}"), set()).add(unit)
    return ((form, next(iter(units))) for form, units in found.items() if len(units) == 1)


def matched(pattern: str, form: str) -> str:
    """Return the unit in a relative time of the given pattern, "" where it is another."""
    if pattern.startswith("{unit} {n}"):
        led, _, behind = form.partition("{0}")
        return led.strip() if behind == pattern.removeprefix("{unit} {n}") else ""
    head, tail = pattern.split("{n} {unit}")
    before, _, after = form.partition("{0}")
    if before.strip() != head.strip() or not after[:1].isspace():
        return ""
    after = after.strip()
    if not tail.strip():
        return after if head.strip() else ""
    return after.removesuffix(tail).strip() if after.endswith(tail) else ""


def is_glued(pattern: str) -> bool:
    """Tell a pattern of the scripts that write no spaces: pages glue the number to it, CLDR does not always."""
    return any("\u3040" <= character <= "\u9fff" for character in pattern)


def longer(other: str, pattern: str) -> bool:
    """Tell a pattern of "ago" that says all of another and more."""
    head, _, tail = pattern.partition("{unit}")
    return len(other) > len(pattern) and other.startswith(head) and other.endswith(tail)


def common(patterns: Mapping[str, list[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """Return the words around number and unit that at least three units share, and the units between them."""
    votes: dict[str, set[str]] = {}
    for unit, forms in patterns.items():
        for form in forms:
            before, _, after = form.partition("{0}")
            words = after.split()
            if not after[:1].isspace():
                continue
            if before.strip():
                votes.setdefault(f"{before.strip()} {{n}} {{unit}}", set()).add(unit)
            for at in range(1, min(len(words), 4)):
                tail = " ".join(words[at:])
                head = f"{before.strip()} " if before.strip() else ""
                votes.setdefault(f"{head}{{n}} {{unit}} {tail}", set()).add(unit)
    shared = [pattern for pattern, units in votes.items() if len(units) >= 3 and len(pattern) > len("o {n} {unit}")]
    # The longest tail that is shared is what says "ago"; a shorter one of the same words would take it for the unit.
    ago = [one for one in shared if not any(longer(other, one) and votes[other] >= votes[one] for other in shared)]
    units: dict[str, list[str]] = {unit: [] for unit in UNITS}
    for unit, forms in patterns.items():
        for form in forms:
            for pattern in sorted(ago, key=len, reverse=True):
                if word := matched(pattern, form):
                    if " " not in word or unit != "second":
                        units[unit].append(word_of(word))
                    break
    return sorted(ago), {unit: [w for w in distinct(words) if tells(w)] for unit, words in units.items()}


def unit_first(patterns: Mapping[str, list[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """Return the same for languages that say "months 2 past"."""
    ago: Counter[str] = Counter()
    units: dict[str, list[str]] = {unit: [] for unit in UNITS}
    for unit, forms in patterns.items():
        for form in forms:
            before, _, after = form.partition("{0}")
            if before.strip() and after.strip():
                ago[f"{{unit}} {{n}}{after.rstrip()}"] += 1
                units[unit].append(word_of(before))
    return sorted(ago), {unit: [w for w in distinct(words) if tells(w)] for unit, words in units.items()}


def generated(tag: str) -> dict[str, Any] | None:
    """Return the words of one language, as its file has them; None where CLDR knows nothing of it."""
    locale = locale_of(tag)
    if locale is None:
        return None
    data = locale._data
    months, weekdays = names(data["months"], 1, 12), names(data["days"], 0, 7)
    if any(any(character.isdigit() for character in name) for row in months for name in row):
        months = [[] for _ in months]  # "1月", "thg 1": numbers, which locale files write out with their sign
    unambiguous(months, weekdays)
    return {
        "order": order_of(locale), "months": months, "weekdays": weekdays, **halves(data["day_periods"]),
        **joints(locale), **ages_of(locale),
    }  # fmt: skip


def written(tag: str) -> str | None:
    """Return the text of the file of a language."""
    words = generated(tag)
    if words is None:
        return None
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in words.items() if value]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main(tags: list[str]) -> None:
    """Write the files of the given languages, or of all that have a locale file."""
    for tag in tags or sorted(path.stem for path in LOCALES.glob("*.toml")):
        text = written(tag)
        if text is None:
            print(f"{tag}: not in CLDR")
        else:
            (LOCALES / f"{tag}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
