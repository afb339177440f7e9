"""Words that tell a line by a part of it, whatever the rest says.

The first step of a path ("Home » Mills"), the services that share bars name, the word beside the sign of a copyright,
and what stands around a name that is the text of a picture ("Ann's avatar"). They are looked for inside lines, so that
each list is one expression. It is wrong where prose names two services in one short line.
"""

import re
from collections.abc import Iterable
from typing import Final

import attrs

from blogparse.language import Role, Vocabulary
from blogparse.text import late_pattern, longest_first

_NOTHING: Final = late_pattern(r"(?!)")


@attrs.frozen(slots=True, eq=False)
class PartWords:
    """The words of a vocabulary that are looked for inside lines."""

    home: re.Pattern[str] = _NOTHING
    """The name of the first page with the mark of a step behind it."""
    services: re.Pattern[str] = _NOTHING
    """For keys."""
    copyright: re.Pattern[str] = _NOTHING

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "PartWords":
        """Arrange the words of a vocabulary."""

        def written(role: Role) -> str:
            return _any_of(phrase for locale in vocabulary.locales for phrase in locale.phrases[role])

        return cls(
            home=re.compile(rf"(?<!\w){written(Role.HOME)}(?!\w)[ ]?[»›>/|]"),
            services=re.compile(_any_of(vocabulary.words(Role.SERVICES))),
            copyright=re.compile(rf"(?<!\w){written(Role.COPYRIGHT)}(?!\w)|\(c\)", re.IGNORECASE),
        )

    def is_share_bar(self, key: str) -> bool:
        """Return whether a key names two services or more."""
        return self.services.search(key) is not None and len(set(self.services.findall(key))) > 1


NO_PARTS: Final = PartWords()


def _any_of(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, longest_first(phrases))) or '(?!)'})"
