"""Lines and characters, without a word of any language: what is told by shape alone."""

from blogparse.text.affixes import Affixes
from blogparse.text.characters import (
    CAMEL_CASE, CLOSERS, COMBINING, IN_WORD, INVISIBLE, LETTERS, STOPS, UNSPACED, UNSPACED_RUN, WORD,
    begins_in_word, ends_sentence, ends_with_initial, find_combining, find_digit, find_unspaced, fold_case,
    folded_word, is_unusual, without_accents, words_of,
)  # fmt: skip
from blogparse.text.keys import (
    DECIMAL, LONG, OUTER, count_key, has_digit, is_unspaced, key, line_key, longest_first, lowered,
)  # fmt: skip
from blogparse.text.lines import (
    HEADING, MAX_TITLE, NO_ROW, NUMBER, Lines, Row, head_links, is_arrow, names_feed, split_lines,
)  # fmt: skip
from blogparse.text.names import (
    MAX_NAME, MAX_NAME_WORDS, MAX_PERSON, clean_name, collapse_repetition, is_full_name, is_name,
    is_person_shaped, trim_name, without_badge,
)  # fmt: skip
from blogparse.text.paragraphs import (
    TextLine, end_of_line, is_wrapped, join_paragraphs, joined, paragraphs_of, text_lines, wrap_width,
)  # fmt: skip
from blogparse.text.patterns import late_pattern, late_regex

__all__ = [
    "CAMEL_CASE", "CLOSERS", "COMBINING", "DECIMAL", "HEADING", "INVISIBLE", "IN_WORD", "LETTERS", "LONG", "MAX_NAME",
    "MAX_NAME_WORDS", "MAX_PERSON", "MAX_TITLE", "NO_ROW", "NUMBER", "OUTER", "STOPS", "UNSPACED", "UNSPACED_RUN",
    "WORD", "Affixes", "Lines", "Row", "TextLine", "begins_in_word", "clean_name",
    "collapse_repetition", "count_key", "end_of_line", "ends_sentence", "ends_with_initial", "find_combining",
    "find_digit", "find_unspaced", "fold_case", "folded_word", "has_digit", "head_links", "is_arrow", "is_full_name",
    "is_name", "is_person_shaped", "is_unspaced", "is_unusual", "is_wrapped", "join_paragraphs", "joined", "key",
    "late_pattern", "late_regex", "line_key", "longest_first", "lowered", "names_feed", "paragraphs_of", "split_lines",
    "text_lines", "trim_name", "without_accents", "without_badge", "words_of", "wrap_width",
]  # fmt: skip
