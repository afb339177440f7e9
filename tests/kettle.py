"""A page about a kettle: what the tests of the post's fields put their lines into."""

from __future__ import annotations

from blogparse import Post, parse_post

MENU = "Skip to content\n\nThe Kettle Diaries\n\n  • Home\n  • About\n  • Kettles\n  • Contact\n"
BODY = (
    "The kettle in the parish kitchen was bought in the year of the flood, and nobody has dared to descale it since.\n"
    "\n"
    "I asked the warden about it. She said that a kettle which has outlived three wardens has earned its scale.\n"
    "\n"
    "So we boiled it again and drank what came out, and the meeting was shorter than any that I can remember."
)
TITLE = "A kettle outlives three wardens"


def page(head: str, *, tail: str = "", body: str = BODY, languages: tuple[str, ...] = ("en", "de")) -> Post:
    """Return the record of a page with a menu, the given lines above the body and those below it."""
    return parse_post(f"{MENU}\n{head}\n\n{body}\n\n{tail}\n", languages=languages)


def authors(post: Post) -> tuple[str, ...] | None:
    return post.byline.authors if post.byline is not None else None


def thread(*dates: str) -> str:
    """Return a thread of one comment for each date."""
    comments = "\n\n".join(
        f"  • Guest {at} says:\n    {date}\n\n    I have a kettle as old as that, number {at}.\n\n    Reply"
        for at, date in enumerate(dates)
    )
    return f"{len(dates)} Responses\n\n{comments}\n"
