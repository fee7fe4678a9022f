"""What every page is handed: the door to the store, the signals, the questions, who and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.rights import Actor
from app.ui.ask import Ask
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.here import Here
from app.ui.jobs import Jobs
from app.ui.notices import Notices


@dataclass(frozen=True, slots=True)
class Desk:
    """The things a page works with. ``now`` returns an aware time; ``here`` is there in a workspace only."""

    jobs: Jobs
    changes: ChangeSignal
    ask: Ask
    notices: Notices
    clipboard: Clipboard
    actor: Actor
    now: Callable[[], datetime]
    here: Here | None = None
