"""A ConvoKit corpus: each page a conversation, the post its first utterance, each comment another.

ConvoKit's integrity check demands one root for each conversation. The root is the post; comments at the top level, and
those of which the page does not show what they answer, reply to it. ``meta.depth`` tells the two apart: it is null for
the second.

A speaker is a name on one page, since the same name on two pages need not be the same person; ``Speaker.meta["name"]``
is the name, by which whoever knows better may join them. Who is not named is a speaker of their own, with a null name:
two unnamed persons are not taken for one.

``timestamp`` is in seconds since 1970 (UTC) as ConvoKit wants it, null where the page states no time or no zone;
``meta.timestamp`` is the time as the page states it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from blogparse.exports.sources import Source
from blogparse.exports.times import instant, stated
from blogparse.records import Comment

_TYPES: Final = {str: "<class 'str'>", int: "<class 'int'>", list: "<class 'list'>"}
"""The names of types in ConvoKit's index."""


def convokit_files(sources: Sequence[Source]) -> dict[str, str]:
    """Return the files of a corpus by name; written into one folder, ``Corpus(filename=folder)`` loads them.

    The ids are ``0`` for the first post and its conversation, ``0.3`` for the fourth comment on it.
    """
    utterances: list[dict[str, Any]] = []
    speakers: dict[str, dict[str, Any]] = {}
    conversations: dict[str, dict[str, Any]] = {}
    for page, source in enumerate(sources):
        conversations[str(page)] = _entry(_page_meta(source))
        for utterance, name in _utterances(source, page):
            utterances.append(utterance)
            speakers.setdefault(utterance["speaker"], _entry({"name": name, "page": str(page)}))
    index = {
        "utterances-index": _index(utterance["meta"] for utterance in utterances),
        "speakers-index": _index(speaker["meta"] for speaker in speakers.values()),
        "conversations-index": _index(conversation["meta"] for conversation in conversations.values()),
        "overall-index": {},
        "version": 1,
        "vectors": [],
    }
    # Plain ASCII: ConvoKit opens its files in the encoding of the machine.
    return {
        "utterances.jsonl": "".join(f"{json.dumps(utterance)}\n" for utterance in utterances),
        "speakers.json": json.dumps(speakers),
        "conversations.json": json.dumps(conversations),
        "corpus.json": json.dumps({}),
        "index.json": json.dumps(index),
    }


def _page_meta(source: Source) -> dict[str, Any]:
    post = source.post
    return {
        "title": post.title,
        "url": source.url,
        "name": source.name,
        "site": post.site,
        "topics": list(post.topics),
        "nesting": post.nesting.value,
        "declared_comment_count": post.declared_comment_count,
    }


def _utterances(source: Source, page: int) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield each utterance of a page with the name of its speaker, the post first."""
    post = source.post
    name = ", ".join(post.byline.authors) if post.byline else None
    meta = {"kind": "post", "depth": None, "timestamp": stated(post.published, post.published_precision)}
    yield _utterance(page, None, None, name, post.published, post.body, meta), name
    for comment in post.comments:
        answered = str(page) if comment.parent is None else f"{page}.{comment.parent}"
        yield (
            _utterance(
                page, comment.index, answered, comment.author, comment.timestamp, comment.body, _comment_meta(comment)
            ),
            comment.author,
        )


def _comment_meta(comment: Comment) -> dict[str, Any]:
    moment = stated(comment.timestamp, comment.timestamp_precision)
    return {"kind": comment.kind, "depth": comment.depth, "timestamp": moment}


def _utterance(
    page: int,
    index: int | None,
    answered: str | None,
    name: str | None,
    moment: datetime | None,
    text: str,
    meta: Mapping[str, Any],
) -> dict[str, Any]:
    identifier = str(page) if index is None else f"{page}.{index}"
    known = instant(moment)
    return {
        "id": identifier,
        "conversation_id": str(page),
        "text": text,
        # A colon for names and a slash for the nameless, so that no name can be taken for one of the latter.
        "speaker": f"{page}:{name}" if name is not None else f"{page}/{identifier}",
        "meta": dict(meta),
        "reply-to": answered,
        "timestamp": known.timestamp() if known else None,
        "vectors": [],
    }


def _entry(meta: Mapping[str, Any]) -> dict[str, Any]:
    return {"meta": dict(meta), "vectors": []}


def _index(metas: Iterator[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the types of each field, which is how ConvoKit tells what it has to unpack."""
    found: dict[str, list[str]] = {}
    for meta in metas:
        for name, value in meta.items():
            kinds = found.setdefault(name, [])
            kind = _TYPES.get(type(value))
            if kind is not None and kind not in kinds:
                kinds.append(kind)
    return found
