"""Unlocking, writing, locking: what stays, what returns and what is gone."""

import os
import re
import secrets
import signal
import time

from tests.journeys.conftest import PASSWORD, School, kept
from tests.journeys.program import Program, found_in, pattern_of
from tests.journeys.screen import until

LOCK_SECONDS = 1.0
DRAFT_SECONDS = 2.0


def test_lock_brings_the_gate_back_within_a_second_and_backs_up(program: Program) -> None:
    before = program.image
    program.unlock(PASSWORD)
    first, fresh = program.workspace, program.image
    assert fresh != before  # the gate that saw the password was replaced by another program image
    began = time.monotonic()
    program.screen.press("ctrl+l")
    program.locked()
    took = time.monotonic() - began
    assert first not in program.children
    assert took < LOCK_SECONDS
    backups = program.folder / "backups"
    until(lambda: list(backups.glob("*/manifest.json")), "the backup after the lock")
    program.unlock(PASSWORD)
    assert program.workspace != first
    until(lambda: list(backups.glob("*/verified.json")), "the backup to be opened and checked at the next sitting")
    assert program.said == ""


def test_what_was_typed_survives_lock_and_kill_and_the_cursor_returns(program: Program, school: School) -> None:
    program.unlock(PASSWORD)
    program.screen.type("first words, last words")
    program.screen.press(*["Left"] * len("last words"))
    program.screen.press("ctrl+l")
    program.unlock(PASSWORD)
    written = pattern_of(["first words, last words".encode("utf-16-le")])
    until(lambda: any(found_in(program.children, written).values()), "the draft to be back in its field")
    program.screen.type("and ")  # goes where the cursor is: page, field and place came back
    typed = time.monotonic()
    until(lambda: time.monotonic() > typed + DRAFT_SECONDS, "the time that may be lost to pass")
    os.kill(program.workspace, signal.SIGKILL)
    program.locked()
    program.close()
    assert kept(program.folder, PASSWORD, "session", str(school.session))["words"] == "first words, and last words"


def test_nothing_of_it_is_in_memory_after_a_lock(program: Program, school: School) -> None:
    mark = "zq" + secrets.token_hex(3)
    canaries = [f"{mark}{number:02d}x" for number in range(50)]
    note = re.compile(
        b"|".join(re.escape(mark.encode(code)) + rb"(?:\d\d|(?:\d\x00){2})" for code in ("ascii", "utf-16-le"))
    )
    keys = [school.master.to_bytes(), *(school.master.derive(one) for one in ("audit", "backup", "slots"))]
    keys += [school.master.derive("db", 48)[:32], school.master.derive("db", 48)[:32].hex().encode()]
    key = pattern_of([*keys, PASSWORD.encode(), PASSWORD.encode("utf-16-le")])
    program.unlock(PASSWORD)
    program.screen.type(" ".join(canaries))

    def numbers() -> set[bytes]:
        found = found_in(program.children, note)
        return {match.replace(b"\x00", b"")[-2:] for ones in found.values() for match in ones}

    until(lambda: len(numbers()) == len(canaries), "every canary in the workspace's memory", within=30)
    before = set().union(*found_in(program.children, key).values())
    assert {school.master.to_bytes(), PASSWORD.encode()} <= before  # the scan does find keys
    program.screen.press("ctrl+l")
    program.locked()
    until(lambda: program.children, "the next workspace")
    pids = program.pids
    assert len(pids) == 2
    assert found_in(pids, note) == {pid: set() for pid in pids}
    assert found_in(pids, key) == {pid: set() for pid in pids}
