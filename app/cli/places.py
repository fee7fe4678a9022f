"""Options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

Dir = Annotated[Path, typer.Option("--dir", help="The folder of the store.")]
User = Annotated[str | None, typer.Option("--user", help="Label of the user, as the locked screen shows it.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", help="A file whose first line is the password."),
]
