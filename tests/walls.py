"""Wall time in tests: what a clock on the wall shows, without a zone."""

from datetime import datetime


def wall(text: str) -> datetime:
    """The naive moment written as 2026-11-24 09:30."""
    return datetime.fromisoformat(text)
