"""The page's thread: the likeliest of the readings that templates and labels give."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Final, NamedTuple

import attrs

from blogparse.labelling.chain import NEVER, Chain, load_choice, load_weights
from blogparse.labelling.judging import (
    BY_LABELS,
    BY_TEMPLATES,
    NO_SIGNS,
    NO_THREAD,
    NOTHING,
    OTHERS,
    TURNED,
    Possible,
    fits_declared,
    left_above,
    settled_columns,
    signs_of,
    sure_columns,
    undoubted_columns,
    with_columns,
)  # fmt: skip
from blogparse.labelling.lines import OUTSIDE, TEXT, label_lines
from blogparse.labelling.lone import find_few_names
from blogparse.labelling.names import find_names
from blogparse.labelling.records import induction_of, records_of, verdict_of
from blogparse.labelling.sight import sight_of
from blogparse.layout import Content, Induction
from blogparse.letters import Letter, Letters, Stamp
from blogparse.text import ends_sentence

NamesAt = Callable[[frozenset[int]], Mapping[int, str]]
"""Gives the names in content lines, of those that hold one."""

SURE: Final = 21.0  # a reading of the templates with this score has hardly a better rival on sites left out
SHARED: Final = 3  # lines: what fewer have in common they may have by chance
DOUBT: Final = 200
DOUBT_OF_MANY: Final = 100
"""By how much a thread that only labels see must be likelier than none, in hundredths of what trees say, if it has
fewer comments than `LEAST` or no names, or if it has as many and names: a false thread is worse than a missed one."""
LEAST: Final = 4
FORM_ABOVE: Final = 3  # lines
SAID: Final = 0.25  # sentences in such a thread, a comment: titles in a list are none; set by hand


class Settled(NamedTuple):
    """A page's thread, its letters, and what was seen of that reading and its rivals: a number for each sign."""

    letters: Letters
    induction: Induction | None
    evidence: Sequence[int]


def read_thread(page: Content, induction: Induction | None) -> Settled:
    """Return the thread of a page, where `induction` is what the record templates made of it."""
    if not page.size:
        return Settled(page.letters, None, NOTHING)
    chains = load_weights()
    names_at = cache(partial(_names_at, page, chains["names"]))
    known = None if induction is None else _by_templates(page, induction, names_at)
    if known is not None and known.induction is not None:
        margin = chains["sure"].total(sure_columns(page, known))
        # nothing reads the thread better; but labels are asked where the page declares another number of comments
        if (margin > 0 or known.induction.score >= SURE) and fits_declared(page, known):
            return _settled(known, undoubted_columns(known, margin))
    readings = _readings(page, known, names_at, chains)
    trees = load_choice()
    scores = [trees.total(each.columns) - _doubt(page, each, known) for each in readings]
    best = readings[scores.index(max(scores))]
    return _settled(best, settled_columns(best, scores))


def _settled(reading: Possible, evidence: Sequence[int]) -> Settled:
    """Return the reading that was chosen, with the dates that stand beside the names of most comments without one."""
    letters, induction = reading.letters, reading.induction
    records = () if induction is None else induction.records
    dated = {
        record.author: letters.dates[record.author]
        for record in records
        if not record.stamps and record.author in letters.dates
    }
    if induction is None or 2 * len(dated) <= len(records):
        return Settled(letters, induction, evidence)
    stamps = dict(letters.stamps)
    stamps.update((row, Stamp(match, "", "", chrome=False, verb=False)) for row, match in dated.items())
    filled = [record._replace(stamps=(record.author,)) if record.author in dated else record for record in records]
    return Settled(attrs.evolve(letters, stamps=stamps), induction._replace(records=tuple(filled)), evidence)


def _doubt(page: Content, reading: Possible, known: Possible | None) -> int:
    """Return by how much a reading must be likelier than none, where `known` is that of the templates."""
    if known is not None or reading.maker == NO_THREAD:
        return 0
    is_many = reading.size >= LEAST
    if not _speaks(page, reading) or (not is_many and _is_below_form(page, reading)):
        return -NEVER
    return DOUBT_OF_MANY if is_many and _is_named(reading) else DOUBT


