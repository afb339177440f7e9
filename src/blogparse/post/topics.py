"""The topics of a post: tags and categories, behind a label, in a credit line, or in a list below their label.

It is wrong where a sidebar's list of all categories stands as near to the article as its own do.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from blogparse.authorship import Credited
from blogparse.credits import PROSE, list_topics, read_credits, split_topics
from blogparse.letters import NUMBERED
from blogparse.page import Page
from blogparse.records import Span
from blogparse.text import OUTER, ends_sentence, late_regex

TOPICS_ABOVE: Final = 12  # lines above the article and below it in which its topics stand
TOPICS_BELOW: Final = 25
BARE_BELOW: Final = 12  # and in which a label without a colon, or hash signs, are those of topics
MAX_LINE: Final = 600  # characters: some posts have thirty tags
MAX_TOPICS: Final = 12  # lines of a list of topics below its label
PROSE_STOP: Final = 3  # letters before the stop of a sentence, as `PROSE` finds them
MAX_WORDS: Final = 3  # of one topic in small letters at the end of a sentence: more go on from the label
_HASHED: Final = late_regex(r"(?:[#＃][\p{L}\p{N}_-]++[\s,;|·]*+)++")  # "#kettles #scale"


def find_topics(page: Page, credited: Sequence[Credited]) -> tuple[tuple[str, ...], Span | None]:
    """Return the topics that labelled lines and credit lines near the article name, each once, and their lines."""
    in_credits = {line.row: line for line in credited if line.credits.topics}
    others = {row for line in credited if line.credits.topics for row in line.rows[1:]}
    found: list[str] = []
    first = last = -1
    for row in sorted({*_labelled(page), *in_credits} - others):
        if first >= 0 and page.gap(row) != page.gap(first):
            break  # on the other side of the thread
        end = row
        topics: Sequence[str]
        if row in in_credits:
            if row in page.sectioning.article and page.letters.letters[row] != "L":
                continue
            topics, end = in_credits[row].credits.topics, in_credits[row].rows[-1]
        else:
            is_whole = page.letters.letters[row] == "L" and row not in page.letters.labels
            text = page.lines.texts[row][page.letters.labels.get(row, 0) :] if not is_whole else ""
            if text.strip(OUTER):
                label = page.lines.texts[row][: -len(text)].rstrip()
                topics = _inline_topics(page, text, is_labelled=label.endswith((":", "：")))
            else:
                text, end = _listed_topics(page, row)
                topics = list_topics(text, page.words)
        if topics:
            found.extend(topic for topic in topics if topic not in found)
            first = row if first < 0 else first
            last = max(last, end)
    return tuple(found), (page.span(first, last) if first >= 0 else None)


def _labelled(page: Page) -> Iterator[int]:
    """Yield the lines near the article, outside the thread, that label topics; above the headline they are a menu."""
    texts, shape = page.lines.texts, page.letters.letters
    article, thread = page.sectioning.article, page.sectioning.thread
    first = max(page.sectioning.title.stop, article.start - TOPICS_ABOVE, 0)
    stop = min(len(page.lines), article.stop + TOPICS_BELOW)
    row = shape.find("L", first, stop)
    while row >= 0:
        if row not in thread and texts[row][0] not in ",.;)" and len(texts[row]) <= MAX_LINE:
            yield row
        row = shape.find("L", row + 1, stop)
    below = islice(page.content(article.stop, stop), BARE_BELOW) if article else ()
    near = [
        row for row in (*page.content(first, article.start), *below) if shape[row] in NUMBERED and row not in thread
    ]
    heads, keys = page.words.filers, page.lines.keys
    yield from (
        row for row in near if keys[row].partition(" ")[0].rstrip(":：") in heads and _has_labels(page, texts[row])
    )
    hashed = [row for row in near if texts[row][0] in "#＃" and _HASHED.fullmatch(texts[row]) is not None]
    if sum(texts[row].count(texts[row][0]) for row in hashed) > 1:  # one alone is a link in the text
        yield from hashed


def _has_labels(page: Page, text: str) -> bool:
    """True for "Categories Kettles Tags scale, stone", where labels lack colons, and one with a colon and a count."""
    label = page.words.topics.match(text)
    if label is None:
        return False
    return text[label.end() : label.end() + 1] == ":" or page.words.topics.search(text, label.end()) is not None


def _inline_topics(page: Page, text: str, *, is_labelled: bool) -> Sequence[str]:
    """Return the topics behind a label, with a colon or without: a list, or "in Maps and tagged ponds by Ann"."""
    opening = text.split(None, 1)[0].casefold()
    if opening in page.words.on:
        return read_credits(text, page.words, page.reader).topics or split_topics(text, page.words)
    is_sentence = ends_sentence(text)
    end = PROSE.search(text)
    text = text[: end.start() + PROSE_STOP] if end is not None else text
    if not is_labelled:  # "Filed in Maps, ponds by Ann"
        tokens = text.split()
        stop = next((at for at, word in enumerate(tokens[1:-1], 1) if word in page.words.by), len(tokens))
        text = " ".join(tokens[:stop])
    topics = [topic for part in page.words.topics.split(text) for topic in list_topics(part, page.words)]
    if is_sentence and len(topics) == 1 and topics[0][0].islower() and len(topics[0].split()) > MAX_WORDS:
        return ()  # "More on this at the bottom."
    return topics


def _listed_topics(page: Page, row: int) -> tuple[str, int]:
    """Return the topics on the lines below a label, and the last of these: one line, list items, or one a line."""
    letters, markers, texts = page.letters.letters, page.lines.markers, page.lines.texts
    near = page.until_comment(row, min(row + 2 * MAX_TOPICS, len(page.lines)))
    rows = [below for below in near[1:] if texts[below]]
    items: list[str] = []
    end = row
    is_open = True
    for below in rows:
        if not texts[below].strip(OUTER):
            is_open = True
            continue
        if letters[below] != "s" or not (is_open or markers[below]):
            break
        items.append(texts[below])
        end = below
        is_open = False
    return "\n".join(items), end
