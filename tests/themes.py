"""Writes random blog pages as HTML in random themes, and knows what a reader should get back from them.

A page is an `Article`, its `Remark`s (the thread, in page order), a `ThreadTheme` (how one comment looks) and a `Frame`
(what stands around). `render_html` writes it; the page itself is the expected record. A *family* is a theme with some
choices fixed and the others open: `FAMILIES` for threads, `FRAMES` for what stands around, `LANGUAGES` for pages whose
interface speaks a language of ``data/interface.toml``.

Everything random comes from the ``Random`` that the caller hands in. Structure (how many comments, who answers whom,
which extras) is an argument, so that Hypothesis can shrink it; the seed only chooses words and open choices.
"""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

import attrs

# --- the page --------------------------------------------------------------------------------------------------------


@attrs.frozen
class Paragraph:
    """Lines that ``<br>`` separates."""

    lines: tuple[str, ...]


@attrs.frozen
class Quote:
    """A block quotation."""

    text: str


@attrs.frozen
class Items:
    """A list inside a body."""

    ordered: bool
    items: tuple[str, ...]


Block = Paragraph | Quote | Items


@attrs.frozen
class Remark:
    """One comment of the thread; `parent` is the index of the comment that it answers."""

    author: str
    written: datetime
    blocks: tuple[Block, ...]
    parent: int | None
    depth: int

    @property
    def body(self) -> str:
        """The text of the body, one line per line, list item or quotation."""
        return "\n".join(line for block in self.blocks for line in block_lines(block))


@attrs.frozen
class Article:
    """The post above the thread."""

    title: str
    author: str
    affiliation: str
    published: datetime
    note: str
    paragraphs: tuple[str, ...]
    topics: tuple[str, ...]


@attrs.frozen
class ThreadTheme:
    """How one comment looks: independent choices, each a word of the tables below."""

    language: str = "en"
    nesting: str = "ol"
    """ol, ul, mixed (``ol``, replies ``ul``), div (nested blocks), list (one flat list) or flat (plain blocks)."""
    header: str = "says"
    """A key of `HEADERS`: the order of author, date and body, and which of them share a line."""
    verb: str = "says:"
    """What stands beside the name; with ``{name}`` where it stands before or on both sides."""
    clock: str = "long_at_12h"
    """A key of `CLOCKS`: how a date and a time are written."""
    author_tag: str = "cite"
    avatar: str = ""
    """Alternative text of an avatar image, with ``{author}``; empty for no image."""
    avatar_line: bool = False
    """Whether the image stands in a block of its own."""
    badge: str = ""
    """What stands under the name where the author of the post comments."""
    actions: tuple[str, ...] = ()
    """Blocks after the body; one block is one line in most dumps."""
    votes: bool = False
    """Whether a number of votes stands alone after the body."""
    permalink: bool = True
    mention: str = ""
    """A line that names the parent's author, with ``{parent}``."""
    paths: bool = False
    """Whether comments are numbered by level, as in ``#1.1``."""

    @property
    def states_parents(self) -> bool:
        """Whether the words of the page tell who answers whom."""
        return bool(self.mention) or self.paths

    @property
    def is_local(self) -> bool:
        """Whether the theme is of `LANGUAGES`, which try words and not prose that looks like them."""
        return " " in self.clock


@attrs.frozen
class Frame:
    """What stands around article and thread."""

    heading: str = "thoughts"
    """A key of `HEADINGS`, or one that `local_keys` gives."""
    dateline: str = "posted_on_by"
    """A key of `DATELINES`, or one that `local_keys` gives."""
    extras: frozenset[str] = frozenset()
    """Names out of `EXTRAS`."""


@attrs.frozen
class Page:
    """A page: all that `render_html` needs and all that a parser should give back."""

    article: Article
    remarks: tuple[Remark, ...]
    theme: ThreadTheme
    frame: Frame
    seed: int

    @property
    def heading(self) -> str:
        """The heading over the thread, with its slots; empty for none."""
        return write_heading(self.theme.language, self.frame.heading, len(self.remarks))

    @property
    def declared(self) -> int | None:
        """The number of comments that the heading states, or None."""
        if is_local(self.frame.heading):
            return len(self.remarks) if "{n}" in self.heading else None
        return len(self.remarks) if HEADINGS[self.theme.language].get(self.frame.heading, ("", ""))[1] else None

    @property
    def published(self) -> datetime | None:
        """The time that the dateline shows, to the day or to the minute, or None."""
        shown = DATELINE_PRECISION.get(self.frame.dateline, "day")
        if shown == "minute":
            return self.article.published
        return self.article.published.replace(hour=0, minute=0) if shown == "day" else None

    def shown_time(self, remark: Remark) -> datetime:
        """The time that the thread shows for a comment, to the day or to the minute."""
        return remark.written if CLOCKS[self.theme.clock][1] else remark.written.replace(hour=0, minute=0)


def block_lines(block: Block) -> tuple[str, ...]:
    """Return the lines that a block of a body shows."""
    match block:
        case Paragraph(lines):
            return lines
        case Quote(text):
            return (text,)
        case Items(_, items):
            return items


# --- comparison ------------------------------------------------------------------------------------------------------

_ESCAPE: Final = re.compile(r"\\(?=[^\w\s])")  # html2text writes "1\. "
_MARK: Final = re.compile(r"^[ \t\xa0]*(?:(?:[•*+>□■○●◎☆◦▪#@-]|o|\d+[.)])[ \t\xa0]+)+", re.MULTILINE)


def squash(text: str) -> str:
    """Return text without list and quotation marks at line starts, white space collapsed.

    Renderers mark list items and quotations in many ways, compose letters and wrap where they like; none of that is
    text of the body.
    """
    return unicodedata.normalize("NFC", " ".join(_MARK.sub("", _ESCAPE.sub("", text)).split()))


# --- languages -------------------------------------------------------------------------------------------------------

