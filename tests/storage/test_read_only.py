"""A folder in which nothing may be written: reading goes on, writing has words, nothing is harmed.

Root writes everywhere, so the child gives its rights up after it has loaded the program.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crypto.keys import MasterKey

ROOT = Path(__file__).parents[2]
CHILD = """
import os, sys
from pathlib import Path
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.storage import changes, check, copying, upgrade
from app.storage.files import write_atomic
from app.storage.instance import InstanceLock
from app.storage.store import Store
from tests.stores import NOW
from tests.storage.test_store import add, count

folder = Path(sys.argv[1])
master = MasterKey(bytes.fromhex(sys.stdin.read()))
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
def refused(work):
    try:
        work()
    except Problem as problem:
        return problem.code
    return "done"
codes = [refused(lambda: write_atomic(folder / "a", b"x")), refused(lambda: InstanceLock(folder))]
with Store.open(folder, master) as store:
    codes.append(refused(lambda: add(store, "1")))
    codes.append(count(store))
print(codes)
"""


@pytest.fixture
def sealed_off(founded: Path) -> Iterator[Path]:
    """A store in a folder that cannot be written; not below pytest's own, which others cannot enter."""
    folder = Path(tempfile.mkdtemp(prefix="xq-ro-"))
    shutil.copyfile(founded, folder / "store.db")
    (folder / "store.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_read_only_folder(sealed_off: Path, master: MasterKey) -> None:
    before = (sealed_off / "store.db").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, sealed_off],
        cwd=ROOT,
        input=master.to_bytes().hex(),
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == "['folder_read_only', 'folder_read_only', 'folder_read_only', 0]\n", done.stderr
    assert (sealed_off / "store.db").read_bytes() == before
    assert os.listdir(sealed_off) == ["store.db"]
