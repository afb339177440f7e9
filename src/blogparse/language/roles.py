"""What phrases do on a page, and the shapes of what a locale file holds."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import attrs


class Role(StrEnum):
    """What a phrase does on a page; each is a key of a locale file."""

    # [thread]: around comments
    SAYS = "says"
    COMMENT_BY = "comment_by"
    COMMENT_NOUNS = "comment_nouns"
    COMMENTS_HEADINGS = "comments_headings"
    TITLE_PREPOSITIONS = "title_prepositions"
    NO_COMMENTS = "no_comments"
    COMMENTS_CLOSED = "comments_closed"
    COMMENT_FORM = "comment_form"
    LOGIN_NEEDED = "login_needed"
    REPLY = "reply"
    ACTIONS = "actions"
    BADGES = "badges"
    ANONYMOUS = "anonymous"
    AVATARS = "avatars"
    MENTIONS = "mentions"
    REPLIED_TO = "replied_to"
    PINGBACKS = "pingbacks"
    DELETED = "deleted"
    MODERATION = "moderation"
    THREAD_PAGES = "thread_pages"
    THREAD_TOOLS = "thread_tools"
    AND = "and"
    BY = "by"
    ON = "on"
    # [post]: around the article
    BYLINE = "byline"
    POSTED_ON = "posted_on"
    UPDATED_ON = "updated_on"
    TOPICS = "topics"
    EDITORS_NOTE = "editors_note"
    UPDATES = "updates"
    CORRECTIONS = "corrections"
    DISCLOSURES = "disclosures"
    NOTES = "notes"
    CAPTIONS = "captions"
    RELATED = "related"
    PREVIOUS_POST = "previous_post"
    NEXT_POST = "next_post"
    NAVIGATION = "navigation"
    WIDGETS = "widgets"
    SHARE = "share"
    HOME = "home"
    SERVICES = "services"
    COPYRIGHT = "copyright"


THREAD_ROLES: Final = frozenset(list(Role)[: list(Role).index(Role.BYLINE)])
POST_ROLES: Final = frozenset(Role) - THREAD_ROLES
SLOTS: Final = frozenset({"author", "parent", "title", "date", "n"})
UNITS: Final = ("second", "minute", "hour", "day", "week", "month", "year")


@attrs.frozen(slots=True)
class DateWords:
    """How one language writes dates; see ``docs/add-a-language.md`` for the keys."""

    tag: str
    order: str
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    units: Mapping[str, tuple[str, ...]] = attrs.field(eq=False)
    solar_months: tuple[tuple[str, ...], ...] = ()
    """The months of the solar Hijri calendar."""
    lunar_months: tuple[tuple[str, ...], ...] = ()
    """The months of the lunar Hijri calendar, whose dates have no value here."""
    days: tuple[tuple[str, ...], ...] = ()
    """The days of a month in words."""
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    after_time: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    counts: tuple[tuple[str, ...], ...] = ()
    """The numbers from 2 on in words, before a unit."""
    some: tuple[str, ...] = ()
    """Words that leave the number open, before a unit in the singular."""
    ago: tuple[str, ...] = ()
    last: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, eq=False)
    """"Last week", "last month", "last year" by their units."""
    just_now: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    yesterday: tuple[str, ...] = ()
    ages: Mapping[str, tuple[str, int | None]] = attrs.field(factory=dict, eq=False)
    """Phrases with the unit and the count that they say; a count of None stands in the phrase, as ``{n}``."""


@attrs.frozen(slots=True)
class Locale:
    """One locale file: its tag, its phrases by role and its dates."""

    tag: str
    name: str
    phrases: Mapping[Role, tuple[str, ...]] = attrs.field(eq=False)
    keys: Mapping[Role, tuple[str, ...]] = attrs.field(eq=False, repr=False)
    """The keys of the phrases, slots as written."""
    dates: DateWords