_WRITTEN: Final[Mapping[str, Mapping[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "interface.toml").read_text("utf-8")
)
INTERFACE: Final[Mapping[str, Mapping[str, Any]]] = {
    language: {**{key: _WRITTEN[words["texts"]][key] for key in ("names", "who", "did", "titles", "short")}, **words}
    if "texts" in words
    else words
    for language, words in _WRITTEN.items()
}
"""What blogs of each language print, by locale; the file tells what its keys mean."""

_LOCAL: Final = "local "


def local_keys(language: str, kind: str) -> list[str]:
    """Return the keys of a language's headings or datelines."""
    return [f"{_LOCAL}{at}" for at in range(len(INTERFACE[language][kind]))]


def is_local(key: str) -> bool:
    """Tell the key of a heading or dateline of `INTERFACE`."""
    return key.startswith(_LOCAL)


def _local(language: str, kind: str, key: str) -> Any:
    return INTERFACE[language][kind][int(key.removeprefix(_LOCAL))]


def write_local(t: datetime, language: str, form: str) -> str:
    """Write a date, or a date and a time, in a form of `INTERFACE`."""
    words = INTERFACE[language]
    written = form.format(
        d=t.day, dd=f"{t.day:02}", m=t.month, mm=f"{t.month:02}", month=words["months"][t.month - 1], y=t.year,
        b=t.year + 543, H=f"{t.hour:02}", h=t.hour % 12 or 12, M=f"{t.minute:02}",
        half=words.get("halves", ["am", "pm"])[t.hour >= 12],
    )  # fmt: skip
    return written.translate(dict(zip(map(ord, "0123456789"), words.get("digits", "0123456789"), strict=True)))


# --- dates: written out here, for the machine's locale must not matter -----------------------------------------------

MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
           "Dezember"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"),
}  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _month(t: datetime, language: str = "en") -> str:
    return MONTHS[language][t.month - 1]


def _h12(t: datetime, half: str = "am pm") -> str:
    return f"{t.hour % 12 or 12}:{t.minute:02} {half.split()[t.hour >= 12]}"


def _h24(t: datetime) -> str:
    return f"{t.hour:02}:{t.minute:02}"


def _ordinal(n: int) -> str:
    return f"{n}{'th' if 10 < n < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


CLOCKS: Final[Mapping[str, tuple[Callable[[datetime], str], bool]]] = {
    "long_at_12h": (lambda t: f"{_month(t)} {t.day}, {t.year} at {_h12(t)}", True),
    "long_at_12h_capitals": (lambda t: f"{_month(t)} {t.day}, {t.year} at {_h12(t, 'AM PM')}", True),
    "long_ordinal": (lambda t: f"{_month(t)} {_ordinal(t.day)}, {t.year} at {_h12(t)}", True),
    "short_comma_12h": (lambda t: f"{_month(t)[:3]} {t.day}, {t.year}, {_h12(t)}", True),
    "long_dash_12h": (lambda t: f"{_month(t)} {t.day}, {t.year} - {_h12(t)}", True),
    "weekday_12h": (lambda t: f"{WEEKDAYS[t.weekday()]}, {_month(t)} {t.day}, {t.year} {_h12(t, 'AM PM')}", True),
    "day_first_24h": (lambda t: f"{t.day} {_month(t)} {t.year} at {_h24(t)}", True),
    "day_first_short_24h": (lambda t: f"{t.day} {_month(t)[:3]} {t.year} {_h24(t)}", True),
    "iso_24h": (lambda t: f"{t:%Y-%m-%d} {_h24(t)}", True),
    "year_slashes_12h": (lambda t: f"{t:%Y/%m/%d} at {_h12(t)}", True),
    "long_date_only": (lambda t: f"{_month(t)} {t.day}, {t.year}", False),
    "month_first_numbers": (lambda t: f"{t:%m/%d/%Y} {_h12(t)}", True),
    "day_first_numbers": (lambda t: f"{t:%d/%m/%Y} {_h24(t)}", True),
    "de_long_um": (lambda t: f"{t.day}. {_month(t, 'de')} {t.year} um {_h24(t)}", True),
    "de_long_uhr": (lambda t: f"{t.day}. {_month(t, 'de')} {t.year} um {_h24(t)} Uhr", True),
    "de_numbers_um": (lambda t: f"{t:%d.%m.%Y} um {_h24(t)}", True),
    "de_numbers_dash": (lambda t: f"{t:%d.%m.%Y} - {_h24(t)}", True),
    "fr_long_h_min": (lambda t: f"{t.day} {_month(t, 'fr')} {t.year} à {t.hour} h {t.minute:02} min", True),
    "fr_long_24h": (lambda t: f"{t.day} {_month(t, 'fr')} {t.year} à {_h24(t)}", True),
    **{
        f"{language} {at}": (partial(write_local, language=language, form=form), True)
        for language, words in INTERFACE.items()
        for at, form in enumerate(words["clocks"])
    },
}
"""How themes write a time, and whether the time of day is shown."""

EN_CLOCKS: Final = tuple(list(CLOCKS)[:10])
GLUABLE_CLOCKS: Final = ("long_at_12h", "long_at_12h_capitals", "weekday_12h")
NUMBER_CLOCKS: Final = ("month_first_numbers", "day_first_numbers")
DE_CLOCKS: Final = ("de_long_um", "de_long_uhr", "de_numbers_um", "de_numbers_dash")
FR_CLOCKS: Final = ("fr_long_h_min", "fr_long_24h")


def write_day(t: datetime, language: str) -> str:
    """Write a date without time, as datelines do."""
    if language not in MONTHS:
        return write_local(t, language, INTERFACE[language]["day"])
    if language == "en":
        return f"{_month(t)} {t.day}, {t.year}"
    return f"{t.day}{'.' if language == 'de' else ''} {_month(t, language)} {t.year}"


