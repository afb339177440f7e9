"""Examples to learn from: what the library sees of each dump, beside what its gold says."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
from gold import find_comments, labels_of, squeezed

from blogparse.labelling import AFTER, BEFORE, NAME, Sight, Token, name_columns, sight_of, verdict_of
from blogparse.labelling.sight import Columns, first_columns
from blogparse.post.parse import read_layout

if TYPE_CHECKING:
    from perceptron import Ints, Labels

SEED: Final = 1
CHANGES: Final = 8  # changed dumps of each page, drawn at random by its name
UNCHANGED: Final = "identity"
CHANGED: Final = "resiliparse"  # whose dumps are changed


@attrs.frozen(eq=False)
class Example:
    """One dump: its lines as the first chain sees them, its names as the third does, and what is right."""

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
    names: Sequence[tuple[Ints, Labels]]


def array(columns: Sequence[Sequence[int]]) -> Ints:
    """Return columns as an array: an item a row, a template a column."""
    return np.array(columns, np.int32).T.copy()


def pages_of(folders: Sequence[Path]) -> list[Path]:
    """Return the pages in folders, in a fixed order."""
    return [page for folder in folders for page in sorted(folder.iterdir()) if (page / "gold.json").is_file()]


def examples_of(page: Path, changes: ModuleType | None) -> Iterator[Example]:
    """Yield the examples of a page: its dumps by all renderers, and some changed ones."""
    for renderer, change, text, gold, shown in dumps_of(page, changes, CHANGES):
        made = _example(text, gold, shown)
        if made is not None:
            yield Example(
                page.name, page.parent.name, site_of(page, gold), renderer, change, gold["kind"] == "thread", *made
            )


def dumps_of(
    page: Path, changes: ModuleType | None, many: int
) -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    """Yield a page's dumps, and `many` changed ones: renderer, change, text, gold, what of it the dump shows."""
    gold = json.loads((page / "gold.json").read_text("utf-8"))
    shown = json.loads((page / "vis.json").read_text("utf-8"))
    for renderer in sorted(shown):
        dump = page / f"{renderer}.txt"
        if "error" not in shown[renderer] and dump.is_file():
            yield renderer, "", dump.read_bytes().decode("utf-8"), gold, shown[renderer]
    if changes is None:
        return
    whole = changes.load(page, CHANGED)
    is_thread = gold["kind"] == "thread"
    if whole is None or (is_thread and not whole.placed):
        return
    possible = [name for name in changes.TRANSFORMATIONS if name != UNCHANGED]
    for name in random.Random(page.name).sample(possible, many):  # noqa: S311 - a fixed draw, no secret
        if not is_thread and name not in changes.ON_NEGATIVES:
            continue
        changed = changes.TRANSFORMATIONS[name](whole)
        if changed is not None and (not is_thread or changes.holds(*changed)):
            yield CHANGED, name, *changed


def folds_of(sites: Sequence[str], folds: int) -> dict[str, int]:
    """Return the fold of each site."""
    names = sorted(set(sites))
    random.Random(SEED).shuffle(names)  # noqa: S311 - a fixed order, no secret
    return {site: at % folds for at, site in enumerate(names)}


def site_of(page: Path, gold: dict[str, Any]) -> str:
    """Return what pages share that must not stand on both sides of a fold: site, theme, or engine with template."""
    if page.parent.name == "engines":
        return "-".join(page.name.split("-")[:2])
    return str(gold.get("site") or gold.get("theme") or page.name.rpartition("-")[0])


def _example(text: str, gold: dict[str, Any], shown: dict[str, Any]) -> tuple[Any, ...] | None:
    if not squeezed(text):
        return None
    front = read_layout(text)
    content = front.content
    rows = [text[a:b] for a, b in zip(content.lines.starts, content.lines.ends, strict=True)]
    found = find_comments(gold, shown, rows)
    sight = sight_of(content)
    labels = np.array(labels_of(content.rows, found), np.int8)
    place: dict[int, int] = {row: at for at, row in enumerate(content.rows)}
    authors: dict[int, str] = {}
    for comment in found:
        if comment.author in place and comment.name:
            authors.setdefault(place[comment.author], comment.name)
    places = sorted(authors)
    names = []
    if places:
        for at, tokens, columns in zip(places, *name_columns(content, places), strict=True):
            right = _name_labels(content.texts[at], tokens, authors[at])
            if right is not None:
                names.append((array(columns), right))
    return array(first_columns(Columns(sight))), sight, verdict_of(content, front.induction), labels, names


def _name_labels(text: str, tokens: Sequence[Token], name: str) -> Labels | None:
    """Return which tokens of a line are before, in and behind a name; None where the line does not say it."""
    visible = [at for at, character in enumerate(text) if squeezed(character)]
    flat, wanted = "".join(text[at] for at in visible), squeezed(name)
    edges = {token.start for token in tokens}, {token.end for token in tokens}
    best = None
    at = flat.find(wanted)
    while at >= 0 and wanted:
        low, high = visible[at], visible[at + len(wanted) - 1] + 1
        is_whole = low in edges[0] and high in edges[1]
        if best is None or is_whole:
            best = low, high
        if is_whole:
            break
        at = flat.find(wanted, at + 1)
    if best is None:
        return None
    low, high = best
    labels = [BEFORE if token.end <= low else AFTER if token.start >= high else NAME for token in tokens]
    return np.array(labels, np.int8) if NAME in labels else None


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
