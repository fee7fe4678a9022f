"""One module per page, one line per page in ``PAGES``."""

from app.ui.pages.registry import Entry

PAGES: tuple[Entry, ...] = ()
"""The pages in the order of the rail; the first one is shown after unlocking. A line reads
``Entry("today", "page_today", "mdi6.calendar-check-outline", "Ctrl+1", TodayPage, Action.READ_STUDENT)``."""