# --- words -----------------------------------------------------------------------------------------------------------

WHO: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "My neighbour", "The old ferry", "Our whole office", "Nobody in the valley", "The second edition",
        "A friend of mine", "The committee", "This recipe", "That kind of argument", "The garden gate",
        "Every map in the drawer", "imho the author", "A cheap bicycle", "The later data", "Your third example",
        "The lighthouse keeper", "My daughter", "The choir",
    ),
    "de": (
        "Meine Nachbarin", "Die alte Fähre", "Unser ganzes Büro", "Der zweite Band", "Ein Freund von mir",
        "Das Gartentor", "Diese Suppe", "Jede Karte in der Schublade", "Der Chor", "Dein drittes Beispiel",
    ),
    "fr": (
        "Ma voisine", "Le vieux bac", "Tout notre bureau", "Le deuxième tome", "Un ami à moi", "La porte du jardin",
        "Cette soupe", "Chaque carte du tiroir", "La chorale", "Votre troisième exemple",
    ),
}  # fmt: skip
DID: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "keeps proving", "never quite explains", "turned out to ignore", "still depends on", "was built around",
        "forgot about", "quietly replaced", "has little to do with", "taught me to respect",
        "could not survive without", "always smelled of", "is cheaper than", "deserves more than", "has to live with",
        "gave up on",
    ),
    "de": (
        "erklärt leider nicht", "vergisst gern", "braucht dringend", "ersetzt ganz leise", "erinnert mich an",
        "kennt weder Zucker noch",
    ),
    "fr": (
        "explique mal", "oublie souvent", "remplace doucement", "connaît bien", "aime beaucoup", "mérite davantage que",
    ),
}  # fmt: skip
WHAT: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "the price of copper", "a long winter", "what the map shows", "fresh paint", "the last tram home",
        "two cups of flour", "the tides", "an honest budget", "patience", "40 metres of rope", "the smaller museums",
        "cold tea", "the northern shore", "a wooden spoon", "good shoes", "the usual suspects", "rain",
        "the engine room", "3 or 4 bad summers",
    ),
    "de": (
        "den langen Winter", "die letzte Straßenbahn", "zwei Tassen Mehl", "kalten Tee", "gute Schuhe",
        "Regen und Wind", "40 Meter Seil",
    ),
    "fr": (
        "le long hiver", "le dernier tramway", "deux tasses de farine", "le thé froid", "les bonnes chaussures",
        "40 mètres de corde",
    ),
}  # fmt: skip
TAIL: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "", "", "", ", at least on Sundays", ", and I speak as a beginner", " – twice, in fact", ", which surprised me",
        "; the rest is detail", " (so we were told)", ", but who is counting", ", more or less", " as far as I can see",
    ),
    "de": ("", "", ", jedenfalls sonntags", ", und das gleich zweimal", " – mehr oder weniger", " (so hieß es)"),
    "fr": ("", "", ", du moins le dimanche", ", et deux fois", " – plus ou moins", " (paraît-il)"),
}  # fmt: skip
SHORT: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "Thanks!",
        "So true…",
        "lol",
        "Agreed.",
        "Lovely, thank you!",
        "What a read.",
        "Same here",
        "No.",
        "Well put 🙂",
        "First!",
    ),
    "de": ("Danke!", "Genau so.", "Sehr schön…", "Sehe ich auch so", "Nein.", "Toll geschrieben 🙂"),
    "fr": ("Merci !", "Tout à fait.", "Très beau…", "Moi aussi", "Non.", "Bien dit 🙂"),
}
TRICKY: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "I first read this on March 3, 2009 at 4:05 pm and again last week.",
        "Odile says: hi. I only pass it on.",
        "As of 12/11/2010 the bridge was closed, see http://example.org/bridge?id=7 for more.",
        "Reply if you know the answer, please",
        "My grandmother wrote: never trust a flat tyre.",
        "It was posted by the mayor on June 1, 2007, was it not?",
        "2 + 2 = 4, the last time I looked.",
        "By the way, comments are closed on the other page.",
        "10/10 would read again",
    ),
    "de": (
        "Zuletzt war ich am 3. März 2009 um 16:05 Uhr dort.",
        "Odile sagt: hallo. Ich gebe es nur weiter.",
        "Antworten habe ich leider keine, nur Fragen.",
    ),
    "fr": (
        "La première fois, c'était le 3 mars 2009 à 16 h 05.",
        "Odile a dit : bonjour. Je transmets.",
        "Répondre à tout le monde, quel travail.",
    ),
}
FIRST_NAMES: Final = (
    "Odile", "Mira", "Anselm", "Jonas", "Priya", "Tobias", "Ewa", "Lars", "Chidi", "Nuria", "Graham", "Sena", "Ülkü",
    "Zoë", "Hamid", "Beatrix", "Kofi", "Ingrid", "Renzo", "Tamsin", "Владимир", "Aoife",
)  # fmt: skip
LAST_NAMES: Final = (
    "Falk", "Ostrow", "Barrowclough", "de Wit", "Lindqvist", "O'Hare", "Okonjo", "Petrov", "Quint", "Sayre",
    "Tremblay-Roy", "Underhill", "Varga", "Weiß", "Yilmaz", "McAdoo",
)  # fmt: skip
HANDLES: Final = (
    "tall_pines", "rowboat42", "mrs.pepper", "JAYBIRD", "the quiet one", "kitesurfer_77", "Anonymous", "xoana",
    "oldmapfan", "Dr. Gravel", "teapot & sons", "n8owl",
)  # fmt: skip
TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "Why we still need {}",
        "Notes on {}",
        "A Field Guide to {}",
        "The trouble with {}",
        "Living with {}: a report",
        "What I learned from {}",
    ),
    "de": ("Warum wir nicht ohne {} leben", "Notizen über {}", "Ein Jahr ohne {}"),
    "fr": ("Pourquoi il nous faut {}", "Notes sur {}", "Une année avec {}"),
}
TOPIC_WORDS: Final = (
    "boats",
    "Travel",
    "old maps",
    "Kitchen",
    "Winter",
    "bridges",
    "Music",
    "Local history",
    "repairs",
    "tea",
)
MENU_WORDS: Final = (
    "Home", "About", "Contact", "Archive", "Recipes", "Workshops", "Shop", "Press", "Galleries", "Newsletter", "Events",
    "Projects", "Harbours", "Timetables", "Volunteers", "Sponsors", "Imprint", "Letters", "Gardens", "Radio",
    "Boats for sale", "Links we like",
)  # fmt: skip


