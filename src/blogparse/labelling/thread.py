"""The page's thread, as labels and templates agree on it."""

from collections.abc import Sequence
from typing import Final

import attrs

from blogparse.labelling.chain import load_weights
from blogparse.labelling.lines import BODY, label_lines
from blogparse.labelling.names import find_names
from blogparse.labelling.records import Labelled, induction_of, records_of, verdict_of
from blogparse.labelling.sight import sight_of
from blogparse.layout import Content, Induction
from blogparse.letters import Letters
from blogparse.text import ends_sentence

SURE: Final = 14.0
"""The score from which on the templates' reading stands. On sites left out of the training, the four visible sets taken
together, more threads are wholly right with this gate than with labels alone or templates alone; engines of few themes
would rather have labels alone."""
LEAST: Final = 4  # comments that labels alone must find: a false thread is worse than a missed one
SAID: Final = 0.25  # share of them that must hold a sentence, as titles in a list do not; set by hand
SHARED: Final = 3  # names from which on what they have in common is told


def read_thread(page: Content, induction: Induction | None) -> tuple[Letters, Induction | None]:
    """Return the letters and the thread of a page, where `induction` is what the record templates made of it.

    A reading of which the templates are sure stands. Else labels decide, also that there is no thread, unless the page
    declares as many comments as the templates find; where both find the same comments the templates' edges stand, as
    they know what a reply link says. Names are then cut out of their lines by what these have in common.
    """
    if not page.size or (induction is not None and induction.score >= SURE):
        return page.letters, induction
    chains = load_weights()
    verdict = verdict_of(page, induction)
    labels = label_lines(sight_of(page), verdict, chains)
    found = records_of(labels)
    if induction is None or not _stands(page, induction, verdict, found):
        if not found or (induction is None and not _stands_alone(page, found)):
            return page.letters, None
        places = {record.author for record in found if record.author >= 0}
        return induction_of(page, labels, find_names(page, places, chains["names"]))
    if len(induction.records) < SHARED:
        return page.letters, induction
    place: dict[int, int] = {row: at for at, row in enumerate(page.rows)}
    places = {place[record.author] for record in induction.records if record.author in place}
    names = find_names(page, places, chains["names"])
    records = [attrs.evolve(r, name=names.get(place.get(r.author, -1))) for r in induction.records]
    return page.letters, attrs.evolve(induction, records=tuple(records))


def _stands(page: Content, induction: Induction, verdict: Sequence[int], found: Sequence[Labelled]) -> bool:
    """True if labels find the texts where the templates do, or none where the page declares as many as these find."""
    if not found:
        return page.letters.counts.get(induction.heading) == len(induction.records)
    return [at for at, label in enumerate(verdict) if label == BODY] == [record.body[0] for record in found]


def _stands_alone(page: Content, found: Sequence[Labelled]) -> bool:
    """True if records that no template sees are many enough and say something."""
    said = sum(any(ends_sentence(page.texts[at]) for at in record.body) for record in found)
    return len(found) >= LEAST and said >= SAID * len(found)
