"""``python -m blogparse`` is the command ``blogparse``."""

from __future__ import annotations

from blogparse.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
