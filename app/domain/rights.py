"""Who may do what: one table, default deny. Every service verb names its action."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.problems import Problem


class Role(StrEnum):
    """The part a user plays in the counselling room."""

    COUNSELLOR = "counsellor"
    LEAD = "lead"  # 主管: head of the room; everything, and the users
    ENTRY = "entry"  # 录入员: keys in answer sheets, sees no scores and no files
    SYSTEM = "system"  # the program itself: migrations, simulation, timers


class Action(StrEnum):
    """What a verb does, as the audit log and the rights table name it."""

    READ_STUDENT = "read_student"
    WRITE_STUDENT = "write_student"
    READ_SESSION = "read_session"
    WRITE_SESSION = "write_session"
    ENTER_ANSWERS = "enter_answers"
    READ_SCORE = "read_score"
    READ_ALERT = "read_alert"
    WRITE_ALERT = "write_alert"
    READ_PLAN = "read_plan"
    WRITE_PLAN = "write_plan"
    READ_REFERRAL = "read_referral"
    WRITE_REFERRAL = "write_referral"
    ISSUE_DOCUMENT = "issue_document"
    WRITE_CONSENT = "write_consent"
    IMPORT = "import"
    EXPORT = "export"
    READ_SETTINGS = "read_settings"
    WRITE_SETTINGS = "write_settings"
    MANAGE_USERS = "manage_users"
    KEEP_DRAFT = "keep_draft"
    SIT = "sit"  # unlock, lock, one's own password and this PC
    READ_AUDIT = "read_audit"
    SCREENING = "screening"


_EVERYTHING = frozenset(Action)
_COUNSELLOR = _EVERYTHING - {Action.MANAGE_USERS}
_ENTRY = frozenset({Action.ENTER_ANSWERS, Action.READ_SETTINGS, Action.KEEP_DRAFT, Action.SIT})

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.LEAD: _EVERYTHING,
    Role.COUNSELLOR: _COUNSELLOR,
    Role.ENTRY: _ENTRY,
    Role.SYSTEM: _EVERYTHING,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person (or the program itself) in whose name something is done."""

    user_id: UUID
    name: str
    role: Role


def may(role: Role, action: Action) -> bool:
    """Return whether the table allows it. A role that is not in the table may nothing."""
    return action in ALLOWED.get(role, frozenset())


def require(actor: Actor, action: Action) -> None:
    """Raise ``Problem("not_allowed")`` unless the actor's role may do ``action``."""
    if not may(actor.role, action):
        raise Problem("not_allowed", action=action.value)
