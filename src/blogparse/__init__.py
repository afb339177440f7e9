"""Turn plain-text dumps of scraped blog pages into structured records."""
