"""How long the extremes take, and that they come out right.

Without ``--benchmark-enable`` each case runs once, at a modest size, as a plain test. With it the sizes are those that
the project promises: 50,000 comments, replies 10,000 deep, a line of 10 million characters::

    python -m pytest tests/benchmarks --benchmark-enable
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from pytest_benchmark.fixture import BenchmarkFixture  # noqa: TC002 - pytest reads the annotations of fixtures

import themes
from blogparse import Nesting, Post, parse_post
from blogparse.records import tiles
from dumpers import DUMPERS
from html_pages import html_page
from test_linear import BIG

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
SEED = CORPUS / "seed" / "cnn-gps-russia.txt"
HEAD = """The slow kettle
April 2nd, 2012
08:00 AM ET

The slow kettle

By Maud Ferrier

A kettle that takes nine minutes teaches a kitchen to plan ahead, which is more than the clock on its wall ever did.

Topics: Kitchens

"""
WORDS = ("the", "kettle", "on", "our", "stove", "sings", "a", "full", "minute", "before", "it", "boils", "and")
FIRST = ("Ida", "Bo", "Clementine", "Dag", "Esther", "Fitz", "Greta")
LAST = ("Vinter", "Marsh", "Okoro", "Lindqvist", "Abel", "Quill", "Sørensen", "Tran", "de Vries", "Moss", "Yamada")


class Sizes(NamedTuple):
    """How large the made pages are."""

    comments: int
    depth: int
    mentions: int
    line: int


@pytest.fixture
def sizes(request: pytest.FixtureRequest) -> Sizes:
    if request.config.getoption("benchmark_enable"):
        # Indented text grows with the square of its depth: 3,000 levels are 30 million characters.
        return Sizes(comments=50_000, depth=3_000, mentions=10_000, line=10_000_000)
    return Sizes(comments=2_000, depth=400, mentions=1_000, line=400_000)


def name(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"


def comment_lines(number: int, level: int) -> str:
    """Return one comment in the page's layout: mark and author, body, date, each indented by its level."""
    indent = "  " + "  " * level
    mark = f"{number}." if level == 0 else "*"
    body = " ".join(WORDS[(number + word) % len(WORDS)] for word in range(5 + number % 13))
    stamp = f"April {2 + number % 27}, 2012 at {1 + number % 12}:{number % 60:02} pm |"
    inner = indent + " " * (len(mark) + 1)
    return f"{indent}{mark} {name(number)}\n\n{inner}{body}.\n\n{inner}{stamp}\n"


def mention_lines(number: int) -> str:
    """Return one comment of a page without indentation, which answers the comment before it by name."""
    mention = f"Reply to {name(number - 1)}\n" if number > 1 else ""
    body = " ".join(WORDS[: 4 + number % 9])
    stamp = f"April {2 + number % 27}, 2012 {1 + number % 12}:{number % 60:02} pm"
    return f"{name(number)}\n{mention}{stamp}\n\n{body}.\n\nReply\n\n"


def page(levels: list[int]) -> str:
    thread = "".join(comment_lines(number, level) for number, level in enumerate(levels, 1))
    return f"{HEAD}soundoff ({len(levels)} Responses)\n{thread}\nPost a comment\n"


def assert_whole(post: Post, text: str) -> None:
    assert tiles((section.span for section in post.sections), len(text))


@pytest.fixture
def timed(benchmark: BenchmarkFixture) -> Callable[[str], Post]:
    """Return a parse that is timed; the large pages are too slow for many rounds.

    The first parse of a process reads the vocabularies. It is not timed where there are many.
    """

    def parse(text: str) -> Post:
        benchmark.extra_info["characters"] = len(text)
        rounds = 200 if len(text) < 100_000 else 1
        post: Post = benchmark.pedantic(  # type: ignore[no-untyped-call]
            parse_post, (text,), rounds=rounds, warmup_rounds=rounds // 20
        )
        return post

    return parse


@pytest.mark.skipif(not SEED.exists(), reason="the reference dump is not laid beside the checkout")
def test_reference_dump(timed: Callable[[str], Post]) -> None:
    text = SEED.read_bytes().decode("utf-8")
    assert len(timed(text).comments) == 24


def test_fixture(timed: Callable[[str], Post]) -> None:
    text = (ROOT / "fixtures" / "soundoff.txt").read_bytes().decode("utf-8")
    assert len(timed(text).comments) == 12


def test_many_comments(timed: Callable[[str], Post], sizes: Sizes) -> None:
    levels = [number % 3 for number in range(sizes.comments)]
    text = page(levels)
    post = timed(text)
    assert_whole(post, text)
    assert [comment.author for comment in post.comments] == [name(n) for n in range(1, sizes.comments + 1)]
    assert [comment.depth for comment in post.comments] == levels
    assert not post.diagnostics


def test_deep_nesting(timed: Callable[[str], Post], sizes: Sizes) -> None:
    levels = list(range(sizes.depth))
    text = page(levels)
    post = timed(text)
    assert_whole(post, text)
    assert post.nesting is Nesting.INDENTATION
    assert [comment.depth for comment in post.comments] == levels
    assert [comment.parent for comment in post.comments] == [None, *levels[:-1]]


def test_deep_mentions(timed: Callable[[str], Post], sizes: Sizes) -> None:
    thread = "".join(mention_lines(number) for number in range(1, sizes.mentions + 1))
    text = f"{HEAD}{sizes.mentions} Comments\n\n{thread}Leave a Reply\n"
    post = timed(text)
    assert_whole(post, text)
    assert post.nesting is Nesting.MENTIONS
    assert [comment.depth for comment in post.comments] == list(range(sizes.mentions))


