"""The words of human languages: locale files, their merged look-up, and which of them a page speaks."""

from blogparse.language.detection import FALLBACK, Speech, infer_speech
from blogparse.language.locales import available_languages, line_key_with_slots, load_locale, parse_locale
from blogparse.language.roles import UNITS, DateWords, Locale, Role
from blogparse.language.vocabulary import MOST_SETS, Vocabulary, load_vocabulary, merge_locales

__all__ = [
    "FALLBACK", "MOST_SETS", "UNITS", "DateWords", "Locale", "Role", "Speech", "Vocabulary", "available_languages",
    "infer_speech", "line_key_with_slots", "load_locale", "load_vocabulary",
    "merge_locales", "parse_locale",
]  # fmt: skip
