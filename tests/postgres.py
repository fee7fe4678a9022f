"""A throw-away PostgreSQL server for tests that prove the schema is dialect-neutral.

The server listens on a Unix socket in its own folder only, and trusts whoever reaches it.
PostgreSQL refuses to run as root, so root hands the folder to the ``postgres`` or ``nobody`` user.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest


def _server_programs() -> Path | None:
    """Return the folder of the newest installed PostgreSQL server, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _owner() -> str | None:
    """Return the user who must own the server, or None when that is whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(owner: str | None, *command: str | Path) -> None:
    prefix = ["runuser", "-u", owner, "--"] if owner else []
    # The server inherits its standard streams from pg_ctl and would keep a pipe open for ever.
    result = subprocess.run(
        [*prefix, *map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, f"{command[0]} ended with {result.returncode}"


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """Start one server for the session and yield the folder of its socket."""
    programs = _server_programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL server here; `python3 dev.py test` installs one on Debian")
        pytest.skip("no PostgreSQL server installed")
    owner = _owner()
    # Not pytest's own folder: its parents are closed to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="xq-pg-"))
    try:
        if owner:
            user = pwd.getpwnam(owner)
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        _run(owner, programs / "initdb", "-D", data, "-U", "xinqiao", "-A", "trust", "-E", "UTF8", "-N")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        log = folder / "log"
        _run(owner, programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield folder
        finally:
            _run(owner, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_socket: Path) -> Iterator[str]:
    """Yield the SQLAlchemy URL of a fresh, empty database (driver: psycopg)."""
    name = f"test_{uuid4().hex}"
    admin = f"host={postgres_socket} user=xinqiao dbname=postgres"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield f"postgresql+psycopg://xinqiao@/{name}?host={postgres_socket}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
