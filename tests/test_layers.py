"""The picture in docs/architecture.md holds: the layers, a core without I/O, and every name it points at."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import blogparse
from blogparse.letters import Letter

PACKAGE = Path(blogparse.__file__).parent
PICTURE = (Path(__file__).parent.parent / "docs" / "architecture.md").read_text("utf-8")

LAYERS: Mapping[int, tuple[str, ...]] = {
    0: ("errors", "spans", "calendars"),
    1: ("records", "lines", "vocabulary"),
    2: ("languages", "timestamps", "instants", "letters"),
    3: (
        "templates",
        "anchors",
        "weighing",
        "phrases",
        "names",
        "credits",
        "paragraphs",
        "layout",
        "nesting",
        "headline",
        "sections",
    ),
    4: ("comments", "body", "frame", "page", "attribution", "hosts", "byline", "topics", "article"),
    5: ("post",),
    6: ("render",),
    8: ("cli", "__main__"),
}
"""The core is 0 to 5; 7 is kept for adapters of other programs."""
LAYER_OF = {name: number for number, names in LAYERS.items() for name in names}
CORE = {name for name, number in LAYER_OF.items() if number <= 5}

IMPURE = {
    "asyncio", "getpass", "glob", "http", "importlib", "io", "locale", "logging", "multiprocessing",
    "os", "pathlib", "platform", "random", "secrets", "shutil", "socket", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "tomllib", "urllib", "uuid",
}  # fmt: skip
ALLOWED = {"vocabulary": {"importlib", "tomllib"}}  # it alone reads package data


def module_files() -> dict[str, Path]:
    """Return every module of the package but the front door ``__init__``, by its dotted name inside the package."""
    names = {path: path.relative_to(PACKAGE).with_suffix("").parts for path in sorted(PACKAGE.rglob("*.py"))}
    return {".".join(parts).removesuffix(".__init__"): path for path, parts in names.items() if parts != ("__init__",)}


def imports(source: str) -> Iterator[str]:
    """Yield the dotted name of everything that a source imports at run time, also inside functions."""
    pending: list[ast.AST] = [ast.parse(source)]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            pending.extend(node.orelse)
            continue
        pending.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> Iterator[str]:
    """Yield the modules of this package that a file imports, relative to the package."""
    known = module_files()
    for name in imports(path.read_text("utf-8")):
        if name.partition(".")[0] == "blogparse":
            dotted = name.removeprefix("blogparse").removeprefix(".")
            # "from blogparse.spans import Span" names a module and then something in it
            yield dotted if dotted in known else dotted.rpartition(".")[0]


def layer(module: str) -> int:
    return LAYER_OF[module.partition(".")[0]]


def test_import_reader_sees_every_form_and_exempts_type_checking() -> None:
    source = (
        "import os.path\nfrom blogparse.spans import Span\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from blogparse.cli import main\nelse:\n    import random\n"
        "def f():\n    from . import post\n"
    )
    assert set(imports(source)) == {
        "os.path", "blogparse.spans.Span", "typing.TYPE_CHECKING", "random", "..post",
    }  # fmt: skip


def test_every_module_has_a_layer() -> None:
    assert {name.partition(".")[0] for name in module_files()} <= set(LAYER_OF)


@pytest.mark.parametrize("module", sorted(module_files()))
def test_imports_point_downwards(module: str) -> None:
    upward = {name for name in own_imports(module_files()[module]) if name and layer(name) > layer(module)}
    assert not upward, f"{module} (layer {layer(module)}) imports from above: {', '.join(sorted(upward))}"


@pytest.mark.parametrize("module", sorted(module_files()))
def test_imports_are_absolute_and_avoid_the_front_door(module: str) -> None:
    # ``from blogparse import x`` below the top would hide a cycle: the front door imports everything.
    names = set(imports(module_files()[module].read_text("utf-8")))
    assert not {name for name in names if name.startswith(".")}
    assert "" not in set(own_imports(module_files()[module]))


def test_neighbours_form_no_cycle() -> None:
    graph = {module: set(own_imports(path)) - {""} for module, path in module_files().items()}
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the cycle
    assert order.index("spans") < order.index("post") < order.index("cli")


@pytest.mark.parametrize("module", sorted(CORE & set(module_files())))
def test_core_does_no_io_and_reads_no_clock(module: str) -> None:
    roots = {name.partition(".")[0] for name in imports(module_files()[module].read_text("utf-8"))}
    assert not (roots & IMPURE) - ALLOWED.get(module, set())


@pytest.mark.parametrize("module", sorted(CORE & set(module_files())))
def test_core_calls_neither_open_nor_the_clock(module: str) -> None:
    tree = ast.parse(module_files()[module].read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    ends = {call.rpartition(".")[2] for call in calls}
    assert not ends & {"open", "input", "print", "now", "utcnow", "today", "setlocale", "getenv"}


def test_picture_shows_these_layers() -> None:
    rows = re.findall(r"^\| (\d) \| ([^|]+) \|", PICTURE, re.MULTILINE)
    shown = {int(number): set(re.findall(r"`(\w+)[`/]", modules)) for number, modules in rows}
    assert shown == {number: set(names) for number, names in LAYERS.items()}


def test_picture_names_what_is_there() -> None:
    named = {(module, name) for module, name in re.findall(r"`(\w+)\.([A-Za-z_]\w*)`", PICTURE) if module in LAYER_OF}
    assert len(named) > 20, "the picture points into the code"
    missing = [f"{m}.{n}" for m, n in sorted(named) if not hasattr(importlib.import_module(f"blogparse.{m}"), n)]
    assert not missing


def test_legend_shows_every_letter() -> None:
    assert dict(re.findall(r"^\| `(.)` \| `([A-Z]+)` \|", PICTURE, re.MULTILINE)) == {
        letter.value: letter.name for letter in Letter
    }