_ALIKE: Final = 6  # characters with which paragraphs of one comment do not begin twice


def write_sentence(rng: Random, language: str) -> str:
    """Write a sentence that nobody wrote before."""
    if language not in WHO:
        local = INTERFACE[language]
        blank = "" if local.get("unspaced", False) else " "
        clauses = [f"{rng.choice(local['who'])}{blank}{rng.choice(local['did'])}" for _ in range(rng.choice((1, 2, 2)))]
        return f"{local.get('comma', ', ').join(clauses)}{rng.choice(local.get('stops', '..!'))}"
    words = (rng.choice(table[language]) for table in (WHO, DID, WHAT))
    return " ".join(words) + rng.choice(TAIL[language]) + rng.choice("....!?")


def write_paragraph(rng: Random, language: str, sentences: int) -> str:
    """Write several sentences as one line."""
    unspaced = language not in WHO and INTERFACE[language].get("unspaced", False)
    return ("" if unspaced else " ").join(write_sentence(rng, language) for _ in range(sentences))


def write_end(paragraph: str, title: str, language: str) -> str:
    """Let a paragraph end with the words of a title."""
    local = INTERFACE[language]
    unspaced = local.get("unspaced", False)
    return f"{paragraph}{'' if unspaced else ' '}{title}{local.get('stops', '.')[0]}"


def write_title(rng: Random, language: str) -> str:
    """Write a title."""
    if language not in TITLES:
        return str(rng.choice(INTERFACE[language]["titles"]))
    return rng.choice(TITLES[language]).format(rng.choice(WHAT[language]))


def write_name(rng: Random, language: str = "en") -> str:
    """Write a name: one word, two words, initials, or a handle; in most languages, one of theirs rather more often."""
    if language not in WHO and rng.random() < 0.6:
        return str(rng.choice(INTERFACE[language]["names"]))
    first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    return rng.choice(
        (
            first,
            f"{first} {last}",
            f"{first} {last}",
            f"{first} {last[0].upper()}.",
            f"{first[0]}. {last}",
            rng.choice(HANDLES),
        )
    )


def write_blocks(rng: Random, language: str, *, tricky: bool = True) -> tuple[Block, ...]:
    """Write the body of a comment in one of several registers, `tricky` ones among them."""

    said_before = ""

    def said(sentences: int = 1) -> str:
        nonlocal said_before
        text = write_paragraph(rng, language, sentences)
        while language not in WHO and text[:_ALIKE] == said_before[:_ALIKE]:  # pages say things once
            text = write_paragraph(rng, language, sentences)
        said_before = text
        return text

    def short() -> str:
        return str(rng.choice(SHORT[language] if language in SHORT else INTERFACE[language]["short"]))

    match rng.choice(
        ("short", "plain", "plain", "plain", "long", "long", "breaks", "list", "quote", "tricky", "signed")
    ):
        case "short":
            return (Paragraph((short(),)),)
        case "plain":
            return (Paragraph((said(rng.randint(1, 3)),)),)
        case "long":
            return tuple(Paragraph((said(rng.randint(1, 4)),)) for _ in range(rng.randint(2, 4)))
        case "breaks":
            return (Paragraph(tuple(said() for _ in range(rng.randint(2, 4)))),)
        case "list":
            return (Paragraph((said(),)), Items(rng.random() < 0.5, tuple(said() for _ in range(rng.randint(2, 3)))))
        case "quote":
            return (Quote(said()), Paragraph((said(2),)))
        case "tricky" if tricky and language in TRICKY:
            return (Paragraph((said(),)), Paragraph((rng.choice(TRICKY[language]),)))
        case _:
            thanks = short() if language in SHORT else said()
            return (Paragraph((said(2),)), Paragraph((thanks, rng.choice(FIRST_NAMES))))


# --- families --------------------------------------------------------------------------------------------------------

_AVATARS: Final = ("{author}'s avatar", "Avatar of {author}", "Avatar for {author}", "Profile photo of {author}")
_TAGS: Final = ("cite", "b", "span", "a")

