"""Which role a phrase has that stands under several of one language, and which roles a language leaves empty."""

from __future__ import annotations

import pytest

from blogparse.language import Role, available_languages, load_locale
from blogparse.letters.phrasebook import LETTER_OF_ROLE

TAGS = available_languages()


def tags(text: str) -> frozenset[str]:
    return frozenset(text.split())


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

FRAME_ONLY = tags("af am az be fil gu hy kk km kn lo ml mn mr ne nn pa te tg uz")
"""Languages whose words for the frame of a page and of a thread are known, and no more."""
ONE_PLATFORM = FRAME_ONLY | tags("bn bs ckb cy eo gd jv ka mk my si sq su sw ta ug ur")
"""These, and languages known from the translation of one platform, which has no words for the rest."""
EMPTY: dict[Role, frozenset[str]] = {
    **dict.fromkeys((Role.ACTIONS, Role.BADGES, Role.PINGBACKS, Role.MODERATION, Role.THREAD_PAGES), FRAME_ONLY),
    **dict.fromkeys(
        (
            *(Role.AVATARS, Role.MENTIONS, Role.REPLIED_TO, Role.DELETED, Role.THREAD_TOOLS, Role.UPDATED_ON),
            *(Role.EDITORS_NOTE, Role.UPDATES, Role.CORRECTIONS, Role.NOTES, Role.CAPTIONS),
        ),
        ONE_PLATFORM,
    ),
    Role.RELATED: ONE_PLATFORM - {"bs"},
    Role.COMMENT_BY: ONE_PLATFORM - {"bs", "eo", "mk", "sq", "ur"},
    # these join words by endings and postpositions, or "by" is the verb's own form
    Role.BY: tags("am gu km kn lo mn pa tg"),
    Role.AND: FRAME_ONLY | {"cy", "sw"},  # whose word is that for other things as well ("a", "na")
    Role.TITLE_PREPOSITIONS: FRAME_ONLY | tags("bn my si ta ug"),
    Role.ON: FRAME_ONLY | tags("bn ka my si ta ug"),
    # the name of the first page is not known for sure
    Role.HOME: tags("af am be ckb cy fil gd gu hy jv kk km kn lo ml mn my ne nn pa si su sw ta te tg ug ur uz"),
}
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


def test_a_role_is_empty_for_a_reason() -> None:
    empty = {role: frozenset(tag for tag in TAGS if not load_locale(tag).phrases[role]) for role in Role}
    assert {role.value: sorted(tags) for role, tags in empty.items() if tags and role not in ANY_LANGUAGE} == {
        role.value: sorted(tags) for role, tags in EMPTY.items()
    }
