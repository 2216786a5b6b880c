"""`python -m relationship_reset` is the same as the `relationship-reset` command."""

from relationship_reset.cli import main

main()