FAMILIES: Final[Mapping[str, Mapping[str, tuple[Any, ...]]]] = {
    "classic": {"verb": ("says:", "said:", "says"), "actions": (("Reply",), ("Reply ↓",), ())},
    "classic_mixed_lists": {"nesting": ("mixed", "ul"), "actions": (("Reply",), ())},
    "classic_blocks": {"nesting": ("flat", "div"), "actions": (("Reply",), ())},
    "classic_avatars": {
        "nesting": ("ol", "ul"),
        "avatar": _AVATARS,
        "avatar_line": (False, True),
        "actions": (("Reply",),),
    },
    "likes": {"actions": (("Like", "Reply"), ("LikeLike", "Reply"), ("Loading...", "Reply"))},
    "said_on": {"header": ("name_on_date_said",), "verb": ("said:",), "actions": (("Reply ↓",), ("Reply",))},
    "no_verb": {"header": ("name_date",), "nesting": ("ol", "ul", "mixed"), "actions": (("Reply",), ())},
    "no_verb_blocks": {
        "header": ("name_date",),
        "nesting": ("flat",),
        "actions": (("Reply",), ("Like", "Reply", "Share")),
    },
    "nested_blocks": {"header": ("name_date",), "nesting": ("div",), "actions": (("Reply",),)},
    "badges": {
        "header": ("name_date",),
        "badge": ("Post author", "By Post Author", "Author"),
        "actions": (("Reply",),),
    },
    "votes": {"header": ("name_date",), "nesting": ("ol", "flat"), "votes": (True,), "actions": (("Reply",),)},
    "glued": {
        "header": ("glued",),
        "nesting": ("ol", "list"),
        "clock": GLUABLE_CLOCKS,
        "author_tag": ("cite", "a"),
        "actions": (("ReplyDelete",),),
    },
    "meta_line": {
        "header": ("name_on_date", "name_pipe_date", "name_dot_date", "name_space_date"),
        "nesting": ("ol", "ul", "list"),
        "actions": (("Reply",), ()),
    },
    "meta_line_blocks": {
        "header": ("name_on_date", "name_pipe_date", "name_dot_date"),
        "nesting": ("flat",),
        "actions": (("Reply",), ()),
    },
    "date_below": {
        "header": ("name_body_date",),
        "nesting": ("ol", "mixed"),
        "actions": (("Reply",), ("Report abuse |", "Reply"), ()),
    },
    "date_below_blocks": {
        "header": ("name_body_date",),
        "nesting": ("flat",),
        "votes": (False, True),
        "actions": ((), ("Reply",)),
    },
    "date_above": {"header": ("date_name",), "nesting": ("ol", "ul", "flat"), "actions": (("Reply",), ())},
    "body_first": {"header": ("body_by_line", "body_posted_by"), "nesting": ("list",)},
    "body_first_blocks": {"header": ("body_posted_by", "body_by_line"), "nesting": ("flat",)},
    "mentions": {
        "header": ("name_date",),
        "nesting": ("flat",),
        "mention": ("Reply to {parent}", "In reply to {parent}"),
        "actions": (("Reply",),),
    },
    "paths": {"header": ("name_on_date",), "nesting": ("flat",), "paths": (True,), "actions": (("Reply",),)},
    "number_dates": {"clock": NUMBER_CLOCKS, "actions": (("Reply",),)},
    "date_only": {"header": ("name_date", "says"), "clock": ("long_date_only",), "actions": (("Reply",),)},
    "german": {
        "language": ("de",),
        "verb": ("sagt:", "schreibt:"),
        "nesting": ("ol", "mixed"),
        "clock": DE_CLOCKS,
        "actions": (("Antworten",), ()),
    },
    "french": {
        "language": ("fr",),
        "verb": ("a dit :", "dit :"),
        "nesting": ("ol", "mixed"),
        "clock": FR_CLOCKS,
        "actions": (("Répondre",),),
    },
}
"""Families of comment layouts: the choices that stay open within each. Fields not named keep the theme's default."""

LOCAL_HEADERS: Final = ("says", "name_date", "name_dot_date")
"""The orders of name and date on the pages of `LANGUAGES`."""
LANGUAGES: Final[Mapping[str, Mapping[str, tuple[Any, ...]]]] = {
    f"{language} {header}": {
        "language": (language,),
        "header": (header,),
        "verb": tuple(words["says"]),
        "nesting": ("ol", "mixed"),
        "clock": tuple(f"{language} {at}" for at in range(len(words["clocks"]))),
        "actions": tuple((reply,) for reply in words["reply"]),
    }
    for language, words in INTERFACE.items()
    for header in LOCAL_HEADERS
}
"""Families of pages whose interface speaks a language, one for each order of name and date."""

_OPEN: Final[Mapping[str, tuple[Any, ...]]] = {"clock": EN_CLOCKS, "author_tag": _TAGS, "permalink": (True, False)}


def pick_theme(rng: Random, family: str) -> ThreadTheme:
    """Pick a theme of a family."""
    choices = {**_OPEN, **(FAMILIES.get(family) or LANGUAGES[family])}
    return ThreadTheme(**{name: rng.choice(options) for name, options in choices.items()})


EXTRAS: Final = (
    "menu", "long_menu", "sidebar_before", "sidebar_after", "related", "tags", "share", "post_navigation",
    "form_before", "form_after",
    "closed", "pagination", "login", "note", "more_from", "footer", "tagline",
)  # fmt: skip
"""What may stand on a page besides article and thread."""

FRAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "bare": (),
    "menu": ("menu", "footer"),
    "long_menu": ("long_menu", "tagline", "footer"),
    "sidebar_before": ("menu", "sidebar_before", "form_after"),
    "sidebar_after": ("menu", "form_after", "sidebar_after", "footer"),
    "related": ("related", "form_after"),
    "tags_and_share": ("tags", "share", "form_after"),
    "post_navigation": ("post_navigation", "form_after"),
    "form_before": ("form_before", "footer"),
    "closed": ("tags", "closed", "footer"),
    "pagination": ("pagination", "form_after"),
    "login": ("login", "footer"),
    "note": ("note", "more_from", "tags"),
}
"""Families of frames: the extras of each."""

HEADINGS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "en": {
        "thoughts": ("One thought on “{title}”", "{n} thoughts on “{title}”"),
        "responses_to": ("One Response to {title}", "{n} Responses to {title}"),
        "count": ("1 Comment", "{n} Comments"),
        "count_colon": ("1 comment:", "{n} comments:"),
        "soundoff": ("soundoff (1 Response)", "soundoff ({n} Responses)"),
        "bare": ("Comments", ""),
        "none": ("", ""),
    },
    "de": {
        "thoughts": ("Ein Gedanke zu „{title}“", "{n} Gedanken zu „{title}“"),
        "responses_to": ("Eine Antwort auf {title}", "{n} Antworten auf {title}"),
        "count": ("1 Kommentar", "{n} Kommentare"),
        "bare": ("Kommentare", ""),
        "none": ("", ""),
    },
    "fr": {
        "thoughts": ("Une réflexion sur « {title} »", "{n} réflexions sur « {title} »"),
        "count": ("1 commentaire", "{n} commentaires"),
        "bare": ("Commentaires", ""),
        "none": ("", ""),
    },
}
"""Headings of the thread by language: for one comment and for several; the second is empty where none is counted."""

