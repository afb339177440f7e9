"""Read and check the locale files, ``locales/<tag>.toml``; this module alone of the core reads package data."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from blogparse.language.roles import POST_ROLES, SLOTS, THREAD_ROLES, UNITS, DateWords, Locale, Role
from blogparse.records import VocabularyError
from blogparse.text import OUTER, key, late_pattern

_DATE_LISTS: Final = (
    "am", "pm", "at", "after_time", "ordinals", "of", "one", "some", "ago", "just_now", "today", "yesterday",
)  # fmt: skip
_DATE_ROWS: Final = {"months": 12, "weekdays": 7, "solar_months": 12, "lunar_months": 12, "days": 31}
_OPTIONAL_ROWS: Final = frozenset({"solar_months", "lunar_months", "days"})
_AGE: Final = late_pattern(rf"(?P<count>[1-9]\d*|\{{n\}}) (?P<unit>{'|'.join(UNITS)})s?")  # "1 year", "{n} hours"
_TABLE: Final = late_pattern(r"^\[(thread|post)\]$", re.MULTILINE)
_SLOT: Final = late_pattern(r"\{(\w+)\}")
NAMED_SLOT: Final = late_pattern(r"\{((?!n\})\w+)\}")  # {n} stands for itself in a counted key
_WORD_BETWEEN: Final = late_pattern(r"\ [^\s]++\ ")


def line_key_with_slots(phrase: str) -> str:
    """Return the key of a phrase; its slots survive as written.

    >>> line_key_with_slots("Leave a Reply to {author}:")
    'leave a reply to {author}'
    """
    return key(_SLOT.sub("\x00\\1\x01", phrase)).replace("\x00", "{").replace("\x01", "}")


def _keys_with_slots(phrases: Sequence[str]) -> list[str]:
    """Return what `line_key_with_slots` gives for each phrase; all at once, as it is faster."""
    joined = _SLOT.sub("\x00\\1\x01", "\n".join(phrases))
    if "  " in joined or not all(map(str.isprintable, phrases)):  # rare: the files are written with care
        return list(map(line_key_with_slots, phrases))
    keys = [key.strip(OUTER) for key in joined.casefold().split("\n")]
    return "\n".join(keys).replace("\x00", "{").replace("\x01", "}").split("\n") if keys else []


@cache
def available_languages() -> tuple[str, ...]:
    """Return the tags of the languages that this installation knows, sorted."""
    folder = resources.files("blogparse") / "locales"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def load_locale(tag: str) -> Locale:
    """Read and check one locale file of the package, with the date words that CLDR has for it."""
    folder = resources.files("blogparse") / "locales"
    generated = folder / f"{tag}.json"
    words = json.loads(generated.read_text("utf-8")) if generated.is_file() else {}
    return parse_locale(tag, (folder / f"{tag}.toml").read_text("utf-8"), words)


def parse_locale(tag: str, text: str, dates: Mapping[str, Any] = MappingProxyType({})) -> Locale:
    """Read one locale from TOML text. A `VocabularyError` names the first thing that is wrong.

    More `dates`, in the shape of the table, are added to those of the text.
    """
    import tomllib  # which compiles expressions as it is imported: only who reads a page waits for them

    try:
        data = _read_lists(text) or tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{tag}.toml: {error}") from error
    unknown = set(data) - {"name", "dates", "thread", "post"}
    if unknown:
        raise VocabularyError(f"{tag}.toml: unknown key {min(unknown)!r}")
    if not isinstance(data.get("name"), str):
        raise VocabularyError(f"{tag}.toml: 'name' must be the language's own name")
    phrases: dict[Role, tuple[str, ...]] = {}
    for table, roles in (("thread", THREAD_ROLES), ("post", POST_ROLES)):
        given = data.get(table, {})
        stray = set(given) - roles
        if stray:
            raise VocabularyError(f"{tag}.toml: unknown key {table}.{min(stray)}")
        for role in roles:
            phrases[role] = _phrases(tag, f"{table}.{role}", given.get(role, []))
    keys = iter(_keys_with_slots([phrase for several in phrases.values() for phrase in several]))
    keyed = {role: tuple(islice(keys, len(several))) for role, several in phrases.items()}
    return Locale(tag, data["name"], phrases, keyed, _date_words(tag, _joined(data.get("dates", {}), dates)))


def _joined(given: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the date words of a locale file with more of them: its own come first, and keep their meaning."""
    if not more:
        return given
    joined = {**more, **given}
    for name in ("months", "weekdays"):
        if name in given and name in more and len(given[name]) == len(more[name]):
            joined[name] = _joined_rows(given[name], more[name])
    for name in _DATE_LISTS:
        if name in given and name in more:
            [joined[name]] = _joined_rows([given[name]], [more[name]])
    for name in ("units", "ages", "last"):
        if name in given and name in more:
            ending = "s" if name == "ages" else ""  # "2 days" and "2 day" are one
            mine, theirs = (
                {key.removesuffix(ending): words for key, words in table[name].items()} for table in (given, more)
            )
            keys = list(dict.fromkeys((*mine, *theirs)))
            rows = _joined_rows([mine.get(key, []) for key in keys], [theirs.get(key, []) for key in keys])
            joined[name] = dict(zip(keys, rows, strict=True))
    return joined


def _joined_rows(given: Sequence[Sequence[str]], more: Sequence[Sequence[str]]) -> list[list[str]]:
    known = {word.casefold().rstrip(".") for row in given for word in row}
    return [
        [*row, *(word for word in others if word.casefold().rstrip(".") not in known)]
        for row, others in zip(given, more, strict=True)
    ]


