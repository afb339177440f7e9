"""What the training command learns: gold laid over lines, weights that label, the same weights each time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

pytest.importorskip("numba", reason="the dependency group 'training' is not installed")
pytest.importorskip("lightgbm", reason="the dependency group 'training' is not installed")
pytest.importorskip("scipy", reason="the dependency group 'training' is not installed")

import numpy as np
from choices import learn_choice, learn_sure, taken_by
from ends import Ended, learn_ends, right_size
from gold import find_comments, labels_of
from judged import Judged
from perceptron import learn
from rankings import Choice
from rankings import learn as learn_ranking
from retelling import retell
from wrapping import wrap_names

from blogparse.labelling import BODY, BOTH_BELOW, DATE_ABOVE, HEAD, MORE_BODY, NAME_ABOVE, OUTSIDE, NameLine
from blogparse.labelling.chain import unpack
from blogparse.labelling.trees import unpack_trees
from blogparse.post.parse import read_layout
from blogparse.thread.ends import OpenEnd
from strategies import seeded

SIGNS, PLACES = 4, 2


def page(*comments: tuple[str, str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    keys = ("author", "timestamp_raw", "body")
    shown = {"state": "visible", "author": True, "ts": True}
    gold = {"kind": "thread", "comments": [dict(zip(keys, comment, strict=True)) for comment in comments]}
    return gold, {"comments": [shown for _ in comments]}


def labels(dump: str, gold: dict[str, Any], shown: dict[str, Any]) -> list[int]:
    rows = dump.split("\n")
    return labels_of([at for at, row in enumerate(rows) if row.strip()], find_comments(gold, shown, rows))


def test_gold_is_laid_over_lines() -> None:
    dump = "A walk\n\n1. Ann\n#7\n2 May\n\n  It rained.\n  All day.\n\nReply\n2. Joe\n#8\n3 May\n\nSo it did.\nFooter"
    gold, shown = page(("Ann", "2 May", "It rained.\n\nAll day."), ("Joe", "3 May", "So it did."))
    head = [NAME_ABOVE, HEAD, DATE_ABOVE]
    assert labels(dump, gold, shown) == [OUTSIDE, *head, BODY, MORE_BODY, 1, *head, BODY, OUTSIDE]


def test_heads_below_are_those_of_the_text_above() -> None:
    dump = "It rained.\nby Ann, 2 May\n\nSo it did.\nby Joe, 3 May"
    gold, shown = page(("Ann", "2 May", "It rained."), ("Joe", "3 May", "So it did."))
    assert labels(dump, gold, shown) == [BODY, BOTH_BELOW] * 2


def test_the_likeliest_end_is_learnt() -> None:
    ends = [Ended(np.array([[1], [2 + right], [1]], np.int32), 0, right) for right in (0, 1) * 300]
    trees = unpack_trees(learn_ends([(str(at), False, [end]) for at, end in enumerate(ends)]))
    for end in ends[:2]:
        scores = [trees.total(row) for row in end.columns.tolist()]
        assert scores.index(max(scores)) == end.right


def test_how_much_of_an_open_end_is_text_is_told_by_the_gold() -> None:
    dump = "A walk\n\nAnn, 2 May 2019 10:21\n\nIt rained.\n\nJoe, 3 May 2019 10:21\n\nSo it did.\nAll day.\nWeirpress"
    gold, shown = page(("Ann", "2 May 2019 10:21", "It rained."), ("Joe", "3 May 2019 10:21", "So it did.\nAll day."))
    content = read_layout(dump).content
    found = find_comments(gold, shown, dump.split("\n"))
    end = OpenEnd(range(content.size - 3, content.size), 3, 0, [], frozenset())
    assert right_size(content, end, found) == 2
    assert right_size(content, end._replace(lines=range(content.size - 1, content.size)), found) == 0


def test_a_perceptron_learns_what_tells_labels_apart_and_what_follows() -> None:
    draw = np.random.default_rng(7)
    rights = [draw.integers(0, PLACES, 12).astype(np.int8) for _ in range(60)]
    examples = [np.stack([right * 2 + draw.integers(0, 2, 12), draw.integers(0, SIGNS, 12)], 1) for right in rights]
    learnt = learn([each.astype(np.int32) for each in examples], rights, PLACES)
    chain = learnt.chain()
    for example, right in zip(examples, rights, strict=True):
        path, _ = chain.best(chain.emissions(example.T.tolist()))
        assert path == right.tolist()
    again = learn([each.astype(np.int32) for each in examples], rights, PLACES)
    assert again.packed() == learnt.packed()


def test_what_may_not_follow_never_does() -> None:
    rights = [np.array([0, 1] * 6, np.int8)] * 20
    examples = [np.zeros((12, 1), np.int32)] * 20
    chain = learn(examples, rights, PLACES, np.array([[False, True], [True, False]])).chain()
    path, _ = chain.best(chain.emissions(np.zeros((1, 12), int).tolist()))
    assert all(a != b for a, b in pairwise(path))


def test_a_ranking_learns_which_candidate_is_right_and_when_none_is() -> None:
    draw = np.random.default_rng(7)
    choices = []
    for _ in range(200):
        looks = draw.permutation(6)[:4].astype(np.int32)
        choices.append(Choice("site", np.stack([looks, looks % 2], 1), (looks == 5).tolist()))
    kept = learn_ranking(choices, 0.6)
    [by_look, by_rest] = unpack(kept).tables
    for choice in choices:
        worth = [by_look.get(look, 0) + by_rest.get(rest, 0) for look, rest in choice.columns.tolist()]
        assert [each > 0 for each in worth] == choice.right
    assert learn_ranking(choices, 0.6) == kept


LINES = (("Ann", "Ann, 2 May 2019 at 10:02"), ("Joe Bloggs", "Joe Bloggs, 3 May 2019 at 9:15"), ("Ünal", "Ünal, 4 May"))


@pytest.mark.parametrize("seed", range(40))
def test_names_in_another_template_stand_where_they_are_said_to(seed: int) -> None:
    named = []
    for name, text in LINES:
        start = text.index(name)
        comma = text.index(",") + 2
        named.append((NameLine(text, 0, (comma, len(text)), (start, start + len(name))), (start, start + len(name))))
    wrapped = wrap_names(seeded(seed), named)
    assert [line.text for line, _ in wrapped] != [text for _, text in LINES]
    for (line, span), (name, text) in zip(wrapped, LINES, strict=True):
        assert span is not None
        assert line.date is not None
        assert line.known is not None
        assert line.text[slice(*span)] == name
        assert line.text[slice(*line.date)] == text[text.index(",") + 2 :]
        assert name in line.text[slice(*line.known)]


def test_the_choice_learns_what_tells_right_readings() -> None:
    draw = seeded(5)
    judged = []
    for number in range(300):
        columns = [[draw.randrange(2), draw.randrange(3)] for _ in range(3)]
        right = [3 * (sign == 1) for sign, _ in columns]
        judged.append(Judged(str(number), "", "", "", False, 3, columns, right, [3] * 3))
    kept = learn_choice(judged)
    choice = unpack_trees(kept)
    assert all(each.worth[taken_by(choice, each)] == max(each.worth) for each in judged)
    assert learn_choice(judged) == kept


def test_it_is_learnt_where_nothing_beats_the_templates() -> None:
    """Where the first sign is 1 the second reading, that of the templates, is right; else the third often is."""
    draw = seeded(6)
    judged = []
    for number in range(2000):
        sign, noise = draw.randrange(2), draw.randrange(3)
        right = [0, 3, 0] if sign or draw.random() < 0.5 else [0, 0, 3]
        columns = [[0], [1 + (right[1] == 3)], [3 + (right[2] == 3)]]
        judged.append(Judged(str(number), "", "", "", False, 3, columns, right, [3] * 3, [sign, noise]))
    choice = unpack_trees(learn_choice(judged))
    sure = learn_sure(judged, [taken_by(choice, each) for each in judged]).chain()
    assert [sure.total(each.known) > 0 for each in judged] == [each.known[0] == 1 for each in judged]


def test_comments_told_in_another_template_are_found_there() -> None:
    said = [
        ("Ann", "3 May 2019", "The gulls have taken the benches."),
        ("Bo Lind", "4 May 2019", "So they have.\nAll."),
    ]
    rows = ["A walk", "", "2 comments", ""]
    for name, date, body in said:
        rows += [name, date, *body.split("\n"), "Reply", ""]
    known = find_comments(*page(*said), rows)
    retold = [told for seed in range(40) if (told := retell(seeded(seed), [*rows, "Contact"], known)) is not None]
    assert len(retold) > 30  # a text behind a mark is not always told from the mark
    for text, gold, shown in retold:
        found = find_comments(gold, shown, text.split("\n"))
        assert [each.name for each in found if each.author >= 0] == ["Ann", "Bo Lind"]
        assert [each.date >= 0 for each in found] == [seen["ts"] for seen in shown["comments"]]
        assert (text.splitlines()[0], text.splitlines()[-1]) == ("A walk", "Contact")
