"""Which process is this? For now the command line alone."""

from app.cli.main import main

main()
