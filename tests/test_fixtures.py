"""The fixtures: dumps written for this project, with what a reader of the page would say about them.

Three kinds of file stand beside a dump ``<case>.txt``:

* ``<case>.expect.json`` holds facts written by hand, the truth. Only a person changes it.
* ``<case>.json`` (the whole record) and ``<case>.ruled`` (the dump with its margin) pin every detail of the output.
  ``pytest --update-goldens`` rewrites them, and the diff is for review.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from blogparse.post import Analysis, analyse, parse_post, tokenize
from blogparse.records import LINE_END, Comment, Post, Span, tiles
from blogparse.render import RENDERERS, cut_margin, render_ruled, render_tree
from strategies import without_confidence, without_spans

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path.stem for path in FIXTURES.glob("*.txt"))
NEGATIVE = sorted(path.stem for path in (FIXTURES / "negative").glob("*.txt"))
IDENTITY = sorted(path.stem for path in (FIXTURES / "identity").glob("*.txt"))
KNOWN_FAILURES = sorted(path.stem for path in (FIXTURES / "known_failures").glob("*.txt"))
EVERYTHING = [*CASES, *(f"negative/{name}" for name in NEGATIVE), *(f"identity/{name}" for name in IDENTITY)]

_MARK = re.compile(r"^[ \t]*(?:\d{1,3}[.)]|[•*+-])[ \t]+", re.MULTILINE)
_SPAN = re.compile(r"\[\s+(\d+),\s+(\d+)\s+\]")


def read(name: str) -> str:
    """Return a dump of the fixtures, lone surrogates and odd line ends included."""
    return (FIXTURES / f"{name}.txt").read_bytes().decode("utf-8", "surrogatepass")


@cache
def analysed(name: str) -> Analysis:
    return analyse(read(name))


def parsed(name: str) -> Post:
    return analysed(name).post


def letters(name: str) -> str:
    return analysed(name).letters.letters


def facts(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FIXTURES / f"{name}.expect.json").read_text("utf-8"))
    return loaded


def squash(text: str) -> str:
    """Return the words of a text; where the lines break is the layout's business."""
    return " ".join(text.split())


def squash_body(text: str) -> str:
    """Return the words of a body without the numbers and bullets that begin its lines.

    A dump does not tell a number that the commenter typed from the mark of a list; field texts have no list marks.
    """
    return squash(_MARK.sub("", text))


# --- the truth: what a reader of the page would say ------------------------------------------------------------------


def fields_of(post: Post, claims: dict[str, Any]) -> dict[str, Any]:
    """Return what the record says about each claim, in the claim's own terms."""
    published = post.published.isoformat() if post.published is not None else None
    if published is not None and len(claims.get("published") or "") == len("2013-06-06"):
        published = published[: len("2013-06-06")]  # the page states a day; no claim is made about the hour
    body = squash(post.body)
    seen: dict[str, Any] = {
        "title": post.title,
        "published": published,
        "authors": list(post.byline.authors) if post.byline is not None and post.byline.authors else None,
        "affiliation": post.byline.affiliation if post.byline is not None else None,
        "editors_note": post.editors_note,
        "topics": list(post.topics),
        "related": list(post.related),
        "declared_comment_count": post.declared_comment_count,
        "n_paragraphs": len(post.paragraphs),
        "language": post.language,
        "site": post.site,
        "updated": post.updated.date().isoformat() if post.updated is not None else None,
        "notes": [note.kind for note in post.notes],
        "blocks": [block.kind for block in post.blocks],
        "previous_post": post.previous_post,
        "next_post": post.next_post,
        "comments_open": post.comments_open,
        "doubts": [diagnostic.code for diagnostic in post.diagnostics],
        "body_starts": body[: len(claims.get("body_starts", ""))],
        "body_ends": body[max(len(body) - len(claims.get("body_ends", "")), 0) :],
    }
    return {key: seen[key] for key in claims if key != "comments"}


def comment_of(comment: Comment, text: str, claims: dict[str, Any]) -> dict[str, Any]:
    """Return what the record says about each claim that is made about a comment."""
    said = comment.span.of(text)
    seen: dict[str, Any] = {
        "kind": comment.kind,
        "author": comment.author,
        "timestamp": comment.timestamp.isoformat() if comment.timestamp is not None else None,
        "timestamp_text": comment.timestamp_text,
        "depth": comment.depth,
        "parent": comment.parent,
        "body": squash_body(comment.body),
        "contains": claims.get("contains") if squash(claims.get("contains", "")) in squash(said) else said,
    }
    return {key: seen[key] for key in claims}


def check_post(name: str) -> None:
    claims = facts(name)
    expected = {key: value for key, value in claims.items() if key != "comments"}
    assert fields_of(parsed(name), claims) == expected


