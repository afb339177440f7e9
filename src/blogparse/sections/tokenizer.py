"""The tokenizer: which lines are header, byline, editor's note, body, footer and comments.

Ordered rules look at the letters and vote, each for some lines, with a weight and a reason; one arbiter gives every
line to the heaviest vote and makes the tiling, so that no rule can break it. The rules rest on place and shape:

* the thread is where the layout induction found it, from its heading on;
* the article is the running text below the headline (`headline` finds that), to where it weighs most: text adds its
  length (shallow text features: length, punctuation, list marks), chrome takes off; a link, a label, a dateline or the
  author's name with little text behind it ends it, and so does a long list, unless the text behind goes on about the
  same things: its longer words are the article's. Without a headline it is the heaviest run of text on the page;
* it begins with text: captions, share bars and names that stand right above are page furniture. It ends above the boxes
  that newsletters, donations, authors and other articles get: a line or two below white space, and a little text about
  something else; and above the begins of other posts, which are cut short, each below its title;
* inside the article, what a picture says twice (its alternative text and its caption), captions that end in credits, a
  list of the article's own headings and a dateline that repeats the one above are chrome, as share bars are;
* byline, note and topics are lines with their letters, near either end of the article;
* what stands above the article is header, what stands below it is footer.

It is wrong where the last lines of an article and what follows them look alike: an appeal in plain sentences, without a
line above it that parts it from the text.
Whether text goes on about the same things is not asked in scripts that part no words.
"""

from blogparse.layout import Induction
from blogparse.letters import Letters
from blogparse.records import Section, SectionKind, Span
from blogparse.sections.article import find_article
from blogparse.sections.headline import find_headline
from blogparse.sections.rules import RULES, Context, Sectioning, Vote
from blogparse.sections.survey import survey
from blogparse.text import Lines


def tokenize_lines(lines: Lines, letters: Letters, induction: Induction | None, wrap: int | None) -> Sectioning:
    """Return the tiling of the dump. The sections, in order, cover every character once."""
    found = survey(lines, letters, induction, wrap)
    headline, worths = find_headline(found)
    article = find_article(found, headline)
    blocks = found.blocks
    rows = range(blocks.firsts[article.start], blocks.stops[article.stop - 1]) if article else range(0)
    title = range(blocks.firsts[headline], blocks.stops[headline]) if headline >= 0 else range(0)
    thread = _thread(lines, induction, rows)
    page = Context(lines, letters, found, article, rows, title, thread, wrap)
    return _arbitrate(page, [vote for rule in RULES for vote in rule(page)], worths)


def _thread(lines: Lines, induction: Induction | None, article: range) -> range:
    if induction is None:
        return range(len(lines), len(lines))
    first, last = induction.records[0].start, induction.records[-1].end
    return range(induction.heading if induction.heading >= max(article.stop, 0) else first, last)


def _arbitrate(page: Context, votes: list[Vote], worths: tuple[int, int]) -> Sectioning:
    """Give every line to the heaviest vote, and blank lines to what stands above them; then make the tiling."""
    size = len(page.lines)
    letters, lone = page.letters.letters, page.lines.lone
    kinds = [SectionKind.HEADER] * size
    reasons = [""] * size
    votes.sort(key=lambda vote: vote.weight)
    edges = {0}
    for vote in votes:
        first, last = vote.first, min(vote.last, size)
        kinds[first:last] = [vote.kind] * (last - first)
        reasons[first:last] = [vote.reason] * (last - first)
        edges.update((first, last))
    starts = [0]
    for edge in sorted(edges):
        row = edge
        while 0 < row < size and letters[row] == "_" and row not in lone:
            kinds[row], reasons[row] = kinds[row - 1], reasons[row - 1]
            row += 1
        if starts[-1] < row < size and kinds[row] is not kinds[row - 1]:
            starts.append(row)
    offsets = [page.lines.starts[row] for row in starts] + [page.lines.ends[-1]]
    sections = [
        Section(kinds[row], Span(start, end))
        for row, start, end in zip(starts, offsets[:-1], offsets[1:], strict=True)
        if start < end
    ]
    return Sectioning(tuple(sections), kinds, reasons, page.article, page.thread, page.title, worths)
