"""The view: a dump and its record side by side, in one HTML file that needs nothing else.

No network: style and script stand in the file, and a policy in its head forbids everything but these two, by their
digests. No script needed: all is there without it, and links lead from each side to the other; the script marks on one
side what the pointer or the focus is at on the other. The same record, without dump and links, is what notebooks show.
"""

import base64
import hashlib
from functools import cache
from importlib import resources

from blogparse.records import Post
from blogparse.render.dump import dump_html
from blogparse.render.html import attribute, shown
from blogparse.render.places import Places
from blogparse.render.record import record_html


def render_view(text: str, post: Post) -> str:
    """Return a page that shows the dump on the left and the record on the right, line by line tied to each other.

    `post` is what ``parse_post(text)`` gave. The page works without network and without script, by keyboard and by
    screen reader, on light and dark backgrounds, wide and narrow.
    """
    places = Places.of(text)
    style, script = _asset("record.css") + _asset("view.css"), _asset("view.js")
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    language = attribute(post.language or "")  # empty: unknown, which is not the language of our own words
    title = shown(post.title or "No title")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header><h1 dir="auto">{title}</h1><nav aria-label="Parts"><a href="#dump">Dump</a> '
        '<a href="#record">Record</a> <a href="#doubts">Doubts</a> <a href="#thread">Thread</a></nav></header>\n'
        "<main>\n"
        '<section class="bp-dump" id="dump" aria-labelledby="dump-head" tabindex="0"><h2 id="dump-head">Dump</h2>'
        '<p class="legend">In comments: <span class="who">name</span>, <span class="when">time</span>, '
        '<span class="said">text</span>; the colour of the bar is the depth.</p>'
        f"<div lang={language}>{dump_html(text, post, places)}</div></section>\n"
        '<section class="bp-record" id="record" aria-labelledby="record-head" tabindex="0">'
        f'<h2 id="record-head">Record</h2><div>{record_html(post, places)}</div></section>\n'
        f"</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def render_fragment(post: Post) -> str:
    """Return the record alone as a piece of HTML, for a notebook: no ids, no script, colours of the page around it."""
    title = shown(post.title or "No title")
    return (
        f'<div class="bp-record bp-alone"><style>{_asset("record.css")}</style>'
        f"<p><b>{title}</b></p>{record_html(post)}</div>"
    )


@cache
def _asset(name: str) -> str:
    return (resources.files("blogparse.render") / name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