def check_thread(name: str) -> None:
    claims = facts(name)["comments"]
    expected = [{**claim, "body": squash_body(claim["body"])} if "body" in claim else claim for claim in claims]
    found = parsed(name).comments
    assert len(found) == len(claims), [(comment.author, squash(comment.body)[:40]) for comment in found]
    text = read(name)
    assert [comment_of(comment, text, claim) for comment, claim in zip(found, claims, strict=True)] == expected


@pytest.mark.parametrize("name", CASES)
def test_the_post_is_what_the_page_says(name: str) -> None:
    check_post(name)


@pytest.mark.parametrize("name", CASES)
def test_the_thread_is_what_the_page_says(name: str) -> None:
    check_thread(name)


@pytest.mark.parametrize("name", NEGATIVE)
def test_what_looks_like_comments_and_is_none_is_not_taken_for_one(name: str) -> None:
    found = [comment.span.of(read(f"negative/{name}")) for comment in parsed(f"negative/{name}").comments]
    assert found == []


def known_failures() -> list[Any]:
    """Return the known failures, each a strict xfail with the reason that its file gives."""
    cases = []
    for name in KNOWN_FAILURES:
        reason = (FIXTURES / "known_failures" / f"{name}.reason").read_text("utf-8").strip()
        cases.append(
            pytest.param(f"known_failures/{name}", marks=pytest.mark.xfail(strict=True, reason=reason), id=name)
        )
    return cases


@pytest.mark.parametrize("name", known_failures())
def test_known_failure(name: str) -> None:
    check_post(name)
    check_thread(name)


# --- changes that do not matter --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("pattern", "other"), [(r"\n[ \t]*\n", "\n\n\n"), (r"(?m)^(?=.*\S)", "   ")], ids=["blank lines", "margin"]
)
def test_more_blank_lines_and_a_wider_margin_change_nothing_but_places(name: str, pattern: str, other: str) -> None:
    moved = parse_post(re.sub(pattern, other, read(name)))
    plain, other_plain = (without_confidence(post.to_dict()) for post in (parsed(name), moved))
    assert without_spans(other_plain) == without_spans(plain)


# --- the promises, on every dump -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERYTHING)
def test_the_sections_joined_are_the_dump(name: str) -> None:
    text = read(name)
    sections = tokenize(text)
    assert "".join(section.span.of(text) for section in sections) == text
    assert tiles((section.span for section in sections), len(text))
    assert sections == parsed(name).sections


@pytest.mark.parametrize("name", EVERYTHING)
def test_cutting_the_margin_gives_the_dump_back(name: str) -> None:
    text = read(name)
    assert cut_margin(render_ruled(text, parsed(name), letters(name))) == text
    assert cut_margin(render_ruled(text, parsed(name))) == text


@pytest.mark.parametrize("name", EVERYTHING)
def test_the_margin_is_equally_wide_on_all_lines(name: str) -> None:
    ruled = render_ruled(read(name), parsed(name), letters(name))
    starts = [0, *(match.end() for match in LINE_END.finditer(ruled) if match.end() < len(ruled))]
    widths = {ruled.index("│", start) - start for start in starts if ruled}
    assert len(widths) == (1 if ruled else 0)


def test_a_view_without_margin_cannot_be_cut() -> None:
    ruled = render_ruled("one\ntwo\n", parse_post("one\ntwo\n"))
    with pytest.raises(ValueError, match="line 2"):
        cut_margin(ruled.replace("│two", "two"))


def test_letters_must_fit_the_dump() -> None:
    with pytest.raises(ValueError, match="2 lines"):
        render_ruled("one\ntwo\n", parse_post("one\ntwo\n"), "s")


def test_odd_bytes_survive_the_checkout() -> None:
    assert "\n" not in read("identity/cr_only")
    assert read("identity/crlf").replace("\r\n", "").count("\n") == 0
    assert "\r\n" in read("identity/crlf")
    assert {"\n", "\r", "\r\n"} <= set(LINE_END.findall(read("identity/mixed_line_ends")))
    assert read("identity/byte_order_mark").startswith("\ufeff")
    assert "\0" in read("identity/nul")
    assert any("\ud800" <= ch <= "\udfff" for ch in read("identity/lone_surrogates"))
    assert not read("identity/no_final_newline").endswith(("\n", "\r"))
    assert read("negative/empty") == ""


# --- the goldens: every detail of the output -------------------------------------------------------------------------


def golden_json(post: Post) -> str:
    """Return the record as the goldens hold it: indented JSON with each span on one line, and not how sure it is."""
    plain = json.dumps(without_confidence(post.to_dict()), ensure_ascii=False, indent=2)
    return _SPAN.sub(r"[\1, \2]", plain) + "\n"


