"""The Qt binding must not lose references: PySide6 6.12.0 on CPython 3.11 does, and then aborts.

Each emit of a signal lost one reference to True and each pass of the event loop one to None. From
Python 3.12 on these objects are immortal and the counts say nothing.
"""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal

ROUNDS = 500
# Counts move a little by themselves; the fault moves them by one per round.
TOLERANCE = ROUNDS // 10


class Sender(QObject):
    """An object with one signal."""

    told = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True and None are immortal")
def test_signals_and_the_event_loop_keep_references(qapp: QCoreApplication) -> None:
    sender = Sender()
    heard: list[bool] = []
    sender.told.connect(heard.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(ROUNDS):
        sender.told.emit(True)
        qapp.processEvents()
    after = sys.getrefcount(True) - len(heard), sys.getrefcount(None)
    assert len(heard) == ROUNDS
    assert after[0] > before[0] - TOLERANCE
    assert after[1] > before[1] - TOLERANCE
