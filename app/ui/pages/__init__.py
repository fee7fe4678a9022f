"""One module per page, one line per page in ``PAGES``."""

from app.domain.rights import Action
from app.ui.pages.alert import AlertPage
from app.ui.pages.alerts import AlertsPage
from app.ui.pages.assessment import AssessmentPage
from app.ui.pages.entry.entry_page import EntryPage
from app.ui.pages.help import HelpPage
from app.ui.pages.imports.import_answers import ImportAnswersPage
from app.ui.pages.imports.import_roster import ImportRosterPage
from app.ui.pages.kiosk import KioskPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.referrals.bundle import BundlePage
from app.ui.pages.referrals.exchange import ExchangePage
from app.ui.pages.referrals.letters_page import LettersPage
from app.ui.pages.referrals.wizard import ReferralPage
from app.ui.pages.registry import Entry
from app.ui.pages.rounds.distribution_page import DistributionPage
from app.ui.pages.rounds.interview_page import InterviewPage
from app.ui.pages.rounds.nominations_page import NominationsPage
from app.ui.pages.rounds.paper_page import PaperPage
from app.ui.pages.rounds.queue_page import QueuePage
from app.ui.pages.rounds.round_page import RoundPage
from app.ui.pages.rounds.rounds_page import RoundsPage
from app.ui.pages.screening.screening_page import ScreeningPage
from app.ui.pages.session import SessionPage
from app.ui.pages.settings.page import SettingsPage
from app.ui.pages.students.page import StudentsPage
from app.ui.pages.today import TodayPage
from app.ui.pages.tray import TrayPage

PAGES: tuple[Entry, ...] = (
    Entry("today", "page_today", "mdi6.calendar-check-outline", "Ctrl+1", TodayPage, Action.READ_ALERT),
    Entry("students", "page_students", "mdi6.account-group-outline", "Ctrl+2", StudentsPage, Action.READ_STUDENT),
    Entry(
        "screening",
        "page_screening",
        "mdi6.clipboard-list-outline",
        "Ctrl+3",
        ScreeningPage,
        Action.ENTER_ANSWERS,
    ),
    Entry("alerts", "page_alerts", "mdi6.flag-outline", "Ctrl+4", AlertsPage, Action.READ_ALERT),
    Entry("letters", "page_letters", "mdi6.file-document-outline", "Ctrl+5", LettersPage, Action.READ_REFERRAL),
    Entry("exchange", "page_exchange", "mdi6.usb-flash-drive-outline", "Ctrl+7", ExchangePage, Action.EXPORT),
    Entry("referral", "page_referral", "", "", ReferralPage, Action.WRITE_REFERRAL),
    Entry("bundle", "page_bundle", "", "", BundlePage, Action.EXPORT),
    Entry("alert", "page_alert", "", "", AlertPage, Action.WRITE_ALERT),
    Entry("plan", "page_plan", "", "", PlanPage, Action.WRITE_PLAN),
    Entry("session", "page_session", "", "", SessionPage, Action.WRITE_SESSION),
    Entry("entry", "page_entry", "", "", EntryPage, Action.ENTER_ANSWERS),
    Entry("assessment", "page_assessment", "", "", AssessmentPage, Action.READ_SCORE),
    Entry("rounds", "page_rounds", "", "", RoundsPage, Action.ENTER_ANSWERS),
    Entry("round", "page_round", "", "", RoundPage, Action.ENTER_ANSWERS),
    Entry("queue", "page_queue", "", "", QueuePage, Action.SCREENING),
    Entry("interview", "page_interview", "", "", InterviewPage, Action.SCREENING),
    Entry("nominations", "page_nominations", "", "", NominationsPage, Action.SCREENING),
    Entry("distribution", "page_distribution", "", "", DistributionPage, Action.READ_SCORE),
    Entry("round_paper", "page_round_paper", "", "", PaperPage, Action.ENTER_ANSWERS),
    Entry("import_roster", "page_import_roster", "", "", ImportRosterPage, Action.IMPORT),
    Entry("import_answers", "page_import_answers", "", "", ImportAnswersPage, Action.IMPORT),
    Entry("kiosk", "page_kiosk", "mdi6.monitor-account", "Ctrl+Shift+K", KioskPage, Action.SCREENING),
    Entry("tray", "page_tray", "", "", TrayPage, Action.SCREENING),
    Entry("settings", "page_settings", "mdi6.cog-outline", "Ctrl+,", SettingsPage, Action.READ_SETTINGS),
    Entry("help", "page_help", "", "", HelpPage),
)
"""The pages in the order of the rail; the first one is shown after unlocking. A line reads
``Entry("today", "page_today", "mdi6.calendar-check-outline", "Ctrl+1", TodayPage, Action.READ_STUDENT)``."""
