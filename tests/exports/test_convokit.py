"""A ConvoKit corpus: loaded by ConvoKit itself, and whole by its own check."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from blogparse import Post
from blogparse.exports import Source, convokit_files
from export_samples import HOSTILE, any_record, bare_post, comment, fixture, hostile_post, posts

pytestmark = pytest.mark.filterwarnings("ignore")  # of ConvoKit and what it imports


def load(sources: list[Source], folder: Path) -> Any:
    convokit = pytest.importorskip("convokit", reason="ConvoKit is not installed", exc_type=ImportError)
    for name, text in convokit_files(sources).items():
        (folder / name).write_text(text, "ascii")
    return convokit.Corpus(filename=str(folder))


def test_corpus_loads_and_every_conversation_is_whole(tmp_path: Path) -> None:
    sources = [fixture("soundoff"), fixture("wordpress_says"), Source(post=bare_post()), Source(post=hostile_post())]
    corpus = load(sources, tmp_path)
    assert len(list(corpus.iter_conversations())) == len(sources)
    assert all(conversation.check_integrity(verbose=False) for conversation in corpus.iter_conversations())
    for page, source in enumerate(sources):
        for c in source.post.comments:
            utterance = corpus.get_utterance(f"{page}.{c.index}")
            assert utterance.text == c.body
            assert utterance.reply_to == (str(page) if c.parent is None else f"{page}.{c.parent}")
            assert utterance.speaker.meta["name"] == c.author
            assert utterance.timestamp == (c.timestamp.timestamp() if c.timestamp and c.timestamp.tzinfo else None)


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    corpus = load([Source(post=hostile_post())], tmp_path)
    names = {speaker.meta["name"] for speaker in corpus.iter_speakers()}
    assert set(filter(None, HOSTILE)) <= names


def utterances(*posts: Post) -> list[dict[str, Any]]:
    lines = convokit_files([Source(post=post) for post in posts])["utterances.jsonl"].splitlines()
    return [json.loads(line) for line in lines]


def test_unnamed_persons_are_not_taken_for_one_nor_for_a_name() -> None:
    post = Post(comments=(comment(0), comment(1), comment(2, author="0/0.1"), comment(3, author="Ann")))
    speakers = [one["speaker"] for one in utterances(post, post)]
    assert len(set(speakers)) == len(speakers)
    same = Post(comments=(comment(0, author="Ann"), comment(1, author="Ann")))
    assert len({one["speaker"] for one in utterances(same)[1:]}) == 1


def test_a_time_without_a_zone_is_no_number_and_is_kept_as_written() -> None:
    post = Post(comments=(comment(0, timestamp=datetime(2013, 3, 21, 9), timestamp_precision="minute"),))
    (said,) = utterances(post)[1:]
    assert said["timestamp"] is None
    assert said["meta"]["timestamp"] == "2013-03-21T09:00:00"


@any_record
@given(posts())
def test_any_record_gives_one_line_for_each_utterance(post: Post) -> None:
    assert [one["id"] for one in utterances(post)] == ["0", *(f"0.{c.index}" for c in post.comments)]
