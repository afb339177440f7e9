"""The view: a dump and its record side by side, in one HTML file that needs nothing else.

No script needed: all is there without it, and links lead from each side to the other; the script marks on one
side what the pointer or the focus is at on the other. The same record, without dump and links, is what notebooks show.
"""

from blogparse.records import Post
from blogparse.render.dump import dump_html
from blogparse.render.html import attribute, shown
from blogparse.render.page import asset, render_page
from blogparse.render.places import Places
from blogparse.render.record import record_html


def render_view(text: str, post: Post) -> str:
    """Return a page that shows the dump on the left and the record on the right, line by line tied to each other.

    `post` is what ``parse_post(text)`` gave. The page works without network and without script, by keyboard and by
    screen reader, on light and dark backgrounds, wide and narrow.
    """
    places = Places.of(text)
    language = attribute(post.language or "")  # empty: unknown, which is not the language of our own words
    title = post.title or "No title"
    body = (
        f'<header><h1 dir="auto">{shown(title)}</h1><nav aria-label="Parts"><a href="#dump">Dump</a> '
        '<a href="#record">Record</a> <a href="#doubts">Doubts</a> <a href="#thread">Thread</a></nav></header>\n'
        "<main>\n"
        '<section class="bp-dump" id="dump" aria-labelledby="dump-head" tabindex="0"><h2 id="dump-head">Dump</h2>'
        '<p class="legend">In comments: <span class="who">name</span>, <span class="when">time</span>, '
        '<span class="said">text</span>; the colour of the bar is the depth.</p>'
        f"<div lang={language}>{dump_html(text, post, places)}</div></section>\n"
        '<section class="bp-record" id="record" aria-labelledby="record-head" tabindex="0">'
        f'<h2 id="record-head">Record</h2><div>{record_html(post, places)}</div></section>\n'
        "</main>"
    )
    return render_page(title, body, styles=("record.css", "view.css"), script="view.js")


def render_fragment(post: Post) -> str:
    """Return the record alone as a piece of HTML, for a notebook: no ids, no script, colours of the page around it."""
    style = asset("record.css")
    return f'<div class="bp-record bp-alone" tabindex="0"><style>{style}</style>{record_html(post)}</div>'
