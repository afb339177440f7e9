"""The line table: what is a list mark and what is text."""

from __future__ import annotations

import unicodedata

import pytest

from blogparse.language import available_languages, load_locale
from blogparse.text import NUMBER, find_combining, split_lines


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("  1. Ann says:", NUMBER, "Ann says:"),
        ("  1000. Guest 1000 says:", NUMBER, "Guest 1000 says:"),
        ("  12345) Ann", NUMBER, "Ann"),
        ("  • Ann", "•", "Ann"),
        ("22. Dezember 2019", "", "22. Dezember 2019"),
        ("22. Dez. 2019 um 8:15", "", "22. Dez. 2019 um 8:15"),
        ("6. 6. 2013", "", "6. 6. 2013"),
        ("2013. 6. 6.", "", "2013. 6. 6."),
        ("2013. június 6.", "", "2013. június 6."),
    ],
)
def test_numbers_of_items_are_marks_and_days_are_text(line: str, marker: str, text: str) -> None:
    lines = split_lines(line)
    assert (lines.markers[0], lines.texts[0]) == (marker, text)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**Ann** says:", "Ann says:"),
        ("1 **Ann ** // May 3", "1 Ann  // May 3"),
        ("** Ann B.** (22:59)", "Ann B. (22:59)"),
        ("_Removed. Please keep to the subject._", "Removed. Please keep to the subject."),
        ("_xX_ann_Xx_", "xX_ann_Xx"),
        ("_It_ was so _good_", "_It_ was so _good_"),
        ("say *ahem**ahem* and 2**3", "say *ahem**ahem* and 2**3"),
    ],
)
def test_marks_around_words_are_no_text_where_a_writer_of_markdown_set_them(line: str, text: str) -> None:
    assert split_lines(f"# A walk\n\n{line}\n").texts[2] == text
    assert split_lines(line).texts[0] == line, "people type such marks"


ITEMS = "{mark}\n  * Ann\n\nIt rained.\n\nAll day.\n\n    * Bo\n\nSo it did.\n\n\n\nBelow the list.\n"


@pytest.mark.parametrize("margin", ["", "   "])
@pytest.mark.parametrize(
    ("mark", "columns"),
    [("# A walk", [4, 4, 4, 6, 6, 0]), ("A walk", [4, 0, 0, 6, 0, 0]), ("# A walk\n\n • Home", [4, 0, 0, 6, 0, 0])],
    ids=["Markdown", "text", "other marks"],
)
def test_paragraphs_of_items_stand_at_the_column_of_their_text(mark: str, columns: list[int], margin: str) -> None:
    dump = "\n".join(margin + line for line in ITEMS.format(mark=mark).split("\n"))
    lines = split_lines(dump)
    said = ["Ann", "It rained.", "All day.", "Bo", "So it did.", "Below the list."]
    assert [lines.columns[lines.texts.index(text)] - len(margin) for text in said] == columns


@pytest.mark.parametrize("text", ["", "\n", "a", "a\r\nb\rc\nd", "\x85\u2028\x0c", "  1. a\n\n    b\n"])
def test_lines_join_to_the_dump(text: str) -> None:
    lines = split_lines(text)
    assert "".join(text[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)) == text


@pytest.mark.parametrize("tag", available_languages())
def test_marks_of_every_language_belong_to_the_word_before(tag: str) -> None:
    locale = load_locale(tag)
    words = [word for words in (*locale.phrases.values(), *locale.dates.months) for word in words]
    marks = {ch for ch in "".join(words) if unicodedata.category(ch).startswith("M")}
    assert {mark for mark in marks if find_combining(mark) is None} == set()
