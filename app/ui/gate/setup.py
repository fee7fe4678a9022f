"""All that the gate knows of the rest of the program, handed in by ``app.bootstrap``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """A key slot as the locked screen may show it: a label without a person's name."""

    slot_id: str
    label: str
    recovery: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on the locked screen: numbers and times, nothing about a person."""

    last_used: datetime | None = None
    drafts: int = 0
    incoming: int = 0
    oldest: timedelta | None = None
    """How long the oldest answer sheet has been waiting."""
    self_service: bool = False
    """Whether the school prepared self-service today."""


@dataclass(frozen=True, slots=True)
class GateSetup:
    """Callables and command lines. The functions may raise ``Problem``; the window shows its sentence."""

    version: str
    slots: Callable[[], Sequence[SlotChoice]]
    """The slots of the store, read anew each time; none means that there is no store yet."""
    facts: Callable[[], Facts]
    child: Sequence[str]
    """The command line of a workspace."""
    relaunch: Callable[[], Sequence[str]]
    """The command line of a fresh gate, without ``--watch PID``. On POSIX it runs in place of this one: what is
    to stay open (the instance lock) is made inheritable here and named in the arguments."""
    backup: Callable[[], None]
    """Copies the closed store. Runs on a thread of its own, only while no workspace has the store open."""
    group_ok: Callable[[str], bool]
    """Checks one group of six digits of a recovery code."""
    hotlines: Sequence[str]
    """Lines such as "12356 全国统一心理援助热线"; the number stands first."""