DATELINES: Final[Mapping[str, Mapping[str, str]]] = {
    "posted_on_by": {
        "en": "<div>Posted on <a href='#'>{day}</a> by <a href='#'>{author}</a></div>",
        "de": "<div>Veröffentlicht am <a href='#'>{day}</a> von <a href='#'>{author}</a></div>",
        "fr": "<div>Publié le <a href='#'>{day}</a> par <a href='#'>{author}</a></div>",
    },
    "date_then_by": {
        "en": "<p>{day}</p><p>By {author}</p>",
        "de": "<p>{day}</p><p>Von {author}</p>",
        "fr": "<p>{day}</p><p>Par {author}</p>",
    },
    "special": {"en": "<div>{day}</div><div>{time} ET</div><p><strong>By {author}, {affiliation}</strong></p>"},
    "day_only": {"en": "<div>{day}</div>", "de": "<div>{day}</div>", "fr": "<div>{day}</div>"},
    "none": {"en": "", "de": "", "fr": ""},
}
"""What stands under the title, by language."""
DATELINE_PRECISION: Final = {
    "posted_on_by": "day",
    "date_then_by": "day",
    "special": "minute",
    "day_only": "day",
    "none": "",
}
NAMED_DATELINES: Final = frozenset({"posted_on_by", "date_then_by", "special"})
"""The datelines that name the author."""


# --- drawing a page --------------------------------------------------------------------------------------------------


def depths_of(parents: Sequence[int | None]) -> tuple[int, ...]:
    """Return the depth of each comment of a thread in page order."""
    depths: list[int] = []
    for parent in parents:
        depths.append(0 if parent is None else depths[parent] + 1)
    return tuple(depths)


def draw_page(
    seed: int,
    family: str,
    parents: Sequence[int | None],
    *,
    extras: Sequence[str] = ("form_after",),
    heading: str | None = None,
    dateline: str | None = None,
) -> Page:
    """Draw a page of a family with the given thread; `seed` chooses the words and whatever is left open."""
    rng = Random(seed)  # noqa: S311 - words for tests, no secrets
    theme = pick_theme(rng, family)
    language = theme.language
    if family in LANGUAGES:
        headings, datelines = local_keys(language, "headings"), local_keys(language, "datelines")
    else:
        headings = [key for key in HEADINGS[language] if key != "none"]
        datelines = [key for key, by in DATELINES.items() if language in by]
    frame = Frame(
        heading=heading if heading is not None else rng.choice(headings),
        dateline=dateline if dateline is not None else rng.choice(datelines),
        extras=frozenset(extras),
    )
    # A day after the 12th, so that a page of numeric dates holds one date that is not ambiguous.
    published = datetime(
        rng.randint(2005, 2023), rng.randint(1, 12), rng.randint(13, 25), rng.randint(0, 23), rng.randint(0, 59)
    )
    article = Article(
        title=write_title(rng, language),
        author=rng.choice(INTERFACE[language]["names"])
        if family in LANGUAGES
        else f"{rng.choice(FIRST_NAMES[:20])} {rng.choice(LAST_NAMES)}",
        affiliation="Special to The Harbour Post",
        published=published,
        note=write_paragraph(rng, language, 2),
        paragraphs=tuple(write_paragraph(rng, language, rng.randint(2, 5)) for _ in range(rng.randint(3, 6))),
        topics=tuple(sorted(set(rng.sample(TOPIC_WORDS, 3)))),
    )
    if family in LANGUAGES:  # titles of other languages name nothing of their sentences, but texts tell of their titles
        first, *others = article.paragraphs
        article = attrs.evolve(article, paragraphs=(write_end(first, article.title, language), *others))
    return Page(article, draw_thread(rng, theme, article, parents), theme, frame, seed)


def draw_thread(rng: Random, theme: ThreadTheme, article: Article, parents: Sequence[int | None]) -> tuple[Remark, ...]:
    """Draw the comments of a thread; replies are later than what they answer."""
    remarks: list[Remark] = []
    seen: set[str] = set()
    start = article.published
    for parent, depth in zip(parents, depths_of(parents), strict=True):
        author = article.author if theme.badge and rng.random() < 0.3 else write_name(rng, theme.language)
        # A mention tells the parent only where its name is one person's, and has no use where it is the answerer's own.
        while theme.mention and author in seen:
            author = f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)} {rng.choice('ABCDEFGHKLMNPRSTVW')}."
        seen.add(author)
        before = start if parent is None else remarks[parent].written
        written = before + timedelta(minutes=rng.randint(1, 3000))
        if parent is None:
            start = written
        blocks = write_blocks(rng, theme.language, tricky=not theme.is_local)
        remarks.append(Remark(author, written, blocks, parent, depth))
    return tuple(remarks)


# --- HTML ------------------------------------------------------------------------------------------------------------

_text = html.escape


