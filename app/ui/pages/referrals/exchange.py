"""Exchange and backup: the ledger, partners and keys, backups."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import backups, bundles, institutions, nodes
from app.services.backups import BackupRow
from app.services.bundles import BundleRow
from app.services.institutions import InstitutionView
from app.services.nodes import PublicNode
from app.ui.desk import Desk
from app.ui.i18n import label
from app.ui.pages.page import Page, Place
from app.ui.pages.referrals.backups_tab import BackupsTab
from app.ui.pages.referrals.ledger_tab import LedgerTab
from app.ui.pages.referrals.partners_tab import PartnersTab
from app.ui.printing import Issuing

TABS = ("ledger", "partners", "backups")
_SHOWN = frozenset({"bundle", "institution", "referral_event", "backup"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the page reads in one go."""

    ledger: list[BundleRow]
    partners: list[InstitutionView]
    own: PublicNode | None
    backups: list[BackupRow]


class ExchangePage(Page):
    """Places: ``{"tab": "ledger" | "partners" | "backups"}``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_exchange"))
        self.issuing = Issuing(self)
        self.ledger = LedgerTab(self, self.issuing)
        self.partners = PartnersTab(self)
        self.backups = BackupsTab(self)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.title)
        self.tabs.addTab(self.ledger, self.tr("Ledger"))
        self.tabs.addTab(self.partners, self.tr("Partners and keys"))
        self.tabs.addTab(self.backups, self.tr("Backups"))
        self.body.addWidget(self.tabs, 1)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read everything anew where something of it was touched."""
        if changes is None or changes.kinds & _SHOWN:
            actor = self.desk.actor
            self.read(lambda db: _found(db, actor), self._show)

    def place(self) -> Place:
        """Return the tab."""
        return {**super().place(), "tab": TABS[self.tabs.currentIndex()]}

    def restore(self, place: Place) -> None:
        """Show the tab that the place names."""
        if place.get("tab") in TABS:
            self.tabs.setCurrentIndex(TABS.index(place["tab"]))
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return what the tab in front begins with."""
        return (self.ledger.import_button, self.partners.table, self.backups.stick_button)[self.tabs.currentIndex()]

    def _show(self, found: Found) -> None:
        self.ledger.show_rows(found.ledger)
        self.partners.show_partners(found.partners, found.own)
        self.backups.show_backups(found.backups)


def _found(db: Any, actor: Any) -> Found:
    try:
        own = nodes.public(db, by=actor)
    except Problem:
        own = None
    return Found(bundles.ledger(db, by=actor), institutions.listing(db, by=actor), own, backups.listing(db, by=actor))
