"""What every test stands on: no display, no network, no stray settings, no silent warnings."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Windows are drawn into memory, also where a display exists. A test of a real display starts its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.postgres", "tests.stores"]

settings.register_profile(
    "ci", derandomize=True, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Hide the developer's own Xinqiao settings and folders from the test."""
    for name in [name for name in os.environ if name.startswith("XINQIAO_")]:
        monkeypatch.delenv(name)
    home = _session_home(tmp_path_factory)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))


def _session_home(factory: pytest.TempPathFactory) -> Path:
    home = factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    return home


def is_local(address: object) -> bool:
    """Say whether a socket address stays on this machine (paths of Unix sockets do)."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever reaches beyond this machine: the program is offline by promise."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if not is_local(address):
            raise AssertionError("a test tried to reach the network")
        connect(self, address)  # type: ignore[arg-type] # whatever the caller gave

    monkeypatch.setattr(socket.socket, "connect", guarded)


class LogGuard(logging.Handler):
    """Collects records from WARNING up and compares them with what the test announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.announced: list[tuple[str, int]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, logger: str, level: int = logging.WARNING) -> None:
        """Announce one record of exactly ``level`` from ``logger``; it must then appear."""
        self.announced.append((logger, level))

    def faults(self) -> list[str]:
        """Return what came unannounced and what was announced but did not come."""
        waiting = list(self.announced)
        faults = []
        for record in self.records:
            key = (record.name, record.levelno)
            if key in waiting:
                waiting.remove(key)
            else:
                faults.append(f"unexpected {record.levelname} from {record.name}: {record.getMessage()}")
        return faults + [f"announced but never logged: {name} at {level}" for name, level in waiting]


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fail the test on every log record from WARNING up that it did not announce."""
    guard = LogGuard()
    root = logging.getLogger()
    root.addHandler(guard)
    yield guard
    root.removeHandler(guard)
    faults = guard.faults()
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def expect_log(log_guard: LogGuard) -> Callable[..., None]:
    """Return ``expect(logger, level)``, with which a test announces a log record it provokes."""
    return log_guard.expect