def _is_named(reading: Possible) -> bool:
    """True if most comments of a reading have an author, as articles in a list have not."""
    records = reading.induction.records if reading.induction is not None else ()
    return 2 * sum(record.author >= 0 for record in records) > reading.size


def _is_below_form(page: Content, reading: Possible) -> bool:
    """True if a form stands right above a reading's thread: a few such texts are rather the page's, teasers perhaps."""
    if reading.induction is None:
        return False
    start = page.place[reading.induction.records[0].start]
    return Letter.FORM in page.shape[max(0, start - FORM_ABOVE) : start]


def _speaks(page: Content, reading: Possible) -> bool:
    """True if enough comments of a reading hold a sentence, as titles in a list do not."""
    told = [page.texts[at] for at, label in enumerate(reading.labels) if label in TEXT]
    return sum(map(ends_sentence, told)) >= SAID * reading.size


def possible_readings(page: Content, induction: Induction | None, chains: Mapping[str, Chain]) -> list[Possible]:
    """Return the possible readings of a page's thread, one without a thread first, with what is seen of each."""
    names_at = cache(partial(_names_at, page, chains["names"]))
    known = None if induction is None else _by_templates(page, induction, names_at)
    return _readings(page, known, names_at, chains)


def _by_templates(page: Content, induction: Induction, names_at: NamesAt) -> Possible:
    """Return the reading of the templates, with what is seen of it."""
    named = _with_names(page, induction, names_at)
    signs = signs_of(page, page.letters, named)
    return Possible(BY_TEMPLATES, page.letters, named, verdict_of(page, induction), signs)


def _readings(page: Content, known: Possible | None, names_at: NamesAt, chains: Mapping[str, Chain]) -> list[Possible]:
    """Return the possible readings of a page's thread, where `known` is that of the templates."""
    verdict = [OUTSIDE] * page.size if known is None else known.labels
    labelling = label_lines(sight_of(page), verdict, chains)

    readings = [Possible(NO_THREAD, page.letters, None, [OUTSIDE] * page.size, NO_SIGNS)]
    if known is not None:
        readings.append(known)
    seen = [list(verdict)]

    def add(maker: int, labels: list[int]) -> None:
        """Add the reading that labels give, if it is a new one."""
        if labels not in seen:
            seen.append(labels)
            readings.extend(_by_labels(page, maker, labels, names_at))

    add(BY_LABELS, labelling.labels)
    for maker, labels in zip(OTHERS, labelling.others, strict=False):
        add(maker, labels)
    if len(readings) == 1:  # what tells that there is none is seen best beside the likeliest one
        add(BY_LABELS, labelling.supposed())
    if any(left_above(page, reading) > 0 for reading in readings):  # the first text, perhaps: all heads are below
        add(TURNED, labelling.turned())
    return with_columns(page, readings, [labelling.loss(reading.labels) for reading in readings])


def _by_labels(page: Content, maker: int, labels: Sequence[int], names_at: NamesAt) -> list[Possible]:
    """Return the reading that labels give, if they give one."""
    records = records_of(labels)
    if not records:  # nor any labels, perhaps
        return []
    names = names_at(frozenset(record.author for record in records if record.author >= 0))
    letters, induction = induction_of(page, labels, records, names)
    return [Possible(maker, letters, induction, labels, signs_of(page, letters, induction))]


def _names_at(page: Content, chain: Chain, places: frozenset[int]) -> Mapping[int, str]:
    """Return the names in content lines."""
    return find_names(page, places, chain) if len(places) >= SHARED else find_few_names(page, places)


def _with_names(page: Content, induction: Induction, names_at: NamesAt) -> Induction:
    """Return an induced thread with the names that are cut out of their lines by what these share."""
    names = names_at(frozenset(page.place[record.author] for record in induction.records if record.author >= 0))
    named = {page.rows[at]: name for at, name in names.items()}
    if not named:
        return induction
    records = [
        record._replace(name=named[record.author]) if record.author in named else record for record in induction.records
    ]
    return induction._replace(records=tuple(records))
