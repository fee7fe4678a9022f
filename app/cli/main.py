"""The command line's root. A command's module is imported only when that command is called."""

import sys
from importlib import import_module
from types import ModuleType

import typer

from app.cli.language import language
from app.domain.problems import Problem
from app.messages import of

COMMANDS = {
    "score": "score",
    "scales": "scales",
    "store": "store",
    "import": "import_",
    "student": "student",
    "today": "today",
    "bundle": "bundle",
    "letter": "letter",
    "round": "round_",
    "report": "report",
    "simulate": "simulate",
    "bench": "bench",
    "demo": "demo",
    "shots": "shots",
}
"""Each command and its module."""


def main() -> int:
    """Run the command line and return 1 for a Problem, told on standard error. Typer exits by itself else."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    root = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    root.callback()(_root)
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        _add(root, name, import_module(f"app.cli.{COMMANDS[name]}"))
    try:
        root()
    except Problem as problem:
        typer.echo(of(problem, language()), err=True)
        return 1
    return 0


def _root() -> None:
    """Xinqiao on the command line."""


def _add(root: typer.Typer, name: str, module: ModuleType) -> None:
    if hasattr(module, "app"):
        root.add_typer(module.app, name=name)
    else:
        root.command(name)(module.command)
