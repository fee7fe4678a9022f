"""What belongs to this sitting at this PC: the ways into the store and the settings of the machine."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.kiosk import Handover
from app.domain.problems import Problem
from app.services.pc import ThisPc
from app.services.slots import Keyholder


@dataclass(frozen=True, slots=True)
class Here:
    """Handed to the settings page by the workspace.

    ``dress`` shows a changed setting of this PC at once: colours, text size, language, screen guard.
    ``idle`` sets the minutes until the lock. ``kiosk`` starts self-service and locks the store, or says why not; a
    demo school has none.
    """

    keys: Keyholder
    pc: ThisPc
    dress: Callable[[], None]
    idle: Callable[[int], None]
    kiosk: Callable[[Handover, Callable[[Problem], None]], None] | None = None
