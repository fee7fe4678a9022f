"""Sealing a referral for its institution: to whom, what leaves, onto which stick, and the proof that it lies there."""

import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import bundle_export, issuing, referral_proposal
from app.services.bundle_export import Exported
from app.services.institutions import InstitutionView
from app.services.referral_proposal import Proposal
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import joined, label
from app.ui.jobs import Meter
from app.ui.pages.page import Page, Place
from app.ui.pages.referrals.leaving_list import leaves, stays
from app.ui.pages.students.fields import scrolled
from app.ui.printing import Issuing
from app.ui.widgets.action_bar import ActionBar

_MIB = 1024 * 1024


class BundlePage(Page):
    """Places: ``{"referral": key}``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_bundle"))
        self.referral: UUID | None = None
        self.proposal: Proposal | None = None
        self.folder: Path | None = None
        self.done: Exported | None = None
        self.meter: Meter | None = None
        self.issuing = Issuing(self)
        self.to_whom = _words()
        self.trust = _words()
        self.what = _words()
        self.stay = _words("muted")
        self.stick = _words()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.result = _words()
        self.sum = _words()
        self.sum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hint = _words("muted")
        self.folder_button = QPushButton(self.tr("Choose the stick…"))
        self.write_button = QPushButton(self.tr("Write and verify"))
        self.cancel_button = QPushButton(self.tr("Cancel writing"))
        self.back_button = QPushButton(self.tr("Back to the referral"))
        self.slip_button = QPushButton(self.tr("Handover slip…"))
        self.again_button = QPushButton(self.tr("Check again after re-plugging"))
        self.ledger_button = QPushButton(self.tr("To the ledger"))
        self.before = ActionBar(self.write_button, self.folder_button, self.cancel_button, self.back_button)
        self.after = ActionBar(self.slip_button, self.again_button, self.ledger_button)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_state()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the referral and the institution's keys anew, until the bundle is written."""
        if self.referral is not None and self.done is None and (changes is None or "institution" in changes.kinds):
            self._load(self.referral)

    def place(self) -> Place:
        """Return which referral it is."""
        return {**super().place(), "referral": str(self.referral)} if self.referral else super().place()

    def restore(self, place: Place) -> None:
        """Open a referral for sealing."""
        key = place.get("referral")
        if isinstance(key, str):
            self.done, self.folder = None, None
            self._load(UUID(key))

    def first_field(self) -> QWidget | None:
        """Return the button that comes next."""
        return self.write_button if self.folder is not None else self.folder_button

    def choose(self) -> None:
        """Ask for the stick and say how much room it has."""
        self.desk.ask.folder(self, self.tr("Which stick or folder?"), then=self._chosen)

    def write_bundle(self) -> None:
        """Seal, write, read back, decrypt. Only then does it count as sent."""
        referral, folder = self.referral, self.folder
        if referral is None or folder is None or self.meter is not None:
            return
        self.bar.clear()
        actor, now = self.desk.actor, self.desk.now()
        meter = self.meter = Meter(self)
        meter.moved.connect(self._moved)
        self._show_state()

        def work(db: Any) -> Exported:
            return bundle_export.referral(db, referral, folder, by=actor, now=now, progress=meter.report)

        def failed(problem: Problem) -> None:
            self.meter = None
            self._show_state()
            again = {self.tr("Choose another stick"): self.choose}
            self.bar.show_problem(label(problem.code, **problem.params), again)

        self.write(work, self._written, failed=failed, progress=meter)

    def cancel(self) -> None:
        """Stop writing: nothing stays on the stick and nothing counts as sent."""
        if self.meter is not None:
            self.meter.cancel()

    def check_again(self) -> None:
        """Read the file once more after the stick was taken out and put in again."""
        done, folder = self.done, self.folder
        if done is None or folder is None:
            return
        actor = self.desk.actor

        def checked(_: str) -> None:
            self.bar.show_info(self.tr("Read again and opened: the file on the stick is whole."))

        def ask() -> None:
            self.bar.clear()
            self.read(lambda db: bundle_export.check_again(db, done.bundle_id, folder, by=actor), checked)

        self.desk.ask.tell(self, self.tr("Take the stick out, put it in again, then go on."), then=ask)

    def slip(self) -> None:
        """Print the handover slip."""
        done, actor, now = self.done, self.desk.actor, self.desk.now()
        if done is not None:
            self.issuing.to_printer(lambda db: issuing.slip(db, done.bundle_id, by=actor, now=now))

    def _load(self, referral: UUID) -> None:
        actor, now = self.desk.actor, self.desk.now()
        self.read(
            lambda db: referral_proposal.proposal(db, referral_id=referral, by=actor, now=now),
            lambda found: self._opened(referral, found),
        )

    def _opened(self, referral: UUID, found: Proposal) -> None:
        self.referral, self.proposal = referral, found
        self.bar.clear()
        self.set_title(self.tr("Seal a referral · {0}").format(found.name))
        view = next((one for one in found.institutions if one.id == found.text.institution_id), None)
        self._show_whom(view)
        self.what.setText("\n".join(f"✓ {one}" for one in leaves(found)))
        self.stay.setText(self.tr("Stays here: {0}").format(joined(stays(found))))
        self._show_state()

    def _show_whom(self, view: InstitutionView | None) -> None:
        if view is None or not view.facts.recipient:
            self.to_whom.setText(view.facts.name if view else "")
            self.trust.setText(self.tr("No key to seal to. Get the centre's key file first."))
            self.bar.show_warning(
                self.tr("This institution has no key yet."),
                {self.tr("Enter its keys"): lambda: self.go.emit("exchange", {"tab": "partners"})},
            )
            return
        self.to_whom.setText("\n".join((view.facts.name, self.tr("Seals to {0}").format(view.sealing))))
        if view.fingerprint is None:
            self.trust.setText(self.tr("It has no signing key: its receipts cannot be checked, only its phone code."))
        elif view.trusted_at is None:
            self.trust.setText(
                self.tr("Not compared by telephone yet. Read it to each other: {0}").format(view.fingerprint)
            )
        else:
            self.trust.setText(self.tr("Compared on {0}: {1}").format(f"{view.trusted_at:%Y-%m-%d}", view.fingerprint))

    def _chosen(self, folder: Path) -> None:
        self.folder = folder
        try:
            usage = shutil.disk_usage(folder)
        except OSError:
            self.folder = None
            self.show_problem(Problem("bundle_write_failed"))
            self._show_state()
            return
        self.stick.setText(self.tr("{0}: {1} MiB free of {2}").format(folder, usage.free // _MIB, usage.total // _MIB))
        self._show_state()
        self.write_button.setFocus()

    def _moved(self, done: int, total: int) -> None:
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)

    def _written(self, done: Exported) -> None:
        self.meter, self.done = None, done
        self.result.setText(self.tr("Written, read back and opened: {0}").format(done.path.name))
        self.sum.setText(f"SHA-256  {done.sha256}")
        self.hint.setText(
            self.tr(
                "Now eject the stick safely. It counts as received only when the receipt or the eight digits "
                "of the phone code have come back."
            )
        )
        self._show_state()
        self.slip_button.setFocus()

    def _show_state(self) -> None:
        busy = self.meter is not None
        view = self.proposal
        known = view is not None and any(
            one.id == view.text.institution_id and one.facts.recipient for one in view.institutions
        )
        self.stack.setCurrentIndex(int(self.done is not None))
        self.progress.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.folder_button.setEnabled(not busy and view is not None)
        self.write_button.setEnabled(known and not busy and self.folder is not None)
        self.back_button.setEnabled(not busy)
        if self.folder is None:
            self.stick.setText(self.tr("Put the stick in and choose it."))
        self.before.say("" if view is not None else self.tr("Open a referral first."))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        for title, parts in (
            (self.tr("① To whom"), (self.to_whom, self.trust)),
            (self.tr("② What leaves"), (self.what, self.stay)),
            (self.tr("③ Where to"), (self.stick, self.progress)),
        ):
            head = QLabel(title)
            theme.role(head, "card_title")
            column.addWidget(head)
            for part in parts:
                column.addWidget(part)
        column.addStretch(1)
        first = QWidget()
        whole = QVBoxLayout(first)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside), 1)
        whole.addWidget(self.before)
        second = QWidget()
        whole = QVBoxLayout(second)
        whole.setContentsMargins(0, 0, 0, 0)
        theme.role(self.result, "card_title")
        for part in (self.result, self.sum, self.hint):
            whole.addWidget(part)
        whole.addStretch(1)
        whole.addWidget(self.after)
        row = QHBoxLayout()
        self.stack.addWidget(first)
        self.stack.addWidget(second)
        row.addWidget(self.stack)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self.choose)
        self.write_button.clicked.connect(self.write_bundle)
        self.cancel_button.clicked.connect(self.cancel)
        self.back_button.clicked.connect(lambda: self.go.emit("referral", {"referral": str(self.referral)}))
        self.slip_button.clicked.connect(self.slip)
        self.again_button.clicked.connect(self.check_again)
        self.ledger_button.clicked.connect(lambda: self.go.emit("exchange", {"tab": "ledger"}))


def _words(role: str = "") -> QLabel:
    found = QLabel()
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(True)
    if role:
        theme.role(found, role)
    return found
