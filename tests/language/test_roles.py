"""Which role a phrase has that stands under several of one language, and which roles a language leaves empty."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from blogparse.language import Role, available_languages, load_locale
from blogparse.letters.phrasebook import LETTER_OF_ROLE

TAGS = available_languages()


# A whole line gets one letter. Where its phrase stands under several roles of a language that give different letters,
# the first in `LETTER_OF_ROLE` wins. These are all such pairs, the winner first; each was looked at: is the loser's
# meaning the rarer one on a line of its own, or told by its place? The other roles (nouns, prepositions, joining words,
# words of parts of lines) answer other questions, and no phrase is lost to them.
PRECEDENCE = {
    "pingbacks": "actions comment_form widgets",
    "login_needed": "actions thread_tools",
    "no_comments": "comment_form reply",
    "moderation": "comment_form",
    "reply": "comment_form comments_headings",
    "comment_form": "actions comments_headings mentions share thread_tools",
    "actions": "badges comments_headings corrections navigation share thread_tools updates widgets",
    "comments_headings": "thread_pages thread_tools widgets",
    "thread_pages": "navigation thread_tools widgets",
    "thread_tools": "badges navigation notes share widgets",
    "editors_note": "badges",
    "updates": "badges",
    "disclosures": "widgets",
    "topics": "widgets",
    "widgets": "badges navigation share",
    "navigation": "badges related",
    "says": "byline",
}

EMPTY = tomllib.loads((Path(__file__).parent.parent / "data" / "empty_roles.toml").read_text("utf-8"))
"""By language and reason the roles that hold no words; the reasons in full stand under ``why``."""
ANY_LANGUAGE = {
    Role.SERVICES: "names are the same everywhere: en.toml",
    Role.COPYRIGHT: "most print the sign alone",
    Role.DISCLOSURES: "few languages have a word of their own for them",
}


@pytest.mark.parametrize("tag", TAGS)
def test_phrases_under_several_roles_have_a_stated_precedence(tag: str) -> None:
    roles_of: dict[str, list[Role]] = {}
    for role in LETTER_OF_ROLE:
        for key in load_locale(tag).keys[role]:
            roles_of.setdefault(key, []).append(role)
    found = {
        (first, other): key
        for key, (first, *others) in roles_of.items()
        for other in others
        if LETTER_OF_ROLE[other] is not LETTER_OF_ROLE[first]
    }
    stated = {(Role(first), Role(other)) for first, others in PRECEDENCE.items() for other in others.split()}
    assert {pair: key for pair, key in found.items() if pair not in stated} == {}


@pytest.mark.parametrize("tag", TAGS)
def test_a_role_is_empty_for_a_reason(tag: str) -> None:
    stated = {role: reason for reason, roles in EMPTY.get(tag, {}).items() for role in roles.split()}
    phrases = load_locale(tag).phrases
    assert {role.value for role in Role if not phrases[role]} - {role.value for role in ANY_LANGUAGE} == stated.keys()
    assert set(stated.values()) <= EMPTY["why"].keys()


def test_reasons_are_those_of_languages_that_are_there() -> None:
    assert EMPTY.keys() - {"why"} <= set(TAGS)
    used = {reason for tag, roles in EMPTY.items() if tag != "why" for reason in roles}
    assert used == EMPTY["why"].keys()
