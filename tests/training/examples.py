"""Examples to learn from: what the library sees of each dump, beside what its gold says."""

from __future__ import annotations

import importlib.util
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
from gold import find_comments, squeezed
from gold import labels_of as line_labels_of
from random_pages import random_dumps
from retelling import retell
from wrapping import wrap_names

from blogparse.labelling import NAME, NameLine, Sight, labels_of, name_columns, name_lines, sight_of, verdict_of
from blogparse.labelling.sight import FIRST, Columns, first_columns
from blogparse.labelling.views import joined
from blogparse.layout import Content
from blogparse.post.parse import read_layout

if TYPE_CHECKING:
    from perceptron import Ints, Labels

SEED: Final = 1
CHANGES: Final = 8  # changed dumps of each page, drawn at random by its name
FEW: Final = ("g first 1", "g first 2", "g first 3")  # most threads are short
WITHOUT: Final = "without its thread"
RETOLD: Final = 4  # dumps of each page with its thread in a template drawn at random
CANONICAL: Final = "resiliparse"
UNCHANGED: Final = "identity"
RETELLING: Final = "retold"
RANDOM: Final = "random"


@attrs.frozen(eq=False)
class Example:
    """One dump: its lines as the first chain sees them, its names as the third does, and what is right.

    `names` are those of the lines as they stand, and those of the same lines in another template.
    """

    page: str
    group: str
    site: str
    renderer: str
    change: str
    is_thread: bool
    first: Ints
    sight: Sight
    verdict: Sequence[int]
    labels: Labels
    names: Sequence[Sequence[tuple[Ints, Labels]]]


def array(columns: Sequence[Sequence[int]]) -> Ints:
    """Return columns as an array: an item a row, a template a column."""
    return np.array(columns, np.int32).T.copy()


def pages_of(folders: Sequence[Path]) -> list[Path]:
    """Return the pages in folders, in a fixed order."""
    return [page for folder in folders for page in sorted(folder.iterdir()) if (page / "gold.json").is_file()]


@attrs.frozen(eq=False)
class Dump:
    """A page as a renderer shows it, perhaps changed: its text, its gold, and which of that it shows."""

    page: str
    group: str
    site: str
    renderer: str
    change: str
    text: str
    gold: Mapping[str, Any]
    shown: Mapping[str, Any]

    @property
    def is_thread(self) -> bool:
        """Whether the page has comments."""
        return bool(self.gold["kind"] == "thread")


def dumps_of(page: Path, changes: ModuleType | None, many: int = CHANGES, *, with_few: bool = False) -> Iterator[Dump]:
    """Yield the dumps of a page by all renderers, and `many` changed ones at most; none that says nothing.

    With `with_few`, those with the first comments alone and the one without any are there as well.
    """
    for dump in _all_dumps_of(page, changes, many, with_few=with_few):
        if squeezed(dump.text):
            yield dump


def _all_dumps_of(page: Path, changes: ModuleType | None, many: int, *, with_few: bool) -> Iterator[Dump]:
    gold = json.loads((page / "gold.json").read_text("utf-8"))
    shown = json.loads((page / "vis.json").read_text("utf-8"))
    make = partial(Dump, page.name, page.parent.name, site_of(page, gold))
    for renderer in sorted(shown):
        dump = page / f"{renderer}.txt"
        if "error" not in shown[renderer] and dump.is_file():
            yield make(renderer, "", dump.read_bytes().decode("utf-8"), gold, shown[renderer])
    if changes is None:
        return
    whole = changes.load(page, CANONICAL)
    is_thread = gold["kind"] == "thread"
    if whole is None or (is_thread and not whole.placed):
        return
    possible = [name for name in changes.TRANSFORMATIONS if name != UNCHANGED]
    drawn = random.Random(page.name).sample(possible, many)  # noqa: S311 - a fixed draw, no secret
    for name in [*drawn, *(name for name in possible if with_few and name in FEW and name not in drawn)]:
        if not is_thread and name not in changes.ON_NEGATIVES:
            continue
        changed = changes.TRANSFORMATIONS[name](whole)
        if changed is not None and (not is_thread or changes.holds(*changed)):
            yield make(CANONICAL, name, *changed)
    bare = without_thread(whole, changes) if is_thread and with_few else None
    if bare is not None:
        yield make(CANONICAL, WITHOUT, *bare)
    rows = whole.text.split("\n")
    for number in range(RETOLD if is_thread else 0):
        rng = random.Random(f"{page.name} {number}")  # noqa: S311 - a fixed draw, no secret
        told = retell(rng, rows, find_comments(gold, shown[CANONICAL], rows))
        if told is not None:
            text, thread, seen = told
            yield make(CANONICAL, f"{RETELLING} {number}", text, {**gold, **thread}, {**shown[CANONICAL], **seen})


