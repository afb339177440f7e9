"""`parse_posts`: one result for each document, and each document's trouble its own."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import blogparse
from blogparse import DocumentError, Failure, OptionError, Parsed, parse_post, parse_posts, warm_up

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))
DUMPS = [path.read_bytes().decode("utf-8") for path in FIXTURES]
AGES = "A walk\n\n2 comments\n\n" + "\n\n".join(
    f"{name} says:\n{age} days ago\n\nLovely, and so quiet at this time.\n\nReply"
    for name, age in [("Ann", 3), ("Bo", 2)]
)


@pytest.mark.parametrize("workers", [0, 2])
def test_posts_are_those_of_parse_post_in_order(workers: int) -> None:
    parsed = list(parse_posts(DUMPS, workers=workers))
    assert parsed == [Parsed(str(at), None, parse_post(dump), None) for at, dump in enumerate(DUMPS)]


def test_a_mapping_says_what_it_is_and_when_it_was_crawled() -> None:
    document = {"body": AGES, "meta": {"uri": "https://a.example/1", "when": "2020-05-10T00:00:00Z"}, "id": 17}
    (parsed,) = parse_posts([document], text="body", url="meta.uri", crawled_at="meta.when", workers=0)
    assert (parsed.id, parsed.url, parsed.error) == ("17", "https://a.example/1", None)
    assert parsed.post == parse_post(AGES, crawled_at=datetime(2020, 5, 10, tzinfo=UTC))
    assert parsed.post is not None
    assert [comment.timestamp.day for comment in parsed.post.comments if comment.timestamp] == [7, 8]


@pytest.mark.parametrize("when", [None, "soon", 17, "", "2020-99-99"])
def test_a_time_that_is_none_is_not_made_up(when: object) -> None:
    (parsed,) = parse_posts([{"text": AGES, "date": when}], workers=0)
    assert parsed.post == parse_post(AGES)


@pytest.mark.parametrize(
    ("document", "failure"),
    [
        ({"text": None, "id": "a"}, "not-text: 'text' is missing or null; there is 'id', 'text'"),
        ({"content": "x"}, "not-text: 'text' is missing or null; there is 'content'"),
        ({"text": b"x"}, "not-text: 'text' holds bytes and no text"),
        (b"x", "not-text: a document is a str or a mapping, not bytes"),
        ({"text": "x" * 101}, "too-long: 101 characters, and 100 are parsed"),
        ("x" * 101, "too-long: 101 characters, and 100 are parsed"),
    ],
)
@pytest.mark.parametrize("workers", [0, 1])
def test_what_cannot_be_parsed_is_its_own_error(document: Any, failure: str, workers: int) -> None:
    results = list(parse_posts(["One.", document, "Two."], workers=workers, max_chars=100))
    assert [(r.post is None, str(r.error)) for r in results] == [(False, "None"), (True, failure), (False, "None")]


def test_errors_can_be_left_out_or_raised() -> None:
    documents: list[Any] = ["One.", {"id": "b", "text": None}, "Two."]
    assert [parsed.id for parsed in parse_posts(documents, workers=0, on_error="skip")] == ["0", "2"]
    results = parse_posts(documents, workers=0, on_error="raise")
    assert next(results).id == "0"
    with pytest.raises(DocumentError, match=r"^b: not-text: ") as caught:
        next(results)
    assert pickle.loads(pickle.dumps(caught.value)).failure == caught.value.failure  # noqa: S301 - our own


def workers_of_this_process() -> list[int]:
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not listed.exists():
        pytest.skip("needs the list of child processes that Linux has")
    return [int(pid) for pid in listed.read_text().split()]


def test_killed_workers_lose_no_document_and_double_none() -> None:
    def documents() -> Iterator[dict[str, object]]:
        before = set(workers_of_this_process())
        for number in range(400):
            if number in {150, 300}:
                for pid in set(workers_of_this_process()) - before:
                    os.kill(pid, signal.SIGKILL)
            yield {"id": str(number), "text": DUMPS[number % len(DUMPS)]}

    results = list(parse_posts(documents(), workers=2))
    assert [parsed.id for parsed in results] == [str(number) for number in range(400)]
    lost = [parsed.error for parsed in results if parsed.error is not None]
    assert len(lost) <= 4, "each kill costs the document that its worker had in hand"
    assert {failure.code for failure in lost} <= {"worker-died"}
    for number, parsed in enumerate(results):
        assert parsed.error is not None or parsed.post == parse_post(DUMPS[number % len(DUMPS)])


SHORT_OF_MEMORY = """
import resource
from blogparse import parse_posts

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
    docs = ["One.", "word and more\\n" * 700_000, "Two."]
    print([parsed.error and parsed.error.code for parsed in parse_posts(docs, workers=1)])
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs limits as Linux keeps them")
def test_a_document_that_takes_all_memory_is_its_own_error(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(SHORT_OF_MEMORY)
    done = subprocess.run([sys.executable, program], capture_output=True, check=True, text=True)
    # Where the library finds no memory, or else the interpreter itself.
    assert done.stdout in {f"[None, '{code}', None]\n" for code in ("out-of-memory", "worker-died")}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"workers": -1}, "workers"),
        ({"workers": 1.5}, "workers"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": 5, "workers": 0}, "workers=1"),
        ({"on_error": "ignore"}, "'record', 'skip', 'raise'"),
        ({"tz": "Mars/Olympus"}, "Mars/Olympus"),
        ({"languages": "en"}, r"\['en', 'de'\]"),
        ({"languages": ["tlh"]}, "tlh"),
        ({"max_chars": -1}, "max_chars"),
    ],
)
def test_an_option_without_sense_is_told_before_the_first_document(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(OptionError, match=complaint):
        parse_posts(iter(["a"]), **options)


@pytest.mark.parametrize("one", ["A dump", {"text": "A dump"}])
def test_one_document_is_not_taken_for_many(one: Any) -> None:
    with pytest.raises(OptionError, match=r"parse_post\(\)"):
        parse_posts(one)


def test_options_reach_the_parser() -> None:
    dump = "A walk\n\n03/04/2013\n\nIt rained, and then it rained more than before.\n"
    (parsed,) = parse_posts([dump], workers=1, dayfirst=True, tz="UTC", languages=["en"])
    assert parsed.post == parse_post(dump, dayfirst=True, tz="UTC", languages=["en"])


def test_warm_up_takes_tags_and_refuses_unknown_ones() -> None:
    warm_up()
    warm_up(["de", "ja"])
    with pytest.raises(OptionError, match="tlh"):
        warm_up(["tlh"])
    with pytest.raises(OptionError, match="'de'"):
        warm_up("de")


@pytest.mark.parametrize("name", ["soundoff", "swedish", "thai", "no such language"])
def test_the_first_page_of_a_process_takes_half_a_second_at_most(name: str) -> None:
    text = dict(zip((path.stem for path in FIXTURES), DUMPS, strict=True)).get(name, "Qwzx\n\nvfgj prtk\n")
    program = (
        "import sys, time; from blogparse import parse_post; text = sys.stdin.buffer.read().decode();"
        "begun = time.process_time(); parse_post(text); print(time.process_time() - begun)"
    )
    took = (
        float(
            subprocess.run([sys.executable, "-c", program], input=text.encode(), capture_output=True, check=True).stdout
        )
        for _ in range(5)
    )
    assert any(seconds <= 0.5 for seconds in took)  # of five, as the machine may be busy


def test_the_package_says_its_version() -> None:
    assert blogparse.__version__.count(".") == 2


def test_a_failure_is_shown_with_its_code() -> None:
    assert str(Failure("timeout", "too slow")) == "timeout: too slow"
