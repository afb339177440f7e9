"""The locale files and the loader: what every language must bring, how phrases meet lines, what is refused and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogparse.language import (
    UNITS,
    Role,
    Vocabulary,
    available_languages,
    line_key_with_slots,
    load_locale,
    load_vocabulary,
    merge_locales,
    parse_locale,
)
from blogparse.records import OptionError, VocabularyError
from blogparse.text import count_key, line_key

TAGS = available_languages()


def roles_of(vocabulary: Vocabulary, key: str) -> Mapping[Role, frozenset[str]]:
    """Return the roles of a whole key and the languages of each; numbers in the key fit ``{n}``."""
    return vocabulary.exact.get(key) or vocabulary.exact.get(count_key(key), {})


REQUIRED = (
    Role.SAYS,
    Role.REPLY,
    Role.COMMENT_NOUNS,
    Role.COMMENTS_HEADINGS,
    Role.COMMENT_FORM,
    Role.COMMENTS_CLOSED,
    Role.BYLINE,
    Role.POSTED_ON,
    Role.TOPICS,
    Role.NAVIGATION,
    Role.WIDGETS,
    Role.SHARE,
)
SLOT = re.compile(r"\{(author|parent|title|date)\}")
FILLED = {"author": "zq ann", "parent": "zq bob", "title": "zq old mill", "date": "zq morning"}

# Phrases that stand in one role in some languages and in another role in others, never in both in one language. All are
# reviewed: each is a short word that a page's own language and its place settle (a Danish "Del" shares, an Italian
# "del" joins name and date). A phrase that is new here needs the same look: can a page of one language be misread?
CLASHES: dict[str, set[tuple[str, str]]] = {
    "a": {("and", "on"), ("and", "title_prepositions")},
    "del": {("actions", "on"), ("on", "share")},
    "di": {("by", "on")},
    "en": {("and", "on"), ("and", "title_prepositions")},
    "in": {("and", "on"), ("and", "title_prepositions")},
    "instagram": {("services", "widgets")},
    "ku": {("by", "title_prepositions")},
    "le": {("by", "on")},
    "par": {("by", "title_prepositions")},
    "per": {("by", "title_prepositions")},
    "pri": {("on", "title_prepositions")},
    "respon": {("comment_nouns", "reply")},
    "sobre": {("on", "widgets")},
    "top": {("actions", "navigation")},
    "о": {("on", "title_prepositions")},
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def filled(key: str) -> str:
    return SLOT.sub(lambda slot: FILLED[slot[1]], key.replace("{n}", "12"))


# --- the files ---


def test_the_languages_that_are_promised_are_there() -> None:
    promised = (
        "af am ar az be bg bn bs ca ckb cs cy da de el en eo es et eu fa fi fil fr gd gl gu he hi hr hu hy id is "
        "it ja jv ka kk km kn ko lo lt lv mk ml mn mr ms my nb ne nl nn pa pl pt ro ru si sk sl sq sr su sv sw ta te "
        "tg th tr ug uk ur uz vi zh-Hans zh-Hant"
    )
    assert set(promised.split()) <= set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_required_roles_hold_phrases(tag: str) -> None:
    phrases = load_locale(tag).phrases
    assert [role.value for role in REQUIRED if len(phrases[role]) < 3] == []


@pytest.mark.parametrize("tag", TAGS)
def test_dates_name_every_month_weekday_and_unit(tag: str) -> None:
    dates = load_locale(tag).dates
    assert all(name.strip() == name != "" for row in (*dates.months, *dates.weekdays) for name in row)
    assert [unit for unit in UNITS if not dates.units[unit]] == []
    assert dates.ago
    assert dates.today
    assert dates.yesterday


@pytest.mark.parametrize("tag", TAGS)
def test_no_month_or_weekday_has_the_name_of_another(tag: str) -> None:
    dates = load_locale(tag).dates
    for rows in (dates.months, dates.weekdays):
        names = [name.casefold() for row in rows for name in row]
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("tag", TAGS)
def test_every_says_phrase_has_a_name_and_no_colon(tag: str) -> None:
    assert [p for p in load_locale(tag).phrases[Role.SAYS] if "{author}" not in p or p.endswith(":")] == []


@pytest.mark.parametrize("tag", TAGS)
def test_phrases_are_the_words_that_tell_a_line_and_not_the_sentence(tag: str) -> None:
    assert [phrase for phrases in load_locale(tag).phrases.values() for phrase in phrases if len(phrase) > 60] == []


@pytest.mark.parametrize("tag", TAGS)
def test_no_phrase_stands_twice_in_a_role(tag: str) -> None:
    for role, phrases in load_locale(tag).phrases.items():
        keys = [line_key_with_slots(phrase) for phrase in phrases]
        assert sorted({key for key in keys if keys.count(key) > 1}) == [], role


@pytest.mark.parametrize("tag", TAGS)
def test_each_phrase_is_found_under_its_role_and_language(tag: str, vocabulary: Vocabulary) -> None:
    lost = []
    for role, phrases in load_locale(tag).phrases.items():
        for phrase in phrases:
            key = line_key_with_slots(phrase)
            if SLOT.search(key):
                found = any(
                    m.role is role and tag in m.languages
                    for m in vocabulary.matches(count_key(line_key(filled(phrase))))
                )
            else:
                found = tag in roles_of(vocabulary, line_key(phrase.replace("{n}", "12"))).get(role, ())
            if not found:
                lost.append((role.value, phrase))
    assert lost == []


@pytest.mark.parametrize("tag", TAGS)
def test_prose_around_a_slot_phrase_needs_a_word_of_it(tag: str, vocabulary: Vocabulary) -> None:
    """No phrase is so loose that lines without any of its words fit it."""
    loose = [m for m in vocabulary.matches("zq {n} wv {n} qz {n} vw") if tag in m.languages]
    assert loose == []


def test_phrases_with_two_roles_from_different_languages_are_reviewed(vocabulary: Vocabulary) -> None:
    clashes: dict[str, set[tuple[str, str]]] = {}
    for key, roles in vocabulary.exact.items():
        for (one, its), (other, theirs) in combinations(sorted(roles.items()), 2):
            if not its & theirs:
                clashes.setdefault(key, set()).add((one.value, other.value))
    assert clashes == CLASHES


# --- keys ---


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(text: str) -> None:
    assert line_key(line_key(text)) == line_key(text)


@given(st.text(max_size=30), st.sampled_from("»→:.…!?\u200f؟ \t"))
def test_outer_punctuation_and_space_make_no_difference(text: str, mark: str) -> None:
    assert line_key(mark + " " + text + mark) == line_key(text)


@pytest.mark.parametrize(
    ("key", "counted"),
    [
        ("1,234 comments", "{n} comments"),
        ("12.345 kommentare", "{n} kommentare"),
        ("page 2 of 3", "page {n} of {n}"),
        ("3件のコメント", "{n}件のコメント"),
        ("٣ تعليقات", "{n} تعليقات"),
        ("2. comments", "{n}. comments"),
        ("no comments", "no comments"),
    ],
)
def test_count_key(key: str, counted: str) -> None:
    assert count_key(key) == counted


def test_one_is_written_where_a_phrase_counts() -> None:
    english = load_vocabulary(["en"])
    assert Role.ACTIONS in roles_of(english, "one reply")
    assert Role.ACTIONS in roles_of(english, "7 replies")


# --- look-up ---


@pytest.mark.parametrize(
    ("line", "role", "slots"),
    [
        ("Jane Doe says:", Role.SAYS, {"author": "jane doe"}),
        ("Le 3 mai, Léa a dit :", Role.SAYS, {"date": "{n} mai", "author": "léa"}),
        ("يقول سامي:", Role.SAYS, {"author": "سامي"}),
        ("Ο/Η Ελένη λέει:", Role.SAYS, {"author": "ελένη"}),
        ("山田さんのコメント", Role.SAYS, {"author": "山田"}),
        ("Jane replied to comment from Bob", Role.REPLIED_TO, {"author": "jane", "parent": "bob"}),
        ("回复给小明", Role.MENTIONS, {"author": "小明"}),
        ("投稿者：山田", Role.BYLINE, {"author": "山田"}),
        ("Kommentare deaktiviert für Der Rabe", Role.COMMENTS_CLOSED, {"title": "der rabe"}),
    ],
)
def test_slots_take_what_the_line_says(line: str, role: Role, slots: dict[str, str], vocabulary: Vocabulary) -> None:
    assert slots in [dict(match.slots) for match in vocabulary.matches(count_key(line_key(line))) if match.role is role]


def test_a_phrase_keeps_every_role(vocabulary: Vocabulary) -> None:
    roles = roles_of(vocabulary, line_key("Antworten"))
    assert "de" in roles[Role.REPLY] & roles[Role.COMMENT_NOUNS]


def test_a_subset_of_languages_knows_no_others() -> None:
    german = load_vocabulary(["de"])
    assert german.languages == ("de",)
    assert roles_of(german, line_key("Répondre")) == {}
    assert roles_of(german, line_key("Zitieren")) == {Role.ACTIONS: frozenset({"de"})}


@pytest.mark.parametrize(
    ("tag", "files"),
    [
        ("pt-BR", ("pt",)),
        ("de-AT", ("de",)),
        ("zh", ("zh-Hans", "zh-Hant")),
        ("zh-Hant-HK", ("zh-Hant",)),
        ("no", ("nb",)),
    ],
)
def test_a_tag_falls_back_to_what_is_known(tag: str, files: tuple[str, ...]) -> None:
    assert load_vocabulary([tag]).languages == files


# --- refusals ---


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(OptionError, match="'xx'"):
        load_vocabulary(["de", "xx"])


@pytest.mark.parametrize("languages", ["en", []])
def test_languages_that_are_no_sequence_of_tags(languages: object) -> None:
    with pytest.raises(OptionError, match="languages"):
        load_vocabulary(languages)  # type: ignore[arg-type]


MONTHS = "months = [" + ", ".join(f'["m{n}"]' for n in "abcdefghijkl") + "]"
WEEKDAYS = "weekdays = [" + ", ".join(f'["d{n}"]' for n in "abcdefg") + "]"
DATE_UNITS = "units = {" + ", ".join(f'{unit} = ["{unit}"]' for unit in UNITS) + "}"
SMALLEST = f'name = "Test"\n[dates]\norder = "dmy"\n{MONTHS}\n{WEEKDAYS}\n{DATE_UNITS}\n[thread]\n[post]\n'


def with_ages(text: str, lines: str) -> str:
    return text.replace("[thread]", f"[dates.ages]\n{lines}\n[thread]")


def test_ages_may_name_one_unit_or_several() -> None:
    ages = '"1 year" = ["rok temu"]\n"2 days" = ["przedwczoraj"]\n"{n} hours" = ["{n} órája"]'
    expected = {"rok temu": ("year", 1), "przedwczoraj": ("day", 2), "{n} órája": ("hour", None)}
    assert parse_locale("qq", with_ages(SMALLEST, ages)).dates.ages == expected


def test_the_smallest_file_is_valid() -> None:
    locale = parse_locale("qq", SMALLEST)
    assert (locale.tag, locale.name, locale.dates.months[11]) == ("qq", "Test", ("ml",))
    assert merge_locales([locale]).exact == {}


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda text: text + "= broken", "line"),
        (lambda text: 'title = "x"\n' + text, "'title'"),
        (lambda text: text.replace('name = "Test"', ""), "'name'"),
        (lambda text: text.replace("[thread]", '[thread]\nsay = ["x"]'), "thread.say"),
        (lambda text: text.replace("[post]", '[post]\nsays = ["{author} says"]'), "post.says"),
        (lambda text: text.replace("[thread]", '[thread]\nreply = "Reply"'), "thread.reply"),
        (lambda text: text.replace("[thread]", '[thread]\nsays = ["{name} says"]'), "thread.says"),
        (lambda text: text.replace("[thread]", '[thread]\nsays = ["{author}:"]'), "thread.says"),
        (lambda text: text.replace("[thread]", '[thread]\nsays = ["{author} and {author} say"]'), "thread.says"),
        (lambda text: text.replace("[thread]", '[thread]\nmentions = ["{author}, to {parent}"]'), "thread.mentions"),
        (lambda text: text.replace(MONTHS, ""), "dates.months"),
        (lambda text: text.replace(', ["ml"]', ""), "dates.months"),
        (lambda text: text.replace(WEEKDAYS, "weekdays = []"), "dates.weekdays"),
        (lambda text: text.replace(DATE_UNITS, ""), "dates.units"),
        (lambda text: text.replace('"dmy"', '"ydm"'), "dates.order"),
        (lambda text: text.replace(MONTHS, f'{MONTHS}\nera = ["AD"]'), "dates.era"),
        (lambda text: text.replace(MONTHS, f'{MONTHS}\nago = ["{{n}} ago"]'), "dates.ago"),
        (lambda text: text.replace(MONTHS, f'{MONTHS}\ncounts = ["two"]'), "dates.counts"),
        (lambda text: text.replace(MONTHS, f'{MONTHS}\nlast = {{ fortnight = ["last fortnight"] }}'), "dates.last"),
        (lambda text: with_ages(text, 'ages = ["rok temu"]').replace("[dates.ages]\n", ""), "dates.ages must be"),
        (lambda text: with_ages(text, '"1 yaer" = ["rok temu"]'), "dates.ages: '1 yaer'"),
        (lambda text: with_ages(text, '"0 years" = ["rok temu"]'), "dates.ages: '0 years'"),
        (lambda text: with_ages(text, 'year = ["rok temu"]'), "dates.ages: 'year'"),
        (lambda text: with_ages(text, '"1 year" = "rok temu"'), "dates.ages: '1 year'"),
        (lambda text: with_ages(text, '"1 year" = ["..."]'), "dates.ages: '1 year': '...'"),
        (lambda text: with_ages(text, '"1 year" = ["{n} rok temu"]'), "must hold no slot"),
        (lambda text: with_ages(text, '"{n} years" = ["rok temu"]'), "must hold one {n}"),
        (lambda text: with_ages(text, '"{n} years" = ["ago {n}"]'), "needs a word after {n}"),
        (lambda text: with_ages(text, '"1 day" = ["rok temu"]\n"1 year" = ["Rok temu"]'), "'Rok temu' stands twice"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_its_key(spoil: Callable[[str], str], named: str) -> None:
    spoiled = spoil(SMALLEST)
    assert spoiled != SMALLEST
    with pytest.raises(VocabularyError, match=rf"^qq\.toml: .*{re.escape(named)}"):
        parse_locale("qq", spoiled)
