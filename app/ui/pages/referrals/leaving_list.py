"""The exact list of what leaves the school with a bundle, field by field, and what stays."""

from PySide6.QtCore import QCoreApplication

from app.services.referral_proposal import Proposal
from app.ui.i18n import joined


def leaves(found: Proposal) -> list[str]:
    """Return what is in the bundle, in the order of the letter."""
    text = found.text
    guardian = next((one for one in found.guardians if one.id == text.guardian_id), None)
    sessions = [one for one in found.sessions if one.id in text.session_ids]
    lines = [
        QCoreApplication.translate("LeavingList", "The letter as PDF, as it was previewed"),
        QCoreApplication.translate("LeavingList", "Student: name, number, sex, day of birth, class"),
        QCoreApplication.translate("LeavingList", "Reason, level, how soon"),
    ]
    if text.facts or text.measures or text.medicines:
        lines.append(QCoreApplication.translate("LeavingList", "What was seen, what was done, medicines"))
    if guardian is not None:
        lines.append(
            QCoreApplication.translate("LeavingList", "Guardian: name, relation, phone ({0})").format(guardian.name)
        )
    if text.scores and found.scores:
        names = joined(one.scale for one in found.scores)
        lines.append(QCoreApplication.translate("LeavingList", "Total scores, no single answers: {0}").format(names))
    if text.plan and found.has_plan:
        lines.append(QCoreApplication.translate("LeavingList", "The safety plan, six steps"))
    record = QCoreApplication.translate("LeavingList", "Session record {0}, with what was added later")
    lines += [record.format(one.number) for one in sessions]
    lines.append(QCoreApplication.translate("LeavingList", "The legal basis, and who refers"))
    return lines


def stays(found: Proposal) -> list[str]:
    """Return what does not leave."""
    lines = [QCoreApplication.translate("LeavingList", "Working notes, audit log, other students")]
    if not found.text.session_ids:
        lines.insert(0, QCoreApplication.translate("LeavingList", "All session records"))
    if not found.text.scores:
        lines.insert(0, QCoreApplication.translate("LeavingList", "Scores of the scales"))
    if not found.text.plan:
        lines.insert(0, QCoreApplication.translate("LeavingList", "The safety plan"))
    return lines
