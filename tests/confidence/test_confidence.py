"""How sure a record is: numbers that fit the weights, that fall where a thread is damaged, and that filter a corpus."""

from __future__ import annotations

import json
from itertools import pairwise, product
from math import exp, prod
from pathlib import Path
from statistics import mean
from typing import Any
from unittest import mock

import pytest

from blogparse import Comment, OptionError, Post, parse_post, parse_posts
from blogparse.confidence.lines import LABEL_NAMES, marginals
from blogparse.confidence.model import THREAD as THREAD_MODEL
from blogparse.confidence.model import load_models, load_thread
from blogparse.labelling import LABELS, NEVER, Chain
from blogparse.post import analyse
from blogparse.render import render_fragment
from blogparse.tables import comment_rows, post_row
from strategies import delete_lines, parsed, sample_dumps, seeded, without_confidence

ROOT = Path(__file__).parents[2]
THREAD = (ROOT / "fixtures" / "blogger_threaded.txt").read_bytes().decode("utf-8")


def rated(text: str) -> dict[str, tuple[int, int]]:
    """Return for each model how many columns it was asked about, and for how many things."""
    asked: dict[str, tuple[int, int]] = {}

    def ask(model: str, shared: list[int], columns: list[list[int]] = []) -> list[float]:  # noqa: B006 - never changed
        many = len(columns[0]) if columns else 1
        asked[model] = len(shared) + len(columns), many
        return [0.5] * many

    with mock.patch("blogparse.confidence.rating.probabilities", ask):
        parse_post(text)
    return asked


@pytest.mark.parametrize("text", ["", "\n", "A walk", THREAD], ids=["empty", "blank", "line", "thread"])
def test_weights_fit_what_is_seen(text: str) -> None:
    asked = rated(text)
    known = {name: len(load_models()[name].tables) for name in asked if name != THREAD_MODEL}
    assert {name: columns for name, (columns, _) in asked.items() if name != THREAD_MODEL} == known
    of_thread, _ = asked[THREAD_MODEL]
    assert of_thread * 0.8 < max(column for nodes, _ in load_thread().trees for column, *_ in nodes) <= of_thread
    post = parsed(text)
    assert asked.get("comment", (0, 0))[1] == len(post.comments)
    fields = post.field_confidence
    assert post.confidence is not None
    assert fields is not None
    chances = [post.confidence, fields.title, fields.published, fields.byline]
    for chance in [*chances, *(c.confidence for c in post.comments)]:
        assert chance is not None
        assert 0 < chance < 1


def test_damage_costs_confidence() -> None:
    whole = [post for post in map(parsed, sample_dumps()) if len(post.comments) > 2]
    damaged = [parse_post(delete_lines(seeded(at), text)) for at, text in enumerate(sample_dumps())]
    assert mean(post.confidence or 0 for post in whole) > mean(post.confidence or 0 for post in damaged) + 0.03


def test_records_keep_their_confidence_and_older_ones_have_none() -> None:
    post = parsed(THREAD)
    plain = post.to_dict()
    assert (plain["confidence"], plain["field_confidence"]["title"]) == (
        post.confidence,
        post.field_confidence and post.field_confidence.title,
    )
    assert post.to_dict(lean=True)["comments"][0]["confidence"] == post.comments[0].confidence
    assert Post.from_dict(json.loads(json.dumps(plain))) == post
    older = Post.from_dict(without_confidence(plain))
    assert (older.confidence, older.field_confidence) == (None, None)
    assert {comment.confidence for comment in older.comments} == {None}
    assert without_confidence(older.to_dict()) == without_confidence(plain)


def test_rows_have_it() -> None:
    post = parsed(THREAD)
    row = post_row(post, page="a")
    assert row["confidence"] == post.confidence
    assert post.field_confidence is not None
    assert row["byline_confidence"] == post.field_confidence.byline
    assert post_row(Post(), page="a")["title_confidence"] is None
    assert [each["confidence"] for each in comment_rows(post, page="a")] == [c.confidence for c in post.comments]


def test_a_corpus_is_filtered_by_it() -> None:
    chance = parsed(THREAD).confidence or 0
    [kept] = parse_posts([THREAD], workers=0, min_confidence=chance)
    [left] = parse_posts([THREAD], workers=0, min_confidence=min(1.0, chance + 0.001))
    assert kept.post is not None
    assert left.post is None
    assert left.error is not None
    assert left.error.code == "unsure"
    assert str(chance) in left.error.message
    assert not list(parse_posts([THREAD], workers=0, min_confidence=1.0, on_error="skip"))
    with pytest.raises(OptionError, match="probability"):
        list(parse_posts([THREAD], workers=0, min_confidence=1.5))