def test_one_very_long_line(timed: Callable[[str], Post], sizes: Sizes) -> None:
    text = (" ".join(WORDS) + " ") * (sizes.line // len(" ".join(WORDS)))
    post = timed(text)
    assert_whole(post, text)
    assert post.comments == ()


@pytest.mark.parametrize(
    "unit", ["a", "1.", "<", "• ", "at ", ": ", "By ", "2012-04-02 ", "(", "\t", "\u200b", "&amp;", "Ann says: "]
)
def test_one_long_line_of_one_thing(timed: Callable[[str], Post], sizes: Sizes, unit: str) -> None:
    text = unit * (sizes.line // 4 // len(unit))
    post = timed(text)
    assert_whole(post, text)
    assert post.comments == ()


def test_walking_the_tree(benchmark: BenchmarkFixture, sizes: Sizes) -> None:
    post = parse_post(page([number % 4 for number in range(sizes.comments)]))

    def walk() -> int:
        reached, pending = 0, list(post.replies(None))
        while pending:
            reached += 1
            pending.extend(post.replies(pending.pop()))
        return reached

    reached = benchmark.pedantic(walk, rounds=1)  # type: ignore[no-untyped-call]
    assert reached == len(post.comments) == sizes.comments


# --- against the renderer --------------------------------------------------------------------------------------------
# What a page costs is to be compared with what it costs to make text of its HTML: one group, one run.


@pytest.fixture(scope="module")
def html_pages() -> list[str]:
    if find_spec("resiliparse") is None:
        pytest.skip("resiliparse is not installed")
    return [html_page(seed) for seed in range(2 * len(themes.FAMILIES))]


def time_each(benchmark: BenchmarkFixture, work: Callable[[str], object], texts: Sequence[str]) -> None:
    """Time one pass over all texts; `extra_info` says how long one takes, in milliseconds, and how large it is."""

    def one_pass() -> int:
        return sum(work(text) is not None for text in texts)

    done = benchmark.pedantic(one_pass, rounds=5, warmup_rounds=1)  # type: ignore[no-untyped-call]
    assert done == len(texts)
    benchmark.extra_info["mean characters"] = sum(map(len, texts)) // len(texts)
    if benchmark.stats is not None:
        benchmark.extra_info["ms a page"] = round(1000 * benchmark.stats.stats.min / len(texts), 3)


@pytest.mark.benchmark(group="a page, against making text of its HTML")
def test_text_of_html(benchmark: BenchmarkFixture, html_pages: list[str]) -> None:
    time_each(benchmark, DUMPERS["resiliparse"].dump, html_pages)


@pytest.mark.benchmark(group="a page, against making text of its HTML")
def test_records_of_text(benchmark: BenchmarkFixture, html_pages: list[str]) -> None:
    time_each(benchmark, parse_post, [DUMPERS["resiliparse"].dump(html) for html in html_pages])


@pytest.mark.benchmark(group="a page, against making text of its HTML")
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not laid beside the checkout")
def test_records_of_real_pages(benchmark: BenchmarkFixture) -> None:
    dumps = sorted(CORPUS.glob("pages/*/resiliparse.txt"))
    time_each(benchmark, parse_post, [dump.read_bytes().decode("utf-8") for dump in dumps])


# --- proportion ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BIG)
def test_twice_the_dump_takes_at_most_twice_the_time_and_some(
    benchmark: BenchmarkFixture, sizes: Sizes, name: str
) -> None:
    """Least processor time of three each; what takes no tenth of a second says nothing, and is only parsed."""
    once, twice = (BIG[name](sizes.line // 16 * times) for times in (1, 2))
    least = [min(processor_time(text) for _ in range(3 if benchmark.enabled else 1)) for text in (once, twice)]
    benchmark.extra_info["seconds"] = least
    benchmark.pedantic(parse_post, (once,), rounds=1)  # type: ignore[no-untyped-call]
    if benchmark.enabled and least[0] > 0.1:
        assert least[1] < 2.8 * least[0]


def processor_time(text: str) -> float:
    """Return the seconds of processor time that a dump takes."""
    begun = time.process_time()
    parse_post(text)
    return time.process_time() - begun


def test_memory_of_a_thread_of_short_comments(benchmark: BenchmarkFixture, sizes: Sizes) -> None:
    """Of ten characters a line, what lines and records take beside the text weighs most."""
    text = "A walk\n\n" + "".join(
        f"  {at}. {name(at)} says:\n    May {1 + at % 28}, 2020 at 9:{at % 60:02} am\n\n"
        f"    Lovely {at}.\n\n    Reply\n\n"
        for at in range(1, sizes.comments + 1)
    )
    most = peak_of(benchmark, text)
    assert most < 56 * len(text)


def peak_of(benchmark: BenchmarkFixture, text: str) -> int:
    """Return the most bytes that parsing a dump takes at a time."""
    parse_post(text[:2000])
    tracemalloc.start()
    try:
        benchmark.pedantic(parse_post, (text,), rounds=1)  # type: ignore[no-untyped-call]
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    benchmark.extra_info["bytes a character"] = round(most / len(text), 1)
    return most


@pytest.mark.parametrize(
    "name", ["a thread", "H alone", "V alone", "p alone", "t alone", "digits in one line", "_ alone"]
)
def test_memory_is_bounded_by_lines_and_characters(benchmark: BenchmarkFixture, sizes: Sizes, name: str) -> None:
    """A dump of long lines takes some bytes a character; one of short lines is paid by the line."""
    text = BIG[name](sizes.line // 4)
    most = peak_of(benchmark, text)
    assert most < 2000 * (text.count("\n") + 1) + 16 * len(text)