def render_html(page: Page, thread: str | None = None) -> str:
    """Write the page as HTML, with its own thread or one that is given. The same page gives the same text."""
    rng = Random(page.seed)  # noqa: S311 - words of menus and sidebars
    article, extras, language = page.article, page.frame.extras, page.theme.language
    out = [
        f"<!DOCTYPE html><html lang='{language}'><head><title>{_text(article.title)} – Tin Boats</title></head><body>"
    ]
    out.append("<header><div class='site'><a href='/'>Tin Boats</a></div>")
    if "tagline" in extras:
        out.append("<p class='tagline'>Small craft, long letters</p>")
    for name, size in (("menu", rng.randint(5, 12)), ("long_menu", rng.randint(30, 60))):
        if name in extras:
            out.append(_menu(rng, size))
    out.append("</header>")
    if "sidebar_before" in extras:
        out.append(_sidebar(rng))
    out.append(f"<main><article><h1>{_text(article.title)}</h1>")
    form = _local_form(language) if is_local(page.frame.heading) else _FORM
    out.append(
        _dateline(page).format(
            day=write_day(article.published, language),
            time=f"{article.published:%I:%M} {'AM' if article.published.hour < 12 else 'PM'}",
            author=_text(article.author),
            affiliation=_text(article.affiliation),
        )
    )
    if "note" in extras:
        out.append(f"<p><strong>Editor’s note:</strong> {_text(article.note)}</p>")
    for at, paragraph in enumerate(article.paragraphs):
        if at == 1 and "more_from" in extras:
            out.append(f"<p><strong>More from Tin Boats: <a href='#'>{_text(related_title(page))}</a></strong></p>")
        out.append(f"<p>{_text(paragraph)}</p>")
    out.append("</article>")
    out.extend(_below_article(page, rng))
    if "form_before" in extras:
        out.append(form)
    if thread is None and page.heading and page.remarks:
        count = write_number(len(page.remarks), language)
        out.append(f"<h2>{_text(page.heading.format(n=count, title=article.title), quote=False)}</h2>")
    out.extend(thread_html(page) if thread is None else [thread])
    if "pagination" in extras:
        out.append("<nav><div><a href='#'>← Older Comments</a></div><div><a href='#'>Newer Comments →</a></div></nav>")
    if "closed" in extras:
        out.append("<p>Comments are closed.</p>")
    if "login" in extras:
        out.append("<p>You must be <a href='#'>logged in</a> to post a comment.</p>")
    if "form_after" in extras:
        out.append(form)
    out.append("</main>")
    if "sidebar_after" in extras:
        out.append(_sidebar(rng))
    if "footer" in extras:
        out.append(
            "<footer><p>Copyright © 2015 Tin Boats. All rights reserved.</p>"
            "<p><a href='#'>Privacy policy</a></p></footer>"
        )
    return "\n".join(out) + "\n</body></html>\n"


def write_heading(language: str, key: str, count: int) -> str:
    """Return the heading over so many comments, with its slots; empty for none."""
    if is_local(key):
        forms: Mapping[str, str] = _local(language, "headings", key)
        return next((forms[str(n)] for n in range(count, 0, -1) if str(n) in forms), "")
    first, several = HEADINGS[language].get(key, ("", ""))
    return several if several and count > 1 else first


def write_number(number: int, language: str) -> str:
    """Write a number in the digits of a language."""
    digits = INTERFACE[language].get("digits", "0123456789")
    return "".join(digits[int(digit)] for digit in str(number))


def _dateline(page: Page) -> str:
    if not is_local(page.frame.dateline):
        return DATELINES[page.frame.dateline][page.theme.language]
    parts: list[str] = _local(page.theme.language, "datelines", page.frame.dateline).split(" / ")
    linked = {"date": "<a href='#'>{day}</a>", "author": "<a href='#'>{author}</a>"}
    return "".join(f"<div>{_text(part).format(**linked)}</div>" for part in parts)


def _local_form(language: str) -> str:
    heading, cancel, notice = map(_text, INTERFACE[language]["form"])
    return (
        f"<div id='respond'><h3>{heading} <small><a href='#'>{cancel}</a></small></h3><form><p>{notice}</p>"
        "<p><label>* <input></label></p></form></div>"
    )


def related_title(page: Page) -> str:
    """Return the title that the "More from" line of a page names."""
    return write_title(Random(page.seed + 1), "en")  # noqa: S311 - words for tests


