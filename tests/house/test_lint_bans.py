"""The safe path is a function; the unsafe path is a finding here."""

import ast

import pytest

from tests.house import bans
from tests.house.bans import Ban
from tests.house.sources import ROOT, name, python_files

PURE = tuple(f"app/{room}" for room in ("domain", "scales", "models", "letters", "bundles", "reports", "services"))

BANS = [
    Ban(
        "temporary files",
        "write to the folder the person chose, through app.storage.files",
        ("app",),
        bans.imports("tempfile"),
        "from tempfile import mkdtemp",
        "import os",
    ),
    Ban(
        "code or objects out of data",
        "read JSON against a closed schema",
        ("app", "migrations"),
        lambda node: (
            bans.imports("pickle", "marshal", "shelve", "dill", "yaml", "xmlrpc")(node)
            or (bans.called(node) in ("eval", "exec", "__import__") and not bans.owner(node))
        ),
        "eval(words)",
        "dialog.exec()",
    ),
    Ban(
        "files written without care",
        "app.storage.files.write_atomic or write_stream",
        ("app",),
        bans.writes,
        "path.open('wb')",
        "path.open('rb')",
        {
            "app/storage/files.py": "the one door for writing",
            "app/bundles/write.py": "may not know storage; writes aside, settles, renames and reads back itself",
            "app/storage/instance.py": "the lock file, which holds nothing",
            "app/intake/child.py": "the pipe to the parent process",
            "app/cli/demo_steps/at_the_gate.py": "a mark between processes, in the demonstration's throw-away folder",
            "app/cli/demo_steps/director.py": "what the demonstration's processes say on standard error",
            "app/cli/demo_steps/record.py": "the demonstration's own record of made-up work",
        },
    ),
    Ban(
        "archives unpacked blindly",
        "read entry by entry with the limits of app.domain.limits",
        ("app",),
        bans.calls("extractall", "unpack_archive"),
        "archive.extractall(folder)",
        "archive.open(entry)",
    ),
    Ban(
        "SQL put together from values",
        "bound parameters, or SQLAlchemy's expressions",
        ("app", "migrations"),
        bans.built_sql,
        "db.execute(text(f'SELECT {name}'))",
        "db.execute(text('SELECT :name'), {'name': name})",
        {
            "app/storage/sqlite.py": "PRAGMA takes no parameters; the key is hex made here",
            "app/storage/search.py": "the index's own name, a constant; every value is bound",
            "app/storage/integrity.py": "PRAGMA takes no parameters; the names stand in the file",
            "migrations/versions/0001_initial.py": "trigger texts of tables that the migration names itself",
        },
    ),
    Ban(
        "the clock",
        "take `now: datetime` as an argument",
        PURE,
        bans.reads_clock,
        "now = datetime.now(UTC)",
        "now = row.created_at",
    ),
    Ban(
        "dice",
        "the secrets module for keys, an argument with a seed for made-up data",
        (*PURE, "app/crypto", "app/storage", "app/intake", "app/ui"),
        bans.imports("random"),
        "import random",
        "import secrets",
        {
            f"app/services/simulation/{part}.py": "made-up people, from a seed that the caller gives"
            for part in ("people", "records", "school", "screening", "sheets")
        },
    ),
    Ban(
        "words on standard output",
        "app.cli's printing functions; windows show, services return",
        ("app",),
        bans.calls("print"),
        "print(name)",
        "show(name)",
        {
            "app/cli/bench.py": "says on standard error how far it is",
            "app/cli/demo.py": "the same",
            "app/cli/shots.py": "the same",
            "app/cli/demo_steps/director.py": "the same",
            "app/bootstrap/gate.py": "a second start has no window to say it in",
        },
    ),
    Ban(
        "logs that could carry a name",
        "a fixed sentence and codes as arguments",
        ("app",),
        bans.talkative_log,
        "log.warning(f'{name} moved')",
        "log.warning('moved: %s', kind)",
    ),
    Ban(
        "a shell",
        "an argument list",
        ("app", "dev.py", "benchmarks", "tests"),
        bans.shell,
        "subprocess.run(line, shell=True)",
        "subprocess.run([program])",
    ),
    Ban(
        "widget texts that cannot be collected",
        "self.tr('… {0}').format(value)",
        ("app/ui",),
        bans.untranslatable,
        "self.tr(f'{count} students')",
        "self.tr('{0} students').format(count)",
    ),
    Ban(
        "pictures loaded by Qt from a path",
        "bytes checked for kind and size, or an icon by name",
        ("app/ui",),
        bans.picture_from_file,
        "QPixmap(str(path))",
        "QPixmap(width, height)",
    ),
    Ban(
        "colours outside the theme",
        "a role of app.ui.theme",
        ("app/ui",),
        bans.colour,
        "label.setStyleSheet('color: #aa0000')",
        "label.setText('#1 of 3')",
        {"app/ui/theme.py": "the one table of colours"},
    ),
    Ban(
        "project code in migrations",
        "the tables as they were, written out in the migration",
        ("migrations",),
        bans.imports("app"),
        "from app.models import Student",
        "import sqlalchemy as sa",
    ),
    Ban(
        "mocks",
        "the real thing, an inline runner, or a small class that behaves",
        ("tests",),
        lambda node: isinstance(node, ast.ImportFrom | ast.Import) and "mock" in ast.unparse(node),
        "from unittest.mock import MagicMock",
        "from tests.ui.inline import InlineJobs",
    ),
    Ban(
        "waiting by the clock",
        "a signal or a condition (qtbot.waitSignal, waitUntil)",
        ("app/ui", "app/services", "tests"),
        lambda node: (bans.owner(node), bans.called(node)) in {("time", "sleep"), ("qtbot", "wait")},
        "time.sleep(1)",
        "qtbot.waitUntil(ready)",
    ),
]


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.title)
def test_the_code_keeps_the_ban(ban: Ban) -> None:
    paths = [*python_files("app", "migrations", "benchmarks", "tests"), ROOT / "dev.py"]
    kept = [path for path in paths if ban.holds_in(name(path))]
    found = [f"{name(path)}:{line}" for path in kept for line in ban.lines(path.read_text("utf-8"))]
    assert found == [], f"{ban.title}. Instead: {ban.instead}"


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.title)
def test_the_ban_finds_a_planted_line_and_leaves_a_good_one(ban: Ban) -> None:
    assert list(ban.lines(ban.planted)) == [1]
    assert list(ban.lines(ban.fine)) == []


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.title)
def test_no_exception_outlives_its_file_or_its_need(ban: Ban) -> None:
    for file in ban.exceptions:
        assert list(ban.lines((ROOT / file).read_text("utf-8"))), f"{file} needs no exception any more"
