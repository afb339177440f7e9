"""What an export is made from: a record, and beside it what no dump can show.

Identifiers are made here, for all formats alike. With the page's address, a comment is that address with the fragment
``#blogparse-comment-N``, N being its index in ``Post.comments``: it names the comment and does not pretend to be an
anchor of the page. Without an address, identifiers are ``urn:uuid:``, computed from what the page says (title, date,
texts, names) and from the source's name, so that they are the same on any machine and at any time.
"""

import json
import uuid
from datetime import datetime
from functools import cached_property
from typing import Final
from urllib.parse import urldefrag

import attrs

from blogparse.exports.times import instant
from blogparse.records import OptionError, Post

_NAMESPACE: Final = uuid.UUID("5f7b7a0e-8f3c-5a37-9d0f-3d5b0f0c6f1a")  # of identifiers made here; any constant would do


def _check_undated(_source: object, _field: object, moment: datetime | None) -> None:
    if moment is not None and instant(moment) is None:
        raise OptionError("undated needs a zone: a time without one is no instant")


@attrs.frozen(slots=True, kw_only=True)
class Source:
    """A record to export, with what the dump does not show.

    `url` is the address of the page. `undated` is the instant that formats get which demand one, where the page states
    no time or no zone; one without a zone is an `OptionError`. `name`, such as that of the file, tells the pages of one
    export apart.
    """

    post: Post
    url: str | None = None
    name: str | None = None
    undated: datetime | None = attrs.field(default=None, validator=_check_undated)

    @property
    def page_id(self) -> str:
        """The identifier of the page: its address, or one computed from the record."""
        return self.url or self._uuid.urn

    def comment_id(self, index: int) -> str:
        """Return the identifier of the comment with this index."""
        if self.url is None:
            return uuid.uuid5(self._uuid, str(index)).urn
        return f"{urldefrag(self.url).url}#blogparse-comment-{index}"

    @cached_property
    def _uuid(self) -> uuid.UUID:
        post = self.post
        comments = [[comment.author, comment.timestamp_text, comment.body] for comment in post.comments]
        # JSON in ASCII: a lone surrogate cannot be hashed as UTF-8.
        said = json.dumps([self.name, post.title, post.published_text, post.body, comments])
        return uuid.uuid5(_NAMESPACE, said)
