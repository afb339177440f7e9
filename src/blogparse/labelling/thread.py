"""The page's thread, as labels and templates agree on it."""

import attrs

from blogparse.labelling.chain import load_weights
from blogparse.labelling.lines import BODY, label_lines
from blogparse.labelling.names import find_names
from blogparse.labelling.records import induction_of, records_of, verdict_of
from blogparse.labelling.sight import sight_of
from blogparse.layout import Content, Induction
from blogparse.letters import Letters


def read_thread(page: Content, induction: Induction | None) -> tuple[Letters, Induction | None]:
    """Return the letters and the thread of a page, where `induction` is what the record templates made of it.

    Where both find the same comments the template's edges stand, as they know what a reply link says; else the labels
    decide, also that there is no thread. Names are cut out of their lines by what these have in common.
    """
    if not page.size:
        return page.letters, None
    verdict = verdict_of(page, induction)
    chains = load_weights()
    labels = label_lines(sight_of(page), verdict, chains)
    found = records_of(labels)
    if not found:
        return page.letters, None
    agreed = [at for at, label in enumerate(verdict) if label == BODY] == [record.body[0] for record in found]
    if induction is None or not agreed:
        places = {record.author for record in found if record.author >= 0}
        return induction_of(page, labels, find_names(page, places, chains["names"]))
    place = {row: at for at, row in enumerate(page.rows)}
    places = {place[record.author] for record in induction.records if record.author in place}
    names = find_names(page, places, chains["names"])
    records = [attrs.evolve(r, name=names.get(place.get(r.author, -1))) for r in induction.records]
    return page.letters, attrs.evolve(induction, records=tuple(records))