# --- labels of lines -------------------------------------------------------------------------------------------------


def test_probabilities_of_labels_are_those_of_all_sequences() -> None:
    chain = Chain([], [[3, -2], [NEVER, 4]], [1, -1])
    told = [(2, 5), (0, 1), (7, -3), (1, 1)]
    unit = 4.0
    total = 0.0
    sums = [[0.0, 0.0] for _ in told]
    for path in product((0, 1), repeat=len(told)):
        steps = list(pairwise(path))
        if (1, 0) in steps or path[-1] == 1:  # behind the last item is what label 0 stands for, which may not follow 1
            continue
        score = chain.starts[path[0]] + sum(row[at] for row, at in zip(told, path, strict=True))
        weight = exp((score + sum(chain.follows[a][b] for a, b in steps) + chain.follows[path[-1]][0]) / unit)
        total += weight
        for place, label in enumerate(path):
            sums[place][label] += weight
    for found, wanted in zip(marginals(chain, told, unit), sums, strict=True):
        assert found == pytest.approx([each / total for each in wanted])


def test_each_line_says_what_it_was_read_as() -> None:
    assert len(LABEL_NAMES) == LABELS
    seen = analyse(THREAD)
    told = seen.line_labels()
    assert len(told) == len(seen.lines)
    assert all(0 <= chance <= 1 + 1e-9 for _, chance in told)
    texts = sum(label == "text" for label, _ in told)
    assert texts >= len(seen.post.comments)
    assert analyse("").line_labels() == [("", 1.0)]


# --- training --------------------------------------------------------------------------------------------------------


def test_a_model_learns_what_tells_right_from_wrong() -> None:
    pytest.importorskip("scipy", reason="the dependency group 'training' is not installed")
    np = pytest.importorskip("numpy", reason="the dependency group 'training' is not installed")
    from confidences import Rated, chances, learn, reliability

    draw = seeded(3)
    rated_dumps: list[Any] = []
    for at in range(400):
        signs = [[draw.randrange(3), draw.randrange(4)] for _ in range(5)]
        right = [draw.random() < (0.9, 0.5, 0.1)[sign] for sign, _ in signs]
        rated_dumps.append(Rated("thread", "", f"site {at % 7}", "resiliparse", False, np.array(signs), right))
    held = learn(rated_dumps)
    assert learn(rated_dumps) == held
    told = chances(held, np.array([[0, 1], [1, 1], [2, 1]]))
    assert told == pytest.approx([0.9, 0.5, 0.1], abs=0.07)
    everything = np.concatenate([chances(held, each.columns) for each in rated_dumps])
    found = reliability(everything, np.concatenate([np.array(each.right, float) for each in rated_dumps]))
    assert found["error"] < 0.06
    assert found["kept"]["0.5"] > found["kept"]["1.0"] + 0.1
    assert prod(each["count"] for each in found["bins"]) == 200**10


def test_trees_learn_what_tells_right_from_wrong_together() -> None:
    pytest.importorskip("lightgbm", reason="the dependency group 'training' is not installed")
    np = pytest.importorskip("numpy", reason="the dependency group 'training' is not installed")
    from confidences import Rated, grow, grown_chances

    draw = seeded(3)
    threads: list[Any] = []
    for at in range(3000):
        signs = [draw.randrange(2), draw.randrange(2)]
        right = [draw.random() < (0.9 if all(signs) else 0.2)]  # either sign alone says little
        threads.append(Rated("thread", "", f"site {at % 7}", "resiliparse", at % 3 == 0, np.array([signs * 4]), right))
    told = grown_chances(grow(threads), np.array([[0, 0] * 4, [0, 1] * 4, [1, 0] * 4, [1, 1] * 4]))
    assert told == pytest.approx([0.2, 0.2, 0.2, 0.9], abs=0.07)


def test_the_documentation_has_the_figures_of_the_weights() -> None:
    from reliability import DIAGRAM, PAGE, WEIGHTS, diagram_of, page_with

    figures = json.loads(WEIGHTS.read_text("utf-8"))["figures"]
    page = PAGE.read_text("utf-8")
    assert page_with(figures, page) == page
    assert DIAGRAM.read_text("utf-8") == diagram_of(figures)


def test_comments_without_confidence_are_shown_without() -> None:
    post = Post.from_dict(without_confidence(parsed(THREAD).to_dict()))
    assert isinstance(post.comments[0], Comment)
    assert "sure" not in render_fragment(post)
    assert "sure" in render_fragment(parsed(THREAD))
