"""The guards around every test, each with the fault it must catch."""

import logging
import os
import socket
from collections.abc import Callable

import pytest

from tests.conftest import LogGuard, is_local


def record(level: int, name: str = "app.made_up") -> logging.LogRecord:
    return logging.LogRecord(name, level, __file__, 1, "made up", None, None)


def test_an_unannounced_warning_is_a_fault() -> None:
    guard = LogGuard()
    guard.emit(record(logging.WARNING))
    assert guard.faults() == ["unexpected WARNING from app.made_up: made up"]


def test_an_announced_record_that_never_comes_is_a_fault() -> None:
    guard = LogGuard()
    guard.expect("app.made_up", logging.ERROR)
    assert guard.faults() == [f"announced but never logged: app.made_up at {logging.ERROR}"]


def test_the_guard_listens_to_every_logger(log_guard: LogGuard, expect_log: Callable[..., None]) -> None:
    expect_log("app.made_up", logging.ERROR)
    logging.getLogger("app.made_up").error("made up")
    assert [kept.levelno for kept in log_guard.records] == [logging.ERROR]


@pytest.mark.parametrize("address", [("127.0.0.1", 1), ("::1", 1, 0, 0), ("localhost", 1), "/run/a.sock"])
def test_addresses_of_this_machine_are_local(address: object) -> None:
    assert is_local(address)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("school.example", 443), ("2001:db8::1", 1, 0, 0)])
def test_other_addresses_are_not_local(address: object) -> None:
    assert not is_local(address)


def test_a_connection_beyond_this_machine_fails_the_test() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="network"):
        outside.connect(("192.0.2.1", 80))


def test_no_setting_of_the_developer_is_seen() -> None:
    assert [name for name in os.environ if name.startswith("XINQIAO_")] == []
