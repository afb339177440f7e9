"""What lines look like to a chain, looked up by whole views and remembered.

Most templates of the chains of labels see the same few columns: the class of a line with those around it, its marks and
white space, where dates stand. A *view* names some columns and holds the templates made of them alone. What these say
together is one sum of weights for each combination of values, and a page has few of these, most of which stood on
earlier pages as well. So a line costs one look a view and none a template.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from sys import byteorder
from typing import Final

from blogparse.labelling.chain import Chain
from blogparse.labelling.sight import BASE, Column, Template, join

MOST: Final = 2048
"""Combinations that a view remembers: as many as hundreds of pages have of most. All views together take some MB."""
_BITS: Final = BASE.bit_length() - 1
_WIDTH: Final = 8  # bytes of one line's values of a view: twelve columns fit


class View(dict[int, int]):
    """What the templates of a view say for each label, by one number that tells all values of its columns."""

    def __init__(self, names: Template, templates: Mapping[Template, Mapping[int, int]]) -> None:
        super().__init__()
        self.names = names
        self._parts = [(table, _pieces(names, template)) for template, table in templates.items()]

    def __missing__(self, values: int) -> int:
        told = 0
        for table, pieces in self._parts:
            value = 0
            for up, down, mask in pieces:
                value = value << up | (values >> down & mask)
            told += table.get(value, 0)
        if len(self) >= MOST:
            self.clear()
        self[values] = told
        return told


def _pieces(names: Template, template: Template) -> list[tuple[int, int, int]]:
    """Return how the value of a template is cut out of the number that tells the columns `names`.

    For each run of columns that stand there in the template's order: by how much what was cut before is shifted up, by
    how much the number is shifted down, and what is kept of it.
    """
    places = [names.index(name) for name in template]
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] + 1 == place:
            runs[-1].append(place)
        else:
            runs.append([place])
    # the first column of a view may have larger values than the others
    return [
        (_BITS * len(run), _BITS * (len(names) - 1 - run[-1]), -1 if run[0] == 0 else (1 << _BITS * len(run)) - 1)
        for run in runs
    ]


class Views:
    """A chain whose templates are those of some views; a page is seen with several forms of its `changing` columns."""

    def __init__(
        self, chain: Chain, templates: Sequence[Template], views: Sequence[Template], changing: Iterable[str] = ()
    ) -> None:
        self.chain = chain
        tables = dict(zip(templates, chain.tables, strict=True))
        home = {template: next(view for view in views if set(template) <= set(view)) for template in templates}
        made = [View(view, {each: tables[each] for each in templates if home[each] == view}) for view in views]
        changed = frozenset(changing)
        self._still = [view for view in made if changed.isdisjoint(view.names)]
        self._changing = [view for view in made if not changed.isdisjoint(view.names)]

    def still(self, columns: Mapping[str, Column]) -> list[int]:
        """Return what the columns of each line say together, as packed weights, in views without those that change."""
        return list(_sums(self._still, columns))

    def emissions(self, columns: Mapping[str, Column], still: Iterable[int] = ()) -> list[tuple[int, ...]]:
        """Return what the columns of each line, by name, say for each label; `still` is known of a page seen before."""
        if not self._changing:
            return self.chain.spread(still or self.still(columns))
        return self.chain.spread(map(add, still or self.still(columns), _sums(self._changing, columns)))


def _sums(views: Sequence[View], columns: Mapping[str, Column]) -> Iterable[int]:
    """Return what views say of each line together."""
    names = {name for view in views for name in view.names}
    packed = {name: int.from_bytes(array("Q", columns[name]).tobytes(), byteorder) for name in names}
    size = _WIDTH * len(columns[next(iter(names))])
    told = []
    for view in views:
        joined = 0
        for name in view.names:
            joined = joined << _BITS | packed[name]
        told.append(map(view.__getitem__, array("Q", joined.to_bytes(size, byteorder))))
    return map(sum, zip(*told, strict=True))


def joined(columns: Mapping[str, Column], templates: Sequence[Template]) -> list[Column]:
    """Return some templates of columns, one value a line each."""
    return [join(*[columns[name] for name in template]) for template in templates]
