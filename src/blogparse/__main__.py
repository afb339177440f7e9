"""``python -m blogparse`` is the command ``blogparse``."""

from blogparse.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
