from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import attrs
import regex

from blogparse.layout import Induction
from blogparse.letters import Letters
from blogparse.lines import HEADING, Lines
from blogparse.paragraphs import Blocks
from blogparse.vocabulary import line_key

_SENTENCE: Final = regex.compile(r"[.!?…。！？:]['\"”’»)\]]*+\Z")
_ARROW: Final = regex.compile(r"\A[«‹←<][^»]*+\Z|\A[^«]*+[»›→>]\Z")
_CRUMB: Final = regex.compile(r"\S ?[»›>/|] ?\S.*[»›>/|] ?\S|\bHome\b ?[»›>/|]")
_WORDS: Final = regex.compile(r"\w{4,}+")
SAMPLE: Final = 300  # characters of a block that tell whether it is running text


def lower_share(text: str) -> float:
    words = text[:SAMPLE].split()
    lower = sum(1 for word in words if not (word[0].isupper() or word[0].isdigit() or not word[0].isalnum()))
    return lower / len(words)


def worths(blocks: Blocks, keys: Sequence[str], counts: Counter[str]) -> list[float]:
    out = []
    for at, letter in enumerate(blocks.letters):
        text = blocks.texts[at]
        size = len(text)
        marked = bool(blocks.markers[at]) and blocks.markers[at] != HEADING
        if letter in "pt" and size > 30 and lower_share(text) < 0.25:
            out.append(-14.0)
        elif letter == "p":
            out.append(min(size * 1.0, 500.0))
        elif letter == "t":
            out.append(size * 0.5 if not marked else size * 0.15)
        elif letter == "s":
            if not marked and (text[0].islower() or text[0] in ".,;:)"):
                out.append(size * 0.3)
            else:
                out.append(-16.0 if marked else -14.0)
        elif letter in "HFO":
            out.append(-260.0)
        elif letter == "E":
            out.append(0.0)
        else:
            out.append({"Q": -1.0, "V": -4.0, "b": -6.0, "y": -4.0, "K": -8.0}.get(letter, -30.0))
    return out


NAMES = (
    "near", "loss", "below", "above", "counted", "repeat", "contained", "quoted", "words", "oneword", "marker", "menu", "hash",
    "name", "site", "point", "long", "under", "top", "odd", "inside", "question", "uncapped", "lowshare", "far2", "belowname",
    "weight", "nameshape", "namedated", "selfdated", "arrow", "crumb", "overlap", "caps", "first", "colon",
    "aftermenu", "prior", "deck", "twice",
)
WEIGHTS = dict(zip(NAMES, [0.0] * len(NAMES)))


def features(page, at) -> list[float] | None:
    blocks, keys = page.blocks, page.keys
    text, key = blocks.texts[at], keys[at]
    letter = blocks.letters[at]
    words = len(text.split())
    n = len(blocks)
    marker = blocks.markers[at]
    marked = bool(marker) and marker != HEADING
    L = blocks.letters
    near = 0.0
    j = at + 1
    while j < n and near < 30 and not page.prose[j]:
        near += 0.3 if L[j] in "DMBhaXVRLTbEHA" else 1.0
        j += 1
    below = 0.0
    hops = 0.0
    counted = 0.0
    for j in range(at + 1, min(at + 7, n)):
        if page.dated[j] or L[j] in "DMB":
            below = max(below, 1.0 - 0.2 * hops)
        if L[j] == "h" or L[j] == "H" :
            counted = 1.0
        if page.prose[j] and not page.dated[j]:
            break
        hops += 1.0 if L[j] in "stpQ" else 0.4
    above = 0.0
    for j in range(at - 1, max(at - 4, -1), -1):
        if page.dated[j] and page.worth[j] < 40:
            above = 1.0 - 0.3 * (at - 1 - j)
            break
    exact = page.counts[key]
    contained = page.joined.count(key) - exact if len(key) >= 10 and words >= 3 else 0
    under = 0.0
    j = at - 1
    if j > 0 and L[j] in "stp" and not (blocks.markers[j] and blocks.markers[j] != HEADING) and 3 <= len(blocks.texts[j].split()) <= 25 and keys[j] != key and page.overlap(j) >= 0.4:
        under = 1.0
    menu = 0.0
    if marked:
        menu = 0.5 * ((at > 0 and bool(blocks.markers[at - 1])) + (at + 1 < n and bool(blocks.markers[at + 1])))
    weight = page.weight(at)
    w = weight / page.best if page.best > 0 else 1.0
    belowname = 0.0
    parts = text.split()
    nameshape = 2 <= words <= 3 and all(p[0].isupper() and p.replace("-", "").replace("’", "").replace("'", "").isalpha() for p in parts)
    if at + 1 < n and (keys[at + 1] in page.names or L[at + 1] == "a"):
        belowname = 1.0
    return [
        -near, -(1.0 - max(w, 0.0)), below, above, counted,
        min(exact - 1, 2) / 2.0, min(contained, 2) / 2.0, float(len(key) >= 8 and key in page.heading),
        min(words, 8) / 8.0, float(words <= 1), float(marked), menu, float(marker == HEADING), float(key in page.names),
        float(key in page.site_keys or (len(key) >= 4 and key in page.copyright)), float(text[-1] in ".:;,"),
        float(len(text) > 110), under, float(at <= 1), float(letter not in "stp"), float(page.inside(at)),
        float(text[-1] in "?!"), float(text[0].islower()), lower_share(text), -float(near > 6), belowname,
        math.log10(max(weight, 1.0)), float(nameshape), float(nameshape and below > 0.7), float(page.dated[at]),
        float(bool(_ARROW.search(text))), float(bool(_CRUMB.search(text))), page.overlap(at), float(text.isupper()),
        float(exact > 1 and any(keys[j] == key for j in range(at + 1, min(at + 12, n)))), float(": " in text),
        float(at > 0 and not marked and (bool(blocks.markers[at - 1]) or L[at - 1] in "XWL")),
        -min(sum(page.worth[j] for j in range(max(0, at - 12), at) if page.prose[j]), 1000.0) / 1000.0,
        float(at + 1 < n and 1.15 * len(text) < len(blocks.texts[at + 1]) < 200 and L[at + 1] in "stp" and below > 0),
        float(exact > 1),
    ]


