"""How a page is entered in the table of pages."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.rights import Action
from app.ui.desk import Desk
from app.ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of ``PAGES``.

    ``label`` is a code of app.messages. A page without an ``icon`` is not in the rail: another page
    leads to it with ``go``. Who may not do ``action`` does not get the page.
    """

    code: str
    label: str
    icon: str
    shortcut: str
    factory: Callable[[Desk], Page]
    action: Action | None = None
