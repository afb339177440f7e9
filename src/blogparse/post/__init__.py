"""The composition: from a dump to a record."""

from blogparse.post.parse import Analysis, analyse, parse_post, read_options, tokenize, warm_up

__all__ = ["Analysis", "analyse", "parse_post", "read_options", "tokenize", "warm_up"]
