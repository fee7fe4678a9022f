"""A document as an open PDF where the person wants it: written first, then logged."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.rights import Action, Actor
from app.services import issuing
from app.services.issuing import Issue
from app.services.verb import verb
from app.storage.files import write_atomic


@verb(Action.ISSUE_DOCUMENT)
def save_copy(
    db: Session, issue: Issue, path: Path, *, referral_id: UUID | None = None, by: Actor, now: datetime
) -> Changes:
    """Write the bytes of ``issue`` to ``path`` and log that they left the program.

    Raises what ``app.storage.files.write_atomic`` raises; then nothing is logged.
    """
    write_atomic(path, issue.view.rendered.pdf)
    return issuing.done(db, issue, way="pdf", referral_id=referral_id, by=by, now=now)
