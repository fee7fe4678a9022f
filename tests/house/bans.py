"""What the code may not say, because one door for it exists elsewhere or because none should.

A ban looks at single nodes of the syntax tree. Every exception is a file with its reason.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ban:
    """One rule: where it holds, what it finds, and a line it must find and one it must not."""

    title: str
    instead: str
    folders: tuple[str, ...]
    finds: Callable[[ast.AST], bool]
    planted: str
    fine: str
    exceptions: dict[str, str] = field(default_factory=dict)

    def lines(self, source: str) -> Iterator[int]:
        """Yield the line numbers at which ``source`` breaks the ban."""
        for node in ast.walk(ast.parse(source)):
            if self.finds(node):
                yield getattr(node, "lineno", 0)

    def holds_in(self, file: str) -> bool:
        """Say whether the ban holds in the file of this name."""
        return file not in self.exceptions and any(within(file, folder) for folder in self.folders)


def within(file: str, folder: str) -> bool:
    """Say whether ``file`` is ``folder`` or lies in it."""
    return file == folder or file.startswith(folder + "/")


def called(node: ast.AST) -> str:
    """Return the last name of what is called: ``open`` for ``path.open()`` and for ``open()``."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def owner(node: ast.AST) -> str:
    """Return the name a method is called on: ``datetime`` for ``datetime.now()``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        value = node.func.value
        return value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
    return ""


def first(node: ast.AST) -> ast.expr | None:
    """Return the first argument of a call."""
    return node.args[0] if isinstance(node, ast.Call) and node.args else None


def imports(*packages: str) -> Callable[[ast.AST], bool]:
    """Find imports of these packages."""

    def finds(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            return any(alias.name.partition(".")[0] in packages for alias in node.names)
        return isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in packages

    return finds


def calls(*names: str) -> Callable[[ast.AST], bool]:
    """Find calls of these functions or methods."""
    return lambda node: called(node) in names


def writes(node: ast.AST) -> bool:
    """Find whatever makes or changes a file."""
    if called(node) in ("write_text", "write_bytes", "mkstemp", "NamedTemporaryFile"):
        return True
    if called(node) != "open" or not isinstance(node, ast.Call):
        return False
    by_name = [keyword.value for keyword in node.keywords if keyword.arg == "mode"]
    # open(path, mode), but path.open(mode)
    by_place = node.args[0:1] if isinstance(node.func, ast.Attribute) else node.args[1:2]
    modes = [mode.value for mode in [*by_name, *by_place] if isinstance(mode, ast.Constant)]
    return any(
        isinstance(mode, str) and re.fullmatch(r"[rwaxbt+]+", mode) and set(mode) & set("wax+") for mode in modes
    )


def built_sql(node: ast.AST) -> bool:
    """Find SQL text that is put together from values."""
    if called(node) == "text" and owner(node) == "messages":
        return False
    sql = called(node) in ("text", "exec_driver_sql", "execute", "executescript")
    return sql and isinstance(first(node), ast.JoinedStr | ast.BinOp)


def reads_clock(node: ast.AST) -> bool:
    """Find readings of the clock."""
    return (owner(node), called(node)) in {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
    }


def talkative_log(node: ast.AST) -> bool:
    """Find log calls that could carry data: built texts, tracebacks with their values."""
    if owner(node) not in ("log", "logger", "logging", "LOG", "_log", "_logger"):
        return False
    if called(node) == "exception":
        return True
    if called(node) not in ("debug", "info", "warning", "error", "critical"):
        return False
    assert isinstance(node, ast.Call)
    return not isinstance(first(node), ast.Constant) or any(k.arg == "exc_info" for k in node.keywords)


def untranslatable(node: ast.AST) -> bool:
    """Find widget texts that Qt's collector cannot read: it takes plain literals only."""
    if not isinstance(node, ast.Call) or called(node) not in ("tr", "translate"):
        return False
    if called(node) == "translate" and owner(node) != "QCoreApplication":
        return False
    return not all(isinstance(argument, ast.Constant) for argument in node.args[:2])


def picture_from_file(node: ast.AST) -> bool:
    """Find pictures that Qt would load by a path, whatever their size and kind."""
    return called(node) in ("QPixmap", "QImage", "QIcon", "QImageReader", "QMovie") and (
        isinstance(first(node), ast.JoinedStr)
        or called(first(node) or ast.Pass()) == "str"
        or (isinstance(value := first(node), ast.Constant) and isinstance(value.value, str))
    )


def colour(node: ast.AST) -> bool:
    """Find colours written as numbers."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})\b|\brgba?\(", node.value) is not None
    )


def shell(node: ast.AST) -> bool:
    """Find programs started through a shell."""
    return (owner(node), called(node)) in {("os", "system"), ("os", "popen")} or (
        isinstance(node, ast.Call) and any(keyword.arg == "shell" for keyword in node.keywords)
    )