def write_goldens(folder: Path, name: str, text: str, post: Post, ruled: str) -> None:
    """Write both goldens of a fixture; refuse, and write nothing, where the sections do not tile the dump."""
    if not tiles((section.span for section in post.sections), len(text)):
        pytest.fail(f"{name}: the sections do not tile the dump, so that no golden is written")
    (folder / f"{name}.json").write_bytes(golden_json(post).encode("utf-8"))
    (folder / f"{name}.ruled").write_bytes(ruled.encode("utf-8", "surrogatepass"))


def read_golden(name: str) -> str:
    path = FIXTURES / name
    if not path.exists():
        pytest.fail(f"fixtures/{name} does not exist; check the facts first, then run pytest --update-goldens")
    return path.read_bytes().decode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, update_goldens: bool) -> None:
    text, post = read(name), parsed(name)
    ruled = render_ruled(text, post, letters(name))
    if update_goldens:
        write_goldens(FIXTURES, name, text, post, ruled)
    assert json.loads(read_golden(f"{name}.json")) == without_confidence(post.to_dict())
    assert read_golden(f"{name}.ruled") == ruled


@pytest.mark.parametrize("name", CASES)
def test_cutting_the_margin_of_a_golden_gives_the_dump_back(name: str) -> None:
    assert cut_margin(read_golden(f"{name}.ruled")) == read(name)


@pytest.mark.parametrize("lost", ["first", "last", "one character"])
def test_goldens_are_refused_when_the_sections_do_not_tile(lost: str, tmp_path: Path) -> None:
    text, post = read("soundoff"), parsed("soundoff")
    sections = {
        "first": post.sections[1:],
        "last": post.sections[:-1],
        "one character": (attrs.evolve(post.sections[0], span=Span(1, post.sections[0].span.end)), *post.sections[1:]),
    }[lost]
    with pytest.raises(pytest.fail.Exception, match="do not tile"):
        write_goldens(tmp_path, "soundoff", text, attrs.evolve(post, sections=sections), "")
    assert list(tmp_path.iterdir()) == []
    write_goldens(tmp_path, "soundoff", text, post, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["soundoff.json", "soundoff.ruled"]


def test_every_dump_is_listed_in_the_readme_and_nothing_else_is() -> None:
    listed = re.findall(r"^\| `([\w/]+)` \|", (FIXTURES / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(EVERYTHING)


def test_no_file_stands_without_its_dump() -> None:
    for path in FIXTURES.rglob("*"):
        if path.is_file() and path.suffix in {".json", ".ruled", ".reason"}:
            assert path.with_name(path.name.split(".")[0] + ".txt").exists(), path.name


# --- the other outputs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERYTHING)
def test_json_gives_the_record_back(name: str) -> None:
    assert Post.from_dict(json.loads(RENDERERS["json"](read(name), parsed(name)))) == parsed(name)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("name", EVERYTHING)
def test_the_tree_stays_within_its_width_and_steers_no_terminal(name: str, width: int) -> None:
    shown = render_tree(parsed(name), width=width)
    assert shown.endswith("\n")
    for line in shown.splitlines():
        assert sum(unicodedata.category(character) not in {"Mn", "Me", "Cf"} for character in line) <= width
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", shown) is None


@pytest.mark.parametrize("name", CASES)
def test_the_tree_shows_each_comment_below_its_parent(name: str) -> None:
    post = parsed(name)
    shown = render_tree(post, width=200)
    heads = [line for line in shown.splitlines() if re.match(r"(?:│  |   )*[├└]─ ", line)]
    levels: list[int] = []
    for comment in post.comments:
        levels.append(0 if comment.parent is None else levels[comment.parent] + 1)
    assert sorted(min(head.index(mark) for mark in "├└" if mark in head) // 3 for head in heads) == sorted(levels)


def test_the_tree_is_colored_on_request_only() -> None:
    plain = render_tree(parsed("soundoff"))
    colored = render_tree(parsed("soundoff"), color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[\d*m", "", colored) == plain


def test_the_tree_counts_columns_and_not_characters() -> None:
    post = Post(title="漢字" * 30, paragraphs=("👍" * 50,))
    for line in render_tree(post, width=41).splitlines():
        assert len(line) <= 20 or not set(line) & set("漢字👍")


def test_the_tree_of_a_very_deep_thread_is_linear_and_says_the_level() -> None:
    span = parsed("soundoff").comments[0].span
    deep = Post(
        comments=tuple(
            Comment(index=i, parent=i - 1 if i else None, depth=i, author=f"a{i}", span=span) for i in range(5000)
        )
    )
    shown = render_tree(deep, width=60)
    assert len(shown) < 5000 * 200
    assert "a4999 · level 4999" in shown


def test_a_width_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 20"):
        render_tree(Post(), width=19)