def without_thread(whole: Any, changes: ModuleType) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    """Return a page without any of its comments, its gold and what of it is shown; None if some cannot be told."""
    absent = (seen["state"] == "absent" for seen in whole.vis["comments"])
    if not whole.sure or not all(span or gone for span, gone in zip(whole.spans, absent, strict=True)):
        return None
    lines = list(whole.lines)
    if whole.heading is not None:
        counts = {str(len(whole.spans)), str(len(whole.placed)), str(whole.gold["declared_count"])}
        lines[whole.heading] = re.sub(r"\d+", lambda m: "0" if m[0] in counts else m[0], lines[whole.heading], count=1)
    gold, shown = changes.copied(whole, [], [])
    text = "\n".join(line for at, line in enumerate(lines) if not whole.first <= at <= whole.last)
    return text, {**gold, "kind": "negative", "declared_count": None}, shown


Source = Path | list[Dump]
"""A page: a folder, or the dumps themselves."""


def random_pages() -> dict[str, list[Dump]]:
    """Return the dumps of the theme writer's random pages, by page; each family counts as a site."""
    pages: dict[str, list[Dump]] = {}
    for name, family, text, gold, shown in random_dumps():
        pages.setdefault(name, []).append(Dump(name, RANDOM, family, RANDOM, "", text, gold, shown))
    return pages


def folds_of(sites: Sequence[str], folds: int) -> dict[str, int]:
    """Return the fold of each site."""
    names = sorted(set(sites))
    random.Random(SEED).shuffle(names)  # noqa: S311 - a fixed order, no secret
    return {site: at % folds for at, site in enumerate(names)}


def site_of(page: Path, gold: Mapping[str, Any]) -> str:
    """Return what pages share that must not stand on both sides of a fold: site, theme, or engine with template."""
    if page.parent.name == "engines":
        return "-".join(page.name.split("-")[:2])
    return str(gold.get("site") or gold.get("theme") or page.name.rpartition("-")[0])


def example_of(dump: Dump) -> Example:
    """Return what is seen of a dump, beside what is right."""
    front = read_layout(dump.text)
    content = front.content
    found = find_comments(dump.gold, dump.shown, rows_of(dump.text, content))
    sight = sight_of(content)
    labels = np.array(line_labels_of(content.rows, found), np.int8)
    place: dict[int, int] = {row: at for at, row in enumerate(content.rows)}
    authors: dict[int, str] = {}
    for comment in found:
        if comment.author in place and comment.name:
            authors.setdefault(place[comment.author], comment.name)
    places = sorted(authors)
    named = [
        (line, _span_of(line.text, authors[at]))
        for at, line in zip(places, name_lines(content, places), strict=True)
    ]  # fmt: skip
    rng = random.Random(f"{dump.page} {dump.renderer} {dump.change}")  # noqa: S311 - a fixed draw, no secret
    names = [list(name_examples(lines)) for lines in (named, wrap_names(rng, named))]
    first, verdict = array(joined(first_columns(Columns(sight)), FIRST)), verdict_of(content, front.induction)
    return Example(
        dump.page, dump.group, dump.site, dump.renderer, dump.change, dump.is_thread,
        first, sight, verdict, labels, names,
    )  # fmt: skip


def rows_of(text: str, content: Content) -> list[str]:
    """Return the rows of a dump."""
    return [text[a:b] for a, b in zip(content.lines.starts, content.lines.ends, strict=True)]


def _span_of(text: str, name: str) -> tuple[int, int] | None:
    """Return where a line says a name, as a word of its own if it does so anywhere; None where it does not say it."""
    visible = [at for at, character in enumerate(text) if squeezed(character)]
    flat, wanted = "".join(text[at] for at in visible), squeezed(name)
    best = None
    at = flat.find(wanted)
    while at >= 0 and wanted:
        span = visible[at], visible[at + len(wanted) - 1] + 1
        is_whole = not (text[span[0] - 1 : span[0]].isalnum() or text[span[1] : span[1] + 1].isalnum())
        if best is None or is_whole:
            best = span
        if is_whole:
            break
        at = flat.find(wanted, at + 1)
    return best


def name_examples(named: Sequence[tuple[NameLine, tuple[int, int] | None]]) -> Iterator[tuple[Ints, Labels]]:
    """Yield what is seen of the tokens of each line that says its name, and what is right of them."""
    for (_, span), tokens, columns in zip(named, *name_columns([line for line, _ in named]), strict=True):
        if span is not None:
            labels = np.array(labels_of(tokens, span), np.int8)
            if NAME in labels:
                yield array(columns), labels


def load_changes(path: Path | None) -> ModuleType | None:
    """Return the module that changes dumps (the corpus's transformations), or None."""
    if path is None or not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