def _list(entries: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li><a href='#'>{_text(entry)}</a></li>" for entry in entries) + "</ul>"


def _menu(rng: Random, size: int) -> str:
    entries = [f"{rng.choice(MENU_WORDS)}{'' if at < 8 else f' {at}'}" for at in range(size)]
    nested = len(entries) // 3
    inner = "<li><a href='#'>More</a>" + _list(entries[:nested]) + "</li>"
    return "<nav>" + _list(entries[nested:]).replace("</ul>", inner + "</ul>") + "</nav>"


def _sidebar(rng: Random) -> str:
    recent = "".join(
        f"<li><span>{_text(write_name(rng))}</span> on <a href='#'>{_text(write_title(rng, 'en'))}</a></li>"
        for _ in range(rng.randint(3, 5))
    )
    archives = [
        f"{MONTHS['en'][month - 1]} {rng.randint(2005, 2020)}" for month in rng.sample(range(1, 13), rng.randint(3, 8))
    ]
    return (
        f"<aside><h3>Recent Comments</h3><ul>{recent}</ul><h3>Archives</h3>{_list(archives)}"
        f"<h3>Categories</h3>{_list(rng.sample(TOPIC_WORDS, 4))}</aside>"
    )


def _below_article(page: Page, rng: Random) -> Iterator[str]:
    extras, topics = page.frame.extras, page.article.topics
    if "tags" in extras:
        link = [f"<a href='#'>{_text(topic)}</a>" for topic in topics]
        yield rng.choice(
            (
                f"<div>Tags: {', '.join(link)}</div>",
                f"<div>Topics: {' • '.join(link)}</div>",
                f"<p>Filed under: {', '.join(link)}</p>",
            )
        )
    if "share" in extras:
        yield "<div><h3>Share this:</h3>" + _list(("Twitter", "Facebook", "Email", "Print")) + "</div>"
    if "related" in extras:
        yield "<section><h3>Related</h3>"
        for _ in range(3):
            day = page.article.published - timedelta(days=rng.randint(30, 900))
            yield f"<div><h4><a href='#'>{_text(write_title(rng, 'en'))}</a></h4><p>{write_day(day, 'en')}</p></div>"
        yield "</section>"
    if "post_navigation" in extras:
        yield f"<nav><h2>Post navigation</h2><div><a href='#'>← {_text(write_title(rng, 'en'))}</a></div>"
        yield f"<div><a href='#'>{_text(write_title(rng, 'en'))} →</a></div></nav>"


_FORM: Final = (
    "<div id='respond'><h3>Leave a Reply <small><a href='#'>Cancel reply</a></small></h3><form>"
    "<p>Your email address will not be published. Required fields are marked *</p>"
    "<p><label>Comment *</label> <textarea></textarea></p><p><label>Name *</label> <input></p>"
    "<p><label>Email *</label> <input></p><p><label>Website</label> <input></p></form></div>"
)


def thread_html(page: Page) -> Iterator[str]:
    """Yield the HTML of the thread, piece by piece; no recursion, so that threads may be of any depth."""
    nesting = page.theme.nesting
    nested = nesting in {"ol", "ul", "mixed", "div"}
    paths = _paths(page.remarks)
    open_depth = -1
    for at, remark in enumerate(page.remarks):
        depth = remark.depth if nested else 0
        if depth <= open_depth:
            yield _close(nesting, open_depth, item=True)
            for level in range(open_depth, depth, -1):
                yield _close(nesting, level, item=False) + _close(nesting, level - 1, item=True)
        else:
            yield {"flat": "<div class='thread'>", "div": "<div class='children'>"}.get(
                nesting, f"<{_list_tag(nesting, depth)}>"
            )
        open_depth = depth
        yield ("<div class='comment'>" if nesting in {"flat", "div"} else "<li class='comment'>") + comment_html(
            page, at, paths[at]
        )
    for level in range(open_depth, -1, -1):
        yield _close(nesting, level, item=True) + _close(nesting, level, item=False)


def _list_tag(nesting: str, depth: int) -> str:
    return "ul" if nesting == "ul" or (nesting == "mixed" and depth) else "ol"


def _close(nesting: str, depth: int, *, item: bool) -> str:
    if nesting in {"flat", "div"}:
        return "</div>"
    return "</li>" if item else f"</{_list_tag(nesting, depth)}>"


def _paths(remarks: Sequence[Remark]) -> list[str]:
    children: dict[int | None, int] = {}
    paths: list[str] = []
    for remark in remarks:
        children[remark.parent] = children.get(remark.parent, 0) + 1
        number = str(children[remark.parent])
        paths.append(number if remark.parent is None else f"{paths[remark.parent]}.{number}")
    return paths


HEADERS: Final[Mapping[str, str]] = {
    "says": "<div>{avatar}{said}</div>{badge}<div>{date}</div>{mention}{body}",
    "name_date": "<div>{avatar}{name}</div>{badge}{mention}<div>{date}</div>{body}",
    "name_on_date_said": "<div>{avatar}{name} on {date} <span>{verb}</span></div>{body}",
    "name_on_date": "<div>{path}{avatar}{name} on {date}</div>{body}",
    "name_pipe_date": "<div>{avatar}{name} | {date}</div>{body}",
    "name_dot_date": "<div>{avatar}{name} · {date}</div>{body}",
    "name_space_date": "<div>{avatar}{name} {date}</div>{body}",
    "glued": "<div>{avatar}{name}{date}</div>{body}",
    "name_body_date": "<div>{avatar}{name}</div>{body}<div>{date} |</div>",
    "date_name": "<div>{date}</div><div>{avatar}{name}</div>{body}",
    "body_by_line": "{body}<p>Comment by {name} — {date}</p>",
    "body_posted_by": "{body}<p>Posted by: {name} at {date}</p>",
}
"""The order of what a comment shows, and which of it shares a line."""


def comment_html(page: Page, at: int, path: str) -> str:
    """Write one comment, without the element around it."""
    theme, remark = page.theme, page.remarks[at]
    date = _text(CLOCKS[theme.clock][0](remark.written))
    avatar = ""
    if theme.avatar:
        avatar = f"<img src='a.png' alt=\"{_text(theme.avatar.format(author=remark.author))}\"> "
    parent = None if remark.parent is None else page.remarks[remark.parent].author
    name = f"<{theme.author_tag}>{_text(remark.author, quote=False)}</{theme.author_tag}>"
    before, _, after = theme.verb.partition("{name}") if "{name}" in theme.verb else ("", "", f" {theme.verb}")
    pieces = HEADERS[theme.header].format(
        name=name,
        said=_said(before) + name + _said(after),
        verb=theme.verb,
        date=f"<a href='#c{at}'>{date}</a>" if theme.permalink else date,
        avatar="" if theme.avatar_line else avatar,
        badge=f"<div>{theme.badge}</div>" if theme.badge and remark.author == page.article.author else "",
        mention=f"<div>{_text(theme.mention.format(parent=parent), quote=False)}</div>"
        if theme.mention and parent
        else "",
        body="".join(map(block_html, remark.blocks)),
        path=f"#{path} " if theme.paths else "",
    )
    votes = f"<div>{remark.written.minute % 7}</div>" if theme.votes else ""
    actions = "".join(f"<div><a href='#'>{action}</a></div>" for action in theme.actions)
    return (f"<div>{avatar}</div>" if theme.avatar_line else "") + pieces + votes + actions


def _said(words: str) -> str:
    """Return words beside a name as a text of their own, the blank outside."""
    return words.replace(words.strip(), f"<span>{words.strip()}</span>") if words.strip() else words


def block_html(block: Block) -> str:
    """Write one block of a body."""
    match block:
        case Paragraph(lines):
            return "<p>" + "<br>\n".join(_text(line, quote=False) for line in lines) + "</p>"
        case Quote(text):
            return f"<blockquote><p>{_text(text, quote=False)}</p></blockquote>"
        case Items(ordered, items):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_text(item, quote=False)}</li>" for item in items) + f"</{tag}>"