@attrs.define(eq=False)
class HeadPage:
    lines: Lines
    letters: Letters
    blocks: Blocks
    keys: list[str]
    counts: Counter[str]
    joined: str
    site_keys: set[str]
    copyright: str
    names: set[str]
    heading: str
    prose: list[bool]
    dated: list[bool]
    worth: list[float]
    suffix: list[float]
    best: float
    limit: int
    start: int
    stop: int

    bag: Counter[str]

    def overlap(self, at):
        words = set(_WORDS.findall(self.blocks.texts[at].lower()))
        if not words:
            return 0.0
        own = 1 if self.prose[at] else 0
        return sum(1 for word in words if self.bag[word] > own) / len(words)

    def weight(self, at):
        best = 0.0
        for j in range(at + 1, min(at + 16, self.limit)):
            best = max(best, self.suffix[j])
            if self.prose[j]:
                break
        return best

    def inside(self, at):
        return self.start <= at < self.stop

    @classmethod
    def read(cls, lines, letters, induction):
        from blogparse.paragraphs import read_blocks, wrap_width

        blocks = read_blocks(lines, letters.letters, wrap_width(lines))
        limit_row = induction.records[0].start if induction is not None else len(lines)
        end_row = induction.records[-1].end if induction is not None else len(lines)
        n = len(blocks)
        limit = next((i for i in range(n) if blocks.firsts[i] >= limit_row), n)
        end = next((i for i in range(n) if blocks.firsts[i] >= end_row), n)
        keys = [line_key(t) if len(t) <= 250 else "" for t in blocks.texts]
        outside = keys[:limit] + keys[end:]
        counts = Counter(outside)
        names = {line_key(x) for x in letters.names.values()}
        if induction is not None:
            names |= {line_key(lines.texts[r.author]) for r in induction.records if r.author >= 0}
        names |= {line_key(s.name) for s in letters.stamps.values() if s.name and len(s.name.split()) <= 3}
        names.discard("")
        copyright = "\n".join(line_key(t) for t in lines.texts if len(t) < 200 and ("©" in t or "opyright" in t))
        heading = ""
        if induction is not None and induction.heading >= 0:
            heading = line_key(lines.texts[induction.heading])
        w = worths(blocks, keys, counts)[:limit] + [-1000.0] * (n - limit)
        suffix = [0.0] * (n + 1)
        for i in range(n - 1, -1, -1):
            suffix[i] = max(0.0, w[i] + suffix[i + 1])
        # best segment
        best = total = 0.0
        start = a = b = 0
        for i in range(limit):
            total += w[i]
            if total <= 0:
                total, start = 0.0, i + 1
            elif total > best and blocks.letters[i] in "pt":
                best, a, b = total, start, i + 1
        prose = [
            blocks.letters[i] == "p" and w[i] > 0 or (blocks.letters[i] == "t" and w[i] > 15 and _SENTENCE.search(blocks.texts[i]) is not None and not blocks.texts[i].endswith(("?", "!")) )
            for i in range(n)
        ]
        dated = [blocks.firsts[i] in letters.dates or blocks.letters[i] in "DM" for i in range(n)]
        bag = Counter()
        for i in range(limit):
            if prose[i]:
                bag.update(_WORDS.findall(blocks.texts[i].lower()))
        return cls(lines, letters, blocks, keys, counts, "\n".join(outside), set(), copyright, names, heading, prose, dated, w, suffix, best, limit, a, b, bag)

    def candidates(self):
        out = []
        seen = 0
        floor = 8.0
        for i in range(self.limit):
            if self.blocks.letters[i] in "stpQEWMAKh" and 3 <= len(self.blocks.texts[i]) <= 250 and (self.weight(i) >= floor or any(self.dated[i + 1 : i + 3])):
                out.append(i)
        before = [i for i in out if i < self.start][-400:]
        after = [i for i in out if i >= self.start][:80]
        return before + after
