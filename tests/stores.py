"""Encrypted stores for tests: an empty one is founded once and copied, so that each test gets its own fast."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.crypto.keys import MasterKey
from app.domain.rights import Actor, Role
from app.services import users
from app.storage import founding
from app.storage.names import STORE, key_of
from app.storage.store import Store

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
LEAD = Actor(UUID("00000000-0000-7000-8000-000000000001"), "主管甲", Role.LEAD)
COUNSELLOR = Actor(UUID("00000000-0000-7000-8000-000000000002"), "辅导员乙", Role.COUNSELLOR)
ENTRY = Actor(UUID("00000000-0000-7000-8000-000000000003"), "录入员丙", Role.ENTRY)
VAULT_ID = UUID("00000000-0000-7000-8000-0000000000aa")


@pytest.fixture(scope="session")
def master() -> MasterKey:
    """The key of every store that the fixtures make."""
    return MasterKey.new()


@pytest.fixture(scope="session")
def founded(master: MasterKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store that tests copy and never open."""
    path = tmp_path_factory.mktemp("founded") / STORE
    founding.finish(founding.prepare(path, key_of(master), vault_id=VAULT_ID, now=NOW), path)
    return path


@pytest.fixture
def store_folder(founded: Path, tmp_path: Path) -> Path:
    """A folder with an empty store, closed."""
    folder = tmp_path / "room"
    folder.mkdir()
    shutil.copyfile(founded, folder / STORE)
    return folder


@pytest.fixture
def store(store_folder: Path, master: MasterKey) -> Iterator[Store]:
    """An open, empty store."""
    with Store.open(store_folder, master) as opened:
        yield opened


@pytest.fixture
def staffed(store: Store) -> Store:
    """An open store with its three users and no students."""
    with store.write() as db:
        for number, user in enumerate((LEAD, COUNSELLOR, ENTRY), 1):
            users.add(
                db, user.name, label=f"使用人 {number}", role=user.role, user_id=user.user_id, by=users.SYSTEM, now=NOW
            )
    return store
