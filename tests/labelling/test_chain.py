"""A chain finds the best labels there are, adds what its tables say, and survives being written down."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogparse.confidence.model import load_thread
from blogparse.labelling import LABELS, NAME_LABELS, NameLine, Sight, name_columns, possible_readings, sight_of
from blogparse.labelling.chain import FORMAT, NEVER, WEIGHTS, Chain, load_choice, load_weights, pack, unpack
from blogparse.labelling.judging import BY_TEMPLATES, sure_columns
from blogparse.labelling.lines import SECOND, SECOND_VIEWS, TOLD, told_columns
from blogparse.labelling.sight import FIRST, FIRST_VIEWS, Columns, first_columns, further_columns
from blogparse.labelling.trees import Trees, pack_trees, unpack_trees
from blogparse.labelling.views import Views, joined
from blogparse.post.parse import read_layout
from blogparse.thread.ends import end_columns, find_open_end, load_ends

weights = st.integers(-100, 100)
LABELS_HERE = 3
MOST_BYTES = 400_000


def rows(size: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(weights, min_size=LABELS_HERE, max_size=LABELS_HERE), min_size=size, max_size=size)


def value(chain: Chain, told: Sequence[Sequence[int]], path: Sequence[int]) -> int:
    steps = sum(chain.follows[a][b] for a, b in itertools.pairwise(path))
    return chain.starts[path[0]] + steps + sum(row[label] for row, label in zip(told, path, strict=True))


def test_no_beam_ends_in_the_middle() -> None:
    follows = [[0, 0, NEVER], [NEVER, NEVER, 0], [NEVER, NEVER, NEVER]]  # what is best so far leads nowhere
    path, _ = Chain((), follows, [0, 0, 0]).best([(0, 9000, 0), (0, 0, 9000), (0, 0, 0)])
    assert path[0] == 0


def test_views_say_what_their_templates_say(sight: Sight) -> None:
    columns = Columns(sight)
    labels = [5, 6, 2, 4][: len(sight.texts)]
    first = first_columns(columns)
    again = first | further_columns(columns)
    again |= told_columns(columns, labels, labels[::-1])
    for name, templates, views, seen in (("first", FIRST, FIRST_VIEWS, first), ("second", SECOND, SECOND_VIEWS, again)):
        chain = load_weights()[name]
        looked_up = Views(chain, templates, views, TOLD)
        told = chain.emissions(joined(seen, templates))
        assert looked_up.emissions(seen) == told
        assert looked_up.emissions(seen, looked_up.still(seen)) == told
        assert looked_up.emissions(seen) == told, "what is remembered is what was said"


TREE = ([(0, 5, -1, 1), (1, -2, -2, -3)], [7, -300, 40])


def test_trees_are_kept_as_they_are() -> None:
    found = unpack_trees(pack_trees([TREE, ([(2, 0, -1, -2)], [1, 2])]))
    assert [found.total(row) for row in ([5, 0, 0], [6, -2, 0], [6, -1, 0], [6, -1, 1])] == [8, -299, 41, 42]
    with pytest.raises(ValueError, match="33 leaves"):
        pack_trees([([(0, at, ~at, at + 1) for at in range(31)] + [(0, 31, ~31, ~32)], range(33))])


@pytest.mark.parametrize("load", [load_choice, load_ends, load_thread])
@given(data=st.data())
def test_trees_asked_at_once_say_what_each_says_alone(load: Callable[[], Trees], data: st.DataObject) -> None:
    columns = 1 + max(column for nodes, _ in load().trees for column, *_ in nodes)
    row = data.draw(st.lists(st.integers(-2, 40) | st.integers(-9999, 9999), min_size=columns, max_size=columns))
    total = 0
    for nodes, leaves in load().trees:
        at = 0
        while at >= 0:
            column, most, low, high = nodes[at]
            at = low if row[column] <= most else high
        total += leaves[~at]
    assert load().total(row) == total


@given(rows(LABELS_HERE), rows(1), st.integers(1, 5).flatmap(rows))
def test_best_labels_are_the_best_of_all(
    follows: list[list[int]], starts: list[list[int]], told: list[list[int]]
) -> None:
    chain = Chain((), follows, starts[0])
    path, score = chain.best([tuple(row) for row in told])
    assert score == value(chain, told, path)
    assert score == max(value(chain, told, each) for each in itertools.product(range(LABELS_HERE), repeat=len(told)))


def test_what_cannot_follow_does_not() -> None:
    chain = Chain((), [[0, NEVER], [0, NEVER]], [0, 0])
    path, _ = chain.best([(0, 50), (0, 100), (0, 50)])
    assert path == [0, 0, 0] or path.count(1) == 1
    assert all(b != 1 for _, b in itertools.pairwise(path))


def test_forbidden_labels_are_none() -> None:
    path, _ = Chain((), [[0, 0], [0, 0]], [0, 0]).best([(0, 9), (0, 9)], {1})
    assert path == [0, 0]


table = st.dictionaries(st.integers(0, 99), st.tuples(weights, weights, weights), max_size=8)


@given(st.lists(table, min_size=1, max_size=3), st.data())
def test_sums_are_those_of_the_tables_also_after_being_kept(
    tables: list[dict[int, tuple[int, ...]]], data: st.DataObject
) -> None:
    chain = unpack(json.loads(json.dumps(pack(tables, [[0] * 3] * 3, [0] * 3))))
    column = st.lists(st.integers(0, 99), min_size=4, max_size=4)
    columns = [data.draw(column) for _ in tables]
    half = 1 << 15
    for at, told in enumerate(chain.emissions(columns)):
        said = [kept.get(column[at], (0, 0, 0)) for kept, column in zip(tables, columns, strict=True)]
        assert [each - half for each in told] == [sum(row[label] for row in said) for label in range(3)]


@pytest.fixture(scope="module")
def sight() -> Sight:
    return sight_of(read_layout("Walk\n\nAnn\n\nMay 2, 2020\n\nLovely.\n").content)


def test_items_of_a_thread_hold_text_and_those_of_a_menu_do_not() -> None:
    page = read_layout(
        "  • Ann\n\n    Lovely.\n\n    • Bo\n\n      So it is.\n\n  • Cy\n\n    No.\n\nMore\n\n  • Home\n  • Us\n"
    )
    columns = Columns(sight_of(page.content))
    texts = list(columns.sight.texts)
    holds = {text for text, held in zip(texts, columns.holds, strict=True) if held}
    assert holds == {"Ann", "Bo", "Cy"}
    assert columns.lists[texts.index("Ann")] == columns.lists[texts.index("Cy")] != columns.lists[texts.index("Home")]
    assert texts[columns.parents[texts.index("So it is.")]] == "Bo"


def test_the_weights_fit_the_code() -> None:
    """A template more or less in the code asks for new weights: ``tests/training/train.py``."""
    chains = load_weights()
    _, names = name_columns([NameLine("Ann", 0, None, None)])
    page = read_layout("Walk\n\n1 comment\n\nAnn says:\nMay 2, 2020 at 9:15 am\n\nLovely.\n\nReply\n")
    readings = possible_readings(page.content, page.induction, chains)
    assert len(readings) > 1
    assert [len(chains[name].tables) for name in ("first", "second", "names")] == [
        len(FIRST), len(SECOND), len(names[0]),
    ]  # fmt: skip
    [columns] = {len(each.columns) for each in readings}
    asked = {column for nodes, _ in load_choice().trees for column, *_ in nodes}
    assert columns - columns // 4 < max(asked) < columns
    (known,) = (each for each in readings if each.maker == BY_TEMPLATES)
    assert len(sure_columns(page.content, known)) == len(chains["sure"].tables)
    assert known.induction is not None
    end = find_open_end(page.content, known.letters, known.induction)
    assert end is not None
    [columns] = {len(each) for each in end_columns(page.content, end)}
    assert {column for nodes, _ in load_ends().trees for column, *_ in nodes} == set(range(columns))
    assert [len(chains[name].starts) for name in ("first", "second", "names", "sure")] == [
        LABELS, LABELS, NAME_LABELS, 1,
    ]  # fmt: skip


@given(rows(LABELS_HERE), rows(1), st.integers(2, 5).flatmap(rows), st.data())
def test_a_score_is_that_of_the_path(
    follows: list[list[int]], starts: list[list[int]], told: list[list[int]], data: st.DataObject
) -> None:
    path = data.draw(st.lists(st.integers(0, LABELS_HERE - 1), min_size=len(told), max_size=len(told)))
    chain = Chain((), follows, starts[0])
    assert chain.score([tuple(row) for row in told], path) == value(chain, told, path)


def test_the_weights_say_what_they_are() -> None:
    file = resources.files("blogparse.labelling").joinpath(WEIGHTS)
    held = json.loads(file.read_text("utf-8"))
    assert held["format"] == FORMAT
    assert held["date"]
    assert sum(held["sets"].values()) > 0
    assert len(file.read_bytes()) <= MOST_BYTES