def _read_lists(text: str) -> dict[str, Any] | None:
    """Read a locale whose lists take one line each as JSON, which is faster; None where TOML's own reader must tell."""
    head, *tables = _TABLE.split(text)
    import tomllib

    data = tomllib.loads(head)
    for name, body in zip(tables[::2], tables[1::2], strict=True):
        table: dict[str, object] = {}
        for line in filter(None, body.split("\n")):
            key, equals, value = line.partition(" = ")
            if not equals or key in table or value[:1] != "[" or "\\" in value:
                return None
            try:
                table[key] = json.loads(value)
            except ValueError:
                return None
        if name in data:
            return None
        data[name] = table
    return data


def _phrases(tag: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise VocabularyError(f"{tag}.toml: {key} must be a list of phrases")
    for phrase in value:
        slotted = "{" in phrase
        if not (_SLOT.sub("", phrase) if slotted else phrase).strip(OUTER):
            raise VocabularyError(f"{tag}.toml: {key}: {phrase!r} holds no word")
        if not slotted:
            continue
        slots = _SLOT.findall(phrase)
        if set(slots) - SLOTS:
            raise VocabularyError(f"{tag}.toml: {key}: unknown slot in {phrase!r}")
        named = [slot for slot in slots if slot != "n"]
        if len(set(named)) < len(named):
            raise VocabularyError(f"{tag}.toml: {key}: a slot stands twice in {phrase!r}")
        pieces = NAMED_SLOT.split(phrase)[::2]
        if len(pieces) > 2 and not pieces[0] and not pieces[-1] and not _WORD_BETWEEN.match(pieces[1]):
            raise VocabularyError(f"{tag}.toml: {key}: {phrase!r} needs a word between spaces after its first slot")
    return tuple(value)


def _date_words(tag: str, data: Mapping[str, Any]) -> DateWords:
    unknown = set(data) - {"order", "units", "ages", "counts", "last", *_DATE_ROWS, *_DATE_LISTS}
    if unknown:
        raise VocabularyError(f"{tag}.toml: unknown key dates.{min(unknown)}")
    if data.get("order") not in {"dmy", "mdy", "ymd"}:
        raise VocabularyError(f"{tag}.toml: dates.order must be 'dmy', 'mdy' or 'ymd'")
    for name, length in _DATE_ROWS.items():
        rows = data.get(name)
        if rows is None and name in _OPTIONAL_ROWS:
            continue
        if not isinstance(rows, list) or len(rows) != length or not all(isinstance(row, list) and row for row in rows):
            raise VocabularyError(f"{tag}.toml: dates.{name} must be {length} lists of names")
    counts = data.get("counts", [])
    if not isinstance(counts, list) or not all(isinstance(row, list) and row for row in counts):
        raise VocabularyError(f"{tag}.toml: dates.counts must be lists of the words for 2, 3 and so on")
    units = data.get("units", {})
    if set(units) != set(UNITS):
        raise VocabularyError(f"{tag}.toml: dates.units must name {', '.join(UNITS)}")
    if not set(data.get("last", {})) <= set(UNITS):
        raise VocabularyError(f"{tag}.toml: dates.last: its keys are among {', '.join(UNITS)}")
    for pattern in data.get("ago", []):
        if "{n}" not in pattern or "{unit}" not in pattern:
            raise VocabularyError(f"{tag}.toml: dates.ago: {pattern!r} needs {{n}} and {{unit}}")

    def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(map(tuple, data.get(name, ())))

    return DateWords(
        tag=tag, order=data["order"], months=rows_of("months"), weekdays=rows_of("weekdays"),
        solar_months=rows_of("solar_months"), lunar_months=rows_of("lunar_months"),
        days=rows_of("days"), counts=rows_of("counts"),
        units={unit: tuple(units[unit]) for unit in UNITS},
        last={unit: tuple(phrases) for unit, phrases in data.get("last", {}).items()},
        ages=_ages(tag, data.get("ages", {})), **{name: tuple(data.get(name, [])) for name in _DATE_LISTS},
    )  # fmt: skip


def _ages(tag: str, table: object) -> dict[str, tuple[str, int | None]]:
    """Return the ages of a locale by their phrases."""
    if not isinstance(table, dict):
        raise VocabularyError(f"{tag}.toml: dates.ages must be a table from ages to their phrases")
    found: dict[str, tuple[str, int | None]] = {}
    seen: set[str] = set()
    for age, phrases in table.items():
        written = _AGE.fullmatch(age)
        if written is None:
            raise VocabularyError(f"{tag}.toml: dates.ages: {age!r} must be a count and a unit, as in '1 year'")
        count = None if written["count"] == "{n}" else int(written["count"])
        for phrase in _phrases(tag, f"dates.ages: {age!r}", phrases):
            if _SLOT.findall(phrase) != ([] if count else ["n"]):
                wanted = "no slot" if count else "one {n}"
                raise VocabularyError(f"{tag}.toml: dates.ages: {age!r}: {phrase!r} must hold {wanted}")
            if count is None and not phrase.partition("{n}")[2].strip():
                raise VocabularyError(f"{tag}.toml: dates.ages: {age!r}: {phrase!r} needs a word after {{n}}")
            key = line_key_with_slots(phrase)
            if key in seen:
                raise VocabularyError(f"{tag}.toml: dates.ages: {age!r}: {phrase!r} stands twice")
            seen.add(key)
            found[phrase] = (written["unit"], count)
    return found
